// SPDX-License-Identifier: Apache-2.0
// The tests of a verdict: a difference, the part that a switch removes or conduct carries, mediation, dose.
#include <fmt/core.h>

#include <algorithm>

#include "sim/analysis/verdict_judge.hpp"

namespace peacenorm::analysis {

using record::Direction;
using record::Hypothesis;
using record::Quantity;
using record::Test;

VerdictLine Judge::line_of(const Hypothesis& hypothesis) {
    VerdictLine line;
    switch (hypothesis.test) {
        case Test::change:
            test_change(hypothesis, line);
            break;
        case Test::removed:
        case Test::carried:
            test_part(hypothesis, line);
            break;
        case Test::mediation:
            test_mediation(hypothesis, line);
            break;
        case Test::dose:
            test_dose(hypothesis, line);
            break;
    }
    return line;
}

void Judge::missing_outcome(const std::vector<Quantity>& outcome, VerdictLine& line) const {
    for (const Quantity& quantity : outcome)
        if (data_.values(std::span(&quantity, 1)).empty())
            line.missing += fmt::format("{}outcome {}", line.missing.empty() ? "" : ", ", data_.expression(quantity));
}

void Judge::test_change(const Hypothesis& hypothesis, VerdictLine& line) {
    const Values values = data_.values(hypothesis.outcome);
    if (values.empty()) return missing_outcome(hypothesis.outcome, line);
    line.judged = judge(effects_of(sample(values, data_.frame(view_.look))), d_, hypothesis.direction);
    line.finding = line.judged.finding;
}

/// Holds where the whole goes beyond d in the claimed direction and at least the share of it is gone.
void Judge::test_part(const Hypothesis& hypothesis, VerdictLine& line) {
    const Values values = data_.values(hypothesis.outcome);
    if (values.empty()) return missing_outcome(hypothesis.outcome, line);
    const auto whole = data_.frame(view_.look);
    std::optional<Frame> part;
    if (hypothesis.test == Test::removed) {
        part = without(hypothesis.by);
        if (!part) line.missing = fmt::format("factor {}: [true, false] in its design", hypothesis.by);
    } else if (!data_.is_ladder()) {
        const auto arm = data_.follower(data_.treated(), data_.reference(), hypothesis.by);
        if (arm && whole) part = Frame{{whole->cell.point, *arm}, whole->reference};
    }
    if (hypothesis.test == Test::carried && !part)
        line.missing = fmt::format("an arm like '{}' with {} and follows: {}", data_.result().arms()[data_.treated()],
                                   hypothesis.by, data_.result().arms()[data_.reference()]);
    if (!part || !whole) return;
    const auto samples = aligned_samples({sample(values, whole), sample(values, part)});
    const double s = sign_of(hypothesis.direction);
    const Effects on = effects_of(samples[0]);
    const std::array<double, 2> factors{1 - hypothesis.least_share, -1.0}, gone{1.0, -1.0};
    const Effects rest = effects_of(combined(samples, factors));  // below 0 where enough of a fall is gone
    const Judgement all = judge(on, d_, hypothesis.direction);
    line.judged = judge(effects_of(combined(samples, gone)), d_, hypothesis.direction);
    line.share = line.judged.mean / all.mean;
    double holds = 0;
    for (std::size_t i = 0; i < on.values.size(); ++i)
        holds += s * on.values[i] < -d_ && s * rest.values[i] <= 0 ? 1 : 0;
    line.truth = on.values.empty() ? undefined : holds / static_cast<double>(on.values.size());
    line.finding = !are_enough(on)             ? Finding::too_few
                   : line.truth > decisive     ? Finding::supported
                   : line.truth < 1 - decisive ? Finding::refuted
                                               : Finding::undetermined;
    const double goes = hypothesis.direction == Direction::falls ? all.below : all.above;
    line.note = fmt::format("of {:+.3g}, at least {:.0f}% claimed{}", all.mean, 100 * hypothesis.least_share,
                            goes < 1 - decisive ? "; there is no such change that it could be part of" : "");
}

void Judge::add_part(const std::string& name, const std::vector<Sample>& samples, std::array<double, 4> factors) {
    VerdictLine& line = after_.emplace_back();
    line.is_beside = true;
    line.name = name;
    line.judged = judge(effects_of(combined(samples, factors)), d_, Direction::falls);
}

/// Arms: T treated, R reference, TR as T with R's conduct, RT as R with T's conduct: see `mediated`.
void Judge::test_mediation(const Hypothesis& hypothesis, VerdictLine& line) {
    const Values values = data_.values(hypothesis.outcome);
    if (values.empty()) return missing_outcome(hypothesis.outcome, line);
    const auto whole = data_.frame(view_.look);
    const std::size_t t = data_.treated(), r = data_.reference();
    const CrossedArms crossed = data_.crossed();
    line.missing = crossed.missing;
    if (!crossed.treated || !crossed.reference || !whole) return;
    // Each against R, so that every effect is a sum: T - R, TR - R, RT - R.
    const auto against = [&](std::size_t arm) {
        return sample(values, Frame{{whole->cell.point, arm}, whole->reference});
    };
    auto samples = aligned_samples({against(t), against(*crossed.treated), against(*crossed.reference)});
    samples.push_back(samples[0]);
    const auto effect = [&](std::array<double, 4> factors) {
        return judge(effects_of(combined(samples, factors)), d_, hypothesis.direction);
    };
    line.judged = effect({mediated[0][0], mediated[0][1], mediated[0][2], 0});
    const Judgement other = effect({mediated[1][0], mediated[1][1], mediated[1][2], 0});
    line.finding = agreed(std::array{line.judged.finding, other.finding});
    line.share = line.judged.mean / effect({1, 0, 0, 0}).mean;
    line.note = line.judged.finding == other.finding ? "" : "the two orders do not agree";
    line.name = fmt::format("NIE: its conduct in '{}'", data_.result().arms()[t]);
    const std::string treated = data_.result().arms()[t], reference = data_.result().arms()[r];
    add_part(fmt::format("NDE: all else, with the conduct of '{}'", reference), samples, {0, 1, 0, 0});
    add_part(fmt::format("NIE, other order: its conduct in '{}'", reference), samples, {0, 0, 1, 0});
    add_part(fmt::format("NDE, other order: all else, with the conduct of '{}'", treated), samples, {1, 0, -1, 0});
    add_part("interaction of conduct and all else", samples, {1, -1, -1, 0});
}

void Judge::test_dose(const Hypothesis& hypothesis, VerdictLine& line) {
    const Values values = data_.values(hypothesis.outcome);
    if (values.empty()) return missing_outcome(hypothesis.outcome, line);
    const std::size_t orders = data_.is_ladder() ? data_.result().arms().size() : 0;
    if (orders < 3) {
        line.missing = fmt::format(
            "factor {} over its rungs, and arms for its document order, uniform scaling and a "
            "permuted order",
            data_.claims().dose);
        return;
    }
    std::vector<Finding> findings;
    for (std::size_t arm = 0; arm < orders; ++arm) {
        const Judgement judged =
            judge(effects_of(sample(values, data_.frame(view_.look, arm))), d_, hypothesis.direction);
        if (arm == data_.reference()) line.judged = judged;
        double worst = 0;
        for (std::size_t rung = 0; rung + 1 < data_.rungs().size(); ++rung)
            if (const auto frame = data_.rung_frame(view_.look, arm, rung, rung + 1)) {
                Moments step;
                for (const double difference : sample(values, frame).values) step.add(difference);
                if (step.count() > 0) worst = std::max(worst, sign_of(hypothesis.direction) * step.mean());
            }
        const bool turns = judged.finding == Finding::supported && worst > d_;
        findings.push_back(turns ? Finding::undetermined : judged.finding);
        VerdictLine& order = after_.emplace_back();
        order.is_beside = true;
        order.name = fmt::format("order '{}'", data_.result().arms()[arm]);
        order.judged = judged;
        order.note = turns ? "changes direction by more than d" : "";
    }
    line.finding = agreed(findings);
    if (std::any_of(findings.begin(), findings.end(), [&](Finding finding) { return finding != findings.front(); }))
        line.note = "the orders do not agree";
}

}  // namespace peacenorm::analysis
