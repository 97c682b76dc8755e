// SPDX-License-Identifier: Apache-2.0
// The intervention model as an entry of the catalogue.
#pragma once

#include "sim/model/model.hpp"

namespace peacenorm::intervention {

const study::Model& model();

}  // namespace peacenorm::intervention
