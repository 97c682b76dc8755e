// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/setup.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

Setup prepared(const std::function<void(Parameters&)>& change = {}) {
    Parameters p = four::parameters();
    if (change) change(p);
    return prepare(p, four::one_year());
}

/// A triangle in the west, of which one side is a detour; and a long road to the east.
void unlike_roads(Parameters& p) {
    p.response.speed_km_h = 20;
    for (auto& [name, place] : p.places) place.neighbours = {};
    p.places[0].neighbours.add("mid_west", {.border_km = 30, .road_km = 90});
    p.places[2].neighbours.add("west", {.border_km = 10, .road_km = 200});
    p.places[2].neighbours.add("mid_west", {.border_km = 50, .road_km = 60});
    p.places[2].neighbours.add("east", {.border_km = 20, .road_km = 130});
}

TEST(Setup, TravelIsByTheShortestWayInBothDirections) {
    const auto s = prepared(unlike_roads);
    const auto expect = [&](PlaceId a, PlaceId b, double km) {
        EXPECT_NEAR(s.road_km(a, b), km, 1e-12) << a.index() << b.index();
        EXPECT_NEAR(s.road_km(b, a), km, 1e-12) << b.index() << a.index();
        EXPECT_NEAR(s.travel_hours(a, b), km / 20, 1e-12);
        EXPECT_NEAR(s.travel_hours(b, a), km / 20, 1e-12);
    };
    expect(west, west, 0);
    expect(east, east, 0);
    expect(west, mid_west, 90);
    expect(west, mid_east, 150);
    expect(west, east, 280);
    expect(mid_west, mid_east, 60);
    expect(mid_west, east, 190);
    expect(mid_east, east, 130);
}

TEST(Setup, OfTwoRoadsBetweenThePlacesTheShorterCounts) {
    const auto s = prepared([](Parameters& p) {
        p.places[1].neighbours.add("west", {.border_km = 20, .road_km = 70});
        p.places[3].neighbours.add("mid_east", {.border_km = 20, .road_km = 170});
    });
    EXPECT_NEAR(s.road_km(west, mid_west), 70, 1e-12);
    EXPECT_NEAR(s.road_km(mid_east, east), 100, 1e-12);
}

TEST(Setup, APlaceWithoutARoadIsNeverReached) {
    const auto s = prepared([](Parameters& p) { p.places[2].neighbours = {}; });
    EXPECT_TRUE(std::isinf(s.travel_hours(west, east)));
    EXPECT_TRUE(std::isinf(s.road_km(east, mid_east)));
    EXPECT_TRUE(s.neighbours_of(east).empty());
    EXPECT_EQ(s.neighbours_of(mid_east).size(), 1u);
}

TEST(Setup, NeighboursWeighByTheirShareOfTheBorder) {
    const auto s = prepared(unlike_roads);
    const auto weight = [&](PlaceId of, PlaceId next) {
        double sum = 0;
        for (const Neighbour& n : s.neighbours_of(of)) sum += n.place == next ? n.weight : 0;
        return sum;
    };
    EXPECT_DOUBLE_EQ(weight(west, mid_west), 30.0 / 40);
    EXPECT_DOUBLE_EQ(weight(west, mid_east), 10.0 / 40);
    EXPECT_DOUBLE_EQ(weight(mid_west, west), 30.0 / 80);
    EXPECT_DOUBLE_EQ(weight(mid_west, mid_east), 50.0 / 80);
    EXPECT_DOUBLE_EQ(weight(mid_east, west), 10.0 / 80);
    EXPECT_DOUBLE_EQ(weight(mid_east, east), 20.0 / 80);
    EXPECT_DOUBLE_EQ(weight(east, mid_east), 1);
    EXPECT_EQ(s.neighbours_of(mid_east).size(), 3u);
}

TEST(Setup, TheLastCommunityOfARegionTakesWhatRoundingLeaves) {
    const auto s = prepared([](Parameters& p) {
        p.communities.add("traders", {});
        p.regions[0].communities = {};
        p.regions[0].communities.add("traders", 0.26);  // not in the order of the communities
        p.regions[0].communities.add("farmers", 0.57);
        p.regions[0].communities.add("herders", 0.17);
        p.places[0].population = 10010;
        p.places[1].population = 35;
        p.population = {.people_per_agent = 1000, .minimum_agents = 4};
    });
    const CommunityId traders{2};
    const auto persons = [&](PlaceId place, CommunityId c) { return s.cell[s.cell_of(place, c).value()].persons; };
    const auto agents = [&](PlaceId place, CommunityId c) { return s.cell[s.cell_of(place, c).value()].agents.size(); };
    EXPECT_EQ(persons(west, traders), 2603) << "2602.6";
    EXPECT_EQ(persons(west, farmers), 5706) << "5705.7";
    EXPECT_EQ(persons(west, herders), 1701) << "1701.7 less what the others were rounded up";
    EXPECT_EQ(agents(west, traders), 4u) << "the least";
    EXPECT_EQ(agents(west, farmers), 5u);
    EXPECT_EQ(persons(mid_west, traders), 9);
    EXPECT_EQ(persons(mid_west, farmers), 20);
    EXPECT_EQ(persons(mid_west, herders), 6);
    EXPECT_FALSE(s.cell_of(east, traders).has_value());
    EXPECT_EQ(s.cells_of[west].size(), 3u);
    EXPECT_EQ(s.cells_of[east].size(), 2u);
    EXPECT_EQ(s.cells.size(), 10u);
}

