// SPDX-License-Identifier: Apache-2.0
// The one file that knows the parser.
#include "sim/cli/cli.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <memory>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/study/identity.hpp"

namespace peacenorm::cli {

namespace {

/// All options of all commands, and the command that was chosen.
struct Parsed {
    RunOptions run;
    StudyOptions check;
    DescribeOptions describe;
    DiffCommand diff;
    CompareOptions compare;
    DecomposeOptions decompose;
    MergeOptions merge;
    SubmitOptions submit;
    std::string new_model, inspect_result;
    std::string seed, replicates;
    bool is_quiet = false, is_outcomes = false, is_partial = false, is_csv = false, is_json = false;
    std::function<int()> command;
};

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& does, const std::string& example) {
    CLI::App* command = app.add_subcommand(name, does);
    command->footer("Example:\n  " + example);
    return command;
}

void add_study(CLI::App& command, StudyOptions& options) {
    command.add_option("FILE", options.file, "The study: a YAML file")->required();
    command.add_option("--set", options.sets, "PATH=VALUE that overrides the file; may be repeated")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_run(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "run", "Run what FILE describes; the same command again resumes",
                                    "peacenorm run configs/mali/baseline.yaml --replicates 20 --out mali.nc");
    RunOptions& options = parsed.run;
    add_study(*command, options.study);
    command->add_option("--out", options.out, "Where the result goes (default: results/NAME.nc)");
    command->add_option("--seed", parsed.seed, "Seed, 0 to 4294967295; overrides the file's");
    command->add_option("--replicates", parsed.replicates, "Replicates; overrides the file's");
    command->add_option("--threads", options.threads, "Threads (default: SLURM_CPUS_PER_TASK, else the machine's)")
        ->check(CLI::Range(1, 4096));
    command
        ->add_option("--publish-every", options.publish_every,
                     "Seconds between two publications: what a kill may cost (default: 5; for shards and ranks, after "
                     "a minute, a tenth of the time worked, at most 600)")
        ->check(CLI::Range(0.0, 86400.0));
    command->add_option("--shard", options.shard, "I/N: only the bundles equal to I modulo N, I from 0 to N - 1")
        ->type_name("I/N");
    command
        ->add_option("--deadline", options.deadline, "Stop by this time: 2026-03-01T18:00:00, or after 50m, 1h30m, 90s")
        ->type_name("TIME");
    command->add_flag_callback(
        "--other-build", [&] { options.other_builds = study::Identity::OtherBuilds::accept; },
        "Continue from what another build of the program left; the result records which builds made it");
    command
        ->add_option("--wait", options.patience,
                     "Seconds that a shard waits for others at an interim analysis (default: 60)")
        ->check(CLI::Range(0.0, 86400.0));
    command->add_flag("--quiet", parsed.is_quiet, "Print errors only");
    command->callback([&] {
        parsed.command = [&] {
            if (!parsed.seed.empty()) options.study.sets.push_back("seed=" + parsed.seed);
            if (!parsed.replicates.empty()) options.study.sets.push_back("replicates=" + parsed.replicates);
            if (parsed.is_quiet) options.output = RunOptions::Output::quiet;
            return run(options, catalogue);
        };
    });
}

void add_check(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    CLI::App* command =
        add_command(app, "check", "Validate FILE; print it resolved, with expected time, memory and size",
                    "peacenorm check study.yaml --set cooperation.ladder.position=3");
    add_study(*command, parsed.check);
    command->callback([&] { parsed.command = [&] { return check(parsed.check, catalogue); }; });
}

void add_describe(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    using Format = DescribeOptions::Format;
    CLI::App* command =
        add_command(app, "describe", "The manual: models, their parameters, observables, mechanisms, processes",
                    "peacenorm describe intervention cooperation --format markdown");
    command->add_option("MODEL", parsed.describe.model, "A model (default: lists them)");
    command->add_option("NAME", parsed.describe.name, "A section, an entry, or a prefix of paths");
    const std::map<std::string, Format> formats{
        {"text", Format::text}, {"markdown", Format::markdown}, {"json-schema", Format::json_schema}};
    command->add_option("--format", parsed.describe.format, "text, markdown or json-schema")
        ->transform(CLI::CheckedTransformer(formats).description(""));
    command->callback([&] { parsed.command = [&] { return describe(parsed.describe, catalogue); }; });
    CLI::App* fresh = add_command(app, "new", "Print a commented scenario to start from", "peacenorm new > study.yaml");
    fresh->add_option("MODEL", parsed.new_model, "A model (default: the first one)");
    fresh->callback([&] { parsed.command = [&] { return print_new(parsed.new_model, catalogue); }; });
}

void add_results(CLI::App& app, Parsed& parsed) {
    CLI::App* look = add_command(app, "inspect", "Study, ledger, variables, sizes, provenance of a result",
                                 "peacenorm inspect results/mali-baseline.nc");
    look->add_option("RESULT", parsed.inspect_result, "A result, or one whose study is not finished")->required();
    look->callback([&] { parsed.command = [&] { return inspect(parsed.inspect_result); }; });
    CLI::App* differ =
        add_command(app, "diff", "First difference of two results, and their digests; exit code 1 if any",
                    "peacenorm diff a.nc b.nc --outcomes");
    differ->add_option("A", parsed.diff.a, "A result")->required();
    differ->add_option("B", parsed.diff.b, "Another")->required();
    differ->add_flag("--outcomes", parsed.is_outcomes, "Leave out inputs and descriptions of them");
    differ->callback([&] {
        parsed.command = [&] {
            if (parsed.is_outcomes) parsed.diff.scope = DiffCommand::Scope::outcomes;
            return diff(parsed.diff);
        };
    });
}

void add_words(CLI::App& command, const char* name, std::vector<std::string>& words, const char* type,
               const std::string& does) {
    command.add_option(name, words, does)
        ->type_name(type)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

/// How an analysis prints, and what it does about failed and missing runs.
void add_forms(CLI::App& command, Parsed& parsed) {
    CLI::Option* csv = command.add_flag("--csv", parsed.is_csv, "Comma-separated values, all digits");
    command.add_flag("--json", parsed.is_json, "JSON, all digits, with context")->excludes(csv);
    command.add_flag("--partial", parsed.is_partial, "Leave out pairs with failed or missing runs instead of refusing");
}

template <class Options>
void take_forms(const Parsed& parsed, Options& options) {
    options.form = parsed.is_json ? Form::json : parsed.is_csv ? Form::csv : Form::table;
    if (parsed.is_partial) options.gaps = Gaps::leave_out;
}

void add_compare(CLI::App& app, Parsed& parsed) {
    CLI::App* command =
        add_command(app, "compare", "Paired differences from a reference, with intervals and what pairing gained",
                    "peacenorm compare results/ladder.nc --reference cooperation.ladder.position=0");
    CompareOptions& options = parsed.compare;
    command->add_option("RESULT", options.result, "A result")->required();
    add_words(
        *command, "--reference", options.references, "ARM|FACTOR=VALUE",
        "What to compare with (default: the study's reference): an arm, or a factor of the design at a value; may be "
        "repeated");
    add_words(*command, "--outcome", options.outcomes, "NAME", "Outcomes to compare (default: all); may be repeated");
    add_forms(*command, parsed);
    command->callback([&] {
        parsed.command = [&] {
            take_forms(parsed, options);
            return compare(options);
        };
    });
}

void add_decompose(CLI::App& app, Parsed& parsed) {
    CLI::App* command = add_command(app, "decompose",
                                    "Shapley shares and interactions of switches, with intervals; shares sum to the "
                                    "total effect",
                                    "peacenorm decompose results/mechanisms-of-the-triangle.nc");
    DecomposeOptions& options = parsed.decompose;
    command->add_option("RESULT", options.result, "A result whose design is a lattice of switches")->required();
    add_words(*command, "--outcome", options.outcomes, "NAME", "Outcomes to decompose (default: all); may be repeated");
    add_words(*command, "--arm", options.arms, "ARM", "Arms to decompose (default: all but the reference)");
    add_forms(*command, parsed);
    command->callback([&] {
        parsed.command = [&] {
            take_forms(parsed, options);
            return decompose(options);
        };
    });
}

void add_verdict(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "verdict", "The model's hypotheses, judged by a study of arms or of a ladder",
                                    "peacenorm verdict results/triangle-2018.nc");
    const auto options = std::make_shared<VerdictOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    command->add_option("--arm", options->arm,
                        "The arm whose effect is judged (default: the first other than the reference)");
    add_words(*command, "--outcome", options->outcomes, "NAME",
              "Judged too, as if a fall were claimed; may be repeated");
    command->add_option("--beside", options->beside, "Results over draws of other priors, to print next to it")
        ->option_text("RESULT ...");
    command->add_option("-d", options->threshold, "The smallest difference that matters (default: the model's)")
        ->check(CLI::Range(0.0, 1e9));
    command->add_flag_callback(
        "--json", [options] { options->form = Form::json; }, "JSON, all digits");
    command->add_flag_callback(
        "--partial", [options] { options->gaps = Gaps::leave_out; },
        "Leave out pairs with failed or missing runs instead of refusing");
    command->callback([&, options] { parsed.command = [&, options] { return verdict(*options, catalogue); }; });
}

void add_replay(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "replay", "Run one row of a result again and check that it is the same",
                                    "peacenorm replay results/mali-baseline.nc 3 --trace");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    command->add_option("RUN", options->run, "The row's number: the value of its variable 'run'")->required();
    command->add_flag_callback(
        "--trace", [options] { options->trace = ReplayOptions::Trace::write; },
        "Write the run's events, one JSON object per line");
    command->add_option("--out", options->out, "Where the events go (default: RESULT.run-RUN.jsonl)");
    command->callback([&, options] { parsed.command = [&, options] { return replay(*options, catalogue); }; });
}

