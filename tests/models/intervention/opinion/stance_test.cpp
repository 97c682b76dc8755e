// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/stance.hpp"

#include <gtest/gtest.h>

#include "models/intervention/rules/discourse.hpp"

namespace {

using namespace peacenorm;
using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

Date on(const char* day) {
    return parse_date(day).value();
}

TEST(Stance, IsTheMeanOfTwoCodersOrOneOfThem) {
    Stance stance;
    stance.first.add(on("2014-01-01"), 1);
    stance.second.add(on("2014-01-01"), 0.5);
    stance.second.add(on("2015-01-01"), -0.5);
    EXPECT_EQ(stance_at(stance, Coding::mean, on("2014-06-01")), 0.75);
    EXPECT_EQ(stance_at(stance, Coding::first, on("2016-06-01")), 1);
    EXPECT_EQ(stance_at(stance, Coding::second, on("2016-06-01")), -0.5) << "after the last step it stays";
    EXPECT_EQ(stance_at(stance, Coding::mean, on("2015-01-01")), 0.25) << "from the day itself";
}

TEST(Stance, IsThatOfTheOtherCoderWhereOneSaysNothing) {
    Stance stance;
    stance.first.add(on("2014-01-01"), 1);
    stance.second.add(on("2015-01-01"), 0);
    EXPECT_EQ(stance_at(stance, Coding::mean, on("2014-06-01")), 1);
    EXPECT_EQ(stance_at(stance, Coding::second, on("2014-06-01")), 1);
    EXPECT_EQ(stance_at(stance, Coding::mean, on("2013-06-01")), 0) << "nothing said";
    EXPECT_EQ(stance_at({}, Coding::mean, on("2013-06-01")), 0);
}

TEST(PartialAct, ReachesAllOfItsPlaceAndTheSharesOfRegions) {
    PartialAct act;
    act.place = "Kidal";
    act.reach.add("north", 0.3);
    EXPECT_EQ(reach_in(act, "Kidal", "north"), 1);
    EXPECT_EQ(reach_in(act, "Tessalit", "north"), 0.3);
    EXPECT_EQ(reach_in(act, "Bamako", "south"), 0);
}

TEST(PartialAct, WithoutRegionsReachesItsPlaceAloneAndAWordEveryone) {
    PartialAct act, word;
    act.place = "Kidal";
    EXPECT_EQ(reach_in(act, "Kidal", "north"), 1);
    EXPECT_EQ(reach_in(act, "Bamako", "south"), 0);
    EXPECT_EQ(reach_in(word, "Bamako", "south"), 1);
    word.reach.add("south", 0.4);
    EXPECT_EQ(reach_in(word, "Bamako", "south"), 0.4);
    EXPECT_EQ(reach_in(word, "Kidal", "north"), 0);
}

}  // namespace
