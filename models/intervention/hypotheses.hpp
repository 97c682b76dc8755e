// SPDX-License-Identifier: Apache-2.0
// What the model can be asked: six hypotheses on cooperation, implementation and legitimacy, fixed before looking.
#pragma once

#include "sim/record/claims.hpp"

namespace peacenorm::intervention {

/// H1 to H6 over the conduct of one organisation, the actor of a study's outcomes.
/// Source: moe_2021: the thesis; docs/theory.md#the-thesis.
const record::Claims& claims();

}  // namespace peacenorm::intervention
