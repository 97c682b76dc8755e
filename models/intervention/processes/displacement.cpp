// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/displacement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <span>

#include "models/intervention/civilians/acting.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/feelings.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/parallel/loops.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t batch = 512;  ///< rows whose words are drawn at once; whole families
static_assert(batch % civilians::family_size == 0);

bool in_conflict(const Displace& week, PlaceId place) {
    return week[columns::last_threat][place] > week.tick.index - week.mechanisms().displacement.unsafe_weeks;
}

double harm_per_10000(const Displace& week, PlaceId place) {
    double deaths = 0;
    for (const Threat& threat : week[columns::threats]) deaths += threat.place == place ? threat.deaths : 0;
    for (const Harm& harm : week[columns::harms]) deaths += harm.place == place ? harm.deaths : 0;
    const double persons = people_of(week, place);
    return persons > 0 ? 10000 * deaths / persons : 0;
}

/// Weights of the bordering places as destinations, and their sum, which is above 0 where there are any.
struct Destinations {
    std::span<double> weights;
    double total = 0;
};

Destinations destinations_from(const Displace& week, PlaceId home, const Scratch::Scope& scratch) {
    const Displacement& m = week.mechanisms().displacement;
    const auto neighbours = week.setup.neighbours_of(home);
    Destinations d{scratch.take<double>(neighbours.size())};
    const auto weigh = [&](std::size_t i, bool is_unsafe) {
        return d.weights[i] = destination_weight(m, is_unsafe, week.setup.road_km(home, neighbours[i].place));
    };
    for (std::size_t i = 0; i < neighbours.size(); ++i) d.total += weigh(i, in_conflict(week, neighbours[i].place));
    if (d.total >= std::numeric_limits<double>::min()) return d;
    d.total = 0;
    for (std::size_t i = 0; i < neighbours.size(); ++i) d.total += weigh(i, false);  // all in conflict, which cancels
    return d;
}

/// Which of the weights a share `u` of their sum falls in.
std::size_t drawn_by_weight(const Destinations& d, double u) {
    std::size_t i = 0;
    for (double left = u * d.total - d.weights[0]; left >= 0 && i + 1 < d.weights.size(); left -= d.weights[i]) ++i;
    return i;
}

/// What all of a cell have in common as they decide.
struct Ground {
    civilians::CellRows rows;
    PlaceId home;
    double harm = 0;  ///< deaths of the week in 10,000
    bool is_unsafe = false;
    Destinations destinations;
};

/// The people of one cell: who comes home, who leaves.
class Crossing {
  public:
    Crossing(const Displace& week, CellId cell, const Ground& ground)
        : week_(week), cell_(cell), ground_(ground), fear_(how_felt(week).fear) {}

    void come_home() {
        if (week_[columns::away][cell_] == 0 || ground_.is_unsafe) return;
        const std::uint64_t limit = random::threshold(chance_to_return(m_, false, base_, base_));
        std::array<std::uint32_t, batch> words;
        for (std::uint32_t k = 0; k < ground_.rows.size; k += batch) {
            const std::size_t rows = draw(k, streams::returns, words);
            for (std::size_t i = 0; i < rows; ++i)
                if (random::below(words[i], limit)) come_home(AgentId(ground_.rows.first + k + i), words[i]);
        }
    }

    void leave() {
        if (ground_.destinations.weights.empty() || !m_.enabled) return;
        const std::uint64_t limit = limit_of_leaving();
        if (limit == 0) return;
        std::array<std::uint32_t, batch> words;
        std::array<std::uint32_t, batch / kin> families;
        for (std::uint32_t k = 0; k < ground_.rows.size; k += batch) {
            const std::size_t rows = draw(k, streams::displacement, words);
            random::fill_words(week_.tick.key, entity_number(ground_.rows.key, k / kin), week_.tick.clock,
                               streams::families, std::span(families).first((rows + kin - 1) / kin));
            for (std::size_t i = 0; i < rows; ++i) {
                const std::size_t who = random::below(families[i / kin], together_) ? i / kin * kin : i;
                if (!random::below(words[who], limit)) continue;
                const AgentId agent(ground_.rows.first + k + i);
                if (may_leave(agent, words[who])) leave(agent, AgentId(ground_.rows.first + k + who), words[who]);
            }
        }
    }

  private:
    static constexpr std::size_t kin = civilians::family_size;

    /// Words of the rows from the k-th on; how many rows.
    std::size_t draw(std::uint32_t k, random::Stream stream, std::span<std::uint32_t, batch> words) const {
        const std::size_t rows = std::min<std::size_t>(batch, ground_.rows.size - k);
        random::fill_words(week_.tick.key, entity_number(ground_.rows.key, k), week_.tick.clock, stream,
                           words.first(rows));
        return rows;
    }
    double fear_of(AgentId agent) const { return civilians::level(week_[columns::feelings][agent].fear, fear_); }

