// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/signals.hpp"

#include <unistd.h>

#include <atomic>

namespace peacenorm::cli {

namespace {

// SAFETY: the one mutable global; a lock-free atomic is what a handler may write and other threads may read.
std::atomic<bool> stop_wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void remember(int signal) {
    if (stop_wanted.exchange(true) && signal == SIGINT) _exit(130);
}

}  // namespace

StopSignals::StopSignals() {
    stop_wanted = false;
    struct sigaction action {};
    action.sa_handler = remember;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, &before_int_);
    sigaction(SIGTERM, &action, &before_term_);
    sigaction(SIGUSR1, &action, &before_usr1_);
}

StopSignals::~StopSignals() {
    sigaction(SIGINT, &before_int_, nullptr);
    sigaction(SIGTERM, &before_term_, nullptr);
    sigaction(SIGUSR1, &before_usr1_, nullptr);
}

bool StopSignals::arrived() {
    return stop_wanted;
}

}  // namespace peacenorm::cli
