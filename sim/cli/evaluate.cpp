// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <filesystem>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/run_study.hpp"
#include "sim/config/faults.hpp"
#include "sim/core/json.hpp"
#include "sim/results/evaluation.hpp"
#include "sim/results/outcome_table.hpp"
#include "sim/run/executor.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"
#include "sim/study/identity.hpp"

namespace peacenorm::cli {

namespace {

namespace fs = std::filesystem;
using study::Points;

/// Which form the rows go out in; empty: a result file.
std::optional<Points::Form> form_of(const fs::path& out, Points::Form points) {
    const std::string ending = out.extension().string();
    if (ending == ".nc" || ending == ".h5") return std::nullopt;
    if (ending == ".csv") return Points::Form::csv;
    if (ending == ".jsonl" || ending == ".ndjson" || ending == ".json") return Points::Form::json_lines;
    return points;
}

Points::Form form_of_points(const std::string& file) {
    config::Sources sources;
    config::Faults faults;
    const auto points = study::read_points(file, sources, faults);
    faults.raise(sources);
    return points->form;
}

/// What this command sets itself would be set in vain.
void refuse_own_sets(const std::vector<std::string>& sets) {
    for (const std::string& set : sets) {
        const std::string path = set.substr(0, set.find_first_of("=."));
        const char* instead = path == "replicates"  ? "--replicates"
                              : path == "design"    ? "--points and --luck"
                              : path == "calibrate" ? "peacenorm calibrate"
                                                    : nullptr;
        if (instead != nullptr)
            throw config::ConfigError(fmt::format(
                "--set {}: error: a table of points has its own {}; expected {} in its place\n", set, path, instead));
    }
}

/// The study over the points in the place of its own design; only outcomes are kept.
study::Study study_of(const EvaluateOptions& options, const study::Catalogue& catalogue) {
    std::vector<std::string> sets = options.run.study.sets;
    refuse_own_sets(sets);
    sets.push_back(fmt::format("design={{kind: draws, file: {}, luck: {}}}", json_text(options.points),
                               options.luck == EvaluateOptions::Luck::shared ? "shared" : "row"));
    sets.emplace_back("calibrate=null");
    sets.push_back(fmt::format("replicates={}", options.replicates));
    study::Study study = study::load_study(options.run.study.file, sets, catalogue);
    if (study.outcomes.empty())
        throw config::ConfigError(
            fmt::format("{}: error: the study has no outcomes; expected outcomes: {{name: mean(OBSERVABLE.LABEL)}}\n",
                        options.run.study.file));
    study.record_every = study.horizon.ticks();
    study.record_by.clear();
    return study;
}

std::string command_of(const EvaluateOptions& options) {
    std::vector<std::string> words{"peacenorm", "evaluate", options.run.study.file, "--points", options.points};
    for (const std::string& set : options.run.study.sets) words.insert(words.end(), {"--set", set});
    return shell_command(words);
}

/// Runs what is missing; whether all is there.
bool complete(const study::Study& study, const fs::path& result, const EvaluateOptions& options) {
    const study::Plan plan(study);
    study::Identity identity = study::identity_of(study);
    if (study::look_at(result, identity, plan.runs()) == study::Existing::complete) return true;
    record::ResultLayout layout = plan.layout();
    layout.attributes = study::provenance(study, command_of(options));
    study::PartStore store(result, layout, identity);
    if (with_progress(options.run, [&](const auto& e) { return study::execute(plan, store, e); }) !=
        study::Ending::finished)
        return false;
    store.join();
    return true;
}

int report(const study::Plan& plan, const fs::path& result, const EvaluateOptions& options) {
    const study::ResultSummary summary = study::summarise(plan, result);
    if (summary.failed > 0) tell("{} of {} runs failed: their rows say why\n", summary.failed, summary.runs);
    if (options.run.output == RunOptions::Output::quiet) return summary.failed > 0 ? ExitCode::failed : ExitCode::done;
    fmt::print("{} points, {} runs in {}\n", plan.points(), summary.runs, options.run.out);
    if (options.luck == EvaluateOptions::Luck::shared && plan.points() > 1)
        fmt::print("all points share their luck; --luck row gives each its own, which a fitted surface needs\n");
    if (const std::string notice = study::notice_of(plan.study()); !notice.empty()) fmt::print("note: {}\n", notice);
    return summary.failed > 0 ? ExitCode::failed : ExitCode::done;
}

/// Dakota takes the sets that it gets for its points, one by one.
void require_one_run_a_point(std::optional<Points::Form> form, const study::Plan& plan,
                             const EvaluateOptions& options) {
    if (form != Points::Form::dakota || plan.runs() == plan.points()) return;
    throw config::ConfigError(fmt::format(
        "{}: error: Dakota reads one result a point, and each point has {} runs ({} replicates, {} arms, {} futures); "
        "expected one of each, or --out FILE.csv\n",
        options.run.study.file, plan.runs() / plan.points(), options.replicates, plan.study().arms.count(),
        plan.study().arms.futures));
}

}  // namespace

int evaluate(const EvaluateOptions& options, const study::Catalogue& catalogue) {
    const auto form = form_of(options.run.out, form_of_points(options.points));
    const study::Study study = study_of(options, catalogue);
    require_one_run_a_point(form, study::Plan(study), options);
    const fs::path out(as_operand(options.run.out));
    record::place_to_write(out, inputs_of(study));
    const fs::path result = form ? fs::path(out.string() + ".nc") : out;
    record::place_to_write(result, inputs_of(study));
    if (!complete(study, result, options)) {
        tell("interrupted: what is done is kept; to continue:\n  {}\n", options.run.resume);
        return ExitCode::interrupted;
    }
    const study::Plan plan(study);
    if (form) record::publish_text(out, study::evaluation_text(plan, result, *form));
    const int code = report(plan, result, options);
    if (form) fs::remove(result);
    return code;
}

}  // namespace peacenorm::cli
