// SPDX-License-Identifier: Apache-2.0
// What kinds share that are samples of the unit cube.
#pragma once

#include <fmt/core.h>

#include <vector>

#include "sim/design/hash.hpp"
#include "sim/design/kind.hpp"
#include "sim/design/samples.hpp"
#include "sim/random/sobol.hpp"

namespace peacenorm::study::kinds {

class Sampled : public DesignKind {
  public:
    std::vector<DesignKey> needs() const override {
        return {{"factors", "expected factors: {dotted.path: {range: [low, high]}}"},
                {size_key(), fmt::format("expected {}: a whole number", size_key())}};
    }
    std::vector<DesignKey> may() const override { return {}; }
    Points how() const override { return Points::sampled; }
    void read(const config::Node& node, Factors& /*factors*/, config::Faults& faults) override {
        size_ = read_number(node, {size_key(), 1, most_points, 1}, faults);
    }
    void check(const Factors&, config::Position, config::Faults&) const override {}
    void build(const Factors& factors, std::uint32_t seed) override {
        SampleKey key{seed, {}};
        for (const Factor& factor : factors) key.factors.push_back(hash_of_name(factor.path));
        unit_ = sample(key);
    }
    std::uint64_t points(const Factors& factors) const override { return size_ * block(factors.size()); }
    std::vector<config::Node> values(const Factors& factors, std::uint64_t point) const override {
        const std::vector<double> u = unit_(point);
        std::vector<config::Node> chosen(factors.size());
        for (std::size_t i = 0; i < factors.size(); ++i) chosen[i] = value_at(factors[i], u[i], ends());
        return chosen;
    }
    void emit(config::Node& node) const override { put_number(node, size_key(), size_); }

  protected:
    virtual UnitPoint sample(const SampleKey& key) const = 0;
    /// Points that hang together, `size` of which are drawn.
    virtual std::uint64_t block(std::size_t /*factors*/) const { return 1; }
    virtual const char* size_key() const { return "points"; }
    virtual Ends ends() const { return Ends::open; }

    std::uint64_t size_ = 1;

  private:
    UnitPoint unit_;
};

inline void check_dimensions(std::size_t columns, config::Position at, config::Faults& faults) {
    if (columns > random::SobolSequence::most_dimensions)
        faults.add(at, fmt::format("the design needs a Sobol sequence in {} dimensions", columns),
                   fmt::format("at most {}", random::SobolSequence::most_dimensions));
}

}  // namespace peacenorm::study::kinds
