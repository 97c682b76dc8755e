// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/state/start.hpp"

#include <algorithm>

#include "models/intervention/civilians/first_population.hpp"
#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/civilians/kinship.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/protest.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/whole.hpp"
#include "sim/parallel/loops.hpp"

namespace peacenorm::intervention {
namespace {

// Integer weights that add up: the first agents stand for one person more, as many as the division leaves.
void populate(State& s, const Setup& setup, CellId c) {
    const Cell& cell = setup.cell[c];
    const auto agents = static_cast<std::int64_t>(cell.agents.size());
    std::int64_t rank = 0;
    for (const AgentId agent : cell.agents)
        s[columns::persons][agent] =
            static_cast<std::int32_t>(cell.persons / agents + (rank++ < cell.persons % agents ? 1 : 0));
    s[columns::alive][c] = cell.persons;
    s[columns::first_population] += cell.persons;
}

civilians::Make make_of(const Setup& setup, PlaceId place) {
    const Region& region = setup.parameters.regions[setup.region_of[place].index()];
    return {region.media, (1 + setup.place(place).alignment.value_or(region.alignment)) / 2,
            setup.place(place).in_town};
}

/// Traits, deviations and far kin of all civilians.
void draw_civilians(State& s, const Setup& setup, random::Key key) {
    std::vector<civilians::Judged> judged;
    judged.reserve(setup.judged.size());
    for (const OrganisationId o : setup.organisation_of) judged.push_back({setup.keys.of(o), setup.host != o});
    std::vector<std::int64_t> persons;
    persons.reserve(setup.cells.size());
    for (const Cell& cell : setup.cell) persons.push_back(cell.persons);
    const std::span<std::uint8_t> traits(&*s[columns::traits].begin(), setup.agents.size());
    const std::span<std::int16_t> deviations(&*s[columns::deviation].begin(), setup.agents.size() * judged.size());
    const std::span<civilians::FarKin> far_kin(&*s[columns::far_kin].begin(), setup.families.size());
    const auto draw = [&](std::size_t c) {
        const civilians::CellRows& cell = setup.cell_rows[c];
        civilians::draw_traits(cell, make_of(setup, PlaceId(cell.place)), key, traits.subspan(cell.first, cell.size));
        civilians::draw_deviations(cell, setup.parameters.opinion.deviation, judged, key,
                                   deviations.subspan(cell.first * judged.size(), cell.size * judged.size()));
        civilians::draw_far_kin(setup.cell_rows, c,
                                civilians::pull_on(setup.cell_rows, persons, c, setup.travel_hours, setup.capital), key,
                                far_kin);
    };
    parallel::for_each_dynamic(setup.tasks.size() - 1,
                               [&](std::size_t task) {
                                   for (std::size_t c = setup.tasks[task]; c < setup.tasks[task + 1]; ++c) draw(c);
                               },
                               {});
}

/// The places of a region that take in the displaced of a place: all others, by population.
class Refuges {
  public:
    Refuges(const Setup& setup, PlaceId home, RegionId region) : setup_(setup), home_(home), region_(region) {
        for (const PlaceId place : setup.places) sum_ += takes_in(place);
    }
    bool empty() const { return sum_ == 0; }
    /// Which of them a share of their population falls in.
    PlaceId at(double share) const {
        PlaceId refuge = home_;
        double left = share * static_cast<double>(sum_);
        for (const PlaceId place : setup_.places) {
            if (takes_in(place) == 0) continue;
            refuge = place;
            if ((left -= static_cast<double>(takes_in(place))) < 0) break;
        }
        return refuge;
    }

  private:
    std::int64_t takes_in(PlaceId place) const {
        return place != home_ && setup_.region_of[place] == region_ ? setup_.place(place).population : 0;
    }

