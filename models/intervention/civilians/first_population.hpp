// SPDX-License-Identifier: Apache-2.0
// Who civilians are when a run begins, for good: traits, and how each deviates in judging each organisation.
#pragma once

#include <vector>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/opinion/deviation.hpp"
#include "sim/random/draws.hpp"

namespace peacenorm::intervention::civilians {

/// Shares of the people of a cell, 0..1.
struct Make {
    double media = 0;    ///< users of media
    double aligned = 0;  ///< who trust the state
    double in_town = 0;  ///< in the chief town: the first rows, so that townspeople are near kin
};

/// The traits of a cell's rows, [0] being its first. Random: streams::traits, two words a row.
void draw_traits(const CellRows& cell, const Make& make, random::Key key, std::span<std::uint8_t> traits);

/// An organisation that is judged.
struct Judged {
    std::uint64_t key = 0;  ///< in the addresses of draws
    bool is_foreign = false;
};

/// Fixed deviations of a cell's rows, `judged.size()` to a row. Random: streams::deviation, by Boost's normal
/// distribution over the address of the row, and of the row and organisation.
void draw_deviations(const CellRows& cell, const opinion::Deviation& spread, std::span<const Judged> judged,
                     random::Key key, std::span<std::int16_t> deviations);

}  // namespace peacenorm::intervention::civilians
