// SPDX-License-Identifier: Apache-2.0
#include "sim/results/export.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/core/check.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::cli {

namespace {

void export_to(const ExportOptions& options, const study::WriteText& write) {
    if (options.series.empty())
        study::export_runs(options.result, write);
    else
        study::export_series(options.result, options.series, write);
}

}  // namespace

int export_result(const ExportOptions& options) {
    if (options.out.empty()) {
        export_to(options, [](std::string_view text) { fmt::print("{}", text); });
        return ExitCode::done;
    }
    record::Draft draft(record::place_to_write(options.out, {options.result}));
    std::ofstream file(draft.path(), std::ios::binary);
    export_to(options, [&](std::string_view text) { file << text; });
    file.close();
    if (!file) throw IoError(options.out + ": cannot write it: " + std::strerror(errno));
    draft.publish_as(options.out);
    return ExitCode::done;
}

}  // namespace peacenorm::cli
