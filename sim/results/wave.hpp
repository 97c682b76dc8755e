// SPDX-License-Identifier: Apache-2.0
// A wave of a calibration: the study that draws its members, and what came of them.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sim/analysis/fit/ensemble.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// The drawn leaves that are fitted, by place in `design.drawn`: numbers, under one of `calibrate.fit` if that is
/// given.
std::vector<std::size_t> fitted_leaves(const Study& first);

/// Where the first wave's draws lie in their priors, as normal scores. Shape: [draws][fitted].
analysis::fit::Matrix first_scores(const Plan& first, const std::vector<std::size_t>& fitted);

/// The value of a fitted leaf at a normal score of its prior, clipped to its declared range.
double value_at_score(const config::PriorLeaf& leaf, double score);

/// Members as draws that designs take, under the word of what made them, their fingerprint included.
Posterior posterior_of(const Study& first, const std::vector<std::size_t>& fitted, const analysis::fit::Matrix& scores,
                       std::vector<std::pair<std::string, std::string>> made);

/// Turns the study of the first wave into one over given members, each with luck that no other wave has.
void turn_into_wave(Study& first, const std::string& name, Posterior members);
/// The same of runs with the parameters as the file writes them, each with luck of its own.
void turn_into_runs_as_written(Study& first, const std::string& name, std::uint32_t replicates);

std::vector<analysis::fit::Fact> facts_of(const Calibration& calibration);

/// Standard normal numbers by member and fact, of a wave. Random: stream study.calibration, clock = wave.
analysis::fit::Matrix normals_of(const Study& first, unsigned wave, std::size_t members);

/// Members whose run is done and gives every fact a number.
struct WaveValues {
    analysis::fit::Ensemble ensemble;
    std::vector<std::size_t> members;  ///< by row: its replicate
    std::size_t left_out = 0;
    std::vector<std::size_t> missing;  ///< by fact: members that give no number
    std::vector<std::string> quantities;
    analysis::fit::Matrix foreseen;  ///< Shape: [members][quantities]: outcomes that the study names, and their
                                     ///< differences between arms
};
/// Reads a wave's result. `first`: whose targets they are. Errors: IoError.
WaveValues values_of(const Study& first, const Plan& wave, const std::filesystem::path& result,
                     const analysis::fit::Matrix& scores);

}  // namespace peacenorm::study
