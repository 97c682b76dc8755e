// SPDX-License-Identifier: Apache-2.0
#include "models/civil_violence/rules.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/civil_violence/setup.hpp"

namespace peacenorm::civil_violence {
namespace {

TEST(CopsPerActive, IsRoundedAsEachProgramDoes) {
    EXPECT_EQ(cops_per_active(Rounding::none, 3, 2), 1.5);
    EXPECT_EQ(cops_per_active(Rounding::floor, 3, 2), 1);
    EXPECT_EQ(cops_per_active(Rounding::floor, 7, 8), 0);
    for (int cops = 0; cops <= 40; ++cops)
        for (int actives = 1; actives <= 40; ++actives)
            EXPECT_EQ(cops_per_active(Rounding::half_to_even, cops, actives),
                      std::nearbyint(static_cast<double>(cops) / actives));
}

TEST(ArrestProbability, IsNineTenthsForOneCopToOneActive) {
    EXPECT_EQ(arrest_probability(2.3, 0), 0);
    EXPECT_NEAR(arrest_probability(2.3, 1), 0.8997, 5e-5);
    EXPECT_NEAR(arrest_probability(2.3, 2), 0.98995, 5e-6);
}

TEST(RuleA, WeighsGrievanceAgainstRisk) {
    Grievance rule;
    rule.legitimacy = 0.8;
    EXPECT_FALSE(is_active(rule, 0.5, 0, 0, 0));  // at the threshold: strictly above is asked
    EXPECT_TRUE(is_active(rule, 0.51, 1, 0, 0));  // no cop in view, no risk
    EXPECT_FALSE(is_active(rule, 1, 0.2, 1, 0));  // 0.2 - 0.2 * 0.8997
    EXPECT_TRUE(is_active(rule, 1, 0.1, 1, 0));
    EXPECT_TRUE(is_active(rule, 1, 0.4, 1, 9));  // one cop to ten active
}

TEST(RuleA, NeverRestrainsMoreWhenActivesRiseOrCopsFall) {
    const Grievance rule;
    for (int cops = 0; cops < 8; ++cops)
        for (int others = 0; others < 8; ++others)
            for (const double risk : {0.01, 0.05, 0.2, 0.9}) {
                if (!is_active(rule, 0.95, risk, cops, others)) continue;
                EXPECT_TRUE(is_active(rule, 0.95, risk, cops, others + 1));
                EXPECT_TRUE(cops == 0 || is_active(rule, 0.95, risk, cops - 1, others));
            }
}

// The ends of a sentence: no comparison of distributions can tell 0..J from 0..J-1.
TEST(Sentence, RunsFromZeroToMaxOrToOneBelow) {
    Jail jail;
    jail.max_term = 30;
    jail.sentences = Sentences::up_to_max;
    EXPECT_EQ(sentence(jail, 0), 0);
    EXPECT_EQ(sentence(jail, 0xffffffffU), 30);
    jail.sentences = Sentences::below_max;
    EXPECT_EQ(sentence(jail, 0), 0);
    EXPECT_EQ(sentence(jail, 0xffffffffU), 29);
    jail.sentences = Sentences::for_life;
    EXPECT_EQ(sentence(jail, 7), life);
}

TEST(Pick, GivesEachNumberItsShareOfTheWords) {
    EXPECT_EQ(pick(0, 4), 0);
    EXPECT_EQ(pick(0x3fffffffU, 4), 0);
    EXPECT_EQ(pick(0x40000000U, 4), 1);
    EXPECT_EQ(pick(0xffffffffU, 4), 3);
}

TEST(View, HoldsAsManyCellsAsEachProgramSees) {
    EXPECT_EQ(make_view(Neighbourhood::manhattan, 7, false).cells.size(), 112u);
    EXPECT_EQ(make_view(Neighbourhood::disc, 7, true).cells.size(), 149u);
    EXPECT_EQ(make_view(Neighbourhood::moore, 7, false).cells.size(), 224u);
    EXPECT_EQ(make_view(Neighbourhood::disc, 1.7, false).cells.size(), 8u);
}

TEST(Check, NamesEveryFaultOfTheWaves) {
    Parameters p;
    p.space.width = 10;
    p.population.cops = 0.5;
    p.turn.activation = Activation::in_waves;
    p.turn.after_arrest = AfterArrest::enter_the_cell;
    p.groups.enabled = true;
    std::vector<config::PathProblem> problems;
    check(p, problems);
    std::vector<std::string> paths;
    for (const auto& problem : problems) paths.push_back(problem.path);
    EXPECT_EQ(paths, (std::vector<std::string>{"space.width", "jail.jailed", "turn.after_arrest", "groups.enabled",
                                               "population.cops"}));
}

TEST(Check, NamesWhatCannotChangeDuringARun) {
    Parameters first, later;
    later.space.width = 41;
    later.jail.jailed = Jailed::block_their_cell;
    later.grievance.legitimacy = 0.5;
    std::vector<config::PathProblem> problems;
    check_continues(first, later, problems);
    ASSERT_EQ(problems.size(), 2u);
    EXPECT_EQ(problems[0].path, "space");
    EXPECT_EQ(problems[1].path, "jail.jailed");
}

}  // namespace
}  // namespace peacenorm::civil_violence
