// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/opinion.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/intervention/civilians/judging.hpp"
#include "models/intervention/mechanisms/association.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// A world where news stays in its place, unless a test lets it out.
void keep_news_at_home(Parameters& p) {
    p.opinion.hearing.border = p.opinion.hearing.media = p.opinion.hearing.telling = 0;
}

civilians::Memory memory_of(const WorldOfFour& world, AgentId agent, JudgedId judged) {
    const auto fade = static_cast<float>(1 / world.state[columns::memory_fading].scale());
    const civilians::Memory& m = world.state[columns::memory](agent, judged);
    return {m.failure * fade, m.credit * fade, m.partiality * fade, m.familiarity * fade};
}

Ids<AgentId> people(const WorldOfFour& world, PlaceId place, CommunityId community) {
    return world.setup.cell[world.cell(place, community)].agents;
}

/// w by hand: the mission's mandate ranks protection 1 of 3.
double weight(const WorldOfFour& world, double expected) {
    const double r0 = world.setup.parameters.opinion.events.unranked;
    return 1 - std::exp(-expected * (r0 + (1 - r0) / 3));
}

TEST(HearNews, AFailureIsRememberedInItsPlaceByWhatIsExpectedOfEach) {
    WorldOfFour world(keep_news_at_home);
    Threat& threat = world.threaten(insurgents, west, farmers);
    threat.deaths = threat.without_answers = 6;

    processes::hear_news(world.week());

    const double phi = world.setup.parameters.opinion.events.elsewhere;
    for (const CommunityId community : {farmers, herders})
        for (const AgentId agent : people(world, west, community)) {
            const civilians::Memory mission_memory = memory_of(world, agent, mission_judged);
            EXPECT_NEAR(mission_memory.failure, std::log(7) * weight(world, 1), 1e-6) << "it stands there";
            EXPECT_EQ(mission_memory.credit, 0);
            EXPECT_EQ(mission_memory.partiality, 0);
            EXPECT_NEAR(mission_memory.familiarity, std::log(7) * weight(world, 1), 1e-6) << "as far as it is its duty";
            EXPECT_NEAR(memory_of(world, agent, host_judged).failure, std::log(7) * weight(world, phi), 1e-6);
        }
    for (const AgentId agent : people(world, mid_west, farmers))
        EXPECT_EQ(memory_of(world, agent, mission_judged).failure, 0) << "nothing crosses the border";
    EXPECT_EQ(world.measured(Measured::heard_here)[0], 8000);
    EXPECT_EQ(world.measured(Measured::heard_over_border)[0], 0);
}

TEST(HearNews, AnAnswerInPartGivesBothInOneMeasure) {
    WorldOfFour world(keep_news_at_home);
    world.clear_ties();
    Threat& threat = world.threaten(insurgents, west, farmers);
    threat.deaths = 3;
    threat.without_answers = 10;
    Answer& answer = world.answer(threat, mission);
    answer.responds = true;
    answer.arrival_hour = 50;

    processes::hear_news(world.week());

    const AgentId agent = people(world, west, herders)[0];
    EXPECT_EQ(memory_of(world, agent, mission_judged).failure, 0) << "who came is not blamed";
    EXPECT_NEAR(memory_of(world, agent, mission_judged).credit, std::log(8) * weight(world, 1), 1e-6);
    const opinion::RememberedEvents& m = world.setup.parameters.opinion.events;
    EXPECT_NEAR(memory_of(world, agent, host_judged).failure,
                std::log(4) * (1 - m.absolve) * weight(world, m.elsewhere), 1e-6)
        << "others came: half the blame";
    EXPECT_EQ(memory_of(world, agent, host_judged).credit, 0);
}

TEST(HearNews, APartnersCreditIsSharedByAssociation) {
    WorldOfFour world(keep_news_at_home);
    world.clear_ties();
    world.set_tie(mission, partner, Channel::visibility, 0.5);
    Threat& threat = world.threaten(insurgents, west, farmers);
    threat.deaths = 0;
    threat.without_answers = 10;
    Answer& answer = world.answer(threat, partner);
    answer.responds = true;
    answer.arrival_hour = 50;

    processes::hear_news(world.week());

    const double factor = shared_credit(world.setup.parameters.mechanisms.association, {0.5, 0});
    EXPECT_GT(factor, 0);
    const AgentId agent = people(world, west, herders)[0];
    EXPECT_NEAR(memory_of(world, agent, mission_judged).credit, factor * std::log(11) * weight(world, 1), 1e-6);
    EXPECT_EQ(memory_of(world, agent, host_judged).credit, 0);
}

