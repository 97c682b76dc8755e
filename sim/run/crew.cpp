// SPDX-License-Identifier: Apache-2.0
#include "sim/run/crew.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <new>
#include <utility>

#include "sim/core/check.hpp"
#include "sim/parallel/loops.hpp"
#include "sim/run/bundle_run.hpp"

namespace peacenorm::study {

namespace {

constexpr std::uint64_t most_values = 4'194'304;  // numbers in a batch: 32 MiB
constexpr std::size_t most_bundles = 65'536;      // in a batch

bool has_failed(const record::BundleResult& bundle) {
    return std::any_of(bundle.runs.begin(), bundle.runs.end(),
                       [](const auto& run) { return run.status == record::Status::failed; });
}

std::uint64_t values_of(const record::BundleResult& bundle) {
    std::uint64_t values = 0;
    for (const record::RunResult& run : bundle.runs) {
        values += run.data.outcomes.size();
        for (const auto& series : run.data.series) values += series.size();
    }
    return values;
}

}  // namespace

std::chrono::milliseconds until_next(std::chrono::milliseconds every, Pace pace, std::chrono::milliseconds worked) {
    constexpr std::chrono::milliseconds longest = std::chrono::minutes(10);
    return pace == Pace::steady ? every : std::max(every, std::min(worked / 10, longest));
}

Crew::Crew(const Plan& plan, PartStore& store, const Execution& execution, Supply& supply)
    : plan_(plan),
      store_(store),
      execution_(execution),
      supply_(supply),
      under_way_(static_cast<std::size_t>(execution.threads)) {
    for (auto& bundle : under_way_) bundle = nothing;
}

bool Crew::must_stop() const {
    return stopped_ || (execution_.is_interrupted && execution_.is_interrupted());
}

void Crew::run() {
    parallel::with_threads(execution_.threads, [&] {
        parallel::for_each_dynamic(under_way_.size(), [&](std::size_t worker) { work(worker); }, {});
    });
    if (fault_) {
        publish_in_spite_of_a_fault();
        std::rethrow_exception(fault_);
    }
    publish();
}

/// What was finished is kept where that can be; the first fault is the one that is told.
void Crew::publish_in_spite_of_a_fault() {
    try {
        publish();
    } catch (const std::exception&) {
        return;
    }
}

void Crew::stop_by(std::exception_ptr fault) {
    const std::lock_guard lock(fault_mutex_);
    if (!fault_) fault_ = std::move(fault);
    stopped_ = true;
}

void Crew::work(std::size_t worker) {
    try {
        while (!must_stop()) {
            const auto index = supply_.take();
            if (!index) break;
            under_way_[worker] = *index;
            const Clock::time_point start = Clock::now();
            auto result = run_bundle(*index);
            if (!result) break;
            keep(std::move(*result));
            under_way_[worker] = nothing;
            supply_.finished(*index, std::chrono::duration<double>(Clock::now() - start).count());
            if (on_step) on_step();
        }
    } catch (const std::bad_alloc&) {
        stop_by(std::make_exception_ptr(IoError(fmt::format(
            "memory has run out{}; what was finished is kept: run the same again with more memory "
            "or fewer threads",
            under_way_[worker] == nothing ? "" : fmt::format(" in bundle {}", under_way_[worker].load())))));
    } catch (...) {
        stop_by(std::current_exception());
    }
}

/// Empty when interrupted on the way.
std::optional<record::BundleResult> Crew::run_bundle(std::uint64_t index) {
    if (must_stop()) return std::nullopt;
    auto result = study::run_bundle(plan_, plan_.bundle(index), [this](std::uint64_t ticks) {
        ticks_ += ticks;
        if (on_step) on_step();
        return !must_stop();
    });
    if (result) ++(has_failed(*result) ? failed_ : done_);
    return result;
}

/// Adds a bundle to the batch that all workers share; the one that finds it due publishes it.
void Crew::keep(record::BundleResult result) {
    {
        const std::lock_guard lock(batch_mutex_);
        batch_values_ += values_of(result);
        batch_.push_back(std::move(result));
        using std::chrono::milliseconds;
        const auto worked = std::chrono::duration_cast<milliseconds>(published_ - began_);
        const bool is_due = Clock::now() - published_ >= until_next(execution_.publish_every, execution_.pace, worked);
        if (!is_due && batch_values_ < most_values && batch_.size() < most_bundles) return;
    }
    publish();
}

void Crew::publish() {
    std::vector<record::BundleResult> batch;
    {
        const std::lock_guard lock(batch_mutex_);
        batch = std::exchange(batch_, {});
        batch_values_ = 0;
        published_ = Clock::now();
    }
    if (!batch.empty()) store_.publish(std::move(batch));
}

}  // namespace peacenorm::study
