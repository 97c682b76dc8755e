// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/fragmentation.hpp"
#include "models/intervention/mechanisms/logistics_support.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/mechanisms/posture_shift.hpp"
#include "models/intervention/rules/response_decision.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/mechanisms/support_crowding.hpp"
#include "models/intervention/rules/task_shares.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t max_organisations = 64;

double outbound_logistics(const Week& week, std::size_t o) {
    double sum = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p) sum += week.tie(o, p, Channel::logistics);
    return sum;
}

void share_out(const Week& week, std::size_t o) {
    const Parameters& p = week.setup.parameters;
    const Organisation& organisation = p.organisations[o];
    const Date date = week.mandate_date(o);
    const double pull = p.forces.mandate_pull;
    const Tasks& base = organisation.utilities;
    const Mechanisms& m = week.mechanisms();
    const Mandate& mandate = organisation.mandate;
    const auto norm = [&](Component c) { return norm_utility(m.norm_law, week.norm(o, c), week.anchor(o, c)); };
    const double watch = (norm(Component::restrain) + norm(Component::monitor)) / 2;
    const std::array<double, task_count> utilities{
        base.dialogue + norm(Component::protect),
        base.physical_protection + pull * mandate.protection.at(date) + norm(Component::protect),
        base.protective_environment + pull * mandate.human_rights.at(date) + watch,
        base.counter_terrorism + pull * mandate.counter_terrorism.at(date) + week.state.pulls[o],
        base.partner_support + pull * mandate.partner_support.at(date) +
            support_utility(m.support_crowding, outbound_logistics(week, o)),
        base.force_protection +
            protection_utility(m.force_protection, week.state.attack_memory[o], week.state.inbound[o])};
    const auto shares = with_quota(task_shares(utilities, p.forces.temperature), organisation.protection_quota);
    if (Conduct* told = week.told(o)) std::copy(shares.begin(), shares.end(), told->task_share.begin());
    const Conduct* imposed = week.imposed(o);
    const auto& chosen = imposed != nullptr ? imposed->task_share : shares;
    std::copy(chosen.begin(), chosen.end(), week.state.task_share.begin() + static_cast<long>(o * task_count));
}

/// The pull toward partners' counter-terrorism, from everybody's shares of last week, before any is changed.
void draw_in(const Week& week, std::span<double> pulls) {
    std::array<PlanningPartner, max_organisations> partners{};
    for (std::size_t o = 0; o < pulls.size(); ++o) {
        std::size_t count = 0;
        for (std::size_t p = 0; p < pulls.size(); ++p) {
            const double tie = std::max(week.tie(o, p, Channel::mandate), week.tie(p, o, Channel::mandate));
            if (tie > 0) partners[count++] = {tie, week.share(p, Task::counter_terrorism)};
        }
        week.state.drawn[o] = planned_fight(std::span(partners).first(count));
        pulls[o] = posture_utility(week.mechanisms().posture_shift, std::span(partners).first(count));
    }
}

/// Share of an organisation's hours that coordination leaves.
double coordinated(const Week& week, std::size_t o) {
    const Mechanisms& m = week.mechanisms();
    if (!is_on(m.fragmentation.enabled)) return 1;
    const Mandate& mandate = week.setup.parameters.organisations[o].mandate;
    const Date date = week.mandate_date(o);
    int tasks = 0;
    for (const Schedule* task :
         {&mandate.protection, &mandate.counter_terrorism, &mandate.partner_support, &mandate.human_rights})
        tasks += task->at(date) > 0 ? 1 : 0;
    double unclear = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p) {
        const double tie = week.tie(o, p, Channel::mandate);
        unclear += tie * (1 - clarity(m.shared_responsibility, tie));
    }
    return coordinated_share(m.fragmentation, tasks, unclear);
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
    draw_in(week, std::span(s.pulls));
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        s.hours[o] = s.strength[o] * per_person * coordinated(week, o);
        share_out(week, o);
    }
    for (std::size_t o = 0; o < week.setup.organisations; ++o) transfer(week, o);
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        const double hours = coordinated(week, o) * supported_hours(week.mechanisms().logistics_support, s.inbound[o]) *
                             per_person * week.share(o, Task::physical_protection) *
                             (1 - week.setup.parameters.organisations[o].police_share);
        for (std::size_t place = 0; place < week.setup.places; ++place) {
            double& left = s.base_hours[o * week.setup.places + place];
            left = hours_at_hand(week.setup.parameters.forces, left, hours * week.persons_at(o, place));
        }
    }
    tell(week);
}

}  // namespace peacenorm::intervention::processes
