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
inline double fighters_at(const View<Reads<columns::strength_of, columns::fighters, columns::recruits>>& week,
                          PlaceId place) {
    double fighters = 0;
    for (const GroupId g : week.setup.groups) fighters += week.fighters(g, place);
    return fighters;
}

}  // namespace peacenorm::intervention::processes
