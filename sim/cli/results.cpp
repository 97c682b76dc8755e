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

int diff(const DiffCommand& command) {
    const study::FileDiff comparison = study::diff(command.a, command.b, command.options);
    fmt::print("{}", study::render(comparison));
    return comparison.equal() ? ExitCode::done : ExitCode::failed;
}

}  // namespace peacenorm::cli
