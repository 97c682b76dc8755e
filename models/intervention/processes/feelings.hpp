// SPDX-License-Identifier: Apache-2.0
// What persons feel today, from what they heard of.
#pragma once

#include "models/intervention/civilians/feeling.hpp"
#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

using FeelingColumns = View<Reads<columns::fear_fading, columns::anger_fading>>;

/// How what is stored becomes what is felt: the base alone where the mechanism is off.
civilians::HowFelt how_felt(const FeelingColumns& week);

/// The columns of civilians that feelings and judgements read.
using PersonFeelings = View<Reads<columns::fear_fading, columns::anger_fading, columns::feelings>>;

/// What one person feels. Range: 0..1.
civilians::Felt felt_by(const PersonFeelings& week, AgentId agent);

}  // namespace peacenorm::intervention::processes
