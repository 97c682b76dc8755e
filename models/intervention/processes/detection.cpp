// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/information_pooling.hpp"
#include "models/intervention/mechanisms/logistics_support.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/math.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

// The nearest base that may and can send a response.
void find_base(const DetectThreats& week, const Threat& threat, Row<Answer, OrganisationId> answers) {
    const Setup& setup = week.setup;
    const Response& response = setup.parameters.response;
    for (const CompanyId u : setup.companies) {
        const Company& company = setup.company[u];
        if (!setup.organisation(company.organisation).executive) continue;
        // The units of a base respond together: the base must be strong enough, one of its contingents free to travel.
        if (!(week[columns::company_persons][u] > 0) ||
            week.persons_at(company.organisation, company.place) < response.persons)
            continue;
        const double hours = setup.travel_hours(company.place, threat.place);
        const double limit = std::min(response.reach_hours, setup.contingent(company.contingent).caveat_hours);
        Answer& answer = answers[company.organisation];
        if (hours > limit || (answer.in_reach && hours >= answer.travel_hours)) continue;
        answer.in_reach = true;
        answer.travel_hours = answer.road_hours = hours;
        answer.base = company.place;
    }
    for (const OrganisationId o : setup.organisations)
        answers[o].travel_hours *= supported_travel(week.mechanisms().logistics_support, week[columns::inbound][o]);
}

/// Chance that an organisation learns of a threat in a place by itself, from presence and tips.
double awareness_alone(const DetectThreats& week, OrganisationId o, PlaceId place) {
    const double baseline = week[columns::strength][o] > 0 ? week.setup.organisation(o).detection : 0;
    const double own = own_awareness(baseline, week.parameters().detection.per_100_persons, week.persons_at(o, place));
    return chance_to_learn(week.mechanisms().civilian_tips, own, -math::expm1(-week[columns::tips](o, place)));
}

/// The same with what its partners pass on.
double awareness_with_partners(const DetectThreats& week, OrganisationId o, Row<const double, OrganisationId> alone) {
    const Scratch::Scope scratch = week.scratch();
    auto signals = scratch.list<PartnerSignal>(alone.size());
    for (const OrganisationId p : week.setup.organisations) {
        const double tie = week.tie(p, o, Channel::information);
        if (p != o && tie > 0) signals.add({tie, alone[p]});
    }
    return pooled_awareness(week.mechanisms().information_pooling, alone[o], signals);
}

void detect(const DetectThreats& week, const Threat& threat) {
    const auto answers = week[columns::answers].row(threat.id);
    find_base(week, threat, answers);
    week[columns::last_threat][threat.place] = week.tick.index;
    const double delay = random::exponential(week.uniform(threat.address, streams::report_delay),
                                             week.parameters().detection.report_hours);
    const Scratch::Scope scratch = week.scratch();
    const auto alone = scratch.row<double>(week.setup.organisations);
    for (const OrganisationId o : week.setup.organisations) {
        alone[o] = awareness_alone(week, o, threat.place);
        week.of(Measured::tipped)[o] += -math::expm1(-week[columns::tips](o, threat.place));
    }
    for (const OrganisationId o : week.setup.organisations) {
        const double u = week.uniform(threat, streams::awareness, o);
        Answer& answer = answers[o];
        answer.awareness = awareness_with_partners(week, o, alone);
        answer.aware = u < answer.awareness;
        answer.warned = answer.aware && u >= alone[o];
        answer.knows = answer.aware || answer.in_reach;
        // The surer the warning, the earlier it comes: the same uniform places it within the lead time.
        answer.known_hour = answer.aware ? threat.lead_hours * u / answer.awareness : threat.lead_hours + delay;
    }
}

}  // namespace

void detect_threats(const DetectThreats& week) {
    const auto& threats = week[columns::threats];
    week[columns::answers].reset(Ids<ThreatId>(threats.size()), week.setup.organisations);
    for (const Threat& threat : threats) detect(week, threat);
}

}  // namespace peacenorm::intervention::processes
