// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/self_defence.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

// What a group remembers of a place: attacks that went unanswered, and being met by a response or hunted by operations.
void remember_places(const Learn& week, GroupId g, PlaceId place) {
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    double success = 0, loss = 0;
    for (const OrganisationId o : week.setup.organisations) loss += week[columns::operations_at](o, place);
    for (const Threat& threat : week[columns::threats]) {
        if (threat.perpetrator != g || threat.place != place) continue;
        (anyone_in_time(threat, week.answers(threat)) ? loss : success) += 1;
    }
    double& remembered_success = week[columns::success](g, place);
    double& remembered_loss = week[columns::loss](g, place);
    remembered_success = remembered(m, remembered_success, std::min(success, m.noticed));
    remembered_loss = remembered(m, remembered_loss, std::min(loss, m.noticed));
}

void remember_harm(const Learn& week) {
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    for (double& memory : week[columns::harm_memory]) memory = remembered(m, memory, 0);
    const double fresh = remembered(m, 0, 1);
    const auto add = [&](const Incident& incident) {
        week[columns::harm_memory](incident.place, incident.community) += fresh * incident.deaths;
    };
    for (const Threat& threat : week[columns::threats]) add(threat);
    for (const Harm& harm : week[columns::harms]) add(harm);
}

// Harm that nobody answered in time; what forces do to civilians nobody answers.
void remember_unanswered(const Learn& week) {
    const SelfDefence& m = week.mechanisms().self_defence;
    for (double& memory : week[columns::unanswered]) memory = remembered_unanswered(m, memory, 0);
    const double fresh = remembered_unanswered(m, 0, 1);
    const auto add = [&](const Incident& incident) {
        week[columns::unanswered](incident.place, incident.community) += fresh * incident.deaths;
    };
    for (const Threat& threat : week[columns::threats])
        if (!anyone_in_time(threat, week.answers(threat))) add(threat);
    for (const Harm& harm : week[columns::harms]) add(harm);
}

// Everyone sees afterwards whether a partner in reach of a threat came.
void judge_partner(const Learn& week, OrganisationId partner) {
    double calls = 0, came = 0;
    for (const Threat& threat : week[columns::threats]) {
        const Answer& answer = week.answers(threat)[partner];
        if (!answer.in_reach) continue;
        calls += 1;
        came += answer.responds ? 1 : 0;
    }
    if (!(calls > 0)) return;
    for (const OrganisationId o : week.setup.organisations) {
        double& belief = week[columns::partner_belief](o, partner);
        belief = learned_belief(week.mechanisms().shared_responsibility, belief, calls, came / calls);
    }
}

// People remember by place who came when they were attacked.
void remember_responses(const Learn& week, const Threat& threat) {
    for (const OrganisationId o : week.setup.organisations) {
        const Answer& answer = week.answers(threat)[o];
        if (!answer.in_reach) continue;
        double& memory = week[columns::place_response](o, threat.place);
        memory = remembered_response(week.mechanisms().civilian_tips, memory, answer.responds ? 1 : 0);
    }
}

}  // namespace

void learn(const Learn& week) {
    for (const GroupId g : week.setup.groups)
        for (const PlaceId place : week.setup.places) remember_places(week, g, place);
    remember_harm(week);
    remember_unanswered(week);
    for (const Threat& threat : week[columns::threats]) remember_responses(week, threat);
    for (const OrganisationId partner : week.setup.organisations) judge_partner(week, partner);
}

}  // namespace peacenorm::intervention::processes
