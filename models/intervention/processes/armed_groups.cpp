// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/control_contest.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/mechanisms/presence_deterrence.hpp"
#include "models/intervention/mechanisms/splitting.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/addresses.hpp"
#include "sim/core/math.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Who holds a place: the forces that may act there, and all fighters.
struct Scene {
    ShortList<Presence> forces;
    double forces_total = 0;    ///< persons on the ground
    double fighters_total = 0;  ///< of all groups
};

double on_the_ground(const PlanViolence& week, OrganisationId o, PlaceId place) {
    const double share = 1 - week.share(o, Task::force_protection) - week.share(o, Task::partner_support);
    const double hours = week[columns::hours][o];
    const double reinforced = hours > 0 ? 1 + week[columns::received_hours][o] / hours : 1;
    return week.persons_at(o, place) * share * reinforced * week.access(o);
}

Scene scene_at(const PlanViolence& week, PlaceId place, ShortList<Presence> forces) {
    Scene scene{forces};
    const Setup& setup = week.setup;
    for (const OrganisationId o : setup.organisations) {
        const Organisation& organisation = setup.organisation(o);
        const double persons = organisation.executive ? on_the_ground(week, o, place) : 0;
        if (!(persons > 0)) continue;
        double joint = 0;
        for (const OrganisationId other : setup.organisations)
            if (other != o && week.persons_at(other, place) > 0)
                joint = std::max(joint, week.mutual_tie(o, other, Channel::joint));
        scene.forces.add({persons * organisation.visibility, week.norm(o, Component::protect), joint});
        scene.forces_total += persons;
    }
    scene.fighters_total = fighters_at(week, place);
    return scene;
}

void describe(const PlanViolence& week, Threat& threat) {
    const Threats& threats = week.parameters().threats;
    const ThreatType& type = threat.kind == ThreatKind::killing ? threats.killing : threats.raid;
    const auto draw = [&](std::uint32_t k) { return week.uniform(threat.address, streams::threat_detail, k); };
    threat.threatened = random::power_law(draw(0), type.exponent, static_cast<std::int32_t>(type.cap));
    threat.lead_hours = random::exponential(draw(1), type.lead_hours);
    threat.duration_hours = random::exponential(draw(2), type.duration_hours);
    threat.ambiguity = draw(3);
}

/// A group's attacks in a place: the rate of each kind, and whether it or its fragment attacks.
struct Attacks {
    GroupId group;
    PlaceId place;
    std::array<double, threat_kinds> rate{};
    Wing wing = Wing::whole;
};

/// How much a group is drawn to a cell: its weight for the community times the persons at home.
double drawn_to(const PlanViolence& week, GroupId g, CommunityId community, CellId cell) {
    return week.setup.target(g, community) * static_cast<double>(week.at_home(cell));
}

void emit(const PlanViolence& week, const Attacks& attacks, CommunityId community, ThreatKind kind, double mean) {
    const auto address = [&](std::uint32_t ordinal) {
        return threat_address(week.setup, attacks.group, attacks.wing, attacks.place, community, kind, ordinal);
    };
    const std::int32_t count = random::poisson(week.uniform(address(0), streams::threat_count), mean);
    for (std::int32_t k = 0; k < count; ++k) {
        Threat threat;
        threat.address = address(static_cast<std::uint32_t>(k));
        threat.perpetrator = attacks.group;
        threat.place = attacks.place;
        threat.community = community;
        threat.kind = kind;
        describe(week, threat);
        week[columns::threats].push_back(threat);
    }
}

void emit_threats(const PlanViolence& week, const Attacks& attacks) {
    const Setup& setup = week.setup;
    double total = 0;
    for (const CommunityId c : setup.communities)
        if (const auto cell = setup.cell_of(attacks.place, c)) total += drawn_to(week, attacks.group, c, *cell);
    if (!(total > 0)) return;
    for (const CommunityId c : setup.communities) {
        const auto cell = setup.cell_of(attacks.place, c);
        if (!cell) continue;
        const double aimed = drawn_to(week, attacks.group, c, *cell) / total;
        for (const ThreatKind kind : {ThreatKind::killing, ThreatKind::raid}) {
            const double mean = std::min(attacks.rate[index(kind)] * aimed, most_expected_events);
            if (mean > 0) emit(week, attacks, c, kind, mean);
        }
    }
}

