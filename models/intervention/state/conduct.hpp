// SPDX-License-Identifier: Apache-2.0
// What one organisation chooses to do in a week, apart from its circumstances: so that the conduct of one arm of a
// study can be imposed in another. Propensities, not acts: threats, knowledge, access and partners stay the arm's own.
#pragma once

#include <cstdint>
#include <optional>

#include "models/intervention/parameters.hpp"
#include "models/intervention/state/ids.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/core/grid.hpp"

namespace peacenorm::intervention {

/// A week's conduct of the organisation that `conduct.organisation` names.
struct Conduct {
    Salience norm{};                                              ///< that bears on responses, restraint and voice
    TaskShares task_share{};                                      ///< of its force-hours
    double escorts = 0;                                           ///< share of its force-hours in convoys and escorts
    Grid<std::uint8_t, OrganisationId> withheld;                  ///< 1: support is held back from that partner
    Grid<std::optional<Salience>, ContingentId> contingent_norm;  ///< of those that it commands; null: no match
    Grid<double, OrganisationId> counted_on, mandate_tie;  ///< how far it counts on a partner; how clear tasking is
    Grid<double, OrganisationId> partner_belief;           ///< share of threats that a partner is expected to answer
    SharedResponsibility responsibility;                   ///< the rule that turns these into cover and duty
    std::optional<OrganisationId> lead;                    ///< who leads in protection
    Response response;                                     ///< what a call weighs and costs
    double ambiguity = 0, protection_rank = 0;             ///< of its norm; of protection in its mandate
    double abuse = 0;                                      ///< chance that one of its operations harms civilians
    double voice = 0;                                      ///< how far policy lets it report abuse in public
};

}  // namespace peacenorm::intervention
