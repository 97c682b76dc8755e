// SPDX-License-Identifier: Apache-2.0
// One core: what a week of news costs a civilian, step by step, beside the machine's streaming limit. A million agents
// of one person in cells like a large country's; 20 news a week, of which a person hears one or two at first hand.
#include <benchmark/benchmark.h>

#include <vector>

#include "models/intervention/civilians/judging.hpp"
#include "tests/models/intervention/civilians/land.hpp"

namespace peacenorm::intervention::civilians {
namespace {

using testing::judged, testing::Land, testing::PlainTable;

void note(benchmark::State& state, const Land& land) {
    state.counters["s_per_civilian_week"] =
        benchmark::Counter(static_cast<double>(land.persons.size()),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void news_week(benchmark::State& state) {
    Land land(static_cast<std::uint32_t>(state.range(0)), static_cast<double>(state.range(1)) / 100);
    const Pass pass = Land::news();
    const PlainTable table;
    std::vector<CellNews> by_cell(land.cells.size());
    for (auto _ : state) {
        ++land.week.clock;
        open_the_links(land.crowd(), land.tasks, land.week);
        hear(land.crowd(), land.tasks, land.week, pass, table, by_cell);
    }
    std::int64_t direct = 0, all = 0;
    for (const CellNews& news : by_cell) {
        direct += news.here + news.border + news.media;
        all += news.all;
    }
    const double weeks = static_cast<double>(land.persons.size()) * land.week.clock;
    state.counters["heard"] = static_cast<double>(direct) / weeks;
    state.counters["told"] = static_cast<double>(all - direct) / weeks;
    note(state, land);
}
BENCHMARK(news_week)->Args({4000, 0})->Args({4000, 15})->Args({80, 15})->Unit(benchmark::kMillisecond);

void open_links_week(benchmark::State& state) {
    Land land(4000, 0.15);
    for (auto _ : state) {
        ++land.week.clock;
        open_the_links(land.crowd(), land.tasks, land.week);
    }
    note(state, land);
}
BENCHMARK(open_links_week)->Unit(benchmark::kMillisecond);

void telling_week(benchmark::State& state) {
    Land land(4000, 0.15);
    open_the_links(land.crowd(), land.tasks, land.week);
    for (std::size_t i = 0; i < land.heard.size(); ++i) land.heard[i] = random::mixed(i) & random::mixed(i + 1) & 0xff;
    for (auto _ : state) {
        for (const CellRows& cell : land.cells) tell(land.crowd(), cell, land.heard, land.told);
        for (const CellRows& cell : land.cells) tell(land.crowd(), cell, land.told, land.heard);
    }
    note(state, land);
}
BENCHMARK(telling_week)->Unit(benchmark::kMillisecond);

// Everybody of everybody; a week has a quarter of it.
void judging_all(benchmark::State& state) {
    Land land(4000, 0.15);
    for (std::size_t i = 0; i < land.memory.size(); ++i) land.memory[i] = {static_cast<float>(i % 7), 0.5F, 0.1F, 1};
    const Given given{{-0.3F, 0.3F}, -0.5F, 0.5F, -0.5F};
    double sum = 0;
    for (auto _ : state)
        for (std::size_t j = 0; j < judged; ++j)
            for (const CellRows& cell : land.cells)
                sum += judge(land.crowd(), cell, land.deviations, j, given, 0.5F).legitimacy;
    benchmark::DoNotOptimize(sum);
    note(state, land);
}
BENCHMARK(judging_all)->Unit(benchmark::kMillisecond);

// The memory of all, read and written with nothing else to do: the machine's limit for remembering.
void streaming_limit(benchmark::State& state) {
    Land land(4000, 0);
    for (auto _ : state) {
        for (Memory& memory : land.memory) memory.failure += 1;
        benchmark::ClobberMemory();
    }
    note(state, land);
}
BENCHMARK(streaming_limit)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace peacenorm::intervention::civilians
