// SPDX-License-Identifier: Apache-2.0
// The plain ways in which an observable is made of a window's sums. M names a measure: an enumerator or a row number.
#pragma once

#include "sim/record/tally.hpp"

namespace peacenorm::record {

/// A over b, cell by cell. Limits: NaN where b is not positive: no_value, never 0 or 1.
inline double share_of(double a, double b) {
    return b > 0 ? a / b : no_value;
}

/// Sum over the window's ticks.
template <auto M>
void total(const Window& window, std::span<double> out) {
    const auto sums = window.sum(M);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = sums[i];
}

/// Sum over the window's ticks and all cells.
template <auto M>
void total_of_all(const Window& window, std::span<double> out) {
    out[0] = 0;
    for (const double sum : window.sum(M)) out[0] += sum;
}

/// Mean over the window's ticks. Limits: NaN in a window without ticks.
template <auto M>
void mean_level(const Window& window, std::span<double> out) {
    const auto sums = window.sum(M);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = share_of(sums[i], window.ticks());
}

/// Ratio of the sums, not a mean of ratios. Limits: NaN where the denominator is not positive.
template <auto Numerator, auto Denominator>
void ratio(const Window& window, std::span<double> out) {
    const auto a = window.sum(Numerator), b = window.sum(Denominator);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = share_of(a[i], b[i]);
}

}  // namespace peacenorm::record
