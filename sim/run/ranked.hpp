// SPDX-License-Identifier: Apache-2.0
// A study on all ranks of a job: rank 0 hands out bundles and computes too; every rank publishes its own parts.
#pragma once

#include <functional>

#include "sim/parallel/ranks.hpp"
#include "sim/run/executor.hpp"

namespace peacenorm::study {

/// Rank 0's side. Between construction and `dismiss`, the other ranks are in `serve`.
class RankedSession {
  public:
    RankedSession(parallel::Ranks& ranks, int threads_of_all_ranks) : ranks_(ranks), workers_(threads_of_all_ranks) {}

    /// As study::execute, on all ranks. May be called several times, with other numbers of replicates.
    /// Errors: IoError that names the rank, after all have stopped.
    Ending execute(const Plan& plan, PartStore& store, const Execution& execution);

    /// Tells all ranks how to end. Each returns `code` from `serve`.
    void dismiss(int code);

    /// How well the ranks were used: "5 ranks, 10 workers: 12.3 s (ideal 11.9 s)"; empty before `execute`.
    const std::string& account() const { return account_; }

  private:
    parallel::Ranks& ranks_;
    int workers_;
    std::string account_;
};

/// The side of every other rank: computes what rank 0 hands out until it is dismissed, and answers with the exit code.
/// `set_replicates` receives how many the round has; `store` only publishes.
int serve(parallel::Ranks& ranks, const Plan& plan, PartStore& store, const Execution& execution,
          const std::function<void(std::uint32_t)>& set_replicates);

}  // namespace peacenorm::study
