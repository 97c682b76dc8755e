// SPDX-License-Identifier: Apache-2.0
// Two public programs' rules, written plainly from their description and from nothing else: own generator, agents as
// objects, every cell in view scanned every time. What the model is compared with, and what a benchmark is against.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace peacenorm::plain {

/// Counts at the end of a step.
struct Counts {
    int quiescent = 0, active = 0, jailed = 0, serving = 0, arrests = 0;
};

using Run = std::vector<Counts>;

inline constexpr int steps = 200;

/// The Mesa example's rules and defaults (tag v3.3.1) over `steps`.
Run run_mesa(std::uint64_t seed);

/// The rules and defaults of NetLogo's Rebellion over `steps`.
Run run_netlogo(std::uint64_t seed);

/// What runs are compared by: peak active, arrests in all, bursts (runs of steps with 50 or more active), and the
/// counts at the end of steps 1, 2, 5, 10, 50, 100 and 200.
std::vector<int> summarise(const Run& run);
std::vector<std::string> summary_names();

}  // namespace peacenorm::plain
