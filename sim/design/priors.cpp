// SPDX-License-Identifier: Apache-2.0
#include "sim/design/priors.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "sim/config/words.hpp"
#include "sim/design/factor.hpp"
#include "sim/design/keys.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::study {
namespace {

using config::Faults;
using config::Node;
using random::Prior;

struct Distribution {
    std::string_view name, numbers;
    Prior::Kind kind;
};
constexpr std::array forms{
    Distribution{"uniform", "[low, high]", Prior::Kind::uniform},
    Distribution{"log_uniform", "[low, high], above 0", Prior::Kind::log_uniform},
    Distribution{"normal", "[mean, standard deviation]", Prior::Kind::normal},
    Distribution{"log_normal", "[median, standard deviation of the log]", Prior::Kind::log_normal},
    Distribution{"logit_normal", "[mean of the logit, standard deviation]", Prior::Kind::logit_normal},
    Distribution{"beta", "[alpha, beta], above 0", Prior::Kind::beta}};

bool is_sound(const Prior& prior) {
    switch (prior.kind) {
        case Prior::Kind::uniform:
            return prior.a < prior.b;
        case Prior::Kind::log_uniform:
            return prior.a > 0 && prior.a < prior.b;
        case Prior::Kind::normal:
        case Prior::Kind::logit_normal:
            return prior.b > 0;
        case Prior::Kind::log_normal:
        case Prior::Kind::beta:
            return prior.a > 0 && prior.b > 0;
        default:
            return false;
    }
}

const Distribution* form_of(const Node& node, Faults& faults) {
    std::vector<std::string> names;
    for (const Distribution& form : forms) names.emplace_back(form.name);
    if (node.kind != Node::Kind::map || node.entries.size() != 1) {
        faults.add(node.at, "a prior is one distribution",
                   "expected {uniform: [low, high]} or another of " + config::one_of(names));
        return nullptr;
    }
    for (const Distribution& form : forms)
        if (form.name == node.entries[0].key) return &form;
    faults.add(node.entries[0].at, fmt::format("there is no distribution '{}'", node.entries[0].key),
               "expected " + config::one_of(names), config::suggestion(node.entries[0].key, names));
    return nullptr;
}

/// A prior, or kind `none` after a fault.
Prior read_prior(const Node& node, Faults& faults) {
    const Distribution* form = form_of(node, faults);
    if (form == nullptr) return {};
    const Node& numbers = node.entries[0].value;
    Prior prior{form->kind, 0, 0};
    bool read = numbers.kind == Node::Kind::list && numbers.items.size() == 2;
    if (read) {
        const auto a = keys::number(numbers.items[0]), b = keys::number(numbers.items[1]);
        read = a && b;
        if (read) prior = {form->kind, *a, *b};
    }
    if (read && is_sound(prior)) return prior;
    faults.add(numbers.at, fmt::format("these are not the two numbers of {}", form->name),
               fmt::format("expected {}", form->numbers));
    return {};
}

}  // namespace

std::vector<PriorOverride> read_priors(const Node& node, Faults& faults) {
    std::vector<PriorOverride> overrides;
    if (node.kind != Node::Kind::map) {
        faults.add(node.at, "priors are a map", "expected dotted.path: {uniform: [low, high]}");
        return overrides;
    }
    for (const config::Entry& entry : node.entries) {
        const Prior prior = read_prior(entry.value, faults);
        if (prior.kind != Prior::Kind::none) overrides.push_back({entry.key, entry.at, prior, entry.value});
    }
    return overrides;
}

std::vector<config::PriorLeaf> with_overrides(std::vector<config::PriorLeaf> leaves,
                                              const std::vector<PriorOverride>& overrides, Faults& faults) {
    std::vector<const PriorOverride*> by_length;
    for (const PriorOverride& one : overrides) by_length.push_back(&one);
    std::stable_sort(by_length.begin(), by_length.end(),
                     [](const PriorOverride* x, const PriorOverride* y) { return x->path.size() < y->path.size(); });
    std::vector<std::string> names;
    for (const config::PriorLeaf& leaf : leaves) names.push_back(leaf.path);
    for (const PriorOverride* one : by_length) {
        bool found = false;
        for (config::PriorLeaf& leaf : leaves) {
            if (!is_under(leaf.path, one->path)) continue;
            found = true;
            leaf.prior = one->prior;
            if (random::quantile(one->prior, 0.001) < leaf.min || random::quantile(one->prior, 0.999) > leaf.max)
                faults.add(one->at, fmt::format("this prior reaches beyond the range of '{}'", leaf.path),
                           fmt::format("expected {} to {}", leaf.min, leaf.max));
        }
        if (!found)
            faults.add(one->at, fmt::format("no parameter with a prior is named '{}'", one->path),
                       "expected a path of a parameter with a declared prior", config::suggestion(one->path, names));
    }
    return leaves;
}

Node emit(const std::vector<PriorOverride>& overrides) {
    Node node = keys::map();
    for (const PriorOverride& one : overrides) keys::put(node, one.path, one.written);
    return node;
}

}  // namespace peacenorm::study
