// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/addresses.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

// An organisation's counter-terrorism operations go where it stands and fighters are.
void place_operations(const RunOperations& week, OrganisationId o, double operations) {
    const Setup& setup = week.setup;
    const Scratch::Scope scratch = week.scratch();
    const auto weight = scratch.row<double>(setup.places);
    double total = 0;
    for (const PlaceId place : setup.places) {
        const double fighters = fighters_at(week, place);
        weight[place] = week.persons_at(o, place) * fighters / (fighters + setup.parameters.operations.half_fighters);
        total += weight[place];
    }
    for (const PlaceId place : setup.places)
        week[columns::operations_at](o, place) = total > 0 ? operations * weight[place] / total : 0;
}

// Warnings handed to a strike become operations where the threat was, beside those that the hours pay for.
void strike_where_warned(const RunOperations& week, OrganisationId o) {
    for (const Threat& threat : week[columns::threats])
        if (week.answers(threat)[o].diverted) week[columns::operations_at](o, threat.place) += 1;
}

/// Chance that one of its operations harms civilians: the baseline, shifted by norm, conditional support, revenge and,
/// for the host's forces, the regime.
double abuse(const RunOperations& week, OrganisationId o) {
    const Setup& setup = week.setup;
    const Mechanisms& m = week.mechanisms();
    const Organisation& organisation = setup.organisation(o);
    double support = 0;
    for (const OrganisationId p : setup.organisations)
        if (setup.organisation(p).vets) support = std::max(support, week.tie(p, o, Channel::logistics));
    double shift = restraint_shift(m.norm_law, week.norm(o, Component::restrain), week.anchor(o, Component::restrain)) +
                   sanction_shift(m.due_diligence, support * organisation.dependence) +
                   revenge_shift(m.force_protection, week[columns::attack_memory][o]);
    if (setup.host == o)
        shift += setup.parameters.host.regime_abuse * setup.parameters.host.regime.at(week.tick.date) +
                 (week[columns::other_supplier] ? m.forum_shopping.abuse : 0);
    const double chance = shifted_abuse(organisation.abuse, shift);
    if (Conduct* conduct = week.conduct_record(o)) conduct->abuse = chance;
    const Conduct* imposed = week.imposed_beyond_tasks(o);
    return imposed != nullptr ? imposed->abuse : chance;
}

/// Where an organisation operates, and how many of its operations there are expected to harm civilians this week.
struct Operating {
    OrganisationId organisation;
    PlaceId place;
    double rate;
};

/// How much an organisation's operations fall on a cell: its suspicion of the community times the persons at home.
double suspected(const RunOperations& week, OrganisationId o, CommunityId community, CellId cell) {
    return week.setup.suspects(o, community) * static_cast<double>(week.at_home(cell));
}

void emit(const RunOperations& week, const Operating& at, CommunityId community, double mean) {
    const Operations& rules = week.parameters().operations;
    const auto address = [&](std::uint32_t ordinal) {
        return harm_address(at.organisation, at.place, community, ordinal);
    };
    const std::int32_t count = random::poisson(week.uniform(address(0), streams::operation_count), mean);
    for (std::int32_t k = 0; k < count; ++k) {
        Harm harm;
        harm.address = address(static_cast<std::uint32_t>(k));
        harm.perpetrator = at.organisation;
        harm.place = at.place;
        harm.community = community;
        harm.threatened = random::power_law(week.uniform(harm.address, streams::operation_harm), rules.exponent,
                                            static_cast<std::int32_t>(rules.cap));
        harm.deaths = harm.threatened;
        harm.deaths = bury(week, harm);
        week.of(Measured::own_harm)[at.organisation] += harm.deaths;
        trace_operation(week, harm);
        week[columns::harms].push_back(harm);
    }
}

void emit_harm(const RunOperations& week, const Operating& at) {
    const Setup& setup = week.setup;
    double total = 0;
    for (const CommunityId c : setup.communities)
        if (const auto cell = setup.cell_of(at.place, c)) total += suspected(week, at.organisation, c, *cell);
    if (!(total > 0)) return;
    for (const CommunityId c : setup.communities) {
        const auto cell = setup.cell_of(at.place, c);
        if (!cell) continue;
        const double mean =
            at.rate * setup.suspects(at.organisation, c) * static_cast<double>(week.at_home(*cell)) / total;
        if (mean > 0) emit(week, at, c, mean);
    }
}

}  // namespace

void run_operations(const RunOperations& week) {
    const Operations& rules = week.parameters().operations;
    week[columns::harms].clear();
    for (const OrganisationId o : week.setup.organisations) {
        const double available = week[columns::hours][o];
        const double hours = available * week.share(o, Task::counter_terrorism) + week[columns::received_hours][o];
        const double patrols = available * week.share(o, Task::physical_protection);
        week.of(Measured::operations)[o] = (hours + patrols) / rules.hours;
        place_operations(week, o, week.setup.organisation(o).executive ? hours / rules.hours : 0.0);
        strike_where_warned(week, o);
        const double per_operation = abuse(week, o);
        for (const PlaceId place : week.setup.places) {
            const double rate = week[columns::operations_at](o, place) * per_operation;
            if (rate > 0) emit_harm(week, {o, place, std::min(rate, most_expected_events)});
        }
    }
}

}  // namespace peacenorm::intervention::processes
