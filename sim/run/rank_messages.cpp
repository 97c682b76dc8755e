// SPDX-License-Identifier: Apache-2.0
#include "sim/run/rank_messages.hpp"

namespace peacenorm::study {

namespace {

using parallel::Ranks;

/// Shape: first, done, failed, ticks, number of finished bundles, (bundle, seconds)...
Ranks::Words packed(std::uint64_t first, const RankCounts& counts,
                    const std::vector<std::pair<std::uint64_t, double>>& finished) {
    Ranks::Words words{first, counts.done, counts.failed, counts.ticks, finished.size()};
    for (const auto& [bundle, seconds] : finished) {
        words.push_back(bundle);
        words.push_back(parallel::word_of(seconds));
    }
    return words;
}

RankCounts counts_in(const Ranks::Words& words) {
    return {words.at(1), words.at(2), words.at(3)};
}

std::vector<std::pair<std::uint64_t, double>> finished_in(const Ranks::Words& words) {
    std::vector<std::pair<std::uint64_t, double>> finished;
    for (std::size_t i = 0; i < words.at(4); ++i)
        finished.emplace_back(words.at(5 + 2 * i), parallel::real_of(words.at(6 + 2 * i)));
    return finished;
}

}  // namespace

Ranks::Words words_of(const Request& request) {
    return packed(request.workers, request.counts, request.finished);
}

Request request_of(const Ranks::Words& words) {
    return {static_cast<std::size_t>(words.at(0)), counts_in(words), finished_in(words)};
}

Ranks::Words words_of(const Farewell& farewell) {
    Ranks::Words words = packed(static_cast<std::uint64_t>(farewell.end), farewell.counts, farewell.finished);
    const Ranks::Words text = parallel::words_of(farewell.fault);
    words.insert(words.end(), text.begin(), text.end());
    return words;
}

Farewell farewell_of(const Ranks::Words& words) {
    Farewell farewell{static_cast<Farewell::End>(words.at(0)), counts_in(words), finished_in(words), {}};
    farewell.fault = parallel::text_of({words.begin() + 5 + 2 * static_cast<std::ptrdiff_t>(words.at(4)), words.end()});
    return farewell;
}

Ranks::Words words_of_work(std::size_t workers, const std::vector<std::uint64_t>& bundles) {
    Ranks::Words words{workers};
    words.insert(words.end(), bundles.begin(), bundles.end());
    return words;
}

}  // namespace peacenorm::study
