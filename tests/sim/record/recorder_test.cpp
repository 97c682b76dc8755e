// SPDX-License-Identifier: Apache-2.0
#include "sim/record/recorder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <new>
#include <stdexcept>

namespace {
std::size_t allocations = 0;
}
// Counts what the program allocates, for the claim that taking a tick allocates nothing.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace peacenorm::record {
namespace {

const std::vector<Axis> axes{{"organisation", "", {"a", "b"}}};
const std::vector<Measure> measures{{{0, no_axis}}, {{0, no_axis}}};

void events(const Window& window, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = window.sum(0)[i];
}
void share_warned(const Window& window, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = window.sum(1)[i] / window.sum(0)[i];
}
const std::vector<Observable> observables{count_of("events", {0, no_axis}, "1", "", events),
                                          level_of("share", {0, no_axis}, "1", "", share_warned)};

/// Week t brings t + 1 events to a, twice as many to b, and one warning each.
Tally week(const TallyLayout& layout, int tick) {
    Tally tally;
    tally.resize(layout);
    tally.ticks = 1;
    tally.of(layout, 0)[0] = tick + 1;
    tally.of(layout, 0)[1] = 2 * (tick + 1);
    tally.of(layout, 1)[0] = tally.of(layout, 1)[1] = 1;
    return tally;
}

Plan plan_of(int ticks, int every) {
    Plan plan;
    plan.ticks = ticks;
    plan.every = every;
    plan.observables = {1, 0};
    return plan;
}

RunData record_all(const Plan& plan) {
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Recorder recorder(layout, observables, std::make_shared<const Plan>(plan));
    for (int tick = 0; tick < plan.ticks; ++tick) recorder.take(week(*layout, tick), tick);
    return recorder.finish();
}

TEST(Recorder, EvaluatesObservablesOnTheSumsOfEachRow) {
    const RunData data = record_all(plan_of(5, 2));
    // rows: weeks 0-1 (3 events of a), 2-3 (7), 4 alone (5)
    EXPECT_EQ(data.series[1], (std::vector<double>{3, 6, 7, 14, 5, 10}));
    EXPECT_EQ(data.series[0], (std::vector<double>{2.0 / 3, 2.0 / 6, 2.0 / 7, 2.0 / 14, 1.0 / 5, 1.0 / 10}));
}

TEST(Recorder, OutcomesAreTheObservableOfTheirWindow) {
    Plan plan = plan_of(6, 4);
    plan.outcomes = {{"mean", "", Outcome::Kind::mean, 1, 0, 1, 4}, {"sum", "", Outcome::Kind::sum, 1, 1, 1, 4}};
    const RunData data = record_all(plan);
    EXPECT_EQ(data.outcomes[0], 3.0 / (2 + 3 + 4));  // a ratio of sums, not a mean of ratios
    EXPECT_EQ(data.outcomes[1], 3.0 / (2 * (2 + 3 + 4)) * 3);
}

TEST(Recorder, AnOutcomeIsAlsoTakenOverTheTicksThatTwoRunsShare) {
    // The window holds the ticks 1 to 5; the run has its actor in 1, 2 and 5, other runs in 2 to 5, or in none.
    const auto presence =
        std::make_shared<const Presence>(Presence{1, {{0, 1, 1, 1, 1}, {1, 1, 0, 0, 1}, {0, 0, 0, 0, 0}}});
    Plan plan = plan_of(6, 6);
    const auto add = [&](Outcome outcome, Outcome::Part part, std::size_t answer) {
        outcome.part = part;
        outcome.presence = presence;
        outcome.answer = answer;
        plan.outcomes.push_back(std::move(outcome));
    };
    const Outcome share{"share", "", Outcome::Kind::mean, 1, 0, 1, 6},
        events{"sum", "", Outcome::Kind::sum, 0, 1, 1, 6};
    plan.outcomes = {share, events};
    add(share, Outcome::Part::shared, 0);
    add(events, Outcome::Part::shared, 0);
    add(events, Outcome::Part::share, 0);
    add(events, Outcome::Part::shared, 2);
    add(events, Outcome::Part::share, 2);
    add(events, Outcome::Part::answer, 0);
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Recorder recorder(layout, observables, std::make_shared<const Plan>(plan));
    for (int tick = 0; tick < 6; ++tick)
        recorder.take(week(*layout, tick), tick, [&](std::size_t actor) {
            EXPECT_EQ(actor, 1u);
            return tick < 3 || tick == 5;
        });
    const std::vector<double> outcomes = recorder.finish().outcomes;
    EXPECT_EQ(outcomes[0], 5.0 / (2 + 3 + 4 + 5 + 6));
    EXPECT_EQ(outcomes[1], 2 * (2 + 3 + 4 + 5 + 6));
    EXPECT_EQ(outcomes[2], 2.0 / (3 + 6));  // a ratio of sums over the ticks 2 and 5
    EXPECT_EQ(outcomes[3], 2 * (3 + 6));
    EXPECT_EQ(outcomes[4], 2.0 / 5);
    EXPECT_TRUE(std::isnan(outcomes[5]));
    EXPECT_EQ(outcomes[6], 0);
    EXPECT_EQ(outcomes[7], 1);
}

TEST(Recorder, AWindowNeverEnteredIsMissing) {
    Plan plan = plan_of(4, 4);
    plan.outcomes = {{"late", "", Outcome::Kind::mean, 0, 0, 10, 12}, {"none", "", Outcome::Kind::sum, 0, 0, 2, 2}};
    const RunData data = record_all(plan);
    EXPECT_TRUE(std::isnan(data.outcomes[0]));
    EXPECT_TRUE(std::isnan(data.outcomes[1]));
}

TEST(Recorder, ACopyGoesOnByItself) {
    Plan plan = plan_of(4, 2);
    plan.outcomes = {{"all", "", Outcome::Kind::sum, 0, 0, 0, 4}};
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Recorder original(layout, observables, std::make_shared<const Plan>(plan));
    for (int tick = 0; tick < 3; ++tick) original.take(week(*layout, tick), tick);
    Recorder copy = original;
    original.take(week(*layout, 3), 3);
    copy.take(week(*layout, 9), 3);
    const RunData first = original.finish(), second = copy.finish();
    EXPECT_EQ(first.series, record_all(plan).series);
    EXPECT_EQ(first.outcomes, record_all(plan).outcomes);
    EXPECT_EQ(second.series[1], (std::vector<double>{3, 6, 13, 26}));
    EXPECT_EQ(second.outcomes[0], 1 + 2 + 3 + 10);
}

/// Stands for what a model prepares of its parameters.
struct Tariff {
    double price = 0;
};

void price(const Window& window, std::span<double> out) {
    out[0] = window.mean_of<Tariff>([](const Tariff& s) { return s.price; });
}
void price_at_the_end(const Window& window, std::span<double> out) {
    out[0] = window.setup<Tariff>().price;
}
const std::vector<Observable> prices{level_of("price", no_axes, "1", "", price),
                                     level_of("last", no_axes, "1", "", price_at_the_end)};

/// A recorder of `prices` by rows of two ticks, and a window over the ticks 1 to 3.
Recorder of_prices(const std::shared_ptr<const TallyLayout>& layout) {
    Plan plan;
    plan.ticks = 5;
    plan.every = 2;
    plan.observables = {0, 1};
    plan.outcomes = {{"mean", "", Outcome::Kind::mean, 0, 0, 1, 4}, {"last", "", Outcome::Kind::mean, 1, 0, 1, 4}};
    return {layout, prices, std::make_shared<const Plan>(plan)};
}

TEST(Recorder, ShowsAnObservableTheParametersInForceInItsWindow) {
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Recorder recorder = of_prices(layout);
    for (int tick = 0; tick < 5; ++tick) {
        // 3 up to week 2, then 9; each in an object of its own that only the recorder keeps
        if (tick == 0 || tick == 3)
            recorder.set_parameters(tick, std::make_shared<const Tariff>(Tariff{tick < 3 ? 3.0 : 9.0}));
        recorder.take(week(*layout, tick), tick);
    }
    const RunData data = recorder.finish();
    EXPECT_EQ(data.series[0], (std::vector<double>{3, (3.0 + 9) / 2, 9}));
    EXPECT_EQ(data.series[1], (std::vector<double>{3, 9, 9}));
    EXPECT_EQ(data.outcomes, (std::vector<double>{(3.0 + 3 + 9) / 3, 9}));
}

TEST(Recorder, ParametersAreThoseOfTheTicksThatAreTaken) {
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Plan plan;
    plan.ticks = 4;
    plan.every = 4;
    plan.outcomes = {{"price", "", Outcome::Kind::mean, 0, 0, 0, 4}};
    plan.outcomes[0].part = Outcome::Part::shared;
    plan.outcomes[0].presence = std::make_shared<const Presence>(Presence{0, {{1, 0, 0, 1}}});
    Recorder recorder(layout, prices, std::make_shared<const Plan>(plan));
    for (int tick = 0; tick < 4; ++tick) {
        recorder.set_parameters(tick, std::make_shared<const Tariff>(Tariff{1.0 + tick}));
        recorder.take(week(*layout, tick), tick);
    }
    EXPECT_EQ(recorder.finish().outcomes[0], (1.0 + 4) / 2);
}

TEST(Recorder, RefusesParametersOfAnotherTypeOrOfNobody) {
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Recorder none = of_prices(layout), other = of_prices(layout);
    none.take(week(*layout, 0), 0);
    EXPECT_THROW(none.take(week(*layout, 1), 1), std::logic_error);
    other.set_parameters(0, std::make_shared<const double>(3));
    other.take(week(*layout, 0), 0);
    EXPECT_THROW(other.take(week(*layout, 1), 1), std::logic_error);
}

TEST(Recorder, TakesATickWithoutAllocating) {
    Plan plan = plan_of(8, 2);
    plan.outcomes = {{"all", "", Outcome::Kind::mean, 0, 0, 0, 8}};
    const auto layout = std::make_shared<const TallyLayout>(measures, axes);
    Recorder recorder(layout, observables, std::make_shared<const Plan>(plan));
    const Tally tally = week(*layout, 0);
    const std::size_t before = allocations;
    for (int tick = 0; tick < 8; ++tick) recorder.take(tally, tick);
    EXPECT_EQ(allocations, before);
    EXPECT_GT(before, 0u);
}

}  // namespace
}  // namespace peacenorm::record
