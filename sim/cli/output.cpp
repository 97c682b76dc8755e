// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "sim/cli/exit_codes.hpp"
#include "sim/core/check.hpp"

namespace peacenorm::cli {

namespace {

std::string output_fault(int reason) {
    return std::string("cannot write to standard output: ") + std::strerror(reason);
}

}  // namespace

void take_closed_streams() {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) != -1) continue;
        const int taken = ::open("/dev/null", O_RDONLY);  // takes the lowest number that is free
        if (taken > stream) ::close(taken);
    }
}

int with_output_written(int code) {
    errno = 0;
    bool is_written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    // A network file system may keep its refusal for the end.
    if (const int copy = is_written ? ::dup(STDOUT_FILENO) : -1; copy >= 0)
        is_written = ::close(copy) == 0 || errno == EINTR;
    if (is_written) return code;
    if (errno == EPIPE) return ExitCode::broken_pipe;
    throw IoError(output_fault(errno == 0 ? EIO : errno));
}

int code_of(const std::system_error& error) {
    if (std::ferror(stdout) != 0) {
        if (error.code().value() == EPIPE) return ExitCode::broken_pipe;
        tell("error: {}\n", output_fault(error.code().value()));
        return ExitCode::io_trouble;
    }
    if (dynamic_cast<const std::filesystem::filesystem_error*>(&error) != nullptr) {
        tell("error: {}\n", error.what());
        return ExitCode::io_trouble;
    }
    if (error.code() == std::errc::resource_unavailable_try_again) {
        tell("error: the system starts no more threads (see ulimit -u and ulimit -v); --threads asks for fewer\n");
        return ExitCode::failed;
    }
    tell("internal error: {}\n", error.what());
    return ExitCode::failed;
}

}  // namespace peacenorm::cli
