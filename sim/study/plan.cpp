// SPDX-License-Identifier: Apache-2.0
#include "sim/study/plan.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/config/numbers.hpp"
#include "sim/design/hash.hpp"
#include "sim/design/keys.hpp"
#include "sim/random/prior.hpp"
#include "sim/study/study_check.hpp"

namespace peacenorm::study {

namespace {

constexpr std::uint64_t most_kept = 256;  // scenarios
constexpr std::size_t past_slot = 0;      // then the arms

std::vector<int> recorded_observables(const Study& study) {
    std::vector<int> recorded;
    const auto observables = study.model->observables();
    for (std::size_t i = 0; i < observables.size(); ++i) {
        const bool is_asked = std::all_of(observables[i].axes.begin(), observables[i].axes.end(), [&](int axis) {
            if (axis == record::no_axis) return true;
            const std::string& name = study.axes[static_cast<std::size_t>(axis)].name;
            return std::find(study.record_by.begin(), study.record_by.end(), name) != study.record_by.end();
        });
        if (is_asked) recorded.push_back(static_cast<int>(i));
    }
    return recorded;
}

/// The value of the base: a number, or the number of a choice.
double written_in(const config::Node& parameters, const config::PriorLeaf& leaf) {
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    const config::Node* value = parameters.find_path(leaf.path);
    if (value == nullptr) return missing;
    if (leaf.prior.kind != random::Prior::Kind::one_of) return keys::number(*value).value_or(missing);
    const auto found = std::find(leaf.choices.begin(), leaf.choices.end(), value->text);
    return found == leaf.choices.end() ? missing : static_cast<double>(found - leaf.choices.begin());
}

/// What the numbers of a drawn choice mean, for its unit: "0 blue_mission, 1 home_army, 2 nobody".
std::string legend_of(const config::PriorLeaf& leaf) {
    std::string legend;
    for (std::size_t i = 0; i < leaf.choices.size(); ++i)
        legend += fmt::format("{}{} {}", i == 0 ? "" : ", ", i, leaf.choices[i].empty() ? "nobody" : leaf.choices[i]);
    return legend;
}

}  // namespace

Plan::Plan(const Study& study) : study_(study), points_(study.design.points()) {
    auto recording = std::make_shared<record::Plan>();
    recording->every = study.record_every;
    recording->observables = recorded_observables(study);
    recording->outcomes = study.outcomes;
    recording->ticks = study.horizon.ticks();
    recording_ = std::move(recording);
    const std::uint64_t slots = points_ * (study.arms.count() + 1);
    if (slots <= most_kept) prepared_.resize(static_cast<std::size_t>(slots));
    if (study.design.draws()) {
        const config::Node parameters = study.base->emit();
        for (const config::PriorLeaf& leaf : study.design.drawn) {
            written_.push_back(written_in(parameters, leaf));
            leaf_entities_.push_back(hash_of_name(leaf.path));
            columns_.push_back(study.design.posterior.find(leaf.path));
        }
    }
    name_variables();
}

void Plan::name_variables() {
    const std::vector<config::LeafDoc> leaves = study_.model->parameters();
    const auto add = [&](const std::string& prefix, const std::string& path, bool is_text) {
        const config::LeafDoc* leaf = find_leaf(leaves, path);
        std::string unit = leaf == nullptr || is_text ? "1" : std::string(leaf->doc.unit);
        std::string name = prefix + identifier(path);
        const auto is_taken = [&](const record::DesignVariable& variable) { return variable.name == name; };
        while (std::any_of(variables_.begin(), variables_.end(), is_taken)) name += "_";
        variables_.push_back({name, path, std::move(unit), is_text});
    };
    if (!study_.design.parameters.empty()) add("design_", "parameters", true);
    for (const Factor& factor : study_.design.factors) add("design_", factor.path, !factor.is_real());
    for (const config::PriorLeaf& leaf : study_.design.drawn) {
        add("parameter_", leaf.path, false);
        if (leaf.prior.kind == random::Prior::Kind::one_of) variables_.back().unit = legend_of(leaf);
    }
}

int Plan::branch_tick() const {
    return study_.arms.branch ? study_.horizon.tick_of(*study_.arms.branch) : 0;
}

std::uint64_t Plan::ticks_per_bundle() const {
    const auto past = static_cast<std::uint64_t>(branch_tick());
    const auto all = static_cast<std::uint64_t>(study_.horizon.ticks());
    return past + study_.arms.runs_per_bundle() * (all - past);
}

Bundle Plan::bundle(std::uint64_t index) const {
    return {index, index % points_, static_cast<std::uint32_t>(index / points_)};
}

std::uint32_t Plan::luck(const Bundle& bundle) const {
    if (study_.design.kind->luck() == DesignKind::Luck::shared) return bundle.replicate;
    return static_cast<std::uint32_t>(bundle.replicate * points_ + bundle.point);
}

/// Without a prior the leaf keeps the value of the base.
double Plan::drawn(std::size_t leaf, const Bundle& bundle) const {
    const Design::Parameters level = study_.design.parameters_at(bundle.point);
    const std::uint32_t draw = luck(bundle) / study_.design.replicates_per_draw;
    if (level == Design::Parameters::posterior && columns_[leaf] != nullptr)
        return columns_[leaf]->values[draw % columns_[leaf]->values.size()];
    const bool is_drawn =
        level != Design::Parameters::baseline && study_.design.drawn[leaf].prior.kind != random::Prior::Kind::none;
    return is_drawn ? drawn_of_prior(leaf, draw) : written_[leaf];
}

double Plan::prior_place(std::size_t leaf, std::uint32_t draw) const {
    return random::uniform({study_.seed, draw},
                           {leaf_entities_[leaf], random::clock_word(0), random::streams::prior_draw.id});
}

double Plan::drawn_of_prior(std::size_t leaf, std::uint32_t draw) const {
    const config::PriorLeaf& prior = study_.design.drawn[leaf];
    const double value = random::quantile(prior.prior, prior_place(leaf, draw));
    return prior.prior.kind == random::Prior::Kind::one_of ? value : std::clamp(value, prior.min, prior.max);
}

record::RunRow Plan::row(std::uint64_t run) const {
    const std::uint32_t runs = study_.arms.runs_per_bundle(), futures = study_.arms.futures;
    const Bundle bundle = this->bundle(run / runs);
    const auto within = static_cast<std::uint32_t>(run % runs);
    record::RunRow row{
        bundle.index, study_.arms.name(within / futures), within % futures, bundle.replicate, study_.seed, {}, {}};
    const Design& design = study_.design;
    if (!design.parameters.empty()) row.text.push_back(word_of(design.parameters_at(bundle.point)));
    const std::vector<config::Node> values = design.values(bundle.point);
    const std::size_t first = design.parameters.empty() ? 0 : 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (variables_[first + i].is_text)
            row.text.push_back(keys::on_one_line(values[i]));
        else
            row.real.push_back(*keys::number(values[i]));
    }
    for (std::size_t i = 0; i < design.drawn.size(); ++i) row.real.push_back(drawn(i, bundle));
    return row;
}

