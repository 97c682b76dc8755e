// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <algorithm>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/self_defence.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/whole.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Persons expected to join a group in a place, by anger and its control there.
double expected_to_join(const Recruit& week, GroupId g, PlaceId place) {
    const Setup& setup = week.setup;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    const double fighters = fighters_at(week, place), own = week.fighters(g, place);
    const double control = control_share(own, fighters - own, forces_at(week, place));
    if (!(control > 0)) return 0;
    double sum = 0;
    for (const CellId c : setup.cells_of[place]) {
        if (setup.own_community[g] && setup.own_community[g] != setup.cell[c].community) continue;
        sum += recruits(week.mechanisms().recruitment, static_cast<double>(week.at_home(c)),
                        felt(feelings, week[columns::anger][c], feelings.base_anger),
                        felt(feelings, week[columns::fear][c], feelings.base_fear), control);
    }
    return sum;
}

/// Persons expected to take up arms in self-defence: of its own people, on its home ground.
double expected_to_defend(const Recruit& week, GroupId g, PlaceId place) {
    const Setup& setup = week.setup;
    const auto own = setup.own_community[g];
    if (setup.group(g).bloc != Bloc::communal || !own || !(setup.core(g, place) > 0)) return 0;
    const auto cell = setup.cell_of(place, *own);
    if (!cell) return 0;
    const SelfDefence& m = week.mechanisms().self_defence;
    const double able = m.able * static_cast<double>(week.at_home(*cell)) - week.fighters(g, place);
    return expected_to_arm(m, std::max(0.0, able), week[columns::unanswered](place, *own));
}

/// Whole persons join; returns how many found a band.
double join(const Recruit& week, GroupId g, PlaceId place, double expected, random::Stream stream) {
    if (!(expected > 0)) return 0;
    const double u = week.uniform(random::paired(week.setup.keys.of(g), week.setup.keys.of(place)), stream);
    const std::int64_t persons = whole(expected, u);
    if (persons == 0) return 0;
    const std::int64_t turned_away = enlist(week, g, place, persons);
    week.of(Measured::turned_away)[0] += static_cast<double>(turned_away);
    return static_cast<double>(persons - turned_away);
}

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
    for (const GroupId g : week.setup.groups) {
        for (const PlaceId place : week.setup.places) {
            week.of(sums::recruits)[0] += join(week, g, place, expected_to_join(week, g, place), streams::recruits);
            week.of(sums::armed)[0] += join(week, g, place, expected_to_defend(week, g, place), streams::arming);
        }
        disarm(week, g);
        week.of(Measured::fighters)[g] += week[columns::strength_of][g];
    }
}

}  // namespace peacenorm::intervention::processes
