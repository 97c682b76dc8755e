// SPDX-License-Identifier: Apache-2.0
#include "sim/design/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/random/draws.hpp"

namespace peacenorm::study {
namespace {

using Points = std::vector<std::vector<double>>;

SampleKey key_of(std::uint32_t seed, std::size_t factors) {
    SampleKey key{seed, {}};
    for (std::size_t i = 0; i < factors; ++i) key.factors.push_back(0x9e3779b97f4a7c15ull * (i + 1));
    return key;
}

Points points_of(const UnitPoint& unit, std::uint64_t n) {
    Points points;
    for (std::uint64_t i = 0; i < n; ++i) points.push_back(unit(i));
    return points;
}

Points random_points(std::uint32_t seed, std::uint64_t n, std::size_t factors) {
    Points points(n, std::vector<double>(factors));
    for (std::uint64_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < factors; ++k)
            points[i][k] = random::uniform({seed, 1}, {i, 0, random::streams::design.id}, static_cast<unsigned>(k));
    return points;
}

/// The squared centred L2 discrepancy. Source: Hickernell 1998, A generalized discrepancy and quadrature error bound,
/// equation 1.3a.
double centred_discrepancy(const Points& points) {
    const auto n = static_cast<double>(points.size());
    double single = 0, pairs = 0;
    for (const auto& x : points) {
        double product = 1;
        for (const double c : x) product *= 1 + 0.5 * std::abs(c - 0.5) - 0.5 * (c - 0.5) * (c - 0.5);
        single += product;
        for (const auto& y : points) {
            double pair = 1;
            for (std::size_t k = 0; k < x.size(); ++k)
                pair *= 1 + 0.5 * std::abs(x[k] - 0.5) + 0.5 * std::abs(y[k] - 0.5) - 0.5 * std::abs(x[k] - y[k]);
            pairs += pair;
        }
    }
    return std::pow(13.0 / 12, static_cast<double>(points.front().size())) - 2 / n * single + pairs / (n * n);
}

TEST(DesignSamples, DiscrepancyFormulaGivesItsClosedForms) {
    EXPECT_NEAR(centred_discrepancy({{0.5}}), 1.0 / 12, 1e-15);
    // In one dimension it is 1/(12 n^2) + mean squared distance to the middles of n equal strata.
    EXPECT_NEAR(centred_discrepancy({{0.125}, {0.375}, {0.625}, {0.875}}), 1.0 / 192, 1e-15);
}

TEST(DesignSamples, SobolAndLatinHypercubeFillSpaceBetterThanChance) {
    constexpr std::uint64_t n = 128;
    constexpr std::size_t factors = 5;
    double worst_sobol = 0, worst_hypercube = 0, best_random = 1, sum_random = 0, sum_hypercube = 0, sum_sobol = 0;
    for (std::uint32_t seed = 0; seed < 12; ++seed) {
        const SampleKey key = key_of(seed, factors);
        const double of_sobol = centred_discrepancy(points_of(sobol(key), n));
        const double of_hypercube = centred_discrepancy(points_of(latin_hypercube(key, n), n));
        const double of_random = centred_discrepancy(random_points(seed, n, factors));
        worst_sobol = std::max(worst_sobol, of_sobol);
        worst_hypercube = std::max(worst_hypercube, of_hypercube);
        best_random = std::min(best_random, of_random);
        sum_random += of_random;
        sum_hypercube += of_hypercube;
        sum_sobol += of_sobol;
    }
    EXPECT_LT(worst_sobol, best_random / 3);
    EXPECT_LT(worst_hypercube, best_random);
    EXPECT_LT(sum_hypercube, sum_random / 2);
    EXPECT_LT(sum_sobol, sum_hypercube / 2);
    RecordProperty("mean_squared_discrepancy_random", std::to_string(sum_random / 12));
    RecordProperty("mean_squared_discrepancy_latin_hypercube", std::to_string(sum_hypercube / 12));
    RecordProperty("mean_squared_discrepancy_sobol", std::to_string(sum_sobol / 12));
}

/// In how many of n equal strata a coordinate has exactly one point.
std::size_t strata_hit(const Points& points, std::size_t factor) {
    std::set<std::size_t> strata;
    for (const auto& x : points)
        strata.insert(static_cast<std::size_t>(x[factor] * static_cast<double>(points.size())));
    return strata.size();
}

TEST(DesignSamples, LatinHypercubeHasOnePointInEachStratumOfEachFactor) {
    for (const std::uint64_t n : {1, 2, 7, 100}) {
        const Points points = points_of(latin_hypercube(key_of(3, 4), n), n);
        for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(strata_hit(points, k), n);
    }
}

TEST(DesignSamples, ShiftedSobolKeepsOnePointInEachStratum) {
    const Points points = points_of(sobol(key_of(11, 6)), 64);
    for (std::size_t k = 0; k < 6; ++k) EXPECT_EQ(strata_hit(points, k), 64u);
}

TEST(DesignSamples, ACoordinateFollowsFromSeedPointAndFactorAlone) {
    const SampleKey both = key_of(5, 2), other = key_of(6, 2);
    const SampleKey second{5, {both.factors[1]}};
    const auto hypercube = latin_hypercube(both, 50);
    EXPECT_EQ(hypercube(17)[1], latin_hypercube(second, 50)(17)[0]);
    EXPECT_EQ(hypercube(17), hypercube(17));
    EXPECT_NE(hypercube(17), latin_hypercube(other, 50)(17));
    EXPECT_NE(sobol(both)(17), sobol(other)(17));
    EXPECT_EQ(sobol(both)(17)[0], sobol({5, {both.factors[0]}})(17)[0]);
}

// A, B, then A with one column of B, then B with one column of A (Saltelli et al. 2010, section 3 and table 2).
TEST(DesignSamples, SaltelliRowsAreABThenMixturesOfThem) {
    constexpr std::size_t d = 3;
    const SampleKey key = key_of(2, d);
    const auto first = saltelli(key, SecondOrder::without), full = saltelli(key, SecondOrder::with);
    EXPECT_EQ(saltelli_block(d, SecondOrder::without), 5u);
    EXPECT_EQ(saltelli_block(d, SecondOrder::with), 8u);
    for (std::uint64_t row = 0; row < 20; ++row) {
        const std::vector<double> a = full(row * 8), b = full(row * 8 + 1);
        EXPECT_EQ(a, first(row * 5));
        EXPECT_EQ(b, first(row * 5 + 1));
        for (std::size_t j = 0; j < d; ++j) {
            std::vector<double> ab = a, ba = b;
            ab[j] = b[j];
            ba[j] = a[j];
            EXPECT_EQ(full(row * 8 + 2 + j), ab);
            EXPECT_EQ(first(row * 5 + 2 + j), ab);
            EXPECT_EQ(full(row * 8 + 2 + d + j), ba);
            EXPECT_NE(a[j], b[j]);
        }
    }
}

// The squared discrepancy of A and B side by side is that of a Sobol sequence in 2d dimensions, not of chance.
TEST(DesignSamples, SaltelliMatricesAreTheHalvesOfOneSequence) {
    constexpr std::size_t d = 3;
    Points sides;
    for (std::uint64_t row = 0; row < 128; ++row) {
        std::vector<double> side = saltelli(key_of(4, d), SecondOrder::without)(row * 5);
        const std::vector<double> b = saltelli(key_of(4, d), SecondOrder::without)(row * 5 + 1);
        side.insert(side.end(), b.begin(), b.end());
        sides.push_back(side);
    }
    EXPECT_LT(centred_discrepancy(sides), centred_discrepancy(random_points(4, 128, 2 * d)) / 3);
}

// The first-order and total indices that the layout is made for, on f = x0 + x0 x1 with known answers.
// V = Var; x uniform: E f = .75, V0 = Var(1.5 x0) = 2.25/12, V1 = Var(x1/2) = .25/12, V01 = 1/144.
TEST(DesignSamples, SaltelliLayoutGivesTheKnownIndicesOfAFunction) {
    constexpr std::uint64_t n = 2048, block = 4;
    const auto unit = saltelli(key_of(9, 2), SecondOrder::without);
    const auto f = [](const std::vector<double>& x) { return x[0] + x[0] * x[1]; };
    double first[2] = {0, 0}, total[2] = {0, 0}, sum = 0, squares = 0;
    for (std::uint64_t row = 0; row < n; ++row) {
        const double a = f(unit(row * block)), b = f(unit(row * block + 1));
        sum += a + b;
        squares += a * a + b * b;
        for (std::size_t j = 0; j < 2; ++j) {
            const double ab = f(unit(row * block + 2 + j));
            first[j] += (b - ab) * (b - ab) / (2 * n);  // Jansen 1999: V - V_j
            total[j] += (a - ab) * (a - ab) / (2 * n);
        }
    }
    const double variance = squares / (2 * n) - sum * sum / (4.0 * n * n);
    const double v = 2.25 / 12 + 0.25 / 12 + 1.0 / 144;
    EXPECT_NEAR(variance, v, 0.005);
    EXPECT_NEAR(1 - first[0] / variance, 2.25 / 12 / v, 0.02);
    EXPECT_NEAR(1 - first[1] / variance, 0.25 / 12 / v, 0.02);
    EXPECT_NEAR(total[0] / variance, (2.25 / 12 + 1.0 / 144) / v, 0.02);
    EXPECT_NEAR(total[1] / variance, (0.25 / 12 + 1.0 / 144) / v, 0.02);
}

// Morris 1991, section 3: k + 1 points, consecutive ones differ in one coordinate, by delta; every coordinate differs
// once; all lie on the grid {0, 1/(p - 1), ..., 1}.
TEST(DesignSamples, MorrisTrajectoriesMoveEachFactorOnceByDelta) {
    constexpr std::size_t d = 5;
    for (const std::uint32_t levels : {2u, 4u, 8u}) {
        const auto unit = morris(key_of(1, d), levels);
        const double delta = levels / (2.0 * (levels - 1));
        for (std::uint64_t trajectory = 0; trajectory < 50; ++trajectory) {
            std::set<std::size_t> moved;
            for (std::uint64_t step = 0; step < d; ++step) {
                const std::vector<double> from = unit(trajectory * (d + 1) + step);
                const std::vector<double> to = unit(trajectory * (d + 1) + step + 1);
                for (std::size_t k = 0; k < d; ++k) {
                    const double level = from[k] * (levels - 1);
                    EXPECT_NEAR(level, std::round(level), 1e-12);
                    if (from[k] == to[k]) continue;
                    EXPECT_NEAR(std::abs(to[k] - from[k]), delta, 1e-12);
                    EXPECT_TRUE(moved.insert(k).second) << k;
                }
                EXPECT_EQ(moved.size(), step + 1);
            }
        }
    }
}

// 4 levels, 4,000 points of one factor: each level 1,000 times, standard deviation at most 40 (pairs of points share
// their draws); 5 of them are a false alarm of less than one in a million.
TEST(DesignSamples, MorrisUsesAllLevelsAndBothDirectionsEqually) {
    constexpr std::uint64_t trajectories = 2000;
    const auto unit = morris(key_of(8, 1), 4);
    int seen[4] = {0, 0, 0, 0}, up = 0;
    for (std::uint64_t point = 0; point < 2 * trajectories; ++point)
        ++seen[static_cast<std::size_t>(std::lround(unit(point)[0] * 3))];
    for (std::uint64_t t = 0; t < trajectories; ++t) up += unit(2 * t + 1)[0] > unit(2 * t)[0] ? 1 : 0;
    for (const int n : seen) EXPECT_NEAR(n, 1000, 200);
    EXPECT_NEAR(up, 1000, 5 * 22.4);
}

TEST(DesignSamples, MorrisStepsComeInEveryOrder) {
    const auto unit = morris(key_of(8, 2), 4);
    int first_moves_first = 0;
    for (std::uint64_t t = 0; t < 400; ++t) first_moves_first += unit(3 * t)[0] != unit(3 * t + 1)[0] ? 1 : 0;
    EXPECT_NEAR(first_moves_first, 200, 50);  // 5 standard deviations
}

}  // namespace
}  // namespace peacenorm::study
