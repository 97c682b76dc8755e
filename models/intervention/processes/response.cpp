// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/response_decision.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// What an organisation's decisions hang on beside the threat: its norm, the partners it counts on, its rules.
void record_policy(const DecideResponses& week, OrganisationId o, Conduct& conduct) {
    const Setup& setup = week.setup;
    const Parameters& p = setup.parameters;
    for (auto* by_partner : {&conduct.counted_on, &conduct.mandate_tie, &conduct.partner_belief})
        by_partner->reset(setup.organisations);
    for (const OrganisationId q : setup.organisations) {
        conduct.counted_on[q] = std::max(week.tie(q, o, Channel::information), week.tie(o, q, Channel::joint));
        conduct.mandate_tie[q] = week.tie(o, q, Channel::mandate);
        conduct.partner_belief[q] = week[columns::partner_belief](o, q);
    }
    conduct.responsibility = week.mechanisms().shared_responsibility;
    conduct.response = p.response;
    conduct.ambiguity = setup.organisation(o).ambiguity;
    conduct.protection_rank = setup.organisation(o).mandate.protection.at(week.mandate_date(o));
    conduct.voice = p.obligations.voice;
}

/// The chance that an organisation responds; and how much of it is the norm's, of how much it would be if the
/// organisation were wholly bound and read no case as unclear, all else (mandate, distance, cover, duty) alike.
struct Chances {
    double own = 0, by_norm = 0, if_bound = 0;
};

/// `policy`: the organisation's own, or the one imposed on it.
Chances chances(const DecideResponses& week, const Threat& threat, OrganisationId o, const Conduct& policy) {
    const Setup& setup = week.setup;
    const SharedResponsibility& m = policy.responsibility;
    const Answers answers = week.answers(threat);
    const Scratch::Scope scratch = week.scratch();
    auto partners = scratch.list<PartnerExpectation>(setup.organisations.size());
    double mandate_tie = 0;  // mean over the partners in reach: tasking is as clear as it is with all of them
    for (const OrganisationId q : setup.organisations) {
        if (q == o || !answers[q].in_reach) continue;
        partners.add({policy.counted_on[q], policy.partner_belief[q]});
        mandate_tie += policy.mandate_tie[q];
    }
    const double chi = clarity(m, partners.size() > 0 ? mandate_tie / static_cast<double>(partners.size()) : 0.0);
    const double cover = expected_cover(m, chi, partners);
    const double duty = lead_duty(m, chi, setup.lead == o ? Role::lead : Role::other);
    const double norm =
        effective_norm(week.norm(o, Component::protect), policy.ambiguity, threat.ambiguity, policy.protection_rank);
    const double severity = perceived_severity(threat.threatened, setup.parameters.threats.severity_scale);
    const auto chance = [&](double n) {
        return response_probability(policy.response, n, severity, cover, duty, answers[o].travel_hours);
    };
    const double own = chance(norm), without = chance(0);
    const double bound = chance(effective_norm(1, 0, threat.ambiguity, policy.protection_rank));
    return {own, own - without, bound - without};
}

// Whoever plans the fight with others may hand a warning to a strike.
bool is_diverted(const DecideResponses& week, const Threat& threat, OrganisationId o) {
    return week.answers(threat)[o].aware &&
           week.uniform(threat, streams::diversion, o) <
               diversion_chance(week.mechanisms().intelligence_diversion, week[columns::drawn][o]);
}

void decide(const DecideResponses& week, const Threat& threat, OrganisationId o) {
    Answer& answer = week[columns::answers](threat.id, o);
    if (!answer.in_reach || !answer.knows) return;
    const Response& response = week.parameters().response;
    // It must have the hours, and the host must let it pass: what cannot be answered is not seen as conduct.
    double& left = week[columns::base_hours](o, answer.base);
    const bool is_able = left > 0 && week.uniform(threat, streams::clearance, o) < week.access(o);
    const Conduct* imposed = week.imposed_beyond_tasks(o);
    const Chances chance =
        is_able ? chances(week, threat, o, imposed != nullptr ? *imposed : week[columns::policies][o]) : Chances{};
    answer.by_norm = chance.by_norm;
    answer.due = chance.if_bound;
    if (is_diverted(week, threat, o)) {
        answer.diverted = true;
        answer.by_norm = 0;
        week.of(sums::diverted)[o] += 1;
        return;
    }
    if (week.uniform(threat, streams::decision, o) >= chance.own) return;
    left -= response.persons * response.hours;
    answer.responds = true;
    answer.arrival_hour = answer.known_hour + response.readiness_hours + answer.travel_hours;
}

}  // namespace

void decide_responses(const DecideResponses& week) {
    for (const OrganisationId o : week.setup.organisations) {
        record_policy(week, o, week[columns::policies][o]);
        if (Conduct* conduct = week.conduct_record(o)) record_policy(week, o, *conduct);
    }
    for (const Threat& threat : week[columns::threats])
        for (const OrganisationId o : week.setup.organisations) decide(week, threat, o);
}

}  // namespace peacenorm::intervention::processes
