// SPDX-License-Identifier: Apache-2.0
// The model's registered streams: 0x00200 to 0x002ff, never reused.
#pragma once

#include <array>

#include "sim/random/streams.hpp"

namespace peacenorm::civil_violence::streams {

using random::Stream;

inline constexpr Stream place{0x00200, "civil_violence.population.place"};
inline constexpr Stream hardship{0x00201, "civil_violence.population.hardship"};
inline constexpr Stream risk_aversion{0x00202, "civil_violence.population.risk_aversion"};
inline constexpr Stream group{0x00203, "civil_violence.population.group"};
inline constexpr Stream age{0x00204, "civil_violence.population.age"};
inline constexpr Stream cops{0x00208, "civil_violence.cops.place"};
inline constexpr Stream order{0x00210, "civil_violence.turn.order"};
inline constexpr Stream move{0x00211, "civil_violence.turn.move"};
inline constexpr Stream suspect{0x00212, "civil_violence.turn.suspect"};
inline constexpr Stream sentence{0x00213, "civil_violence.turn.sentence"};
inline constexpr Stream wave{0x00214, "civil_violence.turn.wave"};
inline constexpr Stream bid{0x00215, "civil_violence.turn.bid"};
inline constexpr Stream release{0x00220, "civil_violence.jail.release"};
inline constexpr Stream victim{0x00230, "civil_violence.groups.victim"};
inline constexpr Stream clone{0x00231, "civil_violence.groups.clone"};
inline constexpr Stream child_place{0x00232, "civil_violence.groups.child.place"};
inline constexpr Stream child_traits{0x00233, "civil_violence.groups.child.traits"};

inline constexpr std::array all{place,   hardship, risk_aversion, group,       age,         cops,
                                order,   move,     suspect,       sentence,    wave,        bid,
                                release, victim,   clone,         child_place, child_traits};

}  // namespace peacenorm::civil_violence::streams
