// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/intervention/parameters.hpp"
#include "tests/models/intervention/mali.hpp"
#include "tests/models/intervention/same.hpp"

namespace peacenorm::intervention::testing {
namespace {

const std::vector<std::string> until_2020{"horizon.end=2020-11-30"};

std::vector<std::string> rung(int position) {
    return {"cooperation.ladder.position=" + std::to_string(position), "cooperation.ladder.from=2017-12-04",
            "horizon.end=2020-11-30"};
}

TEST(Invariants, AllSwitchesOffMakesTheLadderMeaningless) {
    const auto low = Mali(with(rung(0), switches("false"))).run();
    const auto high = Mali(with(rung(5), switches("false"))).run();
    EXPECT_EQ(differing_outcomes(low, high), 0);
    EXPECT_FALSE(same_bits(low.series[row_of("cooperation_depth")], high.series[row_of("cooperation_depth")]));
}

TEST(Invariants, SwitchedOnTheLadderMatters) {
    const auto low = Mali(rung(0)).run();
    const auto high = Mali(rung(5)).run();
    EXPECT_GT(differing_outcomes(low, high), 5);
}

TEST(Invariants, BeforeTheLadderBeginsNothingDiffers) {
    const auto low = Mali(with(rung(0), {"horizon.end=2017-12-04"})).run();
    const auto high = Mali(with(rung(5), {"horizon.end=2017-12-04"})).run();
    EXPECT_EQ(differing_outcomes(low, high), 0);
}

TEST(Invariants, PersonsAreConservedEveryWeek) {
    const Mali mali;
    const auto world = mali.start();
    const auto& state = dynamic_cast<const MaliWorld&>(*world).state();
    for (int tick = 1; tick <= mali.study.horizon.ticks(); ++tick) {
        world->advance(tick);
        std::int64_t persons = 0, alive = 0, gone = 0;
        for (const std::int32_t n : state[columns::persons]) persons += n;
        for (const std::int64_t n : state[columns::alive]) alive += n;
        for (const std::int64_t n : state[columns::dead]) gone += n;
        for (const std::int64_t n : state[columns::in_arms]) gone += n;
        ASSERT_EQ(persons, alive) << "week " << tick;
        ASSERT_EQ(alive + gone, state[columns::first_population]) << "week " << tick;
    }
    EXPECT_GT(state[columns::first_population], 10'000'000);
}

TEST(Invariants, DisplacedPersonsAndRecruitsAreConservedInTheExtendedProfile) {
    const Mali mali({"profile=extended", "horizon.end=2020-11-30", "mechanisms.displacement.fear=0.01",
                     "mechanisms.recruitment.rate=0.0001"});
    const auto world = mali.start();
    const auto& state = dynamic_cast<const MaliWorld&>(*world).state();
    std::int64_t most = 0;
    for (int tick = 1; tick <= mali.study.horizon.ticks(); ++tick) {
        world->advance(tick);
        std::int64_t persons = 0, fled = 0, away = 0, gone = 0;
        for (const std::int32_t n : state[columns::persons]) persons += n;
        for (const std::int32_t n : state[columns::fled]) fled += n;
        for (const std::int64_t n : state[columns::dead]) gone += n;
        for (const std::int64_t n : state[columns::in_arms]) gone += n;
        for (const CellId cell : state[columns::away].ids()) {
            ASSERT_GE(state[columns::away][cell], 0);
            ASSERT_LE(state[columns::away][cell], state[columns::alive][cell]);
            away += state[columns::away][cell];
        }
        ASSERT_EQ(fled, away) << "week " << tick;
        ASSERT_EQ(persons + gone, state[columns::first_population]) << "week " << tick;
        most = std::max(most, away);
    }
    EXPECT_GT(most, 1000);
}

TEST(Invariants, ForceHoursAndFightersAreConservedEveryWeek) {
    const Mali mali(rung(5));
    const auto world = mali.start();
    const auto& state = dynamic_cast<const MaliWorld&>(*world).state();
    const auto organisations = state[columns::hours].ids();
    const double efficiency = SupportCrowding{}.efficiency;
    for (int tick = 1; tick <= mali.study.horizon.ticks(); ++tick) {
        world->advance(tick);
        double donated = 0, received = 0;
        for (const OrganisationId o : organisations) {
            double shares = 0, out = 0;
            for (const double share : state[columns::task_share][o]) shares += share;
            ASSERT_NEAR(shares, 1, 1e-12);
            for (const Depths& tie : state[columns::ties].row(o)) out += tie[index(Channel::logistics)];
            if (out > 0)
                donated += state[columns::hours][o] * state[columns::task_share][o][index(Task::partner_support)];
            received += state[columns::received_hours][o];
        }
        ASSERT_NEAR(received, donated * efficiency, 1e-9 * (1 + donated)) << "week " << tick;
        double in_bands = 0, in_places = 0, in_groups = 0;
        for (const std::int32_t fighters : state[columns::band_fighters]) {
            ASSERT_GE(fighters, 0);
            in_bands += fighters;
        }
        for (const double fighters : state[columns::fighters]) in_places += fighters;
        for (const double fighters : state[columns::strength_of]) in_groups += fighters;
        ASSERT_EQ(in_places, in_bands) << "week " << tick;
        ASSERT_EQ(in_groups, in_bands) << "week " << tick;
    }
}

TEST(Invariants, SharesOfOneWeekCountNothingThatTheirWholeLeavesOut) {
    const Mali mali;
    for (const std::uint32_t replicate : {10U, 11U}) {  // with many abuses in few weeks
        const record::RunData data = mali.run(replicate, 1);
        for (const char* name : {"accountability", "tip_willingness"}) {
            const auto& weeks = data.series[row_of(name)];
            const auto out = std::count_if(weeks.begin(), weeks.end(), [](double x) { return x < 0 || x > 1; });
            EXPECT_EQ(out, 0) << name << " of replicate " << replicate;
            EXPECT_TRUE(std::any_of(weeks.begin(), weeks.end(), [](double x) { return x > 0; })) << name;
        }
    }
}

TEST(Invariants, TheLedgerSumsToTheChangeOfLegitimacy) {
    for (const char* kept : {"opinion.ledger=true", "opinion.ledger=false"}) {
        const auto data = Mali(with(rung(4), {"profile=extended", kept, "population.people_per_agent=20000",
                                              "horizon.end=2016-07-04"}))
                              .run(0, 1);
        const auto& change = data.series[row_of("legitimacy_change")];
        const auto& ledger = data.series[row_of("legitimacy_ledger")];
        double moved = 0;
        for (std::size_t i = 0; i < change.size(); ++i) {
            double sum = 0;
            for (std::size_t c = 0; c < cause_count; ++c) sum += ledger[i * cause_count + c];
            ASSERT_NEAR(sum, change[i], 1e-12) << kept << ", row " << i;
            moved += std::abs(change[i]);
        }
        EXPECT_GT(moved, 0.01) << kept;
    }
}

TEST(Invariants, AnExtraObservableOrAnotherRhythmChangesNoOutcome) {
    const Mali mali(until_2020);
    record::Plan few;
    few.ticks = mali.study.horizon.ticks();
    few.observables = {static_cast<int>(row_of("legitimacy"))};
    const auto alone =
        mali.study.base->start({mali.study.seed, 3}, std::make_shared<const record::Plan>(few))->finish();
    EXPECT_TRUE(same_bits(alone.series[0], mali.run(3).series[row_of("legitimacy")]));
}

TEST(Invariants, AnEmptyBranchEqualsTheUnbrokenRun) {
    const Mali mali(until_2020);
    const auto whole = mali.run(1);
    for (const int branch : {1, 100, 229}) {
        const auto past = mali.start(1);
        past->advance(branch);
        const auto future = past->clone();
        future->continue_under(*mali.study.base, 0);
        EXPECT_EQ(differing_outcomes(future->finish(), whole), 0) << "branched at " << branch;
    }
}

TEST(Invariants, ASaltGivesAnotherFutureOfTheSamePast) {
    const Mali mali(until_2020);
    const auto past = mali.start(1);
    past->advance(200);
    const auto other = past->clone();
    other->continue_under(*mali.study.base, 1);
    EXPECT_GT(differing_outcomes(other->finish(), past->finish()), 5);
}

// Threats of one week by address, in two arms that differ in how many there are.
std::map<std::uint64_t, Threat> threats_of_week(const Mali& mali, int week) {
    const auto world = mali.start();
    world->advance(week);
    std::map<std::uint64_t, Threat> threats;
    for (const Threat& threat : dynamic_cast<const MaliWorld&>(*world).state()[columns::threats])
        threats[threat.address] = threat;
    return threats;
}

TEST(Addresses, TheKthThreatIsTheSameEventInTwoArmsWithDifferentCounts) {
    const Mali few(until_2020), many(with(until_2020, {"threats.attacks.communal=0.2"}));
    std::size_t shared = 0, extra = 0;
    for (const int week : {290, 300, 350}) {
        const auto a = threats_of_week(few, week), b = threats_of_week(many, week);
        for (const auto& [address, threat] : a) {
            const auto found = b.find(address);
            if (found == b.end()) continue;
            ++shared;
            EXPECT_EQ(threat.threatened, found->second.threatened);
            EXPECT_EQ(threat.lead_hours, found->second.lead_hours);
            EXPECT_EQ(threat.ambiguity, found->second.ambiguity);
        }
        extra += b.size() > a.size() ? 1 : 0;
    }
    EXPECT_GT(shared, 0u);
    EXPECT_GT(extra, 0u);
}

TEST(Mechanisms, DocumentedSwitchesAreTheParametersSwitches) {
    std::set<std::string> declared, documented;
    for (const config::LeafDoc& leaf : config::describe<Parameters>())
        if (leaf.path.starts_with("mechanisms.") && leaf.path.ends_with(".enabled"))
            declared.insert(leaf.path.substr(11, leaf.path.size() - 19));
    for (const study::MechanismDoc& mechanism : Intervention::mechanisms()) documented.emplace(mechanism.name);
    EXPECT_EQ(documented, declared) << "the tests over all switches walk what is documented";
    EXPECT_NO_THROW(Mali(switches("false")));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
