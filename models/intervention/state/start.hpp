// SPDX-License-Identifier: Apache-2.0
// The state with which a run begins.
#pragma once

#include "models/intervention/setup.hpp"
#include "models/intervention/state/state.hpp"
#include "sim/random/draws.hpp"

namespace peacenorm::intervention {

/// The first population, who of it is displaced, and what everybody remembers at the start. Random: streams::ideology,
/// one draw an agent.
State start(const Setup& setup, random::Key key);

}  // namespace peacenorm::intervention
