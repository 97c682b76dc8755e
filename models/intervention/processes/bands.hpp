// SPDX-License-Identifier: Apache-2.0
// The roster of bands: who joins which, who is lost.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

using Roster = View<Reads<>, Writes<columns::band_fighters, columns::band_place, columns::band_loss, columns::fighters,
                                    columns::strength_of>>;

/// Fighters join a group in a place: first bands that stand there and are not full, then new bands born there, then the
/// smallest band there. Returns how many were turned away, for want of a slot and of any band.
std::int64_t enlist(const Roster& week, GroupId group, PlaceId place, std::int64_t fighters);

/// Takes fighters out of a band, as many as it has at most; a band without any gives its slot back. Returns how many.
std::int32_t discharge(const Roster& week, BandId band, std::int32_t fighters);

using Losses = View<Reads<>, Writes<columns::band_fighters, columns::band_place, columns::band_loss, columns::fighters,
                                    columns::strength_of, columns::band_lost>>;

/// Fighters of a band are killed or taken, each with the same chance, by one uniform. They count in its memory.
void suffer(const Losses& week, BandId band, double chance, double u);

using Ground = View<Reads<columns::band_fighters, columns::band_place, columns::fighters>>;

/// A band of the group that stands in the place, drawn by fighters; null: there is none.
std::optional<BandId> band_of(const Ground& week, PlaceId place, GroupId group, double u);

/// A band that forces meet in the place: as `band_of`, of all groups, each as far as it is fought.
std::optional<BandId> enemy_met(const Ground& week, PlaceId place, double u);

/// Bands of a group, in full ones: its fighters in a place over the size of a band.
inline double full_bands(const View<Reads<columns::fighters>>& week, GroupId group, PlaceId place) {
    return week.fighters(group, place) / week.parameters().bands.size;
}

/// The first bands of a group, by its strength at the start.
void muster_first(const Roster& week, GroupId group, Date date);

}  // namespace peacenorm::intervention::processes
