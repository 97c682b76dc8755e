// SPDX-License-Identifier: Apache-2.0
// What kinds share whose factors have values that the file lists.
#pragma once

#include <vector>

#include "sim/design/kind.hpp"

namespace peacenorm::study::kinds {

class Listed : public DesignKind {
  public:
    std::vector<DesignKey> needs() const override { return {}; }
    std::vector<DesignKey> may() const override {
        return {{"factors", "expected factors: {dotted.path: [value, value]}"}};
    }
    Points how() const override { return Points::listed; }
    void read(const config::Node&, Factors&, config::Faults&) override {}
    void check(const Factors&, config::Position, config::Faults&) const override {}
    void build(const Factors&, std::uint32_t) override {}
    void emit(config::Node&) const override {}
};

/// All combinations, numbered with the last factor fastest. Limits: above `most_points` any number that is.
inline std::uint64_t combinations(const std::vector<Factor>& factors) {
    std::uint64_t points = 1;
    for (const Factor& factor : factors)
        if (points <= most_points) points *= factor.values.size();
    return points;
}

inline std::vector<config::Node> combination(const std::vector<Factor>& factors, std::uint64_t number) {
    std::vector<config::Node> chosen(factors.size());
    for (std::size_t i = factors.size(); i-- > 0;) {
        const std::uint64_t values = factors[i].values.size();
        chosen[i] = factors[i].values[static_cast<std::size_t>(number % values)];
        number /= values;
    }
    return chosen;
}

}  // namespace peacenorm::study::kinds
