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
#include "sim/report/page.hpp"
#include "sim/study/identity.hpp"

namespace peacenorm::cli {

namespace {

/// The command that was chosen, with its options. Each command keeps its own options, which the parser fills.
using Chosen = std::function<int()>;

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

void add_run(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue, const std::string& resume) {
    CLI::App* command = add_command(app, "run", "Run what FILE describes; the same command again resumes",
                                    "peacenorm run study.yaml --replicates 20 --out results/study.nc");
    const auto kept = std::make_shared<RunOptions>();
    RunOptions& options = *kept;
    options.resume = resume;
    add_study(*command, options.study);
    command->add_option("--out", options.out, "Where the result goes (default: results/NAME.nc)");
    for (const auto& [key, does] : {std::pair("seed", "Seed, 0 to 4294967295; overrides the file's"),
                                    std::pair("replicates", "Replicates; overrides the file's")})
        command->add_option_function<std::string>(
            fmt::format("--{}", key),
            [&options, key = std::string(key)](const std::string& value) {
                options.study.sets.push_back(fmt::format("{}={}", key, value));
            },
            does);
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
        "--other-build", [&options] { options.other_builds = study::Identity::OtherBuilds::accept; },
        "Continue from what another build of the program left; the result records which builds made it");
    command
        ->add_option("--wait", options.patience,
                     "Seconds that a shard waits for others at an interim analysis (default: 60)")
        ->check(CLI::Range(0.0, 86400.0));
    command->add_flag_callback(
        "--quiet", [&options] { options.output = RunOptions::Output::quiet; }, "Print errors only");
    command->callback([&, kept] { chosen = [&catalogue, kept] { return run(*kept, catalogue); }; });
}

void add_check(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command =
        add_command(app, "check", "Validate FILE; print it resolved, with expected time, memory and size",
                    "peacenorm check study.yaml --set horizon.step=day");
    const auto options = std::make_shared<StudyOptions>();
    add_study(*command, *options);
    command->callback([&, options] { chosen = [&catalogue, options] { return check(*options, catalogue); }; });
}

void add_describe(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    using Format = DescribeOptions::Format;
    CLI::App* command =
        add_command(app, "describe", "The manual: models, their parameters, observables, mechanisms, processes",
                    "peacenorm describe MODEL parameters --format markdown");
    const auto options = std::make_shared<DescribeOptions>();
    command->add_option("MODEL", options->model, "A model (default: lists them)");
    command->add_option("NAME", options->name, "A section, an entry, or a prefix of paths");
    const std::map<std::string, Format> formats{
        {"text", Format::text}, {"markdown", Format::markdown}, {"json-schema", Format::json_schema}};
    command->add_option("--format", options->format, "text, markdown or json-schema")
        ->transform(CLI::CheckedTransformer(formats).description(""));
    command->callback([&, options] { chosen = [&catalogue, options] { return describe(*options, catalogue); }; });
}

void add_new(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command =
        add_command(app, "new", "Print a commented scenario to start from", "peacenorm new > study.yaml");
    const auto model = std::make_shared<std::string>();
    command->add_option("MODEL", *model, "A model (default: the first one)");
    command->callback([&, model] { chosen = [&catalogue, model] { return print_new(*model, catalogue); }; });
}

void add_inspect(CLI::App& app, Chosen& chosen) {
    CLI::App* command = add_command(app, "inspect", "Study, ledger, variables, sizes, provenance of a result",
                                    "peacenorm inspect results/study.nc");
    const auto result = std::make_shared<std::string>();
    command->add_option("RESULT", *result, "A result, or one whose study is not finished")->required();
    command->callback([&, result] { chosen = [result] { return inspect(*result); }; });
}

void add_diff(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        add_command(app, "diff", "First difference of two results, and their digests; exit code 1 if any",
                    "peacenorm diff a.nc b.nc --outcomes");
    const auto options = std::make_shared<DiffCommand>();
    command->add_option("A", options->a, "A result")->required();
    command->add_option("B", options->b, "Another")->required();
    command->add_flag_callback(
        "--outcomes", [options] { options->options.scope = study::DiffOptions::Scope::outcomes; },
        "Leave out inputs and descriptions of them");
    command->callback([&, options] { chosen = [options] { return diff(*options); }; });
}

void add_words(CLI::App& command, const char* name, std::vector<std::string>& words, const char* type,
               const std::string& does) {
    command.add_option(name, words, does)
        ->type_name(type)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

template <class Options>
void add_partial(CLI::App& command, const std::shared_ptr<Options>& options) {
    command.add_flag_callback(
        "--partial", [options] { options->unfinished = Unfinished::leave_out; },
        "Leave out pairs of failed and missing runs, instead of refusing");
}

/// How an analysis prints, and what it does about failed and missing runs.
template <class Options>
void add_forms(CLI::App& command, const std::shared_ptr<Options>& options) {
    CLI::Option* csv = command.add_flag_callback(
        "--csv", [options] { options->form = Form::csv; }, "Comma-separated values, all digits");
    command
        .add_flag_callback(
            "--json", [options] { options->form = Form::json; }, "JSON, all digits, with context")
        ->excludes(csv);
    add_partial(command, options);
}

void add_compare(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        add_command(app, "compare", "Paired differences from a reference, with intervals and what pairing gained",
                    "peacenorm compare results/sweep.nc --reference PATH=0");
    const auto options = std::make_shared<CompareOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    add_words(
        *command, "--reference", options->references, "ARM|FACTOR=VALUE",
        "What to compare with (default: the study's reference): an arm, or a factor of the design at a value; may be "
        "repeated");
    add_words(*command, "--outcome", options->outcomes, "NAME", "Outcomes to compare (default: all); may be repeated");
    add_forms(*command, options);
    command->callback([&, options] { chosen = [options] { return compare(*options); }; });
}

void add_decompose(CLI::App& app, Chosen& chosen) {
    CLI::App* command = add_command(app, "decompose",
                                    "Shapley shares and interactions of switches, with intervals; shares sum to the "
                                    "total effect",
                                    "peacenorm decompose results/lattice.nc");
    const auto options = std::make_shared<DecomposeOptions>();
    command->add_option("RESULT", options->result, "A result whose design is a lattice of switches")->required();
    add_words(*command, "--outcome", options->outcomes, "NAME",
              "Outcomes to decompose (default: all); may be repeated");
    add_words(*command, "--arm", options->arms, "ARM", "Arms to decompose (default: all but the reference)");
    add_forms(*command, options);
    command->callback([&, options] { chosen = [options] { return decompose(*options); }; });
}

void add_verdict(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "verdict", "The model's hypotheses, judged by a study of arms or of a ladder",
                                    "peacenorm verdict results/arms.nc");
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
    add_partial(*command, options);
    command->callback([&, options] { chosen = [&catalogue, options] { return verdict(*options, catalogue); }; });
}

void add_report(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "report", "One page about a result, to look at, print, send and cite",
                                    "peacenorm report results/study.nc --out study.html");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("RESULT", options->results, "A result; several stand side by side")
        ->required()
        ->expected(1, static_cast<int>(report::most_results));
    command->add_option("--out", options->out, "Where the page goes: FILE.html")->required();
    add_words(*command, "--reference", options->references, "ARM|FACTOR=VALUE",
              "What to compare with, as in peacenorm compare (default: the study's reference, or the first value of "
              "the first factor); may be repeated");
    command->add_flag_callback(
        "--large", [options] { options->size = ReportOptions::Size::large; }, "Write the page even above 50 MB");
    add_partial(*command, options);
    command->callback([&, options] { chosen = [&catalogue, options] { return cli::report(*options, catalogue); }; });
}

