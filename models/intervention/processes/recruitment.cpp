// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/recruitment.hpp"

#include <algorithm>

#include "models/intervention/mechanisms/control_contest.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/splitting.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention::processes {
namespace {

double forces_at(const Week& week, std::size_t place) {
    double forces = 0;
    for (std::size_t o = 0; o < week.setup.organisations; ++o)
        if (week.setup.parameters.organisations[o].executive) forces += week.persons_at(o, place);
    return forces;
}

// Control follows strength; kept up whatever the switch says.
void contest(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const ControlContest& m = week.mechanisms().control_contest;
    for (std::size_t place = 0; place < setup.places; ++place) {
        double total = powered(m, forces_at(week, place));
        for (std::size_t g = 0; g < setup.groups; ++g) total += powered(m, week.fighters(g, place));
        for (std::size_t g = 0; g < setup.groups; ++g) {
            double& control = s.slow_control[g * setup.places + place];
            control = control_after_week(m, control, week.fighters(g, place), total);
        }
    }
}

double joining(const Week& week, std::size_t g, std::size_t place) {
    const State& s = week.state;
    const Setup& setup = week.setup;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    double fighters = 0;
    for (std::size_t other = 0; other < setup.groups; ++other) fighters += week.fighters(other, place);
    const double own = week.fighters(g, place);
    const double control = control_in_force(week.mechanisms().control_contest, s.slow_control[g * setup.places + place],
                                            control_share(own, fighters - own, forces_at(week, place)));
    double sum = 0;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int found = setup.cell_of[place * setup.communities + c];
        const bool open = setup.own_community[g] < 0 || setup.own_community[g] == static_cast<int>(c);
        if (found < 0 || !open) continue;
        const auto cell = static_cast<std::size_t>(found);
        sum += recruits(week.mechanisms().recruitment, static_cast<double>(week.at_home(cell)),
                        felt(feelings, s.anger[cell], feelings.base_anger),
                        felt(feelings, s.fear[cell], feelings.base_fear), control);
    }
    return sum;
}

void enlist(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Recruitment& m = week.mechanisms().recruitment;
    for (std::size_t g = 0; g < setup.groups; ++g)
        for (std::size_t place = 0; place < setup.places; ++place) {
            double& there = s.recruits[g * setup.places + place];
            const bool exists = s.strength_of[g] > 0;
            const double left = exists ? recruits_left(m, there) : 0;
            const double fresh = exists && is_on(m.enabled) ? joining(week, g, place) : 0;
            s.recruits_lost += there - left;
            s.recruited += fresh;
            there = left + fresh;
            week.of(Measured::recruits)[0] += there;
        }
}

void split_or_merge(const Week& week, std::size_t g) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Splitting& m = week.mechanisms().splitting;
    const double u = week.uniform(g, streams::split);
    if (s.split[g] > 0) {
        if (u < merge_chance(m)) s.split[g] = 0;
        return;
    }
    double loss = 0;
    for (std::size_t place = 0; place < setup.places; ++place)
        loss += s.fighters[g * setup.places + place] * s.loss[g * setup.places + place];
    const double talks = setup.parameters.armed_groups[g].accord.at(week.tick.date);
    if (u >= split_chance(m, std::min(1.0, loss), talks)) return;
    s.split[g] = random::quantile(random::beta(2, 5), week.uniform(g, streams::split, 1));
}

}  // namespace

void recruit(const Week& week) {
    contest(week);
    enlist(week);
    for (std::size_t g = 0; g < week.setup.groups; ++g) {
        if (!(week.state.strength_of[g] > 0)) continue;
        split_or_merge(week, g);
        week.of(Measured::fragments)[0] += week.state.split[g] > 0 ? 1 : 0;
    }
}

}  // namespace peacenorm::intervention::processes
