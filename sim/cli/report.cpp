// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "sim/analysis/contrast_report.hpp"
#include "sim/analysis/study_arms.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"
#include "sim/core/check.hpp"
#include "sim/report/page.hpp"
#include "sim/results/merge.hpp"
#include "sim/results/replay.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/part_files.hpp"
#include "sim/store/part_store.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::cli {

namespace {

using Results = std::vector<std::unique_ptr<const analysis::ResultCells>>;

/// A result as the user names it, and the file that is read: of a study under way its parts, joined beside the page
/// for as long as it is made.
struct Input {
    std::string name, file;
    std::unique_ptr<record::Draft> joined;
};

bool is_under_way(const std::string& result) {
    std::error_code error;
    return !std::filesystem::exists(result, error) && std::filesystem::is_directory(study::parts_of(result), error);
}

Input input_of(const std::string& name, const ReportOptions& options, const study::Catalogue& catalogue) {
    if (!is_under_way(name)) return {name, name, nullptr};
    if (options.unfinished == Unfinished::refuse)
        throw IoError(name +
                      ": the study is not finished; run it to its end, or add --partial for a page about the "
                      "runs that are done");
    if (record::parts_in(study::parts_of(name)).empty())
        throw IoError(name + ": nothing is published yet of the study under way; ask again later");
    auto joined = std::make_unique<record::Draft>(record::place_to_write(options.out));
    using Gaps = study::MergeRequest::Gaps;
    for (const std::string& damage : study::merge({{name}, joined->path(), Gaps::keep}, catalogue).damaged)
        tell("{}\n", damage);
    std::string file = joined->path().string();
    return {name, std::move(file), std::move(joined)};
}

/// Whether runs failed or are missing where that is not allowed; it is said on standard error.
bool lacks_runs(const analysis::ResultCells& result, const std::string& path, Unfinished unfinished) {
    if (result.ledger().failed + result.ledger().missing == 0) return false;
    fmt::print(stderr, "{}", analysis::flaws_text(result, path));
    if (unfinished == Unfinished::leave_out) return false;
    fmt::print(stderr, "no page is written; --partial leaves out their pairs and says so on the page\n");
    return true;
}

report::Subject subject_of(const Input& input, const analysis::ResultCells& result, const ReportOptions& options,
                           const study::Catalogue& catalogue) {
    report::Subject subject{input.file, options.references, nullptr, {}, {}, {}, nullptr};
    for (const study::Model* model : catalogue)
        if (model->name() == result.attribute("model")) {
            subject.claims = model->claims();
            subject.observables = model->observables();
            subject.parameters = model->parameters();
            if (result.attribute("model_version") != model->version())
                fmt::print(stderr, "note: {} is of model {} {}, this program has {}\n", input.name, model->name(),
                           result.attribute("model_version"), model->version());
        }
    return subject;
}

/// The events of runs; empty where one is another when it is run again, which is said on standard error.
std::optional<std::vector<report::ToldRun>> told_runs(const Input& input, const ReportOptions& options,
                                                      const study::Catalogue& catalogue) {
    std::vector<report::ToldRun> told;
    told.reserve(options.runs.size());
    for (const std::uint64_t run : options.runs) {
        report::ToldRun one;
        const study::Replay replay = study::replay(input.file, run, catalogue, &one.events);
        if (!replay.equal()) {
            tell("{}no page is written: run {} is not the same when it is run again\n", study::render(replay), run);
            return std::nullopt;
        }
        one.run = run;
        one.arm = replay.arm;
        one.replicate = replay.replicate;
        told.push_back(std::move(one));
    }
    return told;
}

/// Gives the fit to the results that are of it, and names a posterior of which nothing was told.
/// Errors: ConfigError where the fit is of none of them.
void tell_fit(const ReportOptions& options, const std::optional<report::Fit>& fit, std::vector<report::Shown>& shown) {
    bool is_of_any = false;
    std::vector<std::string> posteriors;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const config::Node configuration = analysis::configuration_of(shown[i].result);
        const std::string posterior = report::posterior_in(configuration);
        if (fit && report::is_of(configuration, *fit)) {
            shown[i].subject.fit = &*fit;
            is_of_any = true;
        } else if (!posterior.empty()) {
            posteriors.push_back(posterior);
            fmt::print(stderr,
                       "note: {} draws the posterior {}; its NAME.calibration.json, given with --fit, shows how it was "
                       "fitted\n",
                       options.results[i], posterior);
        }
    }
    if (!fit || is_of_any) return;
    const std::string has =
        posteriors.empty() ? "no posterior" : fmt::format("the posterior {}", fmt::join(posteriors, ", "));
    throw config::ConfigError(fmt::format(
        "{}: error: it is of posterior {} of the calibration '{}', the result has {}; expected the file that was "
        "written beside the posterior, or a result of that calibration\n",
        config::printable(options.fit), fit->posterior.empty() ? "none" : fit->posterior, config::printable(fit->study),
        has));
}

bool fits(const std::string& page, const ReportOptions& options) {
    constexpr double megabyte = 1e6;
    const double size = static_cast<double>(page.size()) / megabyte;
    const report::Weight weight = report::weight_of(page.size());
    if (weight == report::Weight::too_large && options.size == ReportOptions::Size::usual) {
        fmt::print(stderr,
                   "error: the page would have {:.0f} MB, and browsers fail on so much; record less, or add --large\n",
                   size);
        return false;
    }
    if (weight != report::Weight::usual)
        fmt::print(stderr, "note: the page has {:.0f} MB and opens slowly; 5 MB and less open at once\n", size);
    return true;
}

}  // namespace

int report(const ReportOptions& options, const study::Catalogue& catalogue) {
    std::vector<std::filesystem::path> read(options.results.begin(), options.results.end());
    for (const std::string& file : {options.geometry, options.fit})
        if (!file.empty()) read.emplace_back(file);
    record::place_to_write(options.out, read);
    if (!options.runs.empty() && options.results.size() > 1)
        throw config::ConfigError("error: --run tells of one result; expected one RESULT\n");
    std::optional<report::Geometry> geometry;
    if (!options.geometry.empty()) geometry = report::read_geometry(options.geometry);
    std::optional<report::Fit> fit;
    if (!options.fit.empty()) fit = report::read_fit(options.fit);
    std::vector<Input> inputs;
    Results results;
    std::vector<report::Shown> shown;
    bool is_refused = false;
    inputs.reserve(options.results.size());
    results.reserve(options.results.size());
    shown.reserve(options.results.size());
    for (const std::string& name : options.results) {
        inputs.push_back(input_of(name, options, catalogue));
        results.push_back(std::make_unique<const analysis::ResultCells>(inputs.back().file));
        is_refused = lacks_runs(*results.back(), name, options.unfinished) || is_refused;
        shown.push_back({*results.back(), subject_of(inputs.back(), *results.back(), options, catalogue)});
        if (geometry) shown.back().subject.geometry = &*geometry;
    }
    if (is_refused) return ExitCode::failed;
    tell_fit(options, fit, shown);
    auto runs = told_runs(inputs.front(), options, catalogue);
    if (!runs) return ExitCode::failed;
    shown.front().subject.runs = std::move(*runs);
    const std::string page = report::page(shown);
    if (!fits(page, options)) return ExitCode::failed;
    record::publish_text(options.out, page);
    fmt::print("{}: {:.2f} MB; open it in a browser\n", options.out, static_cast<double>(page.size()) / 1e6);
    return ExitCode::done;
}

}  // namespace peacenorm::cli
