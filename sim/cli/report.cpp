// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <memory>

#include "sim/analysis/contrast_report.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/report/page.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::cli {

namespace {

using Results = std::vector<std::unique_ptr<const analysis::ResultCells>>;

/// Whether runs failed or are missing where that is not allowed; it is said on standard error.
bool lacks_runs(const analysis::ResultCells& result, const std::string& path, Unfinished unfinished) {
    if (result.ledger().failed + result.ledger().missing == 0) return false;
    fmt::print(stderr, "{}", analysis::flaws_text(result, path));
    if (unfinished == Unfinished::leave_out) return false;
    fmt::print(stderr, "no page is written; --partial leaves out their pairs and says so on the page\n");
    return true;
}

report::Subject subject_of(const std::string& path, const analysis::ResultCells& result, const ReportOptions& options,
                           const study::Catalogue& catalogue) {
    report::Subject subject{path, options.references, nullptr, {}};
    for (const study::Model* model : catalogue)
        if (model->name() == result.attribute("model")) {
            subject.claims = model->claims();
            subject.observables = model->observables();
            if (result.attribute("model_version") != model->version())
                fmt::print(stderr, "note: {} is of model {} {}, this program has {}\n", path, model->name(),
                           result.attribute("model_version"), model->version());
        }
    return subject;
}

bool fits(const std::string& page, const ReportOptions& options) {
    constexpr double megabyte = 1e6;
    const double size = static_cast<double>(page.size()) / megabyte;
    if (page.size() > report::too_large_page && options.size == ReportOptions::Size::usual) {
        fmt::print(stderr,
                   "error: the page would have {:.0f} MB, and browsers fail on so much; record less, or add --large\n",
                   size);
        return false;
    }
    if (page.size() > report::large_page)
        fmt::print(stderr, "note: the page has {:.0f} MB and opens slowly; 5 MB and less open at once\n", size);
    return true;
}

}  // namespace

int report(const ReportOptions& options, const study::Catalogue& catalogue) {
    record::place_to_write(options.out, {options.results.begin(), options.results.end()});
    Results results;
    std::vector<report::Shown> shown;
    bool is_refused = false;
    for (const std::string& path : options.results) {
        results.push_back(std::make_unique<const analysis::ResultCells>(path));
        is_refused = lacks_runs(*results.back(), path, options.unfinished) || is_refused;
        shown.push_back({*results.back(), subject_of(path, *results.back(), options, catalogue)});
    }
    if (is_refused) return ExitCode::failed;
    const std::string page = report::page(shown);
    if (!fits(page, options)) return ExitCode::failed;
    record::publish_text(options.out, page);
    fmt::print("{}: {:.2f} MB; open it in a browser\n", options.out, static_cast<double>(page.size()) / 1e6);
    return ExitCode::done;
}

}  // namespace peacenorm::cli
