// SPDX-License-Identifier: Apache-2.0
#include "sim/store/apart.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <span>

namespace peacenorm::record {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool can_limit_memory = false;  // sanitizers reserve terabytes of addresses
#else
constexpr bool can_limit_memory = true;
#endif

/// Bytes of addresses that this process has taken.
std::uint64_t addresses_taken() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    file >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Lowers a limit; never above what the process was given.
void limit(decltype(RLIMIT_AS) resource, std::uint64_t wanted) {
    rlimit now{};
    if (::getrlimit(resource, &now) != 0) return;
    now.rlim_cur = std::min<rlim_t>(now.rlim_cur, wanted);
    ::setrlimit(resource, &now);
}

// Time on the clock for a second of a processor, where many share one; a child that waits for ever ends by it.
constexpr std::uint64_t patience = 60, longest_wait = 86'400;

/// Seconds of a processor that this process has used, begun ones whole.
std::uint64_t seconds_used() {
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) != 0) return 0;
    return static_cast<std::uint64_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 2;
}

/// From now on, for one item. The limit counts from the start of the process, so it grows by what went before.
void give_time(std::uint64_t seconds, rlim_t given) {
    rlimit now{};
    if (::getrlimit(RLIMIT_CPU, &now) == 0) {
        now.rlim_cur = std::min<rlim_t>(given, seconds_used() + seconds);
        ::setrlimit(RLIMIT_CPU, &now);
    }
    ::alarm(static_cast<unsigned>(std::min<std::uint64_t>(patience * seconds, longest_wait)));
}

/// What asks a program to end. It is the parent's to answer: a key on a terminal reaches both.
constexpr std::array for_the_parent{SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGQUIT};

/// Settles the child: by what it does itself it dies, quietly, and takes no more memory than it is allowed; it outlives
/// what is meant for its parent, but not the parent.
void confine(Allowance allowance) {
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGALRM, SIGPIPE})
        ::signal(signal, SIG_DFL);
    for (const int signal : for_the_parent) ::signal(signal, SIG_IGN);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 0);
    if (can_limit_memory) limit(RLIMIT_AS, addresses_taken() + allowance.memory);
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);  // what libraries say as they die helps nobody
}

bool write_all(int file, std::span<const char> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool read_all(int file, std::span<char> bytes) {
    while (!bytes.empty()) {
        const ssize_t taken = ::read(file, bytes.data(), bytes.size());
        if (taken < 0 && errno == EINTR) continue;
        if (taken <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(taken));
    }
    return true;
}

/// Answers go through the pipe as their length and their bytes.
constexpr std::uint64_t longest_answer = 1 << 16;

void tell(int pipe, const std::string& text) {
    const std::uint64_t length = std::min<std::uint64_t>(text.size(), longest_answer);
    std::array<char, sizeof length> head{};
    std::memcpy(head.data(), &length, sizeof length);
    if (!write_all(pipe, head) || !write_all(pipe, std::span(text).first(length))) ::_exit(1);
}

bool hear(int pipe, std::string& text) {
    std::uint64_t length = 0;
    std::array<char, sizeof length> head{};
    if (!read_all(pipe, head)) return false;
    std::memcpy(&length, head.data(), sizeof length);
    if (length > longest_answer) return false;
    text.resize(length);
    return read_all(pipe, text);
}

using Work = std::function<std::string(std::size_t)>;

[[noreturn]] void be_child(int pipe, std::size_t first, std::size_t items, const Work& work, Allowance allowance) {
    confine(allowance);
    rlimit given{RLIM_INFINITY, RLIM_INFINITY};
    ::getrlimit(RLIMIT_CPU, &given);
    for (std::size_t i = first; i < items; ++i) {
        give_time(allowance.seconds, given.rlim_cur);
        tell(pipe, work(i));
    }
    ::_exit(0);  // no destructor, no handler at exit: they belong to the parent
}

int status_of(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 0;  // somebody else has waited for it
    return status;
}

/// Whether somebody else ended it, not the item: an administrator, or the system for want of memory.
bool was_killed(int status) {
    return WIFSIGNALED(status) &&
           (WTERMSIG(status) == SIGKILL ||
            std::find(for_the_parent.begin(), for_the_parent.end(), WTERMSIG(status)) != for_the_parent.end());
}

/// How a child ended that did not answer.
Answer ending_of(int status) {
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return {signal == SIGXCPU || signal == SIGALRM ? Answer::Ending::too_slow : Answer::Ending::crashed, {}, signal};
}

}  // namespace

std::vector<Answer> work_apart(std::size_t items, const Work& work, Allowance allowance) {
    std::vector<Answer> answers;
    answers.reserve(items);
    constexpr int most_kills = 3;  // of one item; then it is taken for what the item does
    for (int kills = 0; answers.size() < items;) {
        const std::size_t before = answers.size();
        std::array<int, 2> ends{-1, -1};
        const pid_t child = ::pipe2(ends.data(), O_CLOEXEC) == 0 ? ::fork() : -1;
        if (child == 0) be_child(ends[1], answers.size(), items, work, allowance);
        if (ends[1] >= 0) ::close(ends[1]);
        if (child > 0) {
            for (std::string text; answers.size() < items && hear(ends[0], text);) answers.push_back({{}, text, 0});
            const int status = status_of(child);
            kills = answers.size() > before ? 0 : kills;
            if (answers.size() < items && (!was_killed(status) || ++kills == most_kills)) {
                answers.push_back(ending_of(status));
                kills = 0;
            }
        } else {
            while (answers.size() < items) answers.push_back({{}, work(answers.size()), 0});
        }
        if (ends[0] >= 0) ::close(ends[0]);
    }
    return answers;
}

}  // namespace peacenorm::record
