// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/intervention/mechanisms/consent_silence.hpp"
#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/rules/obligation.hpp"
#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

constexpr int no_review = 2;  // the fifteenth of July

/// No obligation is acted on by chance; each kind has a deadline of its own.
void owe_only(Parameters& p) {
    p.organisations[1].mandate.human_rights = 2;
    p.obligations.action = 0;
    p.obligations.dialogue_weeks = 3;
    p.obligations.restrain_weeks = 5;
    p.obligations.report_weeks = 7;
    p.mechanisms.due_diligence.detection = 0.6;
    p.mechanisms.due_diligence.memory = 0.8;
}

/// The mission supports the host, the partner trains the mission, the host gives warnings alone.
void tie(WorldOfFour& world) {
    world.clear_ties();
    world.set_tie(mission, host, Channel::logistics, 0.3);
    world.set_tie(partner, mission, Channel::training, 0.2);
    world.set_tie(host, partner, Channel::information, 0.9);
}

double& of(WorldOfFour& world, Measured measured, OrganisationId o, Tier tier) {
    return world.measured(measured)[o.index() * tier_count + index(tier)];
}

/// The uniform that decides about a duty in this week, by the formula of its address.
double draw(WorldOfFour& world, const Obligation& duty) {
    const auto age = static_cast<std::uint64_t>(world.facts().tick.index - duty.since);
    const std::uint64_t owed = random::paired(duty.address, world.setup.keys.of(duty.owner));
    return world.facts().uniform(random::paired(owed, age), streams::obligation,
                                 duty.component == Component::monitor ? 1 : 0);
}

Obligation duty_about(const Incident& incident, OrganisationId owner, OrganisationId subject, Tier tier,
                      Component component) {
    return {.address = incident.address,
            .since = no_review,
            .due = no_review + 9,
            .owner = owner,
            .subject = subject,
            .place = incident.place,
            .community = incident.community,
            .tier = tier,
            .component = component};
}

TEST(Oversee, ProtectionIsSettledAtOnceForWhoKnewWithinReachAndHadTheMandate) {
    WorldOfFour world([](Parameters& p) { p.organisations[2].mandate.protection = 0; });
    world.turn_to(no_review);
    const auto call = [&](OrganisationId o, bool in_reach, bool knows, bool responds) {
        Answer& answer = world.answer(world.threaten(insurgents, mid_east, herders), o);
        answer.in_reach = in_reach;
        answer.knows = knows;
        answer.responds = responds;
        answer.arrival_hour = 1000;
    };
    call(mission, true, true, true);
    call(mission, true, true, false);
    call(mission, true, true, false);
    call(mission, true, false, false);
    call(partner, false, true, false);
    call(partner, true, true, true);
    call(host, true, true, true);

    processes::oversee(world.week());

    const auto due = [&](OrganisationId o) {
        return of(world, Measured::obligations_due, o, Tier::physical_protection);
    };
    const auto met = [&](OrganisationId o) {
        return of(world, Measured::obligations_met, o, Tier::physical_protection);
    };
    EXPECT_EQ(due(mission), 3);
    EXPECT_EQ(met(mission), 1);
    EXPECT_EQ(due(partner), 1);
    EXPECT_EQ(met(partner), 1);
    EXPECT_EQ(due(host), 0) << "it has no mandate to protect";
    for (const Obligation& duty : world.state[columns::obligations]) EXPECT_EQ(duty.tier, Tier::dialogue);
}

TEST(Oversee, WhoStandsWhereAThreatWasOwesDialogueInThatPlace) {
    WorldOfFour world([](Parameters& p) {
        owe_only(p);
        p.organisations[2].mandate.protection = 0;
    });
    world.turn_to(no_review);
    for (TaskShares& shares : world.state[columns::task_share]) shares.fill(0);
    const Threat by_mission = world.threaten(insurgents, west, herders);
    const Threat by_partner = world.threaten(militia, mid_west, farmers);
    world.threaten(militia, east, farmers);

    processes::oversee(world.week());

    Obligation first = duty_about(by_mission, mission, mission, Tier::dialogue, Component::protect);
    Obligation second = duty_about(by_partner, partner, partner, Tier::dialogue, Component::protect);
    first.due = second.due = no_review + 3;
    EXPECT_EQ(world.state[columns::obligations], (std::vector{first, second}));
}

