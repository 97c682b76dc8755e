// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/progress.hpp"
#include "sim/run/precision_session.hpp"
#include "sim/store/part_files.hpp"
#include "sim/store/result_size.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/plan.hpp"
#include "sim/study/study_file.hpp"
#include "sim/study/warnings.hpp"

namespace peacenorm::cli {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Starts one run and walks it for about a second at most; the rest is the rule of three.
double seconds_per_bundle(const study::Plan& plan) {
    const study::Bundle bundle = plan.bundle(0);
    const int ticks = plan.study().horizon.ticks();
    Clock::time_point start = Clock::now();
    const auto world = plan.scenario(bundle, 0)->start(plan.key(bundle), plan.recording());
    const double starting = seconds_since(start);
    start = Clock::now();
    for (int step = 1; world->tick() < ticks && seconds_since(start) < 0.5; step *= 2)
        world->advance(std::min(ticks, world->tick() + step));
    return starting + seconds_since(start) * static_cast<double>(plan.ticks_per_bundle()) / std::max(1, world->tick());
}

/// Bytes of one run in the file, before packing.
std::uint64_t bytes_per_run(const record::ResultLayout& layout) {
    std::uint64_t numbers = layout.outcomes.size() + layout.design.size() + 3;
    for (const record::SeriesVariable& series : layout.series)
        numbers += record::cells_of(layout, series) * layout.times.size();
    return 8 * numbers;
}

std::string bytes_text(double bytes) {
    for (const char* unit : {"B", "KiB", "MiB", "GiB"}) {
        if (bytes < 1024) return fmt::format("{:.3g} {}", bytes, unit);
        bytes /= 1024;
    }
    return fmt::format("{:.3g} TiB", bytes);
}

}  // namespace

int check(const StudyOptions& options, const study::Catalogue& catalogue) {
    const study::Study study = study::load_study(options.file, options.sets, catalogue);
    const study::Plan plan(study);
    record::ResultLayout layout = plan.layout();
    layout.attributes = study::provenance(study, options.file);
    fmt::print("{}", config::to_yaml(study.resolved()));
    const int threads = default_threads();
    const double seconds = seconds_per_bundle(plan);
    const auto bundles = static_cast<double>(plan.bundles());
    const double at_once = std::min(bundles, static_cast<double>(threads));
    const auto bytes = static_cast<double>(bytes_per_run(layout));
    // Comments, so that the whole output is a study file again.
    fmt::print("# design points {}, arms {}, bundles {}, runs {}, ticks per run {}\n", plan.points(),
               study.arms.count(), plan.bundles(), plan.runs(), study.horizon.ticks());
    if (const std::string caveat = study.base->caveat(study.arms.branch); !caveat.empty())
        fmt::print("# note: {}\n", caveat);
    for (const std::string& one : study::warnings_of(study)) fmt::print("# warning: {}\n", one);
    if (study.until) fmt::print("# replicates at most {}: {}\n", study.replicates, study::looks_text(*study.until));
    fmt::print("# time about {} ({:.3g} s per bundle, {} threads)\n", duration_text(seconds * bundles / at_once),
               seconds, threads);
    const double memory =
        at_once * (2 * static_cast<double>(study.base->state_bytes()) + bytes * study.arms.runs_per_bundle()) +
        bundles * record::PartIndex::bytes_per_bundle;
    fmt::print("# memory about {}, result up to {}\n", bytes_text(memory),
               bytes_text(static_cast<double>(record::largest_result(layout))));
    return ExitCode::done;
}

}  // namespace peacenorm::cli
