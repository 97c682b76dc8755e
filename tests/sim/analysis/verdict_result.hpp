// SPDX-License-Identifier: Apache-2.0
// Results of studies that never ran, with hypotheses about them: runs filled by a rule.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/analysis/verdict.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::analysis {

/// One run: its arm, replicate and design labels, and which observable is asked for.
struct Asked {
    std::string arm, observable;
    int replicate = 0;
    std::map<std::string, std::string> design;
};

/// Index `poc` = response^.5 x harmless^.5, of the actor `un`; `leg`; `posture`.
inline const record::Claims& small_claims() {
    using record::Test;
    static const record::Claims claims = [] {
        record::Claims c;
        c.threshold = 0.02;
        c.index = "small index, version 1";
        c.dose = "ladder.rung";
        c.hypotheses = {{.id = "H1", .name = "falls", .outcome = {{"poc", ""}}, .beside = {{"response", ""}}},
                        {.id = "H2", .name = "legitimacy falls", .outcome = {{"leg", ""}}},
                        {.id = "H3", .name = "by conduct", .test = Test::mediation, .outcome = {{"leg", ""}}},
                        {.id = "H4",
                         .name = "the norm carries it",
                         .test = Test::removed,
                         .outcome = {{"poc", ""}},
                         .by = "norm.enabled",
                         .least_share = 0.25},
                        {.id = "H5", .name = "dose", .test = Test::dose, .outcome = {{"poc", ""}}},
                        {.id = "H6",
                         .name = "posture carries it",
                         .test = Test::carried,
                         .outcome = {{"poc", ""}},
                         .by = "conduct.imposed=tasks",
                         .least_share = 0.25}};
        c.components = {{{"response", ""}, 0.5}, {{"harmless", ""}, 0.5}};
        c.alternatives = {{"engine", "norm.engine"}, {"strength", "norm.strength", {"norm.reach"}}};
        c.unidentified = {"norm", "organisations.*.iota"};
        c.patterns = {{"level of poc", "mean(poc.un, 2014)", "nobody", 0.3, 0.5},
                      {"poc above leg", "mean(poc.un, 2014)", "nobody", 0.05, 0.2, "mean(leg.un, 2014)"},
                      {"something else", "mean(other.un, 2014)", "nobody", 0, 1}};
        c.routes = {"the sun shines"};
        return c;
    }();
    return claims;
}

struct VerdictResult {
    std::vector<std::pair<std::string, std::vector<std::string>>> factors{};  ///< path, labels; last fastest
    bool is_list = false;  ///< the k-th point has the k-th label of each factor
    std::vector<std::string> arms{"apart", "joint"};
    std::vector<std::string> observables{"poc", "response", "harmless", "leg"};
    std::vector<std::string> drawn{};  ///< paths
    std::string arms_text = "{apart: {rung: 0, why: none}, joint: {}}";
    int replicates = 40, replicates_per_draw = 1;
    std::function<double(const Asked&)> value = [](const Asked&) { return 0.4; };
    std::function<double(const std::string&, std::uint64_t)> parameter = [](const std::string&, std::uint64_t draw) {
        return static_cast<double>(draw);
    };

    std::uint64_t points() const {
        if (is_list) return factors.front().second.size();
        std::uint64_t n = 1;
        for (const auto& factor : factors) n *= factor.second.size();
        return n;
    }
    std::map<std::string, std::string> labels(std::uint64_t point) const {
        std::map<std::string, std::string> labels;
        for (auto factor = factors.rbegin(); factor != factors.rend(); ++factor) {
            if (is_list) {
                labels[factor->first] = factor->second[point];
                continue;
            }
            labels[factor->first] = factor->second[point % factor->second.size()];
            point /= factor->second.size();
        }
        return labels;
    }
    record::ResultLayout layout() const;
    void write(const std::filesystem::path& path) const;
    Verdict verdict(const VerdictRequest& request = {}, const record::Claims& claims = small_claims()) const;
};

inline record::ResultLayout VerdictResult::layout() const {
    record::ResultLayout layout;
    for (const std::string& name : observables)  // counts add up, all else is a mean
        layout.outcomes.push_back({name, "1", (name.starts_with("count_") ? "sum(" : "mean(") + name + ".un, 2014)"});
    for (std::size_t i = 0; i < factors.size(); ++i)
        layout.design.push_back({"design_" + std::to_string(i), factors[i].first, "1", true});
    for (std::size_t i = 0; i < drawn.size(); ++i)
        layout.design.push_back({"parameter_" + std::to_string(i), drawn[i], "1", false});
    layout.bundles = points() * static_cast<std::uint64_t>(replicates);
    layout.runs_per_bundle = static_cast<std::uint32_t>(arms.size());
    layout.row = [this](std::uint64_t run) {
        record::RunRow row;
        row.bundle = run / arms.size();
        row.arm = arms[run % arms.size()];
        row.replicate = static_cast<std::uint32_t>(row.bundle / points());
        const auto here = labels(row.bundle % points());
        for (const auto& factor : factors) row.text.push_back(here.at(factor.first));
        for (const std::string& path : drawn)
            row.real.push_back(parameter(path, row.replicate / static_cast<std::uint32_t>(replicates_per_draw)));
        return row;
    };
    return layout;
}

inline void VerdictResult::write(const std::filesystem::path& path) const {
    const record::ResultLayout shape = layout();
    std::vector<record::BundleResult> bundles;
    for (std::uint64_t i = 0; i < shape.bundles; ++i) {
        record::BundleResult bundle{i, {}};
        for (const std::string& arm : arms) {
            record::RunResult run{record::Status::done, {}, {}};
            for (const std::string& observable : observables)
                run.data.outcomes.push_back(
                    value({arm, observable, static_cast<int>(i / points()), labels(i % points())}));
            bundle.runs.push_back(std::move(run));
        }
        bundles.push_back(std::move(bundle));
    }
    record::Attributes attributes{{"title", "small"},
                                  {"notice", "a toy"},
                                  {"model", "toy"},
                                  {"model_version", "1.0"},
                                  {"study_hash", "0123456789"},
                                  {"reference", arms.front()},
                                  {"configuration", "model: toy\narms: " + arms_text + "\n"}};
    if (replicates_per_draw > 1) attributes.emplace_back("replicates_per_draw", std::to_string(replicates_per_draw));
    record::BundleSource source(shape, std::move(bundles));
    record::h5::File file = record::h5::File::create(path);
    record::write_result(file, shape, attributes, source);
    file.close();
    record::seal(path);
}

inline Verdict VerdictResult::verdict(const VerdictRequest& request, const record::Claims& claims) const {
    const record::testing::Folder folder;
    write(folder / "r.nc");
    return reach_verdict(ResultCells(folder / "r.nc"), claims, request);
}

}  // namespace peacenorm::analysis
