// SPDX-License-Identifier: Apache-2.0
// What rank 0 and the other ranks say to each other.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/parallel/ranks.hpp"

namespace peacenorm::study {

/// From rank 0: a round begins; bundles for some workers; there are no more; drop what is under way; the end, with the
/// exit code. From the others: workers wait; the rank has ended its round, all it finished is published.
enum class Tag { round = 1, work, end, stop, dismissal, request, farewell };
inline int tag_of(Tag tag) {
    return static_cast<int>(tag);
}

inline constexpr std::chrono::microseconds between_looks{500};   // at the messages: short, and no core is spent
inline constexpr std::chrono::milliseconds between_reports{20};  // of a rank that asks for nothing

struct RankCounts {
    std::uint64_t done = 0, failed = 0, ticks = 0;  ///< bundles; bundles; ticks, in this round
};

struct Request {
    std::size_t workers = 0;  ///< that wait
    RankCounts counts;
    std::vector<std::pair<std::uint64_t, double>> finished;  ///< bundles since the last request, with their seconds
};

struct Farewell {
    enum class End { done, interrupted, fault };
    End end = End::done;
    RankCounts counts;
    std::vector<std::pair<std::uint64_t, double>> finished;
    std::string fault;
};

parallel::Ranks::Words words_of(const Request& request);
Request request_of(const parallel::Ranks::Words& words);
parallel::Ranks::Words words_of(const Farewell& farewell);
Farewell farewell_of(const parallel::Ranks::Words& words);
/// Answers a request of so many workers.
parallel::Ranks::Words words_of_work(std::size_t workers, const std::vector<std::uint64_t>& bundles);

}  // namespace peacenorm::study
