// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/rules/response_decision.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t max_organisations = 64;

/// What an organisation's decisions hang on beside the threat: its norm, the partners it counts on, its rules.
void tell_policy(const Week& week, std::size_t o, Conduct& told) {
    const Setup& setup = week.setup;
    const Parameters& p = setup.parameters;
    told.counted_on.clear();
    told.mandate_tie.clear();
    for (std::size_t q = 0; q < setup.organisations; ++q) {
        told.counted_on.push_back(std::max(week.tie(q, o, Channel::information), week.tie(o, q, Channel::joint)));
        told.mandate_tie.push_back(week.tie(o, q, Channel::mandate));
    }
    const auto beliefs = std::span(week.state.partner_belief).subspan(o * setup.organisations, setup.organisations);
    told.partner_belief.assign(beliefs.begin(), beliefs.end());
    told.responsibility = week.mechanisms().shared_responsibility;
    told.response = p.response;
    told.ambiguity = p.organisations[o].ambiguity;
    told.protection_rank = p.organisations[o].mandate.protection.at(week.mandate_date(o));
    told.voice = p.obligations.voice;
}

/// The chance that an organisation responds; and how much of it is the norm's, of how much it would be if the
/// organisation were wholly bound and read no case as unclear, all else (mandate, distance, cover, duty) alike.
struct Chances {
    double own = 0, by_norm = 0, if_bound = 0;
};

/// `policy`: the organisation's own, or the one imposed on it.
Chances chances(const Week& week, const Event& event, std::size_t o, const Conduct& policy) {
    const Setup& setup = week.setup;
    const SharedResponsibility& m = policy.responsibility;
    const auto answers = week.answers(event);
    std::array<PartnerExpectation, max_organisations> partners{};
    std::size_t count = 0;
    double mandate_tie = 0;  // mean over the partners in reach: tasking is as clear as it is with all of them
    for (std::size_t q = 0; q < setup.organisations; ++q) {
        if (q == o || !answers[q].in_reach) continue;
        partners[count++] = {policy.counted_on[q], policy.partner_belief[q]};
        mandate_tie += policy.mandate_tie[q];
    }
    const double chi = clarity(m, count > 0 ? mandate_tie / static_cast<double>(count) : 0.0);
    const double cover = expected_cover(m, chi, std::span(partners).first(count));
    const double duty = lead_duty(m, chi, static_cast<int>(o) == setup.lead ? Role::lead : Role::other);
    const double norm =
        effective_norm(week.norm(o, Component::protect), policy.ambiguity, event.ambiguity, policy.protection_rank);
    const double severity = perceived_severity(event.threatened, setup.parameters.threats.severity_scale);
    const auto chance = [&](double n) {
        return response_probability(policy.response, n, severity, cover, duty, answers[o].travel_hours);
    };
    const double own = chance(norm), without = chance(0);
    const double bound = chance(effective_norm(1, 0, event.ambiguity, policy.protection_rank));
    return {own, own - without, bound - without};
}

// Whoever plans the fight with others may hand a warning to a strike.
bool is_diverted(const Week& week, const Event& event, std::size_t o) {
    const Answer& answer = week.answers(event)[o];
    return answer.aware && week.uniform(event.address, streams::diversion, static_cast<std::uint32_t>(o)) <
                               diversion_chance(week.mechanisms().intelligence_diversion, week.state.drawn[o]);
}

}  // namespace

void decide_responses(const Week& week) {
    State& s = week.state;
    const Response& response = week.setup.parameters.response;
    const double cost = response.persons * response.hours;
    for (std::size_t o = 0; o < week.setup.organisations; ++o) tell_policy(week, o, s.policies[o]);
    if (week.setup.conduct_of >= 0) {
        const auto o = static_cast<std::size_t>(week.setup.conduct_of);
        if (Conduct* told = week.told(o)) tell_policy(week, o, *told);
    }
    for (const Event& event : s.events) {
        const auto answers = week.answers(event);
        for (std::size_t o = 0; o < week.setup.organisations; ++o) {
            Answer& answer = answers[o];
            if (!answer.in_reach || !answer.knows) continue;
            // It must have the hours, and the host must let it pass: what cannot be answered is not seen as conduct.
            double& left = s.base_hours[o * week.setup.places + answer.base];
            const bool is_able = left > 0 && week.uniform(event.address, streams::clearance,
                                                          static_cast<std::uint32_t>(o)) < week.access(o);
            const Conduct* imposed = week.imposed_beyond_tasks(o);
            const Chances chance =
                is_able ? chances(week, event, o, imposed != nullptr ? *imposed : s.policies[o]) : Chances{};
            answer.by_norm = chance.by_norm;
            answer.due = chance.if_bound;
            if (is_diverted(week, event, o)) {
                answer.diverted = true;
                answer.by_norm = 0;
                week.of(Measured::diverted)[o] += 1;
                continue;
            }
            if (week.uniform(event.address, streams::decision, static_cast<std::uint32_t>(o)) >= chance.own) continue;
            left -= cost;
            answer.responds = true;
            answer.arrival_hour = answer.known_hour + response.readiness_hours + answer.travel_hours;
        }
    }
}

}  // namespace peacenorm::intervention::processes
