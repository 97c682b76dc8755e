// SPDX-License-Identifier: Apache-2.0
// The little language of outcomes: `mean(visits.north, 2018-12..2020-11)`.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/schema.hpp"
#include "sim/core/date.hpp"
#include "sim/record/recorder.hpp"

namespace peacenorm::study {

/// What an expression may name.
struct Vocabulary {
    std::span<const record::Observable> observables;
    std::span<const record::Axis> axes;
    Horizon horizon;
    std::optional<Date> branch = {};
    std::span<const config::Retired> retired = {};  ///< observables that older files may name
};

/// Reads KIND(OBSERVABLE[.LABEL[.LABEL]][, FROM..TO][, across_branch]) with KIND `mean` or `sum`. The dates are years,
/// months or days within the horizon, both inclusive; the window holds the ticks whose first day lies between them;
/// without dates it is the whole run. One that opens before the branch needs the word across_branch,
/// which says nothing in a study without a branch.
/// Errors: one fault at the column inside the expression, with the nearest name.
std::optional<record::Outcome> read_outcome(std::string name, const config::Node& expression,
                                            const Vocabulary& vocabulary, config::Faults& faults);

/// The expression in its one canonical form: what is hashed.
std::string canonical(const record::Outcome& outcome, const Vocabulary& vocabulary);

}  // namespace peacenorm::study
