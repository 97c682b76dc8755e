// SPDX-License-Identifier: Apache-2.0
// The exact quantile of the very doubles that were passed, hence monotone in every argument: sums in double decide
// where their error bound allows it; the rare rest (about one in 1e13) is decided in 113 bits. There a distribution
// function within 2^-90 of u counts as reached, which only exact ties (binomial, u = 0.5, p = 0.5) come near.
#include "sim/random/inversion.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

#include "sim/core/math.hpp"

namespace peacenorm::random {
namespace {

using Quad = __float128;  ///< IEEE binary128 in software: slow, the same everywhere

void require(bool in_range, const char* message) {
    if (!in_range) throw std::domain_error(message);
}

void require_trials(double u, std::int32_t n) {
    require(u > 0 && u < 1, "binomial: u must lie in (0, 1)");
    require(n >= 0 && n <= 1000000, "binomial: n must lie in [0, 1e6]");
}

struct PoissonLaw {
    Quad mean;
    std::int32_t mode;
    static constexpr std::int32_t top = 1 << 20;  ///< far above any count: the weights vanish long before
    Quad ratio(std::int32_t k) const { return mean / static_cast<Quad>(k + 1); }  // P(k + 1) / P(k)
};

template <class Real>
struct BinomialLaw {
    Real odds;
    std::int32_t mode;
    std::int32_t top;  ///< number of trials
    Real ratio(std::int32_t k) const { return static_cast<Real>(top - k) / static_cast<Real>(k + 1) * odds; }

