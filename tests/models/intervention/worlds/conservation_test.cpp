// SPDX-License-Identifier: Apache-2.0
// What no week makes or loses, in Mali and in the world of four, also where bands find no slot; and what two arms
// share.
#include <gtest/gtest.h>

#include <numeric>

#include "models/intervention/mechanisms/hostilities.hpp"
#include "sim/parallel/loops.hpp"
#include "tests/models/intervention/mali.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"
#include "tests/models/intervention/same.hpp"
#include "tests/models/intervention/worlds/toy.hpp"

namespace peacenorm::intervention::testing {
namespace {

template <class Cells>
double sum_of(const Cells& cells) {
    double sum = 0;
    for (const auto cell : cells) sum += static_cast<double>(cell);
    return sum;
}

/// Fighters as the flows of all weeks so far say: at the start, and all who came or went since.
struct Ledger {
    double fighters = 0, recruits = 0, armed = 0, killed = 0, disarmed = 0, turned_away = 0, refilled = 0;

    void close(Play& play) {
        refilled += sum_of(play.week_of(Measured::refilled));
        recruits += play.week_of(sums::recruits)[0];
        armed += play.week_of(sums::armed)[0];
        killed += sum_of(play.week_of(Measured::fighters_killed));
        disarmed += play.week_of(sums::disarmed)[0];
        turned_away += play.week_of(Measured::turned_away)[0];
    }
    double sum() const { return fighters + refilled + recruits + armed - killed - disarmed; }
};

void expect_fighters_conserved(Play& play, const Ledger& ledger) {
    const State& state = play.state();
    for (const GroupId g : play.setup().groups) {
        double in_bands = 0;
        for (const BandId band : play.setup().bands_of[g]) {
            ASSERT_GE(state[columns::band_fighters][band], 0);
            in_bands += state[columns::band_fighters][band];
        }
        ASSERT_EQ(state[columns::strength_of][g], in_bands);
        ASSERT_EQ(sum_of(state[columns::fighters].row(g)), in_bands);
    }
    ASSERT_EQ(sum_of(state[columns::band_fighters]), ledger.sum());
}

void expect_persons_conserved(const Play& play) {
    const State& state = play.state();
    ASSERT_EQ(sum_of(state[columns::persons]), sum_of(state[columns::alive]));
    ASSERT_EQ(sum_of(state[columns::alive]) + sum_of(state[columns::dead]) + sum_of(state[columns::in_arms]),
              static_cast<double>(state[columns::first_population]));
    for (const CellId cell : play.setup().cells) {
        std::int64_t fled = 0, living = 0;
        for (const AgentId agent : play.setup().cell[cell].agents) {
            ASSERT_LE(state[columns::fled][agent], state[columns::persons][agent]);
            fled += state[columns::fled][agent];
            living += state[columns::persons][agent];
        }
        ASSERT_EQ(fled, state[columns::away][cell]);
        ASSERT_EQ(living, state[columns::alive][cell]);
        ASSERT_GE(state[columns::away][cell], 0);
        ASSERT_LE(state[columns::away][cell], state[columns::alive][cell]);
    }
}

/// Hours are shared out whole, and what partners receive is what donors gave, less what is lost on the way.
void expect_hours_conserved(Play& play) {
    const State& state = play.state();
    double donated = 0;
    for (const OrganisationId o : play.setup().organisations) {
        const TaskShares& shares = state[columns::task_share][o];
        ASSERT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1, 1e-12);
        double out = 0;
        for (const Depths& tie : state[columns::ties].row(o)) out += tie[index(Channel::logistics)];
        if (out > 0) donated += state[columns::hours][o] * shares[index(Task::partner_support)];
    }
    const double arrived = sum_of(state[columns::received_hours]), lost = sum_of(play.week_of(Measured::hours_lost));
    ASSERT_NEAR(arrived + lost, donated, 1e-9 * (1 + donated));
}

/// Runs a play to its end and checks every week; returns what came and went.
Ledger conserved(Play play) {
    Ledger ledger;
    ledger.fighters = sum_of(play.state()[columns::band_fighters]);
    EXPECT_EQ(ledger.fighters, static_cast<double>(play.state()[columns::first_fighters]));
    play.to(play.weeks(), [&] {
        ledger.close(play);
        expect_fighters_conserved(play, ledger);
        expect_persons_conserved(play);
        expect_hours_conserved(play);
    });
    return ledger;
}

Parameters of_mali() {
    const Mali mali({"population.people_per_agent=20000", "mechanisms.displacement.enabled=true",
                     "mechanisms.displacement.fear=0.01", "mechanisms.recruitment.rate=0.0001"});
    Parameters p;
    config::Faults faults;
    config::read(mali.study.base->emit(), p, faults);
    EXPECT_TRUE(faults.empty());
    return p;
}

/// Insurgents, a militia at war with them, and farmers' self-defence that lays down arms in the second year.
Parameters small_world(std::int64_t slots) {
    Parameters p = four::parameters();
    p.armed_groups[militia.index()].fighters = 300;
    p.armed_groups[militia.index()].core.add("mid_west", 1);
    p.hostilities.add("war", {"insurgents", "militia", 1});
    ArmedGroup defence = p.armed_groups[militia.index()];
    defence.bloc = Bloc::communal;
    defence.community = "farmers";
    defence.disarmament = step(0, 52, 1);
    p.armed_groups.add("defence", defence);
    for (auto& [name, group] : p.armed_groups) group.slots = slots;
    p.armed_groups[insurgents.index()].fighters = step(300, 30, 900);
    p.mechanisms.displacement.enabled = true;
    p.mechanisms.displacement.fear = 0.05;
    p.mechanisms.recruitment.rate = 0.001;
    return p;
}

constexpr std::int32_t three_years = 156;

TEST(Conservation, OfPersonsFightersAndHoursInMali) {
    const Ledger ledger = conserved({of_mali(), 521, 0});
    for (const double flow : {ledger.fighters, ledger.refilled, ledger.recruits, ledger.armed, ledger.killed})
        EXPECT_GT(flow, 0);
}

TEST(Conservation, OfPersonsFightersAndHoursInTheWorldOfFour) {
    for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
        const Ledger ledger = conserved({small_world(24), three_years, replicate});
        for (const double flow :
             {ledger.fighters, ledger.refilled, ledger.recruits, ledger.armed, ledger.killed, ledger.disarmed})
            EXPECT_GT(flow, 0);
        EXPECT_EQ(ledger.turned_away, 0);
    }
}

