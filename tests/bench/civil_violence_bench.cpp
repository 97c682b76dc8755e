// SPDX-License-Identifier: Apache-2.0
// What a civil violence agent costs a step: 40 x 40 by the Mesa rules on one core, beside a plain program that scans
// every cell in view; and a torus of 2,000 x 2,000 in waves. An agent-step is a turn of a citizen (jailed or free) or a
// cop.
#include <benchmark/benchmark.h>

#include "sim/parallel/loops.hpp"
#include "tests/models/civil_violence/plain.hpp"
#include "tests/models/civil_violence/runs.hpp"

namespace peacenorm::civil_violence {
namespace {

void note(benchmark::State& state, double agent_steps) {
    state.counters["s_per_agent_step"] =
        benchmark::Counter(agent_steps, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void mesa_40(benchmark::State& state) {
    const Parameters parameters = parameters_of("configs/verification/civil_violence_mesa.yaml");
    std::uint32_t replicate = 0;
    for (auto _ : state) benchmark::DoNotOptimize(summarise_run(parameters, plain::steps, replicate++ % 4));
    note(state, plain::steps * 1238.4);  // the mean number of agents
}
BENCHMARK(mesa_40)->Unit(benchmark::kMillisecond);

void netlogo_40(benchmark::State& state) {
    const Parameters parameters = parameters_of("configs/verification/civil_violence_netlogo.yaml");
    std::uint32_t replicate = 0;
    for (auto _ : state) benchmark::DoNotOptimize(summarise_run(parameters, plain::steps, replicate++ % 4));
    note(state, plain::steps * 1184.0);
}
BENCHMARK(netlogo_40)->Unit(benchmark::kMillisecond);

void mesa_40_plain(benchmark::State& state) {
    std::uint64_t seed = 0;
    for (auto _ : state) benchmark::DoNotOptimize(plain::run_mesa(seed++ % 4));
    note(state, plain::steps * 1238.4);
}
BENCHMARK(mesa_40_plain)->Unit(benchmark::kMillisecond);

void torus_2000_in_waves(benchmark::State& state) {
    Parameters parameters = parameters_of("configs/verification/civil_violence_mesa.yaml");
    parameters.turn.activation = Activation::in_waves;
    parameters.space.width = parameters.space.height = 2000;
    Walk walk(parameters, 0);
    walk.step();
    const auto agents = static_cast<double>(walk.state().agents.size());
    parallel::with_threads(static_cast<int>(state.range(0)), [&] {
        for (auto _ : state) walk.step();
    });
    note(state, agents);
}
BENCHMARK(torus_2000_in_waves)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime()->MinTime(2);

}  // namespace
}  // namespace peacenorm::civil_violence
