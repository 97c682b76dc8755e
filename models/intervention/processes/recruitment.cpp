// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <algorithm>

#include "models/intervention/mechanisms/control_contest.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/splitting.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/presence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention::processes {
namespace {

// Control follows strength; updated even when the mechanism is off.
void contest(const Recruit& week, PlaceId place) {
    const ControlContest& m = week.mechanisms().control_contest;
    double total = powered(m, forces_at(week, place));
    for (const GroupId g : week.setup.groups) total += powered(m, week.fighters(g, place));
    for (const GroupId g : week.setup.groups) {
        double& control = week[columns::slow_control](g, place);
        control = control_after_week(m, control, week.fighters(g, place), total);
    }
}

double joining(const Recruit& week, GroupId g, PlaceId place) {
    const Setup& setup = week.setup;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    const double fighters = fighters_at(week, place), own = week.fighters(g, place);
    const double control = control_in_force(week.mechanisms().control_contest, week[columns::slow_control](g, place),
                                            control_share(own, fighters - own, forces_at(week, place)));
    double sum = 0;
    for (const CommunityId c : setup.communities) {
        const auto cell = setup.cell_of(place, c);
        const bool open = !setup.own_community[g] || setup.own_community[g] == c;
        if (!cell || !open) continue;
        sum += recruits(week.mechanisms().recruitment, static_cast<double>(week.at_home(*cell)),
                        felt(feelings, week[columns::anger][*cell], feelings.base_anger),
                        felt(feelings, week[columns::fear][*cell], feelings.base_fear), control);
    }
    return sum;
}

void enlist(const Recruit& week, GroupId g, PlaceId place) {
    const Recruitment& m = week.mechanisms().recruitment;
    double& there = week[columns::recruits](g, place);
    const bool exists = week[columns::strength_of][g] > 0;
    const double left = exists ? recruits_left(m, there) : 0;
    const double fresh = exists && is_on(m.enabled) ? joining(week, g, place) : 0;
    week[columns::recruits_lost] += there - left;
    week[columns::recruited] += fresh;
    there = left + fresh;
    week.of(sums::recruits)[0] += there;
}

void split_or_merge(const Recruit& week, GroupId g) {
    const Splitting& m = week.mechanisms().splitting;
    const double u = week.uniform(g, streams::split);
    double& split = week[columns::split][g];
    if (split > 0) {
        if (u < merge_chance(m)) split = 0;
        return;
    }
    double loss = 0;
    for (const PlaceId place : week.setup.places)
        loss += week[columns::fighters](g, place) * week[columns::loss](g, place);
    const double talks = week.setup.group(g).accord.at(week.tick.date);
    if (u >= split_chance(m, std::min(1.0, loss), talks)) return;
    split = random::quantile(random::beta(2, 5), week.uniform(g, streams::split, 1));
}

}  // namespace

void recruit(const Recruit& week) {
    for (const PlaceId place : week.setup.places) contest(week, place);
    for (const GroupId g : week.setup.groups)
        for (const PlaceId place : week.setup.places) enlist(week, g, place);
    for (const GroupId g : week.setup.groups) {
        if (!(week[columns::strength_of][g] > 0)) continue;
        split_or_merge(week, g);
        week.of(sums::fragments)[0] += week[columns::split][g] > 0 ? 1 : 0;
    }
}

}  // namespace peacenorm::intervention::processes