TEST(Oversee, AFrozenMandateStaysAsItWas) {
    WorldOfFour world([](Parameters& p) {
        Schedule withdrawn(1);
        withdrawn.add(*parse_date("2013-07-10"), 0);
        p.organisations[0].mandate.protection = p.organisations[1].mandate.protection = withdrawn;
        p.organisations[0].mandate.human_rights = p.organisations[1].mandate.human_rights = withdrawn;
        p.organisations[1].mandate.frozen = *parse_date("2013-07-05");
        p.obligations.action = 0;
    });
    world.turn_to(no_review);
    for (const OrganisationId o : {mission, partner}) {
        Answer& answer = world.answer(world.threaten(insurgents, east, farmers), o);
        answer.in_reach = answer.knows = true;
    }
    world.harm(host, east, farmers);

    processes::oversee(world.week());

    EXPECT_EQ(of(world, Measured::obligations_due, mission, Tier::physical_protection), 0);
    EXPECT_EQ(of(world, Measured::obligations_due, partner, Tier::physical_protection), 1);
    EXPECT_EQ(world.measured(Measured::abuses)[mission], 0);
    EXPECT_EQ(world.measured(Measured::abuses)[partner], 1);
}

TEST(Oversee, KnownHarmIsToBeRestrainedByItselfOrItsSupporterAndReportedByOthers) {
    WorldOfFour world(owe_only);
    world.turn_to(no_review);
    tie(world);
    fill_unlike(world.state[columns::risk], 0.1, 0.01);
    const auto risk = world.state[columns::risk];
    std::vector<Harm> harms;
    const OrganisationId perpetrators[3] = {mission, partner, host};
    for (std::size_t i = 0; i < 24; ++i)
        harms.push_back(world.harm(perpetrators[i % 3], i % 2 ? east : mid_west, i % 4 ? herders : farmers));

    processes::oversee(world.week());

    std::vector<Obligation> expected;
    Grid<double, OrganisationId, OrganisationId> known(world.setup.organisations, world.setup.organisations);
    const auto owe = [&](const Harm& harm, OrganisationId owner, Component component, int weeks) {
        Obligation duty = duty_about(harm, owner, harm.perpetrator, Tier::protective_environment, component);
        duty.due = no_review + weeks;
        expected.push_back(duty);
    };
    for (const Harm& harm : harms) {
        if (!(world.facts().uniform(harm.address, streams::abuse_known) < 0.6)) continue;
        for (const OrganisationId o : {mission, partner}) {  // the host is not charged with human rights
            const bool own = harm.perpetrator == o;
            const bool supports =
                (o == mission && harm.perpetrator == host) || (o == partner && harm.perpetrator == mission);
            if (own || supports) owe(harm, o, Component::restrain, 5);
            if (own) continue;
            owe(harm, o, Component::monitor, 7);
            known(o, harm.perpetrator) += 1;
        }
    }
    EXPECT_GT(expected.size(), 20U);
    EXPECT_EQ(world.state[columns::obligations], expected);
    // What stays unknown is decided at once; the rest when its duty is.
    const auto pending = [&](OrganisationId o, Component component) {
        return static_cast<double>(std::count_if(expected.begin(), expected.end(), [&](const Obligation& duty) {
            return duty.owner == o && duty.subject != o && duty.component == component;
        }));
    };
    for (const OrganisationId o : {mission, partner}) {
        EXPECT_EQ(world.measured(Measured::voice_decided)[o], 16 - pending(o, Component::monitor));
        EXPECT_EQ(world.measured(Measured::support_decided)[o], 8 - pending(o, Component::restrain));
    }
    for (const OrganisationId o : world.setup.organisations)
        for (const OrganisationId p : world.setup.organisations)
            EXPECT_NEAR(world.state[columns::risk](o, p), 0.8 * risk(o, p) + 0.2 * known(o, p), 1e-13);
    EXPECT_EQ(world.measured(Measured::abuses)[mission], 16) << "by others, known or not";
    EXPECT_EQ(world.measured(Measured::abuses)[partner], 16);
    EXPECT_EQ(world.measured(Measured::abuses)[host], 0);
    EXPECT_EQ(world.measured(Measured::abuses_supported)[mission], 8) << "by the host";
    EXPECT_EQ(world.measured(Measured::abuses_supported)[partner], 8) << "by the mission";
}

