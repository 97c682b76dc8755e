// SPDX-License-Identifier: Apache-2.0
// The operations on a state: each keeps agents and grid in agreement.
#include "models/civil_violence/state.hpp"

#include <algorithm>

#include "models/civil_violence/rules.hpp"

namespace peacenorm::civil_violence {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// Whether an agent on a cell closes it to others.
bool blocks(Status status, Jailed jailed) {
    return status != Status::jailed || jailed == Jailed::block_their_cell;
}

constexpr std::uint32_t tried_blocks = 4;  // sixteen tries: with a quarter of the cells free, one in a hundred fails

}  // namespace

std::int32_t Step::cell_at(std::int32_t from, std::pair<std::int32_t, std::int32_t> away) const {
    std::int32_t x = from % setup.width + away.first, y = from / setup.width + away.second;
    if (x < 0) x += setup.width;
    if (x >= setup.width) x -= setup.width;
    if (y < 0) y += setup.height;
    if (y >= setup.height) y -= setup.height;
    return y * setup.width + x;
}

/// Counts an agent in or out of what its cell holds, and of what is seen from around.
void Step::count(std::int32_t agent, int change) const {
    Grid& g = grid();
    const Status status = agents().status[at(agent)];
    const std::int32_t cell = agents().cell[at(agent)];
    const auto add = [change](std::uint8_t& n) { n = static_cast<std::uint8_t>(n + change); };
    if (blocks(status, setup.parameters.jail.jailed)) add(g.blockers_at[at(cell)]);
    if (status == Status::cop) {
        add(g.cops_at[at(cell)]);
        spread(g.cops_seen, cell, change);
    } else if (status == Status::active) {
        add(g.actives_at[at(cell)]);
        spread(g.actives_seen, cell, change);
    }
}

/// Views are symmetric: those who see the cell are in its view.
void Step::spread(std::vector<std::uint16_t>& seen, std::int32_t cell, int change) const {
    if (seen.empty()) return;
    const auto add = [change](std::uint16_t* first, std::int32_t n) {
        for (std::int32_t i = 0; i < n; ++i) first[i] = static_cast<std::uint16_t>(first[i] + change);
    };
    for (const Span& span : setup.citizen_view.spans) {
        const std::int32_t first = cell_at(cell, {span.first_x, span.y});
        const std::int32_t row_end = (first / setup.width + 1) * setup.width;
        const std::int32_t here = std::min(span.count, row_end - first);
        add(seen.data() + first, here);
        if (here < span.count) add(seen.data() + row_end - setup.width, span.count - here);
    }
}

void Step::enter(std::int32_t agent, std::int32_t cell) const {
    agents().cell[at(agent)] = cell;
    grid().next_at[at(agent)] = grid().first_at[at(cell)];
    grid().first_at[at(cell)] = agent;
    count(agent, 1);
}

void Step::leave(std::int32_t agent) const {
    count(agent, -1);
    std::int32_t* link = &grid().first_at[at(agents().cell[at(agent)])];
    while (*link != agent) link = &grid().next_at[at(*link)];
    *link = grid().next_at[at(agent)];
    agents().cell[at(agent)] = nowhere;
}

void Step::become(std::int32_t agent, Status status) const {
    if (agents().status[at(agent)] == status) return;
    const bool is_placed = agents().cell[at(agent)] != nowhere;
    if (is_placed) count(agent, -1);
    agents().status[at(agent)] = status;
    if (is_placed) count(agent, 1);
}

void Step::jail(std::int32_t citizen, std::int32_t term) const {
    const Jail& jail = setup.parameters.jail;
    if (term == 0 && jail.counting == Counting::end_of_step) return become(citizen, Status::quiet);
    become(citizen, Status::jailed);
    agents().term[at(citizen)] = term;
    if (jail.jailed == Jailed::leave_the_grid) leave(citizen);
}

