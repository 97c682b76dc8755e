// SPDX-License-Identifier: Apache-2.0
// What a process is handed: the state it walks, the setup it reads, the week's date and luck, the tally it fills.
#pragma once

#include "models/intervention/mechanisms/consent_silence.hpp"
#include "models/intervention/observe/observables.hpp"
#include "models/intervention/setup.hpp"
#include "models/intervention/state.hpp"
#include "models/intervention/streams.hpp"
#include "sim/core/math.hpp"
#include "sim/model/adapter.hpp"

namespace peacenorm::intervention {

struct Week {
    State& state;
    const Setup& setup;
    const study::Tick& tick;
    record::Tally& tally;

    std::span<double> of(Measured measure) const { return tally.of(*tick.layout, static_cast<int>(measure)); }
    double uniform(std::uint64_t entity, random::Stream stream, std::uint32_t k = 0) const {
        return random::uniform(tick.key, {entity, tick.clock, stream.id}, k);
    }
    const Mechanisms& mechanisms() const { return setup.parameters.mechanisms; }
    Depths& tie(std::size_t giver, std::size_t receiver) const {
        return state.ties[giver * setup.organisations + receiver];
    }
    double tie(std::size_t giver, std::size_t receiver, Channel channel) const {
        return tie(giver, receiver)[static_cast<std::size_t>(channel)];
    }
    double& share(std::size_t organisation, Task task) const {
        return state.task_share[organisation * task_count + static_cast<std::size_t>(task)];
    }
    double& persons_at(std::size_t organisation, std::size_t place) const {
        return state.persons_at[organisation * setup.places + place];
    }
    double norm(std::size_t organisation, Component component) const {
        return state.norm[organisation][static_cast<std::size_t>(component)];
    }
    double anchor(std::size_t organisation, Component component) const {
        return setup.anchor[organisation][static_cast<std::size_t>(component)];
    }
    /// Persons who fight for a group in a place: its dated strength by place, and recruits.
    double fighters(std::size_t group, std::size_t place) const {
        const std::size_t i = group * setup.places + place;
        return state.strength_of[group] * state.fighters[i] + state.recruits[i];
    }
    /// Persons of a cell who are at home.
    std::int64_t at_home(std::size_t cell) const { return state.cells.alive[cell] - state.away[cell]; }
    /// The date whose mandate is in force: the week's, or the one at which the mandate was frozen.
    Date mandate_date(std::size_t organisation) const {
        const auto& frozen = setup.parameters.organisations[organisation].mandate.frozen;
        return frozen && *frozen < tick.date ? *frozen : tick.date;
    }
    /// Share of the movements that the host clears, 0..1.
    double access(std::size_t organisation) const {
        const double consent = consent_in_force(mechanisms().consent_silence,
                                                setup.parameters.organisations[organisation].consent.at(tick.date, 1),
                                                state.consent_deviation[organisation]);
        if (consent >= 1 || static_cast<int>(organisation) == setup.host) return 1;
        return consent > 0 ? math::pow(consent, setup.parameters.host.access_elasticity) : 0;
    }
    /// The conduct that an organisation has to take over this week; null: its own.
    const Conduct* imposed(std::size_t organisation) const {
        return state.imposed && static_cast<int>(organisation) == setup.conduct_of ? &*state.imposed : nullptr;
    }
    /// The same for all of it but task shares, where more than those is imposed.
    const Conduct* imposed_beyond_tasks(std::size_t organisation) const {
        return setup.parameters.conduct.imposed == Imposed::all ? imposed(organisation) : nullptr;
    }
    /// Where an organisation's conduct is written down; null: nobody follows it.
    Conduct* told(std::size_t organisation) const {
        return state.told && static_cast<int>(organisation) == setup.conduct_of ? &*state.told : nullptr;
    }
    std::span<Answer> answers(const Event& event) const {
        return std::span(state.answers).subspan(event.answers, setup.organisations);
    }
};

/// The events of an organisation's operations are packed as groups from here on.
inline constexpr std::uint32_t organisation_groups = 2048;

}  // namespace peacenorm::intervention
