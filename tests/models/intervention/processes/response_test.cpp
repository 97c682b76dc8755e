// SPDX-License-Identifier: Apache-2.0
// Companies and their calls, on a world of four.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/intervention/rules/response_decision.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Every commander who can goes; calls cost a hundred force-hours.
void eager(Parameters& p) {
    p.response.cost = -5;
    p.response.gain = 10;
    p.response.commanders = 0;
    p.response.persons = 100;
    p.response.hours = 1;
    p.mechanisms.shared_responsibility.enabled = false;
}

/// What detection would leave of a call to the mission's base in the west.
void call(WorldOfFour& world, const Threat& threat, double known_hour = 2, double hours = 4, OrganisationId o = mission,
          PlaceId base = west) {
    Answer& answer = world.answer(threat, o);
    answer.in_reach = answer.knows = answer.aware = true;
    answer.known_hour = known_hour;
    answer.travel_hours = answer.road_hours = hours;
    answer.base = base;
}

double& hours_of(WorldOfFour& world, OrganisationId o, PlaceId place) {
    return world.state[columns::company_hours][company_at(world, o, place)];
}

TEST(DecideResponses, ACompanyWithoutHoursAnswersNothingAndWantsThem) {
    WorldOfFour world(eager);
    for (int k = 0; k < 20; ++k) call(world, Threat(world.threaten(insurgents, mid_west, farmers)));
    hours_of(world, mission, west) = 0;
    processes::decide_responses(world.week());
    double willing = 0;
    for (const Threat& threat : world.state[columns::threats]) {
        EXPECT_FALSE(world.answer(threat, mission).responds);
        EXPECT_EQ(world.answer(threat, mission).short_of_hours, world.answer(threat, mission).willing);
        willing += world.answer(threat, mission).willing ? 1 : 0;
    }
    EXPECT_GT(willing, 15);
    const std::size_t valley = mission.index() * world.setup.regions.size();
    EXPECT_EQ(world.measured(Measured::calls_willing)[valley], willing);
    EXPECT_EQ(world.measured(Measured::calls_without_hours)[valley], willing);
}

TEST(DecideResponses, HoursArePaidByTheCompanyAndTheLastAnswerMayOweSome) {
    WorldOfFour world(eager);
    for (int k = 0; k < 9; ++k) call(world, Threat(world.threaten(insurgents, mid_west, farmers, 1000)));
    hours_of(world, mission, west) = 250;
    hours_of(world, mission, mid_east) = 1e6;
    processes::decide_responses(world.week());
    int answered = 0;
    for (const Threat& threat : world.state[columns::threats])
        answered += world.answer(threat, mission).responds ? 1 : 0;
    EXPECT_EQ(answered, 3);
    EXPECT_EQ(hours_of(world, mission, west), -50);
    EXPECT_EQ(hours_of(world, mission, mid_east), 1e6) << "a base serves its own calls";
}

TEST(DecideResponses, CallsAreServedByTheDayOfKnowledgeThenByDeathsAvertedThenByAddress) {
    WorldOfFour world(eager);
    const auto threat = [&](std::int32_t deaths, double known) {
        const Threat made = world.threaten(insurgents, mid_west, farmers, deaths);
        call(world, made, known);
        return made;
    };
    const Threat late = threat(900, 25), small = threat(2, 23), grave = threat(500, 20), alike = threat(500, 1);
    const auto answered = [&](double hours) {
        for (const Threat& one : world.state[columns::threats]) {
            Answer& answer = world.answer(one, mission);
            answer.responds = answer.willing = answer.short_of_hours = false;
        }
        hours_of(world, mission, west) = hours;
        processes::decide_responses(world.week());
        std::vector<bool> who;
        for (const Threat& one : {grave, alike, small, late}) who.push_back(world.answer(one, mission).responds);
        return who;
    };
    ASSERT_LT(grave.address, alike.address);
    EXPECT_EQ(answered(1), (std::vector{true, false, false, false}));
    EXPECT_EQ(answered(101), (std::vector{true, true, false, false}));
    EXPECT_EQ(answered(201), (std::vector{true, true, true, false}));
    EXPECT_EQ(answered(301), (std::vector{true, true, true, true}));
}

