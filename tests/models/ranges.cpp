// SPDX-License-Identifier: Apache-2.0
#include "tests/models/ranges.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <set>

#include "sim/config/numbers.hpp"

namespace peacenorm::models::testing {
namespace {

using config::Node;

void expand(const Node& node, std::string_view pattern, const std::string& prefix, std::vector<std::string>& paths) {
    const std::size_t dot = pattern.find('.');
    const std::string_view step = pattern.substr(0, dot);
    const auto go = [&](const std::string& name, const Node& value) {
        const std::string path = prefix.empty() ? name : prefix + "." + name;
        if (dot == std::string_view::npos)
            paths.push_back(path);
        else
            expand(value, pattern.substr(dot + 1), path, paths);
    };
    if (step != "*") {
        if (const Node* value = node.find(step)) go(std::string(step), *value);
        return;
    }
    for (const config::Entry& entry : node.entries) go(entry.key, entry.value);
}

bool is_number(const std::string& type) {
    return type.find("number") != std::string::npos || type.find("integer") != std::string::npos || type == "schedule";
}

Node value_at(const config::LeafDoc& leaf, const Node* now, End end) {
    const double value = end == End::low ? leaf.doc.min : leaf.doc.max;
    const bool is_whole = leaf.type.find("integer") != std::string::npos;
    Node one = config::scalar(is_whole ? fmt::format("{:.0f}", value) : config::number_text(value));
    if (now == nullptr || now->kind != Node::Kind::list) return one;
    Node list = *now;
    std::fill(list.items.begin(), list.items.end(), one);
    return list;
}

/// Levels without a unit that are no shares: counts of partners and groups, scores.
bool is_share(const record::Observable& o) {
    static const std::set<std::string_view> others{"support_held_back", "contested_places", "bands_lying_low", "score"};
    return o.over == record::Over::level && o.unit == "1" && others.count(o.name) == 0;
}

/// Totals that may fall.
bool may_be_negative(const record::Observable& o) {
    static const std::set<std::string_view> changes{"fighters_refilled", "legitimacy_change", "legitimacy_ledger",
                                                    "score"};
    return changes.count(o.name) > 0;
}

std::string fault_in(const record::Observable& o, double value) {
    const bool is_missing = std::isnan(value) && o.over == record::Over::level && o.storage == record::Storage::real;
    const bool is_sound = std::isfinite(value) && (value >= 0 || may_be_negative(o)) && (value <= 1 || !is_share(o));
    return is_missing || is_sound ? "" : fmt::format("{} is {}", o.name, value);
}

std::string fault_in(const record::RunData& data, std::span<const record::Observable> observables) {
    for (std::size_t i = 0; i < observables.size(); ++i)
        for (const double value : data.series[i])
            if (std::string fault = fault_in(observables[i], value); !fault.empty()) return fault;
    return "";
}

std::shared_ptr<const record::Plan> record_all(const study::Study& study) {
    record::Plan plan;
    plan.every = 4;
    plan.ticks = study.horizon.ticks();
    for (std::size_t i = 0; i < study.model->observables().size(); ++i) plan.observables.push_back(static_cast<int>(i));
    return std::make_shared<const record::Plan>(plan);
}

/// Null where the settings are refused.
std::unique_ptr<study::Scenario> prepared(const study::Study& study, const Settings& set, Trial& trial) {
    auto scenario = study.base->clone();
    config::Faults faults;
    for (const Setting& one : set) scenario->set({.from = {}, .path = one.path, .value = one.value, .at = {}}, faults);
    std::vector<config::PathProblem> problems;
    if (faults.empty()) scenario->prepare(study.horizon, problems);
    constexpr std::size_t most_bytes = 256U << 20U;
    if (!faults.empty())
        trial.fault = faults.all()[0].problem;
    else if (!problems.empty())
        trial.fault = problems[0].path + ": " + problems[0].problem;
    else if (scenario->state_bytes() > most_bytes)
        trial.fault = "too large for a test";
    trial.refused = !trial.fault.empty();
    return trial.refused ? nullptr : std::move(scenario);
}

}  // namespace

std::vector<Ranged> ranged_parameters(const study::Study& study) {
    const Node now = study.base->emit();
    std::vector<Ranged> all;
    for (config::LeafDoc& leaf : study.model->parameters()) {
        if (!is_number(leaf.type)) continue;
        Ranged one{std::move(leaf), {}};
        if (std::isfinite(one.declared.doc.min) && std::isfinite(one.declared.doc.max))
            expand(now, one.declared.path, "", one.paths);
        all.push_back(std::move(one));
    }
    return all;
}

Setting at_end(const Node& now, const Ranged& parameter, const std::string& path, End end) {
    return {path, value_at(parameter.declared, now.find_path(path), end)};
}

Settings at_end(const Node& now, const Ranged& parameter, End end) {
    Settings all;
    all.reserve(parameter.paths.size());
    for (const std::string& path : parameter.paths) all.push_back(at_end(now, parameter, path, end));
    return all;
}

std::vector<std::string> switches(const study::Study& study) {
    const Node now = study.base->emit();
    std::vector<std::string> paths;
    for (const config::LeafDoc& leaf : study.model->parameters())
        if (leaf.type.starts_with("switch")) expand(now, leaf.path, "", paths);
    return paths;
}

Trial try_out(const study::Study& study, const Settings& set, const Inspect& inspect, std::uint32_t replicate) {
    Trial trial;
    try {
        const auto scenario = prepared(study, set, trial);
        if (scenario == nullptr) return trial;
        const auto world = scenario->start({study.seed, replicate}, record_all(study));
        trial.fault = fault_in(world->finish(), study.model->observables());
        if (trial.fault.empty() && inspect) trial.fault = inspect(*world);
    } catch (const std::exception& error) {
        trial.fault = error.what();
    }
    return trial;
}

}  // namespace peacenorm::models::testing
