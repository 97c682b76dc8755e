// SPDX-License-Identifier: Apache-2.0
// What the golden files hold: a few runs of the intervention model, as text that pins every bit.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace peacenorm::golden {

/// A file of tests/golden and the function that makes its text anew. Runs start from the root of the repository.
struct File {
    std::string_view name;
    std::string (*make)();
};

/// Ten years of the Mali baseline, three replicates: sums of some observables, a line for every four weeks.
std::string mali_baseline();
/// Two years of the extended profile with the other engine of the norm, one replicate.
std::string mali_extended();
/// Every observable of the Mali baseline, summed over the whole run: a line for each.
std::string mali_totals();
/// Every observable of a small theatre in which all mechanisms work, cell by cell, over two years.
std::string small_world();
/// What the event log of the small theatre says: how often each name stands there, sums of its numbers.
std::string small_world_events();
/// As small_world under the rules that are not the default ones, with the dated history instead of a rung of the
/// ladder.
std::string small_world_other_rules();

inline constexpr std::array files{
    File{"mali_baseline.csv", mali_baseline},
    File{"mali_extended.csv", mali_extended},
    File{"mali_totals.csv", mali_totals},
    File{"small_world.txt", small_world},
    File{"small_world_events.txt", small_world_events},
    File{"small_world_other_rules.txt", small_world_other_rules},
};

}  // namespace peacenorm::golden
