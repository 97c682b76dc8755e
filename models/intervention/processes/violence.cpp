// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/contested_ground.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/mechanisms/presence_deterrence.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/processes/threats.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Who holds a place: the forces that may act there, and all fighters.
struct Scene {
    ShortList<Presence> forces;
    ShortList<OrganisationId> who;  ///< of each of them
    double forces_total = 0;        ///< persons on the ground
    double fighters_total = 0;      ///< of all groups
};

double on_the_ground(const PlanViolence& week, OrganisationId o, PlaceId place) {
    const double share = 1 - week.share(o, Task::force_protection) - week.share(o, Task::partner_support);
    const double hours = week[columns::hours][o];
    const double reinforced = hours > 0 ? 1 + week[columns::received_hours][o] / hours : 1;
    return week.persons_at(o, place) * share * reinforced * week.access(o);
}

Scene scene_at(const PlanViolence& week, PlaceId place, Scene scene) {
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
        scene.who.add(o);
        scene.forces_total += persons;
    }
    scene.fighters_total = fighters_at(week, place);
    return scene;
}

/// Attacks of a full band in a week, by kind.
using Rates = std::array<double, direct_kinds.size()>;

// Who is strongest holds a place. Where that changes, it is contested for some weeks.
void hold(const PlanViolence& week, PlaceId place, const Scene& scene) {
    std::int32_t strongest = scene.forces_total > 0 ? held_by_forces : held_by_nobody;
    double most = scene.forces_total;
    for (const GroupId g : week.setup.groups)
        if (week.fighters(g, place) > most) {
            most = week.fighters(g, place);
            strongest = held_by_first_group + static_cast<std::int32_t>(g.index());
        }
    std::int32_t& holder = week[columns::holder][place];
    const ContestedGround& m = week.mechanisms().contested_ground;
    const std::int32_t weeks = m.enabled ? static_cast<std::int32_t>(m.weeks) : 0;
    if (strongest != holder && week.tick.index > 0) week[columns::contested_until][place] = week.tick.index + weeks;
    holder = strongest;
    week.of(sums::contested)[0] += week[columns::contested_until][place] > week.tick.index ? 1 : 0;
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

/// Persons at home in a place, each as much as the group targets its community.
double targeted(const PlanViolence& week, GroupId g, PlaceId place) {
    double persons = 0;
    for (const CellId c : week.setup.cells_of[place])
        persons += week.setup.target(g, week.setup.cell[c].community) * static_cast<double>(week.at_home(c));
    return persons;
}

/// Attacks of a full band of a group in a place in a week, of all kinds.
double attack_rate(const PlanViolence& week, GroupId g, PlaceId place, const Scene& scene, double control) {
    const ArmedGroup& group = week.setup.group(g);
    const Mechanisms& m = week.mechanisms();
    const Threats& threats = week.parameters().threats;
    const auto own = week.setup.own_community[g];
    const double suffered = own ? week[columns::harm_memory](place, *own) : 0;
    const double contested = week[columns::contested_until][place] > week.tick.index ? 1 : 0;
    return threats.attacks.of(group.bloc) * victims_within_reach(threats, targeted(week, g, place)) *
           (1 - threats.accord_restraint * group.accord.at(week.tick.date)) *
           control_multiplier(m.strategic_violence, control, group.selectivity) *
           retaliation_multiplier(m.strategic_violence, suffered) *
           deterrence_multiplier(m.presence_deterrence, scene.forces, group.deterrable) *
           contest_multiplier(m.contested_ground, contested);
}

/// How much more often a group would attack in a place without one of the forces there: what its presence deters.
void measure_deterrence(const PlanViolence& week, GroupId g, const Scene& scene, std::span<double> without) {
    const PresenceDeterrence& m = week.mechanisms().presence_deterrence;
    const double deterrable = week.setup.group(g).deterrable;
    const double with_all = deterrence_multiplier(m, scene.forces, deterrable);
    for (std::size_t i = 0; i < scene.forces.size(); ++i) {
        const Scratch::Scope scratch = week.scratch();
        auto others = scratch.list<Presence>(scene.forces.size());
        for (std::size_t k = 0; k < scene.forces.size(); ++k)
            if (k != i) others.add(scene.forces.begin()[k]);
        without[scene.who.begin()[i].index()] = deterrence_multiplier(m, others, deterrable) / with_all;
    }
}

Rates rates_of(const PlanViolence& week, GroupId g, PlaceId place, const Scene& scene) {
    const double fighters = week.fighters(g, place);
    const double control = control_share(fighters, scene.fighters_total - fighters, scene.forces_total);
    const double rate = attack_rate(week, g, place, scene, control);
    Rates rates{};
    for (const ThreatKind kind : direct_kinds)
        rates[index(kind)] = rate * share_of_kind(week.parameters().threats, week.setup.group(g).selectivity, kind);
    rates[index(ThreatKind::killing)] *= punished(week, place, control);
    return rates;
}

void emit(const PlanViolence& week, BandId band, ThreatKind kind, std::uint64_t address) {
    const Setup& setup = week.setup;
    const GroupId group = setup.band[band].group;
    const PlaceId place = week[columns::band_place][band];
    const auto drawn_to = [&](CommunityId community, CellId cell) {
        return setup.target(group, community) * static_cast<double>(week.at_home(cell));
    };
    const auto community = community_hit(week, place, drawn_to, week.uniform(address, streams::threat_detail, 4));
    if (!community) return;
    Threat threat;
    threat.address = address;
    threat.perpetrator = group;
    threat.band = band;
    threat.place = place;
    threat.community = *community;
    threat.kind = kind;
    describe(week, threat);
    week[columns::threats].push_back(threat);
}

/// Poisson count by inversion; the chance of none is at least 1 - mean, so most weeks need no more than that.
std::int32_t count_at(double u, double mean) {
    return u < 1 - mean ? 0 : random::poisson(u, std::min(mean, most_expected_events));
}

// Threats that would have formed without an organisation's presence: the events that the same draw adds at that rate.
void count_prevented(const PlanViolence& week, double u, double mean, std::int32_t count,
                     std::span<const double> without) {
    for (const OrganisationId o : week.setup.organisations) {
        const double more = mean * without[o.index()];
        if (more > mean) week.of(Measured::prevented)[o] += std::max(0, count_at(u, more) - count);
    }
}

// The band decides whether to lie low; if not, how often it attacks follows from where it stands.
void attack(const PlanViolence& week, BandId band, const Rates& rates, std::span<const double> without) {
    const Bands& rules = week.parameters().bands;
    const double remembered = week[columns::band_loss][band];
    if (remembered > 0 && week.uniform(band, streams::posture) < chance_to_lie_low(rules, remembered)) {
        week.of(Measured::lying_low)[week.setup.band[band].group] += 1;
        return;
    }
    for (const ThreatKind kind : direct_kinds) {
        const double mean = rates[index(kind)] * week[columns::band_fighters][band] / rules.size;
        if (!(mean > 0)) continue;
        const auto address = [&](std::uint32_t ordinal) {
            return event_address(week.setup.keys.of(band), static_cast<EventType>(index(kind)), ordinal);
        };
        const double u = week.uniform(address(0), streams::threat_count);
        const std::int32_t count = count_at(u, mean);
        count_prevented(week, u, mean, count, without);
        for (std::int32_t k = 0; k < count; ++k) emit(week, band, kind, address(static_cast<std::uint32_t>(k)));
    }
}

/// What each group would do in each place; `without`: how much more, without each organisation (0: it is not there).
struct Prospects {
    std::span<Rates> rates;
    std::span<double> without;
};

/// Who stands where, and what each group would do in each place.
void survey_ground(const PlanViolence& week, const Prospects& ground) {
    const Setup& setup = week.setup;
    const std::size_t organisations = setup.organisations.size();
    for (const PlaceId place : setup.places) {
        const Scratch::Scope scratch = week.scratch();
        const Scene scene =
            scene_at(week, place, {scratch.list<Presence>(organisations), scratch.list<OrganisationId>(organisations)});
        week[columns::control][place] = control_share(scene.fighters_total, 0, scene.forces_total);
        hold(week, place, scene);
        for (const GroupId g : setup.groups) {
            if (!(week.fighters(g, place) > 0)) continue;
            const std::size_t row = g.index() * setup.places.size() + place.index();
            ground.rates[row] = rates_of(week, g, place, scene);
            const auto without = ground.without.subspan(row * organisations, organisations);
            std::fill(without.begin(), without.end(), 0.0);
            measure_deterrence(week, g, scene, without);
        }
    }
}

}  // namespace

void plan_violence(const PlanViolence& week) {
    const Setup& setup = week.setup;
    auto& threats = week[columns::threats];
    const Scratch::Scope scratch = week.scratch();
    const std::size_t rows = setup.groups.size() * setup.places.size();
    const Prospects ground{scratch.take<Rates>(rows), scratch.take<double>(rows * setup.organisations.size())};
    survey_ground(week, ground);
    for (const BandId band : setup.bands) {
        if (week[columns::band_fighters][band] == 0) continue;
        const std::size_t row =
            setup.band[band].group.index() * setup.places.size() + week[columns::band_place][band].index();
        attack(week, band, ground.rates[row],
               ground.without.subspan(row * setup.organisations.size(), setup.organisations.size()));
    }
    std::sort(threats.begin(), threats.end(), [](const Threat& a, const Threat& b) { return a.address < b.address; });
    for (std::size_t i = 0; i < threats.size(); ++i) threats[i].id = ThreatId(i);
    for (const Threat& threat : threats) trace_threat(week, threat);
}

}  // namespace peacenorm::intervention::processes
