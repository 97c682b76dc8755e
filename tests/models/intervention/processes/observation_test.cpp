// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/rules/observation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr int week_of_year = 30;
constexpr OrganisationId judged[2] = {mission, host};  ///< by JudgedId

void differ(Parameters& p) {
    p.observation.base = 0.07;
    p.observation.step_date = *parse_date("2013-12-30");
    p.observation.step = 0.4;
    p.observation.exposure_weeks = 10;
    p.mechanisms.fear_and_anger.base_fear = 0.15;
}

/// Ten persons of each cell have died, and one more by cell; opinions, fear and control are no two alike.
void arrange(WorldOfFour& world) {
    auto& state = world.state;
    std::int64_t dead = 10;
    for (const CellId c : world.setup.cells) {
        state[columns::dead][c] = dead;
        state[columns::alive][c] -= dead++;
    }
    fill_unlike(state[columns::legitimacy], 0.1, 0.043);
    fill_unlike(state[columns::fear], 0.2, 0.083);
    fill_unlike(state[columns::control], 0.25, 0.17);
}

double alive(const WorldOfFour& world, CellId c) {
    return static_cast<double>(world.state[columns::alive][c]);
}

TEST(Observe, LegitimacyIsSummedOverPersonsByOrganisationPlaceCommunityAndRegion) {
    WorldOfFour world(differ);
    world.turn_to(week_of_year);
    arrange(world);

    processes::observe(world.week());

    for (const JudgedId j : world.setup.judged) {
        const std::size_t o = judged[j.index()].index();
        const auto mass = [&](PlaceId place, CommunityId community) {
            const CellId c = world.cell(place, community);
            return world.state[columns::legitimacy](c, j) * alive(world, c);
        };
        const auto of_place = [&](PlaceId place) { return mass(place, farmers) + mass(place, herders); };
        double all = 0;
        for (const PlaceId place : world.setup.places) {
            all += of_place(place);
            EXPECT_NEAR(world.measured(Measured::legitimacy_place)[o * 4 + place.index()], of_place(place), 1e-9);
        }
        EXPECT_NEAR(world.measured(Measured::legitimacy)[o], all, 1e-9);
        EXPECT_NEAR(world.measured(Measured::legitimacy_region)[o * 2], of_place(west) + of_place(mid_west), 1e-9);
        EXPECT_NEAR(world.measured(Measured::legitimacy_region)[o * 2 + 1], of_place(mid_east) + of_place(east), 1e-9);
        for (const CommunityId community : world.setup.communities)
            EXPECT_NEAR(
                world.measured(Measured::legitimacy_community)[o * 2 + community.index()],
                mass(west, community) + mass(mid_west, community) + mass(mid_east, community) + mass(east, community),
                1e-9);
    }
    EXPECT_EQ(world.measured(Measured::legitimacy)[partner], 0) << "nobody judges it";
}

TEST(Observe, ExposedAreThePeopleOfItsBasesAndOfPlacesThreatenedWithinTheWeeksOfExposure) {
    WorldOfFour world(differ);
    world.turn_to(week_of_year);
    arrange(world);
    world.state[columns::last_threat][west] = week_of_year - 10;  // the first week that does not count
    world.state[columns::last_threat][mid_west] = week_of_year - 9;

    processes::observe(world.week());

    const std::vector<PlaceId> exposed[2] = {{west, mid_west, mid_east}, {mid_west, east}};
    for (const JudgedId j : world.setup.judged) {
        double persons = 0, mass = 0;
        for (const PlaceId place : exposed[j.index()])
            for (const CommunityId community : world.setup.communities) {
                const CellId c = world.cell(place, community);
                persons += alive(world, c);
                mass += alive(world, c) * world.state[columns::legitimacy](c, j);
            }
        EXPECT_EQ(world.measured(Measured::exposed_persons)[judged[j.index()]], persons);
        EXPECT_NEAR(world.measured(Measured::legitimacy_exposed)[judged[j.index()]], mass, 1e-9);
    }
    EXPECT_EQ(world.measured(Measured::exposed_persons)[partner], 0);
}

TEST(Observe, PeopleAreCountedByPlaceCommunityAndRegion) {
    WorldOfFour world(differ);
    world.turn_to(week_of_year);
    arrange(world);

    processes::observe(world.week());

    // Cells hold 6000 2000, 9000 3000, 8000 8000, 10000 10000; 10 to 17 of them have died.
    const double by_place[4] = {8000 - 21, 12000 - 25, 16000 - 29, 20000 - 33};
    for (const PlaceId place : world.setup.places)
        EXPECT_EQ(world.measured(Measured::alive_place)[place], by_place[place.index()]);
    EXPECT_EQ(world.measured(Measured::alive_community)[farmers], 33000 - (10 + 12 + 14 + 16));
    EXPECT_EQ(world.measured(Measured::alive_community)[herders], 23000 - (11 + 13 + 15 + 17));
    EXPECT_EQ(world.measured(Measured::alive_region)[0], 20000 - 46);
    EXPECT_EQ(world.measured(Measured::alive_region)[1], 36000 - 62);
    EXPECT_EQ(world.measured(Measured::alive)[0], 56000 - 108);
    EXPECT_EQ(world.measured(Measured::dead)[0], 108);
    EXPECT_EQ(world.measured(Measured::first_population)[0], 56000);
}