TEST(Conservation, OfFightersWhereSomeFindNoBandAndAreTurnedAway) {
    double turned_away = 0;
    for (std::uint32_t replicate = 0; replicate < 20; ++replicate)
        turned_away += conserved({small_world(1), three_years, replicate}).turned_away;
    EXPECT_GT(turned_away, 0);
    EXPECT_EQ(conserved({small_world(0), three_years, 0}).sum(), 0) << "without slots there are no bands at all";
}

TEST(EmptyBranch, IsTheUnbrokenPastBitByBitWithBands) {
    const Parameters p = small_world(24);
    Play unbroken(p, three_years, 1);
    unbroken.to(three_years);
    for (const std::int32_t week : {1, 30, 52, 155}) {
        Play past(p, three_years, 1);
        past.to(week);
        Play future = past.under(p);
        future.to(three_years);
        EXPECT_EQ(hash(future.state()), hash(unbroken.state())) << "branched in week " << week;
    }
}

TEST(NullArm, DiffersByNothingFromAnotherNullArmWithBands) {
    const Parameters p = small_world(24);
    Parameters other = p;
    other.mechanisms.band_movement.vacuum = -1;
    Play past(p, three_years, 2);
    past.to(60);
    Play one = past.under(p), same = past.under(p), another = past.under(other);
    for (Play* arm : {&one, &same, &another}) arm->to(three_years);
    EXPECT_EQ(hash(one.state()), hash(same.state()));
    EXPECT_NE(hash(one.state()), hash(another.state())) << "or the hash would say nothing";
}

TEST(Threads, LeaveEveryBitOfWhatBandsDoAsItIs) {
    const Mali mali({"horizon.end=2018-12-31", "population.people_per_agent=250"});
    const record::RunData alone = mali.run(3);
    for (const char* name : {"fighters", "fighters_killed", "fighters_refilled", "bands_lying_low", "band_moves",
                             "clashes", "armed_in_self_defence", "recruits", "contested_places"})
        EXPECT_GT(sum_of(alone.series[row_of(name)]), 0) << name;
    for (const int threads : {1, 2, 3, 8}) {
        record::RunData data;
        parallel::with_threads(threads, [&] { data = mali.run(3); });
        for (std::size_t i = 0; i < observables().size(); ++i)
            EXPECT_TRUE(same_bits(data.series[i], alone.series[i])) << observables()[i].name << ", " << threads;
    }
}

}  // namespace
}  // namespace peacenorm::intervention::testing
