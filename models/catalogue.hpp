// SPDX-License-Identifier: Apache-2.0
// The one list of models.
#pragma once

#include "sim/model/model.hpp"

namespace peacenorm::models {

study::Catalogue catalogue();

}  // namespace peacenorm::models
