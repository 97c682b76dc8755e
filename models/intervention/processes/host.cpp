// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>

#include "models/intervention/mechanisms/consent_silence.hpp"
#include "models/intervention/mechanisms/forum_shopping.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::processes {
namespace {

bool is_first_week_of_quarter(Date date) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{date.days}}};
    return static_cast<unsigned>(day.day()) <= 7 && static_cast<unsigned>(day.month()) % 3 == 1;
}

double in_the_capital(const Week& week, std::size_t judged) {
    const Setup& setup = week.setup;
    if (setup.capital < 0) return week.state.national[judged];
    double sum = 0, persons = 0;
    for (std::size_t c = 0; c < setup.cells.size(); ++c) {
        if (static_cast<int>(setup.cells[c].place) != setup.capital) continue;
        const auto alive = static_cast<double>(week.state.cells.alive[c]);
        sum += week.state.cells.legitimacy[c * setup.judged.size() + judged] * alive;
        persons += alive;
    }
    return persons > 0 ? sum / persons : 0.5;
}

double reports_about(const Week& week, std::size_t subject, int owner) {
    double count = 0;
    for (const Report& report : week.state.reports)
        count += report.subject == subject && (owner < 0 || static_cast<int>(report.owner) == owner) ? 1 : 0;
    return count;
}

void move_consent(const Week& week, std::size_t host) {
    State& s = week.state;
    const ConsentSilence& m = week.mechanisms().consent_silence;
    for (std::size_t j = 0; j < week.setup.judged.size(); ++j) {
        const std::size_t o = week.setup.judged[j];
        if (o == host || !(s.strength[o] > 0)) continue;
        const double cooperation = (week.tie(o, host, Channel::mandate) + week.tie(o, host, Channel::logistics)) / 2;
        s.consent_deviation[o] =
            consent_after_week(m, s.consent_deviation[o],
                               {.cooperation = cooperation,
                                .voice = -math::expm1(-reports_about(week, host, static_cast<int>(o))),
                                .legitimacy = in_the_capital(week, j)});
    }
}

void shop(const Week& week, std::size_t host) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const ForumShopping& m = week.mechanisms().forum_shopping;
    s.criticism = remembered_criticism(m, s.criticism, reports_about(week, host, -1));
    if (s.other_supplier || !is_first_week_of_quarter(week.tick.date)) return;
    double denied = 0, support = 0;
    for (std::size_t o = 0; o < setup.organisations; ++o) {
        support = std::max(support, week.tie(o, host, Channel::logistics));
        if (week.mechanisms().due_diligence.enabled && s.held_back[o * setup.organisations + host] > 0)
            denied = week.mechanisms().due_diligence.strength;
    }
    const double chance = change_of_supplier(m, {.denied = denied,
                                                 .support = support,
                                                 .criticism = s.criticism,
                                                 .offer = setup.parameters.host.alternative_offer.at(week.tick.date)});
    s.other_supplier = week.uniform(host, streams::supplier) < chance;
}

}  // namespace

void consult_host(const Week& week) {
    if (week.setup.host >= 0) {
        move_consent(week, static_cast<std::size_t>(week.setup.host));
        shop(week, static_cast<std::size_t>(week.setup.host));
    }
    week.of(Measured::other_supplier)[0] = week.state.other_supplier ? 1 : 0;
}

}  // namespace peacenorm::intervention::processes
