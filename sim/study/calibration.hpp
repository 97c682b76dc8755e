// SPDX-License-Identifier: Apache-2.0
// `calibrate:` of a study file: which facts a model is fitted to, what is fitted, and in how many waves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/core/date.hpp"
#include "sim/record/recorder.hpp"
#include "sim/study/formula.hpp"

namespace peacenorm::study {

/// A fact that the model is held against.
struct Target {
    /// How values are compared: as they are, by logarithm, by log odds.
    enum class Scale { identity, log, logit };

    std::string name, what, block, source, expression;
    Formula formula;         ///< of outcomes of the study
    double value = 0;        ///< as published
    double error = 0;        ///< standard deviation of the observation, on the scale
    double discrepancy = 0;  ///< standard deviation of what the model is not, on the scale
    Scale scale = Scale::identity;
    double shift = 0;  ///< added before a logarithm: a count may be 0
    config::Position at;

    /// On the scale. Limits: not finite where the scale has no place for it.
    double scaled(double raw) const;
};

struct Calibration {
    enum class Unreachable { stop, leave_out };

    std::string file;          ///< of targets
    std::string targets_hash;  ///< of all that is said of them
    std::vector<Target> targets;
    std::size_t own_outcomes = 0;  ///< of the study, the first; the others are made for targets
    std::vector<std::string> fit;  ///< paths of parameters or above them; empty: all numbers that are drawn
    std::vector<config::Position> fit_at;
    std::string facts_in;  ///< the arm whose runs are held against the facts; empty: the reference
    config::Position facts_in_at;
    std::uint32_t draws = 2000;  ///< of a wave
    std::uint32_t waves = 3;     ///< 0: twins of the first wave's table alone, no posterior
    std::uint32_t twins = 400;
    std::uint32_t as_written = 0;  ///< runs of the parameters as the file writes them, for comparison
    std::uint32_t keep = 0;        ///< draws of the posterior's file, the first; 0: all
    double beyond = 3;             ///< standard deviations from which a fact is out of the model's reach
    Unreachable unreachable = Unreachable::stop;
    config::Node priors;  ///< as `design.priors` takes them
    config::Position at;
};

/// Reads the keys of `calibrate:`, but for the targets. Errors: faults.
Calibration read_calibration(const config::Node& node, config::Faults& faults);

/// What target files need of a study: an expression's outcome, recorded if it is new, and the last day of its window.
struct TargetVocabulary {
    std::function<std::optional<std::size_t>(const config::Node& expression)> outcome_of;
    std::function<Date(std::size_t outcome)> last_day;
};

/// Reads a file of targets. Errors: faults, all at once.
void read_targets(const config::Node& root, const TargetVocabulary& vocabulary, Calibration& calibration,
                  config::Faults& faults);

}  // namespace peacenorm::study