TEST(Oversee, WhoIsNotInTheCountryWatchesNobody) {
    WorldOfFour world(owe_only);
    world.turn_to(no_review);
    world.state[columns::strength][partner] = 0;
    for (int k = 0; k < 9; ++k) world.harm(host, east, herders);
    processes::oversee(world.week());
    EXPECT_EQ(world.measured(Measured::abuses)[mission], 9);
    EXPECT_EQ(world.measured(Measured::abuses)[partner], 0);
    EXPECT_EQ(world.state[columns::risk](partner, host), 0);
    EXPECT_GT(world.state[columns::risk](mission, host), 0);
}

TEST(Oversee, DialogueIsMetByTheDrawAgainstTheHoursThatTheHostClears) {
    WorldOfFour world([](Parameters& p) {
        p.host.access_elasticity = 2;
        p.mechanisms.consent_silence.enabled = true;
        p.organisations[0].consent = 0.6;
        p.forces.availability = 40.0 / 168;
        p.obligations.engagement_hours = 500;
    });
    world.turn_to(no_review);
    world.state[columns::consent_deviation][mission] = 0.1;
    world.state[columns::consent_deviation][host] = -0.3;
    world.state[columns::norm][mission] = {0.7, 0.2, 0.3};
    world.state[columns::norm][host] = {0.35, 0.9, 0.8};
    world.state[columns::task_share][mission] = {0.15, 0.2, 0.05, 0.25, 0.3, 0.05};
    world.state[columns::task_share][host] = {0.1, 0.05, 0.4, 0.2, 0.15, 0.1};
    std::vector<Obligation> duties;
    for (std::size_t i = 0; i < 80; ++i) {
        const Threat threat = world.threaten(insurgents, i % 2 ? west : east, herders);
        duties.push_back(
            duty_about(threat, i % 2 ? mission : host, i % 2 ? mission : host, Tier::dialogue, Component::protect));
        if (i % 5 == 0) duties.back().since -= 70;  // an old one is drawn for anew
        if (i % 7 == 0) duties.back().due = no_review;
    }
    world.state[columns::threats].clear();
    world.state[columns::obligations] = duties;

    processes::oversee(world.week());

    const double of_mission = 0.6 * 1000 * 40 * 0.15 * std::pow(0.6 + 0.1, 2);
    const double of_host = 600 * 40 * 0.1;  // its movements are its own
    std::vector<Obligation> kept;
    double due[3] = {}, met[3] = {};
    for (const Obligation& duty : duties) {
        const double chance =
            duty.owner == mission ? 1 - std::exp(-0.7 * of_mission / 500) : 1 - std::exp(-0.35 * of_host / 500);
        const bool acts = draw(world, duty) < chance;
        if (!acts && duty.due > no_review) kept.push_back(duty);
        due[duty.owner.index()] += acts || duty.due <= no_review ? 1 : 0;
        met[duty.owner.index()] += acts ? 1 : 0;
    }
    EXPECT_EQ(world.state[columns::obligations], kept);
    for (const OrganisationId o : world.setup.organisations) {
        EXPECT_EQ(of(world, Measured::obligations_due, o, Tier::dialogue), due[o.index()]);
        EXPECT_EQ(of(world, Measured::obligations_met, o, Tier::dialogue), met[o.index()]);
    }
    EXPECT_LT(met[2], due[2]);
    EXPECT_LT(0, met[2]);
    EXPECT_LT(0, met[0]);
}

/// Many duties of the mission and of the partner to restrain and to report, about all three; some old, some due.
std::vector<Obligation> many_duties(WorldOfFour& world) {
    std::vector<Obligation> duties;
    for (std::size_t i = 0; i < 180; ++i) {
        const OrganisationId subject(i % 3), owner(i / 3 % 2);
        const Component component = i / 6 % 2 ? Component::monitor : Component::restrain;
        const Harm harm = world.harm(subject, east, herders);
        duties.push_back(duty_about(harm, owner, subject, Tier::protective_environment, component));
        if (i % 5 == 0) duties.back().since -= 70;
        if (i % 4 == 0) duties.back().due = no_review;
    }
    world.state[columns::harms].clear();
    return duties;
}

