// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/control_contest.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/mechanisms/presence_deterrence.hpp"
#include "models/intervention/mechanisms/splitting.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/event_key.hpp"
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
    for (std::size_t g = 0; g < setup.groups; ++g) scene.fighters_total += week.fighters(g, place);
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

/// A group's attacks in a place: the rate of each kind, and whether a fragment of it attacks.
struct Attacks {
    std::size_t group, place;
    std::array<double, threat_kinds> rate;
    bool by_fragment = false;
};

void emit_threats(const Week& week, const Attacks& attacks) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const std::size_t g = attacks.group, place = attacks.place;
    // A fragment's identity is its parent's, shifted: never "the next free" one.
    const std::size_t identity = attacks.by_fragment ? setup.groups + g : g;
    double total = 0;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell >= 0)
            total += setup.target[g * setup.communities + c] *
                     static_cast<double>(week.at_home(static_cast<std::size_t>(cell)));
    }
    if (!(total > 0)) return;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell < 0) continue;
        const double aimed = setup.target[g * setup.communities + c] *
                             static_cast<double>(week.at_home(static_cast<std::size_t>(cell))) / total;
        for (std::uint32_t kind = 0; kind < threat_kinds; ++kind) {
            const double mean = std::min(attacks.rate[kind] * aimed, 500.0);
            if (!(mean > 0)) continue;
            const auto pack = [&](std::uint32_t ordinal) {
                return pack_event({static_cast<std::uint32_t>(identity), static_cast<std::uint32_t>(place),
                                   static_cast<std::uint32_t>(c), kind, ordinal, 0});
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

// Informants who become known are punished: by selective killings.
double punished(const Week& week, std::size_t place, double control) {
    const InformantExposure& m = week.mechanisms().informant_exposure;
    if (!is_on(m.enabled)) return 1;
    double most = 1;
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        if (!(week.persons_at(o, place) > 0)) continue;
        const double willing = week.state.willingness[o * week.setup.places + place];
        most = std::max(most, punishment_multiplier(m, willing, week.state.leak[o], control));
    }
    return most;
}

void launch(const Week& week, std::size_t g, std::size_t place, double rate, double control) {
    const ArmedGroup& group = week.setup.parameters.armed_groups[g];
    const std::array<double, threat_kinds> all{rate * group.selectivity * punished(week, place, control),
                                               rate * (1 - group.selectivity)};
    const double split = week.state.split[g];
    if (!(split > 0)) return emit_threats(week, {g, place, all});
    const Splitting& m = week.mechanisms().splitting;
    std::array<double, threat_kinds> parent{}, fragment{};
    for (std::size_t kind = 0; kind < threat_kinds; ++kind) {
        parent[kind] = all[kind] * (1 - split);
        fragment[kind] = all[kind] * split * fragment_multiplier(m);
    }
    emit_threats(week, {g, place, parent});
    emit_threats(week, {g, place, fragment, true});
}

void sort_by_address(std::vector<Event>& events) {
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.address < b.address; });
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
        if (!(s.strength_of[g] > 0)) continue;
        for (std::size_t place = 0; place < setup.places; ++place) {
            const double fighters = week.fighters(g, place);
            if (!(fighters > 0)) continue;
            const Scene scene = scene_at(week, place);
            s.control[place] = control_share(scene.fighters_total, 0, scene.forces_total);
            const double control =
                control_in_force(mechanisms.control_contest, s.slow_control[g * setup.places + place],
                                 control_share(fighters, scene.fighters_total - fighters, scene.forces_total));
            const int own = setup.own_community[g];
            const double suffered =
                own < 0 ? 0 : s.harm_memory[place * setup.communities + static_cast<std::size_t>(own)];
            const double rate = group.attacks * fighters / 100 *
                                (1 - setup.parameters.threats.accord_restraint * group.accord.at(week.tick.date)) *
                                control_multiplier(mechanisms.strategic_violence, control, group.selectivity) *
                                retaliation_multiplier(mechanisms.strategic_violence, suffered) *
                                deterrence_multiplier(mechanisms.presence_deterrence,
                                                      std::span(scene.forces).first(scene.count), group.deterrable);
            launch(week, g, place, rate, control);
        }
    }
    sort_by_address(s.events);
    for (const Event& event : s.events) tell_threat(week, event);
}

void move_fighters(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    const double rate = relocation_rate(m);
    if (!(rate > 0)) return;
    for (std::size_t g = 0; g < setup.groups; ++g) {
        if (!(s.strength_of[g] > 0)) continue;
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
