// SPDX-License-Identifier: Apache-2.0
// The parallel variant: each agent acts in one of a step's waves, by lot; all of a wave act at once on what they see at
// its start. Who claims the same cell or suspect draws lots; losers stay, or arrest nobody, in this step. One wave is
// synchronous; more of them come closer to random activation.
// SAFETY: a loop over agents writes its own agent's row and cells that only this agent can have won.
#include <algorithm>

#include "models/civil_violence/rules.hpp"
#include "models/civil_violence/state.hpp"
#include "sim/parallel/loops.hpp"

namespace peacenorm::civil_violence {
namespace {

constexpr std::int32_t band = 64;  ///< rows of cells that one task settles claims on; no result depends on it

/// Where the lots of a block begin in `rows`: twice its waves (citizens, cops), and the end.
std::int32_t* starts_of(const Step& step, std::size_t first_row) {
    const auto lots = static_cast<std::size_t>(2 * step.setup.parameters.turn.waves);
    return step.state.waves.starts.data() + first_row / parallel::block_size * (lots + 1);
}

enum class Who { all, cops };

/// Calls act(row) for the agents of a wave, by several threads.
template <class Act>
void for_wave(const Step& step, int wave, Who who, const Act& act) {
    const State& s = step.state;
    parallel::for_blocks(s.agents.size(), [&](std::size_t first, std::size_t /*last*/) {
        const std::int32_t* starts = starts_of(step, first) + 2 * wave;
        for (std::int32_t i = starts[who == Who::cops ? 1 : 0]; i < starts[2]; ++i)
            act(static_cast<std::size_t>(s.rows[static_cast<std::size_t>(i)]));
    });
}

/// Sorts a block of agents by the wave they draw, citizens before cops. Random: wave by agent.
void sort_block(const Step& step, std::size_t first, std::size_t last) {
    State& s = step.state;
    const std::int64_t waves = step.setup.parameters.turn.waves;
    const auto lots = static_cast<std::size_t>(2 * waves);
    const auto words = std::span(s.words).subspan(first, last - first);
    random::fill_words(step.key, first, step.clock, streams::wave, words);
    const auto lot_of = [&](std::size_t row) {
        return static_cast<std::size_t>(2 * pick(s.words[row], waves) + (s.agents.status[row] == Status::cop ? 1 : 0));
    };
    std::array<std::int32_t, 2 * most_waves + 1> next{};
    for (std::size_t row = first; row < last; ++row)
        if (s.agents.status[row] != Status::gone) ++next[lot_of(row) + 1];
    next[0] = static_cast<std::int32_t>(first);
    for (std::size_t lot = 1; lot <= lots; ++lot) next[lot] += next[lot - 1];
    std::copy_n(next.begin(), lots + 1, starts_of(step, first));
    for (std::size_t row = first; row < last; ++row)
        if (s.agents.status[row] != Status::gone)
            s.rows[static_cast<std::size_t>(next[lot_of(row)]++)] = static_cast<std::int32_t>(row);
}

void draw_waves(const Step& step) {
    State& s = step.state;
    const auto cells = static_cast<std::size_t>(step.setup.cells());
    const std::size_t agents = s.agents.size(), blocks = agents / parallel::block_size + 1;
    s.words.resize(agents);
    s.rows.resize(agents);
    s.waves.starts.resize(blocks * static_cast<std::size_t>(2 * step.setup.parameters.turn.waves + 1));
    s.waves.arrests.assign(blocks, 0);
    s.waves.claim.resize(cells, nowhere);
    s.waves.bid.resize(cells);
    s.waves.winner.resize(cells, nowhere);
    parallel::for_blocks(agents, [&](std::size_t first, std::size_t last) { sort_block(step, first, last); });
}

/// Counts terms down in the prisoners' own turn; a term of 0 ends in it.
void serve_terms(const Step& step, int wave) {
    if (step.setup.parameters.jail.counting == Counting::end_of_step) return;
    Agents& a = step.agents();
    for_wave(step, wave, Who::all, [&](std::size_t row) {
        if (a.status[row] != Status::jailed || a.term[row] == life) return;
        if (a.term[row] > 0) {
            --a.term[row];
        } else {
            step.become(static_cast<std::int32_t>(row), Status::quiet);
        }
    });
}

/// Running sums along each row, with the row's ends repeated on both sides, so that any span is one difference.
void sum_rows(const Step& step) {
    const std::int32_t width = step.setup.width, reach = step.setup.citizen_view.reach;
    const auto stride = static_cast<std::size_t>(width + 2 * reach + 1);
    auto& sums = step.state.waves.sums;
    sums.resize(stride * static_cast<std::size_t>(step.setup.height));
    const std::int32_t tasks = (step.setup.height + band - 1) / band;
    const auto sum_band = [&](std::size_t task) {
        const auto first = static_cast<std::int32_t>(task) * band;
        for (std::int32_t y = first; y < std::min(first + band, step.setup.height); ++y) {
            const std::uint8_t* cops = step.grid().cops_at.data() + static_cast<std::ptrdiff_t>(y) * width;
            const std::uint8_t* actives = step.grid().actives_at.data() + static_cast<std::ptrdiff_t>(y) * width;
            std::uint32_t* out = sums.data() + static_cast<std::size_t>(y) * stride;
            std::uint32_t sum = 0;
            const auto take = [&](std::int32_t from, std::int32_t to) {
                for (std::int32_t x = from; x < to; ++x) {
                    *out++ = sum;
                    sum += cops[x] + (static_cast<std::uint32_t>(actives[x]) << 16U);
                }
            };
            take(width - reach, width);
            take(0, width);
            take(0, reach);
            *out = sum;
        }
    };
    parallel::for_each_dynamic(static_cast<std::size_t>(tasks), sum_band, {});
}

struct Seen {
    int cops, actives;
};

/// What a citizen sees from a cell. The halves of a difference are right as long as each sum fits in 16 bits.
Seen look(const Step& step, std::int32_t cell) {
    const std::int32_t width = step.setup.width, height = step.setup.height, reach = step.setup.citizen_view.reach;
    const std::size_t stride = static_cast<std::size_t>(width + 2 * reach + 1);
    const std::int32_t x = cell % width + reach, y = cell / width;
    std::uint32_t seen = 0;
    for (const Span& span : step.setup.citizen_view.spans) {
        std::int32_t row = y + span.y;
        if (row < 0) row += height;
        if (row >= height) row -= height;
        const std::uint32_t* sums = step.state.waves.sums.data() + static_cast<std::size_t>(row) * stride;
        seen += sums[x + span.first_x + span.count] - sums[x + span.first_x];
    }
    return {static_cast<int>(seen & 0xffffU), static_cast<int>(seen >> 16U)};
}

void decide(const Step& step, int wave) {
    sum_rows(step);
    const Agents& a = step.agents();
    for_wave(step, wave, Who::all, [&](std::size_t row) {
        if (a.status[row] == Status::cop || a.status[row] == Status::jailed) return;
        const Seen seen = look(step, a.cell[row]);
        const bool active =
            is_active(step.setup.parameters.grievance, a.hardship[row], a.risk_aversion[row], seen.cops, seen.actives);
        step.become(static_cast<std::int32_t>(row), active ? Status::active : Status::quiet);
    });
}

/// Claims a cell for an agent. Random: bid by agent; a word each for the two kinds of claims.
void claim(const Step& step, std::size_t row, std::int32_t cell, std::size_t kind) {
    const auto from = static_cast<std::size_t>(step.agents().cell[row]);
    step.state.waves.claim[from] = cell;
    if (cell != nowhere) step.state.waves.bid[from] = step.words(row, streams::bid)[kind];
}

/// Settles the claims on the cells of some rows, given the rows where claimants may stand: lowest bid, then lowest
/// cell.
void settle_band(const Step& step, std::int32_t first, std::int32_t last, std::int32_t reach) {
    Waves& w = step.state.waves;
    const std::int32_t width = step.setup.width, height = step.setup.height;
    const std::int32_t low = first * width, high = last * width;
    const std::int32_t rows = std::min(last - first + 2 * reach, height);
    for (std::int32_t i = 0; i < rows; ++i) {
        const std::int32_t y = (first - reach + i + 2 * height) % height;
        for (std::int32_t from = y * width; from < (y + 1) * width; ++from) {
            const std::int32_t cell = w.claim[static_cast<std::size_t>(from)];
            if (cell < low || cell >= high) continue;
            std::int32_t& winner = w.winner[static_cast<std::size_t>(cell)];
            const auto rank = [&](std::int32_t c) { return std::pair(w.bid[static_cast<std::size_t>(c)], c); };
            // A winner of an earlier wave is one no more, unless it claims this very cell again.
            const bool is_vacant = winner == nowhere || w.claim[static_cast<std::size_t>(winner)] != cell;
            if (is_vacant || rank(from) < rank(winner)) winner = from;
        }
    }
}

void settle(const Step& step) {
    const std::int32_t height = step.setup.height;
    const std::int32_t reach = std::max(step.setup.citizen_view.reach, step.setup.cop_view.reach);
    const auto tasks = static_cast<std::size_t>((height + band - 1) / band);
    parallel::for_each_dynamic(tasks,
                               [&](std::size_t task) {
                                   const auto first = static_cast<std::int32_t>(task) * band;
                                   settle_band(step, first, std::min(first + band, height), reach);
                               },
                               {});
}

/// The cell that an agent has won, or nowhere; its claim is then used up.
std::int32_t won(const Step& step, std::size_t row) {
    const std::int32_t from = step.agents().cell[row];
    const std::int32_t cell = std::exchange(step.state.waves.claim[static_cast<std::size_t>(from)], nowhere);
    return cell != nowhere && step.state.waves.winner[static_cast<std::size_t>(cell)] == from ? cell : nowhere;
}

void move(const Step& step, int wave) {
    for_wave(step, wave, Who::all, [&](std::size_t row) {
        const auto agent = static_cast<std::int32_t>(row);
        if (step.agents().status[row] == Status::jailed || !step.may_move(agent)) return;
        claim(step, row, step.free_cell(agent, step.view_of(agent), streams::move), 0);
    });
    settle(step);
    for_wave(step, wave, Who::all, [&](std::size_t row) {
        const std::int32_t cell = won(step, row);
        if (cell != nowhere) step.move(static_cast<std::int32_t>(row), cell);
    });
}

void arrest(const Step& step, int wave) {
    const Agents& a = step.agents();
    for_wave(step, wave, Who::cops, [&](std::size_t row) {
        const std::int32_t suspect = step.suspect_of(static_cast<std::int32_t>(row));
        if (suspect != nowhere) claim(step, row, a.cell[static_cast<std::size_t>(suspect)], 1);
    });
    settle(step);
    for_wave(step, wave, Who::cops, [&](std::size_t row) {
        const std::int32_t cell = won(step, row);
        if (cell == nowhere) return;
        ++step.state.waves.arrests[row / parallel::block_size];
        const std::int32_t term = sentence(step.setup.parameters.jail, step.word(row, streams::sentence));
        step.jail(step.grid().first_at[static_cast<std::size_t>(cell)], term);
    });
}

}  // namespace

void act_in_waves(const Step& step) {
    draw_waves(step);
    for (int wave = 0; wave < step.setup.parameters.turn.waves; ++wave) {
        const bool moves_first = step.setup.parameters.turn.order == Order::move_then_decide;
        serve_terms(step, wave);
        if (moves_first) move(step, wave);
        decide(step, wave);
        arrest(step, wave);
        if (!moves_first) move(step, wave);
    }
    for (const std::int64_t arrests : step.state.waves.arrests) step.state.arrests += arrests;
}

}  // namespace peacenorm::civil_violence
