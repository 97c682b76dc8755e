// SPDX-License-Identifier: Apache-2.0
// The stream of the noise that calibrations add to facts.
#pragma once

#include "sim/random/streams.hpp"

namespace peacenorm::random::streams {

inline constexpr Stream calibration{0x00003, "study.calibration"};

}  // namespace peacenorm::random::streams
