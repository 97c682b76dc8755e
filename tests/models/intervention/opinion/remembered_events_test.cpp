// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/remembered_events.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

const RememberedEvents by_hand{52, 0.5, 0.6, 0.5, 0.55};

civilians::Standing standing(double rank) {
    civilians::Standing o;
    o.is_here = true;
    o.protection_rank = rank;
    return o;
}

TEST(WeightOfDeaths, IsOneUnitAtTheFirstAndNothingWithout) {
    EXPECT_EQ(weight_of_deaths(0), 0);
    EXPECT_DOUBLE_EQ(weight_of_deaths(1), std::log(2.0));
    EXPECT_LT(weight_of_deaths(20) - weight_of_deaths(10), weight_of_deaths(10) - weight_of_deaths(0));
}

TEST(ProtectionWeight, IsThatWorkedByHand) {
    // r0 + (1 - r0) 2 / 3 = 0.8333, where it stands.
    EXPECT_NEAR(protection_weight(by_hand, standing(2)), 1 - std::exp(-5.0 / 6), 1e-15);
    civilians::Standing elsewhere = standing(2);
    elsewhere.is_here = false;
    EXPECT_NEAR(protection_weight(by_hand, elsewhere), 1 - std::exp(-0.5), 1e-15);
}

TEST(ProtectionWeight, KeepsItsLimits) {
    civilians::Standing left = standing(3);
    left.has_left = true;
    EXPECT_EQ(protection_weight(by_hand, left), 0) << "even with somebody left behind in the place";
    RememberedEvents mandate_alone = by_hand, mandate_ignored = by_hand;
    mandate_alone.unranked = 0;
    mandate_ignored.unranked = 1;
    EXPECT_EQ(protection_weight(mandate_alone, standing(0)), 0);
    EXPECT_EQ(protection_weight(mandate_ignored, standing(0)), protection_weight(mandate_ignored, standing(3)));
    EXPECT_NEAR(protection_weight(by_hand, standing(3)), 1 - std::exp(-1.0), 1e-15) << "the most";
    EXPECT_LT(protection_weight(by_hand, standing(1)), protection_weight(by_hand, standing(2)));
}

TEST(Blame, IsWholeForNobodyPartForOthersNoneForItself) {
    EXPECT_EQ(blame(by_hand, Answered::by_nobody), 1);
    EXPECT_EQ(blame(by_hand, Answered::by_others), 0.5);
    EXPECT_EQ(blame(by_hand, Answered::by_it), 0);
    RememberedEvents never = by_hand;
    never.absolve = 0;
    EXPECT_EQ(blame(never, Answered::by_others), 1);
}

TEST(Bearing, OfAnAttackNobodyAnsweredIsFailureAlone) {
    const auto b = bearing(by_hand, {9, 0, Answered::by_nobody, 0});
    EXPECT_DOUBLE_EQ(b.failure, std::log(10.0));
    EXPECT_EQ(b.credit, 0);
    EXPECT_EQ(b.partiality, 0);
    EXPECT_EQ(b.familiarity, b.failure);
}

TEST(Bearing, OfAnAttackAnsweredInPartByOthersGivesThemCreditAndTheRestHalfTheBlame) {
    const Attack seen_by_it{4, 5, Answered::by_it, 0}, seen_by_others{4, 5, Answered::by_others, 0},
        seen_by_a_partner{4, 5, Answered::by_others, 0.3};
    EXPECT_EQ(bearing(by_hand, seen_by_it).failure, 0);
    EXPECT_DOUBLE_EQ(bearing(by_hand, seen_by_it).credit, std::log(6.0));
    EXPECT_DOUBLE_EQ(bearing(by_hand, seen_by_others).failure, 0.5 * std::log(5.0));
    EXPECT_EQ(bearing(by_hand, seen_by_others).credit, 0) << "no tie, no credit";
    EXPECT_DOUBLE_EQ(bearing(by_hand, seen_by_a_partner).credit, 0.3 * std::log(6.0));
}

TEST(Bearing, OfNothingIsNothing) {
    const auto b = bearing(by_hand, {0, 0, Answered::by_nobody, 1});
    EXPECT_EQ(b.failure + b.credit + b.partiality + b.familiarity, 0);
}

TEST(Bearing, OfAPartnersHarmIsNeverMoreThanOfOnesOwn) {
    EXPECT_DOUBLE_EQ(bearing_of_harm(12, 1).partiality, std::log(13.0));
    EXPECT_DOUBLE_EQ(bearing_of_harm(12, 0.25).partiality, 0.25 * std::log(13.0));
    EXPECT_EQ(bearing_of_harm(12, 7).partiality, bearing_of_harm(12, 1).partiality);
    EXPECT_EQ(bearing_of_harm(12, 0).partiality, 0) << "who is no partner bears nothing";
    EXPECT_EQ(bearing_of_harm(12, 1).failure, 0);
}

TEST(Bearing, OfAPartialActIsWhatItsFileSays) {
    EXPECT_EQ(bearing_of_partial_act(1.5).partiality, 1.5);
    EXPECT_EQ(bearing_of_partial_act(1.5).failure, 0);
}

TEST(Victims, OfOnesOwnCommunityWeighInFull) {
    EXPECT_EQ(weight_of_victims(by_hand, true), 1);
    EXPECT_EQ(weight_of_victims(by_hand, false), 0.55);
}

TEST(Familiarity, GrowsWithPresence) {
    EXPECT_EQ(familiarity_of_presence(0), 0);
    EXPECT_DOUBLE_EQ(familiarity_of_presence(3), std::log(4.0));
}

}  // namespace
