// SPDX-License-Identifier: Apache-2.0
// Matrices, by Eigen. Only this folder knows it.
#pragma once

// One way to sum on every processor: no packets, no threads of Eigen's own.
#define EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_PARALLELIZE
#define EIGEN_MPL2_ONLY
#include <cstddef>
#include <eigen3/Eigen/Core>
#include <vector>

namespace peacenorm::analysis::fit {

using Matrix = Eigen::MatrixXd;  ///< rows are members or parameters, columns targets, unless a name says otherwise
using Vector = Eigen::VectorXd;

/// a b, each entry summed in order: Eigen's blocked product would sum in blocks that fit the processor's caches.
Matrix product(const Matrix& a, const Matrix& b);

Vector mean_of(const Matrix& rows);

/// Covariances between columns of two tables over the same rows, by n - 1. Shape: [a.cols()][b.cols()].
Matrix covariance(const Matrix& a, const Matrix& b);

/// x with a x = b for a symmetric a that is positive, column by column. Errors: std::runtime_error when a is not.
Matrix solved(const Matrix& a, const Matrix& b);

/// The logarithm of the determinant of a symmetric a that is positive.
double log_determinant(const Matrix& a);

/// Eigenvalues of a symmetric a, rising, and as columns the directions that belong to them.
struct Parts {
    Vector values;
    Matrix directions;
};
Parts parts_of(const Matrix& a);

/// A factor l with l l' = a, for a symmetric a; what rounding left below 0 counts as 0.
Matrix root_of(const Matrix& a);

/// The rows of a table that are named.
Matrix rows_of(const Matrix& table, const std::vector<std::size_t>& rows);

/// The q-quantile of some values, linear between them. Range: q in [0, 1]. Limits: NaN of none.
double quantile_of(std::vector<double> values, double q);

}  // namespace peacenorm::analysis::fit
