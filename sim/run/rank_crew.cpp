// SPDX-License-Identifier: Apache-2.0
#include "sim/run/rank_crew.hpp"

namespace peacenorm::study {

std::optional<std::uint64_t> QueueSupply::take() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    news_.wait(lock, [&] { return !queue_.empty() || is_closed_; });
    --waiting_;
    if (queue_.empty()) return std::nullopt;
    const std::uint64_t bundle = queue_.front();
    queue_.pop_front();
    return bundle;
}

void QueueSupply::finished(std::uint64_t bundle, double seconds) {
    const std::lock_guard lock(mutex_);
    finished_.emplace_back(bundle, seconds);
}

void QueueSupply::add(const std::vector<std::uint64_t>& bundles) {
    {
        const std::lock_guard lock(mutex_);
        queue_.insert(queue_.end(), bundles.begin(), bundles.end());
    }
    news_.notify_all();
}

void QueueSupply::close() {
    {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
    }
    news_.notify_all();
}

void QueueSupply::clear() {
    const std::lock_guard lock(mutex_);
    queue_.clear();
}

std::size_t QueueSupply::hungry() {
    const std::lock_guard lock(mutex_);
    return waiting_ > queue_.size() ? waiting_ - queue_.size() : 0;
}

std::vector<Finish> QueueSupply::finished_since() {
    const std::lock_guard lock(mutex_);
    return std::exchange(finished_, {});
}

RankCrew::RankCrew(const Plan& plan, PartStore& store, const Execution& execution, std::string who)
    : who_(std::move(who)),
      crew_(plan, store, execution, supply_),
      note_(who_, crew_.under_way(), Crew::nothing),
      thread_([this] { run(); }) {}

RankCrew::~RankCrew() {
    stop();
    thread_.join();
}

void RankCrew::stop() {
    crew_.stop();
    supply_.clear();
    supply_.close();
}

void RankCrew::run() {
    try {
        crew_.run();
    } catch (const std::exception& error) {
        fault_ = who_ + ": " + error.what();
        std::string bundles;
        for (const auto& bundle : crew_.under_way())
            if (bundle != Crew::nothing) bundles += " " + std::to_string(bundle);
        if (!bundles.empty()) fault_ += "; bundles under way there:" + bundles;
    }
    ended_ = true;
}

}  // namespace peacenorm::study
