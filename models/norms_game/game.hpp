// SPDX-License-Identifier: Apache-2.0
// One generation of the norms game: playing, and who leaves offspring.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "models/norms_game/parameters.hpp"
#include "sim/random/draws.hpp"

namespace peacenorm::norms_game {

namespace streams {
/// The model's registered streams: 0x00300 to 0x003ff, never reused.
inline constexpr random::Stream population{0x00300, "norms_game.population"};
inline constexpr random::Stream visibility{0x00310, "norms_game.play.visibility"};
inline constexpr random::Stream sight{0x00311, "norms_game.play.sight"};
inline constexpr random::Stream punishment{0x00312, "norms_game.play.punishment"};
inline constexpr random::Stream meta_punishment{0x00313, "norms_game.play.meta_punishment"};
inline constexpr random::Stream parents{0x00320, "norms_game.reproduce.parents"};
inline constexpr random::Stream mutation{0x00321, "norms_game.reproduce.mutation"};
inline constexpr std::array all{population, visibility, sight, punishment, meta_punishment, parents, mutation};
}  // namespace streams

inline constexpr int top_trait = 7;  ///< three bits: a trait is one of 0/7, 1/7, ... 7/7

/// The players of a generation, by slot.
struct State {
    std::vector<std::uint8_t> boldness;      ///< B in sevenths
    std::vector<std::uint8_t> vengefulness;  ///< V in sevenths
    std::vector<double> score;
};

/// What happened in a generation.
struct Deeds {
    std::int64_t defections = 0;
    std::int64_t punishments = 0;
    std::int64_t meta_punishments = 0;
};

/// When, and with which random numbers.
struct Moment {
    random::Key key;
    std::uint32_t clock;
};

/// Every player meets its opportunities; scores start at zero. Random: visibility by (player, opportunity); sight and
/// punishment by that and observer; meta_punishment by that and third party. Source: axelrod_1986.
Deeds play(State& state, const Parameters& parameters, Moment moment);

/// The parent of each slot of the next generation. Random: parents, by slot and purpose.
/// Source: axelrod_1986: one_sd; galan_izquierdo_2005: the others. To keep the number, random offspring are dropped, or
/// added of random players: assumed, the paper leaves it open.
std::vector<std::size_t> choose_parents(Selection selection, std::span<const double> scores, Moment moment);

/// The next generation: traits of the parents, each bit flipped with the chance of a mutation.
/// Random: mutation by slot, six words.
void reproduce(State& state, const Parameters& parameters, Moment moment);

}  // namespace peacenorm::norms_game
