// SPDX-License-Identifier: Apache-2.0
// The order in which bundles are handed out: it decides when a study ends, never what it says.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/store/shard.hpp"

namespace peacenorm::study {

/// What there is to do: bundle = replicate * points + point.
struct Agenda {
    std::uint64_t points = 1;
    std::uint64_t bundles = 1;
    Shard shard;                  ///< only what it owns is handed out
    std::vector<bool> published;  ///< by bundle: done with
    std::size_t workers = 1;      ///< that will ask, on all machines
};

/// Hands out replicate after replicate, so that a study cut short is balanced; within a window of replicates the
/// longest first, by the running mean of each design point, so that no long bundle is begun last. Points not seen yet
/// come first. Used by one thread at a time.
class Dispatcher {
  public:
    explicit Dispatcher(Agenda agenda);

    /// The next bundle; empty when all are handed out.
    std::optional<std::uint64_t> next();
    /// The bundle that `next` would give.
    std::optional<std::uint64_t> peek();
    /// A bundle took so many seconds.
    void finished(std::uint64_t bundle, double seconds);
    /// Seconds that a bundle takes by what was seen: the mean of its point, of all where it is new; 0 while unknown.
    double expected(std::uint64_t bundle) const;
    /// The longest that a bundle of its point took, of all points where it is new; 0 while unknown.
    double longest(std::uint64_t bundle) const;

    std::uint64_t owned() const { return owned_; }       ///< bundles of the shard
    std::uint64_t published() const { return before_; }  ///< of them, before the first was handed out
    std::uint64_t to_hand_out() const { return left_; }  ///< bundles not handed out yet

  private:
    struct Seen {
        double total = 0, longest = 0;
        std::uint64_t count = 0;
        double mean() const { return count > 0 ? total / static_cast<double>(count) : 0; }
        void add(double seconds);
    };
    void fill();
    void sort();
    const Seen* point_of(std::uint64_t bundle) const;

    Agenda agenda_;
    std::uint64_t window_;                ///< bundles in it: whole replicates
    std::uint64_t from_ = 0;              ///< first bundle after the window
    std::vector<std::uint64_t> waiting_;  ///< of the window, the next one last
    std::vector<Seen> by_point_;          ///< empty where points are too many
    Seen all_;
    std::uint64_t news_ = 0;  ///< times learnt since the window was sorted
    std::uint64_t owned_ = 0, before_ = 0, left_ = 0;
};

}  // namespace peacenorm::study
