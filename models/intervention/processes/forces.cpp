// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/fragmentation.hpp"
#include "models/intervention/mechanisms/logistics_support.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/mechanisms/posture_shift.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/mechanisms/support_crowding.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/response_decision.hpp"
#include "models/intervention/rules/task_shares.hpp"

namespace peacenorm::intervention::processes {
namespace {

double outbound_logistics(const AssignTasks& week, OrganisationId o) {
    double sum = 0;
    for (const OrganisationId p : week.setup.organisations) sum += week.tie(o, p, Channel::logistics);
    return sum;
}

/// The utility of each task; `pull`: toward partners' counter-terrorism.
TaskShares utilities_of(const AssignTasks& week, OrganisationId o, double pull) {
    const Organisation& organisation = week.setup.organisation(o);
    const Date date = week.mandate_date(o);
    const double mandated = week.parameters().forces.mandate_pull;
    const Tasks& base = organisation.utilities;
    const Mechanisms& m = week.mechanisms();
    const Mandate& mandate = organisation.mandate;
    const auto norm = [&](Component c) { return norm_utility(m.norm_law, week.norm(o, c), week.anchor(o, c)); };
    const double watch = (norm(Component::restrain) + norm(Component::monitor)) / 2;
    return {base.dialogue + norm(Component::protect),
            base.physical_protection + mandated * mandate.protection.at(date) + norm(Component::protect),
            base.protective_environment + mandated * mandate.human_rights.at(date) + watch,
            base.counter_terrorism + mandated * mandate.counter_terrorism.at(date) + pull,
            base.partner_support + mandated * mandate.partner_support.at(date) +
                support_utility(m.support_crowding, outbound_logistics(week, o)),
            base.force_protection +
                protection_utility(m.force_protection, week[columns::attack_memory][o], week[columns::inbound][o])};
}

void share_out(const AssignTasks& week, OrganisationId o, double pull) {
    const auto shares = with_quota(task_shares(utilities_of(week, o, pull), week.parameters().forces.temperature),
                                   week.setup.organisation(o).protection_quota);
    if (Conduct* conduct = week.conduct_record(o)) conduct->task_share = shares;
    const Conduct* imposed = week.imposed(o);
    week[columns::task_share][o] = imposed != nullptr ? imposed->task_share : shares;
}

/// The pull toward partners' counter-terrorism, from everybody's shares of last week: before any is changed.
void draw_in(const AssignTasks& week, Row<double, OrganisationId> pulls) {
    for (const OrganisationId o : week.setup.organisations) {
        const Scratch::Scope scratch = week.scratch();
        auto partners = scratch.list<PlanningPartner>(pulls.size());
        for (const OrganisationId p : week.setup.organisations) {
            const double tie = week.mutual_tie(o, p, Channel::mandate);
            if (tie > 0) partners.add({tie, week.share(p, Task::counter_terrorism)});
        }
        week[columns::drawn][o] = planned_fight(partners);
        pulls[o] = posture_utility(week.mechanisms().posture_shift, partners);
    }
}

/// Share of an organisation's hours that coordination leaves.
double coordinated(const AssignTasks& week, OrganisationId o) {
    const Mechanisms& m = week.mechanisms();
    if (!is_on(m.fragmentation.enabled)) return 1;
    const Mandate& mandate = week.setup.organisation(o).mandate;
    const Date date = week.mandate_date(o);
    int tasks = 0;
    for (const Schedule* task :
         {&mandate.protection, &mandate.counter_terrorism, &mandate.partner_support, &mandate.human_rights})
        tasks += task->at(date) > 0 ? 1 : 0;
    double unclear = 0;
    for (const OrganisationId p : week.setup.organisations) {
        const double tie = week.tie(o, p, Channel::mandate);
        unclear += tie * (1 - clarity(m.shared_responsibility, tie));
    }
    return coordinated_share(m.fragmentation, tasks, unclear);
}

void transfer(const AssignTasks& week, OrganisationId donor) {
    const double out = outbound_logistics(week, donor);
    if (!(out > 0)) return;
    const double donated = week[columns::hours][donor] * week.share(donor, Task::partner_support);
    const double arriving = transferred_hours(week.mechanisms().support_crowding, donated);
    for (const OrganisationId p : week.setup.organisations)
        week[columns::received_hours][p] += arriving * week.tie(donor, p, Channel::logistics) / out;
    if (arriving > 0) week.of(Measured::hours_lost)[donor] += donated - arriving;
}

/// Hours for responses, at each base.
void hold_ready(const AssignTasks& week, OrganisationId o) {
    const Forces& rules = week.parameters().forces;
    const double hours =
        coordinated(week, o) * supported_hours(week.mechanisms().logistics_support, week[columns::inbound][o]) *
        rules.hours_per_week * week.share(o, Task::physical_protection) * (1 - week.setup.organisation(o).police_share);
    for (const PlaceId place : week.setup.places) {
        double& left = week[columns::base_hours](o, place);
        left = hours_at_hand(rules, left, hours * week.persons_at(o, place));
    }
}

void measure(const AssignTasks& week) {
    for (const OrganisationId o : week.setup.organisations) {
        const double hours = week[columns::hours][o];
        week.of(Measured::hours)[o] = hours;
        week.of(Measured::hours_tier1)[o] = hours * week.share(o, Task::dialogue);
        week.of(Measured::hours_protection)[o] = hours * week.share(o, Task::physical_protection);
        week.of(Measured::hours_tier3)[o] = hours * week.share(o, Task::protective_environment);
        week.of(Measured::hours_counter_terrorism)[o] = hours * week.share(o, Task::counter_terrorism);
        week.of(Measured::hours_support)[o] = hours * week.share(o, Task::partner_support);
        week.of(Measured::hours_force_protection)[o] = hours * week.share(o, Task::force_protection);
        week.of(Measured::hours_received)[o] = week[columns::received_hours][o];
    }
}

}  // namespace

void assign_tasks(const AssignTasks& week) {
    const double per_person = week.parameters().forces.hours_per_week;
    const Scratch::Scope scratch = week.scratch();
    const auto pulls = scratch.row<double>(week.setup.organisations);
    week[columns::received_hours].fill(0);
    draw_in(week, pulls);
    for (const OrganisationId o : week.setup.organisations) {
        week[columns::hours][o] = week[columns::strength][o] * per_person * coordinated(week, o);
        share_out(week, o, pulls[o]);
    }
    for (const OrganisationId o : week.setup.organisations) transfer(week, o);
    for (const OrganisationId o : week.setup.organisations) hold_ready(week, o);
    measure(week);
}

}  // namespace peacenorm::intervention::processes
