// SPDX-License-Identifier: Apache-2.0
#include "sim/study/study_check.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "sim/config/numbers.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::PathProblem;
using config::Position;

namespace {

constexpr std::uint64_t most_points_checked = 256;

std::string text_of(const PathProblem& problem) {
    return fmt::format("{}: {}", problem.path, problem.problem);
}

/// The last place that set the path, something below it or something around it.
Position find_last(const std::vector<Written::Path>& written, const std::string& path) {
    for (auto entry = written.rbegin(); entry != written.rend(); ++entry)
        if (is_under(path, entry->path) || is_under(entry->path, path)) return entry->at;
    return {};
}

Position place_of(const PathProblem& problem, const Written& written, bool is_of_changes) {
    Position at;
    if (is_of_changes) at = find_last(written.dated, problem.path);
    if (at.source < 0) at = find_last(written.always, problem.path);
    return at.source < 0 ? written.parameters.locate(problem.path) : at;
}

void add(const std::vector<PathProblem>& problems, const Written& written, bool is_of_changes, Faults& faults) {
    for (const PathProblem& problem : problems)
        faults.add(place_of(problem, written, is_of_changes), text_of(problem), problem.allowed, problem.suggestion);
}

bool same_axes(const std::vector<record::Axis>& a, const std::vector<record::Axis>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x.name == y.name && x.labels == y.labels; });
}

/// Where an arm sets a path, something below it or something around it; else where the arm stands.
Position place_in(const Arm& arm, const std::string& path) {
    std::vector<Written::Path> written;
    for (const config::Entry& entry : arm.set.entries) written.push_back({entry.key, entry.at});
    for (const DatedChange& change : arm.changes)
        for (const config::Entry& entry : change.set.entries) written.push_back({entry.key, entry.at});
    const Position at = find_last(written, path);
    return at.source < 0 ? arm.at : at;
}

/// What serves the replay of one history alone has no place where runs are compared or fitted.
void refuse_replay(const std::string& path, Position at, Faults& faults) {
    faults.add(at, path + ": it serves the replay of one history, and this study compares or fits",
               "leave it out where there are arms or a design: what the model says by itself holds there");
}

void check_point(const Study& study, std::uint64_t point, Faults& faults) {
    const auto scenario = study.base->clone();
    const std::vector<config::Node> values = study.design.values(point);
    Position at;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Factor& factor = study.design.factors[i];
        at = values[i].at;
        scenario->set({std::nullopt, factor.path, values[i], factor.at}, faults);
    }
    if (!same_axes(scenario->axes(), study.axes))
        return faults.add(at, "this value changes what results are labelled by",
                          "all points of a design have the same axes");
    std::vector<PathProblem> problems;
    scenario->prepare(study.horizon, problems);
    // A row that breaks a rule across fields fails alone.
    if (study.design.kind->rows() == DesignKind::Rows::as_they_are && !problems.empty()) return;
    for (const PathProblem& problem : problems) faults.add(at, text_of(problem), problem.allowed, problem.suggestion);
    if (const std::string path = scenario->replay_only(); !path.empty()) refuse_replay(path, at, faults);
}

/// All on must be the scenario as configured, and off must stay off.
void check_switch(const Study& study, const Factor& factor, Faults& faults) {
    const config::Node parameters = study.base->emit();
    const config::Node* value = parameters.find_path(factor.path);
    if (value == nullptr) return;
    if (value->text == "false")
        faults.add(factor.at, fmt::format("'{}' is off in the scenario", factor.path),
                   "a lattice takes switches away from what is configured; write it true under parameters");
    const auto look_at = [&](const config::Node& set) {
        for (const config::Entry& entry : set.entries)
            if (is_under(factor.path, entry.key))
                faults.add(entry.at, fmt::format("'{}' is set here while a lattice switches it", factor.path),
                           "a switch of a lattice holds from the start to the end, in every arm");
    };
    for (const DatedChange& change : study.changes) look_at(change.set);
    for (const Arm& arm : study.arms.list) {
        look_at(arm.set);
        for (const DatedChange& change : arm.changes) look_at(change.set);
    }
}

/// A value as the scenario holds it once it is set, so that ways of writing do not matter. Empty: it cannot be set.
std::string as_held(const Study& study, const Factor& factor, const config::Node& value) {
    if (const auto number = keys::number(value)) return config::number_text(*number + 0.0);  // -0 is 0
    Faults faults;
    const auto scenario = study.base->clone();
    scenario->set({std::nullopt, factor.path, value, factor.at}, faults);
    if (!faults.empty()) return "";
    const config::Node parameters = scenario->emit();
    const config::Node* held = parameters.find_path(factor.path);
    return held == nullptr ? "null" : config::to_yaml(*held);
}

/// A level that is there twice would count twice, in every mean over the design.
void check_levels(const Study& study, const Factor& factor, Faults& faults) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < factor.values.size(); ++i) {
        const config::Node& value = factor.values[i];
        const std::string held = as_held(study, factor, value);
        const auto [place, is_new] = first.emplace(held, i);
        if (is_new || held.empty()) continue;
        faults.add(value.at.source < 0 ? factor.at : value.at,
                   fmt::format("factor '{}' has the value {} twice: {} is the same", factor.path,
                               keys::on_one_line(value), keys::on_one_line(factor.values[place->second])),
                   "expected different values");
    }
}

/// Rows may repeat a factor's value, not all of them at once.
void check_rows(const Study& study, Faults& faults) {
    const std::vector<Factor>& factors = study.design.factors;
    std::map<std::string, std::size_t> first;
    for (std::size_t row = 0; !factors.empty() && row < factors.front().values.size(); ++row) {
        std::string held;
        for (const Factor& factor : factors)
            if (row < factor.values.size()) held += as_held(study, factor, factor.values[row]) + "\n";
        const auto [place, is_new] = first.emplace(std::move(held), row);
        if (!is_new)
            faults.add(factors.front().values[row].at,
                       fmt::format("row {} of the design is row {} again", row + 1, place->second + 1),
                       "expected different rows");
    }
}

