// SPDX-License-Identifier: Apache-2.0
// Words on twins, against a model whose effects are known: y = x + chance, D = size d x, x standard normal.
#include "sim/analysis/fit/verdict_twins.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "sim/analysis/fit/verdict_claims.hpp"
#include "sim/analysis/fit/verdict_twins_report.hpp"
#include "tests/sim/analysis/normals.hpp"
#include "tests/sim/analysis/verdict_result.hpp"

namespace peacenorm::analysis::fit {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t members = 4000, twins = 800;
constexpr double d = 0.02;

struct Toy {
    double size = 3;           ///< of D, in d, per standard deviation of x
    double chance = 0.3;       ///< of D in one future, in d
    double off = 0;            ///< by how much the facts of truths are off, in standard deviations of x
    Eigen::Index futures = 2;  ///< of each member
    record::Direction direction = record::Direction::falls;
    std::vector<double> orders{1};  ///< factor of D in each

    Matrix effects(double factor) const {
        const Matrix x = normals(1, members, 1), noise = normals(3, members, futures);
        return factor * d * (size * x.replicate(1, futures) + chance * noise);
    }
    ClaimSeen claim() const {
        ClaimSeen claim{"deep less none", "H1", "it falls", "", direction, {}};
        for (const double factor : orders) claim.orders.push_back(effects(factor));
        return claim;
    }
    VerdictTwins judged(const ClaimSeen& claim) const {
        const Matrix x = normals(1, members, 1), wrong = normals(5, members, 1);
        Ensemble ensemble{x, x + 0.1 * normals(2, members, 1)};
        for (Eigen::Index i = 0; i < x.rows(); i += 5) ensemble.y(i, 0) += off * wrong(i, 0);
        const std::vector<Fact> facts{{"a", "", "", 0, 0.1, 0}};
        return verdict_twins_of({claim}, {ensemble, facts, twins, normals(4, members, 1)}, d);
    }
    VerdictTwins judged() const { return judged(claim()); }
};

const TwinWords& only_row(const VerdictTwins& judged) {
    EXPECT_THAT(judged.rows, SizeIs(1));
    return judged.rows.front();
}

std::size_t sum_of(const WordCounts& counts) {
    return counts.right + counts.wrong + counts.missed + counts.undecided;
}

TEST(VerdictTwins, AnInstrumentThatSeesWhatIsTrueSaysItAndIsSeldomWrong) {
    const VerdictTwins judged = Toy{}.judged();
    const TwinWords& words = only_row(judged);
    EXPECT_EQ(words.all.twins, twins);
    EXPECT_TRUE(words.holds());
    EXPECT_LT(words.all.wrong_upper, 0.05);
    EXPECT_TRUE(words.is_reachable());
    EXPECT_NEAR(static_cast<double>(words.beyond), 0.317 * twins, 60) << "P(|x| > 1), four standard errors";
    EXPECT_EQ(words.bins.back().twins, words.beyond);
    EXPECT_GT(static_cast<double>(words.bins.back().right), 0.99 * static_cast<double>(words.beyond));
    EXPECT_LT(words.bins[2].right, words.bins[2].twins) << "between d and 2 d it is not always sure";
    EXPECT_NEAR(words.found.coverage_90, 0.9, 0.035);
    EXPECT_GT(words.found.p, 0.001);
    std::size_t all = 0;
    for (const WordCounts& bin : words.bins) {
        EXPECT_EQ(sum_of(bin), bin.twins);
        all += bin.twins;
    }
    EXPECT_EQ(all, twins);
    EXPECT_THAT(reasons_against(judged), IsEmpty());
}

TEST(VerdictTwins, AnInstrumentThatIsTooSureOfItselfIsCaught) {
    Toy toy;
    toy.off = 3;
    const VerdictTwins judged = toy.judged();
    EXPECT_GT(only_row(judged).all.wrong_upper, 0.2);
    EXPECT_FALSE(only_row(judged).holds());
    EXPECT_LT(only_row(judged).found.coverage_90, 0.5);
    EXPECT_THAT(reasons_against(judged), SizeIs(2));
}

TEST(VerdictTwins, OneBinOfWrongWordsIsEnoughToFail) {
    TwinWords words;
    words.all = {0, 9, 400, 380, 20, 0, 0, 0.076};
    words.bins = {{0, 0.5, 34, 14, 20, 0, 0, 0.74}};
    EXPECT_TRUE(words.holds()) << "too few to judge";
    words.bins.front().twins = 35;
    EXPECT_FALSE(words.holds());
}

TEST(VerdictTwins, EffectsThatNoDrawHasAreNotReachable) {
    Toy toy;
    toy.size = 0.3;
    const VerdictTwins judged = toy.judged();
    const TwinWords& words = only_row(judged);
    EXPECT_EQ(words.beyond, 0u);
    EXPECT_FALSE(words.is_reachable());
    EXPECT_EQ(words.all.right, twins) << "practically null is a right word within d";
    EXPECT_THAT(render(judged),
                HasSubstr("not reachable in this model: H1 it falls, deep less none: 0 of 800 twins beyond 3 d"));
    EXPECT_THAT(render(Toy{}.judged()), Not(HasSubstr("not reachable")));
}

TEST(VerdictTwins, FuturesTellChanceFromEffects) {
    Toy toy;
    toy.size = 2;
    toy.chance = 2;
    const TwinWords two = only_row(toy.judged());
    EXPECT_NEAR(two.chance, 2.0 / 6, 0.04) << "half of 4 over that and 4";
    // The share beyond 3 d is that of the effects, not of means over two futures.
    EXPECT_NEAR(static_cast<double>(two.beyond), 0.134 * twins, 39) << "P(|x| > 1.5), four standard errors";
    EXPECT_NEAR(two.found.coverage_90, 0.9, 0.035);
    toy.futures = 1;
    EXPECT_TRUE(std::isnan(only_row(toy.judged()).chance));
    EXPECT_GT(only_row(toy.judged()).beyond, two.beyond + 40);
}

TEST(VerdictTwins, OrdersThatDisagreeGiveNoSign) {
    Toy toy;
    toy.orders = {1, -1};
    const TwinWords words = only_row(toy.judged());
    EXPECT_EQ(words.all.wrong, 0u);
    EXPECT_EQ(words.bins.back().undecided, words.bins.back().twins);
    EXPECT_GT(words.bins.front().right, 0u) << "both say that it is practically null";
    toy.orders = {1, 1};
    EXPECT_EQ(only_row(toy.judged()).all.right, only_row(Toy{}.judged()).all.right);
}

TEST(VerdictTwins, ARiseThatIsClaimedIsJudgedAlike) {
    Toy toy;
    toy.direction = record::Direction::rises;
    EXPECT_EQ(only_row(toy.judged()).all.right, only_row(Toy{}.judged()).all.right);
    EXPECT_EQ(only_row(toy.judged()).all.wrong, only_row(Toy{}.judged()).all.wrong);
}

TEST(VerdictTwins, MembersWithoutADifferenceAreLeftOutAndCounted) {
    const Toy toy;
    ClaimSeen claim = toy.claim();
    claim.orders.front()(5, 1) = std::numeric_limits<double>::quiet_NaN();  // a truth
    claim.orders.front()(6, 0) = std::numeric_limits<double>::quiet_NaN();  // a seen one
    const TwinWords words = only_row(toy.judged(claim));
    EXPECT_EQ(words.left_out, 2u);
    EXPECT_EQ(words.all.twins, twins - 1);
    claim.orders.front().setConstant(std::numeric_limits<double>::quiet_NaN());
    EXPECT_THAT(only_row(toy.judged(claim)).missing, HasSubstr("members that have this difference"));
}

TEST(VerdictTwins, ADifferenceThatDoesNotVaryIsNotSaidToBeFoundAgain) {
    Toy toy;
    toy.size = toy.chance = 0;
    const VerdictTwins judged = toy.judged();
    EXPECT_TRUE(std::isnan(only_row(judged).found.coverage_90));
    EXPECT_EQ(only_row(judged).all.right, twins);
    EXPECT_THAT(reasons_against(judged), IsEmpty());
    EXPECT_THAT(as_json(judged), HasSubstr("\"coverage_90\": null"));
}

TEST(VerdictTwins, AreToldToProgramsWithTheSameNumbers) {
    const VerdictTwins judged = Toy{}.judged();
    EXPECT_THAT(as_json(judged),
                AllOf(HasSubstr("\"contrast\": \"deep less none\""), HasSubstr("\"hypothesis\": \"H1\""),
                      HasSubstr("\"from\": 3, \"to\": null, \"twins\": " + std::to_string(only_row(judged).beyond)),
                      HasSubstr("\"reachable\": true")));
    EXPECT_EQ(render({}), "");
}

/// Arms by their names: joint changes leg by -0.05; with the conduct of the other arm -0.02 of it is left.
VerdictResult crossed(bool has_both) {
    VerdictResult result;
    result.arms = {"apart", "joint", "joint_apart"};
    result.arms_text = "{apart: {rung: 0}, joint: {}, joint_apart: {follows: apart}";
    if (has_both) {
        result.arms.emplace_back("apart_joint");
        result.arms_text += ", apart_joint: {rung: 0, follows: joint}";
    }
    result.arms_text += "}";
    result.value = [](const Asked& asked) {
        if (asked.observable == "poc") return asked.arm == "joint" ? 0.3 : 0.4;
        return asked.arm == "joint"         ? 0.45
               : asked.arm == "joint_apart" ? 0.48
               : asked.arm == "apart_joint" ? 0.46
                                            : 0.5;
    };
    return result;
}

std::vector<ClaimSeen> seen(const VerdictResult& result) {
    const record::testing::Folder folder;
    result.write(folder / "r.nc");
    return claims_seen(ResultCells(folder / "r.nc"), small_claims(), {1, 3, 4});
}

TEST(ClaimsSeen, AreHypothesesOnADifferenceAndOnMediationWithBothOrders) {
    const std::vector<ClaimSeen> claims = seen(crossed(true));
    ASSERT_THAT(claims, SizeIs(3));
    EXPECT_EQ(claims[0].id, "H1");
    EXPECT_EQ(claims[0].contrast, "joint less apart");
    ASSERT_THAT(claims[0].orders, SizeIs(1));
    EXPECT_EQ(claims[0].orders[0].rows(), 3);
    EXPECT_NEAR(claims[0].orders[0](2, 0), -0.1, 1e-12);
    EXPECT_EQ(claims[2].id, "H3");
    ASSERT_THAT(claims[2].orders, SizeIs(2));
    EXPECT_NEAR(claims[2].orders[0](0, 0), 0.45 - 0.48, 1e-12);
    EXPECT_NEAR(claims[2].orders[1](0, 0), 0.46 - 0.5, 1e-12);
}

TEST(ClaimsSeen, SayWhichArmMediationLacks) {
    const std::vector<ClaimSeen> claims = seen(crossed(false));
    ASSERT_THAT(claims, SizeIs(3));
    EXPECT_EQ(claims[2].missing, "an arm like 'apart' that follows: joint");
    EXPECT_THAT(claims[2].orders, IsEmpty());
}

TEST(ClaimsSeen, AreNoneWithoutOutcomesOfTheModelsHypotheses) {
    VerdictResult other;
    other.observables = {"leg", "response"};
    EXPECT_THAT(seen(other), IsEmpty());
    VerdictResult alone;
    alone.arms = {"apart"};
    alone.arms_text = "{apart: {rung: 0}}";
    EXPECT_THAT(seen(alone), IsEmpty());
}

}  // namespace
}  // namespace peacenorm::analysis::fit
