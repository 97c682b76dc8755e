// SPDX-License-Identifier: Apache-2.0
// Row by row: the first values of all factors, then the second ones.
#pragma once

#include <fmt/core.h>

#include "sim/design/kinds/listed.hpp"

namespace peacenorm::study::kinds {

class List : public Listed {
  public:
    std::string_view name() const override { return "list"; }
    void check(const Factors& factors, config::Position /*at*/, config::Faults& faults) const override {
        for (const Factor& factor : factors)
            if (factor.values.size() != factors.front().values.size())
                faults.add(factor.at,
                           fmt::format("factor '{}' has {} values, '{}' has {}", factor.path, factor.values.size(),
                                       factors.front().path, factors.front().values.size()),
                           "the factors of a list are of one length");
    }
    std::uint64_t points(const Factors& factors) const override {
        return factors.empty() ? 1 : factors.front().values.size();
    }
    std::vector<config::Node> values(const Factors& factors, std::uint64_t point) const override {
        std::vector<config::Node> chosen;
        for (const Factor& factor : factors) chosen.push_back(factor.values[static_cast<std::size_t>(point)]);
        return chosen;
    }
};

}  // namespace peacenorm::study::kinds
