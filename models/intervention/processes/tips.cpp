// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

void gather(const GatherTips& week, OrganisationId o, JudgedId j) {
    const Setup& setup = week.setup;
    const auto willing = week[columns::willingness].row(o);
    for (const PlaceId place : setup.places) {
        double sum = 0, here = 0;
        for (const CellId c : setup.cells_of[place]) {
            const auto persons = static_cast<double>(week[columns::alive][c]);
            const double w = week[columns::informing](c, j);
            sum += w * persons;
            here += persons;
            // Asked are those who live now: the week's dead are not yet counted.
            week.of(Measured::tip_willing)[o] += w * persons;
            week.of(Measured::tip_asked)[o] += persons;
        }
        willing[place] = here > 0 ? sum / here : 0;
        // One informs whom one can meet: only where it stands.
        week[columns::tips](o, place) =
            week.persons_at(o, place) > 0 ? tip_hazard(week.mechanisms().civilian_tips, willing[place]) : 0;
    }
}

}  // namespace

// Whoever is not judged is not known well enough to be informed: no survey asks about it, so no tips. Assumed.
void gather_tips(const GatherTips& week) {
    for (const JudgedId j : week.setup.judged) gather(week, week.setup.organisation_of[j], j);
}

}  // namespace peacenorm::intervention::processes
