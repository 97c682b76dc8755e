// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/whole.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::int32_t conflict_weeks = 8;  ///< a threat marks a place as unsafe for that long; assumed

bool in_conflict(const Displace& week, PlaceId place) {
    return week[columns::last_threat][place] > week.tick.index - conflict_weeks;
}

double harm_per_10000(const Displace& week, PlaceId place) {
    double deaths = 0;
    for (const Threat& threat : week[columns::threats]) deaths += threat.place == place ? threat.deaths : 0;
    for (const Harm& harm : week[columns::harms]) deaths += harm.place == place ? harm.deaths : 0;
    const double persons = people_of(week, place);
    return persons > 0 ? 10000 * deaths / persons : 0;
}

/// Weights of the bordering places as destinations, and their sum, which is above 0.
double weigh_destinations(const Displace& week, PlaceId home, std::span<double> weights) {
    const Displacement& m = week.mechanisms().displacement;
    const auto neighbours = week.setup.neighbours_of(home);
    const auto weigh = [&](std::size_t i, bool is_unsafe) {
        return weights[i] = destination_weight(m, is_unsafe, week.setup.road_km(home, neighbours[i].place));
    };
    double total = 0;
    for (std::size_t i = 0; i < neighbours.size(); ++i) total += weigh(i, in_conflict(week, neighbours[i].place));
    if (total >= std::numeric_limits<double>::min()) return total;
    total = 0;
    for (std::size_t i = 0; i < neighbours.size(); ++i) total += weigh(i, false);  // all in conflict, which cancels
    return total;
}

void go(const Displace& week, CellId cell, PlaceId destination, std::int64_t persons) {
    week[columns::displaced](cell, destination) += static_cast<std::int32_t>(persons);
    week[columns::away][cell] += persons;
}

/// Which of the weights a share `u` of their sum falls in.
std::size_t drawn_by_weight(std::span<const double> weights, double total, double u) {
    std::size_t i = 0;
    for (double left = u * total - weights[0]; left >= 0 && i + 1 < weights.size(); left -= weights[i]) ++i;
    return i;
}

void leave(const Displace& week, CellId cell, double chance) {
    const PlaceId home = week.setup.cell[cell].place;
    const auto neighbours = week.setup.neighbours_of(home);
    const double u = week.uniform(cell, streams::displacement);
    std::int64_t leaving = std::min(whole(chance * static_cast<double>(week.at_home(cell)), u), week.at_home(cell));
    if (leaving == 0 || neighbours.empty()) return;
    const Scratch::Scope scratch = week.scratch();
    const auto weights = scratch.take<double>(neighbours.size());
    double total = weigh_destinations(week, home, weights);
    if (week.uniform(cell, streams::displacement, 1) < week.mechanisms().displacement.together) {
        const double v = week.uniform(cell, streams::displacement, 2);
        return go(week, cell, neighbours[drawn_by_weight(weights, total, v)].place, leaving);
    }
    for (std::size_t i = 0; i < neighbours.size() && leaving > 0; ++i) {
        const bool last = i + 1 == neighbours.size();
        const std::int64_t going =
            last ? leaving : std::min(leaving, whole(static_cast<double>(leaving) * weights[i] / total, 0.5));
        go(week, cell, neighbours[i].place, going);
        leaving -= going;
        total -= weights[i];
    }
}

void come_home(const Displace& week, CellId cell) {
    const double share =
        returning_share(week.mechanisms().displacement, in_conflict(week, week.setup.cell[cell].place));
    std::int64_t& away = week[columns::away][cell];
    if (!(share > 0) || away == 0) return;
    for (std::int32_t& there : week[columns::displaced].row(cell)) {
        const auto back = static_cast<std::int32_t>(std::ceil(share * there));
        there -= back;
        away -= back;
    }
}

/// Which of a cell's agents are away, and where: the last rows first, villagers before townspeople, each by where the
/// middle of its persons falls among the displaced. Rows from the first that was and is at home on are not touched.
void settle(const Displace& week, CellId cell) {
    const auto there = week[columns::displaced].row(cell);
    const Ids<AgentId> agents = week.setup.cell[cell].agents;
    auto refuge = there.ids().begin();
    double up_to = 0, covered = 0;
    for (std::size_t i = agents.size(); i-- > 0;) {
        const AgentId agent = agents[i];
        std::uint8_t& traits = week[columns::traits][agent];
        const double persons = week[columns::persons][agent];
        const double middle = covered + persons / 2;
        covered += persons;
        while (refuge != there.ids().end() && middle > up_to + there[*refuge]) {
            up_to += there[*refuge];
            ++refuge;
        }
        const bool was_away = (traits & civilians::Trait::away) != 0, is_away = refuge != there.ids().end();
        if (!was_away && !is_away) return;
        traits =
            static_cast<std::uint8_t>(is_away ? traits | civilians::Trait::away : traits & ~civilians::Trait::away);
        if (is_away) week[columns::refuge][agent] = static_cast<std::uint16_t>((*refuge).index());
    }
}

}  // namespace

// People keep their community, their memories and their home; while away they are out of reach of what happens there,
// and hear where they stay.
void displace(const Displace& week) {
    const Setup& setup = week.setup;
    const Displacement& m = week.mechanisms().displacement;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    for (const CellId c : setup.cells) {
        const PlaceId home = setup.cell[c].place;
        come_home(week, c);
        if (m.enabled) {
            const double fear =
                std::max(0.0, felt(feelings, week[columns::fear][c], feelings.base_fear) - feelings.base_fear);
            leave(week, c, departure_chance(m, harm_per_10000(week, home), fear));
        }
        settle(week, c);
        week.of(sums::displaced)[setup.region_of[home]] += static_cast<double>(week[columns::away][c]);
    }
}

}  // namespace peacenorm::intervention::processes
