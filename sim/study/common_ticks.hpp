// SPDX-License-Identifier: Apache-2.0
// Outcomes about actors that come and go: recorded also over the ticks that two runs have in common.
#pragma once

#include "sim/config/faults.hpp"
#include "sim/study/study.hpp"

namespace peacenorm::study {

/// Where an actor is not there in all of an outcome's window in each arm and point (of the first 256), adds the
/// outcomes that comparisons need: which answer a run gives, its value over the ticks that it shares with each answer,
/// and the share of the window that these are. Inputs are left as they are: presence itself is one. Errors: a fault
/// where the study stops by the precision of such an outcome.
void add_common_ticks(Study& study, config::Faults& faults);

}  // namespace peacenorm::study
