// SPDX-License-Identifier: Apache-2.0
// The wish of a user or a batch system to stop.
#pragma once

#include <csignal>

namespace peacenorm::cli {

/// While it lives, the first SIGINT, SIGTERM or SIGUSR1 is remembered, and a further SIGINT ends the program at once
/// (130). One at a time: a signal handler reaches nothing but a global.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    static bool arrived();

  private:
    struct sigaction before_int_ {
    }, before_term_{}, before_usr1_{};
};

}  // namespace peacenorm::cli
