// SPDX-License-Identifier: Apache-2.0
// Whom a family has far away: drawn once, when a run begins.
#pragma once

#include <vector>

#include "models/intervention/civilians/crowd.hpp"
#include "sim/core/grid.hpp"
#include "sim/random/draws.hpp"

namespace peacenorm::intervention::civilians {

/// Where the far kin of a cell live, as sums of weights up to each cell, the last of them all.
struct Pull {
    std::vector<double> gravity;  ///< persons / (1 + hours)^2, of its community elsewhere
    std::vector<double> capital;  ///< persons, of anybody in the capital; empty: there is none
};

/// The pulls on one cell. A cell with fewer rows than a family has does not pull. Where its community lives nowhere
/// else, its own cell has all the weight.
Pull pull_on(std::span<const CellRows> cells, std::span<const std::int64_t> persons, std::size_t cell,
             const Grid<double, PlaceId, PlaceId>& travel_hours, std::optional<PlaceId> capital);

/// The far kin of the families of a cell: the first by gravity; the second by gravity or, with an even chance, in the
/// capital. Random: streams::kin, by Boost's distributions over the address of (cell, first row of the family).
void draw_far_kin(std::span<const CellRows> cells, std::size_t cell, const Pull& pull, random::Key key,
                  std::span<FarKin> far_kin);

}  // namespace peacenorm::intervention::civilians