    /// Those of an agent who are away stay together, and come home together.
    void come_home(AgentId agent, std::uint32_t word) {
        std::int32_t& fled = week_[columns::fled][agent];
        if (fled == 0) return;
        if (!random::below(word, random::threshold(chance_to_return(m_, false, fear_of(agent), base_)))) return;
        week_[columns::away][cell_] -= fled;
        fled = 0;
        look(agent);
    }

    /// A bound on the chance that anybody leaves, which costs little: hazards of persons add up. It never falls when
    /// what is stored or the persons rise.
    double most_likely(float stored, std::int32_t persons) const {
        const double stirred = static_cast<double>(fear_.rise) * static_cast<double>(stored);
        const double fear = static_cast<double>(fear_.left) * std::min(1.0, civilians::above_chance(stirred));
        constexpr double margin = 1 + 1e-6;  // of rounding
        return margin * civilians::above_chance(hazard_of_leaving(m_, ground_.harm, fear) * persons);
    }
    bool may_leave(AgentId agent, std::uint32_t word) const {
        return word * 0x1p-32 < most_likely(week_[columns::feelings][agent].fear, week_[columns::persons][agent]);
    }

    /// Whoever's word is not below this does not leave, whichever agent of the cell it is: most need no further look.
    std::uint64_t limit_of_leaving() const {
        float stored = 0;
        std::int32_t persons = 0;
        for (std::uint32_t k = 0; k < ground_.rows.size; ++k) {
            const AgentId agent(ground_.rows.first + k);
            stored = std::max(stored, week_[columns::feelings][agent].fear);
            persons = std::max(persons, week_[columns::persons][agent]);
        }
        return static_cast<std::uint64_t>(std::ceil(std::min(1.0, most_likely(stored, persons)) * 0x1p32));
    }

    /// `with` is who decides for its kin, or the agent itself.
    void leave(AgentId agent, AgentId with, std::uint32_t word) {
        std::int32_t& fled = week_[columns::fled][agent];
        const std::int32_t at_home = week_[columns::persons][agent] - fled;
        const double hazard = hazard_of_leaving(m_, ground_.harm, std::max(0.0, fear_of(agent) - base_));
        const std::int32_t leaving = civilians::who_act(word, at_home, hazard);
        if (leaving == 0) return;
        if (fled == 0) week_[columns::refuge][agent] = refuge_of(with);
        fled += leaving;
        week_[columns::away][cell_] += leaving;
        look(agent);
    }

    std::uint16_t refuge_of(AgentId agent) const {
        const double u = random::uniform(week_.tick.key,
                                         {entity_number(ground_.rows.key, agent.index() - ground_.rows.first),
                                          week_.tick.clock, streams::destinations.id},
                                         0);
        const auto neighbours = week_.setup.neighbours_of(ground_.home);
        return static_cast<std::uint16_t>(neighbours[drawn_by_weight(ground_.destinations, u)].place.index());
    }

    void look(AgentId agent) const {
        week_[columns::traits][agent] =
            with_most_away(week_[columns::traits][agent], week_[columns::persons][agent], week_[columns::fled][agent]);
    }

    const Displace& week_;
    CellId cell_;
    const Ground& ground_;
    civilians::Stirring fear_;
    const Displacement& m_ = week_.mechanisms().displacement;
    double base_ = week_.mechanisms().fear_and_anger.base_fear;
    std::uint64_t together_ = random::threshold(m_.together);
};

}  // namespace

// People keep their community, their memories and their home; while away they are out of reach of what happens there,
// and hear where they stay.
void displace(const Displace& week) {
    const Setup& setup = week.setup;
    const Scratch::Scope scratch = week.scratch();
    const auto grounds = scratch.take<Ground>(setup.cells.size());
    for (const PlaceId place : setup.places) {
        const Ground here{
            {}, place, harm_per_10000(week, place), in_conflict(week, place), destinations_from(week, place, scratch)};
        for (const CellId c : setup.cells_of[place]) {
            grounds[c.index()] = here;
            grounds[c.index()].rows = setup.cell_rows[c.index()];
        }
    }
    const auto run = [&](std::size_t task) {
        for (std::size_t c = setup.tasks[task]; c < setup.tasks[task + 1]; ++c) {
            Crossing crossing(week, CellId(c), grounds[c]);
            crossing.come_home();
            crossing.leave();
        }
    };
    parallel::for_each_dynamic(setup.tasks.size() - 1, std::cref(run), {});
    for (const CellId c : setup.cells)
        week.of(sums::displaced)[setup.region_of[setup.cell[c].place]] += static_cast<double>(week[columns::away][c]);
}

}  // namespace peacenorm::intervention::processes
