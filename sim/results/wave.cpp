// SPDX-License-Identifier: Apache-2.0
#include "sim/results/wave.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/statistics.hpp"
#include "sim/design/hash.hpp"
#include "sim/random/calibration_stream.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/prior.hpp"
#include "sim/random/special.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::study {

namespace {

using analysis::fit::Fact;
using analysis::fit::Matrix;
using record::Status;
using record::h5::Rows;

Eigen::Index index(std::size_t i) {
    return static_cast<Eigen::Index>(i);
}

/// Outcomes of a result by run, read once each.
class ResultValues {
  public:
    ResultValues(const Study& first, const Plan& wave, const std::filesystem::path& result)
        : first_(first), wave_(wave), file_(record::open_result(result)), columns_(first.outcomes.size()) {
        status_.resize(static_cast<std::size_t>(wave.runs()));
        file_.variable("status").read<std::int8_t>(Rows{0, wave.runs()}, status_);
    }
    std::size_t members() const { return static_cast<std::size_t>(wave_.bundles()); }
    std::size_t run_of(std::size_t member, std::size_t arm) const {
        return member * first_.arms.runs_per_bundle() + arm * first_.arms.futures;
    }
    bool is_done(std::size_t run) const { return static_cast<Status>(status_[run]) == Status::done; }
    double at(std::size_t outcome, std::size_t run) {
        std::vector<double>& column = columns_[outcome];
        if (column.empty()) {
            column.resize(status_.size());
            file_.variable(first_.outcomes[outcome].name).read<double>(Rows{0, wave_.runs()}, column);
        }
        return column[run];
    }

  private:
    const Study& first_;
    const Plan& wave_;
    record::h5::File file_;
    std::vector<std::int8_t> status_;
    std::vector<std::vector<double>> columns_;
};

/// The arm that is held against the facts.
std::size_t arm_of_facts(const Study& first) {
    for (std::size_t arm = 0; arm < first.arms.list.size(); ++arm)
        if (first.arms.list[arm].name == first.calibration->facts_in) return arm;
    return first.arms.reference;
}

/// An outcome in the reference arm, or what another arm adds to it.
struct Quantity {
    std::string name;
    std::size_t outcome = 0, arm = 0;
    bool is_difference = false;
};

std::vector<Quantity> quantities_of(const Study& first) {
    std::vector<Quantity> all;
    const std::size_t reference = first.arms.reference;
    for (std::size_t i = 0; i < first.calibration->own_outcomes; ++i) {
        if (!record::is_named(first.outcomes[i])) continue;
        const std::string& name = first.outcomes[i].name;
        all.push_back({name, i, reference, false});
        for (std::size_t arm = 0; arm < first.arms.count(); ++arm)
            if (arm != reference)
                all.push_back({fmt::format("{}: {} less {}", name, first.arms.name(arm), first.arms.name(reference)), i,
                               arm, true});
    }
    return all;
}

double value_of(const Quantity& quantity, ResultValues& values, std::size_t member, std::size_t reference) {
    const double value = values.at(quantity.outcome, values.run_of(member, quantity.arm));
    return quantity.is_difference ? value - values.at(quantity.outcome, values.run_of(member, reference)) : value;
}

/// Quantities that every member gives a number for, and not all the same.
void add_quantities(const Study& first, ResultValues& values, const std::vector<std::size_t>& members,
                    WaveValues& wave) {
    std::vector<std::vector<double>> columns;
    for (const Quantity& quantity : quantities_of(first)) {
        std::vector<double> column;
        column.reserve(members.size());
        for (const std::size_t member : members)
            column.push_back(value_of(quantity, values, member, first.arms.reference));
        if (!std::all_of(column.begin(), column.end(), [](double value) { return std::isfinite(value); })) continue;
        if (std::equal(column.begin() + (column.empty() ? 0 : 1), column.end(), column.begin())) continue;
        wave.quantities.push_back(quantity.name);
        columns.push_back(std::move(column));
    }
    wave.foreseen.resize(index(members.size()), index(columns.size()));
    for (std::size_t k = 0; k < columns.size(); ++k)
        for (std::size_t i = 0; i < members.size(); ++i) wave.foreseen(index(i), index(k)) = columns[k][i];
}

}  // namespace

std::vector<std::size_t> fitted_leaves(const Study& first) {
    std::vector<std::size_t> fitted;
    const std::vector<std::string>& wanted = first.calibration->fit;
    for (std::size_t i = 0; i < first.design.drawn.size(); ++i) {
        const config::PriorLeaf& leaf = first.design.drawn[i];
        const bool is_wanted = wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const auto& path) {
                                   return is_under(leaf.path, path);
                               });
        if (is_wanted && leaf.prior.kind != random::Prior::Kind::one_of) fitted.push_back(i);
    }
    return fitted;
}

