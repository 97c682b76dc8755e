// SPDX-License-Identifier: Apache-2.0
// Fear and anger, person by person: what was heard of, faded, turned into a level.
#pragma once

#include <cstdint>
#include <span>

#include "models/intervention/civilians/crowd.hpp"
#include "sim/core/math.hpp"
#include "sim/core/math4.hpp"

namespace peacenorm::intervention::civilians {

/// How what is stored becomes a level: 1 - left x exp(-rise x stored).
struct Stirring {
    float left = 1;  ///< from the base to 1
    float rise = 0;  ///< per stored severity: by severity, over the scale of its fading; 0 leaves the base
};

struct HowFelt {
    Stirring fear, anger;
};

/// Levels, or sums of them over persons.
struct Felt {
    double fear = 0, anger = 0;
};

/// The level of one person. Range: 1 - left..1.
inline double level(float stored, const Stirring& how) {
    return 1 - static_cast<double>(how.left) * math::exp(-static_cast<double>(how.rise) * static_cast<double>(stored));
}

inline Felt levels(const Feelings& stored, const HowFelt& how) {
    return {level(stored.fear, how.fear), level(stored.anger, how.anger)};
}

/// Four levels at once. Where nobody heard of anything it costs nothing.
inline __m128 level(__m128 stored, const Stirring& how) {
    const __m128 left = _mm_set1_ps(how.left), zero = _mm_setzero_ps();
    if (_mm_movemask_ps(_mm_cmpneq_ps(stored, zero)) == 0) return _mm_sub_ps(_mm_set1_ps(1), left);
    const __m128 faded = math::exp(_mm_sub_ps(zero, _mm_mul_ps(_mm_set1_ps(how.rise), stored)));
    return _mm_sub_ps(_mm_set1_ps(1), _mm_mul_ps(left, faded));
}

/// Sums over the living persons of a cell. Shapes: a row an agent.
Felt feel(std::span<const Feelings> feelings, std::span<const std::int32_t> persons, const CellRows& cell,
          const HowFelt& how);

}  // namespace peacenorm::intervention::civilians
