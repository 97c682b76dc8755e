// SPDX-License-Identifier: Apache-2.0
// How people hear each other about an organisation.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

using Conversation = View<
    Reads<columns::alive, columns::performance, columns::impartiality, columns::cell_ideology, columns::cell_personal>,
    Writes<columns::influence, columns::voiced, columns::legitimacy>>;

/// Lets people hear each other about one judged organisation. Returns the change of legitimacy times persons.
double influenced(const Conversation& week, JudgedId judged);

}  // namespace peacenorm::intervention::processes
