// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/assimilation.hpp"

#include "sim/analysis/fit/surface.hpp"

namespace peacenorm::analysis::fit {

Matrix residuals_of(const Ensemble& ensemble) {
    return ensemble.y - held_out(ensemble, Terms::linear);
}

Matrix moved(const Ensemble& ensemble, const std::vector<Fact>& facts, unsigned steps, const Matrix& normals) {
    const Matrix residuals = residuals_of(ensemble);
    const Matrix added = steps * noise_of(facts) + (steps - 1.0) * covariance(residuals, residuals);
    const Matrix gain =
        solved(covariance(ensemble.y, ensemble.y) + added, covariance(ensemble.y, ensemble.x)).transpose();
    const Matrix drawn = product(normals, root_of(added).transpose());
    const Matrix away = (drawn - ensemble.y).rowwise() + values_of(facts).transpose();
    return ensemble.x + product(away, gain.transpose());
}

Matrix settled(const Ensemble& last, const Matrix& prior, const std::vector<Fact>& facts, const Matrix& normals) {
    const Matrix residuals = residuals_of(last);
    const Matrix spread = covariance(residuals, residuals) + noise_of(facts);
    const Plane plane = plane_of(last);
    const Matrix gain =
        solved(product(plane.slopes.transpose(), plane.slopes) + spread, plane.slopes.transpose()).transpose();
    const Matrix drawn = product(normals, root_of(spread).transpose());
    const Matrix away = (drawn - plane.at(prior)).rowwise() + values_of(facts).transpose();
    return prior + product(away, gain.transpose());
}

}  // namespace peacenorm::analysis::fit
