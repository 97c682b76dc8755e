// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/hostilities.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/processes/threats.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Civilians near by, of whatever community, in proportion to who is at home.
void endanger(const Clash& week, std::uint64_t address, BandId band, PlaceId place) {
    const auto at_home = [&](CommunityId, CellId cell) { return static_cast<double>(week.at_home(cell)); };
    const auto community = community_hit(week, place, at_home, week.uniform(address, streams::clash_detail, 4));
    if (!community) return;
    Threat threat;
    threat.address = address;
    threat.perpetrator = week.setup.band[band].group;
    threat.band = band;
    threat.place = place;
    threat.community = *community;
    threat.kind = ThreatKind::crossfire;
    describe(week, threat);
    week[columns::threats].push_back(threat);
}

void fight(const Clash& week, const Feud& feud, PlaceId place, std::uint64_t address) {
    const Hostilities& m = week.mechanisms().hostilities;
    const auto draw = [&](std::uint32_t k) { return week.uniform(address, streams::clash_detail, k); };
    const auto a = band_of(week, place, feud.a, draw(0)), b = band_of(week, place, feud.b, draw(1));
    if (!a || !b) return;
    week.of(sums::clashes)[0] += 1;
    suffer(week, *a, m.losses, draw(2));
    suffer(week, *b, m.losses, draw(3));
    if (draw(5) < m.crossfire) endanger(week, address, *a, place);
}

void meet(const Clash& week, const Feud& feud, PlaceId place, double intensity) {
    const double mean = expected_clashes(week.mechanisms().hostilities, intensity, full_bands(week, feud.a, place),
                                         full_bands(week, feud.b, place));
    if (!(mean > 0)) return;
    const Keys& keys = week.setup.keys;
    const std::uint64_t actor =
        random::key_of_both(random::key_of_both(keys.of(feud.a), keys.of(feud.b)), keys.of(place));
    const auto address = [&](std::uint32_t ordinal) { return event_address(actor, EventType::crossfire, ordinal); };
    const std::int32_t count =
        random::poisson(week.uniform(address(0), streams::clash_count), std::min(mean, most_expected_events));
    for (std::int32_t k = 0; k < count; ++k) fight(week, feud, place, address(static_cast<std::uint32_t>(k)));
}

}  // namespace

void clash(const Clash& week) {
    week[columns::threats].clear();
    for (const Feud& feud : week.setup.feuds) {
        const double intensity = week.parameters().hostilities[feud.hostility].intensity.at(week.tick.date);
        if (!(intensity > 0)) continue;
        for (const PlaceId place : week.setup.places) meet(week, feud, place, intensity);
    }
}

}  // namespace peacenorm::intervention::processes
