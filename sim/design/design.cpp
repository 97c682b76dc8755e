// SPDX-License-Identifier: Apache-2.0
#include "sim/design/design.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/design/hash.hpp"
#include "sim/design/keys.hpp"
#include "sim/design/lattice.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

bool Design::is_sampled() const {
    return kind == Kind::latin_hypercube || kind == Kind::sobol || kind == Kind::saltelli || kind == Kind::morris;
}

std::uint64_t Design::points_without_parameters() const {
    switch (kind) {
        case Kind::list:
            return factors.empty() ? 1 : factors.front().values.size();
        case Kind::latin_hypercube:
        case Kind::sobol:
            return size;
        case Kind::saltelli:
            return size * saltelli_block(factors.size(), second_order);
        case Kind::morris:
            return size * (factors.size() + 1);
        default:
            break;
    }
    if (!subsets.empty()) return subsets.size();
    std::uint64_t points = 1;
    for (const Factor& factor : factors) points *= factor.values.size();
    return points;
}

std::uint64_t Design::points() const {
    return points_without_parameters() * (parameters.empty() ? 1 : parameters.size());
}

std::vector<Node> Design::values(std::uint64_t point) const {
    point %= points_without_parameters();
    std::vector<Node> chosen(factors.size());
    if (unit) {
        const std::vector<double> u = unit(point);
        const Ends ends = kind == Kind::morris ? Ends::closed : Ends::open;
        for (std::size_t i = 0; i < factors.size(); ++i) chosen[i] = value_at(factors[i], u[i], ends);
        return chosen;
    }
    if (!subsets.empty()) point = subsets[static_cast<std::size_t>(point)];
    for (std::size_t i = factors.size(); i-- > 0;) {
        const std::uint64_t values = factors[i].values.size();
        chosen[i] = factors[i].values[static_cast<std::size_t>(point % values)];
        if (kind != Kind::list) point /= values;
    }
    return chosen;
}

Design::Parameters Design::parameters_at(std::uint64_t point) const {
    if (parameters.empty()) return Parameters::baseline;
    return parameters[static_cast<std::size_t>(point / points_without_parameters())];
}

bool Design::draws() const {
    return std::find(parameters.begin(), parameters.end(), Parameters::prior) != parameters.end();
}

void resolve_factors(Design& design, const DesignContext& context, Faults& faults) {
    for (Factor& factor : design.factors) {
        const std::size_t before = faults.all().size();
        resolve(factor, context.leaves, context.priors, faults);
        const config::LeafDoc* leaf = find_leaf(context.leaves, factor.path);
        if (design.kind == Design::Kind::lattice && leaf != nullptr && leaf->type != "switch")
            faults.add(factor.at, fmt::format("'{}' is not a switch; its type is {}", factor.path, leaf->type),
                       "expected paths of switches, such as mechanisms.NAME.enabled");
        factor.is_refused = faults.all().size() > before;
    }
    if (!faults.empty() || design.factors.empty()) return;
    DesignLuck luck{context.seed, {}};
    for (const Factor& factor : design.factors) luck.factors.push_back(hash_of_name(factor.path));
    switch (design.kind) {
        case Design::Kind::latin_hypercube:
            design.unit = latin_hypercube(luck, design.size);
            break;
        case Design::Kind::sobol:
            design.unit = sobol(luck);
            break;
        case Design::Kind::saltelli:
            design.unit = saltelli(luck, design.second_order);
            break;
        case Design::Kind::morris:
            design.unit = morris(luck, design.levels);
            break;
        case Design::Kind::lattice:
            if (design.permutations > 0)
                design.subsets = subsets_on_the_way(context.seed, design.permutations, design.factors.size());
            break;
        default:
            break;
    }
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

}  // namespace peacenorm::study