TEST(Setup, AnAbsentCommunityHidesNobodyWhoIsListedAfterIt) {
    const auto s = prepared([](Parameters& p) {
        p.regions[0].communities[0] = 0;
        p.regions[0].communities[1] = 1;
    });
    EXPECT_FALSE(s.cell_of(west, farmers).has_value());
    ASSERT_TRUE(s.cell_of(west, herders).has_value());
    EXPECT_EQ(s.cell[*s.cell_of(west, herders)].persons, s.place(west).population);
}

TEST(Setup, CellsAndTheirAgentsFollowEachOtherAndNoAgentIsEmpty) {
    const auto s = prepared([](Parameters& p) {
        p.places[3].population = 5;  // 3 farmers, as 2.5 rounds up, and 2 herders
        p.regions[0].communities[1] = 0;
        p.regions[0].communities[0] = 1;
    });
    EXPECT_FALSE(s.cell_of(west, herders).has_value());
    std::size_t agents = 0;
    for (const CellId c : s.cells) {
        const Cell& cell = s.cell[c];
        EXPECT_EQ(*cell.agents.begin(), AgentId(agents));
        agents += cell.agents.size();
        EXPECT_LE(cell.agents.size(), static_cast<std::size_t>(cell.persons));
        EXPECT_TRUE(s.cells_of[cell.place].contains(c));
        EXPECT_EQ(s.cell_of(cell.place, cell.community), c);
    }
    EXPECT_EQ(s.agents.size(), agents);
    EXPECT_EQ(s.cell[*s.cell_of(east, farmers)].agents.size(), 3u);
    EXPECT_EQ(s.cell[*s.cell_of(east, herders)].agents.size(), 2u);
    EXPECT_EQ(s.region_of[mid_west], RegionId(0));
    EXPECT_EQ(s.region_of[mid_east], RegionId(1));
    EXPECT_EQ(s.region_of[east], RegionId(1));
}

TEST(Setup, AContingentHasAUnitInEachBaseOfEachOrganisationThatMayCommandIt) {
    const auto s = prepared([](Parameters& p) {
        p.contingents[1].command = {};
        p.contingents[1].command.add("2014-02-03", "host");
        p.contingents[1].command.add("2013-07-08", "partner");
        p.contingents[1].command.add("2013-11-04", "mission");
    });
    const auto unit = [](std::size_t contingent, std::size_t base, OrganisationId o, PlaceId place) {
        return Company{ContingentId(contingent), BaseId(base), o, place};
    };
    const std::vector<Company> expected{unit(0, 0, mission, west),     unit(0, 1, mission, mid_east),
                                        unit(1, 0, mission, west),     unit(1, 1, mission, mid_east),
                                        unit(1, 2, partner, mid_west), unit(1, 3, host, east),
                                        unit(2, 3, host, east)};
    ASSERT_EQ(s.companies.size(), expected.size());
    for (const CompanyId u : s.companies) EXPECT_EQ(s.company[u], expected[u.index()]) << u.index();
    const auto& commands = s.commands[ContingentId(1)];
    ASSERT_EQ(commands.size(), 3u);
    EXPECT_EQ(commands[0].from, *parse_date("2013-07-08"));
    EXPECT_EQ(commands[0].organisation, partner);
    EXPECT_EQ(commands[1].organisation, mission);
    EXPECT_EQ(commands[2].from, *parse_date("2014-02-03"));
    EXPECT_EQ(commands[2].organisation, host);
}

constexpr std::array<bool, channel_count> all_channels{true, true, true, true, true, true};

