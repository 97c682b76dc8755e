// SPDX-License-Identifier: Apache-2.0
#include "sim/results/merge.hpp"

#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <set>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/signals.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::cli {

namespace {

constexpr std::size_t most_stretches = 20;

/// Which bundles are missing, or which shards lack some: those are to be submitted again.
std::string missing_text(const study::Merged& merged, const MergeOptions& options) {
    std::string text = fmt::format("{} of {} bundles are missing: {}\n", merged.missing.size(), merged.bundles,
                                   study::ranges_text(merged.missing, most_stretches));
    if (options.shards <= 0) return text;
    std::set<std::uint64_t> lacking;
    for (const std::uint64_t bundle : merged.missing)
        lacking.insert(bundle % static_cast<std::uint64_t>(options.shards));
    std::string list = study::ranges_text({lacking.begin(), lacking.end()}, lacking.size());
    std::erase(list, ' ');
    const std::string script = std::filesystem::absolute(options.out + ".slurm/shards.sh");  // as `submit` writes it
    return text + fmt::format(
                      "to run the incomplete shards, of {}; the last one to finish joins the result:\n"
                      "  sbatch --array={} {}\n",
                      options.shards, list, std::filesystem::exists(script) ? shell_command({script}) : "SCRIPT");
}

/// Only a result, or what is left of one, is replaced by the union of it and the parts.
void check_place(const std::filesystem::path& out) {
    std::error_code error;
    const std::filesystem::path place = record::place_to_write(out);
    if (!std::filesystem::exists(place, error)) return;
    const std::array<unsigned char, 8> hdf5{0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    std::array<unsigned char, 8> found{};
    std::ifstream(place, std::ios::binary).read(reinterpret_cast<char*>(found.data()), found.size());
    if (found != hdf5)
        throw config::ConfigError(fmt::format(
            "{}: error: is not a result of this program; it is left as it is: choose another file with --out\n",
            config::printable(out.string())));
}

}  // namespace

int merge(const MergeOptions& options, const study::Catalogue& catalogue) {
    using Result = study::Merged::Result;
    if (is_stop_wanted()) {
        tell("interrupted; the same command begins again\n");
        return ExitCode::interrupted;
    }
    check_place(options.out);
    study::MergeRequest request{{options.parts.begin(), options.parts.end()}, options.out, {}};
    if (options.is_partial) request.gaps = study::MergeRequest::Gaps::keep;
    const study::Merged merged = study::merge(request, catalogue);
    for (const std::string& damage : merged.damaged) tell("{}\n", damage);
    if (!merged.missing.empty()) tell("{}", missing_text(merged, options));
    if (merged.result == Result::refused) {
        tell("nothing is written; with --partial it would be, and missing runs would have status 0\n");
        return ExitCode::failed;
    }
    if (merged.result == Result::already_there) {
        fmt::print("{} runs in {}\nnothing left to do\n", merged.runs, options.out);
        return ExitCode::done;
    }
    fmt::print("{} runs, {} of them missing, out of {} files in {}\n", merged.runs,
               merged.missing.size() * (merged.runs / merged.bundles), merged.files, options.out);
    return ExitCode::done;
}

}  // namespace peacenorm::cli
