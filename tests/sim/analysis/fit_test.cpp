// SPDX-License-Identifier: Apache-2.0
// Calibration against a model whose posterior is known: y = G x + chance, x standard normal, facts with normal errors.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/analysis/fit/assimilation.hpp"
#include "sim/analysis/fit/diagnosis.hpp"
#include "sim/analysis/fit/twins.hpp"
#include "tests/sim/analysis/normals.hpp"

namespace peacenorm::analysis::fit {
namespace {

constexpr std::size_t members = 4000;

/// Two parameters, three outcomes; chance is larger than the errors of the facts.
struct Linear {
    Matrix g{{1.0, 0.5}, {0.0, 1.0}, {0.5, -1.0}};  // Shape: [outcomes][parameters]
    Matrix chance{{0.9, 0.2, 0.0}, {0.2, 0.6, 0.0}, {0.0, 0.0, 0.4}};
    std::vector<Fact> facts{
        {"a", "first", "", 1.0, 0.3, 0.0}, {"b", "first", "", -0.8, 0.1, 0.2}, {"c", "second", "", 0.4, 0.2, 0.1}};

    Matrix run(const Matrix& x, std::uint32_t wave) const {
        return product(x, g.transpose()) + product(normals(100 + wave, x.rows(), 3), root_of(chance).transpose());
    }
    /// Covariance of the posterior, and its mean: (I + G' (Q + S)^-1 G)^-1, and that times G' (Q + S)^-1 z.
    Matrix covariance_of_posterior() const {
        const Matrix noise = chance + noise_of(facts);
        return solved(Matrix::Identity(2, 2) + product(g.transpose(), solved(noise, g)), Matrix::Identity(2, 2));
    }
    Vector mean_of_posterior() const {
        const Matrix noise = chance + noise_of(facts);
        return product(covariance_of_posterior(), product(g.transpose(), solved(noise, values_of(facts))));
    }
    Matrix fitted_in(unsigned waves) const {
        const Matrix prior = normals(1, members, 2);
        Matrix x = prior;
        for (unsigned wave = 1; wave < waves; ++wave)
            x = moved({x, run(x, wave)}, facts, waves, normals(200 + wave, members, 3));
        return settled({x, run(x, waves)}, prior, facts, normals(200 + waves, members, 3));
    }
    /// By the smoother alone.
    Matrix smoothed_in(unsigned waves) const {
        Matrix x = normals(1, members, 2);
        for (unsigned wave = 1; wave <= waves; ++wave)
            x = moved({x, run(x, wave)}, facts, waves, normals(200 + wave, members, 3));
        return x;
    }
};

TEST(Calibration, FindsThePosteriorOfALinearModelInAnyNumberOfWaves) {
    const Linear model;
    const Matrix wanted = model.covariance_of_posterior();
    const Vector mean = model.mean_of_posterior();
    const std::vector<Matrix> ways{model.fitted_in(1), model.fitted_in(2), model.fitted_in(4), model.smoothed_in(1),
                                   model.smoothed_in(4)};
    for (std::size_t waves = 0; waves < ways.size(); ++waves) {
        const Matrix& x = ways[waves];
        const Matrix found = covariance(x, x);
        for (Eigen::Index i = 0; i < 2; ++i) {
            // Four standard errors of 4,000 members, and of a gain that was learnt from as many.
            EXPECT_NEAR(mean_of(x)[i], mean[i], 0.06) << "way " << waves;
            EXPECT_NEAR(std::sqrt(found(i, i) / wanted(i, i)), 1, 0.06) << "way " << waves;
        }
        EXPECT_NEAR(found(0, 1), wanted(0, 1), 0.04) << "way " << waves;
    }
}

TEST(Calibration, ChanceThatIsNotTemperedWouldCountFactsOften) {
    // What the tempering is for: with chance taken once a wave, four waves would know each parameter too well.
    const Linear model;
    const Matrix noise = model.chance / 4 + noise_of(model.facts);
    const Matrix often =
        solved(Matrix::Identity(2, 2) + product(model.g.transpose(), solved(noise, model.g)), Matrix::Identity(2, 2));
    EXPECT_LT(std::sqrt(often(1, 1) / model.covariance_of_posterior()(1, 1)), 0.8);
}

/// Sixty facts that none of ten parameters moves: whatever weights come out are chance.
Ensemble taught_nothing(Eigen::Index count) {
    return {normals(1, count, 10), normals(2, count, 60)};
}
std::vector<Fact> idle_facts() {
    return std::vector<Fact>(60, Fact{"a", "", "", 0.5, 0.1, 0});
}

TEST(Calibration, FactsThatSayNothingMakeNobodySure) {
    // Weights that a member helped to set would take a fifth of its variance away: 60 facts, 300 members.
    const Ensemble ensemble = taught_nothing(300);
    const Matrix found = settled(ensemble, ensemble.x, idle_facts(), normals(200, 300, 60));
    const double ratio = covariance(found, found).trace() / covariance(ensemble.x, ensemble.x).trace();
    EXPECT_GT(ratio, 1);
    EXPECT_LT(ratio, 1.5);
}

TEST(Calibration, ChanceKeepsTheShapeThatRunsHave) {
    // Mostly small, now and then large: intervals of a normal chance of the same variance would be too wide in the
    // middle.
    const Matrix x = normals(1, members, 1), small = normals(2, members, 1), large = normals(3, members, 1);
    Matrix y = x;
    for (Eigen::Index i = 0; i < y.rows(); ++i) y(i, 0) += i % 16 == 7 ? 4 * large(i, 0) : 0.3 * small(i, 0);
    const Matrix found = settled({x, y}, x, {{"a", "", "", 0, 0.01, 0}}, normals(200, members, 1));
    const double middle = quantile_of({found.data(), found.data() + found.size()}, 0.75);
    EXPECT_LT(middle, 0.85 * 0.6745 * std::sqrt(covariance(found, found)(0, 0)));
}

TEST(Calibration, TwoFactsThatSayTheSameWithoutErrorAreRefused) {
    Ensemble ensemble{normals(1, 50, 1), Matrix(50, 2)};
    ensemble.y << ensemble.x, ensemble.x;
    const std::vector<Fact> facts{{"a", "", "", 0, 0, 0}, {"b", "", "", 0, 0, 0}};
    EXPECT_THROW(moved(ensemble, facts, 1, normals(2, 50, 2)), std::runtime_error);
}

TEST(Surfaces, TellChanceFromWhatParametersExplain) {
    Ensemble ensemble{normals(1, members, 2), Matrix(members, 3)};
    const Matrix noise = normals(2, members, 3);
    for (Eigen::Index i = 0; i < static_cast<Eigen::Index>(members); ++i) {
        const double a = ensemble.x(i, 0), b = ensemble.x(i, 1);
        ensemble.y.row(i) << 2 * a + noise(i, 0), b * b + 0.5 * noise(i, 1), noise(i, 2);
    }
    const std::vector<Surface> surfaces = surfaces_of(ensemble);
    EXPECT_NEAR(surfaces[0].r2_linear, 0.8, 0.03);
    EXPECT_NEAR(surfaces[0].slopes[0], 2, 0.1);
    EXPECT_NEAR(surfaces[0].residual_variance, 1, 0.1);
    EXPECT_NEAR(surfaces[0].coverage, 0.954, 0.02);
    EXPECT_EQ(surfaces[0].terms, Terms::linear);
    EXPECT_EQ(surfaces[1].terms, Terms::squares);
    EXPECT_NEAR(surfaces[1].r2_squares, 2 / 2.25, 0.05);
    EXPECT_NEAR(surfaces[2].r2_linear, 0, 0.02);
}

TEST(Implausibility, NamesTheFactThatNoMemberComesNear) {
    const Linear model;
    std::vector<Fact> facts = model.facts;
    facts[2].value = 30;
    const Matrix x = normals(1, 500, 2);
    const Implausibility found = implausibility_of(surfaces_of({x, model.run(x, 1)}), facts, 3);
    EXPECT_GT(found.least[2], 10);
    EXPECT_LT(found.least[0], 0.5);
    EXPECT_EQ(found.kept_by_all, 0);
    EXPECT_GT(found.kept, 0.8);
}

TEST(Reach, OfABlockIsItsMahalanobisDistance) {
    const Linear model;
    const Matrix y = model.run(normals(1, members, 2), 1);
    const std::vector<BlockReach> blocks = blocks_of(y, model.facts);
    ASSERT_EQ(blocks.size(), 3u);
    const Predictive c = predictive_of(y, model.facts)[2];
    EXPECT_EQ(blocks[1].block, "second");
    EXPECT_NEAR(blocks[1].distance, c.z * c.z, 1e-9);
    EXPECT_EQ(blocks[2].facts, 3u);
    EXPECT_GE(blocks[2].distance, blocks[0].distance);
}

TEST(Twins, OfALinearModelAreCoveredAsTheirIntervalsSay) {
    const Linear model;
    const Matrix x = normals(1, members, 2), y = model.run(x, 1);
    const Twins twins = twins_of({x, y}, y.leftCols(1), model.facts, 800, normals(300, members, 3));
    ASSERT_EQ(twins.count, 800u);
    ASSERT_EQ(twins.parameters.size(), 2u);
    ASSERT_EQ(twins.quantities.size(), 1u);
    for (const auto& rows : {twins.parameters, twins.quantities})
        for (const Twins::Row& row : rows) {
            EXPECT_NEAR(row.coverage_90, 0.9, 0.035);  // more than three standard errors of 800
            EXPECT_NEAR(row.coverage_50, 0.5, 0.06);
            EXPECT_GT(row.p, 0.001);
        }
}

TEST(Twins, AreCoveredWhereFactsAreManyAndMembersFew) {
    // Weights to which their members contribute would hold eight in ten.
    const Ensemble few = taught_nothing(300);
    const Twins twins = twins_of(few, few.x, idle_facts(), 60, normals(300, 300, 60));
    for (const auto& rows : {twins.parameters, twins.quantities}) {
        double coverage = 0;
        for (const Twins::Row& row : rows) coverage += row.coverage_90 / static_cast<double>(rows.size());
        // 600 intervals. Five weights that differ by chance leave members a little wide, never narrow.
        EXPECT_GT(coverage, 0.87);
        EXPECT_LT(coverage, 0.97);
    }
}

TEST(Twins, OfMembersThatAreTooSureOfThemselvesShowIt) {
    // Facts are said to be a tenth as uncertain as the runs that stand for them are.
    const Matrix x = normals(1, members, 1);
    const Matrix y = x + normals(2, members, 1);
    Matrix truths = y;
    const Matrix far = normals(3, members, 1);
    for (Eigen::Index i = 0; i < truths.rows(); i += 5) truths(i, 0) += 3 * far(i, 0);
    const Twins twins =
        twins_of({x, truths}, Matrix(members, 0), {{"a", "", "", 0, 0.1, 0}}, 800, normals(300, members, 1));
    EXPECT_LT(twins.parameters[0].coverage_90, 0.85);
    EXPECT_LT(twins.parameters[0].p, 1e-6);
}

TEST(Blocks, LeftOutAreForeseenByThoseThatSayTheSame) {
    const Matrix x = normals(1, members, 1), noise = normals(2, members, 2);
    const Matrix y = (Matrix(members, 2) << x + 0.1 * noise.leftCols(1), x + 0.1 * noise.rightCols(1)).finished();
    const std::vector<Fact> facts{{"a", "first", "", 2, 0.1, 0}, {"b", "second", "", 2, 0.1, 0}};
    const std::vector<LeftOut> left = leave_blocks_out(y, facts);
    ASSERT_EQ(left.size(), 2u);
    // Conditional normal: variance 1.02 - 1 / 1.02, mean 2 / 1.02.
    const double variance = 1.02 - 1 / 1.02, away = 2 - 2 / 1.02;
    EXPECT_NEAR(left[1].by_others, -0.5 * (away * away / variance + std::log(2 * M_PI * variance)), 0.1);
    EXPECT_GT(left[1].by_others, left[1].by_prior);
}

TEST(Learnt, CountsTheDegreesOfFreedomThatFactsTook) {
    Matrix posterior = normals(1, members, 2);
    posterior.col(0) *= 0.1;
    const Learnt learnt = learnt_from(posterior);
    EXPECT_NEAR(learnt.degrees, 0.99, 0.05);
    EXPECT_NEAR(learnt.sd[0], 0.1, 0.01);
    EXPECT_NEAR(learnt.direction_sds[0], 0.1, 0.01);
    EXPECT_NEAR(std::fabs(learnt.directions(0, 0)), 1, 0.01);
}

TEST(ChiSquare, TailsAreThoseOfTheTables) {
    EXPECT_NEAR(chi_square_tail(3.841, 1), 0.05, 0.005);
    EXPECT_NEAR(chi_square_tail(18.307, 10), 0.05, 0.002);
    EXPECT_NEAR(chi_square_tail(37.652, 25), 0.05, 0.002);
    EXPECT_NEAR(chi_square_tail(0, 5), 1, 0.002);
}

}  // namespace
}  // namespace peacenorm::analysis::fit
