// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/poc_index.hpp"
#include "models/intervention/rules/response_decision.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// What an organisation's decisions hang on beside the threat: the partners it counts on, who leads, its rules.
void record_policy(const DecideResponses& week, OrganisationId o, Conduct& conduct) {
    const Setup& setup = week.setup;
    const Parameters& p = setup.parameters;
    for (auto* by_partner : {&conduct.counted_on, &conduct.mandate_tie, &conduct.partner_belief})
        by_partner->reset(setup.organisations);
    for (const OrganisationId q : setup.organisations) {
        conduct.counted_on[q] = std::max({week.tie(q, o, Channel::information), week.tie(o, q, Channel::information),
                                          week.tie(o, q, Channel::joint)});
        conduct.mandate_tie[q] = week.mutual_tie(o, q, Channel::mandate);
        conduct.partner_belief[q] = week[columns::partner_belief](o, q);
    }
    conduct.responsibility = week.mechanisms().shared_responsibility;
    conduct.lead = setup.lead;
    conduct.response = p.response;
    conduct.ambiguity = setup.organisation(o).ambiguity;
    conduct.protection_rank = setup.organisation(o).mandate.protection.at(week.mandate_date(o));
    conduct.voice = p.obligations.voice;
}

/// Lead, bystanding and clarity in one account: what others in reach of a threat do to a commander's logit.
struct Account {
    double duty = 0, cover = 0;
};

Account account_of(const DecideResponses& week, const Threat& threat, OrganisationId o, const Conduct& policy) {
    const SharedResponsibility& m = policy.responsibility;
    const Answers answers = week.answers(threat);
    const Scratch::Scope scratch = week.scratch();
    auto partners = scratch.list<PartnerExpectation>(week.setup.organisations.size());
    auto clarities = scratch.list<double>(week.setup.organisations.size());
    double planned = 0;  // mean over the partners in reach: tasking is as clear as it is with all of them
    for (const OrganisationId q : week.setup.organisations) {
        if (q == o || !answers[q].in_reach || !answers[q].knows) continue;
        partners.add({policy.counted_on[q], policy.partner_belief[q]});
        clarities.add(clarity(m, policy.mandate_tie[q]));
        planned += policy.mandate_tie[q];
    }
    if (partners.size() == 0) return {};
    const double chi = clarity(m, planned / static_cast<double>(partners.size()));
    Account account{.duty = 0, .cover = expected_cover(m, chi, partners)};
    if (policy.lead == o) account.duty = duty_of_lead(m, clarities);
    if (policy.lead && policy.lead != o && answers[*policy.lead].in_reach && answers[*policy.lead].knows)
        account.duty = duty_of_other(m, clarity(m, policy.mandate_tie[*policy.lead]), partners.size());
    return account;
}

/// Deaths that a response would avert, as a commander expects who knows the kind of the threat, not its hour.
double averted_by(const DecideResponses& week, const Threat& threat, OrganisationId o, const Response& response) {
    const ThreatType& kind = week.parameters().threats.of(threat.kind);
    const Answer& answer = week.answers(threat)[o];
    const double success = averted_in_time(response.effectiveness, week.setup.organisation(o).quality);
    return expected_averted(threat.threatened, success, response.readiness_hours + answer.travel_hours,
                            answer.aware ? kind.lead_hours : kind.duration_hours);
}

/// The propensity of the commander whom the rotation brought to a company, in logits.
double commander_of(const DecideResponses& week, CompanyId company) {
    const Response& response = week.parameters().response;
    if (!(response.commanders > 0)) return 0;
    const std::uint64_t key = week.setup.keys.of(company);
    const auto weeks = static_cast<std::uint64_t>(response.rotation_weeks);
    const std::uint64_t tour = (static_cast<std::uint64_t>(week.tick.index) + key % weeks) / weeks;
    const double u =
        random::uniform(week.tick.key, {random::paired(key, tour), random::clock_word(0), streams::commander.id});
    return response.commanders * random::quantile(random::normal(0, 1), u);
}

/// The chance that a commander goes; and how much of it is the norm's, of how much it would be if the contingent were
/// wholly bound and read no case as unclear, all else (mandate, distance, cover, duty) alike.
struct Chances {
    double own = 0, by_norm = 0, if_bound = 0;
};

/// `policy`: the organisation's own, or the one imposed on it.
Chances chances(const DecideResponses& week, const Threat& threat, CompanyId company, const Conduct& policy) {
    const auto [contingent, base, o, place] = week.setup.company[company];
    const Account account = account_of(week, threat, o, policy);
    Choice choice{.norm = 0,
                  .averted = averted_by(week, threat, o, policy.response),
                  .travel_hours = week.answers(threat)[o].travel_hours,
                  .caveat_hours = week.setup.contingent(contingent).caveat_hours,
                  .danger = week[columns::control][threat.place],
                  .duty = account.duty,
                  .cover = account.cover,
                  .commander = commander_of(week, company)};
    const auto chance = [&](double norm) {
        choice.norm = norm;
        return response_probability(policy.response, choice);
    };
    const double norm = week[columns::contingent_norm_in_force][contingent][index(Component::protect)];
    const double own = chance(effective_norm(norm, policy.ambiguity, threat.ambiguity, policy.protection_rank));
    const double without = chance(0);
    return {own, own - without, chance(effective_norm(1, 0, threat.ambiguity, policy.protection_rank)) - without};
}

