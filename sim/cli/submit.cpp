// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/run_study.hpp"
#include "sim/cli/slurm_scripts.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"
#include "sim/core/check.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::cli {

namespace {

namespace fs = std::filesystem;

std::string fault_of_time(const std::string& time) {
    if (time.empty() || slurm_seconds(time).value_or(0) > 0) return {};
    return fmt::format(
        "--time: error: {} is not a Slurm time limit; allowed: minutes, M:S, H:M:S, D-H, D-H:M, D-H:M:S\n",
        config::in_quotes(time));
}

/// A line break ends a line for sbatch, and what a terminal shows of a control character is not what is there.
std::string fault_of_text(const std::string& place, const std::string& text) {
    if (config::printable(text) == text) return {};
    return fmt::format("{}: error: {} cannot stand in a batch script; allowed: text without control characters\n",
                       place, config::in_quotes(text));
}

std::string fault_of_partition(const std::string& partition) {
    if (partition.find_first_of(" \t\n") == std::string::npos) return fault_of_text("--partition", partition);
    return fmt::format("--partition: error: {} is not a partition; allowed: a name, or names with commas between\n",
                       config::in_quotes(partition));
}

/// Slurm takes a backslash in the name of a log for a sign of its own.
std::string fault_of_folder(const std::string& folder) {
    if (folder.find('\\') == std::string::npos) return fault_of_text("--out", folder);
    return fmt::format("--out: error: {} holds a backslash; allowed: folders and names without\n",
                       config::in_quotes(folder));
}

/// What was typed and reaches the scripts. Errors: ConfigError with all faults.
void check(const SubmitOptions& options) {
    std::string faults = fault_of_text("FILE", options.run.study.file) + fault_of_text("--out", options.run.out);
    for (const std::string& set : options.run.study.sets) faults += fault_of_text("--set", set);
    faults += fault_of_time(options.time) + fault_of_partition(options.partition);
    if (!faults.empty()) throw config::ConfigError(faults);
}

/// The same for what follows from it.
void check(const SlurmJob& job) {
    const std::string faults = fault_of_folder(job.folder) + fault_of_text("the folder here", job.directory) +
                               fault_of_text("the program", job.program);
    if (!faults.empty()) throw config::ConfigError(faults);
}

std::string plain_name(const std::string& name) {
    std::string plain;
    for (const char c : name) plain += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '-';
    return plain.empty() ? "study" : plain;
}

SlurmJob job_of(const SubmitOptions& options, const study::Study& study, const fs::path& result) {
    const fs::path program = fs::read_symlink("/proc/self/exe");
    std::vector<std::string> run{program.string(), "run", as_operand(options.run.study.file)};
    for (const std::string& set : options.run.study.sets) run.insert(run.end(), {"--set", set});
    run.insert(run.end(), {"--out", result.string()});
    SlurmJob job;
    job.name = plain_name(study.name);
    job.program = program.string();
    job.run = std::move(run);
    job.result = result.string();
    job.parts = study::parts_of(result).string();
    job.folder = fs::absolute(result).string() + ".slurm";
    job.directory = fs::current_path().string();
    job.time = options.time;
    job.partition = options.partition;
    job.tasks = options.tasks;
    job.threads = options.threads;
    return job;
}

/// The first word that sbatch prints: the job's number. Errors: IoError.
std::string sbatch(const std::vector<std::string>& words) {
    const std::string command = shell_command(words);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), [](FILE*) { return 0; });
    if (!pipe) throw IoError("cannot start sbatch");
    std::string text;
    std::array<char, 256> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) text += buffer.data();
    const int status = pclose(pipe.get());
    if (status != 0)
        throw IoError(WIFEXITED(status) && WEXITSTATUS(status) == 127
                          ? "sbatch was not found: run this where jobs are submitted; --dry-run shows what it would do"
                          : "sbatch failed (its message is above): " + command);
    return text.substr(0, text.find_first_of(";\n"));
}

std::string path_in(const SlurmJob& job, const std::string& script) {
    return job.folder + "/" + script;
}

using Scripts = std::vector<std::pair<std::string, std::string>>;

/// Errors: ConfigError where a script's name means something else than a plain file, or an input.
void write_scripts(const SlurmJob& job, const Scripts& scripts, const std::vector<fs::path>& inputs) {
    std::error_code error;
    for (const auto& [name, text] : scripts) record::place_to_write(path_in(job, name), inputs);
    fs::create_directories(job.folder, error);
    if (error) throw IoError(fmt::format("{}: cannot make the folder: {}", job.folder, error.message()));
    for (const auto& [name, text] : scripts) {
        const fs::path path = path_in(job, name);
        record::publish_text(path, text);
        fs::permissions(path, fs::perms::owner_exec, fs::perm_options::add, error);
    }
}

int print_dry(const SlurmJob& job, const Scripts& scripts) {
    for (const auto& [name, text] : scripts) fmt::print("# {}/{}\n{}\n", job.folder, name, text);
    fmt::print("# would run:\n#   {}\n", shell_command({"sbatch", "--parsable", path_in(job, scripts.front().first)}));
    if (scripts.size() > 1)
        fmt::print("#   {} JOB\n", shell_command({"sbatch", "--parsable", "--dependency=afterany:JOB",
                                                  path_in(job, scripts.back().first)}));
    return ExitCode::done;
}

}  // namespace

int submit(const SubmitOptions& wanted, const study::Catalogue& catalogue) {
    SubmitOptions options = wanted;
    check(options);
    const bool is_mpi = options.job == SubmitOptions::Job::mpi;
    if (!is_mpi && options.tasks > 1) options.run.shard = fmt::format("0/{}", options.tasks);  // is checked with it
    const study::Study study = load(options.run, catalogue);
    const study::Plan plan(study);
    if (static_cast<std::uint64_t>(options.tasks) > plan.bundles()) {
        tell("{} tasks for {} bundles: {} are enough\n", options.tasks, plan.bundles(), plan.bundles());
        options.tasks = static_cast<int>(plan.bundles());
    }
    const fs::path result = place_of(options.run, study);
    record::place_to_write(result, inputs_of(study));
    const SlurmJob job = job_of(options, study, result);
    check(job);
    Scripts scripts;
    if (is_mpi)
        scripts = {{"ranks.sh", ranks_script(job)}};
    else
        scripts = {{"shards.sh", array_script(job)}, {"merge.sh", merge_script(job)}};
    if (options.mode == SubmitOptions::Mode::dry_run) return print_dry(job, scripts);
    write_scripts(job, scripts, inputs_of(study));
    const std::string id = sbatch({"sbatch", "--parsable", path_in(job, scripts.front().first)});
    fmt::print("{} bundles in job {} ({} tasks)\n", plan.bundles(), id, options.tasks);
    if (!is_mpi)
        fmt::print("merge in job {}, after it\n",
                   sbatch({"sbatch", "--parsable", "--dependency=afterany:" + id, path_in(job, "merge.sh"), id}));
    fmt::print("watch: squeue -j {}; peacenorm inspect {}\nlogs and scripts: {}\n", id, shell_command({job.result}),
               job.folder);
    return ExitCode::done;
}

}  // namespace peacenorm::cli
