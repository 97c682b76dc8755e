// SPDX-License-Identifier: Apache-2.0
// How a design picks its points: what each kind answers. A kind is one header in kinds/, and stands in kinds.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/design/factor.hpp"

namespace peacenorm::study {

inline constexpr std::uint64_t most_points = 1'000'000'000;

/// A key of `design:`, and what a message says is expected where it is missing.
struct DesignKey {
    std::string name, expected;
};

/// Keeps what its keys say. ORDER: read, check, build, then points and values.
class DesignKind {
  public:
    using Factors = std::vector<Factor>;
    enum class Points { listed, sampled };  ///< of values that the file lists; or of the unit cube
    enum class Takes { values, switches };  ///< what `factors` are read from
    enum class Luck { shared, by_point };   ///< whether points of one replicate have random numbers in common
    enum class Rows {
        differ,
        as_they_are
    };  ///< as_they_are: points may repeat, and one that cannot run is a failed one

    virtual ~DesignKind() = default;
    virtual std::string_view name() const = 0;
    /// The keys without which a design of this kind is refused, and those that it may have.
    virtual std::vector<DesignKey> needs() const = 0;
    virtual std::vector<DesignKey> may() const = 0;
    virtual Points how() const = 0;
    virtual Takes takes() const { return Takes::values; }
    virtual Luck luck() const { return Luck::shared; }
    virtual Rows rows() const { return Rows::differ; }

    /// Reads its own keys; `factors` are those of the key of that name. Errors: faults.
    virtual void read(const config::Node& node, Factors& factors, config::Faults& faults) = 0;
    /// Errors: faults at `at` for what the factors and the keys do not allow together.
    virtual void check(const Factors& factors, config::Position at, config::Faults& faults) const = 0;
    /// Draws the sample or the subsets.
    virtual void build(const Factors& factors, std::uint32_t seed) = 0;
    /// Limits: above `most_points` any number that is.
    virtual std::uint64_t points(const Factors& factors) const = 0;
    /// The value of each factor at a point. Shape: [factors.size()].
    virtual std::vector<config::Node> values(const Factors& factors, std::uint64_t point) const = 0;
    /// Its own keys as a file would say them, but for the factors.
    virtual void emit(config::Node& node) const = 0;
    /// What a reader of results must know beside the points: attributes of the file.
    virtual std::vector<std::pair<std::string, std::string>> facts() const { return {}; }
};

/// A whole number that a design may leave out. Errors: faults; then `otherwise`.
struct WholeNumber {
    std::string_view key;
    std::int64_t min = 0, max = 0, otherwise = 0;
};
std::uint64_t read_number(const config::Node& node, const WholeNumber& wanted, config::Faults& faults);
std::uint32_t read_even_number(const config::Node& node, const WholeNumber& wanted, config::Faults& faults);
void put_number(config::Node& node, std::string_view key, std::uint64_t value);

}  // namespace peacenorm::study
