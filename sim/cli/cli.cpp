// SPDX-License-Identifier: Apache-2.0
// The one file that knows the parser.
#include "sim/cli/cli.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/signals.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/parallel/loops.hpp"
#include "sim/report/page.hpp"
#include "sim/study/identity.hpp"

namespace peacenorm::cli {

namespace {

/// The command that was chosen, with its options. Each command keeps its own options, which the parser fills.
using Chosen = std::function<int()>;

constexpr int most_threads = 4096;
constexpr int most_tasks = 1'000'000;
constexpr double longest_wait = 86'400;  // seconds
constexpr std::int64_t most_rows = 1'000'000'000'000'000;

/// An option whose value is a number of the range, and only that: no "nan", no "1e999", no rest behind it.
template <class Number>
CLI::Option* add_number(CLI::App& command, const std::string& name,
                        std::type_identity_t<std::pair<Number, Number>> range, const std::function<void(Number)>& take,
                        const std::string& does) {
    const auto number_in = [range](const std::string& text) {
        std::optional<Number> number;
        if constexpr (std::is_floating_point_v<Number>)
            number = config::parse_real(text);
        else if (const auto whole = config::parse_integer(text); whole && std::in_range<Number>(*whole))
            number = static_cast<Number>(*whole);
        return number && *number >= range.first && *number <= range.second ? number : std::nullopt;
    };
    const std::string allowed = fmt::format(
        "allowed: a {} from {} to {}", std::is_floating_point_v<Number> ? "number" : "whole number",
        config::number_text(static_cast<double>(range.first)), config::number_text(static_cast<double>(range.second)));
    return command
        .add_option_function<std::string>(
            name, [take, number_in](const std::string& text) { take(*number_in(text)); }, does)
        ->type_name(std::is_floating_point_v<Number> ? "FLOAT" : "INT")
        ->check([number_in, allowed](const std::string& text) {
            return number_in(text) ? std::string()
                                   : fmt::format("{} is no such value; {}", config::in_quotes(text), allowed);
        });
}

/// An option whose value is a text. An empty one, as of a variable that is not set, is none.
CLI::Option* add_text(CLI::App& command, const std::string& name, std::string& text, const std::string& does) {
    return command.add_option(name, text, does)->check([](const std::string& given) {
        return given.empty() ? std::string("its value is missing") : std::string();
    });
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& does, const std::string& example) {
    CLI::App* command = app.add_subcommand(name, does);
    command->footer("Example:\n  " + example);
    return command;
}

/// Runs a command that walks a world itself, with as many threads as the system starts.
int with_threads(const std::function<int()>& command) {
    int code = ExitCode::failed;
    parallel::with_threads(threads_for(0), [&] { code = command(); });
    return code;
}

void add_study(CLI::App& command, StudyOptions& options) {
    command.add_option("FILE", options.file, "The study: a YAML file")->required();
    command.add_option("--set", options.sets, "PATH=VALUE that overrides the file; may be repeated")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

/// How a study is run: by which threads, which part of it, until when.
void add_execution(CLI::App& command, RunOptions& options) {
    add_number<int>(
        command, "--threads", {1, most_threads}, [&options](int threads) { options.threads = threads; },
        "Threads (default: SLURM_CPUS_PER_TASK, else the machine's)");
    add_number<double>(
        command, "--publish-every", {0, longest_wait}, [&options](double seconds) { options.publish_every = seconds; },
        "Seconds between two publications: what a kill may cost (default: 5; for shards and ranks, after a minute, a "
        "tenth of the time worked, at most 600)");
    add_text(command, "--shard", options.shard, "I/N: only the bundles equal to I modulo N, I from 0 to N - 1")
        ->type_name("I/N");
    add_text(command, "--deadline", options.deadline,
             "Stop by this time: 2026-03-01T18:00:00, or after 50m, 1h30m, 90s")
        ->type_name("TIME");
    command.add_flag_callback(
        "--other-build", [&options] { options.other_builds = study::Identity::OtherBuilds::accept; },
        "Continue from what another build of the program left; the result records which builds made it");
}

void add_run(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue, const std::string& resume) {
    CLI::App* command = add_command(app, "run", "Run what FILE describes; the same command again resumes",
                                    "peacenorm run study.yaml --replicates 20 --out results/study.nc");
    const auto kept = std::make_shared<RunOptions>();
    RunOptions& options = *kept;
    options.resume = resume;
    add_study(*command, options.study);
    add_text(*command, "--out", options.out, "Where the result goes (default: results/NAME.nc)");
    for (const auto& [key, does] : {std::pair("seed", "Seed, 0 to 4294967295; overrides the file's"),
                                    std::pair("replicates", "Replicates; overrides the file's")})
        command->add_option_function<std::string>(
            fmt::format("--{}", key),
            [&options, key = std::string(key)](const std::string& value) {
                options.study.sets.push_back(fmt::format("{}={}", key, value));
            },
            does);
    add_execution(*command, options);
    add_number<double>(
        *command, "--wait", {0, longest_wait}, [&options](double seconds) { options.patience = seconds; },
        "Seconds that a shard waits for others at an interim analysis (default: 60)");
    command->add_flag_callback(
        "--quiet", [&options] { options.output = RunOptions::Output::quiet; }, "Print errors only");
    command->callback([&, kept] { chosen = [&catalogue, kept] { return run(*kept, catalogue); }; });
}

void add_calibrate(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue, const std::string& resume) {
    CLI::App* command =
        add_command(app, "calibrate",
                    "Fit the parameters of FILE to the targets that it names, in waves; the same command again resumes",
                    "peacenorm calibrate study.yaml --out results/study.posterior.csv");
    const auto kept = std::make_shared<RunOptions>();
    RunOptions& options = *kept;
    options.resume = resume;
    add_study(*command, options.study);
    add_text(*command, "--out", options.out,
             "Where the posterior goes (default: results/NAME.posterior.csv); waves and diagnostics go beside it");
    add_execution(*command, options);
    add_number<double>(
        *command, "--wait", {0, longest_wait}, [&options](double seconds) { options.patience = seconds; },
        "Seconds that a shard waits for others at the end of a wave (default: 60)");
    command->add_flag_callback(
        "--quiet", [&options] { options.output = RunOptions::Output::quiet; }, "Print errors only");
    command->callback([&, kept] { chosen = [&catalogue, kept] { return calibrate(*kept, catalogue); }; });
}

void add_evaluate(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue, const std::string& resume) {
    using Luck = EvaluateOptions::Luck;
    CLI::App* command =
        add_command(app, "evaluate", "Rows of parameters in, outcomes out; the same command again resumes",
                    "peacenorm evaluate study.yaml --points points.csv --out outcomes.csv");
    const auto options = std::make_shared<EvaluateOptions>();
    options->run.resume = resume;
    add_study(*command, options->run.study);
    add_text(*command, "--points", options->points,
             "Rows of parameters: CSV, JSON lines, or the parameters that Dakota hands over")
        ->type_name("FILE")
        ->required();
    add_text(
        *command, "--out", options->run.out,
        "Where the outcomes go: FILE.csv, FILE.jsonl, FILE.nc (a result); any other name: in the form of the points")
        ->type_name("FILE")
        ->required();
    const std::map<std::string, Luck> lucks{{"shared", Luck::shared}, {"row", Luck::by_row}};
    command
        ->add_option("--luck", options->luck,
                     "shared: all rows have the same random numbers, as if each were run alone; row: each has its own")
        ->transform(CLI::CheckedTransformer(lucks).description(""));
    add_number<int>(
        *command, "--replicates", {1, 1'000'000}, [options](int replicates) { options->replicates = replicates; },
        "Replicates of each row (default: 1)");
    add_number<int>(
        *command, "--threads", {1, most_threads}, [options](int threads) { options->run.threads = threads; },
        "Threads (default: SLURM_CPUS_PER_TASK, else the machine's)");
    command->add_flag_callback(
        "--quiet", [options] { options->run.output = RunOptions::Output::quiet; }, "Print errors only");
    command->callback([&, options] { chosen = [&catalogue, options] { return evaluate(*options, catalogue); }; });
}

void add_check(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command =
        add_command(app, "check", "Validate FILE; print it resolved, with expected time, memory and size",
                    "peacenorm check study.yaml --set horizon.step=day");
    const auto options = std::make_shared<StudyOptions>();
    add_study(*command, *options);
    command->callback([&, options] {
        chosen = [&catalogue, options] { return with_threads([&] { return check(*options, catalogue); }); };
    });
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
    command->add_option("MODEL", *model, "A model (default: the first one), or theatre: a whole theatre to start from");
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

void add_compare(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
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
    add_number<double>(
        *command, "-d", {0, 1e9}, [options](double threshold) { options->threshold = threshold; },
        "The smallest difference of an index that matters (default: the model's)");
    add_forms(*command, options);
    command->callback([&, options] { chosen = [&catalogue, options] { return compare(*options, catalogue); }; });
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
    add_number<double>(
        *command, "-d", {0, 1e9}, [options](double threshold) { options->threshold = threshold; },
        "The smallest difference that matters (default: the model's)");
    command->add_flag_callback(
        "--json", [options] { options->form = Form::json; }, "JSON, all digits");
    add_partial(*command, options);
    command->callback([&, options] { chosen = [&catalogue, options] { return verdict(*options, catalogue); }; });
}

/// Rows of a result, one by option.
void add_runs(CLI::App& command, std::vector<std::uint64_t>& runs) {
    const auto row_in = [](const std::string& text) {
        const auto row = config::parse_integer(text);
        return row && *row >= 0 && *row <= most_rows ? row : std::nullopt;
    };
    command
        .add_option_function<std::vector<std::string>>(
            "--run",
            [&runs, row_in](const std::vector<std::string>& texts) {
                for (const std::string& text : texts) runs.push_back(static_cast<std::uint64_t>(*row_in(text)));
            },
            "A run whose events the page tells: the value of its variable 'run'; may be repeated")
        ->type_name("INT")
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->check([row_in](const std::string& text) {
            return row_in(text) ? std::string()
                                : fmt::format("{} is no such value; allowed: a whole number from 0 to {}",
                                              config::in_quotes(text), most_rows);
        });
}

void add_report(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "report", "One page about a result, to look at, print, send and cite",
                                    "peacenorm report results/study.nc --out study.html");
    const auto options = std::make_shared<ReportOptions>();
    command->add_option("RESULT", options->results, "A result; several stand side by side")
        ->required()
        ->expected(1, static_cast<int>(report::most_results));
    add_text(*command, "--out", options->out, "Where the page goes: FILE.html")->required();
    add_words(*command, "--reference", options->references, "ARM|FACTOR=VALUE",
              "What to compare with, as in peacenorm compare (default: the study's reference, or the first value of "
              "the first factor); may be repeated");
    add_text(*command, "--geometry", options->geometry,
             "Outlines of the places, GeoJSON or TopoJSON in degrees (default: places are tiles)")
        ->type_name("FILE");
    add_text(*command, "--fit", options->fit,
             "What peacenorm calibrate wrote beside the posterior that the result draws: NAME.calibration.json")
        ->type_name("FILE");
    add_runs(*command, options->runs);
    command->add_flag_callback(
        "--large", [options] { options->size = ReportOptions::Size::large; }, "Write the page even above 50 MB");
    add_partial(*command, options);
    command->callback([&, options] {
        chosen = [&catalogue, options] { return with_threads([&] { return cli::report(*options, catalogue); }); };
    });
}

void add_replay(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    CLI::App* command = add_command(app, "replay", "Run one row of a result again and check that it is the same",
                                    "peacenorm replay results/study.nc 3 --trace");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("RESULT", options->result, "A result")->required();
    add_number<std::int64_t>(
        *command, "RUN", {0, most_rows},
        [options](std::int64_t run) { options->run = static_cast<std::uint64_t>(run); },
        "The row's number: the value of its variable 'run'")
        ->required();
    CLI::Option* trace = command->add_flag_callback(
        "--trace",
        [options] {
            if (options->events == ReplayOptions::Events::none) options->events = ReplayOptions::Events::write;
        },
        "Write the run's events, one JSON object per line");
    command
        ->add_flag_callback(
            "--ledger", [options] { options->events = ReplayOptions::Events::with_ledger; },
            "Beside the events every part of every change that the model accounts for: many times as long")
        ->needs(trace);
    add_text(*command, "--out", options->out, "Where the events go (default: RESULT.run-RUN.jsonl)");
    command->callback([&, options] {
        chosen = [&catalogue, options] { return with_threads([&] { return replay(*options, catalogue); }); };
    });
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
    add_text(*command, "--out", options->out, "Where it goes (default: standard output)");
    command->callback([&, options] { chosen = [options] { return export_result(*options); }; });
}

void add_merge(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    const auto options = std::make_shared<MergeOptions>();
    CLI::App* command = add_command(app, "merge", "Join the parts that shards have written into one result",
                                    "peacenorm merge results/study.nc.parts --out results/study.nc");
    command->add_option("PART", options->parts, "Folders of parts, parts, or results of one study")->required();
    add_text(*command, "--out", options->out, "Where the result goes")->required();
    command->add_flag("--partial", options->is_partial, "Write it even with gaps: missing runs have status 0");
    add_number<int>(
        *command, "--shards", {1, most_tasks}, [options](int shards) { options->shards = shards; },
        "List what is missing by shard, of this many");
    command->callback([&, options] { chosen = [&catalogue, options] { return merge(*options, catalogue); }; });
}

void add_submit(CLI::App& app, Chosen& chosen, const study::Catalogue& catalogue) {
    const auto options = std::make_shared<SubmitOptions>();
    CLI::App* command = add_command(app, "submit", "Run FILE as Slurm jobs: an array of shards and a merge, or MPI",
                                    "peacenorm submit study.yaml --tasks 20 --time 2:00:00");
    add_study(*command, options->run.study);
    add_text(*command, "--out", options->run.out, "Where the result goes (default: results/NAME.nc)");
    add_number<int>(
        *command, "--tasks", {1, most_tasks}, [options](int tasks) { options->tasks = tasks; },
        "Tasks of the array, or ranks (default: 4)");
    add_number<int>(
        *command, "--threads", {1, most_threads}, [options](int threads) { options->threads = threads; },
        "Processors of a task (default: 1)");
    add_text(*command, "--time", options->time, "Time limit of a task, in sbatch's format (default: the cluster's)");
    add_text(*command, "--partition", options->partition, "Partition (default: the cluster's)");
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

/// Whether a command goes on where it was stopped, so that a stop is an end in good order from the first moment.
bool is_resumable(std::string_view command) {
    return command == "run" || command == "merge" || command == "evaluate" || command == "calibrate";
}

/// What a library throws becomes a text on stderr and an exit code, here and nowhere else.
int guarded(const std::function<int()>& command) {
    try {
        return command();
    } catch (const config::ConfigError& error) {
        std::string text = printable_lines(error.what());
        if (!text.empty() && text.back() != '\n') text += '\n';
        tell("{}", text);
        return ExitCode::wrong_input;
    } catch (const IoError& error) {
        tell("error: {}\n", printable_lines(error.what()));
        return ExitCode::io_trouble;
    } catch (const std::bad_alloc&) {
        tell("error: memory has run out\n");
        return ExitCode::io_trouble;
    } catch (const std::system_error& error) {
        return code_of(error);
    } catch (const std::exception& error) {
        tell("internal error: {}\n", printable_lines(error.what()));
        return ExitCode::failed;
    }
}

}  // namespace

int main(int argc, char** argv, const study::Catalogue& catalogue) {
    std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is told by the write that meets it
    take_closed_streams();
    if (argc > 1 && is_resumable(argv[1])) remember_stop_signals();
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
        const std::string resume = shell_command(std::vector<std::string>(argv, argv + argc));
        add_run(app, chosen, catalogue, resume);
        add_evaluate(app, chosen, catalogue, resume);
        add_calibrate(app, chosen, catalogue, resume);
        add_check(app, chosen, catalogue);
        add_describe(app, chosen, catalogue);
        add_new(app, chosen, catalogue);
        add_inspect(app, chosen);
        add_diff(app, chosen);
        add_compare(app, chosen, catalogue);
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
            std::ostringstream help;
            const bool is_wrong = app.exit(error, help) != 0;
            fmt::print("{}", help.str());
            return with_output_written(is_wrong ? ExitCode::wrong_input : ExitCode::done);
        }
        return with_output_written(chosen());
    });
}

}  // namespace peacenorm::cli