void add_replay(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "replay", "Run one row of a result again and check that it is the same",
                                    "peacenorm replay results/study.nc 3 --trace");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    command->add_option("RUN", options->run, "The row's number: the value of its variable 'run'")->required();
    command->add_flag_callback(
        "--trace", [options] { options->events = ReplayOptions::Events::write; },
        "Write the run's events, one JSON object per line");
    command->add_option("--out", options->out, "Where the events go (default: RESULT.run-RUN.jsonl)");
    command->callback([&, options] { chosen = [&catalogue, options] { return replay(*options, catalogue); }; });
}

void add_export(CLI::App& app, Chosen& chosen) {
    CLI::App* command = add_command(app, "export", "A result as tidy CSV, for R and Stata",
                                    "peacenorm export results/study.nc --series OBSERVABLE --out series.csv");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    command
        ->add_option("--series", options->series,
                     "A series in place of the runs' outcomes; may be repeated; all: every one by run and time alone")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--out", options->out, "Where it goes (default: standard output)");
    command->callback([&, options] { chosen = [options] { return export_result(*options); }; });
}

void add_merge(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    const auto options = std::make_shared<MergeOptions>();
    CLI::App* command = add_command(app, "merge", "Join the parts that shards have written into one result",
                                    "peacenorm merge results/study.nc.parts --out results/study.nc");
    command->add_option("PART", options->parts, "Folders of parts, parts, or results of one study")->required();
    command->add_option("--out", options->out, "Where the result goes")->required();
    command->add_flag("--partial", options->is_partial, "Write it even with gaps: missing runs have status 0");
    command->add_option("--shards", options->shards, "List what is missing by shard, of this many")
        ->check(CLI::Range(1, 1000000));
    command->callback([&, options] { chosen = [&catalogue, options] { return merge(*options, catalogue); }; });
}

