// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/task_shares.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

double belligerency(const AttackForces& week, OrganisationId o, PlaceId place) {
    double joint = 0;
    for (const OrganisationId p : week.setup.organisations) {
        if (p == o || !(week[columns::operations_at](p, place) > 0)) continue;
        joint += week.mutual_tie(o, p, Channel::joint) * week.share(p, Task::counter_terrorism);
    }
    return std::min(1.0, week.share(o, Task::counter_terrorism) + joint);
}

Target target(const AttackForces& week, BandId band, OrganisationId o, PlaceId place) {
    const GroupId group = week.setup.band[band].group;
    const double fighters = week.fighters(group, place);
    return {.belligerency = belligerency(week, o, place),
            .losses = felt_losses(week.mechanisms().force_protection, week[columns::loss](group, place)),
            .strength = fighters / (fighters + forces_at(week, place)),
            .tips = week[columns::willingness](o, place),
            .inbound = week[columns::inbound][o]};
}

/// Force-hours that an organisation spends outside its camps in a place, less what armour takes away.
double exposed_hours(const AttackForces& week, OrganisationId o, PlaceId place) {
    const double outside = share_outside(week.share(o, Task::force_protection), week.escorting(o));
    return week[columns::exposed_at](o, place) * hours_per_person(week.parameters().forces) * outside * week.access(o);
}

/// Attacks of a band on an organisation's forces in its place, expected in a week.
double expected(const AttackForces& week, BandId band, OrganisationId o, PlaceId place) {
    const Parameters& p = week.parameters();
    const double full = week[columns::band_fighters][band] / p.bands.size;
    return p.force_attacks.attacks.of(week.setup.group(week.setup.band[band].group).bloc) * full *
           targets_within_reach(p.force_attacks, exposed_hours(week, o, place)) *
           attack_multiplier(week.mechanisms().force_protection, target(week, band, o, place));
}

/// Returns the number of attacks that kill. The attackers lose fighters too.
std::int32_t attack(const AttackForces& week, BandId band, OrganisationId o, PlaceId place) {
    const Parameters& p = week.parameters();
    const double mean = expected(week, band, o, place);
    if (!(mean > 0)) return 0;
    const std::uint64_t actor = random::key_of_both(week.setup.keys.of(band), week.setup.keys.of(o));
    const auto address = [&](std::uint32_t ordinal) {
        return event_address(actor, EventType::attack_on_force, ordinal);
    };
    const std::int32_t count =
        random::poisson(week.uniform(address(0), streams::force_attack_count), std::min(mean, most_expected_events));
    for (std::int32_t k = 0; k < count; ++k) {
        const std::uint64_t event = address(static_cast<std::uint32_t>(k));
        const double deaths =
            random::power_law(week.uniform(event, streams::force_attack_deaths), p.force_attacks.exponent,
                              static_cast<std::int32_t>(p.force_attacks.cap));
        week.of(Measured::force_deaths)[o] += deaths;
        trace_attack(week, week.setup.band[band].group, o, place, deaths);
        suffer(week, band, p.bands.attack_losses, week.uniform(event, streams::fighters_lost));
    }
    week.of(Measured::attacked)[o] += count;
    return count;
}

/// Whether a band attacks forces at all this week: its bloc does, and it does not lie low.
bool seeks_forces(const AttackForces& week, BandId band) {
    const Parameters& p = week.parameters();
    if (week[columns::band_fighters][band] == 0) return false;
    if (!(p.force_attacks.attacks.of(week.setup.group(week.setup.band[band].group).bloc) > 0)) return false;
    const double remembered = week[columns::band_loss][band];
    return !(remembered > 0) || week.uniform(band, streams::posture) >= chance_to_lie_low(p.bands, remembered);
}

}  // namespace

// An attack counts here when it kills. The forces' strengths stay as the inputs say: the dead are replaced.
void attack_forces(const AttackForces& week) {
    const Setup& setup = week.setup;
    const Scratch::Scope scratch = week.scratch();
    const auto attacks = scratch.row<double>(setup.organisations);
    for (const BandId band : setup.bands) {
        if (!seeks_forces(week, band)) continue;
        const PlaceId place = week[columns::band_place][band];
        for (const OrganisationId o : setup.organisations)
            if (week.persons_at(o, place) > 0) attacks[o] += attack(week, band, o, place);
    }
    const ForceProtection& m = week.mechanisms().force_protection;
    for (const OrganisationId o : setup.organisations) {
        double& memory = week[columns::attack_memory][o];
        memory = remembered_attacks(m, memory, attacks[o]);
    }
}

}  // namespace peacenorm::intervention::processes