// Whoever plans the fight with others may hand a warning to a strike.
bool is_diverted(const DecideResponses& week, const Threat& threat, OrganisationId o) {
    return week.answers(threat)[o].aware &&
           week.uniform(threat, streams::diversion, o) <
               diversion_chance(week.mechanisms().intelligence_diversion, week[columns::drawn][o]);
}

/// A call to an organisation: a threat in reach that it knows of.
struct Call {
    ThreatId threat;
    double day;               ///< of first knowledge
    double averted_per_hour;  ///< deaths expected to be averted, per force-hour
    std::uint64_t address;
    bool operator<(const Call& other) const {
        if (day != other.day) return day < other.day;
        if (averted_per_hour != other.averted_per_hour) return averted_per_hour > other.averted_per_hour;
        return address < other.address;
    }
};

/// The companies of a base share its calls: the one with most hours left takes the next. Null: none may go so far.
std::optional<CompanyId> next_company(const DecideResponses& week, const Answer& answer, OrganisationId o) {
    const Setup& setup = week.setup;
    std::optional<CompanyId> next;
    for (const CompanyId c : setup.companies_of[o]) {
        const Company& company = setup.company[c];
        if (company.place != answer.base || !(week[columns::company_persons][c] > 0)) continue;
        if (setup.contingent(company.contingent).caveat_hours < answer.road_hours) continue;
        if (next) {
            const double more = week[columns::company_hours][c] - week[columns::company_hours][*next];
            if (more < 0 || (more == 0 && setup.keys.of(c) > setup.keys.of(*next))) continue;
        }
        next = c;
    }
    return next;
}

void divert(const DecideResponses& week, Answer& answer, OrganisationId o) {
    answer.diverted = true;
    answer.by_norm = 0;
    week.of(sums::diverted)[o] += 1;
}

// The commander must be willing, the host must let the company pass, and it must have the hours: what cannot be
// answered is not seen as conduct.
void serve(const DecideResponses& week, const Threat& threat, OrganisationId o) {
    Answer& answer = week[columns::answers](threat.id, o);
    const std::optional<CompanyId> company = next_company(week, answer, o);
    if (!company) return;
    double& left = week[columns::company_hours][*company];
    const Conduct* imposed = week.imposed_beyond_tasks(o);
    const bool is_cleared = week.uniform(threat, streams::clearance, o) < week.access(o);
    const Chances chance =
        is_cleared ? chances(week, threat, *company, imposed != nullptr ? *imposed : week[columns::policies][o])
                   : Chances{};
    if (left > 0) {
        answer.by_norm = chance.by_norm;
        answer.due = chance.if_bound;
    }
    if (is_diverted(week, threat, o)) return divert(week, answer, o);
    const std::uint64_t asked = random::paired(threat.address, week.setup.keys.of(*company));
    answer.willing = week.uniform(asked, streams::decision) < chance.own;
    if (!answer.willing) return;
    answer.short_of_hours = !(left > 0);
    if (answer.short_of_hours) return;
    const Response& response = week.parameters().response;
    left -= response.persons * response.hours;
    answer.responds = true;
    answer.arrival_hour = answer.known_hour + response.readiness_hours + answer.travel_hours;
}

void count_call(const DecideResponses& week, const Threat& threat, OrganisationId o) {
    const Answer& answer = week.answers(threat)[o];
    const std::size_t i = o.index() * week.setup.regions.size() + week.setup.region_of[threat.place].index();
    week.of(Measured::calls_willing)[i] += answer.willing ? 1 : 0;
    week.of(Measured::calls_without_hours)[i] += answer.short_of_hours ? 1 : 0;
}

void serve_calls(const DecideResponses& week, OrganisationId o) {
    const auto& threats = week[columns::threats];
    const Response& response = week.parameters().response;
    const Scratch::Scope scratch = week.scratch();
    auto calls = scratch.list<Call>(threats.size());
    for (const Threat& threat : threats) {
        const Answer& answer = week.answers(threat)[o];
        if (!answer.in_reach || !answer.knows) continue;
        calls.add({threat.id, day_known(answer),
                   averted_by(week, threat, o, response) / std::max(response.persons * response.hours, 1.0),
                   threat.address});
    }
    std::sort(calls.begin(), calls.end());
    for (const Call& call : calls) {
        serve(week, threats[call.threat.index()], o);
        count_call(week, threats[call.threat.index()], o);
    }
}

// What responses leave of the hours held ready is patrolled, beside what was planned.
void patrol(const DecideResponses& week) {
    for (const CompanyId c : week.setup.companies)
        week.of(Measured::patrols)[week.setup.company[c].organisation] +=
            std::max(0.0, week[columns::company_hours][c]) / week.parameters().forces.patrol_hours;
}

}  // namespace

void decide_responses(const DecideResponses& week) {
    for (const OrganisationId o : week.setup.organisations) {
        record_policy(week, o, week[columns::policies][o]);
        if (Conduct* conduct = week.conduct_record(o)) record_policy(week, o, *conduct);
    }
    for (const OrganisationId o : week.setup.organisations)
        if (week.setup.organisation(o).executive) serve_calls(week, o);
    patrol(week);
}

}  // namespace peacenorm::intervention::processes
