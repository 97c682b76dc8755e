// SPDX-License-Identifier: Apache-2.0
// Who stands in a place.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// Persons of all organisations that may use force, in a place.
inline double forces_at(const View<Reads<columns::persons_at>>& week, PlaceId place) {
    double forces = 0;
    for (const OrganisationId o : week.setup.organisations)
        if (week.setup.organisation(o).executive) forces += week.persons_at(o, place);
    return forces;
}

/// Fighters of all groups, in a place.
inline double fighters_at(const View<Reads<columns::fighters>>& week, PlaceId place) {
    double fighters = 0;
    for (const GroupId g : week.setup.groups) fighters += week.fighters(g, place);
    return fighters;
}

/// The same of those whom forces fight, each group as far as it is fought on the date.
inline double enemies_at(const View<Reads<columns::fighters>>& week, PlaceId place) {
    double enemies = 0;
    for (const GroupId g : week.setup.groups)
        enemies += week.setup.group(g).fought.at(week.tick.date) * week.fighters(g, place);
    return enemies;
}

}  // namespace peacenorm::intervention::processes
