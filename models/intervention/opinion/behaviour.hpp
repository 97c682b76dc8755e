// SPDX-License-Identifier: Apache-2.0
// What feelings do: people join an armed group. Whom they inform stands in mechanisms/civilian_tips.hpp, that they
// protest where their kin do in mechanisms/protest.hpp; who leaves and who returns goes by harm and fear
// (displacement.hpp).
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/recruitment.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

/// Chance of one civilian to join a group in a week: r logistic(bA A - bF f - b0) c, as for many.
/// Range: 0..1. Limits: switched off, or no control, gives 0. Source: bennett_2008: anger against fear and a threshold.
inline double chance_to_join(const Recruitment& m, double anger, double fear, double control) {
    return std::min(1.0, recruits(m, 1, anger, fear, control));
}

}  // namespace peacenorm::intervention::opinion
