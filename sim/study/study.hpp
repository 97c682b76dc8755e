// SPDX-License-Identifier: Apache-2.0
// A study: model, horizon, parameters, changes, recording, design, arms, outcomes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/theatre.hpp"
#include "sim/config/node.hpp"
#include "sim/design/design.hpp"
#include "sim/model/model.hpp"
#include "sim/record/recorder.hpp"
#include "sim/study/arms.hpp"
#include "sim/study/calibration.hpp"
#include "sim/study/precision.hpp"

namespace peacenorm::study {

struct Study {
    const Model* model = nullptr;
    std::string name;
    std::string title;
    std::uint32_t seed = 0;
    std::uint32_t replicates = 1;  ///< with `until` at most so many, until a look has decided
    std::optional<Until> until;
    Horizon horizon;
    std::vector<DatedChange> changes;
    int record_every = 4;                ///< ticks
    std::vector<std::string> record_by;  ///< axes that series may have
    Design design;
    Arms arms;
    std::vector<record::Outcome> outcomes;
    std::optional<Calibration> calibration;    ///< then the study is the first wave: draws of the priors
    std::optional<analysis::Theatre> theatre;  ///< decides no number, so no part of the identity
    std::unique_ptr<Scenario> base;            ///< parameters and changes, prepared
    std::vector<record::Axis> axes;            ///< of the base; every point has the same
    std::vector<std::string> files;            ///< that it was read from, bases among them

    /// The whole study as a file would say it, defaults included; reading it gives the same study.
    config::Node resolved() const;
};

}  // namespace peacenorm::study
