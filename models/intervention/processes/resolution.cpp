// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/bands.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/poc_index.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

std::int32_t deaths_with(const ResolveThreats& week, const Threat& threat, double surviving_share) {
    return random::binomial(week.uniform(threat.address, streams::harm), threat.threatened, surviving_share);
}

/// Share of the harm that a strike averts: by its quality if it hits the fighters, else nothing. It is no response.
double strike(const ResolveThreats& week, const Threat& threat, OrganisationId o) {
    const double accuracy =
        strike_accuracy(week.mechanisms().intelligence_diversion, week.answers(threat)[o].awareness);
    if (week.uniform(threat, streams::strike, o) >= accuracy) return 0;
    return harm_averted_share(week.parameters().response.effectiveness, week.setup.organisation(o).quality, 0,
                              threat.lead_hours, threat.duration_hours);
}

/// Whether somebody protected in time whom an organisation warned or supports.
bool enabled_a_partner(const ResolveThreats& week, const Threat& threat, OrganisationId o) {
    const Answers answers = week.answers(threat);
    const Mechanisms& m = week.mechanisms();
    const bool support_acts = m.support_crowding.enabled || is_on(m.logistics_support.enabled);
    for (const OrganisationId p : week.setup.organisations) {
        if (p == o || !in_time(threat, answers[p])) continue;
        const bool warned_by = answers[p].warned && week.tie(o, p, Channel::information) > 0;
        if (warned_by || (support_acts && week.tie(o, p, Channel::logistics) > 0)) return true;
    }
    return false;
}

void measure(const ResolveThreats& week, const Threat& threat, OrganisationId o, double others_share) {
    const Answer& answer = week.answers(threat)[o];
    if (!answer.in_reach) return;
    const auto add = [&](Measured measure, double amount) { week.of(measure)[o] += amount; };
    const bool timely = in_time(threat, answer);
    add(Measured::in_reach, 1);
    add(Measured::known, answer.knows ? 1 : 0);
    add(Measured::aware, answer.aware ? 1 : 0);
    add(Measured::responded_known, answer.responds ? 1 : 0);
    add(Measured::responded, timely ? 1 : 0);
    add(Measured::late, answer.responds && !timely ? 1 : 0);
    if (answer.responds) add(Measured::timeliness_sum, timeliness(answer.arrival_hour, threat.lead_hours));
    const bool own = timely || (answer.diverted && strike(week, threat, o) > 0);
    add(Measured::protected_own, own ? 1 : 0);
    add(Measured::protected_joint, own || enabled_a_partner(week, threat, o) ? 1 : 0);
    // Shadow harm: the same draws with this organisation's response taken away.
    const std::int32_t shadow = answer.responds ? deaths_with(week, threat, others_share) : threat.deaths;
    add(Measured::threatened_reach, shadow);
    add(Measured::averted, shadow - threat.deaths);
}

/// Share of the harm that strikes alone leave.
double share_after_strikes(const ResolveThreats& week, const Threat& threat) {
    double surviving = 1;
    for (const OrganisationId o : week.setup.organisations)
        if (week.answers(threat)[o].diverted) surviving *= 1 - strike(week, threat, o);
    return surviving;
}

/// Share of the harm that all strikes and responses leave.
double surviving_share(const ResolveThreats& week, const Threat& threat) {
    double surviving = 1;
    const auto answers = week[columns::answers].row(threat.id);
    for (const OrganisationId o : week.setup.organisations) {
        Answer& answer = answers[o];
        if (answer.diverted) surviving *= 1 - strike(week, threat, o);
        if (!answer.responds) continue;
        answer.averted_share =
            harm_averted_share(week.parameters().response.effectiveness, week.setup.organisation(o).quality,
                               answer.arrival_hour, threat.lead_hours, threat.duration_hours);
        surviving *= 1 - answer.averted_share;
    }
    return surviving;
}

/// The same without the response of one organisation.
double share_without(const ResolveThreats& week, const Threat& threat, OrganisationId o) {
    double others = share_after_strikes(week, threat);
    const Answers answers = week.answers(threat);
    for (const OrganisationId p : week.setup.organisations)
        if (p != o && answers[p].responds) others *= 1 - answers[p].averted_share;
    return others;
}

}  // namespace

void resolve_threats(const ResolveThreats& week) {
    for (Threat& threat : week[columns::threats]) {
        threat.deaths = deaths_with(week, threat, surviving_share(week, threat));
        for (const OrganisationId o : week.setup.organisations)
            measure(week, threat, o, share_without(week, threat, o));
        threat.without_answers = deaths_with(week, threat, share_after_strikes(week, threat));
        threat.deaths = bury(week, threat);
        threat.without_answers = std::max(threat.deaths, threat.without_answers);
        if (anyone_in_time(threat, week.answers(threat)))
            suffer(week, threat.band, week.parameters().bands.response_losses,
                   week.uniform(threat.address, streams::fighters_lost));
        trace_outcome(week, threat, week.answers(threat));
    }
}

}  // namespace peacenorm::intervention::processes
