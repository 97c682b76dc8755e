// SPDX-License-Identifier: Apache-2.0
// What one organisation chooses to do in a week, apart from its circumstances: so that the conduct of one arm of a
// study can be imposed in another. Propensities, not acts: threats, knowledge, access and partners stay the arm's own.
#pragma once

#include <array>
#include <vector>

#include "models/intervention/parameters.hpp"
#include "models/intervention/setup.hpp"

namespace peacenorm::intervention {

/// A week's conduct of the organisation that `conduct.organisation` names.
struct Conduct {
    Salience norm{};                              ///< salience that bears on responses, restraint and voice
    std::array<double, task_count> task_share{};  ///< of its force-hours; sums to 1
    std::vector<double> counted_on, mandate_tie;  ///< by partner: how far it counts on it, how clear tasking is
    std::vector<double> partner_belief;           ///< by partner: expected share answered
    SharedResponsibility responsibility;          ///< the rule that turns these into cover and duty
    Response response;                            ///< steepness and costs of a response
    double ambiguity = 0, protection_rank = 0;    ///< of its norm; of protection in its mandate
    double abuse = 0;                             ///< chance that one of its operations harms civilians
    double voice = 0;                             ///< how far policy lets it report abuse in public
};

}  // namespace peacenorm::intervention
