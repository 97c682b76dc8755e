// SPDX-License-Identifier: Apache-2.0
// Who is in the theatre on a date: a pure function of what the scenario says.
#pragma once

#include <optional>

#include "models/intervention/setup.hpp"

namespace peacenorm::intervention {

/// Share of its persons that an organisation still has: it leaves evenly over the weeks that follow its date of exit.
double still_there(const Exit& exit, Date date);

/// A base's share of its organisation's persons on a date: 0 before it opens and from the day on which it closes.
double share_on(const Base& base, Date date);

/// The organisation that commands a contingent on a date; empty before its first.
std::optional<OrganisationId> commander_on(const Setup& setup, ContingentId contingent, Date date);

/// Whether an organisation has persons in the theatre: a contingent under its command and a base for it.
bool is_there(const Setup& setup, OrganisationId organisation, Date date);

}  // namespace peacenorm::intervention
