// SPDX-License-Identifier: Apache-2.0
#include "sim/design/factor.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/core/math.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

namespace {

/// Whether a full path is meant by a declared one, whose steps through entities read `*`.
bool fits(std::string_view path, std::string_view declared) {
    while (true) {
        const std::size_t dot = path.find('.'), declared_dot = declared.find('.');
        const std::string_view step = declared.substr(0, declared_dot);
        if (step != "*" && step != path.substr(0, dot)) return false;
        if (dot == std::string_view::npos || declared_dot == std::string_view::npos) return dot == declared_dot;
        path.remove_prefix(dot + 1);
        declared.remove_prefix(declared_dot + 1);
    }
}

double in_range(const Range& range, bool is_whole, double u) {
    const double low = *keys::number(range.low), high = *keys::number(range.high);
    if (u <= 0 || u >= 1) return u <= 0 ? low : high;  // to the bit, whatever exp and log round to
    const double end = is_whole ? high + 1 : high;     // so that the last integer has a share like the others
    const double width = end - low;
    double value = std::isfinite(width) ? low + u * width : (1 - u) * low + u * end;
    if (range.scale == Range::Scale::log) {
        const double log_low = math::log(low);
        value = math::exp(log_low + u * (math::log(end) - log_low));
    }
    return std::clamp(is_whole ? std::floor(value) : value, low, high);
}

double of_prior(const config::PriorLeaf& leaf, double u, Ends ends) {
    if (ends == Ends::closed) u = 0.01 + 0.98 * u;
    return std::clamp(random::quantile(leaf.prior, u), leaf.min, leaf.max);
}

std::optional<Range> read_range(const Node& node, const Node* scale, Faults& faults) {
    Range range;
    if (scale != nullptr && keys::word(*scale, {"linear", "log"}, faults) == "log") range.scale = Range::Scale::log;
    if (node.kind != Node::Kind::list || node.items.size() != 2) {
        faults.add(node.at, "a range is two numbers", "expected [low, high]");
        return std::nullopt;
    }
    const std::size_t before = faults.all().size();
    for (const Node& item : node.items)
        if (!keys::number(item))
            faults.add(item.at, fmt::format("an end of the range is {}", keys::as_written(item)),
                       "expected a finite number");
    if (faults.all().size() > before) return std::nullopt;
    range.low = node.items[0];
    range.high = node.items[1];
    const double low = *keys::number(range.low), high = *keys::number(range.high);
    if (low >= high) faults.add(range.low.at, "the range is empty", fmt::format("expected a number below {}", high));
    if (range.scale == Range::Scale::log && low <= 0)
        faults.add(range.low.at, fmt::format("a logarithmic scale cannot begin at {}", low),
                   "expected a number above 0, or scale: linear");
    return range;
}

bool read_values(const Node& node, Factor& factor, Faults& faults) {
    if (node.kind == Node::Kind::list && !node.items.empty()) {
        factor.values = node.items;
        return true;
    }
    faults.add(node.at, fmt::format("factor '{}' has no list of values", factor.path),
               "expected [value, value, ...], {range: [low, high]} or prior");
    return false;
}

/// Beyond 2^53 neighbouring whole numbers are no longer told apart.
void check_whole_ends(const Range& range, Faults& faults) {
    for (const Node* end : {&range.low, &range.high})
        if (std::fabs(*keys::number(*end)) > 0x1p53)
            faults.add(end->at, fmt::format("{} is too large for an end of a range of whole numbers", end->text),
                       "expected at most 9007199254740992");
}

void resolve_prior(Factor& factor, const std::vector<config::PriorLeaf>& priors, Faults& faults) {
    std::vector<std::string> names;
    for (const config::PriorLeaf& prior : priors) names.push_back(prior.path);
    const auto found = std::find(names.begin(), names.end(), factor.path);
    if (found == names.end())
        faults.add(factor.at, fmt::format("no parameter with a prior is named '{}'", factor.path),
                   "expected " + config::one_of(names), config::suggestion(factor.path, names));
    else
        factor.prior_leaf = priors[static_cast<std::size_t>(found - names.begin())];
    if (found != names.end() && !factor.prior_leaf.can_be_drawn())
        faults.add(factor.at, fmt::format("no choices are stated for '{}'", factor.path),
                   fmt::format("needs design: {{priors: {{{}: {{one_of: [choice, choice, ...]}}}}}}", factor.path));
}

}  // namespace

bool Factor::is_real() const {
    if (is_prior && prior_leaf.prior.kind == random::Prior::Kind::one_of) return false;
    return !is_listed() ||
           std::all_of(values.begin(), values.end(), [](const Node& value) { return keys::number(value).has_value(); });
}

