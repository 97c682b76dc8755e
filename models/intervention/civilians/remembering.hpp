// SPDX-License-Identifier: Apache-2.0
// What the news of a pass leave in memory: a table of a cell turns what a person heard into what it remembers.
#pragma once

#include <array>
#include <vector>

#include "models/intervention/civilians/crowd.hpp"

namespace peacenorm::intervention::civilians {

/// What each news of a pass adds to those of one cell who hear of it. What is asked for once is kept for the next who
/// heard the same: neighbours mostly have.
class Additions {
  public:
    explicit Additions(std::size_t judged);
    std::size_t judged() const { return judged_; }

    /// Begins with another cell or pass: none of these news adds anything, and no other will be asked for.
    void clear(Mask news);
    /// What the k-th news adds.
    Memory& memory(std::size_t k, std::size_t judged) { return rows_[k * judged_ + judged]; }
    Feelings& feelings(std::size_t k) { return feelings_[k]; }

    /// What all these news add together, in the order of their bits.
    struct Sum {
        const Memory* memory;  ///< one for each judged organisation
        Feelings feelings;
        std::int64_t news;  ///< how many they are
    };
    Sum of(Mask heard);

  private:
    static constexpr std::size_t places = 64;  ///< in the store of sums, by a hash of the mask

    void add_up(Mask heard, std::size_t place);

    std::size_t judged_;
    std::vector<Memory> rows_, sums_;
    std::array<Feelings, pass_size> feelings_{};
    std::array<Feelings, places> sums_of_feelings_{};
    std::array<std::int64_t, places> counts_{};
    std::array<Mask, places> masks_{};
};

/// What the news of a week did in a cell, summed over living persons.
struct CellNews {
    std::int64_t here = 0, border = 0, media = 0;  ///< news heard at first hand, by how
    std::int64_t all = 0;                          ///< those told by kin too
};

/// Adds what each row of a cell heard to its memory and feelings. Rows that heard nothing are not touched.
void remember(const Crowd& crowd, const CellRows& cell, std::span<const Mask> heard, Additions& additions,
              CellNews& news);

}  // namespace peacenorm::intervention::civilians
