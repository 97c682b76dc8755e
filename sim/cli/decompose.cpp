// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "sim/analysis/contrast_report.hpp"
#include "sim/analysis/decomposition_report.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"

namespace peacenorm::cli {

int decompose(const DecomposeOptions& options) {
    const analysis::ResultCells result(options.result);
    const bool is_partial = result.ledger().failed + result.ledger().missing > 0;
    if (is_partial) fmt::print(stderr, "{}", analysis::flaws_text(result, options.result));
    if (is_partial && options.unfinished == Unfinished::refuse) {
        fmt::print(stderr, "nothing is decomposed; --partial leaves out their replicates and counts them\n");
        return ExitCode::failed;
    }
    const analysis::Decompositions all = analysis::decompose(result, {options.outcomes, options.arms});
    const analysis::DecompositionContext context{result, options.result};
    switch (options.form) {
        case Form::table:
            fmt::print("{}", analysis::table_text(all, context));
            break;
        case Form::csv:
            fmt::print("{}", analysis::csv_text(all, context));
            break;
        case Form::json:
            fmt::print("{}", analysis::json_text_of(all, context));
            break;
    }
    return ExitCode::done;
}

}  // namespace peacenorm::cli
