// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/process.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace peacenorm::cli_test {

namespace {

std::string text_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void redirect(const std::string& file, int descriptor) {
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (opened < 0 || dup2(opened, descriptor) < 0) _exit(126);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const std::string& folder) : folder_(folder) {
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ > 0) return;
    if (chdir(folder.c_str()) != 0) _exit(126);
    redirect("stdout.txt", STDOUT_FILENO);
    redirect("stderr.txt", STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
}

Process::~Process() {
    if (has_ended_) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, &status_, 0);
}

void Process::send(int signal) const {
    kill(pid_, signal);
}

bool Process::catches(int signal) const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("SigCgt:")) return (std::stoull(line.substr(7), nullptr, 16) >> (signal - 1) & 1) != 0;
    return false;
}

bool Process::is_running() {
    if (!has_ended_) has_ended_ = waitpid(pid_, &status_, WNOHANG) == pid_;
    return !has_ended_;
}

Finished Process::wait() {
    if (!has_ended_) waitpid(pid_, &status_, 0);
    has_ended_ = true;
    return {WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_), text_of(folder_ + "/stdout.txt"),
            text_of(folder_ + "/stderr.txt")};
}

Finished run(const std::vector<std::string>& command, const std::string& folder) {
    return Process(command, folder).wait();
}

}  // namespace peacenorm::cli_test
