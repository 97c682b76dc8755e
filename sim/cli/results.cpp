// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/results/diff.hpp"
#include "sim/results/inspect.hpp"

namespace peacenorm::cli {

int inspect(const std::string& result) {
    fmt::print("{}", study::inspect(result));
    return ExitCode::done;
}

int diff(const DiffCommand& options) {
    study::DiffOptions scope;
    if (options.scope == DiffCommand::Scope::outcomes) scope.scope = study::DiffOptions::Scope::outcomes;
    const study::Comparison comparison = study::diff(options.a, options.b, scope);
    fmt::print("{}", study::render(comparison));
    return comparison.equal() ? ExitCode::done : ExitCode::failed;
}

}  // namespace peacenorm::cli
