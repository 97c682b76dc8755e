// SPDX-License-Identifier: Apache-2.0
// Summaries of numbers and of pairs. Sums run in the order given, so equal input gives equal bits.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace peacenorm::analysis {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Mean, variance and skewness of a stream of numbers, by updates. A constant stream has variance exactly 0.
/// Source: Welford 1962 (doi:10.2307/1266577); third moment as in Pébay 2008 (doi:10.2172/1028931).
class Moments {
  public:
    void add(double value);
    std::uint64_t count() const { return n_; }
    double mean() const;      ///< NaN without values
    double variance() const;  ///< unbiased; NaN below two values
    /// Fisher's g1 = m3 / m2^(3/2). Limits: NaN below three values or without spread.
    double skewness() const;
    /// G1, g1 corrected for bias under normality. Source: Joanes and Gill 1998 (doi:10.1111/1467-9884.00122).
    double adjusted_skewness() const;

  private:
    std::uint64_t n_ = 0;
    double mean_ = 0, squares_ = 0, cubes_ = 0;
};

/// The t with P(|T| <= t) = level for T of Student's distribution. Range: level in (0, 1), degrees >= 1; beyond 2e5
/// degrees the normal quantile. Within 5e-9 relative, the same bits on every machine. Source: Abramowitz and
/// Stegun 26.7.1.
double student_quantile(double level, double degrees);

/// P(|T| >= |t|). Limits: 1 at t = 0, 0 at infinity.
double student_tails(double t, double degrees);

/// P(Z <= z) of the standard normal, within 1e-15. Source: Marsaglia 2004 (doi:10.18637/jss.v011.i04).
double normal_probability(double z);

struct Interval {
    double low = undefined, high = undefined;
    double half_width() const { return (high - low) / 2; }
};

/// mean -+ t * sd / sqrt(n). Limits: NaN below two values; [mean, mean] without spread.
Interval student_interval(const Moments& moments, double level);

/// Of a share, from a count of some in all; inside [0, 1]. Source: Wilson 1927 (doi:10.1080/01621459.1927.10502953).
/// Limits: [0, 1] of none.
Interval wilson_interval(std::uint64_t count, std::uint64_t of, double level);

/// What pairs (a, b) show about a - b.
struct PairedSummary {
    Moments a, b, difference;
    double correlation = undefined;  ///< Pearson's; NaN where a side is constant
    double same_sign = undefined;    ///< share of pairs whose difference has the sign of the mean; NaN at mean 0
    /// Var(a) + Var(b), the variance of a difference of unpaired runs, over Var(a - b). Limits: infinite where all
    /// differences are equal and the sides are not; NaN where nothing varies.
    double variance_reduction() const;
    /// Runs that unpaired arms would need for an equally precise difference, less those used: 2 n (reduction - 1).
    double unpaired_runs_saved() const;
};

/// Shape: a.size() == b.size(). Errors: none; NaN in, NaN out.
PairedSummary summarise_pairs(std::span<const double> a, std::span<const double> b);

/// Adjusted p-values (q): all with q <= rate are discoveries at that false discovery rate. NaN stays NaN and is no
/// test. Source: Benjamini and Hochberg 1995 (doi:10.1111/j.2517-6161.1995.tb02031.x).
std::vector<double> benjamini_hochberg(std::span<const double> p_values);

}  // namespace peacenorm::analysis