/// What comes of duties in a week in which each is acted on by a draw against its chance.
template <class Chance>
void expect_outcomes(WorldOfFour& world, const std::vector<Obligation>& duties, const Chance& chance_of) {
    std::vector<Obligation> kept;
    std::vector<Report> reports;
    double due[3] = {}, met[3] = {}, voiced[3] = {}, voice_decided[3] = {}, support_decided[3] = {};
    const bool enabled = world.setup.parameters.mechanisms.due_diligence.enabled;
    for (const Obligation& duty : duties) {
        const std::size_t o = duty.owner.index();
        const bool acts = draw(world, duty) < chance_of(duty);
        const bool binds = enabled || duty.component == Component::monitor || duty.subject == duty.owner;
        if (acts && duty.component == Component::monitor) {
            voiced[o] += 1;
            reports.push_back({duty.address, duty.owner, duty.subject, duty.place, duty.community});
        }
        if (!acts && duty.due > no_review) kept.push_back(duty);
        if (!binds) continue;
        const bool is_decided = acts || duty.due <= no_review;
        if (is_decided && duty.component == Component::monitor) voice_decided[o] += 1;
        if (is_decided && duty.component == Component::restrain && duty.subject != duty.owner) support_decided[o] += 1;
        due[o] += acts || duty.due <= no_review ? 1 : 0;
        met[o] += acts ? 1 : 0;
    }
    EXPECT_EQ(world.state[columns::obligations], kept);
    EXPECT_EQ(world.state[columns::reports], reports);
    EXPECT_GT(reports.size(), 5U);
    for (const OrganisationId o : world.setup.organisations) {
        EXPECT_EQ(of(world, Measured::obligations_due, o, Tier::protective_environment), due[o.index()]);
        EXPECT_EQ(of(world, Measured::obligations_met, o, Tier::protective_environment), met[o.index()]);
        EXPECT_EQ(world.measured(Measured::abuses_voiced)[o], voiced[o.index()]);
        EXPECT_EQ(world.measured(Measured::voice_decided)[o], voice_decided[o.index()]);
        EXPECT_EQ(world.measured(Measured::support_decided)[o], support_decided[o.index()]);
    }
}

void speak(Parameters& p) {
    p.obligations.action = 0.9;
    p.obligations.voice = 0.75;
    p.mechanisms.consent_silence.enabled = true;
    p.mechanisms.consent_silence.silence = 0.8;
}

/// Norms that differ by component, plans shared with the host, a report of last week.
void arrange_voices(WorldOfFour& world) {
    world.turn_to(no_review);
    world.clear_ties();
    world.set_tie(mission, host, Channel::mandate, 0.7);
    world.set_tie(host, mission, Channel::mandate, 0.2);
    world.set_tie(partner, mission, Channel::mandate, 0.9);
    world.state[columns::norm][mission] = {0.1, 0.4, 0.95};
    world.state[columns::norm][partner] = {0.2, 0.7, 0.5};
    world.state[columns::reports].push_back({1, partner, host, west, farmers});
}

double chance_to_speak(const Obligation& duty, double voice_of_mission) {
    const bool of_mission = duty.owner == mission;
    if (duty.component == Component::restrain) return 0.9 * (of_mission ? 0.4 : 0.7);
    if (!of_mission) return 0.9 * 0.5 * 0.75;
    return 0.9 * 0.95 * voice_of_mission * (duty.subject == host ? 1 - 0.8 * 0.7 : 1);
}

TEST(Oversee, RestraintAndReportsAreDrawnAgainstTheNormVoiceAndSilenceAboutTheHost) {
    WorldOfFour world(speak);
    arrange_voices(world);
    const std::vector<Obligation> duties = many_duties(world);
    world.state[columns::obligations] = duties;
    processes::oversee(world.week());
    expect_outcomes(world, duties, [](const Obligation& duty) { return chance_to_speak(duty, 0.75); });
}

TEST(Oversee, VoiceIsTakenOverWithConductAndByItsOrganisationAlone) {
    WorldOfFour world(speak);
    arrange_voices(world);
    world.state[columns::imposed] = Conduct{};
    world.state[columns::imposed]->voice = 0.3;
    const std::vector<Obligation> duties = many_duties(world);
    world.state[columns::obligations] = duties;
    processes::oversee(world.week());
    expect_outcomes(world, duties, [](const Obligation& duty) { return chance_to_speak(duty, 0.3); });
}

