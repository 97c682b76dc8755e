// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/support_crowding.hpp"
#include "models/intervention/mechanisms/task_shares.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

double outbound_logistics(const Week& week, std::size_t o) {
    double sum = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p) sum += week.tie(o, p, Channel::logistics);
    return sum;
}

void share_out(const Week& week, std::size_t o) {
    const Parameters& p = week.setup.parameters;
    const Organisation& organisation = p.organisations[o];
    const Date date = week.tick.date;
    const double pull = p.forces.mandate_pull;
    const Tasks& base = organisation.utilities;
    const double support = support_utility(week.mechanisms().support_crowding, outbound_logistics(week, o));
    const std::array<double, task_count> utilities{
        base.dialogue,
        base.physical_protection + pull * organisation.mandate.protection.at(date),
        base.protective_environment + pull * organisation.mandate.protection.at(date),
        base.counter_terrorism + pull * organisation.mandate.counter_terrorism.at(date),
        base.partner_support + pull * organisation.mandate.partner_support.at(date) + support,
        base.force_protection};
    const auto shares = task_shares(utilities, p.forces.temperature);
    std::copy(shares.begin(), shares.end(), week.state.task_share.begin() + static_cast<long>(o * task_count));
}

void transfer(const Week& week, std::size_t donor) {
    const double out = outbound_logistics(week, donor);
    if (!(out > 0)) return;
    State& s = week.state;
    const double donated = s.hours[donor] * week.share(donor, Task::partner_support);
    const double arriving = transferred_hours(week.mechanisms().support_crowding, donated);
    for (std::size_t p = 0; p < week.setup.organisations; ++p)
        s.received_hours[p] += arriving * week.tie(donor, p, Channel::logistics) / out;
    if (arriving > 0) week.of(Measured::hours_lost)[donor] += donated - arriving;
}

void tell(const Week& week) {
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        const double hours = week.state.hours[o];
        week.of(Measured::hours)[o] = hours;
        week.of(Measured::hours_tier1)[o] = hours * week.share(o, Task::dialogue);
        week.of(Measured::hours_protection)[o] = hours * week.share(o, Task::physical_protection);
        week.of(Measured::hours_tier3)[o] = hours * week.share(o, Task::protective_environment);
        week.of(Measured::hours_counter_terrorism)[o] = hours * week.share(o, Task::counter_terrorism);
        week.of(Measured::hours_support)[o] = hours * week.share(o, Task::partner_support);
        week.of(Measured::hours_force_protection)[o] = hours * week.share(o, Task::force_protection);
        week.of(Measured::hours_received)[o] = week.state.received_hours[o];
    }
}

}  // namespace

void assign_tasks(const Week& week) {
    State& s = week.state;
    const double per_person = week.setup.parameters.forces.hours_per_week;
    std::fill(s.received_hours.begin(), s.received_hours.end(), 0.0);
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        s.hours[o] = s.strength[o] * per_person;
        share_out(week, o);
    }
    for (std::size_t o = 0; o < week.setup.organisations; ++o) transfer(week, o);
    for (std::size_t o = 0; o < week.setup.organisations; ++o)
        for (std::size_t place = 0; place < week.setup.places; ++place)
            s.base_hours[o * week.setup.places + place] =
                week.persons_at(o, place) * per_person * week.share(o, Task::physical_protection);
    tell(week);
}

}  // namespace peacenorm::intervention::processes
