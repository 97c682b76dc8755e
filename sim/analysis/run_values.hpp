// SPDX-License-Identifier: Apache-2.0
// An outcome by run, as it is read in a comparison: over the ticks in which its actor is there in both runs.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace peacenorm::analysis {

/// A quantity by run. Where its actor is not there in all of its window in every run, also over what two runs share.
struct RunValues {
    std::vector<double> own;                  ///< over the whole window; NaN: no value
    std::vector<std::int32_t> presence = {};  ///< by run, the place of its actor's weeks in `over`; empty: all, always
    std::vector<std::vector<double>> over = {};   ///< by weeks of the other run, then by run
    std::vector<std::vector<double>> share = {};  ///< of the window: the weeks of `over`

    RunValues() = default;
    RunValues(std::vector<double> values) : own(std::move(values)) {}

    bool empty() const { return own.empty(); }
    /// The value of a run when it is compared with another. Limits: NaN where they have no weeks in common.
    double beside(std::uint64_t run, std::uint64_t other) const {
        return presence.empty() ? own[run] : read(over, run, other);
    }
    /// The share of the window that both have; 1 where the actor is always there.
    double share_of(std::uint64_t run, std::uint64_t other) const {
        return presence.empty() ? 1 : read(share, run, other);
    }
    double difference(std::uint64_t run, std::uint64_t other) const { return beside(run, other) - beside(other, run); }

    /// The same made of several quantities of one actor and window, number by number.
    using Formula = std::function<double(std::span<const double>)>;
    static RunValues made_of(const std::vector<RunValues>& parts, const Formula& formula);

  private:
    double read(const std::vector<std::vector<double>>& table, std::uint64_t run, std::uint64_t other) const;
};

}  // namespace peacenorm::analysis
