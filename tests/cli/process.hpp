// SPDX-License-Identifier: Apache-2.0
// Starts the built program, and sees what it says and how it ends.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace peacenorm::cli_test {

struct Finished {
    int code = -1;    ///< exit code; 128 + signal when a signal ended it
    std::string out;  ///< standard output
    std::string err;  ///< standard error
};

/// A program under way, in a folder, its output going to files there. At most one per folder at a time.
class Process {
  public:
    Process(const std::vector<std::string>& command, const std::string& folder);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    void send(int signal) const;
    bool is_running();
    /// Whether the program has said by now what is to happen at this signal.
    bool catches(int signal) const;
    Finished wait();

  private:
    pid_t pid_ = -1;
    int status_ = 0;
    bool has_ended_ = false;
    std::string folder_;
};

Finished run(const std::vector<std::string>& command, const std::string& folder);

}  // namespace peacenorm::cli_test
