// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "models/intervention/civilians/acting.hpp"
#include "models/intervention/mechanisms/self_defence.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/feelings.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t batch = 512;  ///< rows whose words are drawn at once

/// A group that those of a cell may join, and how: hazards a week.
struct Call {
    GroupId group;
    double joining = 0;    ///< at full readiness
    double defending = 0;  ///< in its people's self-defence, whatever one feels
};

/// Persons expected to take up arms in self-defence: of its own people, on its home ground.
double expected_to_defend(const Recruit& week, GroupId g, CellId cell) {
    const Setup& setup = week.setup;
    const auto& [place, community, agents, persons] = setup.cell[cell];
    if (setup.group(g).bloc != Bloc::communal || setup.own_community[g] != community) return 0;
    if (!(setup.core(g, place) > 0)) return 0;
    const SelfDefence& m = week.mechanisms().self_defence;
    const double able = m.able * static_cast<double>(week.at_home(cell)) - week.fighters(g, place);
    return expected_to_arm(m, std::max(0.0, able), week[columns::unanswered](place, community));
}

/// What calls the people of a cell to arms, before anybody of the week has joined.
ShortList<Call> calls_in(const Recruit& week, CellId cell, const Scratch::Scope& scratch) {
    const Setup& setup = week.setup;
    const auto& [place, community, agents, persons] = setup.cell[cell];
    ShortList<Call> calls = scratch.list<Call>(setup.groups.size());
    const double all = fighters_at(week, place), forces = forces_at(week, place);
    const auto at_home = static_cast<double>(week.at_home(cell));
    for (const GroupId g : setup.groups) {
        if (setup.own_community[g] && setup.own_community[g] != community) continue;
        const double own = week.fighters(g, place), control = control_share(own, all - own, forces);
        const double defenders = expected_to_defend(week, g, cell);
        const Call call{g, hazard_of_joining(week.mechanisms().recruitment, control),
                        at_home > 0 ? defenders / at_home : 0};
        if (call.joining + call.defending > 0) calls.add(call);
    }
    return calls;
}

/// The people of one cell decide whether to take up arms.
class Muster {
  public:
    Muster(const Recruit& week, CellId cell, std::span<const Call> calls)
        : week_(week), cell_(cell), rows_(week.setup.cell_rows[cell.index()]), calls_(calls), how_(how_felt(week)) {
        for (const Call& call : calls) {
            joining_ += call.joining;
            defending_ += call.defending;
        }
    }

    void decide() const {
        const double persons = std::ceil(static_cast<double>(week_.setup.cell[cell_].persons) /
                                         static_cast<double>(std::max<std::uint32_t>(1, rows_.size)));
        const std::uint64_t limit = civilians::limit_of_acting(joining_ + defending_, persons);
        std::array<std::uint32_t, batch> words;
        for (std::uint32_t k = 0; k < rows_.size; k += batch) {
            const std::size_t rows = std::min<std::size_t>(batch, rows_.size - k);
            random::fill_words(week_.tick.key, entity_number(rows_.key, k), week_.tick.clock, streams::recruits,
                               std::span(words).first(rows));
            for (std::size_t i = 0; i < rows; ++i)
                if (random::below(words[i], limit)) decide(static_cast<std::uint32_t>(k + i), words[i]);
        }
    }

  private:
    void decide(std::uint32_t k, std::uint32_t word) const {
        const AgentId agent(rows_.first + k);
        const civilians::Felt felt = civilians::levels(week_[columns::feelings][agent], how_);
        const double ready = readiness(week_.mechanisms().recruitment, felt.anger, felt.fear);
        const double hazard = joining_ * ready + defending_;
        const std::int32_t at_home = week_[columns::persons][agent] - week_[columns::fled][agent];
        const std::int32_t joiners = civilians::who_act(word, at_home, hazard);
        if (joiners == 0) return;
        const double u = random::uniform(week_.tick.key,
                                         {entity_number(rows_.key, k), week_.tick.clock, streams::group_joined.id}, 0);
        join(agent, joiners, ready, u * hazard);
    }

    /// All of an agent who join in a week join one group, drawn by what it adds to the hazard.
    void join(AgentId agent, std::int32_t joiners, double ready, double drawn) const {
        for (const Call& call : calls_) {
            const bool is_last = &call == &calls_.back();
            if (drawn < call.joining * ready) return enrol(agent, call.group, joiners, sums::recruits);
            drawn -= call.joining * ready;
            if (drawn < call.defending || is_last)
                return call.defending > 0 ? enrol(agent, call.group, joiners, sums::armed)
                                          : enrol(agent, call.group, joiners, sums::recruits);
            drawn -= call.defending;
        }
    }

    template <class Measure>
    void enrol(AgentId agent, GroupId group, std::int32_t joiners, const Measure& sum) const {
        const PlaceId place = week_.setup.cell[cell_].place;
        const auto turned_away = static_cast<std::int32_t>(enlist(week_, group, place, joiners));
        week_.of(Measured::turned_away)[0] += turned_away;
        week_.of(sum)[0] += joiners - turned_away;
        take_up_arms(week_, cell_, agent, joiners - turned_away);
    }

    const Recruit& week_;
    CellId cell_;
    const civilians::CellRows& rows_;
    std::span<const Call> calls_;
    civilians::HowFelt how_;
    double joining_ = 0, defending_ = 0;
};

void disarm(const Recruit& week, GroupId g) {
    const double chance =
        chance_to_disarm(week.mechanisms().self_defence, week.setup.group(g).disarmament.at(week.tick.date));
    if (!(chance > 0)) return;
    for (const BandId band : week.setup.bands_of[g]) {
        const std::int32_t fighters = week[columns::band_fighters][band];
        if (fighters == 0) continue;
        const std::int32_t leaving = random::binomial(week.uniform(band, streams::disarming), fighters, chance);
        week.of(sums::disarmed)[0] += discharge(week, band, leaving);
    }
}

}  // namespace

void recruit(const Recruit& week) {
    const Setup& setup = week.setup;
    for (const PlaceId place : setup.places) {
        const Scratch::Scope scratch = week.scratch();
        const auto calls = scratch.take<std::span<const Call>>(setup.cells_of[place].size());
        std::size_t i = 0;
        for (const CellId cell : setup.cells_of[place]) {
            const ShortList<Call> here = calls_in(week, cell, scratch);
            calls[i++] = {here.begin(), here.size()};
        }
        i = 0;
        for (const CellId cell : setup.cells_of[place]) {
            if (!calls[i].empty()) Muster(week, cell, calls[i]).decide();
            ++i;
        }
    }
    for (const GroupId g : setup.groups) {
        disarm(week, g);
        week.of(Measured::fighters)[g] += week[columns::strength_of][g];
    }
    for (const PlaceId place : setup.places) {
        week.of(Measured::fighters_place)[place] += fighters_at(week, place);
        week.of(Measured::forces_place)[place] += forces_at(week, place);
    }
}

}  // namespace peacenorm::intervention::processes
