// SPDX-License-Identifier: Apache-2.0
// Work on what may be hostile, done in a process of its own, so that a crash or an endless loop there stays there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace peacenorm::record {

/// What a process of its own may take.
struct Allowance {
    std::uint64_t memory = 0;   ///< bytes beyond those that this process has
    std::uint64_t seconds = 0;  ///< of a processor, for each item
};

/// What came of the work on one item.
struct Answer {
    enum class Ending { done, crashed, too_slow };
    Ending ending = Ending::done;
    std::string text;  ///< what `work` returned
    int signal = 0;    ///< that ended it
};

/// Calls work(i) for i in [0, items) in child processes: in one as long as nothing happens, in a new one after an item
/// that ended it. An item whose process somebody else killed is begun again, three times at most; what asks the program
/// to end (SIGINT, SIGTERM) passes the child by. Where no process can be made (a limit on their number), here.
/// SAFETY: `work` touches nothing that another thread of this process may hold locked.
std::vector<Answer> work_apart(std::size_t items, const std::function<std::string(std::size_t)>& work,
                               Allowance allowance);

}  // namespace peacenorm::record
