// SPDX-License-Identifier: Apache-2.0
// Loops and sums whose results do not depend on the number of threads: fixed blocks of global ids, sums in block order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace peacenorm::parallel {

inline constexpr std::size_t block_size = 16384;  ///< rows a block; fixed, so results never depend on the machine

/// Runs `body` with up to `threads` threads of an arena of its own (a global_control is held too, so that more threads
/// than cores are real threads). Nested loops below use that arena. Errors: std::invalid_argument below one thread;
/// what a body throws reaches the caller, here and below.
void with_threads(int threads, const std::function<void()>& body);

/// How many of so many threads the system lets this process have: all, or half of what it can start, so that others
/// find room too. TBB itself ends a program that cannot start one.
int startable_threads(int wanted);

/// Calls body(first, last) for every block of [0, n). Blocks may run at the same time; each must touch its own rows
/// only.
void for_blocks(std::size_t n, const std::function<void(std::size_t, std::size_t)>& body);

/// Adds body(first, last) over the blocks in order.
double sum_blocks(std::size_t n, const std::function<double(std::size_t, std::size_t)>& body);

/// Calls body(i) for i in [0, n), in any order, as threads come free. Stops handing out when `stop()` says so (asked
/// before each index, by several threads at once) or when a body has thrown; what is under way is finished.
void for_each_dynamic(std::size_t n, const std::function<void(std::size_t)>& body, const std::function<bool()>& stop);

}  // namespace peacenorm::parallel
