// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/surface.hpp"

#include <cmath>

namespace peacenorm::analysis::fit {

namespace {

constexpr double penalty = 1;              // of a standardised coefficient: as one more member at the mean
constexpr double worth_of_squares = 0.01;  // of the variance

/// Columns with mean 0 and variance 1 over the members they were made of, and how others are brought to the same scale.
class Columns {
  public:
    Columns(const Matrix& x, Terms terms) : terms_(terms), mean_(mean_of(x)) {
        const Matrix raw = raw_of(x);
        mean_of_columns_ = mean_of(raw);
        sd_ = covariance(raw, raw).diagonal().cwiseSqrt();
    }
    Matrix of(const Matrix& x) const {
        Matrix columns = raw_of(x).rowwise() - mean_of_columns_.transpose();
        for (Eigen::Index k = 0; k < columns.cols(); ++k)
            columns.col(k) = sd_[k] > 0 ? Vector(columns.col(k) / sd_[k]) : Vector(Vector::Zero(columns.rows()));
        return columns;
    }
    double sd(Eigen::Index k) const { return sd_[k]; }

  private:
    Matrix raw_of(const Matrix& x) const {
        if (terms_ == Terms::linear) return x;
        Matrix columns(x.rows(), 2 * x.cols());
        const Matrix centred = x.rowwise() - mean_.transpose();
        columns << x, centred.cwiseProduct(centred);
        return columns;
    }
    Terms terms_;
    Vector mean_, mean_of_columns_, sd_;
};

struct Ridge {
    Columns columns;
    Vector intercept;     ///< by fact
    Matrix coefficients;  ///< Shape: [columns][facts]
    Matrix predicted(const Matrix& x) const {
        return product(columns.of(x), coefficients).rowwise() + intercept.transpose();
    }
};

Ridge fitted(const Ensemble& ensemble, Terms terms) {
    Columns columns(ensemble.x, terms);
    const Matrix a = columns.of(ensemble.x);
    const Vector mean = mean_of(ensemble.y);
    const Matrix centred = ensemble.y.rowwise() - mean.transpose();
    Matrix normal = product(a.transpose(), a);
    normal.diagonal().array() += penalty;
    Matrix coefficients = solved(normal, product(a.transpose(), centred));
    return {std::move(columns), mean, std::move(coefficients)};
}

double share_explained(const Vector& y, const Vector& predicted) {
    const double mean = y.mean();
    const double left = (y - predicted).squaredNorm(), all = (y.array() - mean).square().sum();
    return all > 0 ? 1 - left / all : 0;
}

Surface judged(const Vector& y, const Vector& linear, const Vector& squares) {
    Surface surface;
    surface.r2_linear = share_explained(y, linear);
    surface.r2_squares = share_explained(y, squares);
    surface.terms = surface.r2_squares > surface.r2_linear + worth_of_squares ? Terms::squares : Terms::linear;
    surface.predicted = surface.terms == Terms::squares ? squares : linear;
    const Vector left = y - surface.predicted;
    surface.residual_variance = left.squaredNorm() / static_cast<double>(left.size());
    const double reach = 2 * std::sqrt(surface.residual_variance);
    surface.coverage = static_cast<double>((left.array().abs() <= reach).count()) / static_cast<double>(left.size());
    return surface;
}

}  // namespace

std::vector<std::size_t> fold(std::size_t members, std::size_t number, Side side) {
    std::vector<std::size_t> rows;
    rows.reserve(members);
    for (std::size_t i = 0; i < members; ++i)
        if ((i % folds == number) == (side == Side::inside)) rows.push_back(i);
    return rows;
}

Matrix held_out(const Ensemble& ensemble, Terms terms) {
    Matrix predicted(ensemble.y.rows(), ensemble.y.cols());
    for (std::size_t number = 0; number < folds; ++number) {
        const auto members = static_cast<std::size_t>(ensemble.x.rows());
        const std::vector<std::size_t> seen = fold(members, number, Side::outside);
        const std::vector<std::size_t> unseen = fold(members, number, Side::inside);
        const Ridge ridge = fitted({rows_of(ensemble.x, seen), rows_of(ensemble.y, seen)}, terms);
        const Matrix values = ridge.predicted(rows_of(ensemble.x, unseen));
        for (std::size_t i = 0; i < unseen.size(); ++i)
            predicted.row(static_cast<Eigen::Index>(unseen[i])) = values.row(static_cast<Eigen::Index>(i));
    }
    return predicted;
}

Plane plane_of(const Ensemble& ensemble) {
    const Ridge ridge = fitted(ensemble, Terms::linear);
    Plane plane{ridge.intercept, ridge.coefficients};
    for (Eigen::Index i = 0; i < plane.slopes.rows(); ++i) {
        const double sd = ridge.columns.sd(i);
        if (sd > 0)
            plane.slopes.row(i) /= sd;
        else
            plane.slopes.row(i).setZero();
    }
    plane.intercept -= Vector(product(plane.slopes.transpose(), mean_of(ensemble.x)));
    return plane;
}

std::vector<Surface> surfaces_of(const Ensemble& ensemble) {
    const Matrix linear = held_out(ensemble, Terms::linear), squares = held_out(ensemble, Terms::squares);
    const Plane plane = plane_of(ensemble);
    std::vector<Surface> surfaces;
    surfaces.reserve(static_cast<std::size_t>(ensemble.y.cols()));
    for (Eigen::Index k = 0; k < ensemble.y.cols(); ++k) {
        Surface surface = judged(ensemble.y.col(k), linear.col(k), squares.col(k));
        surface.slopes = plane.slopes.col(k);
        surfaces.push_back(std::move(surface));
    }
    return surfaces;
}

}  // namespace peacenorm::analysis::fit
