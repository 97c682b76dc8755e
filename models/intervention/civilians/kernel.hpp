// SPDX-License-Identifier: Apache-2.0
// A week of news among civilians: hearing at first hand, rounds of telling, remembering. Passes of up to 64 news; all
// steps but the telling touch a row's own columns alone, and what is told is read from the round before: the bits are
// the same for any number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/civilians/hearing.hpp"
#include "models/intervention/civilians/remembering.hpp"
#include "models/intervention/civilians/telling.hpp"
#include "sim/core/grid.hpp"
#include "sim/random/draws.hpp"

namespace peacenorm::intervention::civilians {

namespace streams {
inline constexpr random::Stream border_news{0x00161, "intervention.civilians.border_news"};
inline constexpr random::Stream media_news{0x00162, "intervention.civilians.media_news"};
inline constexpr random::Stream telling{0x00163, "intervention.civilians.telling"};
inline constexpr random::Stream deviation{0x00104, "intervention.civilians.deviation"};
inline constexpr random::Stream kin{0x00102, "intervention.civilians.kin"};
inline constexpr random::Stream traits{0x00103, "intervention.civilians.traits"};
}  // namespace streams

/// When and how people hear.
struct Week {
    random::Key key;
    std::uint32_t clock = 0;
    std::uint32_t link_limit = 0;  ///< see link_limit()
    int rounds = 2;                ///< of telling
};

/// Up to 64 news, as they reach places; most easily heard first.
struct Pass {
    Airing airing;
    std::span<Reach> reach;  ///< by place
};

/// What each news of a pass adds in a cell. It is asked for those only that somebody there heard.
class Table {
  public:
    virtual ~Table() = default;
    virtual void fill(const CellRows& cell, Mask heard, Additions& additions) const = 0;
};

/// Cells in runs of about this many rows are one task.
inline constexpr std::size_t rows_a_task = 65536;
std::vector<std::size_t> tasks_of(std::span<const CellRows> cells);  ///< first cell of each, and the end

/// Takes the memory that this thread needs to hear, before the first week that hears anything.
void make_room(std::size_t judged);

/// Opens the week's links; nobody who is gone has any. Random: streams::telling, four words a person.
void open_the_links(const Crowd& crowd, std::span<const std::size_t> tasks, const Week& week);

/// One pass. Adds to `by_cell`, and to memory and feelings. Returns what each row heard, by whatever way, until the
/// next pass. Random: streams::border_news and streams::media_news, one word a person each, the same in all passes of a
/// week.
std::span<const Mask> hear(const Crowd& crowd, std::span<const std::size_t> tasks, const Week& week, const Pass& pass,
                           const Table& table, std::span<CellNews> by_cell);

}  // namespace peacenorm::intervention::civilians
