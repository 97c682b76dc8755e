// SPDX-License-Identifier: Apache-2.0
// Progress of a session, printed at most ten times per second.
#pragma once

#include <chrono>
#include <mutex>

#include "sim/run/dispatcher.hpp"
#include "sim/run/execution.hpp"
#include "sim/store/part_store.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

class ProgressReport {
  public:
    enum class When { now, due };
    /// What this session has come to.
    struct Counts {
        std::uint64_t done = 0, failed = 0, ticks = 0;  ///< bundles; bundles; ticks walked
    };
    /// `dispatcher`: before it has handed out anything.
    ProgressReport(const Plan& plan, const PartStore& store, const Execution& execution, const Dispatcher& dispatcher);
    /// From any thread.
    void update(const Counts& counts, When when);

  private:
    using Clock = std::chrono::steady_clock;
    Progress progress(const Counts& counts) const;

    const Plan& plan_;
    const Execution& execution_;
    std::uint64_t owned_, before_failed_, before_done_;
    std::mutex mutex_;
    Clock::time_point start_ = Clock::now(), told_ = start_;
};

}  // namespace peacenorm::study
