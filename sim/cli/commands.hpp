// SPDX-License-Identifier: Apache-2.0
// The commands, free of the parser: each takes its options and gives an exit code. Errors: ConfigError, IoError.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/model/model.hpp"
#include "sim/results/diff.hpp"
#include "sim/run/executor.hpp"
#include "sim/store/part_store.hpp"

namespace peacenorm::cli {

/// What names a study: the file and what is laid over it (`--seed` and `--replicates` are settings too).
struct StudyOptions {
    std::string file;
    std::vector<std::string> sets;
};

struct RunOptions {
    enum class Output { normal, progress, quiet };  ///< progress: how far it is, but no summary
    StudyOptions study;
    std::string out;  ///< empty: results/NAME.nc
    int threads = 0;  ///< 0: what the machine or Slurm gives
    Output output = Output::normal;
    study::Identity::OtherBuilds other_builds = study::Identity::OtherBuilds::refuse;
    std::optional<double> publish_every;  ///< seconds; what a kill may cost each worker; empty: 5, at `pace`
    study::Pace pace = study::Pace::steady;
    double patience = 60;  ///< seconds that a shard waits at a look for others (`replicates: until`)
    std::string resume;    ///< the command as it was typed
    std::string shard;     ///< "I/N"; empty: all of it
    std::string deadline;  ///< as parse_deadline reads it; empty: none
};

struct EvaluateOptions {
    enum class Luck { shared, by_row };
    RunOptions run;      ///< study, where the outcomes go, threads
    std::string points;  ///< a file of parameters
    Luck luck = Luck::shared;
    int replicates = 1;  ///< of each point
};

struct DescribeOptions {
    enum class Format { text, markdown, json_schema };
    std::string model, name;
    Format format = Format::text;
};

struct MergeOptions {
    std::vector<std::string> parts;
    std::string out;
    bool is_partial = false;
    int shards = 0;  ///< so many share the study: a message names those that lack something; 0: not known
};

struct SubmitOptions {
    enum class Job { array, mpi };
    enum class Mode { submit, dry_run };
    RunOptions run;  ///< study and result
    int tasks = 4, threads = 1;
    std::string time, partition;  ///< as sbatch takes them; empty: the cluster's
    Job job = Job::array;
    Mode mode = Mode::submit;
};

struct DiffCommand {
    std::string a, b;
    study::DiffOptions options;
};

enum class Form { table, csv, json };
enum class Unfinished { refuse, leave_out };  ///< what to do about failed and missing runs

struct CompareOptions {
    std::string result;
    std::vector<std::string> references, outcomes;
    std::optional<double> threshold;  ///< d; empty: the model's
    Form form = Form::table;
    Unfinished unfinished = Unfinished::refuse;
};

struct DecomposeOptions {
    std::string result;
    std::vector<std::string> arms, outcomes;
    Form form = Form::table;
    Unfinished unfinished = Unfinished::refuse;
};

struct VerdictOptions {
    std::string result, arm;
    std::vector<std::string> outcomes, beside;
    std::optional<double> threshold;  ///< d; empty: the model's
    Form form = Form::table;
    Unfinished unfinished = Unfinished::refuse;
};

struct ReplayOptions {
    enum class Events { none, write, with_ledger };
    std::string result;
    std::uint64_t run = 0;
    Events events = Events::none;
    std::string out;  ///< of the trace; empty: RESULT.run-RUN.jsonl
};

struct ReportOptions {
    enum class Size { usual, large };  ///< large: a page too large for many browsers is written all the same
    std::vector<std::string> results, references;
    std::string out;
    std::string geometry;             ///< a file of outlines of places; empty: none
    std::string fit;                  ///< what a calibration wrote of itself; empty: none
    std::vector<std::uint64_t> runs;  ///< of the one result: their events are told
    Size size = Size::usual;
    Unfinished unfinished = Unfinished::refuse;
};

struct ExportOptions {
    std::string result, out;          ///< out: empty for standard output
    std::vector<std::string> series;  ///< empty: the runs
};

int run(const RunOptions& options, const study::Catalogue& catalogue);
int calibrate(const RunOptions& options, const study::Catalogue& catalogue);
int evaluate(const EvaluateOptions& options, const study::Catalogue& catalogue);
int check(const StudyOptions& options, const study::Catalogue& catalogue);
int describe(const DescribeOptions& options, const study::Catalogue& catalogue);
int print_new(const std::string& model, const study::Catalogue& catalogue);
int inspect(const std::string& result);
int diff(const DiffCommand& options);
int submit(const SubmitOptions& options, const study::Catalogue& catalogue);
int merge(const MergeOptions& options, const study::Catalogue& catalogue);
int compare(const CompareOptions& options, const study::Catalogue& catalogue);
int decompose(const DecomposeOptions& options);
int verdict(const VerdictOptions& options, const study::Catalogue& catalogue);
int replay(const ReplayOptions& options, const study::Catalogue& catalogue);
int report(const ReportOptions& options, const study::Catalogue& catalogue);
int export_result(const ExportOptions& options);

/// The model of a name. Errors: ConfigError with the nearest name.
const study::Model& find_model(const std::string& name, const study::Catalogue& catalogue);

/// Threads to use when none are requested: SLURM_CPUS_PER_TASK, else the machine's.
int default_threads();

/// So many threads, or the default for 0, or fewer where the system starts no more; then it says so.
int threads_for(int wanted);

/// Words joined so that a shell takes them apart again.
std::string shell_command(const std::vector<std::string>& words);

/// A path that no command takes for an option.
std::string as_operand(const std::string& path);

}  // namespace peacenorm::cli
