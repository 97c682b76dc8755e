// SPDX-License-Identifier: Apache-2.0
// The parameters as plain values; what each means stands in declarations.hpp. Defaults: Epstein 2002, model I, run 2.
#pragma once

#include <cstdint>

namespace peacenorm::civil_violence {

enum class Neighbourhood { disc, moore, manhattan };
enum class Numbers { fixed, random };
enum class Rounding { none, floor, half_to_even };
enum class Movers { all, cops, nobody };
enum class Order { move_then_decide, decide_then_move };
enum class Sentences { up_to_max, below_max, for_life };
enum class Counting { own_turn, end_of_step };
enum class Jailed { leave_the_grid, block_their_cell, share_their_cell };
enum class AfterArrest { enter_the_cell, stay };
enum class Activation { one_by_one, in_waves };

struct Space {
    std::int64_t width = 40;
    std::int64_t height = 40;
    Neighbourhood neighbourhood = Neighbourhood::disc;
    double vision = 7;
    double cop_vision = 7;
    bool own_cell = false;
    bool operator==(const Space&) const = default;
};

struct Population {
    double citizens = 0.7;
    double cops = 0.04;
    Numbers numbers = Numbers::fixed;
};

struct Grievance {
    double legitimacy = 0.82;
    double threshold = 0.1;
    double arrest_constant = 2.3;
    Rounding rounding = Rounding::none;
};

inline constexpr std::int64_t most_waves = 64;

struct Turn {
    Activation activation = Activation::one_by_one;
    std::int64_t waves = 16;
    Order order = Order::move_then_decide;
    Movers movers = Movers::all;
    AfterArrest after_arrest = AfterArrest::stay;
};

struct Jail {
    Sentences sentences = Sentences::up_to_max;
    std::int64_t max_term = 30;
    Counting counting = Counting::own_turn;
    Jailed jailed = Jailed::leave_the_grid;
};

/// Model II: two groups whose active members kill.
struct Groups {
    bool enabled = false;
    double clone_probability = 0.05;
    std::int64_t max_age = 200;
};

struct Outbursts {
    std::int64_t above = 50;
};

struct Parameters {
    Space space;
    Population population;
    Grievance grievance;
    Turn turn;
    Jail jail;
    Groups groups;
    Outbursts outbursts;
};

}  // namespace peacenorm::civil_violence