void Step::release(std::int32_t citizen) const {
    become(citizen, Status::quiet);
    agents().term[at(citizen)] = 0;
    if (agents().cell[at(citizen)] != nowhere) return;
    const std::int32_t cell = free_cell_anywhere(citizen, streams::release);
    // No free cell: waits off the grid, in jail for one step more.
    if (cell != nowhere) return enter(citizen, cell);
    become(citizen, Status::jailed);
    agents().term[at(citizen)] = 1;
}

std::int32_t Step::free_cell(std::int32_t agent, const View& view, random::Stream stream) const {
    const std::int32_t from = agents().cell[at(agent)];
    const auto n = static_cast<std::int64_t>(view.cells.size());
    for (std::uint32_t block = 0; block < tried_blocks; ++block) {
        for (const std::uint32_t word : words(at(agent), stream, block)) {
            const std::int32_t cell = cell_at(from, view.cells[at(pick(word, n))]);
            if (is_free(cell)) return cell;
        }
    }
    std::vector<std::int32_t> free;  // rare: then all are listed, which gives each the same chance as before
    for (const auto& away : view.cells)
        if (const std::int32_t cell = cell_at(from, away); is_free(cell)) free.push_back(cell);
    if (free.empty()) return nowhere;
    return free[at(pick(words(at(agent), stream, tried_blocks)[0], static_cast<std::int64_t>(free.size())))];
}

std::int32_t Step::free_cell_anywhere(std::int32_t agent, random::Stream stream) const {
    for (std::uint32_t block = 0; block < tried_blocks; ++block) {
        for (const std::uint32_t word : words(at(agent), stream, block))
            if (const std::int32_t cell = pick(word, setup.cells()); is_free(cell)) return cell;
    }
    std::vector<std::int32_t> free;
    for (std::int32_t cell = 0; cell < setup.cells(); ++cell)
        if (is_free(cell)) free.push_back(cell);
    if (free.empty()) return nowhere;
    return free[at(pick(words(at(agent), stream, tried_blocks)[0], static_cast<std::int64_t>(free.size())))];
}

bool Step::may_move(std::int32_t agent) const {
    const Movers movers = setup.parameters.turn.movers;
    return movers == Movers::all || (movers == Movers::cops && agents().status[at(agent)] == Status::cop);
}

std::int32_t Step::suspect_of(std::int32_t cop) const {
    const std::int32_t from = agents().cell[at(cop)];
    std::int32_t seen = 0;
    for (const auto& away : setup.cop_view.cells) seen += grid().actives_at[at(cell_at(from, away))];
    if (seen == 0) return nowhere;
    std::int32_t left = pick(word(at(cop), streams::suspect), seen);
    for (const auto& away : setup.cop_view.cells) {
        const std::int32_t cell = cell_at(from, away);
        if (left >= grid().actives_at[at(cell)]) {
            left -= grid().actives_at[at(cell)];
            continue;
        }
        std::int32_t agent = grid().first_at[at(cell)];
        for (;; agent = grid().next_at[at(agent)])
            if (agents().status[at(agent)] == Status::active && left-- == 0) return agent;
    }
    return nowhere;
}

std::int32_t Step::add_agent(Status status) const {
    Agents& a = agents();
    if (!state.vacant.empty()) {
        const std::int32_t row = state.vacant.back();
        state.vacant.pop_back();
        a.status[at(row)] = status;
        return row;
    }
    a.cell.push_back(nowhere);
    a.status.push_back(status);
    a.term.push_back(0);
    a.hardship.push_back(0);
    a.risk_aversion.push_back(0);
    a.group.push_back(0);
    a.dies.push_back(0);
    grid().next_at.push_back(nowhere);
    return static_cast<std::int32_t>(a.size()) - 1;
}

void Step::remove(std::int32_t agent) const {
    if (agents().cell[at(agent)] != nowhere) leave(agent);
    agents().status[at(agent)] = Status::gone;
    agents().term[at(agent)] = 0;
    state.vacated.push_back(agent);
}

}  // namespace peacenorm::civil_violence
