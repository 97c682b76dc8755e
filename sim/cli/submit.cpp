// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "sim/cli/exit_codes.hpp"
#include "sim/cli/run_study.hpp"
#include "sim/cli/slurm_scripts.hpp"
#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/store/draft.hpp"

namespace peacenorm::cli {

namespace {

namespace fs = std::filesystem;

void check(const SubmitOptions& options) {
    if (options.time.empty() || slurm_seconds(options.time).value_or(0) > 0) return;
    throw config::ConfigError(fmt::format(
        "--time: error: '{}' is not a Slurm time limit; allowed: minutes, M:S, H:M:S, D-H, D-H:M, D-H:M:S\n",
        options.time));
}

std::string plain_name(const std::string& name) {
    std::string plain;
    for (const char c : name) plain += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ? c : '-';
    return plain.empty() ? "study" : plain;
}

SlurmJob job_of(const SubmitOptions& options, const study::Study& study, const fs::path& result) {
    const fs::path program = fs::read_symlink("/proc/self/exe");
    std::vector<std::string> run{program.string(), "run", options.run.study.file};
    for (const std::string& set : options.run.study.sets) run.insert(run.end(), {"--set", set});
    run.insert(run.end(), {"--out", result.string()});
    SlurmJob job;
    job.name = plain_name(study.name);
    job.program = shell_command({program.string()});
    job.run = shell_command(run);
    job.result = shell_command({result.string()});
    job.parts = shell_command({study::parts_of(result).string()});
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

void write_scripts(const SlurmJob& job, const std::vector<std::pair<std::string, std::string>>& scripts) {
    std::error_code error;
    fs::create_directories(job.folder, error);
    if (error) throw IoError(fmt::format("{}: cannot make the folder: {}", job.folder, error.message()));
    for (const auto& [name, text] : scripts) {
        const fs::path path = fs::path(job.folder) / name;
        record::publish_text(path, text);
        fs::permissions(path, fs::perms::owner_exec, fs::perm_options::add, error);
    }
}

int print_dry(const SlurmJob& job, const std::vector<std::pair<std::string, std::string>>& scripts) {
    for (const auto& [name, text] : scripts) fmt::print("# {}/{}\n{}\n", job.folder, name, text);
    fmt::print("# would run:\n#   sbatch --parsable {}/{}\n", job.folder, scripts.front().first);
    if (scripts.size() > 1)
        fmt::print("#   sbatch --parsable --dependency=afterany:JOB {}/{} JOB\n", job.folder, scripts.back().first);
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
        fmt::print(stderr, "{} tasks for {} bundles: {} are enough\n", options.tasks, plan.bundles(), plan.bundles());
        options.tasks = static_cast<int>(plan.bundles());
    }
    const fs::path result = place_of(options.run, study);
    const SlurmJob job = job_of(options, study, result);
    std::vector<std::pair<std::string, std::string>> scripts;
    if (is_mpi)
        scripts = {{"ranks.sh", ranks_script(job)}};
    else
        scripts = {{"shards.sh", array_script(job)}, {"merge.sh", merge_script(job)}};
    if (options.mode == SubmitOptions::Mode::dry_run) return print_dry(job, scripts);
    write_scripts(job, scripts);
    const std::string id = sbatch({"sbatch", "--parsable", job.folder + "/" + scripts.front().first});
    fmt::print("{} bundles in job {} ({} tasks)\n", plan.bundles(), id, options.tasks);
    if (!is_mpi)
        fmt::print("merge in job {}, after it\n",
                   sbatch({"sbatch", "--parsable", "--dependency=afterany:" + id, job.folder + "/merge.sh", id}));
    fmt::print("watch: squeue -j {}; peacenorm inspect {}\nlogs and scripts: {}\n", id, job.result, job.folder);
    return ExitCode::done;
}

}  // namespace peacenorm::cli
