// SPDX-License-Identifier: Apache-2.0
// `design:` of a study file, read and written.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "sim/config/words.hpp"
#include "sim/design/design.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;
using config::Position;

namespace {

constexpr std::int64_t most_replicates_per_draw = 1'000'000;

using Keys = std::vector<DesignKey>;

Keys keys_of(const DesignKind& kind) {
    Keys all = kind.needs();
    for (DesignKey& key : kind.may()) all.push_back(std::move(key));
    return all;
}

bool holds(const Keys& all, const std::string& name) {
    return std::any_of(all.begin(), all.end(), [&](const DesignKey& key) { return key.name == name; });
}

/// The keys of every kind, each once.
keys::Names names_of_keys() {
    keys::Names names;
    for (const auto& kind : all_kinds())
        for (const DesignKey& key : keys_of(*kind))
            if (std::find(names.begin(), names.end(), key.name) == names.end()) names.push_back(key.name);
    return names;
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

/// Keys of other kinds are faults, and so are missing ones.
void check_keys(const Node& node, const DesignKind& kind, Faults& faults) {
    for (const DesignKey& needed : kind.needs())
        if (node.find(needed.name) == nullptr)
            faults.add(node.at, fmt::format("missing key '{}' in a design of kind {}", needed.name, kind.name()),
                       needed.expected);
    const Keys own = keys_of(kind);
    const keys::Names of_some_kind = names_of_keys();
    for (const config::Entry& entry : node.entries) {
        if (holds(own, entry.key) ||
            std::find(of_some_kind.begin(), of_some_kind.end(), entry.key) == of_some_kind.end())
            continue;
        keys::Names names;
        for (const DesignKey& key : own) names.push_back(key.name);
        faults.add(entry.at, fmt::format("'{}' is not a key of a design of kind {}", entry.key, kind.name()),
                   "expected " + config::one_of(names));
    }
}

/// Kinds that list their points take values only.
void check_listed(const Design& design, Faults& faults) {
    keys::Names samples;
    for (const auto& kind : all_kinds())
        if (kind->how() == DesignKind::Points::sampled) samples.emplace_back(kind->name());
    for (const Factor& factor : design.factors)
        if (!factor.is_listed())
            faults.add(factor.value_at,
                       fmt::format("a design of kind {} takes values, not a {}", design.kind->name(),
                                   factor.is_prior ? "prior" : "range"),
                       "expected [value, value, ...], or kind: " + config::one_of(samples));
}

void check_size(const Design& design, Position at, Faults& faults) {
    const std::uint64_t levels = design.parameters.empty() ? 1 : design.parameters.size();
    if (design.kind->points(design.factors) > most_points / levels)
        faults.add(at, "the design is too large", fmt::format("at most {} points", most_points));
}

/// Null after a fault.
std::unique_ptr<DesignKind> read_kind(const Node& node, Faults& faults) {
    auto all = all_kinds();
    const Node* kind = node.find("kind");
    if (kind == nullptr) return std::move(all.front());
    keys::Names names;
    for (const auto& known : all) names.emplace_back(known->name());
    const auto word = keys::word(*kind, names, faults);
    return word ? make_kind(*word) : nullptr;
}

void check(const Design& design, const Node& node, Faults& faults) {
    const bool is_sampled = design.kind->how() == DesignKind::Points::sampled;
    check_keys(node, *design.kind, faults);
    if (!is_sampled) check_listed(design, faults);
    const Node* factors = node.find("factors");
    if (is_sampled && factors != nullptr && factors->kind == Node::Kind::map && factors->entries.empty())
        faults.add(factors->at, "there is no factor", "expected dotted.path: {range: [low, high]}");
    design.kind->check(design.factors, node.at, faults);
    check_size(design, node.at, faults);
}

Node emit_parameters(const Design& design) {
    keys::Names levels;
    levels.reserve(design.parameters.size());
    for (const auto level : design.parameters) levels.push_back(word_of(level));
    return keys::list(levels);
}

std::vector<Design::Parameters> read_levels(const Node& node, Faults& faults) {
    constexpr std::array all{Design::Parameters::baseline, Design::Parameters::prior, Design::Parameters::posterior};
    keys::Names names;
    names.reserve(all.size());
    for (const auto level : all) names.push_back(word_of(level));
    std::vector<Design::Parameters> levels;
    levels.reserve(all.size());
    for (const std::string& word : keys::words(node, names, faults))
        levels.push_back(*std::find_if(all.begin(), all.end(), [&](auto level) { return word_of(level) == word; }));
    return levels;
}

void check_posterior(const Design& design, const Node& node, Faults& faults) {
    const bool is_asked = design.has(Design::Parameters::posterior);
    const Node* posterior = node.find("posterior");
    if (is_asked && posterior == nullptr)
        faults.add(node.find("parameters")->at, "no posterior is named", "needs posterior: FILE beside it");
    if (!is_asked && posterior != nullptr)
        faults.add(posterior->at, "a posterior that nothing draws", "needs parameters: [posterior] beside it");
}

}  // namespace

Design read_design(const Node& node, Faults& faults) {
    Design design;
    keys::Names known{"kind", "parameters", "prior_paths", "priors", "posterior"};
    for (std::string& key : names_of_keys()) known.push_back(std::move(key));
    known.emplace_back("replicates_per_draw");
    if (!keys::is_map_of(node, "design", known, faults)) return design;
    auto kind = read_kind(node, faults);
    const bool is_known = kind != nullptr;
    if (is_known) design.kind = std::move(kind);
    if (const Node* factors = node.find("factors")) design.factors = read_factors(*factors, faults);
    if (is_known) design.kind->read(node, design.factors, faults);
    if (const Node* levels = node.find("parameters")) design.parameters = read_levels(*levels, faults);
    if (const Node* posterior = node.find("posterior")) design.posterior = read_posterior(*posterior, faults);
    check_posterior(design, node, faults);
    if (const Node* priors = node.find("priors")) design.priors = read_priors(*priors, faults);
    if (const Node* paths = node.find("prior_paths")) {
        design.prior_paths = read_prior_paths(*paths, faults);
        if (!design.draws())
            faults.add(paths->at, "prior_paths without a draw", "needs parameters: [prior] or [posterior] beside it");
    }
    if (const Node* each = node.find("replicates_per_draw")) {
        design.replicates_per_draw =
            static_cast<std::uint32_t>(keys::integer(*each, 1, most_replicates_per_draw, faults).value_or(1));
        if (!design.draws())
            faults.add(each->at, "replicates_per_draw without a draw",
                       "needs parameters: [prior] or [posterior] beside it");
    }
    if (is_known) check(design, node, faults);
    return design;
}

Node emit(const Design& design) {
    Node node = keys::map(), factors = keys::map();
    keys::put(node, "kind", config::scalar(std::string(design.kind->name())));
    design.kind->emit(node);
    if (!design.parameters.empty()) keys::put(node, "parameters", emit_parameters(design));
    // Priors that nothing draws are no part of a study.
    if (!design.is_empty() && !design.priors.empty()) keys::put(node, "priors", emit(design.priors));
    if (design.has(Design::Parameters::posterior)) keys::put(node, "posterior", as_node(design.posterior));
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
    if (design.kind->takes() == DesignKind::Takes::switches)
        keys::put(node, "switches", keys::list(switches));
    else if (!design.factors.empty())
        keys::put(node, "factors", factors);
    return node;
}

}  // namespace peacenorm::study
