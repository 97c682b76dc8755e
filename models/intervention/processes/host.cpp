// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>

#include "models/intervention/mechanisms/consent_silence.hpp"
#include "models/intervention/mechanisms/forum_shopping.hpp"
#include "models/intervention/mechanisms/protest.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::processes {
namespace {

bool is_first_week_of_quarter(Date date) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
    return static_cast<unsigned>(day.day()) <= 7 && static_cast<unsigned>(day.month()) % 3 == 1;
}

double in_the_capital(const ConsultHost& week, JudgedId judged) {
    const Setup& setup = week.setup;
    if (!setup.capital) return week[columns::national][judged];
    double sum = 0, persons = 0;
    for (const CellId c : setup.cells_of[*setup.capital]) {
        const auto alive = static_cast<double>(week[columns::alive][c]);
        sum += week[columns::legitimacy](c, judged) * alive;
        persons += alive;
    }
    return persons > 0 ? sum / persons : 0.5;
}

double reports_about(const ConsultHost& week, OrganisationId subject) {
    double count = 0;
    for (const Report& report : week[columns::reports]) count += report.subject == subject ? 1 : 0;
    return count;
}

double reports_about(const ConsultHost& week, OrganisationId subject, OrganisationId owner) {
    double count = 0;
    for (const Report& report : week[columns::reports])
        count += report.subject == subject && report.owner == owner ? 1 : 0;
    return count;
}

void move_consent(const ConsultHost& week, OrganisationId host) {
    const ConsentSilence& m = week.mechanisms().consent_silence;
    for (const JudgedId j : week.setup.judged) {
        const OrganisationId o = week.setup.organisation_of[j];
        if (o == host || !(week[columns::strength][o] > 0)) continue;
        const double cooperation = (week.tie(o, host, Channel::mandate) + week.tie(o, host, Channel::logistics)) / 2;
        double& deviation = week[columns::consent_deviation][o];
        deviation = consent_after_week(m, deviation,
                                       {.cooperation = cooperation,
                                        .voice = -math::expm1(-reports_about(week, host, o)),
                                        .legitimacy = in_the_capital(week, j)});
        const double dated = week.setup.organisation(o).consent.at(week.tick.date, 1);
        const double consent = std::clamp(dated + deviation, 0.0, 1.0);
        deviation +=
            consent_after_protest(week.mechanisms().protest, consent, week[columns::protest_share][o]) - consent;
    }
}

void shop(const ConsultHost& week, OrganisationId host) {
    const Setup& setup = week.setup;
    const ForumShopping& m = week.mechanisms().forum_shopping;
    const DueDiligence& conditions = week.mechanisms().due_diligence;
    double& criticism = week[columns::criticism];
    criticism = remembered_criticism(m, criticism, reports_about(week, host));
    if (week[columns::other_supplier] || !is_first_week_of_quarter(week.tick.date)) return;
    double denied = 0, support = 0;
    for (const OrganisationId o : setup.organisations) {
        support = std::max(support, week.tie(o, host, Channel::logistics));
        if (conditions.enabled && week[columns::held_back](o, host) > 0) denied = conditions.strength;
    }
    const double chance = change_of_supplier(m, {.denied = denied,
                                                 .support = support,
                                                 .criticism = criticism,
                                                 .offer = setup.parameters.host.alternative_offer.at(week.tick.date)});
    week[columns::other_supplier] = week.uniform(host, streams::supplier) < chance;
}

}  // namespace

void consult_host(const ConsultHost& week) {
    if (week.setup.host) {
        move_consent(week, *week.setup.host);
        shop(week, *week.setup.host);
    }
    week.of(sums::other_supplier)[0] = week[columns::other_supplier] ? 1 : 0;
}

}  // namespace peacenorm::intervention::processes
