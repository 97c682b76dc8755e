// SPDX-License-Identifier: Apache-2.0
// The workers of one process: each takes bundles and runs them; together they publish what is finished.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include "sim/run/execution.hpp"
#include "sim/run/supply.hpp"
#include "sim/store/part_store.hpp"
#include "sim/study/plan.hpp"

namespace peacenorm::study {

/// When the next publication is due, at the given pace.
std::chrono::milliseconds until_next(std::chrono::milliseconds every, Pace pace, std::chrono::milliseconds worked);

class Crew {
  public:
    Crew(const Plan& plan, PartStore& store, const Execution& execution, Supply& supply);

    /// Works until the supply ends or `stop` was called or the execution is interrupted; publishes what is finished.
    /// Errors: IoError of the store, or when memory has run out, after all workers have stopped.
    void run();
    /// Bundles under way are dropped. From any thread.
    void stop() { stopped_ = true; }
    bool must_stop() const;

    std::uint64_t done() const { return done_; }      ///< bundles of this session with all runs done
    std::uint64_t failed() const { return failed_; }  ///< bundles of this session with a failed run
    std::uint64_t ticks() const { return ticks_; }    ///< walked in this session
    /// The bundles under way, by worker; `nothing` where a worker has none.
    static constexpr std::uint64_t nothing = ~std::uint64_t{0};
    const std::vector<std::atomic<std::uint64_t>>& under_way() const { return under_way_; }
    /// Called now and then by a worker; set before `run`.
    std::function<void()> on_step;

  private:
    using Clock = std::chrono::steady_clock;
    void work(std::size_t worker);
    std::optional<record::BundleResult> run_bundle(std::uint64_t index);
    void keep(record::BundleResult result);
    void publish();
    void publish_in_spite_of_a_fault();
    void stop_by(std::exception_ptr fault);

    const Plan& plan_;
    PartStore& store_;
    const Execution& execution_;
    Supply& supply_;
    std::vector<std::atomic<std::uint64_t>> under_way_;
    std::atomic<std::uint64_t> done_{0}, failed_{0}, ticks_{0};
    std::atomic<bool> stopped_{false};
    std::exception_ptr fault_;
    std::mutex batch_mutex_, fault_mutex_;  // of batch_, batch_values_ and published_; of fault_
    std::vector<record::BundleResult> batch_;
    std::uint64_t batch_values_ = 0;
    Clock::time_point began_ = Clock::now(), published_ = began_;
};

}  // namespace peacenorm::study
