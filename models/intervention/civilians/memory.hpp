// SPDX-License-Identifier: Apache-2.0
// What passes between the machinery of civilians (who hears what, who remembers what) and the rules of opinion: plain
// records, no clock, no file, no random number.
#pragma once

#include <cstdint>
#include <optional>

#include "models/intervention/state/ids.hpp"

namespace peacenorm::intervention::civilians {

/// What one person remembers of one judged organisation, as it stands today: sums of v = ln(1 + deaths), faded. Four
/// floats side by side: the kernel loads them at once.
struct Memory {
    float failure = 0;      ///< D: failures to protect
    float credit = 0;       ///< C
    float partiality = 0;   ///< I: partiality and abuse
    float familiarity = 0;  ///< W
};

/// What one event adds to the memory of one judged organisation in whoever hears of it. The kernel multiplies
/// `failure` and `credit`, and of an attack `familiarity`, by w of the hearer's place, and `partiality` by `other`
/// where the victims are not of the hearer's community.
struct Bearing {
    double failure = 0;     ///< v A, before w
    double credit = 0;      ///< v where it answered (or a partner's, times the association factor), before w
    double partiality = 0;  ///< v of its own harm, or of a partner's times the association factor
    double familiarity = 0;
    bool is_own = false;  ///< by what it did itself, not by association
};

/// What news tells of.
enum class NewsKind : std::uint8_t { attack, harm, report, word };

/// An event as civilians hear of it. One `Bearing` for each judged organisation goes with it.
struct News {
    std::uint64_t address = 0;             ///< of the event: also the order among those heard of as easily
    PlaceId place;                         ///< where it happened
    std::optional<CommunityId> community;  ///< the victims'; none: nobody's in particular
    double deaths = 0;                     ///< suffered, or threatened where they were averted: how far it is heard
    NewsKind kind = NewsKind::attack;
    double fear = 0, anger = 0;  ///< severity, 0..1: what it adds to the hearers' feelings
};

/// Where a judged organisation stands in the eyes of all who live in one place: the same for all of them in a week.
struct Standing {
    bool is_here = false;         ///< it has persons in the place
    bool has_left = false;        ///< it is not, or no longer, in the country
    double protection_rank = 0;   ///< of its mandate in force, 0..3
    double persons_per_1000 = 0;  ///< T: its persons by 1,000 inhabitants of the place
    double stance = 0;            ///< N: the host's stance toward it, -1..1
    double weeks_since_arrival = 0;
    double region_offset = 0;  ///< delta
};

/// What of a person enters a judgement beside memory.
struct Judge {
    double alignment = 0;  ///< A: with the state, -1..1
    double deviation = 0;  ///< f, logits
};

}  // namespace peacenorm::intervention::civilians
