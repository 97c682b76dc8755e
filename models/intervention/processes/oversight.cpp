// SPDX-License-Identifier: Apache-2.0
// Obligations: what triggers them, who acts on them, which are violated; the monthly review of support; public voice.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/rules/obligation.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

bool is_first_week_of_month(Date date) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
    return static_cast<unsigned>(day.day()) <= 7;
}

bool supports(const Week& week, std::size_t giver, std::size_t receiver) {
    return giver != receiver &&
           (week.tie(giver, receiver, Channel::logistics) > 0 || week.tie(giver, receiver, Channel::training) > 0);
}

/// Whether it is charged with human rights: it watches, vets and reports.
bool monitors(const Week& week, std::size_t o) {
    const Organisation& organisation = week.setup.parameters.organisations[o];
    return week.state.strength[o] > 0 && organisation.mandate.human_rights.at(week.mandate_date(o)) > 0;
}

std::int32_t deadline(const Week& week, double weeks) {
    return week.tick.index + static_cast<std::int32_t>(weeks);
}

void settle(const Week& week, const Obligation& duty, Outcome outcome) {
    tell_duty(week, duty, outcome == Outcome::met ? "met" : "violated");
    const std::size_t i = duty.owner * tier_count + static_cast<std::size_t>(duty.tier);
    week.of(Measured::obligations_due)[i] += 1;
    week.of(Measured::obligations_met)[i] += outcome == Outcome::met ? 1 : 0;
}

// Tier II falls due within the attack: whoever knew of a threat within reach and had the mandate either came or did
// not. Tier I: the place of a threat is to be engaged in dialogue by whoever stands there.
void owe_for_threat(const Week& week, const Event& event) {
    State& s = week.state;
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        const Organisation& organisation = week.setup.parameters.organisations[o];
        if (!(organisation.mandate.protection.at(week.mandate_date(o)) > 0)) continue;
        const Answer& answer = week.answers(event)[o];
        Obligation duty{event.address,
                        week.tick.index,
                        week.tick.index,
                        static_cast<std::uint16_t>(o),
                        static_cast<std::uint16_t>(o),
                        event.place,
                        event.community,
                        Tier::physical_protection,
                        Component::protect};
        if (answer.in_reach && answer.knows) settle(week, duty, answer.responds ? Outcome::met : Outcome::violated);
        if (!(week.persons_at(o, event.place) > 0)) continue;
        duty.due = deadline(week, week.setup.parameters.obligations.dialogue_weeks);
        duty.tier = Tier::dialogue;
        s.obligations.push_back(duty);
    }
}

void owe(const Week& week, const Event& event, std::size_t owner, Component component, double weeks) {
    week.state.obligations.push_back({event.address, week.tick.index, deadline(week, weeks),
                                      static_cast<std::uint16_t>(owner), event.perpetrator, event.place,
                                      event.community, Tier::protective_environment, component});
}

// Tier III: known harm by a partner that one supports, or by oneself, is to be restrained; known harm is to be
// reported.
void owe_for_abuse(const Week& week, const Event& event) {
    State& s = week.state;
    const Obligations& rules = week.setup.parameters.obligations;
    const DueDiligence& m = week.mechanisms().due_diligence;
    const bool known = week.uniform(event.address, streams::abuse_known) < m.detection;
    for (std::size_t o = 0; o < week.setup.organisations; ++o) {
        if (!monitors(week, o)) continue;
        const bool own = event.perpetrator == o;
        const bool supported = supports(week, o, event.perpetrator);
        week.of(Measured::abuses)[o] += own ? 0 : 1;
        week.of(Measured::abuses_supported)[o] += supported && m.enabled ? 1 : 0;
        if (!known) continue;
        if (!own) s.risk[o * week.setup.organisations + event.perpetrator] += remembered_risk(m, 0, 1);
        if (own || supported) owe(week, event, o, Component::restrain, rules.restrain_weeks);
        if (!own) owe(week, event, o, Component::monitor, rules.report_weeks);
    }
}

/// What planning with the host leaves of public voice about it.
double about_host(const Week& week, const Obligation& duty) {
    if (static_cast<int>(duty.subject) != week.setup.host) return 1;
    return voice_kept(week.mechanisms().consent_silence, week.tie(duty.owner, duty.subject, Channel::mandate));
}

/// How far policy lets it report abuse in public.
double voice(const Week& week, std::size_t owner) {
    const Conduct* imposed = week.imposed_beyond_tasks(owner);
    return imposed != nullptr ? imposed->voice : week.setup.parameters.obligations.voice;
}

