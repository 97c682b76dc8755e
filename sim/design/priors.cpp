// SPDX-License-Identifier: Apache-2.0
#include "sim/design/priors.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/design/factor.hpp"
#include "sim/design/keys.hpp"
#include "sim/random/prior.hpp"
#include "sim/random/special.hpp"

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
    Distribution{"beta", "[alpha, beta], from 0.01 to 1e5", Prior::Kind::beta},
    Distribution{"one_of", "[choice, choice, ...]", Prior::Kind::one_of}};

/// A number of a prior that makes it none: which of the two, and what is wrong with it.
struct Unsound {
    std::size_t number;
    std::string problem, allowed;
};

void require_above_zero(std::vector<Unsound>& faults, std::size_t number, std::string_view what, double value) {
    if (value > 0) return;
    faults.push_back({number, fmt::format("the {} is {}", what, config::number_text(value)),
                      "expected a number above 0; one value alone is set under parameters"});
}

void require_shape(std::vector<Unsound>& faults, std::size_t number, std::string_view what, double value) {
    if (value >= random::least_beta_shape && value <= random::most_beta_shape) return;
    faults.push_back({number, fmt::format("{} is {}", what, config::number_text(value)),
                      fmt::format("expected a number from {} to {}", config::number_text(random::least_beta_shape),
                                  config::number_text(random::most_beta_shape))});
}

std::vector<Unsound> unsound(const Prior& prior) {
    std::vector<Unsound> faults;
    switch (prior.kind) {
        case Prior::Kind::log_uniform:
            require_above_zero(faults, 0, "low end", prior.a);
            [[fallthrough]];
        case Prior::Kind::uniform:
            if (!(prior.a < prior.b))
                faults.push_back({1,
                                  fmt::format("the high end {} is not above the low end {}",
                                              config::number_text(prior.b), config::number_text(prior.a)),
                                  "expected [low, high]"});
            break;
        case Prior::Kind::log_normal:
            require_above_zero(faults, 0, "median", prior.a);
            [[fallthrough]];
        case Prior::Kind::normal:
        case Prior::Kind::logit_normal:
            require_above_zero(faults, 1, "standard deviation", prior.b);
            break;
        case Prior::Kind::beta:
            require_shape(faults, 0, "alpha", prior.a);
            require_shape(faults, 1, "beta", prior.b);
            break;
        case Prior::Kind::one_of:
        case Prior::Kind::none:
            break;
    }
    return faults;
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

/// A finite number, or a fault where it stands.
std::optional<double> real_number(const Node& node, const Distribution& form, Faults& faults) {
    const auto number = keys::number(node);
    if (!number)
        faults.add(node.at, fmt::format("{}: {} is not a finite number", form.name, keys::as_written(node)),
                   fmt::format("expected {}", form.numbers));
    return number;
}

/// The choices of `one_of`, as a file writes them: two or more, no two alike. Empty after a fault.
std::vector<std::string> read_choices(const Node& node, Faults& faults) {
    std::vector<std::string> choices;
    const std::size_t before = faults.all().size();
    if (node.kind != Node::Kind::list || node.items.size() < 2) {
        faults.add(node.at, "these are not choices", "expected one_of: [choice, choice, ...], two at least");
        return choices;
    }
    choices.reserve(node.items.size());
    for (const Node& item : node.items) {
        if (item.kind != Node::Kind::scalar)
            faults.add(item.at, fmt::format("one_of: {} is no choice", keys::as_written(item)),
                       "expected a name, or \"\" for nobody");
        else if (std::find(choices.begin(), choices.end(), item.text) != choices.end())
            faults.add(item.at, fmt::format("one_of: '{}' stands twice", item.text), "expected each choice once");
        choices.push_back(item.text);
    }
    return faults.all().size() > before ? std::vector<std::string>{} : choices;
}

/// A prior, or kind `none` after a fault.
Prior read_prior(const Node& node, Faults& faults) {
    const Distribution* form = form_of(node, faults);
    if (form == nullptr) return {};
    const Node& numbers = node.entries[0].value;
    if (form->kind == Prior::Kind::one_of) {
        const auto choices = static_cast<double>(read_choices(numbers, faults).size());
        return choices > 0 ? Prior{form->kind, choices, 0} : Prior{};
    }
    if (numbers.kind != Node::Kind::list || numbers.items.size() != 2) {
        faults.add(numbers.at, fmt::format("these are not the two numbers of {}", form->name),
                   fmt::format("expected {}", form->numbers));
        return {};
    }
    const auto a = real_number(numbers.items[0], *form, faults), b = real_number(numbers.items[1], *form, faults);
    if (!a || !b) return {};
    const Prior prior{form->kind, *a, *b};
    const std::vector<Unsound> wrong = unsound(prior);
    for (const Unsound& one : wrong)
        faults.add(numbers.items[one.number].at, fmt::format("{}: {}", form->name, one.problem), one.allowed);
    return wrong.empty() ? prior : Prior{};
}

/// A prior over choices is for names and switches, one over numbers for numbers; the choices of a list must be in it.
void check_choices(const PriorOverride& one, const config::PriorLeaf& leaf, Faults& faults) {
    const bool of_choices = leaf.prior.kind == Prior::Kind::one_of;
    if (of_choices != (one.prior.kind == Prior::Kind::one_of)) {
        faults.add(
            one.at, fmt::format("'{}' is {}", leaf.path, of_choices ? "a name or a switch" : "a number"),
            of_choices ? "expected {one_of: [choice, choice, ...]}" : "expected {uniform: [low, high]} or the like");
        return;
    }
    if (leaf.choices.empty()) return;
    const config::Node* items = of_choices ? &one.written.entries[0].value : nullptr;
    for (std::size_t i = 0; i < one.choices.size(); ++i)
        if (std::find(leaf.choices.begin(), leaf.choices.end(), one.choices[i]) == leaf.choices.end())
            faults.add(items->items[i].at, fmt::format("'{}' has no choice '{}'", leaf.path, one.choices[i]),
                       "expected " + config::one_of(leaf.choices), config::suggestion(one.choices[i], leaf.choices));
}

/// A leaf's prior must lie in its range but for two thousandths, which are clipped, and in a double throughout.
void check_reach(const PriorOverride& one, const config::PriorLeaf& leaf, Faults& faults) {
    const auto at = [&](double u) { return std::clamp(random::quantile(one.prior, u), leaf.min, leaf.max); };
    if (!(random::quantile(one.prior, 0.001) >= leaf.min && random::quantile(one.prior, 0.999) <= leaf.max))
        faults.add(one.at, fmt::format("this prior reaches beyond the range of '{}'", leaf.path),
                   fmt::format("expected {} to {}", leaf.min, leaf.max));
    else if (!(std::isfinite(at(0x1p-53)) && std::isfinite(at(1 - 0x1p-53))))
        faults.add(one.at, fmt::format("this prior of '{}' reaches beyond the largest number that there is", leaf.path),
                   "expected draws below 1e308");
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
        if (prior.kind == Prior::Kind::none) continue;
        overrides.push_back({entry.key, entry.at, prior, entry.value});
        if (prior.kind != Prior::Kind::one_of) continue;
        for (const Node& item : entry.value.entries[0].value.items) overrides.back().choices.push_back(item.text);
    }
    return overrides;
}

