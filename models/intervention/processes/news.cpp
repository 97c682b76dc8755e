// SPDX-License-Identifier: Apache-2.0
// The week's events as civilians hear of them.
#include <algorithm>

#include "models/intervention/mechanisms/association.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "models/intervention/rules/response_decision.hpp"

namespace peacenorm::intervention::processes {
namespace {

using civilians::Bearing, civilians::News;

AssociationTie tie_between(const NewsColumns& week, OrganisationId a, OrganisationId b) {
    return {week.mutual_tie(a, b, Channel::visibility), week.mutual_tie(a, b, Channel::joint)};
}

opinion::Answered seen_to_answer(const NewsColumns& week, const Threat& threat, OrganisationId o) {
    if (in_time(threat, week.answers(threat)[o])) return opinion::Answered::by_it;
    return anyone_in_time(threat, week.answers(threat)) ? opinion::Answered::by_others : opinion::Answered::by_nobody;
}

/// The part of a partner's credit that an organisation shares, of the partner nearest to it.
double credit_by_association(const NewsColumns& week, const Threat& threat, OrganisationId o) {
    double most = 0;
    for (const OrganisationId p : week.setup.organisations)
        if (p != o && in_time(threat, week.answers(threat)[p]))
            most = std::max(most, shared_credit(week.mechanisms().association, tie_between(week, o, p)));
    return most;
}

Bearing bearing(const NewsColumns& week, const Threat& threat, OrganisationId o) {
    Bearing b = opinion::bearing(week.parameters().opinion.events,
                                 {.deaths = static_cast<double>(threat.deaths),
                                  .averted = static_cast<double>(threat.without_answers - threat.deaths),
                                  .answered = seen_to_answer(week, threat, o),
                                  .credit_by_association = credit_by_association(week, threat, o)});
    b.is_own = seen_to_answer(week, threat, o) == opinion::Answered::by_it;
    return b;
}

Bearing bearing(const NewsColumns& week, const Harm& harm, OrganisationId o) {
    const double factor =
        o == harm.perpetrator ? 1 : shared_blame(week.mechanisms().association, tie_between(week, o, harm.perpetrator));
    Bearing b = opinion::bearing_of_harm(harm.deaths, factor);
    b.is_own = o == harm.perpetrator;
    return b;
}

Bearing bearing(const NewsColumns& week, const Report& report, OrganisationId o) {
    return o == report.owner ? opinion::bearing_of_report(week.parameters().opinion.events) : Bearing{};
}

double severity(const NewsColumns& week, std::int32_t deaths) {
    return perceived_severity(deaths, week.parameters().threats.severity_scale);
}

// All harm frightens, harm by organisations angers.
News news_of(const NewsColumns& week, const Threat& threat) {
    const double graver = std::max(threat.deaths, threat.without_answers);
    return {threat.address,
            threat.place,
            threat.community,
            graver,
            civilians::NewsKind::attack,
            severity(week, threat.deaths),
            0};
}

News news_of(const NewsColumns& week, const Harm& harm) {
    const double grave = severity(week, harm.deaths);
    return {harm.address, harm.place, harm.community, static_cast<double>(harm.deaths), civilians::NewsKind::harm,
            grave,        grave};
}

News news_of(const NewsColumns& /*week*/, const Report& report) {
    return {report.address, report.place, report.community, 1, civilians::NewsKind::report, 0, 0};
}

Bearing bearing(const NewsColumns& week, const Speech& act, OrganisationId o) {
    return opinion::bearing_of_partial_act(week.parameters().discourse[act.cue].partial * act.about[o]);
}

template <class Event>
void add(const NewsColumns& week, const std::vector<Event>& events) {
    for (const Event& event : events) {
        const News news = news_of(week, event);
        if (!(news.deaths > 0)) continue;
        week[columns::news].push_back(news);
    }
}

template <class Event>
void tell_of_all(const NewsColumns& week, const std::vector<Event>& events, std::size_t& k) {
    for (const Event& event : events) {
        if (!(news_of(week, event).deaths > 0)) continue;
        for (const JudgedId j : week.setup.judged)
            week[columns::bearings](NewsId(k), j) = bearing(week, event, week.setup.organisation_of[j]);
        ++k;
    }
}

}  // namespace

bool is_news(const WeekFacts& week, const Speech& act) {
    return act.tick == week.tick.index;
}

std::size_t collect_news(const NewsColumns& week) {
    const Setup& setup = week.setup;
    auto& news = week[columns::news];
    news.clear();
    add(week, week[columns::threats]);
    add(week, week[columns::harms]);
    add(week, week[columns::reports]);
    const std::size_t events = news.size();
    for (const Speech& speech : setup.speeches)
        if (is_news(week, speech))
            news.push_back({speech.cue, PlaceId(0), std::nullopt, 0, civilians::NewsKind::word, 0, 0});
    week[columns::bearings].reset(Ids<NewsId>(news.size()), setup.judged);
    std::size_t k = 0;
    tell_of_all(week, week[columns::threats], k);
    tell_of_all(week, week[columns::harms], k);
    tell_of_all(week, week[columns::reports], k);
    for (const Speech& speech : setup.speeches) {
        if (!is_news(week, speech)) continue;
        for (const JudgedId j : setup.judged)
            week[columns::bearings](NewsId(k), j) = bearing(week, speech, setup.organisation_of[j]);
        ++k;
    }
    return events;
}

}  // namespace peacenorm::intervention::processes
