// SPDX-License-Identifier: Apache-2.0
// What `peacenorm calibrate` wrote of how a model was fitted to facts, as a page shows it.
#pragma once

#include <string>

#include "sim/config/node.hpp"

namespace peacenorm::report {

struct Fit {
    std::string study;      ///< the name of the calibration
    std::string posterior;  ///< fingerprint of the posterior; empty: the calibration stopped before there was one
    std::string json;       ///< the part of the file that the page shows
};

/// Reads a NAME.calibration.json. Errors: ConfigError with every fault of the file and its place.
Fit read_fit(const std::string& file);

/// The fingerprint of the posterior whose draws a result took; empty where it took none, and in waves of a calibration.
std::string posterior_in(const config::Node& configuration);

/// Whether a result with that configuration is of the fit: it took draws of its posterior, or is one of its waves.
bool is_of(const config::Node& configuration, const Fit& fit);

}  // namespace peacenorm::report
