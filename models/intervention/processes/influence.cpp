// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/influence.hpp"

#include "models/intervention/mechanisms/social_influence.hpp"
#include "models/intervention/processes/population.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Whom a cell hears: other communities of its place by their persons, its own in bordering places by the border.
void listen(const Conversation& week, CellId cell, JudgedId judged, ShortList<Voice>& voices) {
    const Setup& setup = week.setup;
    const Cell& own = setup.cell[cell];
    const double kin = week.mechanisms().social_influence.kin;
    double here = 0;
    for (const CommunityId c : setup.communities)
        if (const auto other = setup.cell_of(own.place, c); other && c != own.community)
            here += static_cast<double>(week[columns::alive][*other]);
    for (const CommunityId c : setup.communities)
        if (const auto other = setup.cell_of(own.place, c); other && c != own.community && here > 0)
            voices.add({week[columns::voiced](*other, judged),
                        (1 - kin) * static_cast<double>(week[columns::alive][*other]) / here});
    for (const Neighbour& neighbour : setup.neighbours_of(own.place))
        if (const auto other = setup.cell_of(neighbour.place, own.community))
            voices.add({week[columns::voiced](*other, judged), kin * neighbour.weight});
}

}  // namespace

double influenced(const Conversation& week, JudgedId judged) {
    const Setup& setup = week.setup;
    const SocialInfluence& m = week.mechanisms().social_influence;
    double moved = 0;
    for (const CellId c : setup.cells) {
        const Scratch::Scope scratch = week.scratch();
        auto voices = scratch.list<Voice>(setup.communities.size() + setup.neighbours_of(setup.cell[c].place).size());
        if (is_on(m.enabled)) listen(week, c, judged, voices);
        double& legitimacy = week[columns::legitimacy](c, judged);
        double& added = week[columns::influence](c, judged);
        added = influence(m, legitimacy - added, voices);
        const double now = legitimacy_of(week, c, judged);
        moved += (now - legitimacy) * static_cast<double>(week[columns::alive][c]);
        legitimacy = now;
    }
    for (const CellId c : setup.cells) week[columns::voiced](c, judged) = week[columns::legitimacy](c, judged);
    return moved;
}

}  // namespace peacenorm::intervention::processes
