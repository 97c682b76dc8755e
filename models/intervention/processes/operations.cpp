// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/processes/threats.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Operations expected in a place: where an organisation stands and enemies are. `operations`: in the whole country.
void spread_operations(const RunOperations& week, OrganisationId o, double operations, Row<double, PlaceId> expected) {
    double total = 0;
    for (const PlaceId place : week.setup.places) {
        expected[place] =
            week.persons_at(o, place) * threat_felt(week.parameters().operations, enemies_at(week, place));
        total += expected[place];
    }
    for (double& here : expected) here = total > 0 ? operations * here / total : 0;
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

/// In a joint operation the conduct of both partners mixes, by persons and by how deep the tie is.
double abuse_in(const RunOperations& week, OrganisationId o, PlaceId place, Row<const double, OrganisationId> own) {
    double mixed = own[o], deepest = 0;
    for (const OrganisationId p : week.setup.organisations) {
        if (p == o || !(week.persons_at(p, place) > 0)) continue;
        const double tie = week.mutual_tie(o, p, Channel::joint);
        if (!(tie > deepest)) continue;
        deepest = tie;
        mixed = joint_abuse(week.mechanisms().joint_conduct, own[o], own[p],
                            tie * week.persons_at(p, place) / (week.persons_at(o, place) + week.persons_at(p, place)));
    }
    return mixed;
}

/// One of an organisation's operations in a place.
struct Operation {
    OrganisationId organisation;
    PlaceId place;
    std::uint64_t address;
};

void fight_bands(const RunOperations& week, const Operation& op) {
    const Operations& rules = week.parameters().operations;
    const auto draw = [&](std::uint32_t k) { return week.uniform(op.address, streams::operation_contact, k); };
    if (draw(0) >= rules.contact * threat_felt(rules, enemies_at(week, op.place))) return;
    const auto band = enemy_met(week, op.place, draw(1));
    if (!band) return;
    week.of(Measured::battles)[op.organisation] += 1;
    suffer(week, *band, week.parameters().bands.operation_losses, draw(2));
}

void harm_civilians(const RunOperations& week, const Operation& op) {
    const Operations& rules = week.parameters().operations;
    const auto suspected = [&](CommunityId community, CellId cell) {
        return week.setup.suspects(op.organisation, community) * static_cast<double>(week.at_home(cell));
    };
    const auto community =
        community_hit(week, op.place, suspected, week.uniform(op.address, streams::operation_harm, 1));
    if (!community) return;
    Harm harm;
    harm.address = op.address;
    harm.perpetrator = op.organisation;
    harm.place = op.place;
    harm.community = *community;
    harm.threatened = random::power_law(week.uniform(harm.address, streams::operation_harm), rules.exponent,
                                        static_cast<std::int32_t>(rules.cap));
    harm.deaths = harm.threatened;
    harm.deaths = bury(week, harm);
    week.of(Measured::own_harm)[op.organisation] += harm.deaths;
    trace_operation(week, harm);
    week[columns::harms].push_back(harm);
}

/// Warnings handed to a strike become operations where the threat was, beside those that the hours pay for.
std::int32_t strikes_in(const RunOperations& week, OrganisationId o, PlaceId place) {
    std::int32_t strikes = 0;
    for (const Threat& threat : week[columns::threats])
        strikes += threat.place == place && week.answers(threat)[o].diverted ? 1 : 0;
    return strikes;
}

/// Runs the operations of an organisation in a place; returns how many there were.
std::int32_t operate(const RunOperations& week, OrganisationId o, PlaceId place, double expected, double abuse) {
    const auto address = [&](std::uint32_t ordinal) {
        return event_address(week.setup.keys.at(o, place), EventType::operation, ordinal);
    };
    const std::int32_t count =
        random::poisson(week.uniform(address(0), streams::operation_count), std::min(expected, most_expected_events)) +
        strikes_in(week, o, place);
    for (std::int32_t k = 0; k < count; ++k) {
        const Operation op{o, place, address(static_cast<std::uint32_t>(k))};
        fight_bands(week, op);
        if (week.uniform(op.address, streams::operation_abuse) < abuse) harm_civilians(week, op);
    }
    return count;
}

/// Chances of abuse as they are without partners, for all.
void judge_conduct(const RunOperations& week, Row<double, OrganisationId> own) {
    for (const OrganisationId o : week.setup.organisations) own[o] = abuse(week, o);
}

/// Operations of the week in the whole theatre as a replay says; nothing where it says nothing, or not yet.
std::optional<double> replayed_tempo(const RunOperations& week, OrganisationId o) {
    constexpr double unsaid = -1;
    const Schedule* tempo =
        week.parameters().operations.replay_tempo.find(week.parameters().organisations.name(o.index()));
    const double operations = tempo != nullptr ? tempo->at(week.tick.date, unsaid) : unsaid;
    return operations < 0 ? std::nullopt : std::optional(operations);
}

void run_operations_of(const RunOperations& week, OrganisationId o, Row<const double, OrganisationId> own) {
    const Operations& rules = week.parameters().operations;
    const double available = week[columns::hours][o];
    const double hours = available * week.share(o, Task::counter_terrorism) + week[columns::received_hours][o];
    const double patrols = available * week.share(o, Task::physical_protection);
    const std::optional<double> replayed = replayed_tempo(week, o);
    const double by_law = week.setup.organisation(o).executive ? hours / rules.hours : 0.0;
    week.of(Measured::operations)[o] = replayed ? *replayed + patrols / rules.hours : (hours + patrols) / rules.hours;
    const Scratch::Scope scratch = week.scratch();
    const auto expected = scratch.row<double>(week.setup.places);
    spread_operations(week, o, replayed.value_or(by_law), expected);
    for (const PlaceId place : week.setup.places)
        week[columns::operations_at](o, place) =
            operate(week, o, place, expected[place], abuse_in(week, o, place, own));
}

}  // namespace

void run_operations(const RunOperations& week) {
    week[columns::harms].clear();
    const Scratch::Scope scratch = week.scratch();
    const auto own = scratch.row<double>(week.setup.organisations);
    judge_conduct(week, own);
    for (const OrganisationId o : week.setup.organisations) run_operations_of(week, o, own);
}

}  // namespace peacenorm::intervention::processes
