// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/feelings.hpp"

#include <functional>
#include <span>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/parallel/loops.hpp"

namespace peacenorm::intervention::processes {
namespace {

civilians::Stirring stirring(const FearAndAnger& m, double base, double rise, const civilians::Fading& fading) {
    return {static_cast<float>(1 - base), m.enabled ? static_cast<float>(rise / fading.scale()) : 0};
}

}  // namespace

civilians::HowFelt how_felt(const FeelingColumns& week) {
    const FearAndAnger& m = week.mechanisms().fear_and_anger;
    return {stirring(m, m.base_fear, m.fear_rise, week[columns::fear_fading]),
            stirring(m, m.base_anger, m.anger_rise, week[columns::anger_fading])};
}

civilians::Felt felt_by(const PersonFeelings& week, AgentId agent) {
    return civilians::levels(week[columns::feelings][agent], how_felt(week));
}

void feel(const Feel& week) {
    const Setup& setup = week.setup;
    const civilians::HowFelt how = how_felt(week);
    const std::span<const civilians::Feelings> feelings(&*week[columns::feelings].begin(), setup.agents.size());
    const std::span<const std::int32_t> persons(&*week[columns::persons].begin(), setup.agents.size());
    const auto mean = [&](CellId c) {
        const auto alive = static_cast<double>(week[columns::alive][c]);
        const civilians::Felt sum = civilians::feel(feelings, persons, setup.cell_rows[c.index()], how);
        week[columns::fear][c] = alive > 0 ? sum.fear / alive : 0;
        week[columns::anger][c] = alive > 0 ? sum.anger / alive : 0;
    };
    const auto run = [&](std::size_t task) {
        for (std::size_t c = setup.tasks[task]; c < setup.tasks[task + 1]; ++c) mean(CellId(c));
    };
    parallel::for_each_dynamic(setup.tasks.size() - 1, std::cref(run), {});
}

}  // namespace peacenorm::intervention::processes
