// SPDX-License-Identifier: Apache-2.0
// Surfaces of outcomes over parameters: ridge regressions, judged on what they have not seen.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/analysis/fit/ensemble.hpp"

namespace peacenorm::analysis::fit {

enum class Terms { linear, squares };  ///< squares: linear ones too

/// Members are dealt out to fifths by their number modulo 5. The rows of a fifth, or of the other four.
enum class Side { inside, outside };
constexpr std::size_t folds = 5;
std::vector<std::size_t> fold(std::size_t members, std::size_t number, Side side);

/// Values of y by a surface fitted to the other four fifths. Shape: that of y.
Matrix held_out(const Ensemble& ensemble, Terms terms);

/// y = intercept + x slopes, by ridge over all members.
struct Plane {
    Vector intercept;  ///< by fact
    Matrix slopes;     ///< Shape: [parameters][facts]
    Matrix at(const Matrix& x) const { return product(x, slopes).rowwise() + intercept.transpose(); }
};
Plane plane_of(const Ensemble& ensemble);

/// How a fact's outcome depends on parameters.
struct Surface {
    double r2_linear = 0, r2_squares = 0;  ///< held-out share of the variance of y; below 0: worse than its mean
    Terms terms = Terms::linear;           ///< squares where they explain a hundredth more
    double residual_variance = 0;          ///< held out: chance, and what the surface misses
    double coverage = 0;                   ///< share of members within two residual standard deviations
    Vector slopes;                         ///< by parameter: change of y per prior standard deviation, linear terms
    Vector predicted;                      ///< by member, held out
};

std::vector<Surface> surfaces_of(const Ensemble& ensemble);

}  // namespace peacenorm::analysis::fit
