// SPDX-License-Identifier: Apache-2.0
// The surveys of a theatre as a run carries them out: in which week, whom, about whom, and into which rows answers go.
#pragma once

#include <cstdint>
#include <vector>

#include "models/intervention/opinion/sampling.hpp"
#include "models/intervention/state/ids.hpp"

namespace peacenorm::intervention {

struct Setup;

namespace opinion {

/// One question of a wave.
struct AskedQuestion {
    JudgedId about;
    Asking asking;
    std::vector<std::uint64_t> keys;  ///< of its chances, by ground
    std::size_t circumstances = 0;    ///< first of its rows among the pairs
};

/// Where a wave asks: a place, or the places of a region.
struct AskedGround {
    std::uint64_t key = 0;  ///< of its sample
    std::vector<PlaceId> places;
    std::uint32_t persons = 0;  ///< whom the model asks
};

/// A wave within the horizon. Answers to question q on ground g go to row `first_row + q x grounds + g`; those to
/// questions a < b of one person to the pairs from `first_pair` on, in that order.
struct Survey {
    std::int32_t tick = 0;
    bool villages = false;
    std::vector<AskedQuestion> questions;
    std::vector<AskedGround> grounds;
    std::size_t first_row = 0, first_pair = 0;
};

/// The surveys whose week lies in the horizon, in the order of the file. SAFETY: `check` has found every name.
std::vector<Survey> plan_surveys(const Setup& setup);

}  // namespace opinion
}  // namespace peacenorm::intervention