    const Setup& setup_;
    PlaceId home_;
    RegionId region_;
    std::int64_t sum_ = 0;
};

/// Persons of a cell who stay in a region from the start: the last rows first, villagers before townspeople; those of
/// an agent in one place.
void shelter(State& s, const Setup& setup, CellId cell, RegionId region, std::int64_t persons) {
    const Refuges refuges(setup, setup.cell[cell].place, region);
    if (refuges.empty()) return;
    std::int64_t sheltered = 0;
    const auto send = [&](AgentId agent) {
        std::int32_t& fled = s[columns::fled][agent];
        const std::int32_t living = s[columns::persons][agent];
        const auto leaving = static_cast<std::int32_t>(std::min<std::int64_t>(living - fled, persons - sheltered));
        const double middle = static_cast<double>(sheltered) + leaving / 2.0;
        if (fled == 0)
            s[columns::refuge][agent] =
                static_cast<std::uint16_t>(refuges.at(middle / static_cast<double>(persons)).index());
        fled += leaving;
        sheltered += leaving;
        s[columns::traits][agent] = processes::with_most_away(s[columns::traits][agent], living, fled);
    };
    const Ids<AgentId> agents = setup.cell[cell].agents;
    for (std::size_t i = agents.size(); i-- > 0 && sheltered < persons;)
        if (s[columns::fled][agents[i]] == 0) send(agents[i]);
    for (std::size_t i = agents.size(); i-- > 0 && sheltered < persons;) send(agents[i]);
    s[columns::away][cell] += sheltered;
}

/// Who of a region is displaced before the first week: alike of all its cells, by who is at home.
void displace_first(State& s, const Setup& setup, RegionId region, RegionId refuge, std::int64_t persons) {
    const auto at_home = [&](CellId c) {
        return setup.region_of[setup.cell[c].place] == region ? s[columns::alive][c] - s[columns::away][c] : 0;
    };
    std::int64_t sum = 0;
    for (const CellId c : setup.cells) sum += at_home(c);
    if (sum == 0) return;
    Parts parts(std::min(persons, sum), sum);
    for (const CellId c : setup.cells) shelter(s, setup, c, refuge, parts.next(at_home(c)));
}

void displace_first(State& s, const Setup& setup) {
    if (!setup.parameters.mechanisms.displacement.enabled) return;
    const auto& regions = setup.parameters.regions;
    for (const RegionId region : setup.regions)
        for (const auto& [refuge, persons] : regions[region.index()].displaced_at_start)
            displace_first(s, setup, region, RegionId(regions.index(refuge)), whole(persons, 0.5));
}

/// Memories of a time before the first week.
void remember(State& s, const Setup& setup) {
    constexpr std::int32_t long_ago = -1'000'000;  // ticks
    const FearAndAnger& feelings = setup.parameters.mechanisms.fear_and_anger;
    s[columns::partner_belief].fill(0.5);
    s[columns::fear].fill(feelings.base_fear);
    s[columns::anger].fill(feelings.base_anger);
    s[columns::place_response].fill(ordinary_response);
    s[columns::last_threat].fill(long_ago);
    s[columns::arrived].fill(not_yet);
    s[columns::ledger_kept] = not_yet;
    s[columns::contested_until].fill(long_ago);
    s[columns::norm_memory] = setup.anchor;
    for (const ContingentId c : setup.contingents)
        if (const auto& commands = setup.commands[c]; !commands.empty())
            s[columns::contingent_norm][c] = setup.anchor[commands.front().organisation];
}

/// The world before the first week, as a process sees it; nothing is drawn or measured.
struct Before {
    study::Tick tick;
    record::Tally none;
    Week week;

    Before(State& s, const Setup& setup) : week{s, setup, tick, none} { tick.date = setup.horizon.start; }
    Before(const Before&) = delete;
};

void form_opinions(State& s, const Setup& setup) {
    const Before before(s, setup);
    const Week& week = before.week;
    for (const PlaceId place : setup.places)
        for (const JudgedId j : setup.judged) s[columns::standing](place, j) = processes::standing_of(week, place, j);
    processes::judge_all(week);
    const auto persons = static_cast<double>(std::max<std::int64_t>(1, s[columns::first_population]));
    for (const JudgedId j : setup.judged) s[columns::national][j] = processes::national_mean(week, j, persons);
}

}  // namespace

State start(const Setup& setup, random::Key key) {
    State state;
    allocate(state, setup);
    if (is_on(setup.parameters.mechanisms.protest.enabled)) state[columns::protest].reset(setup.agents);
    for (const CellId c : setup.cells) populate(state, setup, c);
    draw_civilians(state, setup, key);
    displace_first(state, setup);
    remember(state, setup);
    form_opinions(state, setup);
    const Before before(state, setup);
    for (const GroupId g : setup.groups) processes::muster_first(before.week, g, setup.horizon.start);
    for (const double fighters : state[columns::strength_of])
        state[columns::first_fighters] += static_cast<std::int64_t>(fighters);
    return state;
}

}  // namespace peacenorm::intervention
