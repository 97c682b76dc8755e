// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "sim/analysis/contrast_report.hpp"
#include "sim/analysis/contrasts.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"

namespace peacenorm::cli {

namespace {

/// The smallest difference that matters: asked for, or the model's; empty where it has none or is not known here.
std::optional<double> threshold_of(const CompareOptions& options, const analysis::ResultCells& result,
                                   const study::Catalogue& catalogue) {
    if (options.threshold) return options.threshold;
    for (const study::Model* model : catalogue)
        if (model->name() == result.attribute("model") && model->claims() != nullptr) return model->claims()->threshold;
    return std::nullopt;
}

}  // namespace

int compare(const CompareOptions& options, const study::Catalogue& catalogue) {
    const analysis::ResultCells result(options.result);
    const analysis::Pairing pairing = analysis::resolve(result, {options.references, options.outcomes});
    const analysis::Report report{result, pairing, options.result, threshold_of(options, result, catalogue)};
    const bool is_partial = result.ledger().failed + result.ledger().missing > 0;
    if (is_partial) fmt::print(stderr, "{}", analysis::flaws_text(result, options.result));
    if (is_partial && options.unfinished == Unfinished::refuse) {
        fmt::print(stderr, "nothing is compared; --partial leaves out their pairs, counts them and marks the cells\n");
        return ExitCode::failed;
    }
    const analysis::Comparison comparison = analysis::compare(result, pairing);
    switch (options.form) {
        case Form::table:
            fmt::print("{}", analysis::table_text(comparison, report));
            break;
        case Form::csv:
            fmt::print("{}", analysis::csv_text(comparison, report));
            break;
        case Form::json:
            fmt::print("{}", analysis::json_text_of(comparison, report));
            break;
    }
    return ExitCode::done;
}

}  // namespace peacenorm::cli
