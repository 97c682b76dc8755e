// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <cstdio>

#include "sim/cli/commands.hpp"
#include "sim/cli/deadline.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/run_study.hpp"
#include "sim/cli/signals.hpp"
#include "sim/results/outcome_table.hpp"
#include "sim/run/precision_session.hpp"
#include "sim/store/place.hpp"
#include "sim/store/result_reader.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/study_file.hpp"
#include "sim/study/warnings.hpp"

namespace peacenorm::cli {

namespace {

namespace fs = std::filesystem;

/// What makes the result again: threads, place and progress change nothing in it.
std::string command_of(const StudyOptions& options) {
    std::vector<std::string> words{"peacenorm", "run", options.file};
    for (const std::string& set : options.sets) words.insert(words.end(), {"--set", set});
    return shell_command(words);
}

/// Prints the summary of a complete study; the exit code.
int report(const study::Plan& plan, const fs::path& result, RunOptions::Output output) {
    const study::ResultSummary summary = study::summarise(plan, result);
    if (summary.failed > 0)
        tell("{} of {} runs failed; peacenorm inspect {} shows why\n", summary.failed, summary.runs,
             shell_command({result.string()}));
    if (output == RunOptions::Output::normal) {
        fmt::print("{}", study::render(summary, plan));
        if (plan.study().until)
            fmt::print("precision: {}\n", record::open_result(result).attribute("precision").value_or("unknown"));
        if (const std::string notice = study::notice_of(plan.study()); !notice.empty())
            fmt::print("note: {}\n", notice);
        if (!plan.study().design.parameters.empty()) fmt::print("parameters: {}\n", study::parameters_of(plan.study()));
        for (const std::string& one : study::warnings_of(plan.study())) fmt::print("warning: {}\n", one);
        fmt::print("{} runs in {}\n", summary.runs, result.string());
    }
    return summary.failed > 0 ? ExitCode::failed : ExitCode::done;
}

/// Calls body(execution) while progress is shown.
template <class Body>
auto executed(const RunOptions& options, Body body) {
    const bool is_quiet = options.output == RunOptions::Output::quiet;
    ProgressDisplay display(is_quiet ? ProgressDisplay::Style::none : ProgressDisplay::style_of_stderr());
    study::Execution execution = execution_of(options);
    execution.report = [&](const study::Progress& progress) { display.show(progress); };
    auto ending = body(execution);
    display.finish();
    return ending;
}

/// Whether a result holds all that its study asks for; with `until`, as much as its precision does.
bool is_complete(const fs::path& result, study::Study& study, const study::Plan& plan,
                 const study::Identity& identity) {
    const study::Existing existing = study::look_at(result, identity, plan.runs());
    if (existing == study::Existing::none || !study.until) return existing == study::Existing::complete;
    const std::uint64_t most = plan.runs();
    const auto decision = study::decision_of(study, plan, result);
    if (!decision) return false;
    study.replicates = decision->look.replicates;
    study::remove_parts_of(result, identity, most);
    return true;
}

/// Runs what is missing and joins it. Whether this process came to its end.
bool complete(const study::Plan& plan, study::PartStore& store, const RunOptions& options,
              const study::Executor& executor) {
    const auto ending = executed(options, [&](const auto& e) { return executor(plan, store, e); });
    if (ending == study::Ending::finished && store.shard().is_all()) store.join();
    return ending == study::Ending::finished;
}

/// The same for a study that decides itself how many replicates it takes.
study::Standing complete_until(study::Study& study, const study::Plan& plan, study::PartStore& store,
                               const RunOptions& options, const study::Executor& executor) {
    const std::chrono::milliseconds patience(static_cast<std::int64_t>(1000 * options.patience));
    const study::Rounds rounds(patience, executor);
    const study::Standing standing =
        executed(options, [&](const auto& e) { return study::execute_until_precise(study, plan, store, e, rounds); });
    if (!standing.decision) return standing;
    record::ResultLayout decided = plan.layout();
    decided.attributes = study::provenance(study, command_of(options.study));
    for (auto& fact : study::precision_facts(plan, *standing.decision)) decided.attributes.push_back(std::move(fact));
    store.join(decided);
    return standing;
}

int report_interruption(const study::PartStore& store, const study::Plan& plan, const RunOptions& options) {
    const std::uint64_t kept = (store.ledger().done + store.ledger().failed) * (plan.runs() / plan.bundles());
    const bool is_all = store.shard().is_all();
    tell("interrupted: {} {}runs are kept{}; to continue:\n  {}\n", kept,
         is_all ? fmt::format("of {} ", plan.runs()) : "", is_all ? "" : fmt::format(" of shard {}", options.shard),
         options.resume);
    return ExitCode::interrupted;
}

/// A shard has done its part up to a look, and others have not.
int report_waiting(const study::Standing& standing, const RunOptions& options) {
    tell(
        "shard {} is done up to the interim analysis after {} replicates; {} bundles of other shards "
        "are missing; when they are published, continue with:\n  {}\n",
        options.shard, standing.waits_at, standing.missing, options.resume);
    return ExitCode::interrupted;
}

/// A shard has published all it owns; the one that finds nothing missing joins the parts.
int end_shard(study::PartStore& store, const study::Plan& plan, const fs::path& result,
              const record::ResultLayout& layout, const RunOptions& options) {
    const std::uint64_t published = store.published_by_all();
    if (published >= plan.bundles() && store.try_join(layout) == 0) return report(plan, result, options.output);
    if (options.output == RunOptions::Output::normal)
        fmt::print("shard {} done; {} of {} bundles of the study are published; when all are:\n  {}\n", options.shard,
                   published, plan.bundles(),
                   shell_command({"peacenorm", "merge", study::parts_of(result).string(), "--out", result.string()}));
    return store.ledger().failed > 0 ? ExitCode::failed : ExitCode::done;
}

}  // namespace

study::Study load(const RunOptions& options, const study::Catalogue& catalogue) {
    shard_of(options);  // is read to be checked
    if (!options.deadline.empty()) parse_deadline(options.deadline, std::chrono::system_clock::now());
    return study::load_study(options.study.file, options.study.sets, catalogue);
}

study::Shard shard_of(const RunOptions& options) {
    return options.shard.empty() ? study::Shard{} : study::parse_shard(options.shard);
}

fs::path place_of(const RunOptions& options, const study::Study& study) {
    return options.out.empty() ? fs::path("results") / (study.name + ".nc") : fs::path(as_operand(options.out));
}

std::vector<fs::path> inputs_of(const study::Study& study) {
    return {study.files.begin(), study.files.end()};
}

record::ResultLayout layout_of(const study::Plan& plan, const RunOptions& options) {
    record::ResultLayout layout = plan.layout();
    layout.attributes = study::provenance(plan.study(), command_of(options.study));
    return layout;
}

study::Execution execution_of(const RunOptions& options) {
    study::Execution execution;
    execution.threads = threads_for(options.threads);
    execution.pace = options.shard.empty() ? options.pace : study::Pace::slows;
    if (options.publish_every) {
        execution.publish_every = std::chrono::milliseconds(static_cast<std::int64_t>(1000 * *options.publish_every));
        execution.pace = study::Pace::steady;
    }
    execution.is_interrupted = is_stop_wanted;
    if (!options.deadline.empty())
        execution.deadline = parse_deadline(options.deadline, std::chrono::system_clock::now());
    return execution;
}

study::Ending with_progress(const RunOptions& options,
                            const std::function<study::Ending(const study::Execution&)>& body) {
    return executed(options, body);
}

int run_study(const RunOptions& options, study::Study& study, const study::Executor& executor) {
    const study::Plan plan(study);
    const fs::path result = place_of(options, study);
    record::place_to_write(result, inputs_of(study));
    study::Identity identity = study::identity_of(study);
    identity.other_builds = options.other_builds;
    if (is_complete(result, study, plan, identity)) {
        const int code = report(plan, result, options.output);
        if (options.output == RunOptions::Output::normal) fmt::print("nothing left to do\n");
        return code;
    }
    const record::ResultLayout layout = layout_of(plan, options);
    study::PartStore store(result, layout, identity, shard_of(options));
    for (const std::string& damage : store.ledger().damaged) tell("{}\n", damage);
    if (study.until) {
        const study::Standing standing = complete_until(study, plan, store, options, executor);
        if (standing.decision) return report(plan, result, options.output);
        return standing.missing > 0 ? report_waiting(standing, options) : report_interruption(store, plan, options);
    }
    if (!complete(plan, store, options, executor)) return report_interruption(store, plan, options);
    if (!store.shard().is_all()) return end_shard(store, plan, result, layout, options);
    return report(plan, result, options.output);
}

std::unique_ptr<parallel::Ranks> meet_ranks_or_say_why() {
    try {
        return parallel::meet_ranks();
    } catch (const parallel::RanksError& error) {
        throw config::ConfigError(std::string("error: ") + error.what() + "\n");
    }
}

int run(const RunOptions& options, const study::Catalogue& catalogue) {
    const auto ranks = meet_ranks_or_say_why();
    if (ranks && ranks->size() > 1) {
        RunOptions shared = options;
        shared.pace = study::Pace::slows;
        return run_on_ranks(
            shared, [&] { return load(options, catalogue); }, *ranks);
    }
    study::Study study = load(options, catalogue);
    return run_study(options, study, study::execute);
}

}  // namespace peacenorm::cli