    BinomialLaw(std::int32_t n, double p)
        : odds(static_cast<Real>(p) / (Real{1} - static_cast<Real>(p))),
          mode(std::min(n, static_cast<std::int32_t>((n + 1.0) * p))),
          top(n) {}
};

/// Probabilities relative to the mode's, without logarithms or factorials; terms below `cut` of the sum are left out.
template <class Real>
struct Weights {
    Real sum{1};
    std::int32_t lowest = 0;
    Real lowest_weight{1};
    std::int32_t terms = 1;
};

template <class Real, class Law>
Weights<Real> weigh(const Law& law, Real cut) {
    Weights<Real> weights;
    std::int32_t k = law.mode;
    Real w{1};
    while (k > 0 && w > cut * weights.sum) {
        w /= law.ratio(--k);
        weights.sum += w;
        ++weights.terms;
    }
    weights.lowest = k;
    weights.lowest_weight = w;
    w = Real{1};
    for (k = law.mode; k < law.top && w > cut * weights.sum; ++k) {
        w *= law.ratio(k);
        weights.sum += w;
        ++weights.terms;
    }
    return weights;
}

/// The smallest k with F(k) >= u in 113 bits.
template <class Law>
std::int32_t decide_exactly(const Law& law, double u) {
    const auto weights = weigh(law, static_cast<Quad>(0x1p-130) * static_cast<Quad>(u));
    const Quad target = static_cast<Quad>(u) * weights.sum * (Quad{1} - static_cast<Quad>(0x1p-90));
    std::int32_t k = weights.lowest;
    Quad w = weights.lowest_weight, sum = w;
    while (sum < target && k < law.top) {
        w *= law.ratio(k++);
        sum += w;
    }
    return k;
}

/// The answer k if `below` = F(k - 1) < u <= F(k) = `here` holds beyond a relative error.
std::optional<std::int32_t> settled(std::int32_t k, double below, double here, double u, double error) {
    if (below * (1 + error) < u && here * (1 - error) > u) return k;
    return std::nullopt;
}

/// Sums upwards from exp(-mean). Each term adds at most four roundings to the relative error of the sum.
std::optional<std::int32_t> sum_poisson(double u, double mean) {
    double term = math::exp(-mean), sum = term, below = 0;
    std::int32_t k = 0;
    while (sum < u && (k < mean || term > 0x1p-60)) {
        ++k;
        term *= mean / k;
        below = sum;
        sum += term;
    }
    return settled(k, below, sum, u, 0x1p-53 * (4.0 * k + 8));
}

/// Up to this many expected, sums go upwards from nobody.
constexpr double few = 16;

/// Sums upwards from (1 - p)^n, whose logarithm is at most 32 in size: a relative error of 64 roundings at most.
std::optional<std::int32_t> sum_few(double u, std::int32_t n, double none, double odds) {
    double term = none, sum = term, below = 0;
    std::int32_t k = 0;
    while (sum < u && k < n && term > 0x1p-70) {
        term *= odds * (n - k) / (k + 1);
        ++k;
        below = sum;
        sum += term;
    }
    return settled(k, below, sum, u, 0x1p-53 * (8.0 * k + 128));
}

/// Sums upwards over the weights. A weight is at most 7 roundings a step away from exact, down and up again.
std::optional<std::int32_t> sum_binomial(double u, const BinomialLaw<double>& law) {
    if (u < 0x1p-60) return std::nullopt;  // left of what the weights cover
    const auto weights = weigh(law, 0x1p-70 * u);
    const double target = u * weights.sum;
    double w = weights.lowest_weight, sum = w, below = 0;
    std::int32_t k = weights.lowest;
    while (sum < target && k < law.top && w > 0) {
        w *= law.ratio(k++);
        below = sum;
        sum += w;
    }
    return settled(k, below, sum, target, 0x1p-53 * (32.0 * weights.terms + 32));
}

}  // namespace

std::int32_t poisson(double u, double mean) {
    require(u > 0 && u < 1, "poisson: u must lie in (0, 1)");
    require(mean >= 0 && mean <= 600, "poisson: the mean must lie in [0, 600]");
    if (u < 1.0 - mean) return 0;  // exp(-mean) >= 1 - mean spares the rare kinds of events their exponential
    if (const auto k = sum_poisson(u, mean)) return *k;
    return decide_exactly(PoissonLaw{mean, static_cast<std::int32_t>(mean)}, u);
}

std::int32_t binomial(double u, std::int32_t n, double p) {
    require_trials(u, n);
    require(p >= 0 && p <= 1, "binomial: p must lie in [0, 1]");
    if (n == 0 || p == 0) return 0;
    if (p == 1) return n;
    if (u < (1.0 - n * p) * (1.0 - 0x1p-50)) return 0;  // (1 - p)^n >= 1 - n p
    if (n * p <= few && p <= 0.5)
        if (const auto k = sum_few(u, n, math::exp(n * math::log1p(-p)), p / (1 - p))) return *k;
    if (const auto k = sum_binomial(u, BinomialLaw<double>(n, p))) return *k;
    return decide_exactly(BinomialLaw<Quad>(n, p), u);
}

std::int32_t binomial_by_hazard(double u, std::int32_t n, double hazard) {
    require(hazard >= 0, "binomial_by_hazard: the hazard must not be negative");
    require_trials(u, n);
    if (n * hazard <= few && hazard <= 0.5) {
        const double none = math::exp(-n * hazard);
        if (u < none * (1.0 - 0x1p-40)) return 0;
        if (const auto k = sum_few(u, n, none, math::expm1(hazard))) return *k;
    }
    return binomial(u, n, -math::expm1(-hazard));
}

double exponential(double u, double mean) {
    require(u > 0 && u < 1, "exponential: u must lie in (0, 1)");
    return -mean * math::log1p(-u);
}

std::int32_t power_law(double u, double exponent, std::int32_t cap) {
    require(u > 0 && u < 1, "power_law: u must lie in (0, 1)");
    require(exponent > 1, "power_law: the exponent must be above 1");
    require(cap >= 1, "power_law: the cap must be at least 1");
    const double slope = exponent - 1.0;
    // The answer is the largest x <= cap that u reaches: 1 - u <= P(X >= x). A test by x alone keeps it monotone in u.
    const auto reaches = [&](std::int32_t x) { return 1.0 - u <= math::pow(x, -slope); };
    const double estimate = math::exp(-math::log1p(-u) / slope);
    const auto guess = static_cast<std::int32_t>(std::clamp(estimate, 1.0, static_cast<double>(cap)));
    if (reaches(guess) && (guess == cap || !reaches(guess + 1))) return guess;
    std::int32_t low = 1, high = cap;  // rounding moved the estimate across an integer
    while (low < high) {
        const std::int32_t middle = low + (high - low) / 2 + 1;
        if (reaches(middle)) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

}  // namespace peacenorm::random
