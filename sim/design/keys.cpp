// SPDX-License-Identifier: Apache-2.0
#include "sim/design/keys.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_text.hpp"

namespace peacenorm::study::keys {

using config::Faults;
using config::Node;

std::string as_written(const Node& node) {
    if (node.kind == Node::Kind::scalar) return config::in_quotes(node.text);
    if (node.kind == Node::Kind::list) return "a list";
    return node.kind == Node::Kind::map ? "a map" : "nothing";
}

bool is_map_of(const Node& node, std::string_view what, const Names& known, Faults& faults) {
    if (node.kind != Node::Kind::map) {
        faults.add(node.at, fmt::format("{} is {}", what, as_written(node)),
                   "expected a map of " + config::one_of(known));
        return false;
    }
    for (const config::Entry& entry : node.entries) {
        if (faults.is_full()) return true;
        if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
        faults.add(entry.at, fmt::format("unknown key {} in {}", config::in_quotes(entry.key), what),
                   "expected " + config::one_of(known), config::suggestion(entry.key, known));
    }
    return true;
}

std::optional<std::int64_t> integer(const Node& node, std::int64_t min, std::int64_t max, Faults& faults) {
    std::optional<std::int64_t> value;
    if (node.kind == Node::Kind::scalar && !node.quoted) value = config::parse_integer(node.text);
    if (value && *value >= min && *value <= max) return value;
    faults.add(node.at, as_written(node) + " is not allowed here",
               fmt::format("expected a whole number from {} to {}", min, max));
    return std::nullopt;
}

std::optional<double> number(const Node& node) {
    if (node.kind != Node::Kind::scalar || node.quoted) return std::nullopt;
    return config::parse_real(node.text);
}

std::optional<Date> date(const Node& node, Faults& faults) {
    std::optional<Date> value;
    if (node.kind == Node::Kind::scalar) value = parse_date(node.text);
    if (!value) faults.add(node.at, as_written(node) + " is not a date", "expected YYYY-MM-DD");
    return value;
}

std::optional<std::string> text(const Node& node, Faults& faults) {
    if (node.kind == Node::Kind::scalar && !node.text.empty()) return node.text;
    faults.add(node.at, as_written(node) + " is not allowed here", "expected a text");
    return std::nullopt;
}

std::optional<std::string> word(const Node& node, const Names& allowed, Faults& faults) {
    if (node.kind == Node::Kind::scalar && std::find(allowed.begin(), allowed.end(), node.text) != allowed.end())
        return node.text;
    if (faults.is_full()) return std::nullopt;
    const std::string near = node.kind == Node::Kind::scalar ? config::suggestion(node.text, allowed) : std::string{};
    faults.add(node.at, as_written(node) + " is not allowed here", "expected " + config::one_of(allowed), near);
    return std::nullopt;
}

Names words(const Node& node, const Names& allowed, Faults& faults) {
    Names found;
    const auto take = [&](const Node& item) {
        const auto one = word(item, allowed, faults);
        if (!one) return;
        if (std::find(found.begin(), found.end(), *one) != found.end())
            faults.add(item.at, fmt::format("'{}' appears twice", *one));
        else
            found.push_back(*one);
    };
    if (node.kind == Node::Kind::list)
        for (const Node& item : node.items) take(item);
    else
        take(node);
    return found;
}

std::string on_one_line(const Node& node) {
    return node.kind == Node::Kind::scalar ? node.text : config::to_flow_yaml(node);
}

Node map() {
    Node node;
    node.kind = Node::Kind::map;
    return node;
}

Node list(const Names& items) {
    Node node;
    node.kind = Node::Kind::list;
    for (const std::string& item : items) node.items.push_back(config::scalar(item));
    return node;
}

Node quoted(std::string text) {
    Node node = config::scalar(std::move(text));
    node.quoted = true;
    return node;
}

void put(Node& target, std::string key, Node value) {
    target.entries.push_back({std::move(key), {}, std::move(value)});
}

}  // namespace peacenorm::study::keys
