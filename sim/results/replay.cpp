// SPDX-License-Identifier: Apache-2.0
#include "sim/results/replay.hpp"

#include <fmt/format.h>

#include <bit>
#include <new>

#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/run/bundle_run.hpp"
#include "sim/store/result_file.hpp"
#include "sim/store/result_reader.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/study_file.hpp"

namespace peacenorm::study {

namespace {

using record::Status;
using record::h5::File;
using record::h5::Rows;
using record::h5::Variable;

constexpr std::uint64_t block = 4096;  // runs

/// Where a run lies in a file: a result holds all runs in order, a part some.
std::uint64_t row_of(const File& file, std::uint64_t run, const std::filesystem::path& path) {
    const Variable runs = file.variable("run");
    std::vector<std::int64_t> numbers;
    for (std::uint64_t first = 0; first < runs.rows(); first += block) {
        numbers.resize(static_cast<std::size_t>(std::min(block, runs.rows() - first)));
        runs.read<std::int64_t>({first, numbers.size()}, numbers);
        const auto found = std::find(numbers.begin(), numbers.end(), static_cast<std::int64_t>(run));
        if (found != numbers.end()) return first + static_cast<std::uint64_t>(found - numbers.begin());
    }
    throw IoError(fmt::format("{}: has no run {}; it holds {} runs", path.string(), run, runs.rows()));
}

Status status_of(const File& file, std::uint64_t row) {
    std::int8_t status = 0;
    file.variable("status").read<std::int8_t>({row, 1}, std::span(&status, 1));
    return static_cast<Status>(status);
}

Study study_in(const File& file, const std::filesystem::path& path, const Catalogue& catalogue) {
    const std::string text = file.variable("configuration").read_text(0);
    Study study = load_study_text(path.string() + " (configuration)", text, catalogue);
    const Identity now = identity_of(study);
    const std::string then = file.attribute("dynamics_hash").value_or("none");
    if (now.dynamics != then)
        throw config::ConfigError(fmt::format(
            "{}: made by model {} {}, this program has version {}: the run would be another one (dynamics {} there, {} "
            "now); use the program that made it: {}\n",
            path.string(), study.model->name(), file.attribute("model_version").value_or("?"), study.model->version(),
            then, now.dynamics, file.attribute("build").value_or("unknown")));
    return study;
}

/// What the plan says of a run. Errors: IoError where the file says something else.
record::RunRow known_row(const File& file, std::uint64_t row, const Plan& plan, std::uint64_t run) {
    if (run >= plan.runs())
        throw IoError(
            fmt::format("{}: has a run {}, but its configuration asks for {} runs", file.place(), run, plan.runs()));
    record::RunRow known = plan.row(run);
    const auto whole = [&](const char* name) {
        std::int64_t value = 0;
        file.variable(name).read<std::int64_t>({row, 1}, std::span(&value, 1));
        return value;
    };
    if (file.variable("arm").read_text(row) != known.arm || whole("replicate") != known.replicate ||
        whole("seed") != known.seed)
        throw IoError(fmt::format("{}: run {} does not have the arm, replicate and seed of its configuration",
                                  file.place(), run));
    return known;
}

/// Compares what a run left with what the file holds.
class Comparer {
  public:
    Comparer(const Plan& plan, const File& file, std::uint64_t row, std::vector<std::string>& differences)
        : layout_(plan.layout()), file_(file), row_(row), differences_(differences) {}
    void compare(const record::RunData& data) {
        for (std::size_t i = 0; i < layout_.outcomes.size(); ++i)
            compare(layout_.outcomes[i].name, record::Storage::real, std::span(&data.outcomes[i], 1));
        for (std::size_t i = 0; i < layout_.series.size(); ++i)
            compare(layout_.series[i].name, layout_.series[i].storage, data.series[i]);
    }

  private:
    void compare(const std::string& name, record::Storage storage, std::span<const double> now) {
        const Variable variable = file_.variable(name);
        std::vector<double> there(now.size());
        variable.read<double>({row_, 1}, there);
        for (std::size_t i = 0; i < now.size(); ++i) {
            const double value = storage == record::Storage::count ? record::as_count(now[i]) : now[i];
            if (std::bit_cast<std::uint64_t>(value) == std::bit_cast<std::uint64_t>(there[i])) continue;
            differences_.push_back(fmt::format("{} at {}: {} there, {} now", name,
                                               record::Labels(file_).place(variable, row_ * variable.cells() + i),
                                               there[i], value));
            return;
        }
    }

    record::ResultLayout layout_;
    const File& file_;
    std::uint64_t row_;
    std::vector<std::string>& differences_;
};

std::string error_in(const File& file, std::uint64_t row) {
    return file.has("error") ? file.variable("error").read_text(row) : "";
}

/// Runs it; a run that fails answers with its error.
std::string attempt(const Plan& plan, std::uint64_t run, record::Trace* trace, record::RunData& data) {
    const std::uint32_t runs = plan.study().arms.runs_per_bundle();
    try {
        data = run_alone(plan, plan.bundle(run / runs), static_cast<std::uint32_t>(run % runs), trace);
        return {};
    } catch (const std::bad_alloc&) {  // says nothing of the run
        throw;
    } catch (const std::exception& error) {
        return error.what();
    }
}

}  // namespace

Replay replay(const std::filesystem::path& path, std::uint64_t run, const Catalogue& catalogue, record::Trace* trace) {
    const File file = record::open_result(path);
    const std::uint64_t row = row_of(file, run, path);
    const Status status = status_of(file, row);
    if (status == Status::missing)
        throw IoError(
            fmt::format("{}: run {} is missing there: run the study again to fill it in", path.string(), run));
    const Study study = study_in(file, path, catalogue);
    const Plan plan(study);
    const record::RunRow known = known_row(file, row, plan, run);
    Replay replay{run, known.arm, known.replicate, known.seed, {}, {}, {}};
    const Build build = this_build();
    const std::string now = fmt::format("{} {} {}", build.version, build.commit, build.compiler);
    if (const std::string then = file.attribute("build").value_or(""); then != now) replay.built_by = then;
    record::RunData data;
    const std::string error = attempt(plan, run, trace, data);
    if (status == Status::failed) {
        replay.failure = error_in(file, row);
        if (error.empty() || replay.failure.find(error) == std::string::npos)
            replay.differences.push_back(
                fmt::format("it failed there ({}), now {}", replay.failure, error.empty() ? "it does not" : error));
    } else if (!error.empty()) {
        replay.differences.push_back("it fails now: " + error);
    } else {
        Comparer(plan, file, row, replay.differences).compare(data);
    }
    return replay;
}

std::string render(const Replay& replay) {
    std::string text =
        fmt::format("run {}: arm {}, replicate {}, seed {}\n", replay.run, replay.arm, replay.replicate, replay.seed);
    if (!replay.built_by.empty()) text += fmt::format("the result was made by another build: {}\n", replay.built_by);
    if (!replay.failure.empty()) text += fmt::format("it failed: {}\n", replay.failure);
    if (replay.equal()) return printable_lines(text) + "equal bit for bit\n";
    text += fmt::format("{} variables differ; the first difference of each:\n", replay.differences.size());
    for (const std::string& difference : replay.differences) text += "  " + difference + "\n";
    return printable_lines(text);
}

}  // namespace peacenorm::study
