// SPDX-License-Identifier: Apache-2.0
// Registered streams: each process draws from constants of its own, so a new draw somewhere moves nothing elsewhere.
#pragma once

#include <cstdint>
#include <string_view>

namespace peacenorm::random {

/// A stream's registered constant (20 bits) and its name, `model.process` or `model.process.what`.
/// ORDER: constants are never reused or renumbered; a test checks that they are unique over the engine and all models.
struct Stream {
    std::uint32_t id;
    std::string_view name;
};

/// The engine's own streams: 0x00001 to 0x000ff. Models take blocks of 0x100 from 0x00100 on.
namespace streams {
inline constexpr Stream prior_draw{0x00001, "study.prior_draw"};
inline constexpr Stream design{0x00002, "study.design"};
}  // namespace streams

}  // namespace peacenorm::random
