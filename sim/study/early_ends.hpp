// SPDX-License-Identifier: Apache-2.0
// Inputs with dates that end before the horizon.
#pragma once

#include <string>

#include "sim/study/study.hpp"

namespace peacenorm::study {

/// A warning of the sections of parameters whose last date lies more than a year before the horizon's end: from there
/// on they stay as they are. Empty where there are none.
std::string early_ends(const Study& study);

}  // namespace peacenorm::study