TEST(Oversee, WithoutDueDiligenceTheDutyToRestrainAPartnerDoesNotCount) {
    WorldOfFour world([](Parameters& p) {
        speak(p);
        p.mechanisms.due_diligence.enabled = false;
    });
    arrange_voices(world);
    world.set_tie(mission, host, Channel::logistics, 0.5);
    world.state[columns::held_back](mission, host) = 1;
    const std::vector<Obligation> duties = many_duties(world);
    world.state[columns::obligations] = duties;
    processes::oversee(world.week());
    expect_outcomes(world, duties, [](const Obligation& duty) { return chance_to_speak(duty, 0.75); });
    EXPECT_EQ(world.measured(Measured::support_held_back)[mission], 0);
    EXPECT_EQ(world.measured(Measured::abuses_conditioned)[mission], 0);

    world.clear_measures();
    world.harm(host, east, herders);
    processes::oversee(world.week());
    EXPECT_EQ(world.measured(Measured::abuses)[mission], 1);
    EXPECT_EQ(world.measured(Measured::abuses_supported)[mission], 0);
}

TEST(Oversee, SupportHeldBackIsRestraintOfThePartnerItIsHeldBackFrom) {
    WorldOfFour world([](Parameters& p) { p.obligations.action = 0; });
    arrange_voices(world);
    world.state[columns::held_back](mission, host) = 1;
    world.state[columns::held_back](partner, partner) = 1;
    const std::vector<Obligation> duties = many_duties(world);
    world.state[columns::obligations] = duties;

    processes::oversee(world.week());

    const auto conditioned = std::count_if(duties.begin(), duties.end(), [](const Obligation& duty) {
        return duty.owner == mission && duty.subject == host && duty.component == Component::restrain;
    });
    EXPECT_EQ(world.measured(Measured::abuses_conditioned)[mission], conditioned);
    EXPECT_EQ(world.measured(Measured::abuses_conditioned)[partner], 0);
    EXPECT_EQ(of(world, Measured::obligations_met, mission, Tier::protective_environment), conditioned);
    EXPECT_TRUE(world.state[columns::reports].empty());
}

TEST(Oversee, VoiceStaysItsOwnWhereTaskSharesAloneAreTakenOver) {
    WorldOfFour world([](Parameters& p) {
        speak(p);
        p.conduct.imposed = Imposed::tasks;
    });
    arrange_voices(world);
    world.state[columns::imposed] = Conduct{};
    world.state[columns::imposed]->voice = 0.3;
    const std::vector<Obligation> duties = many_duties(world);
    world.state[columns::obligations] = duties;
    processes::oversee(world.week());
    expect_outcomes(world, duties, [](const Obligation& duty) { return chance_to_speak(duty, 0.75); });
}

TEST(Oversee, KnownHarmOfTheWeekEntersItsReviewAndItsReviewRestrainsAtOnce) {
    WorldOfFour world([](Parameters& p) {
        p.obligations.action = 0;
        p.mechanisms.due_diligence.detection = 1;
        p.mechanisms.due_diligence.memory = 0.7;
        p.mechanisms.due_diligence.threshold = 0.5;
    });
    world.turn_to(5);  // 5 August
    world.clear_ties();
    world.set_tie(mission, host, Channel::training, 0.3);
    world.harm(host, east, herders);
    world.harm(host, west, farmers);  // 0.3 each

    processes::oversee(world.week());

    EXPECT_EQ(world.state[columns::held_back](mission, host), 1);
    EXPECT_EQ(world.measured(Measured::abuses_conditioned)[mission], 2);
    EXPECT_EQ(of(world, Measured::obligations_met, mission, Tier::protective_environment), 2);
    ASSERT_EQ(world.state[columns::obligations].size(), 2U) << "to report it";
    EXPECT_EQ(world.state[columns::obligations][0].component, Component::monitor);
}

TEST(Oversee, ConditionsWithoutStrengthRestrainNobody) {
    WorldOfFour world([](Parameters& p) {
        p.obligations.action = 0;
        p.mechanisms.due_diligence.strength = 0;
    });
    arrange_voices(world);
    world.state[columns::held_back](mission, host) = 1;
    world.state[columns::obligations] = many_duties(world);
    processes::oversee(world.week());
    EXPECT_EQ(world.measured(Measured::abuses_conditioned)[mission], 0);
}

