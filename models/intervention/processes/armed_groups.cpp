// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/presence_deterrence.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/math.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t max_organisations = 64;  ///< the limit that `check` enforces

struct Scene {
    std::array<Presence, max_organisations> forces;
    std::size_t count = 0;
    double forces_total = 0;    ///< persons on the ground
    double fighters_total = 0;  ///< of all groups here
};

double on_the_ground(const Week& week, std::size_t o, std::size_t place) {
    const double share = 1 - week.share(o, Task::force_protection) - week.share(o, Task::partner_support);
    const double hours = week.state.hours[o];
    const double reinforced = hours > 0 ? 1 + week.state.received_hours[o] / hours : 1;
    return week.persons_at(o, place) * share * reinforced * week.access(o);
}

Scene scene_at(const Week& week, std::size_t place) {
    Scene scene;
    const Setup& setup = week.setup;
    for (std::size_t o = 0; o < setup.organisations; ++o) {
        const Organisation& organisation = setup.parameters.organisations[o];
        const double persons = organisation.executive ? on_the_ground(week, o, place) : 0;
        if (!(persons > 0)) continue;
        double joint = 0;
        for (std::size_t other = 0; other < setup.organisations; ++other)
            if (other != o && week.persons_at(other, place) > 0)
                joint = std::max({joint, week.tie(o, other, Channel::joint), week.tie(other, o, Channel::joint)});
        scene.forces[scene.count++] = {persons * organisation.visibility, week.norm(o, Component::protect), joint};
        scene.forces_total += persons;
    }
    for (std::size_t g = 0; g < setup.groups; ++g)
        scene.fighters_total += week.state.fighters[g * setup.places + place] *
                                setup.parameters.armed_groups[g].fighters.at(week.tick.date);
    return scene;
}

void describe(const Week& week, Event& event) {
    const Threats& threats = week.setup.parameters.threats;
    const ThreatType& type = event.kind == ThreatKind::killing ? threats.killing : threats.raid;
    const auto draw = [&](std::uint32_t k) { return week.uniform(event.address, streams::threat_detail, k); };
    event.threatened = random::power_law(draw(0), type.exponent, static_cast<std::int32_t>(type.cap));
    event.lead_hours = random::exponential(draw(1), type.lead_hours);
    event.duration_hours = random::exponential(draw(2), type.duration_hours);
    event.ambiguity = draw(3);
}

void emit_threats(const Week& week, std::size_t g, std::size_t place, double rate) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const double selectivity = setup.parameters.armed_groups[g].selectivity;
    double total = 0;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell >= 0) total += setup.target[g * setup.communities + c] * static_cast<double>(s.cells.alive[cell]);
    }
    if (!(total > 0)) return;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell < 0) continue;
        const double aimed =
            rate * setup.target[g * setup.communities + c] * static_cast<double>(s.cells.alive[cell]) / total;
        for (std::uint32_t kind = 0; kind < threat_kinds; ++kind) {
            const double mean = aimed * (kind == 0 ? selectivity : 1 - selectivity);
            if (!(mean > 0)) continue;
            const auto pack = [&](std::uint32_t ordinal) {
                return random::pack_event(static_cast<std::uint32_t>(g), static_cast<std::uint32_t>(place),
                                          static_cast<std::uint32_t>(c), kind, ordinal, 0);
            };
            const std::int32_t count = random::poisson(week.uniform(pack(0), streams::threat_count), mean);
            for (std::int32_t k = 0; k < count; ++k) {
                Event event;
                event.address = pack(static_cast<std::uint32_t>(k));
                event.perpetrator = static_cast<std::uint16_t>(g);
                event.place = static_cast<std::uint16_t>(place);
                event.community = static_cast<std::uint16_t>(c);
                event.kind = static_cast<ThreatKind>(kind);
                describe(week, event);
                s.events.push_back(event);
            }
        }
    }
}

}  // namespace

void plan_violence(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Mechanisms& mechanisms = week.mechanisms();
    s.events.clear();
    std::fill(s.control.begin(), s.control.end(), 0.0);
    for (std::size_t g = 0; g < setup.groups; ++g) {
        const ArmedGroup& group = setup.parameters.armed_groups[g];
        const double strength = group.fighters.at(week.tick.date);
        if (!(strength > 0)) continue;
        for (std::size_t place = 0; place < setup.places; ++place) {
            const double fighters = strength * s.fighters[g * setup.places + place];
            if (!(fighters > 0)) continue;
            const Scene scene = scene_at(week, place);
            s.control[place] = control_share(scene.fighters_total, 0, scene.forces_total);
            const double control = control_share(fighters, scene.fighters_total - fighters, scene.forces_total);
            const int own = setup.own_community[g];
            const double suffered =
                own < 0 ? 0 : s.harm_memory[place * setup.communities + static_cast<std::size_t>(own)];
            const double rate = group.attacks * fighters / 100 *
                                (1 - setup.parameters.threats.accord_restraint * group.accord.at(week.tick.date)) *
                                control_multiplier(mechanisms.strategic_violence, control, group.selectivity) *
                                retaliation_multiplier(mechanisms.strategic_violence, suffered) *
                                deterrence_multiplier(mechanisms.presence_deterrence,
                                                      std::span(scene.forces).first(scene.count), group.deterrable);
            emit_threats(week, g, place, std::min(rate, 500.0));
        }
    }
}

void move_fighters(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    const double rate = relocation_rate(m);
    if (!(rate > 0)) return;
    for (std::size_t g = 0; g < setup.groups; ++g) {
        if (!(setup.parameters.armed_groups[g].fighters.at(week.tick.date) > 0)) continue;
        const std::size_t row = g * setup.places;
        for (std::size_t i = 0; i < setup.places; ++i) {
            s.weight[i] = math::exp(attractiveness(m, setup.core[row + i], s.success[row + i], s.loss[row + i]));
            s.flow[i] = 0;
        }
        for (std::size_t i = 0; i < setup.places; ++i) {
            const double leaving = rate * s.fighters[row + i];
            if (!(leaving > 0)) continue;
            double total = s.weight[i];
            for (const Neighbour& n : setup.neighbours_of(i)) total += s.weight[n.place];
            s.flow[i] += leaving * s.weight[i] / total - leaving;
            for (const Neighbour& n : setup.neighbours_of(i)) s.flow[n.place] += leaving * s.weight[n.place] / total;
        }
        for (std::size_t i = 0; i < setup.places; ++i)
            s.fighters[row + i] = std::max(0.0, s.fighters[row + i] + s.flow[i]);
    }
}

}  // namespace peacenorm::intervention::processes