TEST(HearNews, HarmIsAbuseInFullForTheVictimsOwn) {
    WorldOfFour world(keep_news_at_home);
    world.clear_ties();
    world.harm(host, east, herders, 4);

    processes::hear_news(world.week());

    const double other = world.setup.parameters.opinion.events.other;
    EXPECT_NEAR(memory_of(world, people(world, east, herders)[0], host_judged).partiality, std::log(5), 1e-6);
    EXPECT_NEAR(memory_of(world, people(world, east, farmers)[0], host_judged).partiality, other * std::log(5), 1e-6);
    EXPECT_EQ(memory_of(world, people(world, east, herders)[0], mission_judged).partiality, 0) << "no tie, no blame";
    EXPECT_EQ(memory_of(world, people(world, east, herders)[0], mission_judged).failure, 0);
}

TEST(HearNews, CrossesABorderWithAChanceAndReachesUsersOfMediaAnywhere) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.hearing.border = 1;
        p.opinion.hearing.media = 1;
    });
    Threat& threat = world.threaten(insurgents, west, farmers, 1000000);
    threat.deaths = threat.without_answers = 1000000;  // so grave that all users of media hear of it

    processes::hear_news(world.week());

    for (const AgentId agent : people(world, mid_west, farmers))
        EXPECT_GT(memory_of(world, agent, mission_judged).failure, 0);
    int users = 0;
    for (const CommunityId community : {farmers, herders})
        for (const AgentId agent : people(world, east, community)) {
            const bool uses = world.state[columns::traits][agent] & civilians::Trait::media;
            users += uses ? 1 : 0;
            EXPECT_EQ(memory_of(world, agent, mission_judged).failure > 0, uses);
        }
    EXPECT_GT(users, 0);
    EXPECT_EQ(world.measured(Measured::heard_over_border)[0], 12000);
    EXPECT_GT(world.measured(Measured::heard_by_media)[0], 0);
}

TEST(HearNews, NobodyRemembersAnEventTwice) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.hearing.border = p.opinion.hearing.telling = 1;
    });
    Threat& threat = world.threaten(insurgents, west, farmers);
    threat.deaths = threat.without_answers = 6;

    processes::hear_news(world.week());

    for (const AgentId agent : world.setup.agents)
        EXPECT_LE(memory_of(world, agent, mission_judged).familiarity, std::log(7) * (1 + 1e-6));
    EXPECT_GT(world.measured(Measured::heard_of_kin)[0], 0);
    EXPECT_LE(world.measured(Measured::heard_here)[0] + world.measured(Measured::heard_over_border)[0] +
                  world.measured(Measured::heard_of_kin)[0],
              56000);
}

TEST(HearNews, MoreThanAPassIsHeardInFull) {
    WorldOfFour world(keep_news_at_home);
    for (int k = 0; k < 150; ++k) {
        Threat& threat = world.threaten(insurgents, west, farmers);
        threat.deaths = threat.without_answers = 6;
    }
    processes::hear_news(world.week());
    EXPECT_NEAR(memory_of(world, people(world, west, herders)[0], mission_judged).familiarity,
                150 * std::log(7) * weight(world, 1), 1e-3);
    EXPECT_EQ(world.measured(Measured::heard_here)[0], 150 * 8000);
}

TEST(HearNews, MemoryHalvesInAHalfLife) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.events.half_life = 8;
    });
    Threat& threat = world.threaten(insurgents, west, farmers);
    threat.deaths = threat.without_answers = 6;
    processes::hear_news(world.week());
    const AgentId agent = people(world, west, herders)[0];
    const float fresh = memory_of(world, agent, mission_judged).failure;
    world.state[columns::threats].clear();
    for (std::int32_t t = 1; t <= 8; ++t) {
        world.turn_to(t);
        processes::hear_news(world.week());
    }
    EXPECT_NEAR(memory_of(world, agent, mission_judged).failure, fresh / 2, 1e-6);
}