void add_submit(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    const auto options = std::make_shared<SubmitOptions>();
    CLI::App* command = add_command(app, "submit", "Run FILE as Slurm jobs: an array of shards and a merge, or MPI",
                                    "peacenorm submit study.yaml --tasks 20 --time 2:00:00");
    add_study(*command, options->run.study);
    command->add_option("--out", options->run.out, "Where the result goes (default: results/NAME.nc)");
    command->add_option("--tasks", options->tasks, "Tasks of the array, or ranks (default: 4)")
        ->check(CLI::Range(1, 1000000));
    command->add_option("--threads", options->threads, "Processors of a task (default: 1)")->check(CLI::Range(1, 4096));
    command->add_option("--time", options->time, "Time limit of a task, in sbatch's format (default: the cluster's)");
    command->add_option("--partition", options->partition, "Partition (default: the cluster's)");
    command->add_flag_callback(
        "--mpi", [options] { options->job = SubmitOptions::Job::mpi; }, "One MPI job");
    command->add_flag_callback(
        "--dry-run", [options] { options->mode = SubmitOptions::Mode::dry_run; }, "Print the scripts; submit nothing");
    command->callback([&, options] { chosen = [&catalogue, options] { return submit(*options, catalogue); }; });
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
        CLI::App app(
            "Simulates how social norms are put into practice: runs studies of a model and compares their arms.");
        app.name("peacenorm");
        app.footer(
            "Example:\n  peacenorm new > study.yaml && peacenorm run study.yaml\nHelp on a command: peacenorm run "
            "--help");
        app.set_version_flag("--version", version_text());
        app.require_subcommand(1);
        Chosen chosen;
        add_run(app, chosen, catalogue, shell_command(std::vector<std::string>(argv, argv + argc)));
        add_check(app, chosen, catalogue);
        add_describe(app, chosen, catalogue);
        add_new(app, chosen, catalogue);
        add_inspect(app, chosen);
        add_diff(app, chosen);
        add_compare(app, chosen);
        add_decompose(app, chosen);
        add_verdict(app, chosen, catalogue);
        add_report(app, chosen, catalogue);
        add_replay(app, chosen, catalogue);
        add_export(app, chosen);
        add_merge(app, chosen, catalogue);
        add_submit(app, chosen, catalogue);
        try {
            app.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app.exit(error) == 0 ? ExitCode::done : ExitCode::wrong_input;
        }
        return chosen();
    });
}

}  // namespace peacenorm::cli