void Plan::prepare(Scenario& scenario) const {
    std::vector<config::PathProblem> problems;
    scenario.prepare(study_.horizon, problems);
    if (problems.empty()) return;
    const config::PathProblem& first = problems.front();
    throw std::runtime_error(fmt::format("{}: {}; {}", first.path, first.problem, first.allowed));
}

void Plan::set_drawn(Scenario& scenario, const Bundle& bundle, config::Faults& faults) const {
    const Design& design = study_.design;
    for (std::size_t i = 0; i < design.drawn.size(); ++i) {
        const config::PriorLeaf& leaf = design.drawn[i];
        if (leaf.prior.kind == random::Prior::Kind::none && columns_[i] == nullptr) continue;
        if (std::isnan(drawn(i, bundle))) continue;  // no value of the base, and none to draw
        scenario.set({std::nullopt, leaf.path, config::drawn_value(leaf, drawn(i, bundle)), {}}, faults);
    }
}

std::shared_ptr<Scenario> Plan::build(const Bundle& bundle, std::size_t slot) const {
    std::shared_ptr<Scenario> scenario = study_.base->clone();
    const Design& design = study_.design;
    config::Faults faults;
    const std::vector<config::Node> values = design.values(bundle.point);
    for (std::size_t i = 0; i < values.size(); ++i)
        scenario->set({std::nullopt, design.factors[i].path, values[i], {}}, faults);
    if (design.parameters_at(bundle.point) != Design::Parameters::baseline) set_drawn(*scenario, bundle, faults);
    if (slot != past_slot) apply(study_.arms, slot - 1, study_.horizon, *scenario, faults);
    if (!faults.empty()) throw std::runtime_error(faults.all().front().problem + "; " + faults.all().front().allowed);
    prepare(*scenario);
    return scenario;
}