/// Two factors that write one path: the later would undo the earlier.
void check_overlaps(const std::vector<Factor>& factors, Faults& faults) {
    for (std::size_t i = 0; i < factors.size(); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (is_under(factors[i].path, factors[k].path) || is_under(factors[k].path, factors[i].path))
                faults.add(
                    factors[i].at,
                    fmt::format("factors '{}' and '{}' set the same parameters", factors[k].path, factors[i].path),
                    "expected paths none of which lies under another");
}

/// Path, type and range of each value. Scalars take each other's place in one scenario; a map or null would leave
/// traces.
void try_values(const Study& study, const Factor& factor, const std::vector<config::Node>& values, Faults& faults) {
    const auto is_scalar = [](const config::Node& value) { return value.kind == config::Node::Kind::scalar; };
    const bool can_share = std::all_of(values.begin(), values.end(), is_scalar);
    auto scenario = study.base->clone();
    for (const config::Node& value : values) {
        if (!can_share) scenario = study.base->clone();
        scenario->set({std::nullopt, factor.path, value, factor.at}, faults);
        if (faults.is_full()) return;
    }
}

}  // namespace

bool prepare_base(Study& study, const Written& written, Faults& faults) {
    std::vector<PathProblem> problems, always;
    study.base->prepare(study.horizon, problems);
    const bool compares = !study.arms.list.empty() || !study.design.is_empty();
    const std::string replayed = compares ? study.base->replay_only() : "";
    if (!replayed.empty()) refuse_replay(replayed, place_of({replayed, "", "", ""}, written, true), faults);
    if (problems.empty()) return replayed.empty();
    if (written.before_changes) written.before_changes->prepare(study.horizon, always);
    const bool is_of_changes = written.before_changes && always.empty();
    add(is_of_changes || always.empty() ? problems : always, written, is_of_changes, faults);
    return false;
}

void check_factors(const Study& study, Faults& faults) {
    const bool is_lattice = study.design.kind->takes() == DesignKind::Takes::switches;
    const bool is_list = study.design.kind->name() == "list";
    const bool may_repeat = study.design.kind->rows() == DesignKind::Rows::as_they_are;
    for (const Factor& factor : study.design.factors) {
        if (faults.is_full()) return;
        if (factor.is_refused) continue;
        std::vector<config::Node> values = factor.values;
        if (factor.range) values = {factor.range->low, factor.range->high};
        if (is_lattice) values = {factor.values.back()};
        const std::size_t before = faults.all().size();
        try_values(study, factor, values, faults);
        if (is_lattice) check_switch(study, factor, faults);
        if (!is_lattice && !is_list && !may_repeat && factor.is_listed() && faults.all().size() == before)
            check_levels(study, factor, faults);
    }
    check_overlaps(study.design.factors, faults);
    if (is_list && faults.empty()) check_rows(study, faults);
}

void check_size(const Study& study, config::Position at, Faults& faults) {
    std::uint64_t left = most_runs;  // divided step by step: the product may be larger than any number
    for (const std::uint64_t times : {study.design.points(), std::uint64_t{study.replicates},
                                      std::uint64_t{study.arms.count()}, std::uint64_t{study.arms.futures}})
        left /= std::max<std::uint64_t>(1, times);
    if (left > 0) return;
    faults.add(at,
               fmt::format("the study is too large: {} design points, {} replicates, {} arms, {} futures",
                           study.design.points(), study.replicates, study.arms.count(), study.arms.futures),
               fmt::format("at most {} runs in all, their product", most_runs));
}

void check_points(const Study& study, Faults& faults) {
    if (!faults.empty() || study.design.factors.empty()) return;
    const std::uint64_t points = std::min(study.design.points(), most_points_checked);
    for (std::uint64_t point = 0; point < points; ++point) check_point(study, point, faults);
}

void check_arm_paths(const Study& study, Faults& faults) {
    for (std::size_t arm = 0; arm < study.arms.list.size(); ++arm)
        apply(study.arms, arm, study.horizon, *study.base->clone(), faults);
}

void check_arms(const Study& study, Faults& faults) {
    for (const Arm& arm : study.arms.list)
        if (!arm.follows.empty() && !study.model->has_conduct())
            faults.add(arm.follows_at, fmt::format("the model {} has no conduct to follow", study.model->name()));
    for (std::size_t arm = 0; arm < study.arms.list.size(); ++arm) {
        const auto scenario = study.base->clone();
        apply(study.arms, arm, study.horizon, *scenario, faults);
        std::vector<PathProblem> problems;
        scenario->prepare(study.horizon, problems);
        for (const PathProblem& problem : problems)
            faults.add(place_in(study.arms.list[arm], problem.path),
                       fmt::format("arm '{}': {}", study.arms.list[arm].name, text_of(problem)), problem.allowed,
                       problem.suggestion);
        if (const std::string path = scenario->replay_only(); !path.empty())
            refuse_replay(path, place_in(study.arms.list[arm], path), faults);
        if (problems.empty() && !same_axes(scenario->axes(), study.axes))
            faults.add(study.arms.list[arm].at, "this arm changes what results are labelled by",
                       "all arms have the same axes");
    }
}

std::string identifier(std::string_view text) {
    std::string name;
    for (const char c : text) {
        const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word)
            name += c;
        else if (!name.empty() && name.back() != '_')
            name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    if (!name.empty() && name[0] >= '0' && name[0] <= '9') name.insert(0, "_");
    return name;
}

}  // namespace peacenorm::study