double chance_to_act(const Week& week, const Obligation& duty) {
    const Parameters& p = week.setup.parameters;
    const std::size_t owner = duty.owner;
    if (duty.tier == Tier::dialogue) {
        const double hours = week.persons_at(owner, duty.place) * p.forces.hours_per_week *
                             week.share(owner, Task::dialogue) * week.access(owner);
        return engagement_chance(p.obligations, hours, week.norm(owner, Component::protect));
    }
    if (duty.component == Component::restrain)
        return weekly_chance(p.obligations.action, week.norm(owner, Component::restrain));
    return weekly_chance(p.obligations.action,
                         week.norm(owner, Component::monitor) * voice(week, owner) * about_host(week, duty));
}

bool is_conditioned(const Week& week, const Obligation& duty) {
    return duty.component == Component::restrain && duty.subject != duty.owner &&
           week.mechanisms().due_diligence.enabled && week.mechanisms().due_diligence.strength > 0 &&
           week.state.held_back[duty.owner * week.setup.organisations + duty.subject] > 0;
}

void publish(const Week& week, const Obligation& duty) {
    week.of(Measured::abuses_voiced)[duty.owner] += 1;
    week.state.reports.push_back({duty.address, duty.owner, duty.subject, duty.place, duty.community});
}

/// Whether the obligation was acted on in this week.
bool acts(const Week& week, const Obligation& duty) {
    if (is_conditioned(week, duty)) {
        week.of(Measured::abuses_conditioned)[duty.owner] += 1;
        return true;
    }
    const auto age = static_cast<std::uint32_t>(week.tick.index - duty.since);
    // Owner and age set apart obligations that arose from one address: its ordinal starts anew each week.
    const std::uint32_t k = duty.owner + 64 * (2 * age + (duty.component == Component::monitor ? 1 : 0));
    if (week.uniform(duty.address, streams::obligation, k) >= chance_to_act(week, duty)) return false;
    if (duty.component == Component::monitor) publish(week, duty);
    return true;
}

/// Whether it counts: the duty to restrain a partner is due diligence's own.
bool binds(const Week& week, const Obligation& duty) {
    return week.mechanisms().due_diligence.enabled || duty.component != Component::restrain ||
           duty.subject == duty.owner;
}

void discharge(const Week& week) {
    State& s = week.state;
    std::size_t kept = 0;
    for (const Obligation& duty : s.obligations) {
        if (acts(week, duty)) {
            if (binds(week, duty)) settle(week, duty, Outcome::met);
        } else if (duty.due <= week.tick.index) {
            if (binds(week, duty)) settle(week, duty, Outcome::violated);
        } else {
            s.obligations[kept++] = duty;
        }
    }
    s.obligations.resize(kept);
}

// The flags are kept up whatever the switch says; `inputs` asks the switch when it applies them.
void review(const Week& week, Date date) {
    State& s = week.state;
    const DueDiligence& m = week.mechanisms().due_diligence;
    const std::size_t n = week.setup.organisations;
    const bool now = is_first_week_of_month(date);
    for (std::size_t giver = 0; giver < n; ++giver) {
        double held = 0;
        for (std::size_t receiver = 0; receiver < n; ++receiver) {
            const std::size_t i = giver * n + receiver;
            const Support before = s.held_back[i] > 0 ? Support::held_back : Support::full;
            if (now && week.setup.parameters.organisations[giver].vets)
                s.held_back[i] = reviewed(m, s.risk[i], before) == Support::held_back ? 1 : 0;
            held += m.enabled && s.held_back[i] > 0 && supports(week, giver, receiver) ? 1 : 0;
        }
        week.of(Measured::support_held_back)[giver] = held;
    }
}

double watched_now(const Week& week, const TieRule& rule, const RuledTie& ruled) {
    if (rule.when == Trigger::members_killed) return week.of(Measured::force_deaths)[ruled.giver];
    double sum = 0;
    for (const Event& event : week.state.events) {
        const bool is_abuse = event.by_organisation && event.perpetrator == ruled.receiver;
        sum += rule.when == Trigger::abuses ? (is_abuse ? 1 : 0) : event.deaths;
    }
    return sum;
}

// Rules of cooperation watch every week and are reviewed with support, monthly.
void review_rules(const Week& week) {
    State& s = week.state;
    const auto& rules = week.setup.parameters.cooperation.rules;
    for (std::size_t r = 0; r < week.setup.rules.size(); ++r) {
        const TieRule& rule = rules[r];
        s.watched[r] = rule.memory * s.watched[r] + (1 - rule.memory) * watched_now(week, rule, week.setup.rules[r]);
        if (is_first_week_of_month(week.tick.date)) s.in_force[r] = s.watched[r] > rule.above ? 1 : 0;
    }
}

}  // namespace

void oversee(const Week& week) {
    State& s = week.state;
    s.reports.clear();
    for (double& risk : s.risk) risk = remembered_risk(week.mechanisms().due_diligence, risk, 0);
    for (const Event& event : s.events) {
        if (event.by_organisation) {
            owe_for_abuse(week, event);
        } else {
            owe_for_threat(week, event);
        }
    }
    review(week, week.tick.date);
    review_rules(week);
    discharge(week);
}

}  // namespace peacenorm::intervention::processes