void add_export(CLI::App& app, Parsed& parsed) {
    CLI::App* command =
        add_command(app, "export", "A result as tidy CSV, for R and Stata",
                    "peacenorm export results/mali-baseline.nc --series legitimacy --out legitimacy.csv");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    command
        ->add_option("--series", options->series,
                     "A series in place of the runs' outcomes; may be repeated; all: every one by run and time alone")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--out", options->out, "Where it goes (default: standard output)");
    command->callback([&, options] { parsed.command = [options] { return export_result(*options); }; });
}

void add_merge(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    MergeOptions& options = parsed.merge;
    CLI::App* command = add_command(app, "merge", "Join the parts that shards have written into one result",
                                    "peacenorm merge results/mali.nc.parts --out results/mali.nc");
    command->add_option("PART", options.parts, "Folders of parts, parts, or results of one study")->required();
    command->add_option("--out", options.out, "Where the result goes")->required();
    command->add_flag("--partial", options.is_partial, "Write it even with gaps: missing runs have status 0");
    command->add_option("--shards", options.shards, "List what is missing by shard, of this many")
        ->check(CLI::Range(1, 1000000));
    command->callback([&] { parsed.command = [&] { return merge(options, catalogue); }; });
}

void add_submit(CLI::App& app, Parsed& parsed, const study::Catalogue& catalogue) {
    SubmitOptions& options = parsed.submit;
    CLI::App* command =
        add_command(app, "submit", "Run FILE as Slurm jobs: an array of shards and a merge, or MPI",
                    "peacenorm submit configs/sweeps/cooperation_ladder.yaml --tasks 20 --time 2:00:00");
    add_study(*command, options.run.study);
    command->add_option("--out", options.run.out, "Where the result goes (default: results/NAME.nc)");
    command->add_option("--tasks", options.tasks, "Tasks of the array, or ranks (default: 4)")
        ->check(CLI::Range(1, 1000000));
    command->add_option("--threads", options.threads, "Processors of a task (default: 1)")->check(CLI::Range(1, 4096));
    command->add_option("--time", options.time, "Time limit of a task, in sbatch's format (default: the cluster's)");
    command->add_option("--partition", options.partition, "Partition (default: the cluster's)");
    command->add_flag_callback(
        "--mpi", [&] { options.launch = SubmitOptions::Launch::mpi; }, "One MPI job");
    command->add_flag_callback(
        "--dry-run", [&] { options.mode = SubmitOptions::Mode::dry_run; }, "Print the scripts; submit nothing");
    command->callback([&] { parsed.command = [&] { return submit(options, catalogue); }; });
}

