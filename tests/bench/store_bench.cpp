// SPDX-License-Identifier: Apache-2.0
// Joining parts: what it costs by the number of variables, which a study with many drawn numbers and outcomes has.
#include <benchmark/benchmark.h>

#include "sim/store/part_store.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::study {
namespace {

constexpr std::uint64_t bundles = 24, bundles_per_part = 3;

record::ResultLayout layout_with(std::int64_t outcomes) {
    record::ResultLayout layout = record::testing::small_layout(bundles);
    layout.series.resize(1);
    layout.outcomes.clear();
    for (std::int64_t i = 0; i < outcomes; ++i)
        layout.outcomes.push_back({"outcome_" + std::to_string(i), "1", "an outcome with some words"});
    for (std::int64_t i = 0; i < outcomes / 3; ++i)
        layout.design.push_back(
            {"parameter_with_a_long_name_" + std::to_string(i), "mechanisms.with.a_long_name", "1", false});
    layout.row = [row = layout.row, drawn = layout.design.size() - 1](std::uint64_t run) {
        record::RunRow known = row(run);
        known.real.resize(drawn, 0.5);
        return known;
    };
    return layout;
}

void write_parts(const record::testing::Folder& folder, const record::ResultLayout& layout) {
    std::vector<record::BundleResult> batch;
    for (std::uint64_t bundle = 0; bundle < layout.bundles; ++bundle) {
        batch.push_back(record::testing::small_bundle(layout, bundle));
        for (record::RunResult& run : batch.back().runs)
            run.data.outcomes.assign(layout.outcomes.size(), static_cast<double>(bundle));
        if (batch.size() < bundles_per_part) continue;
        record::write_part(folder.path(), layout, layout.attributes, std::move(batch));
        batch.clear();
    }
}

// s_per_variable_and_part stays as it is from the fewest to the most outcomes.
void join(benchmark::State& state) {
    const record::testing::Folder folder;
    const record::ResultLayout layout = layout_with(state.range(0));
    write_parts(folder, layout);
    const std::vector<std::filesystem::path> parts = record::parts_in(folder.path());
    for (auto _ : state) {
        const record::PartIndex index =
            record::index_parts(parts, layout, [](const record::h5::File&, const std::filesystem::path&) {});
        write_joined(folder / "joined.h5", layout, layout.attributes, index);
    }
    const double variables = static_cast<double>(layout.outcomes.size() + layout.design.size());
    state.counters["s_per_variable_and_part"] =
        benchmark::Counter(variables * static_cast<double>(parts.size()),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["bytes_of_a_part"] = static_cast<double>(std::filesystem::file_size(parts.front()));
}
// The reading happens in a child of this process: time on the clock.
BENCHMARK(join)->Arg(50)->Arg(200)->Arg(800)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace peacenorm::study
