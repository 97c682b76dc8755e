// SPDX-License-Identifier: Apache-2.0
// Two entities whose keys meet would live through the same luck: `check` refuses them and names both.
#include "models/intervention/state/keys.hpp"

#include <gmock/gmock.h>

#include "models/intervention/check.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(Keys, AreSharedByThoseThatComeLaterWithTheFirstOfTheirs) {
    EXPECT_THAT(shared_keys(std::vector<std::uint64_t>{7, 3, 9, 3, 7, 3}),
                ElementsAre(Pair(1, 3), Pair(0, 4), Pair(1, 5)));
    EXPECT_THAT(shared_keys(std::vector<std::uint64_t>{7, 3, 9}), IsEmpty());
    EXPECT_THAT(shared_keys({}), IsEmpty());
}

std::vector<std::string> faults_of(const Parameters& p) {
    std::vector<config::PathProblem> problems;
    check(p, four::one_year(), problems);
    std::vector<std::string> lines;
    for (const config::PathProblem& problem : problems)
        lines.push_back(problem.path + ": " + problem.problem + "; " + problem.allowed);
    return lines;
}

// The names below were found by trying millions.

TEST(Keys, OfTwoArmedGroupsThatMeetAreRefused) {
    ASSERT_EQ(group_key("n807252"), group_key("n4014298"));
    Parameters p = four::parameters();
    const ArmedGroup group = p.armed_groups[0];
    p.armed_groups.add("n807252", group);
    EXPECT_THAT(faults_of(p), IsEmpty());
    p.armed_groups.add("n4014298", group);
    EXPECT_THAT(faults_of(p),
                ElementsAre("armed_groups.n4014298: it would draw the same random numbers as armed_groups.n807252; "
                            "expected another name for one of the two"));
}

TEST(Keys, OfTwoPlacesOrganisationsOrCommunitiesThatMeetAreRefusedAllAtOnce) {
    Parameters p = four::parameters();
    for (const char* name : {"n1043181", "n2448938"}) p.places.add(name, p.places[0]).neighbours = {};
    for (const char* name : {"n6350", "n883808"}) p.organisations.add(name, p.organisations[0]);
    for (const char* name : {"n350142", "n2176927"}) p.communities.add(name, {});
    const std::string means = "; expected another name for one of the two";
    EXPECT_THAT(
        faults_of(p),
        ElementsAre("organisations.n883808: it would draw the same random numbers as organisations.n6350" + means,
                    "places.n2448938: it would draw the same random numbers as places.n1043181" + means,
                    "communities.n2176927: it would draw the same random numbers as communities.n350142" + means));
}

TEST(Keys, MayMeetBetweenKinds) {
    Parameters p = four::parameters();
    p.places.add("n6350", p.places[0]).neighbours = {};
    p.organisations.add("n883808", p.organisations[0]);
    EXPECT_THAT(faults_of(p), IsEmpty());
}

TEST(Keys, OfASlotDependOnGroupPlaceAndSlot) {
    const std::uint64_t group = group_key("insurgents"), place = place_key("west");
    EXPECT_NE(band_key(group, place, 0), band_key(group, place, 1));
    EXPECT_NE(band_key(group, place, 0), band_key(group_key("militia"), place, 0));
    EXPECT_NE(band_key(group, place, 0), band_key(group, place_key("east"), 0));
    const WorldOfFour world;
    EXPECT_EQ(world.setup.keys.of(world.setup.born_in(insurgents, west)[1]), band_key(group, place, 1));
}

TEST(Slots, BeyondAnyTheatreAreRefused) {
    Parameters p = four::parameters();
    p.armed_groups[0].core = {};
    for (int i = 0; i < 101; ++i) {
        const std::string name = "place_" + std::to_string(i);
        p.places.add(name, p.places[3]);
        p.armed_groups[0].core.add(name, 1);
    }
    p.armed_groups[0].slots = 1000;
    EXPECT_THAT(faults_of(p), ElementsAre("armed_groups: there are 101024 slots for bands in all places of their core; "
                                          "expected at most 100000: fewer slots or places"));
}

TEST(Hostilities, OfTheSameTwoGroupsStandOnce) {
    Parameters p = four::parameters();
    p.hostilities.add("war", {"insurgents", "militia", 1});
    EXPECT_THAT(faults_of(p), IsEmpty());
    p.hostilities.add("feud", {"militia", "insurgents", 1});
    EXPECT_THAT(faults_of(p), ElementsAre("hostilities.feud: these two groups stand already under 'war'; "
                                          "expected each two groups once, with all dates of intensity"));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
