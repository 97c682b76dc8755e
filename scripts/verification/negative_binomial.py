# SPDX-License-Identifier: Apache-2.0
"""Negative-binomial regression of counts by penalised maximum likelihood, and its predictive draws by the parametric bootstrap."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

LARGEST = 20.0  # of a logarithm of a mean: e^20 deaths are beyond any month, and beyond it sums overflow


@dataclass(frozen=True)
class Fit:
    slopes: np.ndarray
    dispersion: float  # variance = mean + dispersion * mean^2


def _log_mean(slopes, inputs):
    return np.clip(inputs @ slopes, -LARGEST, LARGEST)


def _loss(theta, counts, inputs, precision):
    """Less log likelihood and log priors, and its slopes. theta: slopes, then the logarithm of the dispersion, whose prior is N(0, 1)."""
    mean, size = np.exp(_log_mean(theta[:-1], inputs)), np.exp(-theta[-1])
    total = size + mean
    value = gammaln(counts + size) - gammaln(size) - gammaln(counts + 1) + size * np.log(size / total) + counts * np.log(mean / total)
    by_log_mean = (counts - mean) * size / total
    by_size = digamma(counts + size) - digamma(size) + np.log(size / total) + (mean - counts) / total
    loss = -value.sum() + 0.5 * (precision * theta[:-1] ** 2).sum() + 0.5 * theta[-1] ** 2
    slope = np.append(-inputs.T @ by_log_mean + precision * theta[:-1], size * by_size.sum() + theta[-1])
    return loss, slope


def fit(counts, inputs, precision, start=None):
    """`precision` of a slope is that of its normal prior, mean 0; 0 for none. Source: Hilbe 2011, Negative Binomial Regression, NB2."""
    if start is None:
        start = np.zeros(inputs.shape[1] + 1)
        start[0] = np.log(counts.mean() + 0.5)
    best = minimize(_loss, start, args=(counts, inputs, precision), jac=True, method="L-BFGS-B")
    theta = np.append(best.x[:-1], np.clip(best.x[-1], -LARGEST, LARGEST))
    return Fit(theta[:-1], float(np.exp(theta[-1])))


def draw(fitted, inputs, rng, times=1):
    """Shape: (times, row of the inputs)."""
    mean, size = np.exp(_log_mean(fitted.slopes, inputs)), 1 / fitted.dispersion
    return rng.poisson(np.minimum(rng.gamma(size, mean / size, (times, len(mean))), 1e15))


def predict(counts, inputs, ahead, precision, rng, refits, each):
    """Predictive draws of what is ahead: the fit is made anew to counts that it drew itself. Shape: (refits * each, row ahead)."""
    once = fit(counts, inputs, precision)
    start = np.append(once.slopes, np.log(once.dispersion))
    again = [fit(draw(once, inputs, rng)[0], inputs, precision, start) for _ in range(refits)]
    return np.concatenate([draw(one, ahead, rng, each) for one in again])
