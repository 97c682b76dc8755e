// SPDX-License-Identifier: Apache-2.0
// Subsets of switches: all of them, or those that sampled orders of the switches pass through.
#pragma once

#include <fmt/core.h>

#include <algorithm>

#include "sim/design/keys.hpp"
#include "sim/design/kinds/listed.hpp"
#include "sim/design/lattice.hpp"

namespace peacenorm::study::kinds {

class Lattice final : public Listed {
  public:
    std::string_view name() const override { return "lattice"; }
    std::vector<DesignKey> needs() const override { return {{"switches", list_of_paths}}; }
    std::vector<DesignKey> may() const override { return {{"permutations", "expected permutations: a whole number"}}; }
    Takes takes() const override { return Takes::switches; }

    void read(const config::Node& node, Factors& factors, config::Faults& faults) override {
        if (const config::Node* switches = node.find("switches")) factors = read_switches(*switches, faults);
        const bool is_full = factors.size() <= most_switches_in_full;
        permutations_ =
            read_even_number(node, {"permutations", 2, most_permutations, is_full ? 0 : usual_permutations}, faults);
    }
    void build(const Factors& factors, std::uint32_t seed) override {
        if (permutations_ > 0) subsets_ = subsets_on_the_way(seed, permutations_, factors.size());
    }
    /// Before `build` none, where not all subsets are run.
    std::uint64_t points(const Factors& factors) const override {
        return permutations_ > 0 ? subsets_.size() : combinations(factors);
    }
    std::vector<config::Node> values(const Factors& factors, std::uint64_t point) const override {
        return combination(factors, permutations_ > 0 ? subsets_[static_cast<std::size_t>(point)] : point);
    }
    void emit(config::Node& node) const override {
        if (permutations_ > 0) put_number(node, "permutations", permutations_);
    }
    std::vector<std::pair<std::string, std::string>> facts() const override {
        if (permutations_ == 0) return {};
        return {{"permutations", std::to_string(permutations_)}};
    }

  private:
    static constexpr const char* list_of_paths = "expected switches: [path, path, ...]";

    /// Switches become factors with the values false and true.
    static Factors read_switches(const config::Node& node, config::Faults& faults) {
        Factors factors;
        if (node.kind != config::Node::Kind::list) {
            faults.add(node.at, "switches are a list", "expected [path, path, ...]");
            return factors;
        }
        for (const config::Node& item : node.items) add_switch(item, factors, faults);
        if (factors.empty() && faults.empty()) faults.add(node.at, "there is no switch", "expected [path, path, ...]");
        if (factors.size() > most_switches)
            faults.add(node.at, fmt::format("{} switches are too many", factors.size()),
                       fmt::format("at most {}", most_switches));
        return factors;
    }
    static void add_switch(const config::Node& item, Factors& factors, config::Faults& faults) {
        const auto path = keys::text(item, faults);
        if (!path) return;
        if (std::any_of(factors.begin(), factors.end(), [&](const Factor& known) { return known.path == *path; }))
            faults.add(item.at, fmt::format("'{}' appears twice", *path));
        else
            factors.push_back({*path, item.at, {config::scalar("false", item.at), config::scalar("true", item.at)}});
    }

    std::uint32_t permutations_ = 0;      ///< 0: all subsets
    std::vector<std::uint64_t> subsets_;  ///< of a lattice that does not run all
};

}  // namespace peacenorm::study::kinds