Matrix first_scores(const Plan& first, const std::vector<std::size_t>& fitted) {
    Matrix scores(index(first.study().replicates), index(fitted.size()));
    for (std::uint32_t draw = 0; draw < first.study().replicates; ++draw)
        for (std::size_t i = 0; i < fitted.size(); ++i)
            scores(draw, index(i)) = random::normal_quantile(first.prior_place(fitted[i], draw));
    return scores;
}

double value_at_score(const config::PriorLeaf& leaf, double score) {
    const double place = std::clamp(analysis::normal_probability(score), 0x1p-53, 1 - 0x1p-53);
    return std::clamp(random::quantile(leaf.prior, place), leaf.min, leaf.max);
}

Posterior posterior_of(const Study& first, const std::vector<std::size_t>& fitted, const Matrix& scores,
                       std::vector<std::pair<std::string, std::string>> made) {
    Posterior posterior;
    posterior.made = {{"model", std::string(first.model->name())},
                      {"model_version", std::string(first.model->version())}};
    for (auto& fact : made) posterior.made.push_back(std::move(fact));
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        const config::PriorLeaf& leaf = first.design.drawn[fitted[i]];
        Posterior::Column column{leaf.path, {}, {}};
        column.values.reserve(static_cast<std::size_t>(scores.rows()));
        for (Eigen::Index draw = 0; draw < scores.rows(); ++draw)
            column.values.push_back(value_at_score(leaf, scores(draw, index(i))));
        posterior.columns.push_back(std::move(column));
    }
    posterior.made.emplace_back("hash", hash_of(posterior));
    return posterior;
}

void turn_into_wave(Study& first, const std::string& name, Posterior members) {
    first.seed = static_cast<std::uint32_t>(hash_of_name(fmt::format("{} of seed {}", name, first.seed)));
    first.name += "-" + name;
    first.replicates = static_cast<std::uint32_t>(members.draws());
    first.design.parameters = {Design::Parameters::posterior};
    first.design.posterior = std::move(members);
    first.calibration.reset();
}

void turn_into_runs_as_written(Study& first, const std::string& name, std::uint32_t replicates) {
    first.seed = static_cast<std::uint32_t>(hash_of_name(fmt::format("{} of seed {}", name, first.seed)));
    first.name += "-" + name;
    first.replicates = replicates;
    first.design.parameters.clear();
    first.design.drawn.clear();
    first.calibration.reset();
}

std::vector<Fact> facts_of(const Calibration& calibration) {
    std::vector<Fact> facts;
    facts.reserve(calibration.targets.size());
    for (const Target& target : calibration.targets)
        facts.push_back(
            {target.name, target.block, target.source, target.scaled(target.value), target.error, target.discrepancy});
    return facts;
}

Matrix normals_of(const Study& first, unsigned wave, std::size_t members) {
    const std::vector<Target>& targets = first.calibration->targets;
    Matrix normals(index(members), index(targets.size()));
    for (std::size_t k = 0; k < targets.size(); ++k) {
        const random::Address address{hash_of_name(targets[k].name), random::clock_word(static_cast<int>(wave)),
                                      random::streams::calibration.id};
        for (std::size_t member = 0; member < members; ++member)
            normals(index(member), index(k)) =
                random::normal_quantile(random::uniform({first.seed, static_cast<std::uint32_t>(member)}, address));
    }
    return normals;
}

WaveValues values_of(const Study& first, const Plan& wave, const std::filesystem::path& result, const Matrix& scores) {
    const std::vector<Target>& targets = first.calibration->targets;
    ResultValues values(first, wave, result);
    Matrix y(scores.rows(), index(targets.size()));
    WaveValues read;
    read.missing.resize(targets.size());
    std::vector<std::size_t> members;
    const std::size_t seen_arm = arm_of_facts(first);
    for (std::size_t member = 0; member < values.members(); ++member) {
        const std::size_t run = values.run_of(member, seen_arm);
        bool is_whole = true;
        for (std::size_t arm = 0; arm < first.arms.count(); ++arm)
            is_whole &= values.is_done(values.run_of(member, arm));
        for (std::size_t k = 0; k < targets.size(); ++k) {
            const double raw = targets[k].formula.value([&](std::size_t outcome) { return values.at(outcome, run); });
            y(index(member), index(k)) = targets[k].scaled(raw);
            const bool is_number = std::isfinite(y(index(member), index(k)));
            read.missing[k] += is_number ? 0 : 1;
            is_whole &= is_number;
        }
        if (is_whole) members.push_back(member);
    }
    read.ensemble = {analysis::fit::rows_of(scores, members), analysis::fit::rows_of(y, members)};
    read.left_out = values.members() - members.size();
    add_quantities(first, values, members, read);
    read.members = std::move(members);
    return read;
}

}  // namespace peacenorm::study
