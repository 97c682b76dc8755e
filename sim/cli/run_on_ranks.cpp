// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <cstdio>
#include <optional>

#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/run_study.hpp"
#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/run/ranked.hpp"
#include "sim/study/identity.hpp"

namespace peacenorm::cli {

namespace {

/// What a rank read, or why it could not; and what the ranks must have in common.
struct Loaded {
    std::optional<study::Study> study;
    std::string problem;
    int code = ExitCode::done;
};

Loaded load_quietly(const std::function<study::Study()>& load) {
    try {
        return {load(), "", ExitCode::done};
    } catch (const config::ConfigError& error) {
        return {std::nullopt, error.what(), ExitCode::wrong_input};
    } catch (const IoError& error) {
        return {std::nullopt, std::string("error: ") + error.what() + "\n", ExitCode::io_trouble};
    }
}

/// The text of the first rank that cannot work with rank 0, empty if all can.
std::string disagreement(const parallel::Ranks& ranks, const std::vector<std::string>& problems,
                         const std::vector<std::string>& hashes) {
    if (!problems.front().empty()) return problems.front();
    for (int rank = 1; rank < ranks.size(); ++rank) {
        const auto i = static_cast<std::size_t>(rank);
        if (!problems[i].empty()) return ranks.name(rank) + ": " + problems[i];
        if (hashes[i] != hashes.front())
            return ranks.name(rank) + ": error: is a different build from rank 0, or reads different input files\n";
    }
    return {};
}

int total(const std::vector<std::string>& numbers) {
    int sum = 0;
    for (const std::string& number : numbers) sum += std::stoi(number);
    return sum;
}

int lead(const RunOptions& options, study::Study& study, study::RankedSession& session) {
    int code = ExitCode::failed;
    try {
        code = run_study(options, study, [&](const auto& plan, auto& store, const auto& execution) {
            return session.execute(plan, store, execution);
        });
    } catch (const config::ConfigError&) {
        session.dismiss(ExitCode::wrong_input);
        throw;
    } catch (const IoError&) {
        session.dismiss(ExitCode::io_trouble);
        throw;
    } catch (...) {
        session.dismiss(ExitCode::failed);
        throw;
    }
    session.dismiss(code);
    if (options.output == RunOptions::Output::normal && !session.account().empty()) tell("{}\n", session.account());
    return code;
}

int follow(const RunOptions& options, study::Study& study, parallel::Ranks& ranks) {
    const study::Plan plan(study);
    const record::ResultLayout layout = layout_of(plan, options);
    study::PartStore store(study::PartStore::ToPublish{}, place_of(options, study), layout, study::identity_of(study),
                           shard_of(options));
    return study::serve(ranks, plan, store, execution_of(options),
                        [&](std::uint32_t replicates) { study.replicates = replicates; });
}

}  // namespace

int run_on_ranks(const RunOptions& options, const std::function<study::Study()>& load, parallel::Ranks& ranks) {
    Loaded loaded = load_quietly(load);
    const auto problems = ranks.gather(loaded.problem);
    const auto hashes = ranks.gather(loaded.study ? study::study_hash(*loaded.study) : "");
    const auto codes = ranks.gather(std::to_string(loaded.code));
    if (const std::string problem = disagreement(ranks, problems, hashes); !problem.empty()) {
        if (ranks.rank() == 0) tell("{}", problem);
        for (const std::string& code : codes)
            if (code != "0") return std::stoi(code);
        return ExitCode::wrong_input;
    }
    const int threads = options.threads > 0 ? options.threads : default_threads();
    study::RankedSession session(ranks, total(ranks.gather(std::to_string(threads))));
    return ranks.rank() == 0 ? lead(options, *loaded.study, session) : follow(options, *loaded.study, ranks);
}

}  // namespace peacenorm::cli
