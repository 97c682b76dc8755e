// SPDX-License-Identifier: Apache-2.0
// What kin tell: a person listens to six near rows of its cell and to two far kin, through the links that are open in
// the week. An event that is told twice is known once.
#pragma once

#include <array>

#include "models/intervention/civilians/crowd.hpp"

namespace peacenorm::intervention::civilians {

inline constexpr std::size_t near_links = 6, far_links = 2, links = near_links + far_links;
inline constexpr std::size_t words_a_person = links / 2;  ///< 16 bits of a word decide one link
inline constexpr std::array<std::int32_t, near_links> near_offsets{-3, -2, -1, 1, 2, 3};

/// tau as a limit for 16 bits. Range: 0..65536. Limits: exact at 0 (no link opens) and 1 (all do).
std::uint32_t link_limit(double tau);

/// Which of a person's links are open: bit l where its 16 bits lie below the limit; nested in the limit.
std::uint8_t open_links(const std::uint32_t* words, std::uint32_t limit);

/// The row that a near link leads to: around the cell, as on a ring. Limits: in a cell of one row, to itself.
std::uint32_t near_row(const CellRows& cell, std::uint32_t row, std::size_t link);
/// The row that a far link leads to: the same member of the far family.
std::uint32_t far_row(const CellRows& cell, std::span<const FarKin> far_kin, std::uint32_t row, std::size_t link);

/// One round in one cell: what each knew, and what those knew to whom it listens. Reads `from` of all cells, writes
/// `to` of this one.
void tell(const Crowd& crowd, const CellRows& cell, std::span<const Mask> from, std::span<Mask> to);

}  // namespace peacenorm::intervention::civilians