TEST(Oversee, WhoVetsReviewsSupportInTheFirstWeekOfAMonth) {
    struct Week {
        int index;
        bool reviews;
    };
    // 8 July, 5 August, 30 September, 7 October 2013.
    for (const auto [index, reviews] : {Week{1, false}, Week{5, true}, Week{13, false}, Week{14, true}}) {
        WorldOfFour world([](Parameters& p) {
            p.mechanisms.due_diligence.threshold = 0.4;
            p.mechanisms.due_diligence.memory = 0.5;
        });
        world.turn_to(index);
        world.clear_ties();
        world.set_tie(mission, partner, Channel::training, 0.2);
        world.set_tie(partner, host, Channel::logistics, 0.2);
        auto& state = world.state;
        state[columns::risk](mission, partner) = 1;    // 0.5 remembered: too much
        state[columns::risk](mission, host) = 0.7;     // 0.35: as before
        state[columns::risk](mission, mission) = 0.3;  // 0.15: given again
        state[columns::risk](partner, host) = 9;       // but it does not vet
        state[columns::held_back](mission, host) = 1;
        state[columns::held_back](mission, mission) = 1;

        processes::oversee(world.week());

        EXPECT_EQ(state[columns::held_back](mission, partner), reviews ? 1 : 0) << index;
        EXPECT_EQ(state[columns::held_back](mission, host), 1) << index;
        EXPECT_EQ(state[columns::held_back](mission, mission), reviews ? 0 : 1) << index;
        EXPECT_EQ(state[columns::held_back](partner, host), 0) << index;
        EXPECT_EQ(world.measured(Measured::support_held_back)[mission], reviews ? 1 : 0)
            << "the host is not supported by it: " << index;
        EXPECT_EQ(world.measured(Measured::support_held_back)[partner], 0) << index;
    }
}

TEST(Oversee, RulesWatchEveryWeekAndAreReviewedMonthly) {
    const auto rules = [](Parameters& p) {
        p.cooperation.rules.add("violence", {"mission", "partner", {}, Trigger::civilians_killed, 1.9, -1, 0.9});
        p.cooperation.rules.add("losses", {"partner", "mission", {}, Trigger::members_killed, 3.1, -1, 0.6});
        p.cooperation.rules.add("abuses", {"mission", "host", {}, Trigger::abuses, 1.6, -1, 0.7});
    };
    for (const int index : {4, 5}) {  // 29 July, 5 August 2013
        WorldOfFour world(rules);
        world.turn_to(index);
        world.threaten(insurgents, west, farmers, 30).deaths = 7;
        world.harm(partner, west, farmers, 2).threatened = 30;
        world.harm(host, east, farmers, 3).threatened = 30;
        world.harm(host, east, farmers, 5).threatened = 30;
        world.measured(Measured::force_deaths)[mission] = 11;
        world.measured(Measured::force_deaths)[partner] = 6;
        world.state[columns::watched][RuleId(0)] = 0.3;
        world.state[columns::watched][RuleId(1)] = 1.1;
        world.state[columns::watched][RuleId(2)] = 1.4;
        for (auto& holds : world.state[columns::in_force]) holds = 0;
        world.state[columns::in_force][RuleId(2)] = 1;

        processes::oversee(world.week());

        EXPECT_NEAR(world.state[columns::watched][RuleId(0)], 0.9 * 0.3 + 0.1 * (7 + 2 + 3 + 5), 1e-14);
        EXPECT_NEAR(world.state[columns::watched][RuleId(1)], 0.6 * 1.1 + 0.4 * 6, 1e-14) << "the giver's";
        EXPECT_NEAR(world.state[columns::watched][RuleId(2)], 0.7 * 1.4 + 0.3 * 2, 1e-14) << "the receiver's";
        EXPECT_EQ(world.state[columns::in_force][RuleId(0)], index == 5 ? 1 : 0) << "1.97";
        EXPECT_EQ(world.state[columns::in_force][RuleId(1)], 0) << "3.06";
        EXPECT_EQ(world.state[columns::in_force][RuleId(2)], index == 5 ? 0 : 1) << "1.58";
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