TEST(HearNews, MemoryOutlivesARescaling) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.events.half_life = 8;
    });
    world.state[columns::memory_fading].halvings = 63.95;
    const AgentId agent = people(world, west, herders)[0];
    world.state[columns::memory](agent, mission_judged).credit =
        static_cast<float>(world.state[columns::memory_fading].scale());
    processes::hear_news(world.week());
    EXPECT_LT(world.state[columns::memory_fading].halvings, 1);
    EXPECT_NEAR(memory_of(world, agent, mission_judged).credit, std::pow(2, -1.0 / 8), 1e-6);
}

TEST(HearNews, PresenceMakesFamiliarEverybodyInThePlace) {
    WorldOfFour world(keep_news_at_home);
    processes::hear_news(world.week());
    EXPECT_NEAR(world.state[columns::presence_known](west, mission_judged), std::log(1 + 600.0 / 8), 1e-12);
    EXPECT_EQ(world.state[columns::presence_known](east, mission_judged), 0);
}

TEST(HearNews, OrganisationsThatAreThereAtTheStartCameWhenTheirCommandBegan) {
    WorldOfFour world(keep_news_at_home);
    EXPECT_EQ(world.state[columns::arrived][mission], not_yet);
    processes::hear_news(world.week());
    EXPECT_EQ(world.state[columns::arrived][mission], -182) << "2010-01-04 to 2013-07-01";
    const auto standing = processes::standing_of(world.week(), west, mission_judged);
    EXPECT_EQ(standing.weeks_since_arrival, 182);
    EXPECT_TRUE(standing.is_here);
    EXPECT_NEAR(standing.persons_per_1000, 75, 1e-12);
    EXPECT_GT(processes::standing_of(world.week(), east, host_judged).weeks_since_arrival, 1e5);
}

TEST(JudgeOrganisations, TheMeanOfACellIsThatOfItsPersons) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.of.add("mission", {.level = 0.7, .regions = {}});
    });
    world.harm(mission, west, herders, 4);
    processes::hear_news(world.week());
    world.state[columns::persons][people(world, west, farmers)[1]] = 0;
    world.state[columns::alive][world.cell(west, farmers)] -= 1000;

    processes::judge_organisations(world.week());

    const opinion::Judgement& m = world.setup.parameters.opinion.judgement;
    double sum = 0, persons = 0;
    for (const AgentId agent : people(world, west, farmers)) {
        const bool trusts = world.state[columns::traits][agent] & civilians::Trait::aligned;
        const double f =
            world.state[columns::deviation](agent, mission_judged) * static_cast<double>(civilians::deviation_unit);
        const double u =
            opinion::judgement(opinion::terms(m, 0.7, world.state[columns::standing](west, mission_judged),
                                              {trusts ? 1.0 : -1.0, f}, memory_of(world, agent, mission_judged)));
        sum += world.state[columns::persons][agent] / (1 + std::exp(-u));
        persons += world.state[columns::persons][agent];
    }
    EXPECT_NEAR(world.state[columns::legitimacy](world.cell(west, farmers), mission_judged), sum / persons, 1e-6);
    EXPECT_LT(sum / persons, 1);
}

TEST(JudgeOrganisations, OnlyEachFourthWeek) {
    WorldOfFour world(keep_news_at_home);
    processes::hear_news(world.week());
    processes::judge_organisations(world.week());
    const double before = world.state[columns::legitimacy](world.cell(west, herders), mission_judged);
    for (const std::int32_t t : {1, 2, 3, 4}) {
        world.turn_to(t);
        world.harm(mission, west, herders, 40);
        processes::hear_news(world.week());
        processes::judge_organisations(world.week());
        const double now = world.state[columns::legitimacy](world.cell(west, herders), mission_judged);
        if (t < 4)
            EXPECT_EQ(now, before);
        else
            EXPECT_LT(now, before);
    }
}

/// A world in which all of a community in a place are alike, and hear alike.
void all_alike(Parameters& p) {
    p.opinion.deviation.steadiness = 0;
    p.opinion.hearing.telling = p.opinion.hearing.border = 0;
    p.regions[0].alignment = 1;
    p.regions[1].alignment = -1;
    for (auto& region : {&p.regions[0], &p.regions[1]}) region->media = 0;
    p.mechanisms.displacement.enabled = false;
}

