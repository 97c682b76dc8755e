// SPDX-License-Identifier: Apache-2.0
// What is allowed in a study and may mislead who reads its result.
#pragma once

#include <string>
#include <vector>

#include "sim/study/study.hpp"

namespace peacenorm::study {

/// One line each, without an end: dated inputs that end early, draws of a posterior that are used more than once.
std::vector<std::string> warnings_of(const Study& study);

}  // namespace peacenorm::study
