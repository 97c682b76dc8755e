// SPDX-License-Identifier: Apache-2.0
// What the inputs of a week need from the norms' process.
#pragma once

#include "models/intervention/week.hpp"

namespace peacenorm::intervention::processes {

/// The organisation that commands a contingent on the week's date; `organisations` when none does.
std::size_t commander(const Week& week, std::size_t contingent);

/// Brings each organisation's norm up to date from the units that it commands this week.
void muster_norms(const Week& week);

}  // namespace peacenorm::intervention::processes
