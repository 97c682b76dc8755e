// SPDX-License-Identifier: Apache-2.0
// Where two configurations part.
#pragma once

#include <string>

#include "sim/config/node.hpp"

namespace peacenorm::study {

/// The paths at which two resolved studies differ, a line each, at most ten: "  PATH: THERE there, HERE here\n". The
/// number of replicates does not count. When nothing differs, it says that the input files or the model do.
std::string what_differs(const config::Node& there, const config::Node& here);

}  // namespace peacenorm::study
