// SPDX-License-Identifier: Apache-2.0
// Members of a wave of a calibration: what was drawn, what a run of each gave; and the facts.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/fit/matrix.hpp"

namespace peacenorm::analysis::fit {

/// A fact on the scale on which values are compared.
struct Fact {
    std::string name, block, source;
    double value = 0;
    double error = 0, discrepancy = 0;  ///< standard deviations
    double variance() const { return error * error + discrepancy * discrepancy; }
};

/// Parameters are normal scores of their priors: mean 0 and standard deviation 1 before anything was learnt.
struct Ensemble {
    Matrix x;  ///< Shape: [members][parameters]
    Matrix y;  ///< Shape: [members][facts]; one run each, so chance is in it
};

Vector values_of(const std::vector<Fact>& facts);
/// Error and discrepancy, independent between facts. Shape: [facts][facts].
Matrix noise_of(const std::vector<Fact>& facts);

}  // namespace peacenorm::analysis::fit
