// SPDX-License-Identifier: Apache-2.0
// How facts move the members of a wave.
#pragma once

#include "sim/analysis/fit/ensemble.hpp"
#include "sim/analysis/fit/surface.hpp"

namespace peacenorm::analysis::fit {

/// Residuals of a linear surface of y over x, each member's from a fit to the others' four fifths. Shape: that of y.
/// Their covariance holds chance and what no surface explains.
Matrix residuals_of(const Ensemble& ensemble);

/// One step of `steps` by which facts move members: x + C_xy (C_yy + R)^-1 (z + r - y), r ~ N(0, R), with
/// R = steps S + (steps - 1) Q, S the noise of facts, Q the covariance of residuals. Chance is in C_yy once; like S it
/// has to be steps-fold, or facts would count more than once where chance is large. `normals`: standard normal numbers,
/// one by member and fact. Errors: std::runtime_error when facts are singular. Source: emerick_reynolds_2013, with
/// chance of the model tempered too.
Matrix moved(const Ensemble& ensemble, const std::vector<Fact>& facts, unsigned steps, const Matrix& normals);

/// How facts weigh by the plane that a wave shows: K = B (B' B + W)^-1, B the slopes, W the residuals' covariance and
/// the noise of facts. Shape of `gain`: [parameters][facts].
struct Step {
    Plane plane;
    Matrix gain;
};
Step step_of(const Ensemble& wave, const std::vector<Fact>& facts);

/// The last step: draws of the prior moved in one go by the plane that the last wave shows near the facts,
/// x + K (z + s - e - plane(x)), s ~ N(0, S), e what the plane missed in the last wave's run of the member. Each fifth
/// of the members is moved by a plane and weights that the other four showed: a member that helped to set a weight
/// would be moved by its own chance too, and with F facts and n members intervals come out by F/n too narrow. Exact
/// where runs are linear and normal; else the facts' weight is that of the chance and the slopes where the posterior
/// lies, not of the whole prior, and chance has the shape that runs have. Draws of the prior beyond the members of the
/// last wave begin with its first again.
Matrix settled(const Ensemble& last, const Matrix& prior, const std::vector<Fact>& facts, const Matrix& normals);

}  // namespace peacenorm::analysis::fit
