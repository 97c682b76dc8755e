// SPDX-License-Identifier: Apache-2.0
// `replicates: {until: ...}`: as many replicates as a wanted precision takes, decided so that peeking spoils nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/statistics.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/study/arms.hpp"

namespace peacenorm::study {

/// What a study asks for. Units: those of the outcome.
struct Until {
    double half_width = 0;      ///< of the 95% interval, at most
    std::string of;             ///< an outcome's name
    std::uint32_t at_most = 2;  ///< replicates
    config::Position at, of_at;
};

/// Reads the map under `until`. Errors: faults; whether the outcome exists is asked when outcomes are known.
Until read_until(const config::Node& node, config::Faults& faults);

/// As a file would say it: {until: {...}}.
config::Node emit(const Until& until);

/// After how many replicates a study looks: 32, 64, 128, .. below `at_most`, then `at_most`. Fixed beforehand, so that
/// neither threads nor interruptions nor what was seen move them.
std::vector<std::uint32_t> looks(std::uint32_t at_most);

/// What a look sees.
struct Look {
    std::uint32_t replicates = 0;
    double half_width = 0;        ///< of the worst contrast; infinite where one has fewer than two values
    std::uint64_t worst_run = 0;  ///< a run of bundle 0 .. points - 1 that lies in the worst cell
};

/// The rule: the study stops at the first look at which the half width is small enough for the worst cell: with arms,
/// of the paired difference of each arm to the reference at each design point; without, of the mean at each design
/// point. With K looks planned each interval is Student's at level 1 - 0.05 / K: by Bonferroni all K hold together with
/// 95%, whenever the study stops. Source: repeated confidence intervals, Jennison and Turnbull 1989 (J. R.
/// Stat. Soc. B 51, 305-361), with the error spent equally.
class PrecisionRule {
  public:
    PrecisionRule(const Until& until, const Arms& arms, std::uint64_t points);

    /// Takes one bundle's outcome by run; NaN where there is none. ORDER: bundles come as numbered, from 0 on.
    void take(std::span<const double> runs);
    Look look() const;
    bool is_met() const { return look().half_width <= until_.half_width; }

  private:
    void take_pair(std::span<const double> runs, std::size_t arm, std::size_t cell);

    Until until_;
    std::size_t arms_, futures_, reference_;
    double level_;
    std::uint64_t points_, taken_ = 0;
    std::vector<analysis::Moments> cells_;  ///< Shape: [points][arms], unused for the reference where there are arms
};

}  // namespace peacenorm::study