std::shared_ptr<const Scenario> Plan::scenario(const Bundle& bundle, std::size_t arm) const {
    return prepared(bundle, 1 + arm);
}

std::shared_ptr<const Scenario> Plan::past(const Bundle& bundle) const {
    return prepared(bundle, past_slot);
}

std::shared_ptr<const Scenario> Plan::prepared(const Bundle& bundle, std::size_t slot) const {
    const bool draws = study_.design.parameters_at(bundle.point) != Design::Parameters::baseline;
    if (draws || prepared_.empty()) return build(bundle, slot);
    const std::size_t place = static_cast<std::size_t>(bundle.point) * (study_.arms.count() + 1) + slot;
    {
        const std::lock_guard lock(mutex_);
        if (prepared_[place]) return prepared_[place];
    }
    std::shared_ptr<const Scenario> built = build(bundle, slot);  // outside the lock: it may be long
    const std::lock_guard lock(mutex_);
    if (!prepared_[place]) prepared_[place] = std::move(built);
    return prepared_[place];
}

record::ResultLayout Plan::layout() const {
    record::ResultLayout layout;
    layout.axes = study_.axes;
    for (int row = 0; row < recording_->rows(); ++row) {
        layout.times.push_back(study_.horizon.date_of(row * recording_->every));
        layout.times_end.push_back(study_.horizon.date_of(
            static_cast<int>(std::min<std::int64_t>(std::int64_t{row + 1} * recording_->every, recording_->ticks))));
    }
    const auto observables = study_.model->observables();
    for (const int index : recording_->observables) {
        const record::Observable& o = observables[static_cast<std::size_t>(index)];
        layout.series.push_back(
            {std::string(o.name), o.axes, std::string(o.unit), std::string(o.long_name), o.storage, o.role});
    }
    for (const record::Outcome& outcome : study_.outcomes) {
        const bool is_value = record::is_named(outcome) || outcome.part == record::Outcome::Part::shared;
        layout.outcomes.push_back(
            {outcome.name, is_value ? std::string(observables[static_cast<std::size_t>(outcome.observable)].unit) : "1",
             outcome.expression});
    }
    layout.design = variables_;
    layout.bundles = bundles();
    layout.runs_per_bundle = study_.arms.runs_per_bundle();
    layout.futures = study_.arms.futures;
    layout.row = [this](std::uint64_t run) { return row(run); };
    return layout;
}

std::vector<std::pair<std::string, std::string>> Plan::describe_point(std::uint64_t point) const {
    std::vector<std::pair<std::string, std::string>> parts;
    const Design& design = study_.design;
    if (!design.parameters.empty()) parts.emplace_back("parameters", word_of(design.parameters_at(point)));
    const std::vector<config::Node> values = design.values(point);
    for (std::size_t i = 0; i < values.size(); ++i)
        parts.emplace_back(design.factors[i].path, keys::on_one_line(values[i]));
    return parts;
}

}  // namespace peacenorm::study
