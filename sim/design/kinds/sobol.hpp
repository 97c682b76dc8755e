// SPDX-License-Identifier: Apache-2.0
// A Sobol sequence under a random shift.
#pragma once

#include "sim/design/kinds/sampled.hpp"

namespace peacenorm::study::kinds {

class Sobol final : public Sampled {
  public:
    std::string_view name() const override { return "sobol"; }
    void check(const Factors& factors, config::Position at, config::Faults& faults) const override {
        check_dimensions(factors.size(), at, faults);
    }

  protected:
    UnitPoint sample(const SampleKey& key) const override { return sobol(key); }
};

}  // namespace peacenorm::study::kinds
