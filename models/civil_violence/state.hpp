// SPDX-License-Identifier: Apache-2.0
// The state of a run, and the few operations that keep its parts in agreement.
#pragma once

#include <cstdint>
#include <vector>

#include "models/civil_violence/setup.hpp"
#include "models/civil_violence/streams.hpp"
#include "sim/model/adapter.hpp"

namespace peacenorm::civil_violence {

enum class Status : std::uint8_t { quiet, active, jailed, cop, gone };
inline constexpr std::int32_t nowhere = -1;  ///< no cell, or no agent

/// Citizens and cops, by row. Rows of the dead and withdrawn (`gone`) are used again.
struct Agents {
    std::vector<std::int32_t> cell;  ///< or nowhere
    std::vector<Status> status;
    std::vector<std::int32_t> term;  ///< steps left in jail
    std::vector<double> hardship, risk_aversion;
    std::vector<std::uint8_t> group;
    std::vector<std::int32_t> dies;  ///< model II: the tick of death of old age
    std::size_t size() const { return cell.size(); }
};

/// Who is where, by cell; all follow from `Agents` and are kept up with every change.
struct Grid {
    std::vector<std::int32_t> first_at;     ///< an agent on the cell; the others hang on `next_at`
    std::vector<std::int32_t> next_at;      ///< by agent: another agent on its cell
    std::vector<std::uint8_t> blockers_at;  ///< agents that close the cell to others
    std::vector<std::uint8_t> cops_at, actives_at;
    std::vector<std::uint16_t> cops_seen, actives_seen;  ///< from the cell, by a citizen; empty in waves
};

/// Outbursts: runs of steps with more than `outbursts.above` active.
struct Calm {
    bool in_outburst = false;
    bool has_seen_one = false;
    std::int64_t steps = 0;  ///< since the last outburst ended
};

/// What the parallel variant works on; empty otherwise.
struct Waves {
    std::vector<std::int32_t> starts;   ///< by block of agents and lot: where it begins in `rows`
    std::vector<std::int64_t> arrests;  ///< by block of agents
    std::vector<std::uint32_t> sums;    ///< along each row: cops in the low half, actives in the high one
    std::vector<std::int32_t> claim;    ///< by the claimant's cell: the cell that it claims, or nowhere
    std::vector<std::uint32_t> bid;     ///< by the claimant's cell: the lot that decides among claims, lowest first
    std::vector<std::int32_t> winner;   ///< by the claimed cell: the claimant's cell
};

struct State {
    Frame frame;
    Agents agents;
    Grid grid;
    std::vector<std::int32_t> vacant;   ///< rows to use again
    std::vector<std::int32_t> vacated;  ///< since the step began: to use again from the next on
    double cop_density = 0;             ///< the one in force, to notice a change
    std::int64_t arrests = 0;           ///< of the step
    std::int64_t killed = 0;            ///< of the step
    Calm calm;
    std::vector<std::int32_t> rows;    ///< scratch: the order of a step
    std::vector<std::uint32_t> words;  ///< scratch: draws by row
    Waves waves;
};

/// One step under way. A copy of references.
struct Step {
    State& state;
    const Setup& setup;
    random::Key key;
    std::uint32_t clock;  ///< of addresses
    std::int32_t tick;

    Agents& agents() const { return state.agents; }
    Grid& grid() const { return state.grid; }
    std::array<std::uint32_t, 4> words(std::size_t agent, random::Stream stream, std::uint32_t block = 0) const {
        return random::block(key, {agent, clock, stream.id}, block);
    }
    std::uint32_t word(std::size_t agent, random::Stream stream) const { return words(agent, stream)[0]; }
    double uniform(std::size_t agent, random::Stream stream) const {
        return random::uniform(key, {agent, clock, stream.id});
    }

    /// The cell (x, y) away on the torus; |x| < width, |y| < height.
    std::int32_t cell_at(std::int32_t from, std::pair<std::int32_t, std::int32_t> away) const;

    /// Puts an agent that is nowhere on a cell, or takes it off.
    void enter(std::int32_t agent, std::int32_t cell) const;
    void leave(std::int32_t agent) const;
    void move(std::int32_t agent, std::int32_t cell) const {
        leave(agent);
        enter(agent, cell);
    }
    /// Changes the status of an agent, wherever it is.
    void become(std::int32_t agent, Status status) const;
    /// Arrests a citizen; a term of 0 that is counted at the end of a step is none.
    void jail(std::int32_t citizen, std::int32_t term) const;
    /// Lets a prisoner go, quiet; from off the grid to a random free cell. Random: release by agent.
    void release(std::int32_t citizen) const;

    bool is_free(std::int32_t cell) const { return grid().blockers_at[static_cast<std::size_t>(cell)] == 0; }
    /// A free cell of a view at random, or nowhere. Random: up to 17 words of the stream by agent.
    std::int32_t free_cell(std::int32_t agent, const View& view, random::Stream stream) const;
    /// A free cell of the grid at random, or nowhere. Random: as above.
    std::int32_t free_cell_anywhere(std::int32_t agent, random::Stream stream) const;
    /// A new agent, nowhere yet. Shape: its row.
    std::int32_t add_agent(Status status) const;
    /// Takes an agent away for good.
    void remove(std::int32_t agent) const;

    bool may_move(std::int32_t agent) const;
    const View& view_of(std::int32_t agent) const {
        return agents().status[static_cast<std::size_t>(agent)] == Status::cop ? setup.cop_view : setup.citizen_view;
    }
    /// An active citizen in a cop's view at random, or nowhere. Random: suspect by cop.
    std::int32_t suspect_of(std::int32_t cop) const;

  private:
    void count(std::int32_t agent, int change) const;
    void spread(std::vector<std::uint16_t>& seen, std::int32_t cell, int change) const;
};

State start(const Setup& setup, random::Key key);

// The processes of a step, in order.
void station_cops(const Step& step);    ///< adds or withdraws cops when their density has changed
void act_one_by_one(const Step& step);  ///< epstein_2002: each in a random order
void act_in_waves(const Step& step);    ///< the parallel variant
void end_of_step(const Step& step);     ///< terms that are counted for all; deaths of old age

/// Model II, in an active citizen's turn: kills one of the other group in view. Random: victim by agent.
void kill(const Step& step, std::int32_t citizen);
/// Model II, in a free citizen's turn: a child on a free cell in view, perhaps. Random: clone, child_place,
/// child_traits by agent.
void clone(const Step& step, std::int32_t citizen);

}  // namespace peacenorm::civil_violence
