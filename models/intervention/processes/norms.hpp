// SPDX-License-Identifier: Apache-2.0
// Who commands whom, and the norm that follows from it.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// The organisation that commands a contingent on the week's date; null when none does.
std::optional<OrganisationId> commander(const WeekFacts& week, ContingentId contingent);

using Muster =
    View<Reads<columns::company_persons, columns::strength, columns::contingent_norm, columns::imposed>,
         Writes<columns::norm_memory, columns::norm, columns::contingent_norm_in_force, columns::conduct_record>>;

/// Brings each organisation's norm up to date from the units that it commands this week.
void muster_norms(const Muster& week);

}  // namespace peacenorm::intervention::processes
