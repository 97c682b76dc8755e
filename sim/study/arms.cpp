// SPDX-License-Identifier: Apache-2.0
#include "sim/study/arms.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/config/words.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Entry;
using config::Faults;
using config::Node;

namespace {

constexpr std::uint32_t most_arms = 4096;
constexpr std::uint32_t most_futures = 4096;  // salts of an address (DECISIONS.md, "Randomness by address")

/// Whether a date can be reached: inside the horizon, where there is one.
bool is_inside(const Horizon& horizon, Date date) {
    return horizon.ticks() <= 0 || (date >= horizon.start && date < horizon.end);
}

std::string span_text(const Horizon& horizon) {
    return fmt::format("expected {} to {}", to_string(horizon.start), to_string(Date{horizon.end.days - 1}));
}

void read_changes(const Node& node, const Horizon& horizon, Arm& arm, Faults& faults) {
    if (node.kind != Node::Kind::list)
        return faults.add(node.at, "changes are a list", "expected [{from: DATE, set: {path: value}}]");
    if (node.items.size() > most_changes)
        return faults.add(node.at, "there are too many changes", fmt::format("at most {}", most_changes));
    for (const Node& item : node.items)
        if (auto change = read_change(item, horizon, faults)) arm.changes.push_back(std::move(*change));
}

Arm read_arm(const Entry& entry, const Horizon& horizon, Faults& faults) {
    Arm arm;
    arm.name = entry.key;
    arm.at = entry.at;
    arm.set = keys::map();
    if (entry.value.kind != Node::Kind::map) {
        faults.add(entry.value.at, fmt::format("arm '{}' is not a map", entry.key),
                   "expected {path: value, ...}; {} for an arm that changes nothing");
        return arm;
    }
    for (const Entry& line : entry.value.entries) {
        if (line.key == "why") {
            arm.why = keys::text(line.value, faults).value_or("");
        } else if (line.key == "follows") {
            arm.follows = keys::text(line.value, faults).value_or("");
            arm.follows_at = line.value.at;
        } else if (line.key == "changes") {
            read_changes(line.value, horizon, arm, faults);
        } else {
            arm.set.entries.push_back(line);
        }
    }
    return arm;
}

bool is_name(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

void read_list(const Node& node, const Horizon& horizon, Arms& arms, Faults& faults) {
    if (node.kind != Node::Kind::map || node.entries.empty())
        return faults.add(node.at, "arms are a map", "expected arm: {path: value, ...}");
    if (node.entries.size() > most_arms)
        return faults.add(node.at, "there are too many arms", fmt::format("at most {}", most_arms));
    for (const Entry& entry : node.entries) {
        if (!is_name(entry.key))
            faults.add(entry.at, fmt::format("'{}' cannot name an arm", entry.key), "letters, digits, '_' and '-'");
        arms.list.push_back(read_arm(entry, horizon, faults));
    }
}

/// One arm's conduct comes from another whose conduct is its own.
void check_followed(const Arms& arms, Faults& faults) {
    keys::Names leaders;
    for (const Arm& arm : arms.list)
        if (arm.follows.empty()) leaders.push_back(arm.name);
    for (const Arm& arm : arms.list) {
        if (arm.follows.empty() || std::find(leaders.begin(), leaders.end(), arm.follows) != leaders.end()) continue;
        faults.add(arm.follows_at, fmt::format("arm '{}' cannot follow '{}'", arm.name, arm.follows),
                   "expected an arm that follows none: " + config::one_of(leaders),
                   config::suggestion(arm.follows, leaders));
    }
}

void read_reference(const Node* node, const Node& study, Arms& arms, Faults& faults) {
    keys::Names names;
    for (const Arm& arm : arms.list) names.push_back(arm.name);
    if (node == nullptr)
        return faults.add(study.find("arms")->at, "missing key 'reference'",
                          "the arm to compare with: " + config::one_of(names));
    const auto name = keys::word(*node, names, faults);
    if (name) arms.reference = static_cast<std::size_t>(std::find(names.begin(), names.end(), *name) - names.begin());
}

/// A branch is a tick after the first: before it there is no past to share.
void read_branch(const Node& node, const Horizon& horizon, Arms& arms, Faults& faults) {
    const auto date = keys::date(node, faults);
    if (!date || horizon.ticks() <= 0) return;
    const Date last = horizon.date_of(horizon.ticks() - 1);
    if (*date <= horizon.start || *date > last) {
        faults.add(node.at, fmt::format("the branch {} leaves no time before or after it", to_string(*date)),
                   fmt::format("expected {} to {}", to_string(horizon.date_of(1)), to_string(last)));
    } else if (!horizon.is_on_grid(*date)) {
        const int tick = horizon.tick_of(*date);
        faults.add(
            node.at, fmt::format("the branch {} is not the first day of a tick", to_string(*date)),
            fmt::format("expected {} or {}", to_string(horizon.date_of(tick)), to_string(horizon.date_of(tick + 1))));
    } else {
        arms.branch = date;
    }
}

void need_arms(const Node* node, const char* key, Faults& faults) {
    if (node != nullptr) faults.add(node->at, fmt::format("'{}' without arms", key), "needs arms: beside it");
}

void set_all(const Node& map, Date from, Scenario& scenario, Faults& faults) {
    for (const Entry& entry : map.entries) scenario.set({from, entry.key, entry.value, entry.at, Layer::arm}, faults);
}

}  // namespace

std::optional<DatedChange> read_change(const Node& change, const Horizon& horizon, Faults& faults) {
    if (!keys::is_map_of(change, "a change", {"from", "set", "why"}, faults)) return std::nullopt;
    const Node* from = change.find("from");
    const Node* set = change.find("set");
    if (from == nullptr) faults.add(change.at, "missing key 'from' in a change", "expected YYYY-MM-DD");
    if (set == nullptr || set->kind != Node::Kind::map)
        faults.add(set == nullptr ? change.at : set->at, "a change needs 'set'", "expected {path: value}");
    if (from == nullptr || set == nullptr || set->kind != Node::Kind::map) return std::nullopt;
    DatedChange dated{{}, *set, {}};
    if (const Node* why = change.find("why")) dated.why = keys::text(*why, faults).value_or("");
    const auto date = keys::date(*from, faults);
    if (date && !is_inside(horizon, *date))
        faults.add(from->at, fmt::format("{} is outside the horizon", to_string(*date)), span_text(horizon));
    dated.from = date.value_or(horizon.start);
    return dated;
}

Arms read_arms(const Node& study, const Horizon& horizon, Faults& faults) {
    Arms arms;
    const Node* list = study.find("arms");
    if (list == nullptr) {
        need_arms(study.find("reference"), "reference", faults);
        need_arms(study.find("branch"), "branch", faults);
        need_arms(study.find("futures"), "futures", faults);
        return arms;
    }
    read_list(*list, horizon, arms, faults);
    check_followed(arms, faults);
    read_reference(study.find("reference"), study, arms, faults);
    const Node* branch = study.find("branch");
    if (branch != nullptr) read_branch(*branch, horizon, arms, faults);
    if (const Node* futures = study.find("futures")) {
        arms.futures = static_cast<std::uint32_t>(keys::integer(*futures, 1, most_futures, faults).value_or(1));
        if (branch == nullptr)
            faults.add(futures->at, "'futures' without a branch",
                       "several futures need a common history: branch: DATE");
    }
    for (const Arm& arm : arms.list)
        for (const DatedChange& change : arm.changes)
            if (arms.branch && change.from < *arms.branch)
                faults.add(arm.at,
                           fmt::format("arm '{}' changes something on {}, before the branch", arm.name,
                                       to_string(change.from)),
                           "the history is the same for all arms");
    return arms;
}

std::optional<std::size_t> Arms::followed(std::size_t arm) const {
    if (list.empty() || list[arm].follows.empty()) return std::nullopt;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (list[i].name == list[arm].follows) return i;
    return std::nullopt;
}

bool Arms::is_followed(std::size_t arm) const {
    return std::any_of(list.begin(), list.end(), [&](const Arm& other) { return other.follows == list[arm].name; });
}

void apply(const Arms& arms, std::size_t arm, const Horizon& horizon, Scenario& scenario, Faults& faults) {
    if (arms.list.empty()) return;
    set_all(arms.list[arm].set, arms.branch.value_or(horizon.start), scenario, faults);
    for (const DatedChange& change : arms.list[arm].changes) set_all(change.set, change.from, scenario, faults);
}

Node emit(const DatedChange& change) {
    Node item = keys::map();
    keys::put(item, "from", config::scalar(to_string(change.from)));
    keys::put(item, "set", change.set);
    if (!change.why.empty()) keys::put(item, "why", keys::quoted(change.why));
    return item;
}

void emit(const Arms& arms, Node& study) {
    if (arms.list.empty()) return;
    Node list = keys::map();
    for (const Arm& arm : arms.list) {
        Node node = arm.set;
        if (!arm.changes.empty()) {
            Node changes;
            changes.kind = Node::Kind::list;
            for (const DatedChange& change : arm.changes) changes.items.push_back(emit(change));
            keys::put(node, "changes", std::move(changes));
        }
        if (!arm.follows.empty()) keys::put(node, "follows", config::scalar(arm.follows));
        if (!arm.why.empty()) keys::put(node, "why", keys::quoted(arm.why));
        keys::put(list, arm.name, std::move(node));
    }
    keys::put(study, "arms", std::move(list));
    keys::put(study, "reference", config::scalar(arms.name(arms.reference)));
    if (arms.branch) keys::put(study, "branch", config::scalar(to_string(*arms.branch)));
    if (arms.futures > 1) keys::put(study, "futures", config::scalar(std::to_string(arms.futures)));
}

}  // namespace peacenorm::study
