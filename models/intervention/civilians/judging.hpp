// SPDX-License-Identifier: Apache-2.0
// What people think of a judged organisation, four at a time: the logistic of what is given to all of a cell, their own
// deviation and what they remember.
#pragma once

#include <array>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/civilians/feeling.hpp"

namespace peacenorm::intervention::civilians {

/// Own deviations are stored as whole numbers of this, in logits.
inline constexpr float deviation_unit = 0x1p-11F;

/// What of a judgement is the same for all of a cell, for one judged organisation.
struct Given {
    std::array<float, 2> base{};                    ///< logits of those who do not trust the state, and of those who do
    float failure = 0, credit = 0, partiality = 0;  ///< a, a', wI: weights of ln(1 + stock), the first and last < 0
    float willing = 0;                              ///< logits: of informing it, all but what goes by u
    float willing_by_u = 0;
    float willing_by_fear = 0;  ///< logits for the whole of fear
};

/// Sums over persons.
struct Opinions {
    double legitimacy = 0;  ///< of logistic(u)
    double willing = 0;     ///< of logistic(willing + willing_by_u x u + willing_by_fear x fear)
};

/// What all who judge have in common.
struct Judges {
    std::span<const std::int16_t> deviations;  ///< shape: a row an agent, with one of each judged organisation
    Stirring fear;
    float fade = 1;  ///< 1 / Fading::scale()
};

/// Sums over the living persons of a cell, u = base + f + sum of weights x ln(1 + stored x fade), by judged
/// organisation. Shapes: `given` and `sums`: one a judged organisation; `sums` are added to.
void judge(const Crowd& crowd, const CellRows& cell, const Judges& judges, std::span<const Given> given,
           std::span<Opinions> sums);

/// u of one row, by plain arithmetic: what the four-lane form has to agree with.
double judgement_of(const Memory& memory, const Given& given, bool trusts, double deviation, double fade);

}  // namespace peacenorm::intervention::civilians
