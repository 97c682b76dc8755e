// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/assimilation.hpp"

#include <utility>

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

Step step_of(const Ensemble& wave, const std::vector<Fact>& facts) {
    const Matrix residuals = residuals_of(wave);
    Plane plane = plane_of(wave);
    const Matrix spread =
        product(plane.slopes.transpose(), plane.slopes) + covariance(residuals, residuals) + noise_of(facts);
    Matrix gain = solved(spread, plane.slopes.transpose()).transpose();
    return {std::move(plane), std::move(gain)};
}

Matrix settled(const Ensemble& last, const Matrix& prior, const std::vector<Fact>& facts, const Matrix& normals) {
    const auto members = static_cast<std::size_t>(last.x.rows());
    const Matrix observed =
        product(normals, root_of(noise_of(facts)).transpose()).rowwise() + values_of(facts).transpose();
    Matrix posterior(prior.rows(), prior.cols());
    for (std::size_t number = 0; number < folds; ++number) {
        const std::vector<std::size_t> others = fold(members, number, Side::outside);
        const Step step = step_of({rows_of(last.x, others), rows_of(last.y, others)}, facts);
        const Matrix missed = last.y - step.plane.at(last.x);
        const Matrix away = observed - step.plane.at(prior);
        for (Eigen::Index draw = 0; draw < prior.rows(); ++draw) {
            const Eigen::Index member = draw % last.x.rows();
            if (static_cast<std::size_t>(member) % folds != number) continue;
            const Matrix step_of_draw = product(away.row(draw) - missed.row(member), step.gain.transpose());
            posterior.row(draw) = prior.row(draw) + step_of_draw;
        }
    }
    return posterior;
}

}  // namespace peacenorm::analysis::fit
