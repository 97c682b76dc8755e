// SPDX-License-Identifier: Apache-2.0
// What a verdict says: differences, shares, words, and what must stand beside them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/verdict_data.hpp"

namespace peacenorm::analysis {

/// A hypothesis, or a difference printed beside one.
struct VerdictLine {
    std::string id, name;
    bool is_beside = false;
    std::string missing;  ///< what the study would need; then nothing else is said
    Judgement judged;     ///< of the difference
    std::optional<Finding> finding;
    double share = undefined;  ///< of the whole that is removed, carried or mediated
    double truth =
        undefined;  ///< share of replicates or draws in which the claim holds, where it is no plain threshold
    std::string note;
};

/// How far an outcome moves when a mediator goes from one end of what was observed to the other.
struct PowerLine {
    std::string id, name, missing;
    Judgement judged;   ///< of the outcome at the high end less that at the low end
    double spread = 1;  ///< posterior over prior spread of the path's coefficients
};

/// The index of counts pooled over replicates, in the two arms of the contrast.
struct PooledLine {
    std::string name, missing;
    double treated = undefined, reference = undefined;  ///< at fixed parameters
    Judgement judged;                                   ///< of the difference; over resamples, or over draws
    std::vector<std::string> thin;                      ///< tiers left out in both arms
};

struct ComponentLine {
    std::string name;
    double weight = 0, change = undefined;  ///< change: weight x mean log ratio of the arms
};

struct SwitchLine {
    std::string path;
    double difference = undefined;  ///< of the first hypothesis with the switch off
    double share = undefined;       ///< of the difference that is gone then
    double shapley = undefined;     ///< its part of the difference; undefined without a lattice
    Interval interval;              ///< 95%, of that part
};

struct AlternateLine {
    std::string id, name, missing;
    Judgement judged;
};

/// A parameter that no data identify and on which the difference hinges.
struct Condition {
    std::string id, path, unit;
    double correlation = undefined;               ///< Spearman's, of the parameter and the effect of its draw
    double threshold = undefined;                 ///< splits the draws into the two most different groups
    double below = undefined, above = undefined;  ///< P(D < -d) under and over the threshold
    double mean_below = undefined, mean_above = undefined;
};

struct PatternLine {
    std::string name, expression, source;
    double low = 0, high = 0, value = undefined;
    bool is_measured = false;
    bool is_met() const { return is_measured && value >= low && value <= high; }
};

/// The first hypotheses under the parameters of another result, or at a level of this one; no word is given.
struct PriorLine {
    std::string path, title, contrast, level;  ///< path: empty for the result that is judged
    bool draws = false;
    std::vector<AlternateLine> lines;
};

/// The study at one level of `parameters`.
struct VerdictView {
    Reading look;
    bool draws = false, is_corrected = false;
    std::uint64_t units = 0, replicates = 0, fewest_per_draw = 0, left_out = 0;
    double common = 1;  ///< share of the window in which both arms have the actor; differences are over those weeks
    std::vector<VerdictLine> lines;
    std::vector<PowerLine> power;
    std::vector<PooledLine> pooled;
    std::vector<ComponentLine> components;
    double index_change =
        undefined;  ///< mean log ratio of the index; the components' sum where weights are the model's
    std::vector<SwitchLine> switches;
    std::vector<AlternateLine> robustness;
    std::vector<Condition> conditions;
    std::uint64_t unidentified_drawn = 0;
    double least_correlation = undefined;  ///< of ranks, that so many draws tell from chance among all of these
    std::vector<PatternLine> patterns;
};

struct Verdict {
    double d = 0;
    std::string contrast, actor, window;
    std::vector<VerdictView> views;
    std::vector<PriorLine> priors;  ///< what draws of the priors say, here and in results named beside
};

}  // namespace peacenorm::analysis
