// SPDX-License-Identifier: Apache-2.0
// What makes a threat to civilians: whom it hits, and what it is like.
#pragma once

#include "models/intervention/state/week.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {

/// The community that an event in a place hits, drawn by weight(community, cell); null: nobody is there to be hit.
template <class Weight>
std::optional<CommunityId> community_hit(const WeekFacts& week, PlaceId place, Weight weight, double u) {
    const Setup& setup = week.setup;
    double total = 0;
    for (const CellId c : setup.cells_of[place]) total += weight(setup.cell[c].community, c);
    if (!(total > 0)) return std::nullopt;
    double left = u * total;
    std::optional<CommunityId> last;
    for (const CellId c : setup.cells_of[place]) {
        const double w = weight(setup.cell[c].community, c);
        if (!(w > 0)) continue;
        last = setup.cell[c].community;
        left -= w;
        if (left < 0) break;
    }
    return last;
}

/// Draws severity, lead time, duration and ambiguity at the threat's address.
inline void describe(const WeekFacts& week, Threat& threat) {
    const ThreatType& type = week.parameters().threats.of(threat.kind);
    const auto draw = [&](std::uint32_t k) { return week.uniform(threat.address, streams::threat_detail, k); };
    threat.threatened = deaths_threatened(type, draw(0));
    threat.lead_hours = random::exponential(draw(1), type.lead_hours);
    threat.duration_hours = random::exponential(draw(2), type.duration_hours);
    threat.ambiguity = draw(3);
}

}  // namespace peacenorm::intervention::processes
