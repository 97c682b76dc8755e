// SPDX-License-Identifier: Apache-2.0
// Each factor has one point in each of `points` strata.
#pragma once

#include <algorithm>

#include "sim/design/kinds/sampled.hpp"

namespace peacenorm::study::kinds {

class LatinHypercube final : public Sampled {
  public:
    std::string_view name() const override { return "latin_hypercube"; }
    void check(const Factors& factors, config::Position at, config::Faults& faults) const override {
        if (size_ > most_ranks / std::max<std::size_t>(1, factors.size()))
            faults.add(at, "the Latin hypercube is too large",
                       fmt::format("at most {} points times factors; kind sobol keeps nothing in memory", most_ranks));
    }

  protected:
    UnitPoint sample(const SampleKey& key) const override { return latin_hypercube(key, size_); }

  private:
    static constexpr std::uint64_t most_ranks = 50'000'000;  // kept in memory, of 4 bytes: 200 MB
};

}  // namespace peacenorm::study::kinds
