// SPDX-License-Identifier: Apache-2.0
// The one file that knows mpi.h.
#define OMPI_SKIP_MPICXX 1  // the old C++ bindings only bring warnings
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

#include "sim/parallel/ranks.hpp"

namespace peacenorm::parallel {

namespace {

constexpr unsigned startup_seconds = 120;

extern "C" void end_startup(int) {
    constexpr char text[] =
        "peacenorm: not all ranks could be reached while starting; is every node up, and does each task of the "
        "launcher "
        "run this program?\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) _exit(74);
    _exit(74);
}

/// Ends the process unless start-up is over in time: a rank that never comes makes MPI wait for ever.
class StartupLimit {
  public:
    StartupLimit() {
        const char* wanted = std::getenv("PEACENORM_STARTUP_SECONDS");
        const int seconds = wanted == nullptr ? 0 : std::atoi(wanted);
        before_ = std::signal(SIGALRM, end_startup);
        alarm(seconds > 0 ? static_cast<unsigned>(seconds) : startup_seconds);
    }
    ~StartupLimit() {
        alarm(0);
        std::signal(SIGALRM, before_);
    }
    StartupLimit(const StartupLimit&) = delete;
    StartupLimit& operator=(const StartupLimit&) = delete;

  private:
    void (*before_)(int) = SIG_DFL;
};

class MpiRanks final : public Ranks {
  public:
    MpiRanks();
    ~MpiRanks() override { MPI_Finalize(); }
    MpiRanks(const MpiRanks&) = delete;
    MpiRanks& operator=(const MpiRanks&) = delete;
    void send(int to, int tag, const Words& words) override;
    std::optional<Message> poll() override;
    std::vector<std::string> gather(const std::string& text) override;
    [[noreturn]] void abort(int code) override {
        MPI_Abort(MPI_COMM_WORLD, code);
        std::_Exit(code);
    }
};

MpiRanks::MpiRanks() {
    const StartupLimit limit;
    int level = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &level);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    names_ = gather(std::string(host.data()) + ", pid " + std::to_string(getpid()));
}

/// Messages are small and seldom: a send that waits for its receiver's buffers does no harm.
void MpiRanks::send(int to, int tag, const Words& words) {
    MPI_Send(words.data(), static_cast<int>(words.size()), MPI_UINT64_T, to, tag, MPI_COMM_WORLD);
}

std::optional<Ranks::Message> MpiRanks::poll() {
    int is_there = 0, words = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &is_there, &status);
    if (is_there == 0) return std::nullopt;
    MPI_Get_count(&status, MPI_UINT64_T, &words);
    Message message{status.MPI_SOURCE, status.MPI_TAG, Words(static_cast<std::size_t>(words))};
    MPI_Recv(message.words.data(), words, MPI_UINT64_T, message.from, message.tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return message;
}

std::vector<std::string> MpiRanks::gather(const std::string& text) {
    int size = 1, mine = static_cast<int>(text.size());
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    std::vector<int> lengths(static_cast<std::size_t>(size)), places(static_cast<std::size_t>(size));
    MPI_Allgather(&mine, 1, MPI_INT, lengths.data(), 1, MPI_INT, MPI_COMM_WORLD);
    int total = 0;
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        places[i] = total;
        total += lengths[i];
    }
    std::string all(static_cast<std::size_t>(total), '\0');
    MPI_Allgatherv(text.data(), mine, MPI_CHAR, all.data(), lengths.data(), places.data(), MPI_CHAR, MPI_COMM_WORLD);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < lengths.size(); ++i)
        texts.push_back(all.substr(static_cast<std::size_t>(places[i]), static_cast<std::size_t>(lengths[i])));
    return texts;
}

}  // namespace

std::unique_ptr<Ranks> meet_ranks() {
    const Launch launch = launch_in_environment();
    if (launch.tasks == 0) return nullptr;
    auto ranks = std::make_unique<MpiRanks>();
    if (ranks->size() == 1 && launch.tasks > 1)
        throw RanksError(launch.variable + " announces " + std::to_string(launch.tasks) +
                         " tasks, but this process is alone: the launcher does not fit this program's MPI (or there is "
                         "none), and each task would run the whole study; start it with Open MPI's mpirun or with srun "
                         "--mpi=pmix, or as one task");
    return ranks;
}

}  // namespace peacenorm::parallel
