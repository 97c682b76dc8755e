// SPDX-License-Identifier: Apache-2.0
// What a verdict reads of a result: outcomes by what they measure, the contrast, and samples of differences.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/contrasts.hpp"
#include "sim/analysis/judgement.hpp"
#include "sim/analysis/result_cells.hpp"
#include "sim/analysis/study_arms.hpp"
#include "sim/record/claims.hpp"

namespace peacenorm::analysis {

/// A cell and what it is compared with.
struct Frame {
    Cell cell, reference;
};

/// One way in which the design's points are read: the level of `parameters`, then path=value of what differs from the
/// usual; switches are usually on, other factors at their first value.
struct Reading {
    std::string parameters;  ///< "baseline", "prior", "posterior"; empty: the design has none
    std::vector<std::pair<std::string, std::string>> other = {};  ///< path, label
    std::vector<std::string_view> any = {};                       ///< paths that may have any value: the first there is
};

/// Of T - R, TR - R and RT - R, where T is the treated arm, R the reference, and TR and RT are as these with the
/// conduct of the other: what goes with conduct, from either side.
inline constexpr std::array<std::array<double, 3>, 2> mediated{{{1, -1, 0}, {0, 0, 1}}};

/// The arms that are like the treated one and like the reference, each with the conduct of the other.
struct CrossedArms {
    std::optional<std::size_t> treated, reference;
    std::string missing;  ///< in words, where the study does not have both
};

class VerdictData {
  public:
    /// Errors: ConfigError when the study has nothing to contrast or no outcome of the first hypothesis; IoError.
    VerdictData(const ResultCells& result, const record::Claims& claims, const std::string& arm);

    const ResultCells& result() const { return result_; }
    const record::Claims& claims() const { return claims_; }
    const std::vector<ArmFacts>& arms() const { return arms_; }
    const std::string& actor() const { return actor_; }
    const std::string& window() const { return window_; }
    std::size_t treated() const { return treated_; }
    std::size_t reference() const { return reference_; }
    /// Whether rungs of a ladder are contrasted, the arms being its orders; else two arms.
    bool is_ladder() const { return dose_.has_value(); }
    const std::vector<std::string>& rungs() const { return rungs_; }  ///< ascending; empty without a ladder
    std::vector<std::string> levels() const;                          ///< of `parameters`; one empty text without
    const Coordinate* factor(std::string_view path) const;

    /// The outcome's expression for this study: "mean(visits.north, 2018-12-03..2020-11-29)".
    std::string expression(const record::Quantity& quantity) const;
    /// The same for a count: "sum(visits.north, 2018-12-03..2020-11-29)".
    std::string sum_expression(const record::Quantity& quantity) const {
        return "sum" + expression(quantity).substr(std::string_view("mean").size());
    }
    /// The variable of an outcome; empty when there is none.
    std::string variable(const std::string& expression) const;
    /// By run, the mean of the quantities; empty when an outcome is missing.
    RunValues values(std::span<const record::Quantity> quantities) const;
    /// By run, an outcome with this expression; empty when there is none.
    RunValues values(const std::string& expression) const;

    std::optional<std::uint64_t> point(const Reading& look) const;
    /// The contrast of a look, in a ladder for one of its orders. Empty: the design does not have it.
    std::optional<Frame> frame(const Reading& look) const { return frame(look, treated_); }
    std::optional<Frame> frame(const Reading& look, std::size_t arm) const;
    /// Two rungs of a ladder in one of its orders.
    std::optional<Frame> rung_frame(const Reading& look, std::size_t arm, std::size_t low, std::size_t high) const;

    bool draws(const Reading& look) const { return !look.parameters.empty() && look.parameters != "baseline"; }
    /// Differences by replicate over the futures, and the weeks of the window, that both cells have.
    Sample sample(const RunValues& values, const Frame& frame, const Reading& look) const;
    /// The mean of a cell over its done runs; NaN without one.
    double mean(const RunValues& values, const Cell& cell) const;
    std::uint64_t draw_of(std::uint64_t point, std::uint64_t replicate) const {
        return replicate / result_.replicates_per_draw(point);
    }

    /// The arm that is like `arm`, set apart from `also` (PATH=VALUE, may be empty), and follows `followed`.
    std::optional<std::size_t> follower(std::size_t arm, std::size_t followed, std::string_view also) const;
    CrossedArms crossed() const;

  private:
    bool is_end_of_a_mediator(const std::string& arm) const;
    void find_contrast(const std::string& arm);
    void find_actor();
    void find_ladder();

    const ResultCells& result_;
    const record::Claims& claims_;
    std::vector<ArmFacts> arms_;
    std::string actor_, window_;
    std::size_t treated_ = 0, reference_ = 0;
    std::optional<std::size_t> dose_;  ///< index of the factor
    std::vector<std::string> rungs_;
    std::map<std::string, std::string> names_;  ///< variable by expression
};

}  // namespace peacenorm::analysis
