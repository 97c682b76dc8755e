// SPDX-License-Identifier: Apache-2.0
// How one view of a verdict is put together: the hypotheses one by one, then what must stand beside them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/analysis/verdict_lines.hpp"

namespace peacenorm::analysis {

/// 1 where a fall is claimed, -1 where a rise is.
inline double sign_of(record::Direction direction) {
    return direction == record::Direction::falls ? 1 : -1;
}

/// All that is reported at one level of `parameters`.
class Judge {
  public:
    Judge(const VerdictData& data, Reading look, double d) : data_(data), d_(d) { view_.look = std::move(look); }
    VerdictView view(const std::vector<std::string>& outcomes);

  private:
    using Values = RunValues;

    void count(const record::Hypothesis& first);
    void add(const record::Hypothesis& hypothesis);
    VerdictLine line_of(const record::Hypothesis& hypothesis);
    void test_change(const record::Hypothesis& hypothesis, VerdictLine& line);
    void test_part(const record::Hypothesis& hypothesis, VerdictLine& line);
    void test_mediation(const record::Hypothesis& hypothesis, VerdictLine& line);
    void test_dose(const record::Hypothesis& hypothesis, VerdictLine& line);
    void add_part(const std::string& name, const std::vector<Sample>& samples, std::array<double, 4> factors);
    void add_outcome(const std::string& name);
    void add_power(const record::Hypothesis& hypothesis);
    /// An outcome at the high end of a mediator less that at the low end.
    std::optional<Judgement> moved_by(const record::Instrument& instrument, const Values& values, const Reading& look,
                                      record::Direction direction) const;
    /// The word for a hypothesis none of whose mediators that the study moves can move the outcome: no difference says
    /// anything then, whatever it is. Nothing where one can, or none is moved.
    std::optional<Finding> what_cannot_be_seen(const record::Hypothesis& hypothesis, const Values& values,
                                               const Reading& look, double d) const;
    void add_form(const record::Hypothesis& hypothesis, std::string name, const Values& values, const Effects& effects,
                  const Reading& look, double d);
    void say_what_cannot_be_seen(const record::Hypothesis& hypothesis, VerdictLine& line) const;
    void add_pooled();
    void add_components();
    void add_switches();
    void add_shares();
    void add_robustness();
    void add_forms(const record::Hypothesis& hypothesis);
    void add_alternatives(const record::Hypothesis& hypothesis, const Values& values);
    void add_conditions();
    void add_patterns();
    void missing_outcome(const std::vector<record::Quantity>& outcome, VerdictLine& line) const;
    Sample sample(const Values& values, const std::optional<Frame>& frame) const {
        return frame ? data_.sample(values, *frame, view_.look) : Sample{};
    }
    std::optional<Frame> without(std::string_view path) const {
        Reading look = view_.look;
        look.other.emplace_back(path, "false");
        return data_.factor(path) == nullptr ? std::nullopt : data_.frame(look);
    }
    const record::Hypothesis& first() const { return data_.claims().hypotheses.front(); }

    const VerdictData& data_;
    double d_;
    VerdictView view_;
    std::vector<VerdictLine> after_;  ///< lines beside the hypothesis under way
};

}  // namespace peacenorm::analysis
