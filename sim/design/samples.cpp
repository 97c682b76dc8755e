// SPDX-License-Identifier: Apache-2.0
#include "sim/design/samples.hpp"

#include <memory>

#include "sim/random/draws.hpp"
#include "sim/random/permutation.hpp"
#include "sim/random/sobol.hpp"

namespace peacenorm::study {

namespace {

random::Address address(std::uint64_t entity, std::uint64_t clock) {
    return {entity, static_cast<std::uint32_t>(clock), random::streams::design.id};
}

std::uint64_t long_word(std::uint32_t seed, const random::Address& at) {
    const auto words = random::block({seed, 0}, at, 0);
    return (std::uint64_t{words[0]} << 32) | words[1];
}

/// Binary digits after the point as the middle of their cell of width 2^-52: never 0 or 1.
double in_unit(std::uint64_t digits) {
    return (static_cast<double>(digits >> 12) + 0.5) * 0x1p-52;
}

/// The stratum of each point along one factor.
std::vector<std::uint32_t> strata(std::uint32_t seed, std::uint64_t factor, std::uint64_t points) {
    std::vector<std::uint64_t> draws(points);
    for (std::uint64_t point = 0; point < points; ++point) draws[point] = long_word(seed, address(factor, point));
    return random::order_of(draws);
}

/// Columns of a shifted Sobol sequence; `matrix` 1 is the right half of twice as many columns.
class ShiftedSobol {
  public:
    ShiftedSobol(const SampleKey& key, std::uint32_t matrices)
        : factors_(key.factors.size()), sequence_(matrices * factors_) {
        for (std::uint32_t matrix = 0; matrix < matrices; ++matrix)
            for (const std::uint64_t factor : key.factors)
                shifts_.push_back(long_word(key.seed, address(factor, matrix)));
    }
    double at(std::uint64_t row, std::size_t matrix, std::size_t factor) const {
        const std::size_t column = matrix * factors_ + factor;
        return in_unit(sequence_.digits(row, column) ^ shifts_[column]);
    }
    std::size_t factors() const { return factors_; }

  private:
    std::size_t factors_;
    random::SobolSequence sequence_;
    std::vector<std::uint64_t> shifts_;
};

}  // namespace

UnitPoint latin_hypercube(const SampleKey& key, std::uint64_t points) {
    auto ranks = std::make_shared<std::vector<std::vector<std::uint32_t>>>();
    for (const std::uint64_t factor : key.factors) ranks->push_back(strata(key.seed, factor, points));
    return [key, ranks, points](std::uint64_t point) {
        std::vector<double> u(key.factors.size());
        for (std::size_t i = 0; i < u.size(); ++i) {
            const double place = random::uniform({key.seed, 0}, address(key.factors[i], point), 1);
            u[i] = ((*ranks)[i][point] + place) / static_cast<double>(points);
        }
        return u;
    };
}

UnitPoint sobol(const SampleKey& key) {
    return [columns = std::make_shared<ShiftedSobol>(key, 1u)](std::uint64_t point) {
        std::vector<double> u(columns->factors());
        for (std::size_t i = 0; i < u.size(); ++i) u[i] = columns->at(point, 0, i);
        return u;
    };
}

std::uint64_t saltelli_block(std::size_t factors, SecondOrder order) {
    return order == SecondOrder::with ? 2 * factors + 2 : factors + 2;
}

UnitPoint saltelli(const SampleKey& key, SecondOrder order) {
    const std::uint64_t block = saltelli_block(key.factors.size(), order);
    return [columns = std::make_shared<ShiftedSobol>(key, 2u), block](std::uint64_t point) {
        const std::uint64_t row = point / block, place = point % block;
        const std::size_t factors = columns->factors();
        const bool is_of_b = place == 1 || place >= 2 + factors;
        std::vector<double> u(factors);
        for (std::size_t i = 0; i < factors; ++i) {
            const bool is_exchanged = place >= 2 && (place - 2) % factors == i;
            u[i] = columns->at(row, is_of_b != is_exchanged ? 1 : 0, i);
        }
        return u;
    };
}

UnitPoint morris(const SampleKey& key, std::uint32_t levels) {
    return [key, levels](std::uint64_t point) {
        const std::size_t factors = key.factors.size();
        const std::uint64_t trajectory = point / (factors + 1), step = point % (factors + 1);
        std::vector<std::uint64_t> draws;
        for (const std::uint64_t factor : key.factors)
            draws.push_back(long_word(key.seed, address(factor, trajectory)));
        const std::vector<std::uint32_t> order = random::order_of(draws);
        std::vector<double> u(factors);
        for (std::size_t k = 0; k < factors; ++k) {  // the k-th to move has moved from step k + 1 on
            const random::Address at = address(key.factors[order[k]], trajectory);
            const std::uint32_t half = levels / 2;
            const auto base = static_cast<std::uint32_t>(random::uniform({key.seed, 0}, at, 1) * half);
            const bool goes_up = (random::word({key.seed, 0}, at, 4) & 1) != 0;
            const bool is_high = goes_up == (step > k);
            u[order[k]] = (base + (is_high ? half : 0)) / static_cast<double>(levels - 1);
        }
        return u;
    };
}

}  // namespace peacenorm::study
