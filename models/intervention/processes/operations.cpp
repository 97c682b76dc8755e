// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/event_key.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

// An organisation's counter-terrorism operations go where it stands and fighters are.
void place_operations(const Week& week, std::size_t o, double operations) {
    State& s = week.state;
    const Setup& setup = week.setup;
    double total = 0;
    for (std::size_t place = 0; place < setup.places; ++place) {
        double fighters = 0;
        for (std::size_t g = 0; g < setup.groups; ++g) fighters += week.fighters(g, place);
        s.weight[place] = week.persons_at(o, place) * fighters / (fighters + setup.parameters.operations.half_fighters);
        total += s.weight[place];
    }
    for (std::size_t place = 0; place < setup.places; ++place)
        s.operations_at[o * setup.places + place] = total > 0 ? operations * s.weight[place] / total : 0;
}

// Warnings handed to a strike become operations where the threat was, beside those that the hours pay for.
void strike_where_warned(const Week& week, std::size_t o) {
    for (const Event& event : week.state.events)
        if (!event.by_organisation && week.answers(event)[o].diverted)
            week.state.operations_at[o * week.setup.places + event.place] += 1;
}

/// Chance that one of its operations harms civilians: the baseline, shifted by norm, conditional support, revenge and,
/// for the host's forces, the regime.
double abuse(const Week& week, std::size_t o) {
    const Setup& setup = week.setup;
    const Mechanisms& m = week.mechanisms();
    const Organisation& organisation = setup.parameters.organisations[o];
    double support = 0;
    for (std::size_t p = 0; p < setup.organisations; ++p)
        if (setup.parameters.organisations[p].vets) support = std::max(support, week.tie(p, o, Channel::logistics));
    double shift = restraint_shift(m.norm_law, week.norm(o, Component::restrain), week.anchor(o, Component::restrain)) +
                   sanction_shift(m.due_diligence, support * organisation.dependence) +
                   revenge_shift(m.force_protection, week.state.attack_memory[o]);
    if (static_cast<int>(o) == setup.host)
        shift += setup.parameters.host.regime_abuse * setup.parameters.host.regime.at(week.tick.date) +
                 (week.state.other_supplier ? m.forum_shopping.abuse : 0);
    const double chance = shifted_abuse(organisation.abuse, shift);
    if (Conduct* told = week.told(o)) told->abuse = chance;
    const Conduct* imposed = week.imposed_beyond_tasks(o);
    return imposed != nullptr ? imposed->abuse : chance;
}

void emit_harm(const Week& week, std::size_t o, std::size_t place, double rate) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Operations& rules = setup.parameters.operations;
    double total = 0;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell >= 0)
            total += setup.suspects[o * setup.communities + c] *
                     static_cast<double>(week.at_home(static_cast<std::size_t>(cell)));
    }
    if (!(total > 0)) return;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell < 0) continue;
        const double mean = rate * setup.suspects[o * setup.communities + c] *
                            static_cast<double>(week.at_home(static_cast<std::size_t>(cell))) / total;
        if (!(mean > 0)) continue;
        const auto pack = [&](std::uint32_t ordinal) {
            return pack_event({organisation_groups + static_cast<std::uint32_t>(o), static_cast<std::uint32_t>(place),
                               static_cast<std::uint32_t>(c), 1, ordinal, 0});
        };
        const std::int32_t count = random::poisson(week.uniform(pack(0), streams::operation_count), mean);
        for (std::int32_t k = 0; k < count; ++k) {
            Event event;
            event.address = pack(static_cast<std::uint32_t>(k));
            event.perpetrator = static_cast<std::uint16_t>(o);
            event.place = static_cast<std::uint16_t>(place);
            event.community = static_cast<std::uint16_t>(c);
            event.kind = ThreatKind::raid;
            event.by_organisation = true;
            event.threatened = random::power_law(week.uniform(event.address, streams::operation_harm), rules.exponent,
                                                 static_cast<std::int32_t>(rules.cap));
            event.deaths = event.threatened;
            event.deaths = bury(week, event);
            week.of(Measured::own_harm)[o] += event.deaths;
            tell_operation(week, event);
            s.events.push_back(event);
        }
    }
}

}  // namespace

void run_operations(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Operations& rules = setup.parameters.operations;
    for (std::size_t o = 0; o < setup.organisations; ++o) {
        const Organisation& organisation = setup.parameters.organisations[o];
        const double hours = s.hours[o] * week.share(o, Task::counter_terrorism) + s.received_hours[o];
        const double patrols = s.hours[o] * week.share(o, Task::physical_protection);
        week.of(Measured::operations)[o] = (hours + patrols) / rules.hours;
        place_operations(week, o, organisation.executive ? hours / rules.hours : 0.0);
        strike_where_warned(week, o);
        const double per_operation = abuse(week, o);
        for (std::size_t place = 0; place < setup.places; ++place) {
            const double rate = s.operations_at[o * setup.places + place] * per_operation;
            if (rate > 0) emit_harm(week, o, place, std::min(rate, 500.0));
        }
    }
}

}  // namespace peacenorm::intervention::processes
