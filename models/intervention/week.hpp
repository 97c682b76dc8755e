// SPDX-License-Identifier: Apache-2.0
// What a process is handed: the state it walks, the setup it reads, the week's date and luck, the tally it fills.
#pragma once

#include "models/intervention/measures.hpp"
#include "models/intervention/setup.hpp"
#include "models/intervention/state.hpp"
#include "models/intervention/streams.hpp"
#include "sim/study/adapter.hpp"

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
    std::span<Answer> answers(const Event& event) const {
        return std::span(state.answers).subspan(event.answers, setup.organisations);
    }
};

/// The events of an organisation's operations are packed as groups from here on.
inline constexpr std::uint32_t organisation_groups = 2048;

}  // namespace peacenorm::intervention
