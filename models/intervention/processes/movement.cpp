// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/band_movement.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Anger of the group's own people in a place, or of all who live there.
double anger_for(const MoveBands& week, GroupId group, PlaceId place) {
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    const auto own = week.setup.own_community[group];
    double sum = 0, persons = 0;
    for (const CellId c : week.setup.cells_of[place]) {
        if (own && week.setup.cell[c].community != *own) continue;
        const auto here = static_cast<double>(week[columns::alive][c]);
        sum += here * felt(feelings, week[columns::anger][c], feelings.base_anger);
        persons += here;
    }
    return persons > 0 ? sum / persons : 0;
}

/// What a place is worth to a group, but for the way there.
double worth(const MoveBands& week, GroupId group, PlaceId place, double best_core) {
    const double forces = forces_at(week, place), fighters = fighters_at(week, place);
    const double own = week.fighters(group, place);
    return utility(week.mechanisms().band_movement,
                   {.core = best_core > 0 ? week.setup.core(group, place) / best_core : 0,
                    .success = week[columns::success](group, place),
                    .loss = week[columns::loss](group, place),
                    .forces_control = forces > 0 ? forces / (forces + fighters) : 0,
                    .anger = anger_for(week, group, place),
                    .rivals = fighters > 0 ? (fighters - own) / fighters : 0});
}

/// The best of staying and of all bordering places.
PlaceId choose(const MoveBands& week, BandId band, Row<const double, PlaceId> worth_of) {
    const PlaceId here = week[columns::band_place][band];
    const double road = week.mechanisms().band_movement.road;
    const auto value = [&](PlaceId place) {
        const std::uint64_t pair = random::paired(week.setup.keys.of(band), week.setup.keys.of(place));
        return worth_of[place] - road * week.setup.road_km(here, place) / 100 +
               gumbel(week.uniform(pair, streams::band_choice));
    };
    PlaceId best = here;
    double most = value(here);
    for (const Neighbour& n : week.setup.neighbours_of(here)) {
        const double one = value(n.place);
        if (one > most) {
            most = one;
            best = n.place;
        }
    }
    return best;
}

void go(const MoveBands& week, BandId band, PlaceId place) {
    PlaceId& here = week[columns::band_place][band];
    if (here == place) return;
    const GroupId group = week.setup.band[band].group;
    const double fighters = week[columns::band_fighters][band];
    week[columns::fighters](group, here) -= fighters;
    week[columns::fighters](group, place) += fighters;
    here = place;
    week.of(sums::moves)[0] += 1;
}

void move_group(const MoveBands& week, GroupId group, Row<const double, PlaceId> worth_of) {
    const double chance = mobility(week.mechanisms().band_movement);
    for (const BandId band : week.setup.bands_of[group]) {
        if (week[columns::band_fighters][band] == 0 || week.uniform(band, streams::band_moves) >= chance) continue;
        go(week, band, choose(week, band, worth_of));
    }
}

void remember_losses(const MoveBands& week) {
    const Bands& rules = week.parameters().bands;
    for (const BandId band : week.setup.bands) {
        const std::int32_t left = week[columns::band_fighters][band], lost = week[columns::band_lost][band];
        double& memory = week[columns::band_loss][band];
        if (left == 0) {
            memory = 0;
        } else if (lost > 0 || memory > 0) {
            memory = remembered_loss(rules, memory, static_cast<double>(lost) / (left + lost));
        }
    }
}

}  // namespace

// All bands look at the places as they stand before anyone goes.
void move_bands(const MoveBands& week) {
    remember_losses(week);
    if (!(mobility(week.mechanisms().band_movement) > 0)) return;
    const Setup& setup = week.setup;
    const Scratch::Scope scratch = week.scratch();
    auto worths = scratch.list<Row<double, PlaceId>>(setup.groups.size());
    for (const GroupId g : setup.groups) {
        const auto row = scratch.row<double>(setup.places);
        worths.add(row);
        if (!(week[columns::strength_of][g] > 0)) continue;
        const auto core = setup.core.row(g);
        const double best = *std::max_element(core.begin(), core.end());
        for (const PlaceId place : setup.places) row[place] = worth(week, g, place, best);
    }
    for (const GroupId g : setup.groups) move_group(week, g, worths.begin()[g.index()]);
}

}  // namespace peacenorm::intervention::processes
