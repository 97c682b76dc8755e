// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

std::size_t commander(const std::vector<Command>& commands, Date date, std::size_t nobody) {
    std::size_t organisation = nobody;
    for (const Command& command : commands)
        if (command.from <= date) organisation = command.organisation;
    return organisation;
}

void deploy(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Parameters& p = setup.parameters;
    const Date date = week.tick.date;
    std::fill(s.persons_at.begin(), s.persons_at.end(), 0.0);
    std::fill(s.strength.begin(), s.strength.end(), 0.0);
    auto& share_sum = s.shares;  // of each organisation's bases, so that all its persons stand somewhere
    std::fill(share_sum.begin(), share_sum.end(), 0.0);
    for (const auto& [name, base] : p.bases) share_sum[p.organisations.index(base.organisation)] += base.share.at(date);
    for (std::size_t u = 0; u < setup.units.size(); ++u) {
        const Unit& unit = setup.units[u];
        const std::size_t command = commander(setup.commands[unit.contingent], date, setup.organisations);
        const double total = share_sum[unit.organisation];
        const bool serves = command == unit.organisation && total > 0;
        const double persons =
            serves ? p.contingents[unit.contingent].persons.at(date) * p.bases[unit.base].share.at(date) / total : 0.0;
        s.unit_persons[u] = persons;
        week.persons_at(unit.organisation, unit.place) += persons;
        s.strength[unit.organisation] += persons;
    }
}

double interpolate(const std::vector<double>& rungs, double position) {
    const auto low = static_cast<std::size_t>(std::clamp(position, 0.0, 5.0));
    if (low + 1 >= rungs.size()) return rungs.back();
    const double part = position - static_cast<double>(low);
    return rungs[low] + part * (rungs[low + 1] - rungs[low]);
}

Depths depths_at(const Rungs& rungs, double position) {
    return {interpolate(rungs.information, position), interpolate(rungs.logistics, position),
            interpolate(rungs.joint, position),       interpolate(rungs.training, position),
            interpolate(rungs.mandate, position),     interpolate(rungs.visibility, position)};
}

void override_ties(const Week& week) {
    const Parameters& p = week.setup.parameters;
    for (const auto& [giver, row] : p.cooperation.ties) {
        for (const auto& [receiver, channels] : row) {
            Depths& tie = week.tie(p.organisations.index(giver), p.organisations.index(receiver));
            const std::array<std::optional<double>, channel_count> given{channels.information, channels.logistics,
                                                                         channels.joint,       channels.training,
                                                                         channels.mandate,     channels.visibility};
            for (std::size_t c = 0; c < channel_count; ++c)
                if (given[c]) tie[c] = *given[c];
        }
    }
}

// Rising precedence: the dated history of a dyad, the ladder for its group, an explicit tie. Only between the present.
void tie_organisations(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Cooperation& cooperation = setup.parameters.cooperation;
    const Ladder& ladder = cooperation.ladder;
    std::fill(s.ties.begin(), s.ties.end(), Depths{});
    const bool on_ladder = ladder.position.has_value() && ladder.from <= week.tick.date;
    double depth = 0, weight = 0;
    for (const Pair& pair : setup.pairs) {
        const bool in_group = setup.in_ladder[pair.giver] && setup.in_ladder[pair.receiver];
        const double position =
            on_ladder && in_group ? *ladder.position : cooperation.dyads[pair.dyad].depth.at(week.tick.date);
        const Depths depths = depths_at(ladder.rungs, position);
        Depths& tie = week.tie(pair.giver, pair.receiver);
        for (std::size_t c = 0; c < channel_count; ++c) tie[c] = pair.feasible[c] ? depths[c] : 0.0;
    }
    override_ties(week);
    for (std::size_t a = 0; a < setup.organisations; ++a)
        for (std::size_t b = 0; b < setup.organisations; ++b)
            if (!(s.strength[a] > 0 && s.strength[b] > 0)) week.tie(a, b) = Depths{};
    for (const Pair& pair : setup.pairs) {
        if (!(setup.in_ladder[pair.giver] && setup.in_ladder[pair.receiver])) continue;
        for (std::size_t c = 0; c < channel_count; ++c) {
            if (!pair.feasible[c]) continue;
            depth += week.tie(pair.giver, pair.receiver)[c];
            weight += 1;
        }
    }
    week.of(Measured::depth)[0] = depth;
    week.of(Measured::depth_weight)[0] = weight;
}

}  // namespace

void inputs(const Week& week) {
    deploy(week);
    tie_organisations(week);
    std::copy(week.state.strength.begin(), week.state.strength.end(), week.of(Measured::strength).begin());
}

}  // namespace peacenorm::intervention::processes
