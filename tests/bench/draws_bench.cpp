// SPDX-License-Identifier: Apache-2.0
// What a draw and an elementary function cost.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "sim/core/math.hpp"
#include "sim/random/draws.hpp"
#include "sim/random/inversion.hpp"

namespace {

namespace math = peacenorm::math;
using namespace peacenorm::random;
constexpr Key key{20130701, 0};
constexpr Stream stream{0xfff00, "bench.draws"};

/// Arguments in [low, high) that differ from call to call, so that no branch is learnt by heart.
std::vector<double> arguments(double low, double high) {
    std::vector<double> list(4096);
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = low + (high - low) * uniform(key, {i, 0, stream.id});
    return list;
}

template <class Function>
void time_each(benchmark::State& state, double low, double high, const Function& function) {
    const auto list = arguments(low, high);
    std::size_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(function(list[i++ & 4095]));
}

void fill_16k(benchmark::State& state) {
    std::vector<std::uint32_t> out(16384);
    for (auto _ : state) {
        fill_words(key, 0, 1, stream, out);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    const double words = static_cast<double>(out.size());
    state.counters["a_word"] =
        benchmark::Counter(words, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(fill_16k);

void one_uniform(benchmark::State& state) {
    std::uint64_t entity = 0;
    for (auto _ : state) benchmark::DoNotOptimize(uniform(key, {entity++, 1, stream.id}));
}
BENCHMARK(one_uniform);

void poisson_of(benchmark::State& state, double mean) {
    time_each(state, 0, 1, [&](double u) { return poisson(u, mean); });
}
BENCHMARK_CAPTURE(poisson_of, 0.1, 0.1);
BENCHMARK_CAPTURE(poisson_of, 5, 5.0);
BENCHMARK_CAPTURE(poisson_of, 100, 100.0);

void binomial_of(benchmark::State& state, int n, double p) {
    time_each(state, 0, 1, [&](double u) { return binomial(u, n, p); });
}
BENCHMARK_CAPTURE(binomial_of, 20_0.01, 20, 0.01);
BENCHMARK_CAPTURE(binomial_of, 1000_0.05, 1000, 0.05);
BENCHMARK_CAPTURE(binomial_of, 1000000_0.5, 1000000, 0.5);

void exp_of(benchmark::State& state) {
    time_each(state, -20, 5, math::exp);
}
void log_of(benchmark::State& state) {
    time_each(state, 0, 5, math::log);
}
void expm1_of(benchmark::State& state) {
    time_each(state, -2, 2, math::expm1);
}
void log1p_of(benchmark::State& state) {
    time_each(state, -0.9, 2, math::log1p);
}
void logistic_of(benchmark::State& state) {
    time_each(state, -5, 5, math::logistic);
}
void pow_of(benchmark::State& state) {
    time_each(state, 0, 3, [](double x) { return math::pow(x, 1.7); });
}
BENCHMARK(exp_of);
BENCHMARK(log_of);
BENCHMARK(expm1_of);
BENCHMARK(log1p_of);
BENCHMARK(logistic_of);
BENCHMARK(pow_of);

}  // namespace
