// SPDX-License-Identifier: Apache-2.0
// The people: how many live in a place, how they die, and what they think of an organisation.
#pragma once

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// Living persons of a place, wherever they stay.
double people_of(const View<Reads<columns::alive>>& week, PlaceId place);

using Burial = View<Reads<columns::away, columns::ideology, columns::personal, columns::touched>,
                    Writes<columns::persons, columns::traits, columns::alive, columns::dead, columns::cell_ideology,
                           columns::cell_personal>>;

/// Takes the deaths of an incident out of its cell, from an agent drawn by its address on; no more than are at home.
/// Returns the deaths. Random: streams::victim, one draw.
std::int32_t bury(const Burial& week, const Incident& incident);

using Opinion = View<Reads<columns::alive, columns::performance, columns::impartiality, columns::cell_ideology,
                           columns::cell_personal, columns::influence>>;

/// A cell's mean legitimacy of a judged organisation, made of its parts. Range: 0..1: own experience, kin and the
/// spread of ideology move it no further. Limits: 0 where nobody lives any more.
double legitimacy_of(const Opinion& week, CellId cell, JudgedId judged);

/// The mean of `legitimacy` over the nation. Units: `persons` alive. Limits: 0 where there are none.
double national_mean(const View<Reads<columns::alive, columns::legitimacy>>& week, JudgedId judged, double persons);

/// Brings `place_legitimacy` up to date: what the next week's ledger starts from.
void remember_opinions(const View<Reads<columns::alive, columns::legitimacy>, Writes<columns::place_legitimacy>>& week);

}  // namespace peacenorm::intervention::processes
