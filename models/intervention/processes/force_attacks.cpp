// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/event_key.hpp"
#include "sim/core/math.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::uint32_t attack_on_force = 2;  ///< type in the address of an event

double belligerency(const Week& week, std::size_t o, std::size_t place) {
    double joint = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p) {
        if (p == o || !(week.state.operations_at[p * week.setup.places + place] > 0)) continue;
        joint += std::max(week.tie(o, p, Channel::joint), week.tie(p, o, Channel::joint)) *
                 week.share(p, Task::counter_terrorism);
    }
    return std::min(1.0, week.share(o, Task::counter_terrorism) + joint);
}

Target target(const Week& week, std::size_t g, std::size_t o, std::size_t place, double fighters) {
    const State& s = week.state;
    const double loss = s.loss[g * week.setup.places + place];
    double forces = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p)
        if (week.setup.parameters.organisations[p].executive) forces += week.persons_at(p, place);
    return {.belligerency = belligerency(week, o, place),
            .losses = felt_losses(week.mechanisms().force_protection, loss),
            .strength = fighters / (fighters + forces),
            .tips = s.willingness[o * week.setup.places + place],
            .inbound = s.inbound[o]};
}

void attack(const Week& week, std::size_t g, std::size_t o, std::size_t place, double fighters) {
    const Parameters& p = week.setup.parameters;
    const double rate = p.armed_groups[g].attacks_on_forces * fighters / 100 *
                        std::sqrt(week.persons_at(o, place) / 100) *
                        attack_multiplier(week.mechanisms().force_protection, target(week, g, o, place, fighters));
    if (!(rate > 0)) return;
    const auto pack = [&](std::uint32_t ordinal) {
        return pack_event({static_cast<std::uint32_t>(g), static_cast<std::uint32_t>(place), 0, attack_on_force,
                           ordinal, static_cast<std::uint32_t>(o)});
    };
    const std::int32_t count =
        random::poisson(week.uniform(pack(0), streams::force_attack_count), std::min(rate, 500.0));
    for (std::int32_t k = 0; k < count; ++k) {
        const double deaths =
            random::power_law(week.uniform(pack(static_cast<std::uint32_t>(k)), streams::force_attack_deaths),
                              p.force_attacks.exponent, static_cast<std::int32_t>(p.force_attacks.cap));
        week.of(Measured::force_deaths)[o] += deaths;
        tell_attack(week, g, o, place, deaths);
    }
    week.of(Measured::attacked)[o] += count;
    week.state.force_attacks[o] += count;
}

}  // namespace

// An attack counts here when it kills. Strengths stay as the inputs say: the dead are replaced.
void attack_forces(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    std::fill(s.force_attacks.begin(), s.force_attacks.end(), 0.0);
    for (std::size_t g = 0; g < setup.groups; ++g) {
        const ArmedGroup& group = setup.parameters.armed_groups[g];
        if (!(s.strength_of[g] > 0) || !(group.attacks_on_forces > 0)) continue;
        for (std::size_t place = 0; place < setup.places; ++place) {
            const double fighters = week.fighters(g, place);
            if (!(fighters > 0)) continue;
            for (std::size_t o = 0; o < setup.organisations; ++o)
                if (week.persons_at(o, place) > 0) attack(week, g, o, place, fighters);
        }
    }
    const ForceProtection& m = week.mechanisms().force_protection;
    for (std::size_t o = 0; o < setup.organisations; ++o)
        s.attack_memory[o] = remembered_attacks(m, s.attack_memory[o], s.force_attacks[o]);
}

}  // namespace peacenorm::intervention::processes
