// SPDX-License-Identifier: Apache-2.0
// `design:` of a study file, read and written.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/design/design.hpp"
#include "sim/design/keys.hpp"
#include "sim/design/lattice.hpp"
#include "sim/random/sobol.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;
using config::Position;
using Kind = Design::Kind;

namespace {

constexpr std::uint64_t most_points = 1'000'000'000;
constexpr std::int64_t most_replicates_per_draw = 1'000'000;
constexpr std::uint64_t most_cells_kept = 50'000'000;  // ranks of a Latin hypercube: 200 MB

/// A kind with its name and the keys that belong to it alone.
struct KindKeys {
    Kind kind;
    std::string_view name;
    std::vector<std::string> needs, may;
};

const std::vector<KindKeys>& kinds() {
    static const std::vector<KindKeys> all{
        {Kind::factorial, "factorial", {}, {"factors"}},
        {Kind::list, "list", {}, {"factors"}},
        {Kind::latin_hypercube, "latin_hypercube", {"factors", "points"}, {}},
        {Kind::sobol, "sobol", {"factors", "points"}, {}},
        {Kind::saltelli, "saltelli", {"factors", "points"}, {"second_order"}},
        {Kind::morris, "morris", {"factors", "trajectories"}, {"levels"}},
        {Kind::lattice, "lattice", {"switches"}, {"permutations"}},
    };
    return all;
}

const KindKeys& keys_of(Kind kind) {
    return *std::find_if(kinds().begin(), kinds().end(), [&](const auto& known) { return known.kind == kind; });
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<Factor> read_factors(const Node& node, Faults& faults) {
    std::vector<Factor> factors;
    if (node.kind != Node::Kind::map) {
        faults.add(node.at, "factors are a map", "expected dotted.path: [value, value, ...]");
        return factors;
    }
    for (const config::Entry& entry : node.entries)
        if (auto factor = read_factor(entry, faults)) factors.push_back(std::move(*factor));
    return factors;
}

/// Switches become factors with the values false and true.
std::vector<Factor> read_switches(const Node& node, Faults& faults) {
    std::vector<Factor> factors;
    if (node.kind != Node::Kind::list) {
        faults.add(node.at, "switches are a list", "expected [path, path, ...]");
        return factors;
    }
    for (const Node& item : node.items) {
        const auto path = keys::text(item, faults);
        if (!path) continue;
        if (std::any_of(factors.begin(), factors.end(), [&](const Factor& known) { return known.path == *path; }))
            faults.add(item.at, fmt::format("'{}' appears twice", *path));
        else
            factors.push_back({*path, item.at, {config::scalar("false", item.at), config::scalar("true", item.at)}});
    }
    if (factors.empty() && faults.empty()) faults.add(node.at, "there is no switch", "expected [path, path, ...]");
    if (factors.size() > most_switches)
        faults.add(node.at, fmt::format("{} switches are too many", factors.size()),
                   fmt::format("at most {}", most_switches));
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

std::string expected(const std::string& key) {
    if (key == "factors") return "expected factors: {dotted.path: {range: [low, high]}}";
    return key == "switches" ? "expected switches: [path, path, ...]" : fmt::format("expected {}: a whole number", key);
}

/// Keys of other kinds are faults, and so are missing ones.
void check_keys(const Node& node, const KindKeys& kind, Faults& faults) {
    for (const std::string& needed : kind.needs)
        if (node.find(needed) == nullptr)
            faults.add(node.at, fmt::format("missing key '{}' in a design of kind {}", needed, kind.name),
                       expected(needed));
    for (const config::Entry& entry : node.entries) {
        const bool is_of_some_kind = std::any_of(kinds().begin(), kinds().end(), [&](const KindKeys& other) {
            return holds(other.needs, entry.key) || holds(other.may, entry.key);
        });
        if (!is_of_some_kind || holds(kind.needs, entry.key) || holds(kind.may, entry.key)) continue;
        std::vector<std::string> own = kind.needs;
        own.insert(own.end(), kind.may.begin(), kind.may.end());
        faults.add(entry.at, fmt::format("'{}' is not a key of a design of kind {}", entry.key, kind.name),
                   "expected " + config::one_of(own));
    }
}

void read_numbers(const Node& node, Design& design, Faults& faults) {
    const auto number = [&](const char* key, std::int64_t min, std::int64_t max, std::int64_t otherwise) {
        const Node* value = node.find(key);
        return value == nullptr ? otherwise : keys::integer(*value, min, max, faults).value_or(otherwise);
    };
    const auto even = [&](const char* key, std::int64_t max, std::int64_t otherwise) {
        const std::int64_t value = number(key, 2, max, otherwise);
        if (value % 2 != 0) faults.add(node.find(key)->at, fmt::format("{} is odd", value), "expected an even number");
        return static_cast<std::uint32_t>(value);
    };
    const char* size = design.kind == Kind::morris ? "trajectories" : "points";
    design.size = static_cast<std::uint64_t>(number(size, 1, most_points, 1));
    design.levels = even("levels", 1000, 4);
    const bool is_full = design.kind != Kind::lattice || design.factors.size() <= most_switches_in_full;
    design.permutations = even("permutations", most_permutations, is_full ? 0 : usual_permutations);
    if (const Node* second = node.find("second_order"))
        if (keys::word(*second, {"true", "false"}, faults) == "true") design.second_order = SecondOrder::with;
}

void check_list(const Design& design, Faults& faults) {
    for (const Factor& factor : design.factors)
        if (factor.values.size() != design.factors.front().values.size())
            faults.add(factor.at,
                       fmt::format("factor '{}' has {} values, '{}' has {}", factor.path, factor.values.size(),
                                   design.factors.front().path, design.factors.front().values.size()),
                       "the factors of a list are of one length");
}

/// A factorial and a list take values only.
void check_listed(const Design& design, Faults& faults) {
    for (const Factor& factor : design.factors)
        if (!factor.is_listed())
            faults.add(factor.value_at,
                       fmt::format("a design of kind {} takes values, not a {}", keys_of(design.kind).name,
                                   factor.is_prior ? "prior" : "range"),
                       "expected [value, value, ...], or kind: one of latin_hypercube, sobol, saltelli, morris");
}

void check_sample(const Design& design, Position at, Faults& faults) {
    const std::size_t columns = design.factors.size() * (design.kind == Kind::saltelli ? 2 : 1);
    if (design.kind != Kind::latin_hypercube && design.kind != Kind::morris &&
        columns > random::SobolSequence::most_dimensions)
        faults.add(at, fmt::format("the design needs a Sobol sequence in {} dimensions", columns),
                   fmt::format("at most {}", random::SobolSequence::most_dimensions));
    if (design.kind == Kind::latin_hypercube && design.size > most_cells_kept / std::max<std::size_t>(1, columns))
        faults.add(at, "the Latin hypercube is too large",
                   fmt::format("at most {} points times factors; kind sobol keeps nothing in memory", most_cells_kept));
}

void check_size(const Design& design, Position at, Faults& faults) {
    std::uint64_t points = design.parameters.empty() ? 1 : design.parameters.size();
    if (design.is_sampled()) {
        const std::uint64_t each = design.kind == Kind::saltelli
                                       ? saltelli_block(design.factors.size(), design.second_order)
                                   : design.kind == Kind::morris ? design.factors.size() + 1
                                                                 : 1;
        points *= design.size * each;
    } else if (design.kind == Kind::factorial) {
        for (const Factor& factor : design.factors)
            if (points <= most_points) points *= std::max<std::size_t>(1, factor.values.size());
    }
    if (points > most_points) faults.add(at, "the design is too large", fmt::format("at most {} points", most_points));
}

Kind read_kind(const Node& node, Faults& faults, bool& is_known) {
    is_known = true;
    const Node* kind = node.find("kind");
    if (kind == nullptr) return Kind::factorial;
    keys::Names names;
    for (const KindKeys& known : kinds()) names.emplace_back(known.name);
    const auto word = keys::word(*kind, names, faults);
    is_known = word.has_value();
    for (const KindKeys& known : kinds())
        if (word == known.name) return known.kind;
    return Kind::factorial;
}

void check(const Design& design, const Node& node, Faults& faults) {
    check_keys(node, keys_of(design.kind), faults);
    if (!design.is_sampled()) check_listed(design, faults);
    if (design.kind == Kind::list) check_list(design, faults);
    const Node* factors = node.find("factors");
    if (design.is_sampled() && factors != nullptr && factors->kind == Node::Kind::map && factors->entries.empty())
        faults.add(factors->at, "there is no factor", "expected dotted.path: {range: [low, high]}");
    if (design.is_sampled()) check_sample(design, node.at, faults);
    check_size(design, node.at, faults);
}

Node emit_parameters(const Design& design) {
    keys::Names levels;
    for (const auto level : design.parameters)
        levels.push_back(level == Design::Parameters::prior ? "prior" : "baseline");
    return keys::list(levels);
}

void emit_numbers(const Design& design, Node& node) {
    const auto put = [&](const char* key, std::uint64_t value) {
        keys::put(node, key, config::scalar(std::to_string(value)));
    };
    if (design.is_sampled()) put(design.kind == Kind::morris ? "trajectories" : "points", design.size);
    if (design.kind == Kind::morris) put("levels", design.levels);
    if (design.kind == Kind::saltelli)
        keys::put(node, "second_order", config::scalar(design.second_order == SecondOrder::with ? "true" : "false"));
    if (design.permutations > 0) put("permutations", design.permutations);
}

}  // namespace

Design read_design(const Node& node, Faults& faults) {
    Design design;
    keys::Names known{"kind", "parameters", "prior_paths", "priors"};
    for (const char* key : {"factors", "points", "second_order", "trajectories", "levels", "switches", "permutations",
                            "replicates_per_draw"})
        known.emplace_back(key);
    if (!keys::is_map_of(node, "design", known, faults)) return design;
    bool is_known = true;
    design.kind = read_kind(node, faults, is_known);
    if (const Node* factors = node.find("factors")) design.factors = read_factors(*factors, faults);
    if (const Node* switches = node.find("switches"); switches != nullptr && design.kind == Kind::lattice)
        design.factors = read_switches(*switches, faults);
    if (const Node* levels = node.find("parameters"))
        for (const std::string& level : keys::words(*levels, {"baseline", "prior"}, faults))
            design.parameters.push_back(level == "prior" ? Design::Parameters::prior : Design::Parameters::baseline);
    if (const Node* priors = node.find("priors")) design.priors = read_priors(*priors, faults);
    if (const Node* paths = node.find("prior_paths")) {
        design.prior_paths = read_prior_paths(*paths, faults);
        if (!design.draws()) faults.add(paths->at, "prior_paths without a draw", "needs parameters: [prior] beside it");
    }
    if (const Node* each = node.find("replicates_per_draw")) {
        design.replicates_per_draw =
            static_cast<std::uint32_t>(keys::integer(*each, 1, most_replicates_per_draw, faults).value_or(1));
        if (!design.draws())
            faults.add(each->at, "replicates_per_draw without a draw", "needs parameters: [prior] beside it");
    }
    read_numbers(node, design, faults);
    if (is_known) check(design, node, faults);
    return design;
}

Node emit(const Design& design) {
    Node node = keys::map(), factors = keys::map();
    keys::put(node, "kind", config::scalar(std::string(keys_of(design.kind).name)));
    emit_numbers(design, node);
    if (!design.parameters.empty()) keys::put(node, "parameters", emit_parameters(design));
    // Priors that nothing draws are no part of a study.
    if (!design.is_empty() && !design.priors.empty()) keys::put(node, "priors", emit(design.priors));
    if (design.replicates_per_draw > 1)
        keys::put(node, "replicates_per_draw", config::scalar(std::to_string(design.replicates_per_draw)));
    if (!design.prior_paths.empty()) {
        keys::Names paths;
        for (const auto& wanted : design.prior_paths) paths.push_back(wanted.path);
        keys::put(node, "prior_paths", keys::list(paths));
    }
    keys::Names switches;
    for (const Factor& factor : design.factors) {
        keys::put(factors, factor.path, emit(factor));
        switches.push_back(factor.path);
    }
    if (design.kind == Kind::lattice)
        keys::put(node, "switches", keys::list(switches));
    else if (!design.factors.empty())
        keys::put(node, "factors", factors);
    return node;
}

}  // namespace peacenorm::study
