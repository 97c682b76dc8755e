// SPDX-License-Identifier: Apache-2.0
// Obligations: what triggers them, who acts on them, which are violated; the monthly review of support; public voice.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/obligation.hpp"

namespace peacenorm::intervention::processes {
namespace {

bool is_first_week_of_month(Date date) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
    return static_cast<unsigned>(day.day()) <= 7;
}

bool supports(const Oversee& week, OrganisationId giver, OrganisationId receiver) {
    return giver != receiver &&
           (week.tie(giver, receiver, Channel::logistics) > 0 || week.tie(giver, receiver, Channel::training) > 0);
}

/// Whether it is charged with human rights: it watches, vets and reports.
bool monitors(const Oversee& week, OrganisationId o) {
    return week[columns::strength][o] > 0 &&
           week.setup.organisation(o).mandate.human_rights.at(week.mandate_date(o)) > 0;
}

std::int32_t deadline(const Oversee& week, double weeks) {
    return week.tick.index + static_cast<std::int32_t>(weeks);
}

/// Counts an abuse as decided: whether support or public voice follows from it is known from now on.
void decide(const Oversee& week, const Obligation& duty) {
    if (duty.component == Component::monitor) week.of(Measured::voice_decided)[duty.owner] += 1;
    if (duty.component == Component::restrain && duty.subject != duty.owner)
        week.of(Measured::support_decided)[duty.owner] += 1;
}

void settle(const Oversee& week, const Obligation& duty, Outcome outcome) {
    trace_duty(week, duty, outcome == Outcome::met ? "met" : "violated");
    decide(week, duty);
    const std::size_t kind = duty.owner.index() * duty_count + index(duty_of(duty));
    week.of(Measured::duties_due)[kind] += 1;
    week.of(Measured::duties_met)[kind] += outcome == Outcome::met ? 1 : 0;
    const std::size_t i = duty.owner.index() * tier_count + index(duty.tier);
    week.of(Measured::obligations_due)[i] += 1;
    week.of(Measured::obligations_met)[i] += outcome == Outcome::met ? 1 : 0;
}

// Tier II falls due within the attack: whoever knew of a threat within reach and had the mandate either came or did
// not. Tier I: the place of a threat is to be engaged in dialogue by whoever stands there.
void owe_for_threat(const Oversee& week, const Threat& threat, OrganisationId o) {
    if (!(week.setup.organisation(o).mandate.protection.at(week.mandate_date(o)) > 0)) return;
    const Answer& answer = week.answers(threat)[o];
    Obligation duty{.address = threat.address,
                    .since = week.tick.index,
                    .due = week.tick.index,
                    .owner = o,
                    .subject = o,
                    .place = threat.place,
                    .community = threat.community,
                    .tier = Tier::physical_protection,
                    .component = Component::protect};
    if (answer.in_reach && answer.knows) settle(week, duty, answer.responds ? Outcome::met : Outcome::violated);
    if (!(week.persons_at(o, threat.place) > 0)) return;
    duty.due = deadline(week, week.parameters().obligations.dialogue_weeks);
    duty.tier = Tier::dialogue;
    week[columns::obligations].push_back(duty);
}

void owe(const Oversee& week, const Harm& harm, OrganisationId owner, Component component, double weeks) {
    week[columns::obligations].push_back({.address = harm.address,
                                          .since = week.tick.index,
                                          .due = deadline(week, weeks),
                                          .owner = owner,
                                          .subject = harm.perpetrator,
                                          .place = harm.place,
                                          .community = harm.community,
                                          .tier = Tier::protective_environment,
                                          .component = component});
}

// Tier III: known harm by a partner that one supports, or by oneself, is to be restrained; known harm is to be
// reported.
void owe_for_abuse(const Oversee& week, const Harm& harm) {
    const Obligations& rules = week.parameters().obligations;
    const DueDiligence& m = week.mechanisms().due_diligence;
    const bool known = week.uniform(harm.address, streams::abuse_known) < m.detection;
    for (const OrganisationId o : week.setup.organisations) {
        if (!monitors(week, o)) continue;
        const bool own = harm.perpetrator == o;
        const bool supported = supports(week, o, harm.perpetrator);
        week.of(Measured::abuses)[o] += own ? 0 : 1;
        week.of(Measured::abuses_supported)[o] += supported && m.enabled ? 1 : 0;
        if (!known) {
            week.of(Measured::voice_decided)[o] += own ? 0 : 1;
            week.of(Measured::support_decided)[o] += supported && m.enabled ? 1 : 0;
            continue;
        }
        if (!own) week[columns::risk](o, harm.perpetrator) += remembered_risk(m, 0, 1);
        if (own || supported) owe(week, harm, o, Component::restrain, rules.restrain_weeks);
        if (!own) owe(week, harm, o, Component::monitor, rules.report_weeks);
    }
}

/// What planning with the host leaves of public voice about it.
double about_host(const Oversee& week, const Obligation& duty) {
    if (week.setup.host != duty.subject) return 1;
    return voice_kept(week.mechanisms().consent_silence, week.tie(duty.owner, duty.subject, Channel::mandate));
}

/// How far policy lets it report abuse in public.
double voice(const Oversee& week, OrganisationId owner) {
    const Conduct* imposed = week.imposed_beyond_tasks(owner);
    return imposed != nullptr ? imposed->voice : week.parameters().obligations.voice;
}

double chance_to_act(const Oversee& week, const Obligation& duty) {
    const Parameters& p = week.parameters();
    const OrganisationId owner = duty.owner;
    if (duty.tier == Tier::dialogue) {
        const double hours = week.persons_at(owner, duty.place) * hours_per_person(p.forces) *
                             week.share(owner, Task::dialogue) * week.access(owner);
        return engagement_chance(p.obligations, hours, week.norm(owner, Component::protect));
    }
    if (duty.component == Component::restrain)
        return weekly_chance(p.obligations.action, week.norm(owner, Component::restrain));
    return weekly_chance(p.obligations.action,
                         week.norm(owner, Component::monitor) * voice(week, owner) * about_host(week, duty));
}

bool is_conditioned(const Oversee& week, const Obligation& duty) {
    const DueDiligence& m = week.mechanisms().due_diligence;
    return duty.component == Component::restrain && duty.subject != duty.owner && m.enabled && m.strength > 0 &&
           week[columns::held_back](duty.owner, duty.subject) > 0;
}

void publish(const Oversee& week, const Obligation& duty) {
    week.of(Measured::abuses_voiced)[duty.owner] += 1;
    week[columns::reports].push_back({duty.address, duty.owner, duty.subject, duty.place, duty.community});
}

/// The uniform that decides whether an obligation is acted on this week. Ordinals of events start anew each week, so
/// what arose at the same address in other weeks is set apart by age.
double draw_of(const Oversee& week, const Obligation& duty) {
    const auto age = static_cast<std::uint64_t>(week.tick.index - duty.since);
    const std::uint64_t owed = random::paired(duty.address, week.setup.keys.of(duty.owner));
    return week.uniform(random::paired(owed, age), streams::obligation, duty.component == Component::monitor ? 1 : 0);
}

/// Whether the obligation was acted on in this week.
bool acts(const Oversee& week, const Obligation& duty) {
    if (is_conditioned(week, duty)) {
        week.of(Measured::abuses_conditioned)[duty.owner] += 1;
        return true;
    }
    if (draw_of(week, duty) >= chance_to_act(week, duty)) return false;
    if (duty.component == Component::monitor) publish(week, duty);
    return true;
}

/// Whether it counts: the duty to restrain a partner is due diligence's own.
bool binds(const Oversee& week, const Obligation& duty) {
    return week.mechanisms().due_diligence.enabled || duty.component != Component::restrain ||
           duty.subject == duty.owner;
}

void discharge(const Oversee& week) {
    auto& obligations = week[columns::obligations];
    std::size_t kept = 0;
    for (const Obligation& duty : obligations) {
        if (acts(week, duty)) {
            if (binds(week, duty)) settle(week, duty, Outcome::met);
        } else if (duty.due <= week.tick.index) {
            if (binds(week, duty)) settle(week, duty, Outcome::violated);
        } else {
            obligations[kept++] = duty;
        }
    }
    obligations.resize(kept);
}

// The flags are updated even when the mechanism is off; `inputs` asks the switch when it applies them.
void review(const Oversee& week) {
    const DueDiligence& m = week.mechanisms().due_diligence;
    const bool now = is_first_week_of_month(week.tick.date);
    for (const OrganisationId giver : week.setup.organisations) {
        double held = 0;
        for (const OrganisationId receiver : week.setup.organisations) {
            std::uint8_t& held_back = week[columns::held_back](giver, receiver);
            const Support before = held_back > 0 ? Support::held_back : Support::full;
            if (now && week.setup.organisation(giver).vets)
                held_back = reviewed(m, week[columns::risk](giver, receiver), before) == Support::held_back ? 1 : 0;
            held += m.enabled && held_back > 0 && supports(week, giver, receiver) ? 1 : 0;
        }
        week.of(Measured::support_held_back)[giver] = held;
    }
}

double watched_now(const Oversee& week, const TieRule& rule, const RuledTie& ruled) {
    if (rule.when == Trigger::members_killed) return week.of(Measured::force_deaths)[ruled.giver];
    double sum = 0;
    if (rule.when == Trigger::abuses) {
        for (const Harm& harm : week[columns::harms]) sum += harm.perpetrator == ruled.receiver ? 1 : 0;
        return sum;
    }
    for (const Threat& threat : week[columns::threats]) sum += threat.deaths;
    for (const Harm& harm : week[columns::harms]) sum += harm.deaths;
    return sum;
}

// Rules of cooperation watch every week and are reviewed with support, monthly.
void review_rules(const Oversee& week) {
    for (const RuleId r : week.setup.rules) {
        const TieRule& rule = week.setup.tie_rule(r);
        double& watched = week[columns::watched][r];
        watched = rule.memory * watched + (1 - rule.memory) * watched_now(week, rule, week.setup.rule[r]);
        if (is_first_week_of_month(week.tick.date)) week[columns::in_force][r] = watched > rule.above ? 1 : 0;
    }
}

}  // namespace

void oversee(const Oversee& week) {
    week[columns::reports].clear();
    for (double& risk : week[columns::risk]) risk = remembered_risk(week.mechanisms().due_diligence, risk, 0);
    for (const Threat& threat : week[columns::threats])
        for (const OrganisationId o : week.setup.organisations) owe_for_threat(week, threat, o);
    for (const Harm& harm : week[columns::harms]) owe_for_abuse(week, harm);
    review(week);
    review_rules(week);
    discharge(week);
}

}  // namespace peacenorm::intervention::processes