TEST(DecideResponses, TheDecisionIsDrawnByEventAndCompanyAndHangsOnTheContingentsNorm) {
    const auto answered = [](double norm) {
        WorldOfFour world([](Parameters& p) {
            p.response.commanders = 0;
            p.response.norm_odds = 10;
            p.response.cost = 1;
            p.mechanisms.shared_responsibility.enabled = false;
        });
        int count = 0;
        for (int k = 0; k < 200; ++k) call(world, Threat(world.threaten(insurgents, mid_west, farmers)));
        hours_of(world, mission, west) = 1e9;
        world.state[columns::contingent_norm_in_force][ContingentId(0)][0] = norm;
        processes::decide_responses(world.week());
        const Parameters& p = world.setup.parameters;
        for (const Threat& threat : world.state[columns::threats]) {
            const Choice choice{
                .norm = effective_norm(norm, p.organisations[0].ambiguity, threat.ambiguity, 1),
                .averted = expected_averted(10, 1 - std::exp(-p.response.effectiveness * p.organisations[0].quality),
                                            p.response.readiness_hours + 4, p.threats.raid.lead_hours),
                .travel_hours = 4,
                .caveat_hours = p.contingents[0].caveat_hours,
                .danger = world.state[columns::control][mid_west]};
            const std::uint64_t asked =
                random::paired(threat.address, world.setup.keys.of(company_at(world, mission, west)));
            const bool goes =
                world.facts().uniform(asked, streams::decision) < response_probability(p.response, choice);
            EXPECT_EQ(world.answer(threat, mission).responds, goes);
            count += goes ? 1 : 0;
        }
        return count;
    };
    EXPECT_GT(answered(0.95), answered(0.3));
}

TEST(DecideResponses, OfSeveralContingentsTheOneWithMostHoursThatMayGoTakesTheCall) {
    WorldOfFour world([](Parameters& p) {
        eager(p);
        Contingent second;
        second.persons = 500;
        second.caveat_hours = 3;
        second.command.add("2010-01-04", "mission");
        p.contingents.add("careful", second);
    });
    const auto companies = [&](const char* contingent) {
        for (const CompanyId c : world.setup.companies_of[mission])
            if (world.setup.company[c].place == west &&
                world.setup.parameters.contingents.name(world.setup.company[c].contingent.index()) == contingent)
                return c;
        throw std::logic_error(contingent);
    };
    auto& left = world.state[columns::company_hours];
    const Threat near = world.threaten(insurgents, mid_west, farmers, 1000);
    call(world, near, 2, 2);
    left[companies("mission_battalion")] = 500;
    left[companies("careful")] = 900;
    processes::decide_responses(world.week());
    EXPECT_EQ(left[companies("careful")], 800) << "it has most";
    world.state[columns::threats].clear();
    const Threat far = world.threaten(insurgents, mid_west, farmers, 1000);
    call(world, far, 2, 4);
    processes::decide_responses(world.week());
    EXPECT_EQ(left[companies("careful")], 800) << "its capital forbids";
    EXPECT_EQ(left[companies("mission_battalion")], 400);
}

TEST(DecideResponses, CommandersDifferAndStayForATour) {
    WorldOfFour world([](Parameters& p) {
        p.response.commanders = 1;
        p.response.rotation_weeks = 10;
        p.mechanisms.shared_responsibility.enabled = false;
    });
    std::vector<double> by_norm;
    for (std::int32_t t = 0; t < 40; ++t) {
        world.turn_to(t);
        world.state[columns::threats].clear();
        Threat& threat = world.threaten(insurgents, mid_west, farmers);
        call(world, threat);
        hours_of(world, mission, west) = 1e9;
        world.state[columns::control].fill(0);
        processes::decide_responses(world.week());
        by_norm.push_back(world.answer(threat, mission).due);
    }
    int changes = 0;
    for (std::size_t t = 1; t < by_norm.size(); ++t) changes += by_norm[t] != by_norm[t - 1] ? 1 : 0;
    EXPECT_EQ(changes, 4) << "one at the end of each tour";
}

