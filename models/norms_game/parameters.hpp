// SPDX-License-Identifier: Apache-2.0
// The parameters of the norms game: plain values, and their one declaration. Defaults are Axelrod's with metanorms.
#pragma once

#include "sim/config/parameters.hpp"

namespace peacenorm::norms_game {

/// How scores become offspring; the paper leaves room here and the result depends on it.
enum class Selection { one_sd, tournament, roulette, average };

struct Payoffs {
    double temptation = 3;
    double hurt = -1;
    double punishment = -9;
    double enforcement = -2;
    double meta_punishment = -9;
    double meta_enforcement = -2;
};

struct Parameters {
    std::int64_t players = 20;
    std::int64_t opportunities = 4;
    bool metanorms = true;
    Selection selection = Selection::one_sd;
    double mutation = 0.01;
    Payoffs payoffs;
};

constexpr config::Doc payoff(std::string_view meaning) {
    return {.unit = "1", .min = -1000, .max = 1000, .meaning = meaning, .source = "axelrod_1986"};
}

}  // namespace peacenorm::norms_game

namespace peacenorm::config {

template <>
struct EnumNames<norms_game::Selection> {
    using S = norms_game::Selection;
    static constexpr std::array<std::pair<std::string_view, S>, 4> names{
        {{"one_sd", S::one_sd}, {"tournament", S::tournament}, {"roulette", S::roulette}, {"average", S::average}}};
};

template <>
struct Declaration<norms_game::Payoffs> {
    using P = norms_game::Payoffs;
    static constexpr std::string_view meaning = "what each act adds to a score";
    static constexpr auto fields = std::make_tuple(
        field("temptation", &P::temptation, norms_game::payoff("T: to a player who defects")),
        field("hurt", &P::hurt, norms_game::payoff("H: to each other player when one defects")),
        field("punishment", &P::punishment, norms_game::payoff("P: to a defector, from each who punishes")),
        field("enforcement", &P::enforcement, norms_game::payoff("E: to the one who punishes")),
        field("meta_punishment", &P::meta_punishment,
              norms_game::payoff("P': to one who saw a defection and did not punish, from each who punishes that")),
        field("meta_enforcement", &P::meta_enforcement, norms_game::payoff("E': to the one who punishes that")));
};

template <>
struct Declaration<norms_game::Parameters> {
    using P = norms_game::Parameters;
    static constexpr std::string_view meaning = "Axelrod's norms game";
    static constexpr auto fields = std::make_tuple(
        field("players", &P::players,
              {.unit = "players", .min = 3, .max = 1000, .meaning = "in each generation", .source = "axelrod_1986"}),
        field("opportunities", &P::opportunities,
              {.unit = "1",
               .min = 1,
               .max = 100,
               .meaning = "chances to defect, a player and generation",
               .source = "axelrod_1986"}),
        field("metanorms", &P::metanorms,
              {.meaning = "switch: whoever sees a defection and does not punish it may be punished for that",
               .source = "axelrod_1986"}),
        field("selection", &P::selection,
              {.meaning = "one_sd: two offspring from one standard deviation above the mean on, none below one under "
                          "it, else one; tournament: of two at random the better; roulette: by score over the lowest; "
                          "average: two from the mean on, else none. Then random offspring are dropped, or added of "
                          "random players",
               .source = "axelrod_1986: one_sd; galan_izquierdo_2005: the others"}),
        field("mutation", &P::mutation,
              {.unit = "1",
               .min = 0,
               .max = 1,
               .meaning = "chance that a bit of an offspring flips; three bits a trait",
               .source = "axelrod_1986"}),
        field("payoffs", &P::payoffs, {.meaning = "what each act adds to a score", .source = "axelrod_1986"}));
};

}  // namespace peacenorm::config
