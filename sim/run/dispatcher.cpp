// SPDX-License-Identifier: Apache-2.0
#include "sim/run/dispatcher.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace peacenorm::study {

namespace {

constexpr std::uint64_t most_points = 65'536;        // whose times are kept: 1.5 MiB
constexpr std::uint64_t bundles_per_worker = 8;      // in a window, at least: enough to put the long ones first
constexpr std::uint64_t largest_window = 1'048'576;  // bundles, where one replicate alone has more

}  // namespace

void Dispatcher::Seen::add(double seconds) {
    total += seconds;
    longest = std::max(longest, seconds);
    ++count;
}

Dispatcher::Dispatcher(Agenda agenda) : agenda_(std::move(agenda)) {
    const std::uint64_t wanted = agenda_.workers * bundles_per_worker * agenda_.shard.count;
    const std::uint64_t replicates = std::max<std::uint64_t>(1, (wanted + agenda_.points - 1) / agenda_.points);
    window_ = std::min(replicates * agenda_.points, largest_window);
    if (agenda_.points <= most_points) by_point_.resize(static_cast<std::size_t>(agenda_.points));
    agenda_.published.resize(agenda_.bundles);
    for (std::uint64_t bundle = agenda_.shard.index; bundle < agenda_.bundles; bundle += agenda_.shard.count) {
        ++owned_;
        before_ += agenda_.published[bundle] ? 1 : 0;
    }
    left_ = owned_ - before_;
}

const Dispatcher::Seen* Dispatcher::point_of(std::uint64_t bundle) const {
    if (by_point_.empty()) return nullptr;
    const Seen& seen = by_point_[static_cast<std::size_t>(bundle % agenda_.points)];
    return seen.count > 0 ? &seen : nullptr;
}

double Dispatcher::expected(std::uint64_t bundle) const {
    const Seen* seen = point_of(bundle);
    return seen == nullptr ? all_.mean() : seen->mean();
}

double Dispatcher::longest(std::uint64_t bundle) const {
    const Seen* seen = point_of(bundle);
    return seen == nullptr ? all_.longest : seen->longest;
}

void Dispatcher::finished(std::uint64_t bundle, double seconds) {
    if (!by_point_.empty()) by_point_[static_cast<std::size_t>(bundle % agenda_.points)].add(seconds);
    all_.add(seconds);
    ++news_;
}

/// The longest last; points not seen yet after them; the plan's order among equals.
void Dispatcher::sort() {
    std::vector<std::pair<double, std::uint64_t>> order;
    order.reserve(waiting_.size());
    for (const std::uint64_t bundle : waiting_) {
        const Seen* seen = by_point_.empty() ? &all_ : point_of(bundle);
        order.emplace_back(seen == nullptr ? std::numeric_limits<double>::infinity() : seen->mean(), bundle);
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    for (std::size_t i = 0; i < order.size(); ++i) waiting_[i] = order[i].second;
    news_ = 0;
}

/// Makes the next window that holds something to do; sorts again once enough was learnt.
void Dispatcher::fill() {
    const bool is_new = waiting_.empty();
    while (waiting_.empty() && from_ < agenda_.bundles) {
        const std::uint64_t end = std::min(agenda_.bundles, from_ + window_);
        for (; from_ < end; ++from_)
            if (!agenda_.published[from_] && agenda_.shard.owns(from_)) waiting_.push_back(from_);
    }
    if (is_new || news_ > waiting_.size() / 8) sort();
}

std::optional<std::uint64_t> Dispatcher::peek() {
    fill();
    return waiting_.empty() ? std::nullopt : std::optional(waiting_.back());
}

std::optional<std::uint64_t> Dispatcher::next() {
    const auto bundle = peek();
    if (!bundle) return std::nullopt;
    waiting_.pop_back();
    --left_;
    return bundle;
}

}  // namespace peacenorm::study