/// Chance-free view of the account: what an organisation would add to another's logit shows in `due` alone, so the
/// number of answers of many like calls is compared.
int answers(const std::function<void(Parameters&)>& change, OrganisationId o) {
    WorldOfFour world([&](Parameters& p) {
        p.response.commanders = 0;
        p.response.cost = 1;
        change(p);
    });
    world.clear_ties();
    world.set_tie(mission, partner, Channel::mandate, 1);
    world.set_tie(mission, partner, Channel::information, 1);
    for (int k = 0; k < 400; ++k) {
        const Threat threat = world.threaten(insurgents, mid_west, farmers);
        call(world, threat);
        call(world, threat, 2, 4, partner, mid_west);
    }
    hours_of(world, mission, west) = hours_of(world, partner, mid_west) = 1e9;
    processes::decide_responses(world.week());
    int count = 0;
    for (const Threat& threat : world.state[columns::threats]) count += world.answer(threat, o).responds ? 1 : 0;
    return count;
}

TEST(DecideResponses, ALeadGainsWhatItsPartnerLoses) {
    const auto led_by = [](const char* lead) {
        return [lead](Parameters& p) {
            p.mechanisms.shared_responsibility = {.bystanding = 0, .clarity = 1, .lead_duty = 2, .lead = lead};
        };
    };
    EXPECT_GT(answers(led_by("mission"), mission), answers(led_by(""), mission));
    EXPECT_LT(answers(led_by("mission"), partner), answers(led_by(""), partner));
    EXPECT_GT(answers(led_by("partner"), partner), answers(led_by(""), partner));
    EXPECT_LT(answers(led_by("partner"), mission), answers(led_by(""), mission));
    EXPECT_EQ(answers(led_by("host"), mission), answers(led_by(""), mission)) << "it is not in reach";
}

TEST(DecideResponses, WhoKnowsOfAnotherWhoKnowsCountsOnIt) {
    const auto bystanding = [](double b, double clarity) {
        return [=](Parameters& p) {
            p.mechanisms.shared_responsibility = {.bystanding = b, .clarity = clarity, .lead = ""};
        };
    };
    EXPECT_LT(answers(bystanding(2, 0), mission), answers(bystanding(0, 0), mission));
    EXPECT_GT(answers(bystanding(2, 0.8), mission), answers(bystanding(2, 0), mission)) << "clear tasking";
}

/// What a force that keeps so much of its hours for itself meets and does in a year.
struct Year {
    double attacks = 0, patrols = 0, answers = 0;
};

Year year_of(double self_share) {
    WorldOfFour world([&](Parameters& p) {
        p.organisations[0].self_share = self_share;
        p.response.cost = 0;
        p.force_attacks.attacks.jihadist = 1;
        p.bands.attack_losses = p.bands.response_losses = 0;
        p.mechanisms.force_protection.attacks_pull = 0;  // it stays as it is told
    });
    Year year;
    for (std::int32_t t = 0; t < 52; ++t) {
        world.turn_to(t);
        world.run_week();
        year.attacks += world.measured(Measured::attacked)[mission];
        year.patrols += world.measured(Measured::patrols)[mission];
        year.answers += world.measured(Measured::responded_known)[mission];
    }
    return year;
}

TEST(Companies, OfAForceThatTurnsInwardAreAttackedLessPatrolLessAndAnswerLess) {
    const Year outward = year_of(0.4), inward = year_of(0.95);
    EXPECT_LT(inward.attacks, outward.attacks);
    EXPECT_LT(inward.patrols, outward.patrols / 2);
    EXPECT_LT(inward.answers, outward.answers);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
