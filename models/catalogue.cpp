// SPDX-License-Identifier: Apache-2.0
#include "models/catalogue.hpp"

#include "models/civil_violence/model.hpp"
#include "models/intervention/model.hpp"
#include "models/norms_game/model.hpp"

namespace peacenorm::models {

study::Catalogue catalogue() {
    return {&intervention::model(), &civil_violence::model(), &norms_game::model()};
}

}  // namespace peacenorm::models
