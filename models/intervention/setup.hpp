// SPDX-License-Identifier: Apache-2.0
// What follows from the parameters of one segment of time: indices in place of names, distances, cells, units.
// Immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/intervention/parameters.hpp"
#include "sim/core/date.hpp"

namespace peacenorm::intervention {

/// Channels of cooperation, in the order of MODEL's letters I, L, J, T, M, V.
enum class Channel { information, logistics, joint, training, mandate, visibility };
inline constexpr std::size_t channel_count = 6;
using Depths = std::array<double, channel_count>;  ///< depth 0..1 by channel

enum class Task {
    dialogue,
    physical_protection,
    protective_environment,
    counter_terrorism,
    partner_support,
    force_protection
};
inline constexpr std::size_t task_count = 6;

/// Components of the norm to protect civilians, in the order of `Norm`.
enum class Component { protect, restrain, monitor };
inline constexpr std::size_t component_count = 3;
using Salience = std::array<double, component_count>;  ///< 0..1 by component

/// Tiers of protection: dialogue and engagement, physical protection, protective environment.
enum class Tier { dialogue, physical_protection, protective_environment };
inline constexpr std::size_t tier_count = 3;

enum class ThreatKind { killing, raid };
inline constexpr std::size_t threat_kinds = 2;

/// A contingent's share in a base of the organisation that may command it.
struct Unit {
    std::size_t contingent, base, organisation, place;
    bool operator==(const Unit&) const = default;
};

/// Civilians of one community in one place: the rows [first, first + agents).
struct Cell {
    std::size_t place, community;
    std::size_t first, agents;
    std::int64_t persons;
    bool operator==(const Cell&) const = default;
};

struct Pair {
    std::size_t giver, receiver;
    std::array<bool, channel_count> feasible;
    std::size_t dyad;
};

/// What a rule of cooperation moves.
struct RuledTie {
    std::size_t giver, receiver;
    std::array<bool, channel_count> moved;
};

struct Neighbour {
    std::size_t place;
    double weight;  ///< share of the place's border, sums to 1
};

/// A command that begins on a date.
struct Command {
    Date from;
    std::size_t organisation;
};

/// A public word about organisations, in the week that contains its date.
struct Speech {
    std::int32_t tick;
    std::size_t cue;
    std::vector<double> about;  ///< by organisation
    std::vector<double> reach;  ///< by place, 0..1
};

struct Setup {
    Parameters parameters;
    Horizon horizon;
    std::size_t places = 0, communities = 0, organisations = 0, groups = 0, agents = 0;
    std::vector<std::size_t> judged;  ///< organisations whose legitimacy is followed
    std::vector<Unit> units;
    std::vector<Cell> cells;            ///< by place, then community; empty ones left out
    std::vector<int> cell_of;           ///< Shape: [place * communities + community]; -1 when nobody lives there
    std::vector<Neighbour> neighbours;  ///< compressed rows
    std::vector<std::size_t> neighbour_offset;
    std::vector<double> travel_hours;            ///< Shape: [place * places + place]
    std::vector<RuledTie> rules;                 ///< by rule of cooperation
    std::vector<Pair> pairs;                     ///< directed, with their feasible channels
    std::vector<std::vector<Command>> commands;  ///< by contingent
    std::vector<Salience> anchor;                ///< by organisation: the norm as doctrine has it
    std::vector<std::size_t> region_of;          ///< by place
    int capital = -1;                            ///< place where the host decides; -1: none here
    int host = -1;                               ///< organisation of the host state; -1: none here
    std::vector<double> core;                    ///< Shape: [group * places + place], each group sums to 1
    std::vector<double> target;                  ///< Shape: [group * communities + community]
    std::vector<double> suspects;                ///< Shape: [organisation * communities + community]
    std::vector<int> own_community;              ///< by group; -1: none
    std::vector<Speech> speeches;                ///< by tick, then in the order of the file
    std::vector<double> road_km;                 ///< Shape: [place * places + place], by the shortest way
    std::vector<bool> in_ladder;                 ///< by organisation
    int lead = -1;                               ///< organisation with the duty to lead; -1: none here
    int conduct_of = -1;                         ///< organisation whose conduct can be imposed; -1: none here

    std::span<const Neighbour> neighbours_of(std::size_t place) const {
        return std::span(neighbours)
            .subspan(neighbour_offset[place], neighbour_offset[place + 1] - neighbour_offset[place]);
    }
};

/// Builds the setup. Errors: EXPECT on names that `check` would have refused.
Setup prepare(const Parameters& parameters, const Horizon& horizon);

}  // namespace peacenorm::intervention
