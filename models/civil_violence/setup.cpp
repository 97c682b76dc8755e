// SPDX-License-Identifier: Apache-2.0
#include "models/civil_violence/setup.hpp"

#include <fmt/core.h>

#include <cmath>
#include <cstdlib>

namespace peacenorm::civil_violence {
namespace {

using Problems = std::vector<config::PathProblem>;

bool is_within(Neighbourhood neighbourhood, double vision, int x, int y) {
    switch (neighbourhood) {
        case Neighbourhood::disc:
            return x * x + y * y <= vision * vision;
        case Neighbourhood::moore:
            return std::max(std::abs(x), std::abs(y)) <= vision;
        case Neighbourhood::manhattan:
            break;
    }
    return std::abs(x) + std::abs(y) <= vision;
}

void check_space(const Space& space, Problems& problems) {
    const auto widest = 2 * static_cast<std::int64_t>(std::max(space.vision, space.cop_vision)) + 1;
    for (const auto& [path, cells] : {std::pair("space.width", space.width), std::pair("space.height", space.height)}) {
        if (cells < widest)
            problems.push_back({path, fmt::format("a view of {} cells meets itself on a torus of {}", widest, cells),
                                fmt::format("at least {}", widest), ""});
    }
    constexpr std::int64_t most_cells = 1 << 28;
    if (space.width * space.height > most_cells)
        problems.push_back({"space.width", fmt::format("{} cells are too many", space.width * space.height),
                            fmt::format("width times height up to {}", most_cells), ""});
}

/// Waves act at once, so a cell holds one agent at most and nobody leaves the grid.
void check_waves(const Parameters& p, Problems& problems) {
    if (p.turn.activation != Activation::in_waves) return;
    if (p.jail.jailed != Jailed::block_their_cell)
        problems.push_back({"jail.jailed", "in_waves needs prisoners on cells of their own", "block_their_cell", ""});
    if (p.turn.after_arrest != AfterArrest::stay)
        problems.push_back({"turn.after_arrest", "in_waves lets no cop into an occupied cell", "stay", ""});
    if (p.groups.enabled)
        problems.push_back({"groups.enabled", "groups act one by one only", "false", "turn.activation: one_by_one"});
}

}  // namespace

View make_view(Neighbourhood neighbourhood, double vision, bool own_cell) {
    View view;
    const auto reach = static_cast<std::int32_t>(vision);
    view.reach = reach;
    for (std::int32_t y = -reach; y <= reach; ++y) {
        bool is_open = false;
        for (std::int32_t x = -reach; x <= reach; ++x) {
            const bool is_seen = is_within(neighbourhood, vision, x, y) && (own_cell || x != 0 || y != 0);
            if (is_seen && !is_open) view.spans.push_back({y, x, 0});
            is_open = is_seen;
            if (!is_seen) continue;
            ++view.spans.back().count;
            view.cells.emplace_back(x, y);
        }
    }
    return view;
}

Setup prepare(const Parameters& p) {
    const auto view = [&](double vision) { return make_view(p.space.neighbourhood, vision, p.space.own_cell); };
    return {p, view(p.space.vision), view(p.space.cop_vision), static_cast<std::int32_t>(p.space.width),
            static_cast<std::int32_t>(p.space.height)};
}

std::int64_t number_of(double density, const Space& space) {
    return static_cast<std::int64_t>(std::floor(density * static_cast<double>(space.width * space.height) + 0.5));
}

void check_continues(const Parameters& first, const Parameters& later, Problems& problems) {
    const Frame before = frame_of(first), after = frame_of(later);
    const auto require = [&](bool is_same, const char* path) {
        if (!is_same) problems.push_back({path, "cannot change during a run", "one value for the whole horizon", ""});
    };
    require(before.space == after.space, "space");
    require(before.activation == after.activation, "turn.activation");
    require(before.jailed == after.jailed, "jail.jailed");
    require(before.groups == after.groups, "groups.enabled");
}

void check(const Parameters& p, Problems& problems) {
    check_space(p.space, problems);
    check_waves(p, problems);
    const Population& population = p.population;
    if (number_of(population.citizens, p.space) + number_of(population.cops, p.space) > p.space.width * p.space.height)
        problems.push_back(
            {"population.cops", "citizens and cops are more than cells", "a sum of densities up to 1", ""});
}

}  // namespace peacenorm::civil_violence