std::vector<config::PriorLeaf> with_overrides(std::vector<config::PriorLeaf> leaves,
                                              const std::vector<PriorOverride>& overrides, const NumberLeaf& number,
                                              Faults& faults) {
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
            const bool of_choices = leaf.prior.kind == Prior::Kind::one_of;
            if (leaf.path != one->path && of_choices != (one->prior.kind == Prior::Kind::one_of)) continue;
            const std::size_t before = faults.all().size();
            check_choices(*one, leaf, faults);
            if (faults.all().size() > before) continue;
            leaf.prior = one->prior;
            leaf.choices = one->choices;
            if (leaf.prior.kind != Prior::Kind::one_of) check_reach(*one, leaf, faults);
        }
        if (found) continue;
        if (auto leaf = number(one->path)) {
            leaf->prior = one->prior;
            if (one->prior.kind == Prior::Kind::one_of)
                check_choices(*one, *leaf, faults);
            else
                check_reach(*one, *leaf, faults);
            leaves.push_back(std::move(*leaf));
        } else {
            faults.add(one->at, fmt::format("no parameter with a prior is named '{}'", one->path),
                       "expected a path of a parameter with a declared prior, or of another number",
                       config::suggestion(one->path, names));
        }
    }
    return leaves;
}

Node emit(const std::vector<PriorOverride>& overrides) {
    Node node = keys::map();
    for (const PriorOverride& one : overrides) keys::put(node, one.path, one.written);
    return node;
}

}  // namespace peacenorm::study
