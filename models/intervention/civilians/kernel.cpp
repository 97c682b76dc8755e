// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/kernel.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "models/intervention/state/addresses.hpp"
#include "sim/parallel/loops.hpp"

namespace peacenorm::intervention::civilians {
namespace {

constexpr std::size_t batch = 1024;  ///< rows whose words are drawn at once: they stay in the nearest cache

/// Calls body(first, last) with the cells of each task; tasks run side by side.
template <class Body>
void for_tasks(std::span<const std::size_t> tasks, const Body& body) {
    const auto run = [&](std::size_t i) { body(tasks[i], tasks[i + 1]); };
    parallel::for_each_dynamic(tasks.size() - 1, std::cref(run),
                               {});  // a reference fits into a function without memory of its own
}

/// Calls body(index, cell) for each cell.
template <class Body>
void for_cells(std::span<const CellRows> cells, std::span<const std::size_t> tasks, const Body& body) {
    for_tasks(tasks, [&](std::size_t first, std::size_t last) {
        for (std::size_t c = first; c < last; ++c) body(c, cells[c]);
    });
}

struct Words {
    std::array<std::uint32_t, batch> border, media;
};

/// What the rows [first, first + rows) of a cell hear at first hand, into `crowd.heard`.
void hear_batch(const Crowd& crowd, const CellRows& cell, std::uint32_t first, std::size_t rows, const Words& words,
                const Pass& pass, CellNews& news) {
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t row = first + i;
        const std::uint8_t traits = crowd.traits[row];
        const Reach& reach = pass.reach[(traits & Trait::away) ? crowd.refuge[row] : cell.place];
        const bool over_the_border = words.border[i] < reach.border_limit;
        const Mask near = reach.here | (over_the_border ? reach.border : 0);
        const Mask afar = (traits & Trait::media) ? heard_afar(reach, pass.airing, words.media[i]) : 0;
        crowd.heard[row] = (traits & Trait::gone) ? 0 : near | afar;
        const std::int32_t persons = crowd.persons[row];
        news.here += persons * reach.news_here;
        news.border += over_the_border ? persons * reach.news_over_the_border : 0;
        if (afar != 0) news.media += persons * count_bits(afar);
    }
}

void hear_directly(const Crowd& crowd, const CellRows& cell, const Week& week, const Pass& pass, CellNews& news) {
    Words words;
    for (std::uint32_t k = 0; k < cell.size; k += batch) {
        const std::size_t rows = std::min<std::size_t>(batch, cell.size - k);
        const std::uint64_t first = entity_number(cell.key, k);
        random::fill_words(week.key, first, week.clock, streams::border_news, std::span(words.border).first(rows));
        random::fill_words(week.key, first, week.clock, streams::media_news, std::span(words.media).first(rows));
        hear_batch(crowd, cell, cell.first + k, rows, words, pass, news);
    }
}

/// Room that a thread keeps from week to week; each cell clears it.
Additions& additions_of_thread(std::size_t judged) {
    thread_local std::optional<Additions> room;
    if (!room || room->judged() != judged) room.emplace(judged);
    return *room;
}

Mask heard_by_anybody(const CellRows& cell, std::span<const Mask> heard) {
    Mask anybody = 0;
    for (const Mask mask : heard.subspan(cell.first, cell.size)) anybody |= mask;
    return anybody;
}

}  // namespace

std::vector<std::size_t> tasks_of(std::span<const CellRows> cells) {
    std::vector<std::size_t> tasks{0};
    std::size_t rows = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        rows += cells[c].size;
        if (rows < rows_a_task && c + 1 < cells.size()) continue;
        tasks.push_back(c + 1);
        rows = 0;
    }
    return tasks;
}

void make_room(std::size_t judged) {
    additions_of_thread(judged);
}

void open_the_links(const Crowd& crowd, std::span<const std::size_t> tasks, const Week& week) {
    for_cells(crowd.cells, tasks, [&](std::size_t, const CellRows& cell) {
        std::array<std::uint32_t, batch * words_a_person> words;
        for (std::uint32_t k = 0; k < cell.size; k += batch) {
            const std::size_t rows = std::min<std::size_t>(batch, cell.size - k);
            if (week.link_limit > 0)
                random::fill_words(week.key, entity_number(cell.key, std::uint64_t{k} * words_a_person), week.clock,
                                   streams::telling, std::span(words).first(rows * words_a_person));
            for (std::size_t i = 0; i < rows; ++i) {
                const std::size_t row = cell.first + k + i;
                const std::uint8_t open = open_links(words.data() + i * words_a_person, week.link_limit);
                crowd.open_links[row] = (crowd.traits[row] & Trait::gone) ? 0 : open;
            }
        }
    });
}

std::span<const Mask> hear(const Crowd& crowd, std::span<const std::size_t> tasks, const Week& week, const Pass& pass,
                           const Table& table, std::span<CellNews> by_cell) {
    for_cells(crowd.cells, tasks,
              [&](std::size_t c, const CellRows& cell) { hear_directly(crowd, cell, week, pass, by_cell[c]); });
    std::copy_n(crowd.heard.begin(), crowd.direct.size(), crowd.direct.begin());
    std::span<Mask> known = crowd.heard, next = crowd.told;
    for (int round = 0; round < week.rounds && week.link_limit > 0; ++round, std::swap(known, next))
        for_cells(crowd.cells, tasks, [&](std::size_t, const CellRows& cell) { tell(crowd, cell, known, next); });
    for_tasks(tasks, [&](std::size_t first, std::size_t last) {
        Additions& additions = additions_of_thread(crowd.judged);
        for (std::size_t c = first; c < last; ++c) {
            const CellRows& cell = crowd.cells[c];
            const Mask anybody = heard_by_anybody(cell, known);
            if (anybody == 0) continue;
            additions.clear(anybody);
            table.fill(cell, anybody, additions);
            remember(crowd, cell, known, additions, by_cell[c]);
        }
    });
    return known;
}

}  // namespace peacenorm::intervention::civilians
