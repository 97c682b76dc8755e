// SPDX-License-Identifier: Apache-2.0
#include "sim/study/executor.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

#include "sim/parallel/loops.hpp"
#include "sim/study/bundle_run.hpp"

namespace peacenorm::study {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class Executor {
  public:
    Executor(const Plan& plan, PartStore& store, const Execution& execution);
    Ending run();

  private:
    void work();
    std::optional<std::uint64_t> next_missing();
    std::optional<record::BundleResult> run_bundle(std::uint64_t index);
    bool must_stop() const { return broken_ || (execution_.is_interrupted && execution_.is_interrupted()); }
    void report(bool is_last);
    Progress progress() const;

    const Plan& plan_;
    PartStore& store_;
    const Execution& execution_;
    std::vector<bool> published_;  ///< before this session
    std::uint64_t before_done_, before_failed_;
    std::atomic<std::uint64_t> next_{0}, done_{0}, failed_{0}, ticks_{0};
    std::atomic<bool> broken_{false};
    std::exception_ptr fault_;
    std::mutex fault_mutex_, report_mutex_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point reported_ = start_;
};

Executor::Executor(const Plan& plan, PartStore& store, const Execution& execution)
    : plan_(plan),
      store_(store),
      execution_(execution),
      published_(store.ledger().published),
      before_done_(store.ledger().done),
      before_failed_(store.ledger().failed) {}

Ending Executor::run() {
    report(true);
    const auto workers = static_cast<std::size_t>(execution_.threads);
    parallel::with_threads(execution_.threads,
                           [&] { parallel::for_each_dynamic(workers, [&](std::size_t) { work(); }, {}); });
    if (fault_) std::rethrow_exception(fault_);
    report(true);
    return store_.ledger().done + store_.ledger().failed < plan_.bundles() ? Ending::interrupted : Ending::finished;
}

/// One worker: takes bundles while there are any, and publishes what it has finished from time to time.
void Executor::work() {
    std::vector<record::BundleResult> batch;
    Clock::time_point published = Clock::now();
    try {
        while (!must_stop()) {
            const auto index = next_missing();
            if (!index) break;
            auto result = run_bundle(*index);
            if (!result) break;
            batch.push_back(std::move(*result));
            report(false);
            if (Clock::now() - published < execution_.publish_every) continue;
            store_.publish(std::exchange(batch, {}));
            published = Clock::now();
        }
        if (!batch.empty()) store_.publish(std::move(batch));
    } catch (...) {
        const std::lock_guard lock(fault_mutex_);
        if (!fault_) fault_ = std::current_exception();
        broken_ = true;
    }
}

std::optional<std::uint64_t> Executor::next_missing() {
    for (std::uint64_t index = next_++; index < plan_.bundles(); index = next_++)
        if (!published_[index]) return index;
    return std::nullopt;
}

/// Empty when interrupted on the way.
std::optional<record::BundleResult> Executor::run_bundle(std::uint64_t index) {
    if (must_stop()) return std::nullopt;
    auto result = study::run_bundle(plan_, plan_.bundle(index), [this](std::uint64_t ticks) {
        ticks_ += ticks;
        report(false);
        return !must_stop();
    });
    if (!result) return std::nullopt;
    const bool has_failed = std::any_of(result->runs.begin(), result->runs.end(),
                                        [](const auto& run) { return run.status == record::Status::failed; });
    ++(has_failed ? failed_ : done_);
    return result;
}

Progress Executor::progress() const {
    const std::uint64_t before = before_done_ + before_failed_;
    const std::uint64_t work = (plan_.bundles() - before) * plan_.ticks_per_bundle();
    Progress now{plan_.bundles(), before_done_ + done_, before_failed_ + failed_, 1, seconds_since(start_), 0, 0};
    if (work == 0) return now;
    now.share = static_cast<double>(ticks_) / static_cast<double>(work);
    now.rate = static_cast<double>(done_ + failed_) / std::max(now.seconds, 1e-9);
    now.seconds_left =
        now.share > 0 ? now.seconds * (1 - now.share) / now.share : std::numeric_limits<double>::infinity();
    return now;
}

void Executor::report(bool is_last) {
    if (!execution_.report) return;
    std::unique_lock lock(report_mutex_, std::defer_lock);
    if (is_last)
        lock.lock();
    else if (!lock.try_lock() || Clock::now() - reported_ < std::chrono::milliseconds(100))
        return;
    reported_ = Clock::now();
    execution_.report(progress());
}

}  // namespace

Ending execute(const Plan& plan, PartStore& store, const Execution& execution) {
    return Executor(plan, store, execution).run();
}

}  // namespace peacenorm::study