std::string version_text() {
    const study::Build build = study::this_build();
    return fmt::format("peacenorm {}\ncommit {}\ncompiler {}", build.version, build.commit, build.compiler);
}

/// What a library throws becomes a text on stderr and an exit code, here and nowhere else.
int guarded(const std::function<int()>& command) {
    try {
        return command();
    } catch (const config::ConfigError& error) {
        std::string text = error.what();
        if (!text.empty() && text.back() != '\n') text += '\n';
        fmt::print(stderr, "{}", text);
        return ExitCode::wrong_input;
    } catch (const IoError& error) {
        fmt::print(stderr, "error: {}\n", error.what());
        return ExitCode::io_trouble;
    } catch (const std::exception& error) {
        fmt::print(stderr, "internal error: {}\n", error.what());
        return ExitCode::failed;
    }
}

}  // namespace

int main(int argc, char** argv, const study::Catalogue& catalogue) {
    return guarded([&]() -> int {
        CLI::App app("Simulates how the norm of protecting civilians is put into practice by several interveners.");
        app.name("peacenorm");
        app.footer(
            "Example:\n  peacenorm new > study.yaml && peacenorm run study.yaml\nHelp on a command: peacenorm run "
            "--help");
        app.set_version_flag("--version", version_text());
        app.require_subcommand(1);
        Parsed parsed;
        parsed.run.resume = shell_command(std::vector<std::string>(argv, argv + argc));
        add_run(app, parsed, catalogue);
        add_check(app, parsed, catalogue);
        add_describe(app, parsed, catalogue);
        add_results(app, parsed);
        add_compare(app, parsed);
        add_decompose(app, parsed);
        add_verdict(app, parsed, catalogue);
        add_replay(app, parsed, catalogue);
        add_export(app, parsed);
        add_merge(app, parsed, catalogue);
        add_submit(app, parsed, catalogue);
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app.exit(error) == 0 ? ExitCode::done : ExitCode::wrong_input;
        }
        return parsed.command();
    });
}

}  // namespace peacenorm::cli
