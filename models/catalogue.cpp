// SPDX-License-Identifier: Apache-2.0
#include "models/catalogue.hpp"

#include "models/intervention/model.hpp"

namespace peacenorm::models {

study::Catalogue catalogue() {
    return {&intervention::model()};
}

}  // namespace peacenorm::models
