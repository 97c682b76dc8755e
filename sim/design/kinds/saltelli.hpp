// SPDX-License-Identifier: Apache-2.0
// The blocks of points from which Sobol's indices of sensitivity are estimated.
#pragma once

#include "sim/design/keys.hpp"
#include "sim/design/kinds/sampled.hpp"

namespace peacenorm::study::kinds {

class Saltelli final : public Sampled {
  public:
    std::string_view name() const override { return "saltelli"; }
    std::vector<DesignKey> may() const override { return {{"second_order", "expected second_order: true or false"}}; }
    void read(const config::Node& node, Factors& factors, config::Faults& faults) override {
        Sampled::read(node, factors, faults);
        if (const config::Node* second = node.find("second_order"))
            order_ =
                keys::word(*second, {"true", "false"}, faults) == "true" ? SecondOrder::with : SecondOrder::without;
    }
    void check(const Factors& factors, config::Position at, config::Faults& faults) const override {
        check_dimensions(2 * factors.size(), at, faults);
    }
    void emit(config::Node& node) const override {
        Sampled::emit(node);
        keys::put(node, "second_order", config::scalar(order_ == SecondOrder::with ? "true" : "false"));
    }

  protected:
    UnitPoint sample(const SampleKey& key) const override { return saltelli(key, order_); }
    std::uint64_t block(std::size_t factors) const override { return saltelli_block(factors, order_); }

  private:
    SecondOrder order_ = SecondOrder::without;
};

}  // namespace peacenorm::study::kinds
