// SPDX-License-Identifier: Apache-2.0
#include "sim/run/progress_report.hpp"

#include <algorithm>
#include <limits>

namespace peacenorm::study {

ProgressReport::ProgressReport(const Plan& plan, const PartStore& store, const Execution& execution,
                               const Dispatcher& dispatcher)
    : plan_(plan),
      execution_(execution),
      owned_(dispatcher.owned()),
      before_failed_(std::min(store.ledger().failed, dispatcher.published())),
      before_done_(dispatcher.published() - before_failed_) {}

Progress ProgressReport::progress(const Counts& counts) const {
    const std::uint64_t before = before_done_ + before_failed_;
    const auto work = static_cast<double>((owned_ - before) * plan_.ticks_per_bundle());
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    Progress now{owned_, before_done_ + counts.done, before_failed_ + counts.failed, 1, seconds, 0, 0};
    if (work == 0) return now;
    now.share = static_cast<double>(counts.ticks) / work;
    now.rate = static_cast<double>(counts.done + counts.failed) / std::max(seconds, 1e-9);
    now.seconds_left = now.share > 0 ? seconds * (1 - now.share) / now.share : std::numeric_limits<double>::infinity();
    return now;
}

void ProgressReport::update(const Counts& counts, When when) {
    if (!execution_.report) return;
    std::unique_lock lock(mutex_, std::defer_lock);
    if (when == When::now)
        lock.lock();
    else if (!lock.try_lock() || Clock::now() - told_ < std::chrono::milliseconds(100))
        return;
    told_ = Clock::now();
    execution_.report(progress(counts));
}

}  // namespace peacenorm::study
