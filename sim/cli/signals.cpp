// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/signals.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace peacenorm::cli {

namespace {

// SAFETY: the one mutable global; a lock-free atomic is what a handler may write and other threads may read.
std::atomic<bool> stop_wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void remember(int signal) {
    if (stop_wanted.exchange(true) && signal == SIGINT) _exit(130);
}

}  // namespace

void remember_stop_signals() {
    struct sigaction action {};
    action.sa_handler = remember;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) sigaction(signal, &action, nullptr);
}

bool is_stop_wanted() {
    return stop_wanted;
}

}  // namespace peacenorm::cli