TEST(Setup, EachDyadIsTwoPairsEachWithItsOwnChannels) {
    const auto s = prepared([](Parameters& p) {
        p.cooperation.dyads[0].forth = {"mandate", "joint"};
        p.cooperation.dyads.add("host_partner", {"host", "partner", 1, {"visibility"}, {"training", "logistics"}});
    });
    ASSERT_EQ(s.pairs.size(), 6u);
    const auto expect = [&](std::size_t i, OrganisationId giver, OrganisationId receiver,
                            const std::array<bool, channel_count>& feasible) {
        EXPECT_EQ(s.pairs[i].giver, giver) << i;
        EXPECT_EQ(s.pairs[i].receiver, receiver) << i;
        EXPECT_EQ(s.pairs[i].feasible, feasible) << i;
        EXPECT_EQ(s.pairs[i].dyad, i / 2) << i;
    };
    expect(0, mission, partner, {false, false, true, false, true, false});
    expect(1, partner, mission, all_channels);
    expect(2, mission, host, all_channels);
    expect(3, host, mission, {true, false, false, false, false, false});
    expect(4, host, partner, {false, false, false, false, false, true});
    expect(5, partner, host, {false, true, false, true, false, false});
}

TEST(Setup, ARuleMovesTheFeasibleChannelsThatItNamesOrAllOfThem) {
    const auto s = prepared([](Parameters& p) {
        p.cooperation.dyads[0].back = {"information", "logistics", "training"};
        const auto rule = [&p](const char* name, const char* giver, const char* receiver,
                               std::vector<std::string> channels) {
            TieRule& added = p.cooperation.rules.add(name, {});
            added.giver = giver;
            added.receiver = receiver;
            added.channels = std::move(channels);
        };
        rule("named", "partner", "mission", {"training", "joint"});
        rule("all", "partner", "mission", {});
        rule("no_dyad", "partner", "host", {"information"});
    });
    ASSERT_EQ(s.rules.size(), 3u);
    const RuledTie &named = s.rule[RuleId(0)], &all = s.rule[RuleId(1)], &no_dyad = s.rule[RuleId(2)];
    EXPECT_EQ(named.giver, partner);
    EXPECT_EQ(named.receiver, mission);
    EXPECT_EQ(named.moved, (std::array<bool, channel_count>{false, false, false, true, false, false}));
    EXPECT_EQ(all.moved, (std::array<bool, channel_count>{true, true, false, true, false, false}));
    EXPECT_EQ(no_dyad.moved, (std::array<bool, channel_count>{}));
}

TEST(Setup, WeightsOfHomeGroundSumToOneAndThoseOfTargetsStayAsTheyAre) {
    const auto s = prepared([](Parameters& p) {
        p.armed_groups[0].core.add("east", 5);
        p.armed_groups[1].core = {};
        p.armed_groups[1].core.add("mid_east", 0);
        p.armed_groups[0].targets = {};
        p.armed_groups[0].targets.add("farmers", 0.7);
        p.armed_groups[0].targets.add("herders", 1.9);
    });
    EXPECT_DOUBLE_EQ(s.core(insurgents, west), 1.0 / 8);
    EXPECT_DOUBLE_EQ(s.core(insurgents, mid_west), 2.0 / 8);
    EXPECT_EQ(s.core(insurgents, mid_east), 0);
    EXPECT_DOUBLE_EQ(s.core(insurgents, east), 5.0 / 8);
    for (const PlaceId place : s.places) EXPECT_EQ(s.core(militia, place), 0) << "it has no home";
    EXPECT_EQ(s.target(insurgents, farmers), 0.7);
    EXPECT_EQ(s.target(insurgents, herders), 1.9);
    EXPECT_EQ(s.target(militia, farmers), 1);
    EXPECT_EQ(s.target(militia, herders), 0);
    EXPECT_EQ(s.own_community[insurgents], std::nullopt);
    EXPECT_EQ(s.own_community[militia], herders);
}

TEST(Setup, SuspicionIsOfAnOrganisationAboutACommunity) {
    const auto s = prepared([](Parameters& p) {
        p.organisations[1].suspects = {};
        p.organisations[1].suspects.add("herders", 0.3);
        p.organisations[2].suspects = {};
        p.organisations[2].suspects.add("herders", 0.9);
        p.organisations[2].suspects.add("farmers", 0.2);
    });
    EXPECT_EQ(s.suspects(mission, farmers), 0.5);
    EXPECT_EQ(s.suspects(mission, herders), 1);
    EXPECT_EQ(s.suspects(partner, farmers), 0);
    EXPECT_EQ(s.suspects(partner, herders), 0.3);
    EXPECT_EQ(s.suspects(host, farmers), 0.2);
    EXPECT_EQ(s.suspects(host, herders), 0.9);
}

