// SPDX-License-Identifier: Apache-2.0
// Trajectories of elementary effects, over the ends of the factors too.
#pragma once

#include "sim/design/kinds/sampled.hpp"

namespace peacenorm::study::kinds {

class Morris final : public Sampled {
  public:
    std::string_view name() const override { return "morris"; }
    std::vector<DesignKey> may() const override { return {{"levels", "expected levels: a whole number"}}; }
    void read(const config::Node& node, Factors& factors, config::Faults& faults) override {
        Sampled::read(node, factors, faults);
        levels_ = read_even_number(node, {"levels", 2, 1000, 4}, faults);
    }
    void emit(config::Node& node) const override {
        Sampled::emit(node);
        put_number(node, "levels", levels_);
    }

  protected:
    UnitPoint sample(const SampleKey& key) const override { return morris(key, levels_); }
    std::uint64_t block(std::size_t factors) const override { return factors + 1; }
    const char* size_key() const override { return "trajectories"; }
    Ends ends() const override { return Ends::closed; }

  private:
    std::uint32_t levels_ = 4;
};

}  // namespace peacenorm::study::kinds
