// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <algorithm>
#include <cmath>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::int32_t conflict_weeks = 8;  ///< a threat marks a place as unsafe for that long; assumed

bool in_conflict(const Week& week, std::size_t place) {
    return week.state.last_threat[place] > week.tick.index - conflict_weeks;
}

/// Whole persons out of an expected number: its fraction is decided by one uniform, so arms stay coupled.
std::int64_t whole(double expected, double u) {
    return static_cast<std::int64_t>(std::floor(expected + u));
}

double harm_per_10000(const Week& week, std::size_t place) {
    double deaths = 0, persons = 0;
    for (const Event& event : week.state.events) deaths += event.place == place ? event.deaths : 0;
    for (std::size_t c = 0; c < week.setup.cells.size(); ++c)
        if (week.setup.cells[c].place == place) persons += static_cast<double>(week.state.cells.alive[c]);
    return persons > 0 ? 10000 * deaths / persons : 0;
}

void leave(const Week& week, std::size_t cell, double chance) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Displacement& m = week.mechanisms().displacement;
    const std::size_t home = setup.cells[cell].place;
    const auto neighbours = setup.neighbours_of(home);
    const double u = week.uniform(cell, streams::displacement);
    std::int64_t leaving = std::min(whole(chance * static_cast<double>(week.at_home(cell)), u), week.at_home(cell));
    double total = 0;
    const auto weight = [&](const Neighbour& n) {
        return destination_weight(m, in_conflict(week, n.place), setup.road_km[home * setup.places + n.place]);
    };
    for (const Neighbour& n : neighbours) total += weight(n);
    for (const Neighbour& n : neighbours) {
        if (leaving == 0) break;
        const double w = weight(n);
        const bool last = &n == &neighbours.back();
        const std::int64_t going =
            last ? leaving : std::min(leaving, whole(static_cast<double>(leaving) * w / total, 0.5));
        s.displaced[cell * setup.places + n.place] += static_cast<std::int32_t>(going);
        s.away[cell] += going;
        leaving -= going;
        total -= w;
    }
}

void come_home(const Week& week, std::size_t cell) {
    State& s = week.state;
    const std::size_t places = week.setup.places;
    const double share =
        returning_share(week.mechanisms().displacement, in_conflict(week, week.setup.cells[cell].place));
    if (!(share > 0) || s.away[cell] == 0) return;
    for (std::size_t place = 0; place < places; ++place) {
        std::int32_t& there = s.displaced[cell * places + place];
        const auto back = static_cast<std::int32_t>(std::ceil(share * there));
        there -= back;
        s.away[cell] -= back;
    }
}

}  // namespace

// People keep their community, their beliefs and their home; while away they are out of reach of what happens there.
void displace(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Displacement& m = week.mechanisms().displacement;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    for (std::size_t c = 0; c < setup.cells.size(); ++c) {
        come_home(week, c);
        if (is_on(m.enabled)) {
            const double fear = std::max(0.0, felt(feelings, s.fear[c], feelings.base_fear) - feelings.base_fear);
            leave(week, c, departure_chance(m, harm_per_10000(week, setup.cells[c].place), fear));
        }
        week.of(Measured::displaced)[setup.region_of[setup.cells[c].place]] += static_cast<double>(s.away[c]);
    }
}

}  // namespace peacenorm::intervention::processes