/// Whether an event is heard of, with this hazard for each death.
bool is_heard_of(WorldOfFour& world, const Incident& incident, double hazard) {
    return world.facts().uniform(incident.address, streams::reported) < 1 - std::exp(-hazard * incident.deaths);
}

TEST(Observe, ViolenceIsReportedByTheDrawAgainstItsDeathsAndByTheStep) {
    WorldOfFour world(differ);
    world.turn_to(week_of_year);
    const double stepped = 0.07 * std::exp(0.4);  // week 30 lies after the step
    std::vector<Incident> incidents;
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < 120; ++i) {
        const GroupId group(i % 2);
        Threat& threat = world.threaten(group, PlaceId(i / 2 % 4), herders, 40);
        threat.deaths = static_cast<std::int32_t>(i % 9);
        incidents.push_back(threat);
        rows.push_back(group.index());
    }
    for (std::size_t i = 0; i < 60; ++i) {
        const OrganisationId perpetrator(i % 3);
        Harm& harm = world.harm(perpetrator, PlaceId(i / 3 % 4), farmers, 1 + std::int32_t(i % 5));
        harm.threatened = 40;
        incidents.push_back(harm);
        rows.push_back(2 + perpetrator.index());  // groups first
    }

    processes::observe(world.week());

    double threats[5] = {}, reported[5] = {}, killed[5] = {}, killed_reported[5] = {};
    double at[4] = {}, reported_at[4] = {};
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        const std::size_t place = incidents[i].place.index();
        threats[rows[i]] += 1;
        killed[rows[i]] += incidents[i].deaths;
        at[place] += incidents[i].deaths;
        if (!is_heard_of(world, incidents[i], stepped)) continue;
        reported[rows[i]] += 1;
        killed_reported[rows[i]] += incidents[i].deaths;
        reported_at[place] += incidents[i].deaths;
    }
    for (std::size_t row = 0; row < 5; ++row) {
        EXPECT_EQ(world.measured(Measured::threats)[row], threats[row]);
        EXPECT_EQ(world.measured(Measured::threats_reported)[row], reported[row]);
        EXPECT_EQ(world.measured(Measured::killed)[row], killed[row]);
        EXPECT_EQ(world.measured(Measured::killed_reported)[row], killed_reported[row]);
        EXPECT_LT(0, reported[row]);
        EXPECT_LT(reported[row], threats[row]);
    }
    for (const PlaceId place : world.setup.places) {
        EXPECT_EQ(world.measured(Measured::killed_place)[place], at[place.index()]);
        EXPECT_EQ(world.measured(Measured::killed_reported_place)[place], reported_at[place.index()]);
    }
}

TEST(Observe, OfReportedThreatsThoseInReachAndThoseAnsweredInTimeAreCounted) {
    WorldOfFour world(differ);
    world.turn_to(week_of_year);
    for (std::size_t i = 0; i < 40; ++i) {
        Threat& threat = world.threaten(insurgents, west, herders, 40);
        threat.deaths = 5;
        const Threat done = threat;
        Answer& of_mission = world.answer(done, mission);
        of_mission.in_reach = true;
        of_mission.responds = i % 2 == 0;
        of_mission.arrival_hour = i % 4 == 0 ? 57 : 56;  // the attack ends in hour 56
        world.answer(done, partner).in_reach = i % 3 == 0;
        world.answer(done, host).responds = true;  // out of reach
    }
    const auto threats = world.state[columns::threats];

    processes::observe(world.week());

    double heard_of = 0, of_partner = 0, in_time = 0;
    for (std::size_t i = 0; i < threats.size(); ++i) {
        if (!is_heard_of(world, threats[i], 0.07 * std::exp(0.4))) continue;
        heard_of += 1;
        of_partner += i % 3 == 0 ? 1 : 0;
        in_time += i % 4 == 2 ? 1 : 0;
    }
    EXPECT_LT(heard_of, 40);
    EXPECT_EQ(world.measured(Measured::in_reach_reported)[mission], heard_of);
    EXPECT_EQ(world.measured(Measured::responded_reported)[mission], in_time);
    EXPECT_EQ(world.measured(Measured::in_reach_reported)[partner], of_partner);
    EXPECT_EQ(world.measured(Measured::responded_reported)[partner], 0);
    EXPECT_EQ(world.measured(Measured::in_reach_reported)[host], 0);
    EXPECT_EQ(world.measured(Measured::responded_reported)[host], 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
