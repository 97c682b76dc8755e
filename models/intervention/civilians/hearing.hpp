// SPDX-License-Identifier: Apache-2.0
// Who hears of an event at first hand: all where it happened, some in bordering places, elsewhere some of those who use
// media. One word a person, week and channel decides all events, so that chances are nested.
#pragma once

#include <algorithm>
#include <array>

#include "models/intervention/civilians/crowd.hpp"

namespace peacenorm::intervention::civilians {

/// The news of a pass as the people of one place may hear of them: each bit in one channel.
struct Reach {
    Mask here = 0, border = 0, afar = 0;
    std::uint64_t border_limit = 0;                        ///< for a word: the same for all news over the border
    std::int64_t news_here = 0, news_over_the_border = 0;  ///< how many
};

/// How likely the news of a pass are heard: limits for a word, as random::threshold makes them.
struct Airing {
    std::size_t count = 0;
    std::array<std::uint64_t, pass_size> media{};  ///< by news, never rising: the first are heard most easily
};

/// The first k bits. Range: k from 0 to 64.
constexpr Mask first_bits(std::size_t k) {
    return k >= pass_size ? ~Mask{0} : (Mask{1} << k) - 1;
}

/// How many of the news reach a user of media whose word this is: those whose limit lies above it.
inline std::size_t reached(const Airing& airing, std::uint32_t word) {
    const auto* const first = airing.media.data();
    return static_cast<std::size_t>(
        std::partition_point(first, first + airing.count, [&](std::uint64_t limit) { return word < limit; }) - first);
}

/// What one person hears of what happened elsewhere.
inline Mask heard_afar(const Reach& reach, const Airing& airing, std::uint32_t media_word) {
    if (airing.count == 0 || media_word >= airing.media[0]) return 0;
    return reach.afar & first_bits(reached(airing, media_word));
}

}  // namespace peacenorm::intervention::civilians