TEST(Setup, SpeechesStandInTheWeekOfTheirDateAndOthersAreLeftOut) {
    const auto s = prepared([](Parameters& p) {
        const auto speak = [&p](const char* name, const char* date) -> PartialAct& {
            PartialAct& cue = p.discourse.add(name, {});
            cue.date = *parse_date(date);
            return cue;
        };
        speak("too_early", "2013-06-30");
        PartialAct& later = speak("later", "2013-08-11");  // the Sunday of week 5
        later.about.add("host", 0.4);
        later.about.add("mission", 0.9);
        later.reach.add("plain", 0.35);
        speak("first", "2013-07-01").about.add("partner", 0.6);
        speak("as_late", "2013-08-05").reach.add("valley", 0.25);
        speak("last", "2014-06-29");
        speak("too_late", "2014-06-30");
    });
    ASSERT_EQ(s.speeches.size(), 4u);
    const auto expect = [&](std::size_t i, std::int32_t tick, std::size_t cue) {
        EXPECT_EQ(s.speeches[i].tick, tick) << i;
        EXPECT_EQ(s.speeches[i].cue, cue) << i;
    };
    expect(0, 0, 2);
    expect(1, 5, 1);
    expect(2, 5, 3);
    expect(3, 51, 4);
    EXPECT_EQ(s.speeches[0].about[partner], 0.6);
    for (const PlaceId place : s.places) EXPECT_EQ(s.speeches[0].reach[place], 1) << "who says nothing reaches all";
    EXPECT_EQ(s.speeches[1].about[mission], 0.9);
    EXPECT_EQ(s.speeches[1].about[partner], 0);
    EXPECT_EQ(s.speeches[1].about[host], 0.4);
    EXPECT_EQ(s.speeches[1].reach[mid_west], 0);
    EXPECT_EQ(s.speeches[1].reach[mid_east], 0.35);
    EXPECT_EQ(s.speeches[1].reach[east], 0.35);
    EXPECT_EQ(s.speeches[2].reach[west], 0.25);
    EXPECT_EQ(s.speeches[2].reach[east], 0);
}

TEST(Setup, RolesAreThoseOfTheNamesAndNobodysWhereThereIsNone) {
    const auto s = prepared([](Parameters& p) {
        p.cooperation.ladder.group = {"host", "mission"};
        p.mechanisms.shared_responsibility.lead = "partner";
        p.host.capital = "mid_east";
    });
    EXPECT_EQ(s.in_ladder[mission], 1);
    EXPECT_EQ(s.in_ladder[partner], 0);
    EXPECT_EQ(s.in_ladder[host], 1);
    EXPECT_EQ(s.host, host);
    EXPECT_EQ(s.capital, mid_east);
    EXPECT_EQ(s.lead, partner);
    EXPECT_EQ(s.conduct_of, partner) << "the lead, where nobody is named";
    EXPECT_EQ(s.anchor[mission], (Salience{0.8, 0.7, 0.6}));
    EXPECT_EQ(s.anchor[partner], (Salience{0.4, 0.4, 0.2}));
    EXPECT_EQ(s.anchor[host], (Salience{0.5, 0.3, 0.1}));
    ASSERT_EQ(s.judged.size(), 2u);
    EXPECT_EQ(s.organisation_of[mission_judged], mission);
    EXPECT_EQ(s.organisation_of[host_judged], host);

    const auto nobody = prepared([](Parameters& p) {
        p.mechanisms.shared_responsibility.lead = "unknown";
        p.host = {};
        p.conduct.organisation = "host";
    });
    EXPECT_EQ(nobody.host, std::nullopt);
    EXPECT_EQ(nobody.capital, std::nullopt);
    EXPECT_EQ(nobody.lead, std::nullopt);
    EXPECT_EQ(nobody.conduct_of, host);
}

TEST(Setup, SwitchesThatSayNothingFollowTheProfileAndOthersThemselves) {
    const auto switches = [](Profile profile) {
        return prepared([profile](Parameters& p) {
                   p.profile = profile;
                   p.mechanisms.fragmentation.enabled = true;
                   p.mechanisms.recruitment.enabled = false;
                   p.mechanisms.norm_law.enabled = false;
               })
            .parameters.mechanisms;
    };
    const Mechanisms core = switches(Profile::core), extended = switches(Profile::extended);
    EXPECT_EQ(core.logistics_support.enabled, false);
    EXPECT_EQ(extended.logistics_support.enabled, true);
    for (const Mechanisms* m : {&core, &extended}) {
        EXPECT_EQ(m->fragmentation.enabled, true);
        EXPECT_EQ(m->recruitment.enabled, false);
        EXPECT_FALSE(m->norm_law.enabled);
        EXPECT_TRUE(m->due_diligence.enabled);
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
