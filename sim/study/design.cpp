// SPDX-License-Identifier: Apache-2.0
#include "sim/study/design.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/study/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

namespace {

constexpr std::uint64_t most_points = 1'000'000'000;

std::vector<Factor> read_factors(const Node& node, Faults& faults) {
    std::vector<Factor> factors;
    if (node.kind != Node::Kind::map) {
        faults.add(node.at, "factors are a map", "expected dotted.path: [value, value, ...]");
        return factors;
    }
    for (const config::Entry& entry : node.entries) {
        if (entry.value.kind != Node::Kind::list || entry.value.items.empty())
            faults.add(entry.value.at, fmt::format("factor '{}' has no list of values", entry.key),
                       "expected [value, value, ...]");
        else
            factors.push_back({entry.key, entry.at, entry.value.items});
    }
    return factors;
}

std::vector<Design::PriorPath> read_prior_paths(const Node& node, Faults& faults) {
    std::vector<Design::PriorPath> paths;
    if (node.kind != Node::Kind::list) {
        faults.add(node.at, "prior_paths is a list", "expected [path, path, ...]");
        return paths;
    }
    for (const Node& item : node.items)
        if (const auto path = keys::text(item, faults)) paths.push_back({*path, item.at});
    return paths;
}

void check_size(const Design& design, config::Position at, Faults& faults) {
    std::uint64_t points = 1;
    for (const Factor& factor : design.factors) {
        if (design.kind == Design::Kind::list) {
            if (factor.values.size() != design.factors.front().values.size())
                faults.add(factor.at,
                           fmt::format("factor '{}' has {} values, '{}' has {}", factor.path, factor.values.size(),
                                       design.factors.front().path, design.factors.front().values.size()),
                           "the factors of a list are of one length");
        } else if (points <= most_points) {
            points *= factor.values.size();
        }
    }
    if (points > most_points) faults.add(at, "the design is too large", fmt::format("at most {} points", most_points));
}

}  // namespace

std::uint64_t Design::points() const {
    std::uint64_t points = parameters.empty() ? 1 : parameters.size();
    if (kind == Kind::list) return factors.empty() ? points : points * factors.front().values.size();
    for (const Factor& factor : factors) points *= factor.values.size();
    return points;
}

std::vector<std::size_t> Design::choice(std::uint64_t point) const {
    std::vector<std::size_t> chosen(factors.size());
    for (std::size_t i = factors.size(); i-- > 0;) {
        const std::uint64_t values = factors[i].values.size();
        chosen[i] = static_cast<std::size_t>(point % values);
        if (kind == Kind::factorial) point /= values;
    }
    return chosen;
}

Design::Parameters Design::parameters_at(std::uint64_t point) const {
    if (parameters.empty()) return Parameters::baseline;
    return parameters[static_cast<std::size_t>(point / (points() / parameters.size()))];
}

bool Design::draws() const {
    return std::find(parameters.begin(), parameters.end(), Parameters::prior) != parameters.end();
}

Design read_design(const Node& node, Faults& faults) {
    Design design;
    if (!keys::is_map_of(node, "design", {"kind", "factors", "parameters", "prior_paths"}, faults)) return design;
    if (const Node* kind = node.find("kind"))
        if (keys::word(*kind, {"factorial", "list"}, faults) == "list") design.kind = Design::Kind::list;
    if (const Node* factors = node.find("factors")) design.factors = read_factors(*factors, faults);
    if (const Node* levels = node.find("parameters"))
        for (const std::string& level : keys::words(*levels, {"baseline", "prior"}, faults))
            design.parameters.push_back(level == "prior" ? Design::Parameters::prior : Design::Parameters::baseline);
    if (const Node* paths = node.find("prior_paths")) {
        design.prior_paths = read_prior_paths(*paths, faults);
        if (!design.draws()) faults.add(paths->at, "prior_paths without a draw", "needs parameters: [prior] beside it");
    }
    check_size(design, node.at, faults);
    return design;
}

bool is_under(std::string_view path, std::string_view prefix) {
    return path.substr(0, prefix.size()) == prefix && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

void resolve_priors(Design& design, const std::vector<config::PriorLeaf>& leaves, config::Position at, Faults& faults) {
    if (!design.draws()) return;
    std::vector<std::string> names;
    for (const config::PriorLeaf& leaf : leaves) names.push_back(leaf.path);
    for (const Design::PriorPath& wanted : design.prior_paths)
        if (std::none_of(names.begin(), names.end(),
                         [&](const std::string& name) { return is_under(name, wanted.path); }))
            faults.add(wanted.at, fmt::format("no parameter with a prior is named '{}'", wanted.path),
                       "expected " + config::one_of(names), config::suggestion(wanted.path, names));
    for (const config::PriorLeaf& leaf : leaves) {
        const bool is_wanted = design.prior_paths.empty() ||
                               std::any_of(design.prior_paths.begin(), design.prior_paths.end(),
                                           [&](const auto& wanted) { return is_under(leaf.path, wanted.path); });
        const bool is_held = std::any_of(design.factors.begin(), design.factors.end(),
                                         [&](const Factor& factor) { return is_under(leaf.path, factor.path); });
        if (is_wanted && !is_held) design.drawn.push_back(leaf);
    }
    if (design.drawn.empty() && faults.empty())
        faults.add(at, "there is nothing to draw", "a parameter with a prior that no factor holds");
}

Node emit(const Design& design) {
    Node node = keys::map(), factors = keys::map();
    keys::put(node, "kind", config::scalar(design.kind == Design::Kind::list ? "list" : "factorial"));
    if (!design.parameters.empty()) {
        keys::Names levels;
        for (const auto level : design.parameters)
            levels.push_back(level == Design::Parameters::prior ? "prior" : "baseline");
        keys::put(node, "parameters", keys::list(levels));
    }
    if (!design.prior_paths.empty()) {
        keys::Names paths;
        for (const auto& wanted : design.prior_paths) paths.push_back(wanted.path);
        keys::put(node, "prior_paths", keys::list(paths));
    }
    for (const Factor& factor : design.factors) {
        Node values;
        values.kind = Node::Kind::list;
        values.items = factor.values;
        keys::put(factors, factor.path, values);
    }
    if (!design.factors.empty()) keys::put(node, "factors", factors);
    return node;
}

}  // namespace peacenorm::study
