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

/// How far the norm is above its anchor, mean over its components. It pulls toward all tasks that protect alike, so
/// that more of one component never takes from protection.
double norm_pull(const AssignTasks& week, OrganisationId o) {
    double sum = 0;
    for (const Component c : {Component::protect, Component::restrain, Component::monitor})
        sum += norm_utility(week.mechanisms().norm_law, week.norm(o, c), week.anchor(o, c));
    return sum / component_count;
}

/// The utility of each chosen task; `pull`: toward partners' counter-terrorism.
std::array<double, chosen_tasks> utilities_of(const AssignTasks& week, OrganisationId o, double pull) {
    const Organisation& organisation = week.setup.organisation(o);
    const Date date = week.mandate_date(o);
    const double mandated = week.parameters().forces.mandate_pull;
    const Tasks& base = organisation.utilities;
    const Mandate& mandate = organisation.mandate;
    const double norm = norm_pull(week, o);
    return {base.dialogue + norm, base.physical_protection + mandated * mandate.protection.at(date) + norm,
            base.protective_environment + mandated * mandate.human_rights.at(date) + norm,
            base.counter_terrorism + mandated * mandate.counter_terrorism.at(date) + pull};
}

/// First what the force keeps for itself, more after attacks and less under partners' cover; then what it gives.
TaskShares shares_of(const AssignTasks& week, OrganisationId o, double pull) {
    const Organisation& organisation = week.setup.organisation(o);
    const Mechanisms& m = week.mechanisms();
    const double inward =
        protection_utility(m.force_protection, week[columns::attack_memory][o], week[columns::inbound][o]);
    return after_claims(
        task_shares(utilities_of(week, o, pull), week.parameters().forces.temperature),
        shifted_share(organisation.self_share, inward),
        support_claim(m.support_crowding, organisation.support_share,
                      organisation.mandate.partner_support.at(week.mandate_date(o)), outbound_logistics(week, o)));
}

void share_out(const AssignTasks& week, OrganisationId o, double pull) {
    const TaskShares shares = with_quota(shares_of(week, o, pull), week.setup.organisation(o).protection_quota);
    if (Conduct* conduct = week.conduct_record(o)) {
        conduct->task_share = shares;
        conduct->escorts = share_escorting(week.parameters().forces, week.setup.organisation(o).self_share);
    }
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

/// Hours of physical protection that a person of an organisation has in the week: for planned patrols and for calls.
double protection_hours(const AssignTasks& week, OrganisationId o) {
    return coordinated(week, o) * supported_hours(week.mechanisms().logistics_support, week[columns::inbound][o]) *
           hours_per_person(week.parameters().forces) * week.share(o, Task::physical_protection) *
           (1 - week.setup.organisation(o).police_share);
}

void hold_ready(const AssignTasks& week) {
    const Scratch::Scope scratch = week.scratch();
    const auto hours = scratch.row<double>(week.setup.organisations);
    for (const OrganisationId o : week.setup.organisations) hours[o] = protection_hours(week, o);
    const Forces& rules = week.parameters().forces;
    for (const CompanyId c : week.setup.companies) {
        const OrganisationId o = week.setup.company[c].organisation;
        const double here = hours[o] * week[columns::company_persons][c];
        double& left = week[columns::company_hours][c];
        left = hours_at_hand(rules, left, rules.reserve * here);
        week.of(Measured::patrols)[o] += (1 - rules.reserve) * here / rules.patrol_hours;
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
        week.of(Measured::hours_outside)[o] =
            hours * share_outside(week.share(o, Task::force_protection), week.escorting(o));
        week.of(Measured::hours_received)[o] = week[columns::received_hours][o];
    }
}

}  // namespace

void assign_tasks(const AssignTasks& week) {
    const double per_person = hours_per_person(week.parameters().forces);
    const Scratch::Scope scratch = week.scratch();
    const auto pulls = scratch.row<double>(week.setup.organisations);
    week[columns::received_hours].fill(0);
    draw_in(week, pulls);
    for (const OrganisationId o : week.setup.organisations) {
        week[columns::hours][o] = week[columns::strength][o] * per_person * coordinated(week, o);
        share_out(week, o, pulls[o]);
    }
    for (const OrganisationId o : week.setup.organisations) transfer(week, o);
    hold_ready(week);
    measure(week);
}

}  // namespace peacenorm::intervention::processes