// Informants who become known are punished: by selective killings.
double punished(const PlanViolence& week, PlaceId place, double control) {
    const InformantExposure& m = week.mechanisms().informant_exposure;
    if (!is_on(m.enabled)) return 1;
    double most = 1;
    for (const OrganisationId o : week.setup.organisations) {
        if (!(week.persons_at(o, place) > 0)) continue;
        const double willing = week[columns::willingness](o, place);
        most = std::max(most, punishment_multiplier(m, willing, week[columns::leak][o], control));
    }
    return most;
}

void launch(const PlanViolence& week, GroupId g, PlaceId place, double rate, double control) {
    const ArmedGroup& group = week.setup.group(g);
    const std::array<double, threat_kinds> all{rate * group.selectivity * punished(week, place, control),
                                               rate * (1 - group.selectivity)};
    const double split = week[columns::split][g];
    if (!(split > 0)) return emit_threats(week, {g, place, all});
    const Splitting& m = week.mechanisms().splitting;
    std::array<double, threat_kinds> parent{}, fragment{};
    for (std::size_t kind = 0; kind < threat_kinds; ++kind) {
        parent[kind] = all[kind] * (1 - split);
        fragment[kind] = all[kind] * split * fragment_multiplier(m);
    }
    emit_threats(week, {g, place, parent});
    emit_threats(week, {g, place, fragment, Wing::fragment});
}

/// Attacks a week of a group's fighters in a place.
double attack_rate(const PlanViolence& week, GroupId g, PlaceId place, const Scene& scene, double control) {
    const ArmedGroup& group = week.setup.group(g);
    const Mechanisms& m = week.mechanisms();
    const auto own = week.setup.own_community[g];
    const double suffered = own ? week[columns::harm_memory](place, *own) : 0;
    return group.attacks * week.fighters(g, place) / 100 *
           (1 - week.parameters().threats.accord_restraint * group.accord.at(week.tick.date)) *
           control_multiplier(m.strategic_violence, control, group.selectivity) *
           retaliation_multiplier(m.strategic_violence, suffered) *
           deterrence_multiplier(m.presence_deterrence, scene.forces, group.deterrable);
}

void threaten(const PlanViolence& week, GroupId g, PlaceId place) {
    const double fighters = week.fighters(g, place);
    if (!(fighters > 0)) return;
    const Scratch::Scope scratch = week.scratch();
    const Scene scene = scene_at(week, place, scratch.list<Presence>(week.setup.organisations.size()));
    week[columns::control][place] = control_share(scene.fighters_total, 0, scene.forces_total);
    const double control =
        control_in_force(week.mechanisms().control_contest, week[columns::slow_control](g, place),
                         control_share(fighters, scene.fighters_total - fighters, scene.forces_total));
    launch(week, g, place, attack_rate(week, g, place, scene, control), control);
}

}  // namespace

void plan_violence(const PlanViolence& week) {
    auto& threats = week[columns::threats];
    threats.clear();
    week[columns::control].fill(0);
    for (const GroupId g : week.setup.groups) {
        if (!(week[columns::strength_of][g] > 0)) continue;
        for (const PlaceId place : week.setup.places) threaten(week, g, place);
    }
    std::sort(threats.begin(), threats.end(), [](const Threat& a, const Threat& b) { return a.address < b.address; });
    for (std::size_t i = 0; i < threats.size(); ++i) threats[i].id = ThreatId(i);
    for (const Threat& threat : threats) trace_threat(week, threat);
}

void move_fighters(const MoveFighters& week) {
    const Setup& setup = week.setup;
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    const double rate = relocation_rate(m);
    if (!(rate > 0)) return;
    const Scratch::Scope scratch = week.scratch();
    const auto weight = scratch.row<double>(setup.places), flow = scratch.row<double>(setup.places);
    for (const GroupId g : setup.groups) {
        if (!(week[columns::strength_of][g] > 0)) continue;
        const auto fighters = week[columns::fighters].row(g);
        for (const PlaceId i : setup.places) {
            weight[i] =
                math::exp(attractiveness(m, setup.core(g, i), week[columns::success](g, i), week[columns::loss](g, i)));
            flow[i] = 0;
        }
        for (const PlaceId i : setup.places) {
            const double leaving = rate * fighters[i];
            if (!(leaving > 0)) continue;
            double total = weight[i];
            for (const Neighbour& n : setup.neighbours_of(i)) total += weight[n.place];
            flow[i] += leaving * weight[i] / total - leaving;
            for (const Neighbour& n : setup.neighbours_of(i)) flow[n.place] += leaving * weight[n.place] / total;
        }
        for (const PlaceId i : setup.places) fighters[i] = std::max(0.0, fighters[i] + flow[i]);
    }
}

}  // namespace peacenorm::intervention::processes
