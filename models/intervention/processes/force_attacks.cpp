// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/addresses.hpp"
#include "sim/core/math.hpp"
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

Target target(const AttackForces& week, GroupId g, OrganisationId o, PlaceId place) {
    const double fighters = week.fighters(g, place);
    return {.belligerency = belligerency(week, o, place),
            .losses = felt_losses(week.mechanisms().force_protection, week[columns::loss](g, place)),
            .strength = fighters / (fighters + forces_at(week, place)),
            .tips = week[columns::willingness](o, place),
            .inbound = week[columns::inbound][o]};
}

/// Returns the number of attacks that kill.
std::int32_t attack(const AttackForces& week, GroupId g, OrganisationId o, PlaceId place) {
    const Parameters& p = week.parameters();
    const double rate = week.setup.group(g).attacks_on_forces * week.fighters(g, place) / 100 *
                        std::sqrt(week.persons_at(o, place) / 100) *
                        attack_multiplier(week.mechanisms().force_protection, target(week, g, o, place));
    if (!(rate > 0)) return 0;
    const std::int32_t count =
        random::poisson(week.uniform(attack_address(g, o, place, 0), streams::force_attack_count),
                        std::min(rate, most_expected_events));
    for (std::int32_t k = 0; k < count; ++k) {
        const std::uint64_t address = attack_address(g, o, place, static_cast<std::uint32_t>(k));
        const double deaths =
            random::power_law(week.uniform(address, streams::force_attack_deaths), p.force_attacks.exponent,
                              static_cast<std::int32_t>(p.force_attacks.cap));
        week.of(Measured::force_deaths)[o] += deaths;
        trace_attack(week, g, o, place, deaths);
    }
    week.of(Measured::attacked)[o] += count;
    return count;
}

}  // namespace

// An attack counts here when it kills. Strengths stay as the inputs say: the dead are replaced.
void attack_forces(const AttackForces& week) {
    const Setup& setup = week.setup;
    const Scratch::Scope scratch = week.scratch();
    const auto attacks = scratch.row<double>(setup.organisations);
    for (const GroupId g : setup.groups) {
        if (!(week[columns::strength_of][g] > 0) || !(setup.group(g).attacks_on_forces > 0)) continue;
        for (const PlaceId place : setup.places) {
            if (!(week.fighters(g, place) > 0)) continue;
            for (const OrganisationId o : setup.organisations)
                if (week.persons_at(o, place) > 0) attacks[o] += attack(week, g, o, place);
        }
    }
    const ForceProtection& m = week.mechanisms().force_protection;
    for (const OrganisationId o : setup.organisations) {
        double& memory = week[columns::attack_memory][o];
        memory = remembered_attacks(m, memory, attacks[o]);
    }
}

}  // namespace peacenorm::intervention::processes
