// SPDX-License-Identifier: Apache-2.0
// Results of studies that never ran: cells filled by a rule, written and sealed as results are.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::analysis {

using record::testing::Folder;
using record::testing::missing;

struct Place {
    int replicate = 0, point = 0, arm = 0, future = 0;
};

/// A made-up study: points of one real factor `depth` (0, 1, ..) and one text factor `kind`, arms, two outcomes.
struct SmallResult {
    std::vector<std::string> arms{"history", "without"};
    std::vector<std::string> kinds{"baseline"};
    int depths = 1, replicates = 4, futures = 1;
    std::function<double(Place)> calm = [](Place p) { return p.replicate + 0.5 * p.arm; };
    std::function<double(Place)> deaths = [](Place p) { return 10 * p.replicate; };
    std::function<record::Status(Place)> status = [](Place) { return record::Status::done; };
    record::Attributes attributes{
        {"title", "small"},       {"notice", "a toy"},          {"model", "toy"},
        {"model_version", "1.0"}, {"study_hash", "0123456789"}, {"command", "peacenorm run s.yaml"},
        {"reference", "history"}};

    int points() const { return depths * static_cast<int>(kinds.size()); }
    record::ResultLayout layout() const;
    void write(const std::filesystem::path& path) const;
};

inline record::ResultLayout SmallResult::layout() const {
    record::ResultLayout layout;
    layout.outcomes = {{"calm", "1", "mean(calm, 2014..2015)"}, {"deaths", "persons", "sum(deaths)"}};
    layout.design = {{"design_kind", "kind", "1", true}, {"design_depth", "cooperation.depth", "1", false}};
    layout.bundles = static_cast<std::uint64_t>(points() * replicates);
    layout.runs_per_bundle = static_cast<std::uint32_t>(arms.size()) * static_cast<std::uint32_t>(futures);
    layout.futures = static_cast<std::uint32_t>(futures);
    layout.row = [this](std::uint64_t run) {
        const auto futures_here = static_cast<std::uint64_t>(futures), in_bundle = arms.size() * futures_here;
        const auto bundle = run / in_bundle, points_here = static_cast<std::uint64_t>(points());
        const auto point = bundle % points_here, depths_here = static_cast<std::uint64_t>(depths);
        record::RunRow row;
        row.bundle = bundle;
        row.arm = arms[run % in_bundle / futures_here];
        row.future = static_cast<std::uint32_t>(run % futures_here);
        row.replicate = static_cast<std::uint32_t>(bundle / points_here);
        row.seed = 7;
        row.real = {static_cast<double>(point % depths_here)};
        row.text = {kinds[point / depths_here]};
        return row;
    };
    return layout;
}

inline void SmallResult::write(const std::filesystem::path& path) const {
    const record::ResultLayout shape = layout();
    std::vector<record::BundleResult> bundles;
    for (int replicate = 0; replicate < replicates; ++replicate)
        for (int point = 0; point < points(); ++point) {
            record::BundleResult bundle{bundles.size(), {}};
            for (int run_here = 0; run_here < static_cast<int>(shape.runs_per_bundle); ++run_here) {
                const Place place{replicate, point, run_here / futures, run_here % futures};
                record::RunResult run{status(place), {}, {}};
                if (run.status == record::Status::done) run.data.outcomes = {calm(place), deaths(place)};
                if (run.status == record::Status::failed) run.error = "calm is NaN in week 3";
                bundle.runs.push_back(std::move(run));
            }
            bundles.push_back(std::move(bundle));
        }
    record::BundleSource source(shape, std::move(bundles));
    record::h5::File file = record::h5::File::create(path);
    record::write_result(file, shape, attributes, source);
    file.close();
    record::seal(path);
}

}  // namespace peacenorm::analysis
