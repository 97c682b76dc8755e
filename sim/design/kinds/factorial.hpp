// SPDX-License-Identifier: Apache-2.0
// All combinations of the factors' values, the last factor fastest.
#pragma once

#include "sim/design/kinds/listed.hpp"

namespace peacenorm::study::kinds {

class Factorial final : public Listed {
  public:
    std::string_view name() const override { return "factorial"; }
    std::uint64_t points(const Factors& factors) const override { return combinations(factors); }
    std::vector<config::Node> values(const Factors& factors, std::uint64_t point) const override {
        return combination(factors, point);
    }
};

}  // namespace peacenorm::study::kinds
