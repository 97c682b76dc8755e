// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/intervention/mechanisms/social_influence.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t most_voices = 256;  ///< communities of a place and neighbours of one's own

std::size_t voices_of(const Week& week, std::size_t cell, std::size_t judged, std::span<Voice> voices) {
    const Setup& setup = week.setup;
    const State& s = week.state;
    const std::size_t n = setup.judged.size();
    const Cell& own = setup.cells[cell];
    const double kin = week.mechanisms().social_influence.kin;
    double here = 0;
    std::size_t count = 0;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int other = setup.cell_of[own.place * setup.communities + c];
        if (other >= 0 && c != own.community)
            here += static_cast<double>(s.cells.alive[static_cast<std::size_t>(other)]);
    }
    for (std::size_t c = 0; c < setup.communities && count < voices.size(); ++c) {
        const int found = setup.cell_of[own.place * setup.communities + c];
        if (found < 0 || c == own.community) continue;
        const auto other = static_cast<std::size_t>(found);
        if (here > 0)
            voices[count++] = {s.said[other * n + judged],
                               (1 - kin) * static_cast<double>(s.cells.alive[other]) / here};
    }
    for (const Neighbour& neighbour : setup.neighbours_of(own.place)) {
        const int found = setup.cell_of[neighbour.place * setup.communities + own.community];
        if (found < 0 || count == voices.size()) continue;
        voices[count++] = {s.said[static_cast<std::size_t>(found) * n + judged], kin * neighbour.weight};
    }
    return count;
}

}  // namespace

double influenced(const Week& week, std::size_t judged) {
    State& s = week.state;
    const std::size_t n = week.setup.judged.size();
    const SocialInfluence& m = week.mechanisms().social_influence;
    double moved = 0;
    for (std::size_t c = 0; c < week.setup.cells.size(); ++c) {
        const std::size_t i = c * n + judged;
        std::array<Voice, most_voices> voices{};
        const double own = s.cells.legitimacy[i] - s.influence[i];
        const std::size_t count = is_on(m.enabled) ? voices_of(week, c, judged, voices) : 0;
        s.influence[i] = influence(m, own, std::span(voices).first(count));
        const double now = legitimacy_of(week, c, judged);
        moved += (now - s.cells.legitimacy[i]) * static_cast<double>(s.cells.alive[c]);
        s.cells.legitimacy[i] = now;
    }
    for (std::size_t c = 0; c < week.setup.cells.size(); ++c)
        s.said[c * n + judged] = s.cells.legitimacy[c * n + judged];
    return moved;
}

}  // namespace peacenorm::intervention::processes
