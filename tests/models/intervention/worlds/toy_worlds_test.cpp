// SPDX-License-Identifier: Apache-2.0
// What bands are for, one loop at a time, each beside the same world in which the mechanism is off. Replicates share
// their luck between the two.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "tests/models/intervention/worlds/toy.hpp"

namespace peacenorm::intervention::testing {
namespace {

using namespace toy;

constexpr std::int32_t year = 52;

/// In how many replicates a play answers yes.
template <class Ask>
std::uint32_t replicates_in_which(Ask ask) {
    std::uint32_t yes = 0;
    for (std::uint32_t r = 0; r < replicates; ++r) yes += ask(r) ? 1 : 0;
    return yes;
}

// A base closes and bands come.

/// A mission in the town, whose base closes after a year, or stays for good; rebels in the hills.
Parameters base_in_town(const config::Schedule& share) {
    Parameters p;
    add_people(p);
    add_groups(p);
    add_mission(p, 0, 0);
    p.bases[0].share = share;
    p.mechanisms.band_movement = {.mobility = 0.2, .core = 1, .vacuum = 1.5};
    return p;
}

Parameters closing() {
    return base_in_town(step(1, year, 0));
}

/// Nothing draws or drives a band but its home, the road and the vacuum; none dies, none joins; what it does there
/// hangs on nobody else.
Parameters by_vacuum_alone(Parameters p, double vacuum) {
    p.mechanisms.band_movement.vacuum = vacuum;
    p.mechanisms.band_movement.success = p.mechanisms.band_movement.loss = 0;
    p.mechanisms.band_movement.support = p.mechanisms.band_movement.rivalry = 0;
    p.bands.operation_losses = p.bands.response_losses = p.bands.attack_losses = 0;
    p.mechanisms.recruitment.enabled = p.mechanisms.self_defence.enabled = false;
    p.mechanisms.presence_deterrence.enabled = p.mechanisms.strategic_violence.enabled = false;
    p.mechanisms.contested_ground.enabled = false;
    p.response.effectiveness = 0;
    return p;
}

/// The town in a year: rebels and their control, means over its weeks; civilians killed.
struct Year {
    double rebels = 0, control = 0, killed = 0;
};

Year year_in_town(Play& play, std::int32_t from) {
    play.to(from);
    Year seen;
    play.to(from + year, [&] {
        seen.rebels += play.state()[columns::fighters](rebels, town) / year;
        seen.control += play.state()[columns::control][town] / year;
        seen.killed += play.week_of(Measured::killed_place)[town];
    });
    return seen;
}

/// The year before the base closes, and the year after.
struct Years {
    Year before, after;
};

Years around_the_closure(const Parameters& p, std::uint32_t replicate) {
    Play play(p, 2 * year, replicate);
    const Year before = year_in_town(play, 0);
    return {before, year_in_town(play, year)};
}

TEST(BaseCloses, BandsControlAndKillingsComeWithinAYear) {
    EXPECT_GE(replicates_in_which([](std::uint32_t r) {
                  const auto [before, after] = around_the_closure(closing(), r);
                  return after.rebels > before.rebels && after.control > before.control && after.killed > before.killed;
              }),
              nearly_all);
}

TEST(BaseCloses, NobodyComesWhereBandsDoNotMove) {
    Parameters p = closing();
    p.mechanisms.band_movement.enabled = false;
    EXPECT_EQ(replicates_in_which([&](std::uint32_t r) {
                  const auto [before, after] = around_the_closure(p, r);
                  return after.rebels > 0 || after.control > 0 || after.killed > 0;
              }),
              0U);
}

TEST(BaseCloses, NobodyComesOrIsKilledForItWhereVacuumDrawsNobody) {
    const Parameters stays = by_vacuum_alone(base_in_town(1), 0), closes = by_vacuum_alone(closing(), 0);
    double killed = 0;
    EXPECT_EQ(replicates_in_which([&](std::uint32_t r) {
                  const Year with_base = around_the_closure(stays, r).after,
                             without = around_the_closure(closes, r).after;
                  killed += without.killed;
                  return without.rebels != with_base.rebels || without.killed != with_base.killed;
              }),
              0U);
    EXPECT_GT(killed, 0) << "or nobody could be";
}

TEST(BaseCloses, ThePullOfGroundWithoutForcesIsOfEitherSign) {
    double more_killed = 0;
    const auto more_come = [&](double vacuum) {
        const Parameters stays = by_vacuum_alone(base_in_town(1), vacuum), closes = by_vacuum_alone(closing(), vacuum);
        more_killed = 0;
        return replicates_in_which([&](std::uint32_t r) {
            const Year with_base = around_the_closure(stays, r).after, without = around_the_closure(closes, r).after;
            more_killed += without.killed - with_base.killed;
            return without.rebels > with_base.rebels;
        });
    };
    EXPECT_GE(more_come(1), nearly_all);
    EXPECT_GT(more_killed, 0);
    EXPECT_LE(more_come(-1), replicates - nearly_all) << "below 0 bands seek forces out";
    EXPECT_LT(more_killed, 0);
}

// Unanswered killings arm a community.

/// Rebels among the farmers of the hills, and nobody else.
Parameters unanswered() {
    Parameters p;
    add_people(p);
    add_groups(p);
    add_mission(p, 0, 0);
    p.armed_groups[rebels.index()].fighters = 600;
    p.mechanisms.band_movement.enabled = false;
    return p;
}

/// Soldiers hear of every attack and come in time, but stop next to nothing of it: people die as before.
Parameters answered() {
    Parameters p = unanswered();
    p.bases[0].share = p.bases[1].share = 0.5;
    p.detection.report_hours = 0;
    p.response = {.cost = -50,
                  .cost_per_day = 0,
                  .risk = 0,
                  .caveat = 0,
                  .commanders = 0,
                  .readiness_hours = 0,
                  .effectiveness = 0.05,
                  .persons = 1,
                  .hours = 1};
    p.bands.response_losses = p.bands.operation_losses = p.bands.attack_losses = 0;
    p.mechanisms.presence_deterrence.enabled = false;
    return p;
}

/// Two years: farmers killed by rebels, how many took up arms, attacks of theirs.
struct Feud {
    double killed = 0, armed = 0, revenge = 0;
};

Feud feud(const Parameters& p, std::uint32_t replicate) {
    Play play(p, 2 * year, replicate);
    Feud seen;
    play.to(play.weeks(), [&] {
        seen.killed += play.week_of(Measured::killed)[rebels];
        seen.armed += play.week_of(sums::armed)[0];
        seen.revenge += play.week_of(Measured::threats)[defenders];
    });
    return seen;
}

TEST(UnansweredKillings, RaiseSelfDefenceAndRevenge) {
    EXPECT_GE(replicates_in_which([](std::uint32_t r) {
                  const Feud seen = feud(unanswered(), r);
                  return seen.killed > 10 && seen.armed > 0 && seen.revenge > 0;
              }),
              nearly_all);
}

TEST(UnansweredKillings, AnsweredOnesDoNot) {
    EXPECT_EQ(replicates_in_which([](std::uint32_t r) {
                  const Feud seen = feud(answered(), r);
                  EXPECT_GT(seen.killed, 10) << "people die all the same";
                  return seen.armed > 0 || seen.revenge > 0;
              }),
              0U);
}

TEST(UnansweredKillings, ArmNobodyWhereTheMechanismIsOff) {
    Parameters p = unanswered();
    p.mechanisms.self_defence.enabled = false;
    EXPECT_EQ(replicates_in_which([&](std::uint32_t r) {
                  const Feud seen = feud(p, r);
                  return seen.armed > 0 || seen.revenge > 0;
              }),
              0U);
}

// An accord disarms.

struct Disarmed {
    double disarmed = 0, fighters = 0, attacks = 0;
};

/// Three years of a feud; the third under other parameters.
Disarmed third_year(const Parameters& p, const Parameters& third, std::uint32_t replicate) {
    Play first(p, 3 * year, replicate);
    first.to(2 * year);
    Play play = first.under(third);
    Disarmed seen;
    play.to(play.weeks(), [&] {
        seen.disarmed += play.week_of(sums::disarmed)[0];
        seen.attacks += play.week_of(Measured::threats)[defenders];
    });
    seen.fighters = play.state()[columns::strength_of][defenders];
    return seen;
}

Parameters with_accord(Parameters p) {
    ArmedGroup& group = p.armed_groups[defenders.index()];
    group.accord = group.disarmament = step(0, 2 * year, 1);
    return p;
}

TEST(Accord, TakesArmsAndAttacksAway) {
    double attacks = 0, attacks_without = 0;
    EXPECT_GE(replicates_in_which([&](std::uint32_t r) {
                  const Disarmed with = third_year(unanswered(), with_accord(unanswered()), r);
                  const Disarmed without = third_year(unanswered(), unanswered(), r);
                  attacks += with.attacks;
                  attacks_without += without.attacks;
                  return with.disarmed > 0 && without.disarmed == 0 && with.fighters < without.fighters;
              }),
              nearly_all);
    EXPECT_LT(attacks, 0.8 * attacks_without);
}

TEST(Accord, TakesNoArmsAwayWhereTheMechanismIsOff) {
    Parameters off = unanswered();
    off.mechanisms.self_defence.enabled = false;
    EXPECT_EQ(replicates_in_which(
                  [&](std::uint32_t r) { return third_year(unanswered(), with_accord(off), r).disarmed > 0; }),
              0U);
}

// Two groups at war lose fighters.

/// Two groups in the hills whose fighters nobody replaces, and nobody else hunts.
Parameters two_groups(double intensity) {
    Parameters p = unanswered();
    ArmedGroup rivals = p.armed_groups[rebels.index()];
    rivals.bloc = Bloc::signatory;
    p.armed_groups.add("rivals", rivals);
    p.hostilities.add("war", {"rebels", "rivals", intensity});
    p.bands.refill = 0;
    p.mechanisms.recruitment.enabled = p.mechanisms.self_defence.enabled = false;
    return p;
}

struct War {
    double rebels_lost = 0, rivals_lost = 0, clashes = 0;
};

War war(const Parameters& p, std::uint32_t replicate) {
    const GroupId rivals(2);
    Play play(p, year, replicate);
    const double before = play.state()[columns::strength_of][rebels],
                 of_rivals = play.state()[columns::strength_of][rivals];
    War seen;
    play.to(year, [&] { seen.clashes += play.week_of(sums::clashes)[0]; });
    seen.rebels_lost = before - play.state()[columns::strength_of][rebels];
    seen.rivals_lost = of_rivals - play.state()[columns::strength_of][rivals];
    return seen;
}

TEST(War, CostsBothGroupsFighters) {
    EXPECT_GE(replicates_in_which([](std::uint32_t r) {
                  const War seen = war(two_groups(1), r);
                  return seen.clashes > 0 && seen.rebels_lost > 0 && seen.rivals_lost > 0;
              }),
              nearly_all);
}

TEST(War, CostsNobodyWhereThereIsNoHostilityOrTheMechanismIsOff) {
    Parameters off = two_groups(1);
    off.mechanisms.hostilities.enabled = false;
    for (const Parameters& p : {two_groups(0), off})
        EXPECT_EQ(replicates_in_which([&](std::uint32_t r) {
                      const War seen = war(p, r);
                      return seen.clashes > 0 || seen.rebels_lost != 0 || seen.rivals_lost != 0;
                  }),
                  0U);
}

// A group whose dated strength falls.

/// Rebels known to be 1,500, and 150 after a year. Nobody else fights, joins or arms.
Parameters falling() {
    Parameters p = unanswered();
    p.armed_groups[rebels.index()].fighters = step(1500, year, 150);
    p.mechanisms.recruitment.enabled = p.mechanisms.self_defence.enabled = false;
    return p;
}

/// The strength of the rebels after each week, from that at the start on.
std::vector<double> strengths(const Parameters& p, std::uint32_t replicate) {
    Play play(p, 3 * year, replicate);
    std::vector<double> all{play.state()[columns::strength_of][rebels]};
    play.to(play.weeks(), [&] { all.push_back(play.state()[columns::strength_of][rebels]); });
    return all;
}

TEST(FallingStrength, IsFollowedWithoutAJump) {
    const Parameters p = falling();
    for (std::uint32_t r = 0; r < replicates; ++r) {
        const std::vector<double> strength = strengths(p, r);
        for (std::size_t week = 0; week + 1 < strength.size(); ++week) {
            const double target = week < year ? 1500 : 150;
            const double lawful = p.bands.refill * (strength[week] - target);
            ASSERT_LT(strength[week] - strength[week + 1], lawful + 1) << "whole persons, week " << week;
            ASSERT_GE(strength[week], strength[week + 1]);
        }
        EXPECT_EQ(strength[year], 1500);
        EXPECT_LT(strength[std::size_t{2} * year], 300) << "but it is followed";
        EXPECT_NEAR(strength[std::size_t{3} * year], 150, 25);
    }
}

TEST(FallingStrength, IsNotFollowedWhereNothingRefills) {
    Parameters p = falling();
    p.bands.refill = 0;
    for (std::uint32_t r = 0; r < replicates; ++r)
        for (const double strength : strengths(p, r)) ASSERT_EQ(strength, 1500);
}

// Refill after a branch.

/// A mission that hunts rebels, from outside of whom `refill` brings more; an operation kills a share of a band.
Parameters hunted(double killed_by_operation) {
    Parameters p = unanswered();
    p.bases[0].share = p.bases[1].share = 0.5;
    p.organisations[mission.index()].mandate.counter_terrorism = 3;
    p.organisations[mission.index()].utilities.counter_terrorism = 2;
    p.operations.contact = 0.5;
    p.bands.operation_losses = killed_by_operation;
    return p;
}

constexpr std::int32_t branch = 2 * year;

struct Refilled {
    std::vector<double> by_week;
    double killed = 0, fighters = 0;
};

/// Two years after the branch, under the arm's parameters.
Refilled after_branch(const Play& past, const Parameters& arm) {
    Play play = past.under(arm);
    Refilled seen;
    play.to(play.weeks(), [&] {
        seen.by_week.push_back(play.week_of(Measured::refilled)[rebels]);
        seen.killed += play.week_of(Measured::fighters_killed)[rebels];
    });
    seen.fighters = play.state()[columns::strength_of][rebels];
    return seen;
}

/// A mild and a deadly arm of one past; where refill is fixed, it is so from the branch on.
template <class Judge>
std::uint32_t arms_in_which(std::optional<Date> fixed_from, Judge judge) {
    Parameters mild = hunted(0.03), deadly = hunted(0.3);
    mild.bands.refill_until = deadly.bands.refill_until = fixed_from;
    return replicates_in_which([&](std::uint32_t r) {
        Play past(mild, branch + 2 * year, r);
        past.to(branch);
        return judge(after_branch(past, mild), after_branch(past, deadly));
    });
}

TEST(RefillAfterABranch, IsEqualInAllArmsAndWhoKillsMoreLeavesFewer) {
    const auto equal_and_fewer = [](const Refilled& mild, const Refilled& deadly) {
        return mild.by_week == deadly.by_week && deadly.killed > mild.killed && deadly.fighters < mild.fighters;
    };
    EXPECT_EQ(arms_in_which(monday(branch), equal_and_fewer), replicates);
    EXPECT_EQ(arms_in_which(Date{monday(branch).days + 3}, equal_and_fewer), replicates)
        << "a date belongs to the week that contains it";
}

TEST(RefillAfterABranch, MakesLossesGoodWhereItIsNotFixed) {
    EXPECT_EQ(arms_in_which(std::nullopt,
                            [](const Refilled& mild, const Refilled& deadly) {
                                const auto sum = [](const std::vector<double>& weeks) {
                                    return std::accumulate(weeks.begin(), weeks.end(), 0.0);
                                };
                                return sum(deadly.by_week) > sum(mild.by_week);
                            }),
              replicates);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