TEST(Scale, OneAgentACellAndManyCoincideWhereAllAreAlike) {
    WorldOfFour many(all_alike), one([](Parameters&p) {
        all_alike(p);
        p.population = {.people_per_agent = 100000000, .minimum_agents = 1};
    });
    ASSERT_EQ(one.setup.agents.size(), one.setup.cells.size());
    double moved = 0;
    for (std::int32_t t = 0; t < 30; ++t)
        for (WorldOfFour* world : {&many, &one}) {
            world->turn_to(t);
            world->run_week();
        }
    for (const CellId c : many.setup.cells)
        for (const JudgedId j : many.setup.judged) {
            EXPECT_NEAR(many.state[columns::legitimacy](c, j), one.state[columns::legitimacy](c, j), 1e-6);
            moved += std::abs(many.state[columns::legitimacy](c, j) - 0.5);
        }
    EXPECT_GT(moved, 0.1);
}

TEST(Scale, OneAgentACellDiffersFromManyWherePeopleDiffer) {
    WorldOfFour many, one([](Parameters&p) { p.population = {.people_per_agent = 100000000, .minimum_agents = 1}; });
    double apart = 0;
    for (const CellId c : many.setup.cells)
        apart = std::max(apart, std::abs(many.state[columns::legitimacy](c, mission_judged) -
                                         one.state[columns::legitimacy](c, mission_judged)));
    EXPECT_GT(apart, 0.1) << "one person speaks for all";
}

TEST(OpinionLedger, OneCauseAloneIsAllOfAChange) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.ledger = true;
    });
    const auto of_host = [&](Cause cause) {
        return world.measured(Measured::ledger)[host.index() * cause_count + index(cause)];
    };
    processes::hear_news(world.week());
    EXPECT_EQ(world.measured(Measured::legitimacy_change)[host], 0) << "the ledger begins";

    world.turn_to(1);
    world.harm(host, east, herders, 4);
    processes::hear_news(world.week());
    const double fall = world.measured(Measured::legitimacy_change)[host];
    EXPECT_LT(fall, -0.001);
    EXPECT_NEAR(of_host(Cause::own_blame), fall, 1e-9);

    world.turn_to(2);
    world.state[columns::harms].clear();
    processes::hear_news(world.week());
    const double rise = world.measured(Measured::legitimacy_change)[host];
    EXPECT_GT(rise, 0);
    EXPECT_LT(rise, -fall);
    EXPECT_NEAR(of_host(Cause::forgetting), rise, 1e-7) << "memory is kept in floats";
}

TEST(OpinionLedger, WhatKinToldIsTelling) {
    WorldOfFour world([](Parameters& p) {
        keep_news_at_home(p);
        p.opinion.hearing.telling = 1;
        p.opinion.ledger = true;
    });
    processes::hear_news(world.week());
    world.turn_to(1);
    world.clear_ties();
    world.harm(host, west, herders, 4);
    processes::hear_news(world.week());
    double sum = 0;
    for (std::size_t k = 0; k < cause_count; ++k)
        sum += world.measured(Measured::ledger)[host.index() * cause_count + k];
    const auto of_host = [&](Cause cause) {
        return world.measured(Measured::ledger)[host.index() * cause_count + index(cause)];
    };
    EXPECT_LT(of_host(Cause::own_blame), 0);
    EXPECT_LT(of_host(Cause::telling), 0) << "far kin of those in the west";
    EXPECT_NEAR(sum, world.measured(Measured::legitimacy_change)[host], 1e-12);
}

TEST(Start, CiviliansDifferByTheirMakeAndLookToFarKin) {
    WorldOfFour world([](Parameters& p) {
        p.population.people_per_agent = 1;
        p.regions[0].media = 0.25;
        p.regions[1].media = 1;
    });
    double users = 0, squares = 0;
    const auto agents = people(world, west, farmers);
    for (const AgentId agent : agents) {
        users += world.state[columns::traits][agent] & civilians::Trait::media ? 1 : 0;
        const double f =
            world.state[columns::deviation](agent, mission_judged) * static_cast<double>(civilians::deviation_unit);
        squares += f * f;
    }
    // 6,000 persons: six standard deviations
    EXPECT_NEAR(users / 6000, 0.25, 0.034);
    const double variance = world.setup.parameters.opinion.deviation.steadiness * opinion::logistic_variance;
    EXPECT_NEAR(squares / 6000, variance, 6 * variance * std::sqrt(2.0 / 6000));
    for (const AgentId agent : people(world, east, farmers))
        EXPECT_TRUE(world.state[columns::traits][agent] & civilians::Trait::media);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
