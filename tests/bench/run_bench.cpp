// SPDX-License-Identifier: Apache-2.0
// One core: the ten-year Mali run with about 20 thousand civilians, and the civilian loops against the streaming limit.
#include <benchmark/benchmark.h>

#include <vector>

#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

void baseline_run(benchmark::State& state) {
    const Mali mali;
    std::size_t agents = 0;
    std::uint32_t replicate = 0;
    for (auto _ : state) {
        const auto world = mali.start(replicate++);
        agents = dynamic_cast<const MaliWorld&>(*world).state()[columns::persons].size();
        benchmark::DoNotOptimize(world->finish());
    }
    const double weeks = static_cast<double>(agents) * mali.study.horizon.ticks();
    state.counters["agents"] = static_cast<double>(agents);
    state.counters["s_per_civilian_week"] =
        benchmark::Counter(weeks, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(baseline_run)->Unit(benchmark::kMillisecond);

// The loop that touches every agent of an exposed cell, here over a whole large population: one word and a comparison.
void civilian_loop(benchmark::State& state) {
    std::vector<std::uint32_t> words(4'000'000);
    std::uint32_t week = 0;
    std::size_t seen = 0;
    const std::uint64_t limit = random::threshold(0.1);
    for (auto _ : state) {
        random::fill_words({1, 2}, 0, random::clock_word(static_cast<std::int32_t>(++week)), streams::witness, words);
        for (const std::uint32_t drawn : words) seen += random::below(drawn, limit) ? 1 : 0;
    }
    benchmark::DoNotOptimize(seen);
    state.counters["s_per_civilian"] =
        benchmark::Counter(4e6, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(civilian_loop)->Unit(benchmark::kMillisecond);

// The same bytes, written and read with nothing else to do: the machine's limit for that loop.
void streaming_limit(benchmark::State& state) {
    std::vector<std::uint32_t> words(4'000'000);
    std::uint32_t sum = 0;
    for (auto _ : state) {
        for (std::uint32_t& word : words) word = sum++;
        for (const std::uint32_t word : words) sum += word & 1U;
    }
    benchmark::DoNotOptimize(sum);
    state.counters["s_per_civilian"] =
        benchmark::Counter(4e6, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(streaming_limit)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace peacenorm::intervention::testing
