// SPDX-License-Identifier: Apache-2.0
// What is measured at the end of a step, and the observables made of it.
#pragma once

#include "models/civil_violence/state.hpp"

namespace peacenorm::civil_violence {

std::span<const record::Measure> measures();
std::span<const record::Observable> observables();

/// Fills the tally of a step; walks the state's account of calm and outbursts.
void observe(const Step& step, const record::TallyLayout& layout, record::Tally& tally);

}  // namespace peacenorm::civil_violence