Node value_at(const Factor& factor, double u, Ends ends) {
    if (factor.is_listed()) {
        const auto n = factor.values.size();
        return factor.values[std::min(static_cast<std::size_t>(u * static_cast<double>(n)), n - 1)];
    }
    if (factor.is_prior && factor.prior_leaf.prior.kind == random::Prior::Kind::one_of) {
        config::Node choice = config::drawn_value(factor.prior_leaf, random::quantile(factor.prior_leaf.prior, u));
        choice.at = factor.value_at;
        return choice;
    }
    const double value =
        factor.range ? in_range(*factor.range, factor.is_whole, u) : of_prior(factor.prior_leaf, u, ends);
    const std::string text =
        factor.is_whole ? std::to_string(static_cast<std::int64_t>(value)) : config::number_text(value);
    return config::scalar(text, factor.value_at);
}

std::optional<Factor> read_factor(const config::Entry& entry, Faults& faults) {
    Factor factor{entry.key, entry.at};
    const Node& node = entry.value;
    factor.value_at = node.at;
    if (node.kind == Node::Kind::scalar && node.text == "prior") {
        factor.is_prior = true;
        return factor;
    }
    if (node.kind != Node::Kind::map) return read_values(node, factor, faults) ? std::optional(factor) : std::nullopt;
    const auto is_policy = [](const config::Entry& line) { return line.value.kind == Node::Kind::map; };
    if (!node.entries.empty() && std::all_of(node.entries.begin(), node.entries.end(), is_policy)) {
        faults.add(node.at, fmt::format("factor '{}' names values that set several parameters", entry.key),
                   "a factor is one path with [value, value, ...]; policies of several parameters are arms, or rows of "
                   "design: {kind: list}");
        return std::nullopt;
    }
    const std::size_t before = faults.all().size();
    keys::is_map_of(node, fmt::format("factor '{}'", entry.key), {"values", "range", "scale"}, faults);
    const Node *values = node.find("values"), *range = node.find("range"), *scale = node.find("scale");
    if (scale != nullptr && range == nullptr)
        faults.add(scale->at, "a scale without a range", "needs range: [low, high] beside it");
    if (values != nullptr && range != nullptr)
        faults.add(range->at, fmt::format("factor '{}' has both values and a range", entry.key),
                   "expected one of them");
    if (values != nullptr) return read_values(*values, factor, faults) ? std::optional(factor) : std::nullopt;
    if (range == nullptr) {
        if (faults.all().size() == before)
            faults.add(node.at, fmt::format("factor '{}' has neither values nor a range", entry.key),
                       "expected [value, value, ...], {range: [low, high]} or prior");
        return std::nullopt;
    }
    factor.range = read_range(*range, scale, faults);
    return factor.range ? std::optional(factor) : std::nullopt;
}

const config::LeafDoc* find_leaf(const std::vector<config::LeafDoc>& leaves, std::string_view path) {
    const auto leaf = std::find_if(leaves.begin(), leaves.end(), [&](const auto& l) { return fits(path, l.path); });
    return leaf == leaves.end() ? nullptr : &*leaf;
}

void resolve(Factor& factor, const std::vector<config::LeafDoc>& leaves, const std::vector<config::PriorLeaf>& priors,
             Faults& faults) {
    if (factor.is_listed()) return;
    if (factor.is_prior) return resolve_prior(factor, priors, faults);
    const config::LeafDoc* leaf = find_leaf(leaves, factor.path);
    if (leaf == nullptr) return;
    factor.is_whole = leaf->type.starts_with("integer");
    if (factor.is_whole) check_whole_ends(*factor.range, faults);
    if (!factor.is_whole && !leaf->type.starts_with("number") && leaf->type != "schedule")
        faults.add(factor.value_at, fmt::format("'{}' is not a number; its type is {}", factor.path, leaf->type),
                   "expected a list of values");
}

Node emit(const Factor& factor) {
    if (factor.is_prior) return config::scalar("prior");
    Node list;
    list.kind = Node::Kind::list;
    list.items = factor.values;
    if (!factor.range) return list;
    Node node = keys::map();
    list.items = {factor.range->low, factor.range->high};
    keys::put(node, "range", list);
    if (factor.range->scale == Range::Scale::log) keys::put(node, "scale", config::scalar("log"));
    return node;
}

bool is_under(std::string_view path, std::string_view prefix) {
    return path.substr(0, prefix.size()) == prefix && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

}  // namespace peacenorm::study
