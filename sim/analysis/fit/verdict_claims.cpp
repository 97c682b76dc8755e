// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/verdict_claims.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/analysis/verdict_data.hpp"

namespace peacenorm::analysis::fit {

namespace {

using record::Hypothesis;
using record::Test;

class Reader {
  public:
    Reader(const VerdictData& data, const std::vector<std::size_t>& members)
        : data_(data), members_(members), look_{data.levels().front(), {}} {}

    /// Empty: it is about something else, or the study lacks its outcome.
    std::optional<ClaimSeen> claim(const Hypothesis& hypothesis) const;

  private:
    Matrix differences(const RunValues& values, std::size_t arm) const;

    const VerdictData& data_;
    const std::vector<std::size_t>& members_;
    Reading look_;
};

/// Of an arm less the reference. Shape: [members][futures].
Matrix Reader::differences(const RunValues& values, std::size_t arm) const {
    const ResultCells& result = data_.result();
    const std::uint64_t point = data_.point(look_).value_or(0);
    Matrix differences(static_cast<Eigen::Index>(members_.size()), static_cast<Eigen::Index>(result.futures()));
    for (Eigen::Index i = 0; i < differences.rows(); ++i)
        for (Eigen::Index future = 0; future < differences.cols(); ++future) {
            const std::uint64_t member = members_[static_cast<std::size_t>(i)];
            const auto run = [&](std::size_t of) {
                return result.run_of(member, point, of, static_cast<std::uint64_t>(future));
            };
            differences(i, future) = values.difference(run(arm), run(data_.reference()));
        }
    return differences;
}

std::optional<ClaimSeen> Reader::claim(const Hypothesis& hypothesis) const {
    if (hypothesis.test != Test::change && hypothesis.test != Test::mediation) return std::nullopt;
    const RunValues values = data_.values(hypothesis.outcome);
    if (values.empty()) return std::nullopt;
    ClaimSeen seen;
    const std::vector<std::string>& arms = data_.result().arms();
    seen.contrast = fmt::format("{} less {}", arms[data_.treated()], arms[data_.reference()]);
    seen.id = hypothesis.id;
    seen.name = hypothesis.name;
    seen.direction = hypothesis.direction;
    const Matrix whole = differences(values, data_.treated());
    if (hypothesis.test == Test::change) {
        seen.orders.push_back(whole);
        return seen;
    }
    const CrossedArms crossed = data_.crossed();
    seen.missing = crossed.missing;
    if (!crossed.treated || !crossed.reference) return seen;
    const Matrix treated = differences(values, *crossed.treated), reference = differences(values, *crossed.reference);
    for (const auto& factors : mediated)
        seen.orders.emplace_back(factors[0] * whole + factors[1] * treated + factors[2] * reference);
    return seen;
}

bool has_outcome_of(const ResultCells& table, const Hypothesis& hypothesis) {
    const std::string start = fmt::format("mean({}.", hypothesis.outcome.front().observable);
    const std::vector<OutcomeName>& outcomes = table.outcomes();
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const OutcomeName& outcome) { return outcome.expression.starts_with(start); });
}

}  // namespace

std::vector<ClaimSeen> claims_seen(const ResultCells& table, const record::Claims& claims,
                                   const std::vector<std::size_t>& members) {
    std::vector<ClaimSeen> seen;
    if (table.arms().size() < 2 || !has_outcome_of(table, claims.hypotheses.front())) return seen;
    const std::string reference = table.attribute("reference");
    for (const ArmFacts& arm : read_arm_facts(table)) {
        if (arm.name == reference || !arm.follows.empty()) continue;
        const VerdictData data(table, claims, arm.name);
        const Reader reader(data, members);
        for (const Hypothesis& hypothesis : claims.hypotheses)
            if (auto claim = reader.claim(hypothesis)) seen.push_back(std::move(*claim));
    }
    return seen;
}

}  // namespace peacenorm::analysis::fit
