// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/matrix.hpp"

#include <algorithm>
#include <cmath>
#include <eigen3/Eigen/Cholesky>
#include <eigen3/Eigen/Eigenvalues>
#include <limits>
#include <stdexcept>

#include "sim/core/math.hpp"

namespace peacenorm::analysis::fit {

Matrix product(const Matrix& a, const Matrix& b) {
    return a.lazyProduct(b);
}

Vector mean_of(const Matrix& rows) {
    Vector sum = Vector::Zero(rows.cols());
    for (Eigen::Index i = 0; i < rows.rows(); ++i) sum += rows.row(i).transpose();
    return sum / static_cast<double>(rows.rows());
}

Matrix covariance(const Matrix& a, const Matrix& b) {
    const Matrix from_a = a.rowwise() - mean_of(a).transpose(), from_b = b.rowwise() - mean_of(b).transpose();
    return product(from_a.transpose(), from_b) / static_cast<double>(std::max<Eigen::Index>(a.rows() - 1, 1));
}

Matrix solved(const Matrix& a, const Matrix& b) {
    const Eigen::LDLT<Matrix> factors(a);
    if (factors.info() != Eigen::Success || !(factors.vectorD().minCoeff() > 0))
        throw std::runtime_error("a covariance of targets is singular: two of them say the same without error");
    Matrix x(a.rows(), b.cols());
    for (Eigen::Index k = 0; k < b.cols(); ++k) x.col(k) = factors.solve(Vector(b.col(k)));
    return x;
}

double log_determinant(const Matrix& a) {
    const Vector diagonal = Eigen::LDLT<Matrix>(a).vectorD();
    double sum = 0;
    for (Eigen::Index i = 0; i < diagonal.size(); ++i) sum += math::log(diagonal[i]);
    return sum;
}

Parts parts_of(const Matrix& a) {
    const Eigen::SelfAdjointEigenSolver<Matrix> parts(a);
    return {parts.eigenvalues(), parts.eigenvectors()};
}

Matrix root_of(const Matrix& a) {
    const Parts parts = parts_of(a);
    const Vector lengths = parts.values.cwiseMax(0.0).cwiseSqrt();
    return product(parts.directions, Matrix(lengths.asDiagonal()));
}

Matrix rows_of(const Matrix& table, const std::vector<std::size_t>& rows) {
    Matrix chosen(static_cast<Eigen::Index>(rows.size()), table.cols());
    for (std::size_t i = 0; i < rows.size(); ++i)
        chosen.row(static_cast<Eigen::Index>(i)) = table.row(static_cast<Eigen::Index>(rows[i]));
    return chosen;
}

double quantile_of(std::vector<double> values, double q) {
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const double place = q * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace peacenorm::analysis::fit
