// SPDX-License-Identifier: Apache-2.0
// Two public programs' rules, written plainly from their description and from nothing else: own generator, agents as
// objects, every cell in view scanned every time. What the model is compared with, and what a benchmark is against.
#pragma once

#include <cstdint>
#include <vector>

namespace peacenorm::plain {

/// Counts at the end of a step.
struct Counts {
    int quiescent = 0, active = 0, jailed = 0, serving = 0, arrests = 0;
};

struct Settings {
    int width = 40, height = 40;
    double citizens = 0.7, cops = 0.074;
    int vision = 7;
    double legitimacy = 0.8;
    int max_jail_term = 1000;
};

/// The Mesa example's rules (tag v3.3.1) on a torus.
std::vector<Counts> run_mesa(const Settings& settings, std::uint64_t seed, int steps);

/// The rules of NetLogo's Rebellion, its defaults: cops 0.04, legitimacy 0.82, max_jail_term 30.
std::vector<Counts> run_netlogo(const Settings& settings, std::uint64_t seed, int steps);

}  // namespace peacenorm::plain
