// SPDX-License-Identifier: Apache-2.0
#include "sim/config/leaves.hpp"

#include <algorithm>
#include <cmath>

#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_text.hpp"

namespace peacenorm::config::detail {
namespace {

using Kind = Type::Kind;

/// One attempt to read one leaf: the context that every fault needs.
struct Attempt {
    const Slot& slot;
    Position fallback;
    Faults& faults;

    void fault(const Node& node, const std::string& problem, std::string hint = {}) const {
        faults.add(node.at.source < 0 ? fallback : node.at, problem, expected(slot.type, slot.doc), std::move(hint));
    }
    void wrong(const Node& node, std::string hint = {}) const {
        fault(node, in_quotes(slot.name) + " is " + shown(node), std::move(hint));
    }
    bool in_range(const Node& node, double value) const {
        if (value >= slot.doc.min && value <= slot.doc.max) return true;
        fault(node, in_quotes(slot.name) + " is " + number_text(value) + ", out of range");
        return false;
    }
    /// A number in its range, or empty after a fault.
    std::optional<double> number(const Node& node) const {
        const bool unquoted = node.kind == Node::Kind::scalar && !node.quoted;
        const std::optional<double> value = unquoted ? parse_real(node.text) : std::nullopt;
        if (!value) wrong(node, node.kind == Node::Kind::scalar ? number_hint(node.text, node.quoted) : "");
        return value && in_range(node, *value) ? value : std::nullopt;
    }
};

void read_boolean(const Attempt& attempt, const Node& node) {
    const bool unquoted = node.kind == Node::Kind::scalar && !node.quoted;
    if (unquoted && (node.text == "true" || node.text == "false")) {
        *static_cast<bool*>(attempt.slot.value) = node.text == "true";
        return;
    }
    std::string low = node.text;
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    const bool yes = low == "yes" || low == "on" || low == "y" || low == "1" || low == "true";
    const bool no = low == "no" || low == "off" || low == "n" || low == "0" || low == "false";
    attempt.wrong(node, yes ? "write true" : no ? "write false" : "");
}

void read_integer(const Attempt& attempt, const Node& node) {
    const bool unquoted = node.kind == Node::Kind::scalar && !node.quoted;
    const std::optional<std::int64_t> value = unquoted ? parse_integer(node.text) : std::nullopt;
    if (!value) {
        std::string hint = node.kind == Node::Kind::scalar ? number_hint(node.text, node.quoted) : "";
        const std::optional<double> real = unquoted ? parse_real(node.text) : std::nullopt;
        const bool whole = real && std::floor(*real) == *real && std::fabs(*real) < 1e15;
        if (whole) hint = "write " + std::to_string(static_cast<std::int64_t>(*real));
        return attempt.wrong(node, hint);
    }
    if (!attempt.in_range(node, static_cast<double>(*value))) return;
    if (!attempt.slot.type.store(attempt.slot.value, *value)) attempt.wrong(node);
}

void read_text(const Attempt& attempt, const Node& node) {
    if (node.kind != Node::Kind::scalar) return attempt.wrong(node);
    *static_cast<std::string*>(attempt.slot.value) = node.text;
}

void read_date(const Attempt& attempt, const Node& node) {
    const std::optional<Date> date = node.kind == Node::Kind::scalar ? parse_date(node.text) : std::nullopt;
    if (!date) return attempt.wrong(node);
    *static_cast<Date*>(attempt.slot.value) = *date;
}

void read_choice(const Attempt& attempt, const Node& node) {
    const auto names = attempt.slot.type.names;
    const auto found = std::find(names.begin(), names.end(), node.text);
    if (node.kind != Node::Kind::scalar || found == names.end()) {
        return attempt.wrong(node, suggestion(node.text, {names.begin(), names.end()}));
    }
    attempt.slot.type.store(attempt.slot.value, found - names.begin());
}

/// A step of a schedule: its date and number, or false after a fault. Nulls, which remove, are passed over.
void read_step(const Attempt& attempt, const Entry& entry, Schedule& schedule) {
    if (entry.value.kind == Node::Kind::null) return;
    Node key = scalar(entry.key, entry.at);
    const std::optional<Date> date = parse_date(entry.key);
    if (!date)
        attempt.fault(key, in_quotes(attempt.slot.name) + " has a step at " + shown(key) + ", which is not a date");
    const std::optional<double> number = attempt.number(entry.value);
    if (!date || !number) return;
    if (!schedule.add(*date, *number)) attempt.fault(key, "duplicate date " + shown(key));
}

void read_schedule(const Attempt& attempt, const Node& node) {
    Schedule schedule;
    if (node.kind == Node::Kind::map) {
        for (const Entry& entry : node.entries) read_step(attempt, entry, schedule);
    } else {
        const std::optional<double> constant = attempt.number(node);
        if (!constant) return;
        schedule = Schedule(*constant);
    }
    *static_cast<Schedule*>(attempt.slot.value) = std::move(schedule);
}

Node emit_text(const std::string& text) {
    Node node = scalar(text);
    node.quoted = !looks_like_text(text);
    return node;
}

Node emit_schedule(const Schedule& schedule) {
    if (schedule.is_constant()) return scalar(number_text(schedule.steps()[0].second));
    Node map;
    map.kind = Node::Kind::map;
    // A constant with later steps starts before all dates; a file can say "from year 1", which means the same.
    static const Date first_written = parse_date("0001-01-01").value();
    for (const auto& [from, value] : schedule.steps()) {
        map.entries.push_back({to_string(std::max(from, first_written)), {}, scalar(number_text(value))});
    }
    return map;
}

std::string amount(const Type& type, const Doc& doc) {
    const std::string noun = type.kind == Kind::integer ? "an integer" : "a number";
    const bool low = std::isfinite(doc.min);
    const bool high = std::isfinite(doc.max);
    std::string text = noun;
    if (low && high) text += " from " + number_text(doc.min) + " to " + number_text(doc.max);
    if (low && !high) text += " of at least " + number_text(doc.min);
    if (!low && high) text += " of at most " + number_text(doc.max);
    if (doc.unit.empty() || doc.unit == "1") return text;
    return text + (low || high ? " " : " of ") + std::string(doc.unit);
}

std::vector<std::string> names_of(const Type& type) {
    return {type.names.begin(), type.names.end()};
}

}  // namespace

bool is_leaf(const Type& type) {
    return type.kind != Kind::optional && type.kind != Kind::list && type.kind != Kind::named &&
           type.kind != Kind::structure;
}

std::string shown(const Node& node) {
    if (node.kind == Node::Kind::null) return "null";
    if (node.kind == Node::Kind::list) return "a list";
    if (node.kind == Node::Kind::map) return "a map";
    return node.quoted ? "the text " + in_quotes(node.text) : in_quotes(node.text);
}

void read_leaf(const Slot& slot, const Node& node, Position fallback, Faults& faults) {
    const Attempt attempt{slot, fallback, faults};
    switch (slot.type.kind) {
        case Kind::boolean:
            return read_boolean(attempt, node);
        case Kind::integer:
            return read_integer(attempt, node);
        case Kind::text:
            return read_text(attempt, node);
        case Kind::date:
            return read_date(attempt, node);
        case Kind::choice:
            return read_choice(attempt, node);
        case Kind::schedule:
            return read_schedule(attempt, node);
        default:
            break;
    }
    const std::optional<double> number = attempt.number(node);
    if (number) *static_cast<double*>(slot.value) = *number;
}

Node emit_leaf(const Slot& slot) {
    switch (slot.type.kind) {
        case Kind::boolean:
            return scalar(*static_cast<const bool*>(slot.value) ? "true" : "false");
        case Kind::integer:
            return scalar(std::to_string(slot.type.load(slot.value)));
        case Kind::text:
            return emit_text(*static_cast<const std::string*>(slot.value));
        case Kind::date:
            return scalar(to_string(*static_cast<const Date*>(slot.value)));
        case Kind::schedule:
            return emit_schedule(*static_cast<const Schedule*>(slot.value));
        case Kind::choice: {
            const auto index = static_cast<std::size_t>(slot.type.load(slot.value));
            return index < slot.type.names.size() ? emit_text(std::string(slot.type.names[index])) : Node{};
        }
        default:
            return scalar(number_text(*static_cast<const double*>(slot.value)));
    }
}

std::string type_name(const Type& type) {
    switch (type.kind) {
        case Kind::boolean:
            return "switch";
        case Kind::integer:
            return "integer";
        case Kind::real:
            return "number";
        case Kind::text:
            return "text";
        case Kind::date:
            return "date";
        case Kind::choice:
            return one_of(names_of(type));
        case Kind::schedule:
            return "schedule";
        case Kind::optional:
            return type_name(*type.element) + " or null";
        case Kind::list:
            return "list of " + type_name(*type.element);
        default:
            return "map";
    }
}

std::string expected(const Type& type, const Doc& doc) {
    switch (type.kind) {
        case Kind::boolean:
            return "expected true or false";
        case Kind::integer:
        case Kind::real:
            return "expected " + amount(type, doc);
        case Kind::text:
            return "expected text";
        case Kind::date:
            return "expected a date YYYY-MM-DD";
        case Kind::choice:
            return "expected " + one_of(names_of(type));
        case Kind::schedule:
            return "expected " + amount(type, doc) + ", or a map of dates YYYY-MM-DD to such numbers";
        case Kind::optional:
            return expected(*type.element, doc) + ", or null";
        case Kind::list:
            return "expected a list of " + type_name(*type.element);
        default:
            return "expected a map";
    }
}

}  // namespace peacenorm::config::detail
