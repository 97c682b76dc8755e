// SPDX-License-Identifier: Apache-2.0
// Results of studies over lattices of switches that never ran: runs filled by a rule.
#pragma once

#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include "sim/analysis/shapley.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::analysis {

/// One run of a made-up lattice.
struct Spot {
    int replicate = 0, stratum = 0;
    std::uint64_t subset = 0;
    int arm = 0, future = 0, outcome = 0;
};

struct LatticeResult {
    std::size_t switches = 3;
    std::vector<std::uint64_t> subsets{};  ///< empty: all
    std::vector<std::string> kinds{"baseline"};
    std::vector<std::string> arms{"without", "triangle"};
    int replicates = 4, futures = 1, outcomes = 1;
    std::function<double(const Spot&)> value = [](const Spot&) { return 0.0; };
    std::function<record::Status(const Spot&)> status = [](const Spot&) { return record::Status::done; };
    record::Attributes attributes{
        {"title", "small"},       {"notice", "a toy"},          {"model", "toy"},
        {"model_version", "1.0"}, {"study_hash", "0123456789"}, {"command", "peacenorm run s.yaml"},
        {"reference", "without"}};

    std::size_t subsets_run() const { return subsets.empty() ? std::size_t{1} << switches : subsets.size(); }
    std::uint64_t runs_per_bundle() const { return arms.size() * static_cast<std::uint64_t>(futures); }
    Spot spot(std::uint64_t run) const;
    record::ResultLayout layout() const;
    void write(const std::filesystem::path& path) const;
};

inline Spot LatticeResult::spot(std::uint64_t run) const {
    const std::uint64_t bundle = run / runs_per_bundle(), points = subsets_run() * kinds.size();
    const std::uint64_t point = bundle % points, position = point % subsets_run();
    return {static_cast<int>(bundle / points),
            static_cast<int>(point / subsets_run()),
            subsets.empty() ? position : subsets[position],
            static_cast<int>(run % runs_per_bundle()) / futures,
            static_cast<int>(run % static_cast<std::uint64_t>(futures)),
            0};
}

inline record::ResultLayout LatticeResult::layout() const {
    record::ResultLayout layout;
    for (int i = 0; i < outcomes; ++i)
        layout.outcomes.push_back({i == 0 ? "calm" : "calm_" + std::to_string(i), "1", "mean(calm)"});
    layout.design.push_back({"design_parameters", "parameters", "1", true});
    for (std::size_t i = 0; i < switches; ++i)
        layout.design.push_back({"design_m" + std::to_string(i), "mechanisms.m" + std::to_string(i), "1", true});
    layout.bundles = subsets_run() * kinds.size() * static_cast<std::uint64_t>(replicates);
    layout.runs_per_bundle = static_cast<std::uint32_t>(runs_per_bundle());
    layout.futures = static_cast<std::uint32_t>(futures);
    layout.row = [this](std::uint64_t run) {
        const Spot at = spot(run);
        record::RunRow row;
        row.bundle = run / runs_per_bundle();
        row.arm = arms[static_cast<std::size_t>(at.arm)];
        row.future = static_cast<std::uint32_t>(at.future);
        row.replicate = static_cast<std::uint32_t>(at.replicate);
        row.seed = 7;
        row.text.push_back(kinds[static_cast<std::size_t>(at.stratum)]);
        for (std::size_t i = 0; i < switches; ++i)
            row.text.emplace_back((at.subset & digit_of(i, switches)) != 0 ? "true" : "false");
        return row;
    };
    return layout;
}

inline void LatticeResult::write(const std::filesystem::path& path) const {
    const record::ResultLayout shape = layout();
    std::vector<record::BundleResult> bundles;
    for (std::uint64_t bundle = 0; bundle < shape.bundles; ++bundle) {
        record::BundleResult& result = bundles.emplace_back();
        result.bundle = bundle;
        for (std::uint64_t i = 0; i < runs_per_bundle(); ++i) {
            Spot at = spot(bundle * runs_per_bundle() + i);
            record::RunResult run{status(at), {}, {}};
            for (; run.status == record::Status::done && at.outcome < outcomes; ++at.outcome)
                run.data.outcomes.push_back(value(at));
            if (run.status == record::Status::failed) run.error = "calm is NaN in week 3";
            result.runs.push_back(std::move(run));
        }
    }
    record::BundleSource source(shape, std::move(bundles));
    record::h5::File file = record::h5::File::create(path);
    record::write_result(file, shape, attributes, source);
    file.close();
    record::seal(path);
}

}  // namespace peacenorm::analysis
