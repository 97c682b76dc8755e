// SPDX-License-Identifier: Apache-2.0
#include "sim/design/design.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/config/words.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

std::uint64_t Design::points() const {
    return kind->points(factors) * (parameters.empty() ? 1 : parameters.size());
}

std::vector<Node> Design::values(std::uint64_t point) const {
    return kind->values(factors, point % kind->points(factors));
}

Design::Parameters Design::parameters_at(std::uint64_t point) const {
    if (parameters.empty()) return Parameters::baseline;
    return parameters[static_cast<std::size_t>(point / kind->points(factors))];
}

bool Design::has(Parameters level) const {
    return std::find(parameters.begin(), parameters.end(), level) != parameters.end();
}

bool Design::draws() const {
    return has(Parameters::prior) || has(Parameters::posterior);
}

std::string word_of(Design::Parameters level) {
    switch (level) {
        case Design::Parameters::baseline:
            return "baseline";
        case Design::Parameters::prior:
            return "prior";
        case Design::Parameters::posterior:
            return "posterior";
    }
    return {};
}

void refuse_retired(Design& design, const std::vector<config::RetiredPath>& retired, Faults& faults) {
    const auto is_refused = [&](const auto& named) {
        const config::RetiredPath* old = config::find_retired(retired, named.path);
        if (old == nullptr) return false;
        faults.add(named.at, fmt::format("the parameter {} is retired", config::in_quotes(named.path)),
                   "see " + old->successor);
        return true;
    };
    std::erase_if(design.factors, is_refused);
    std::erase_if(design.priors, is_refused);
    std::erase_if(design.prior_paths, is_refused);
}

void resolve_factors(Design& design, const DesignContext& context, Faults& faults) {
    for (Factor& factor : design.factors) {
        const std::size_t before = faults.all().size();
        resolve(factor, context.leaves, context.priors, faults);
        const config::LeafDoc* leaf = find_leaf(context.leaves, factor.path);
        if (design.kind->takes() == DesignKind::Takes::switches && leaf != nullptr && leaf->type != "switch")
            faults.add(factor.at, fmt::format("'{}' is not a switch; its type is {}", factor.path, leaf->type),
                       "expected paths of switches, such as mechanisms.NAME.enabled");
        factor.is_refused = faults.all().size() > before;
    }
    if (!faults.empty() || design.factors.empty()) return;
    design.kind->build(design.factors, context.seed);
}

namespace {

bool is_held(const Design& design, const std::string& path) {
    return std::any_of(design.factors.begin(), design.factors.end(),
                       [&](const Factor& factor) { return is_under(path, factor.path); });
}

/// What a posterior draws beyond the leaves that have a prior.
void add_posterior(Design& design, const DesignContext& context, Faults& faults) {
    if (!design.has(Design::Parameters::posterior)) return;
    for (const config::PriorLeaf& leaf : leaves_of(design.posterior, context.leaves, context.base, faults)) {
        const auto is_same = [&](const config::PriorLeaf& drawn) { return drawn.path == leaf.path; };
        if (is_held(design, leaf.path) || std::any_of(design.drawn.begin(), design.drawn.end(), is_same)) continue;
        const auto declared = std::find_if(context.priors.begin(), context.priors.end(), is_same);
        const bool is_drawn = design.prior_paths.empty() && declared != context.priors.end();
        design.drawn.push_back(is_drawn ? *declared : leaf);
    }
}

}  // namespace

void resolve_priors(Design& design, const DesignContext& context, config::Position at, Faults& faults) {
    if (!design.draws()) return;
    std::vector<std::string> names;
    for (const config::PriorLeaf& leaf : context.priors) names.push_back(leaf.path);
    for (const Design::PriorPath& wanted : design.prior_paths)
        if (std::none_of(names.begin(), names.end(),
                         [&](const std::string& name) { return is_under(name, wanted.path); }))
            faults.add(wanted.at, fmt::format("no parameter with a prior is named '{}'", wanted.path),
                       "expected " + config::one_of(names), config::suggestion(wanted.path, names));
    for (const config::PriorLeaf& leaf : context.priors) {
        const bool is_wanted = design.prior_paths.empty() ||
                               std::any_of(design.prior_paths.begin(), design.prior_paths.end(),
                                           [&](const auto& wanted) { return is_under(leaf.path, wanted.path); });
        if (is_wanted && !is_held(design, leaf.path) && leaf.can_be_drawn()) design.drawn.push_back(leaf);
    }
    add_posterior(design, context, faults);
    if (design.drawn.empty() && faults.empty())
        faults.add(at, "there is nothing to draw", "a parameter with a prior that no factor holds");
}

}  // namespace peacenorm::study
