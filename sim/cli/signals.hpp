// SPDX-License-Identifier: Apache-2.0
// The wish of a user or a batch system to stop.
#pragma once

namespace peacenorm::cli {

/// From now on to the end of the program, the first SIGINT, SIGTERM or SIGUSR1 is remembered, and a further SIGINT ends
/// the program at once (130).
void remember_stop_signals();

bool is_stop_wanted();

}  // namespace peacenorm::cli
