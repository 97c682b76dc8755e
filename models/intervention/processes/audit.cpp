// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/audit.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace peacenorm::intervention::processes {
namespace {

constexpr std::array<std::string_view, cause_count> cause_names{
    "forgetting", "own_credit",  "omission", "own_blame", "partner_credit", "partner_blame",
    "personal",   "composition", "voice",    "influence", "discourse"};
constexpr std::array<std::string_view, tier_count> tier_names{"dialogue", "physical_protection",
                                                              "protective_environment"};
constexpr std::array<std::string_view, component_count> component_names{"protect", "restrain", "monitor"};

const Parameters& of(const Week& week) {
    return week.setup.parameters;
}
const std::string& organisation_name(const Week& week, std::size_t o) {
    return of(week).organisations.name(o);
}

}  // namespace

std::string event_name(std::uint64_t address) {
    return fmt::format("{:016x}", address);
}

void tell_threat(const Week& week, const Event& event) {
    if (week.tick.trace == nullptr) return;
    const Parameters& p = of(week);
    week.tick.trace->tell(week.tick.date, "threat",
                          {{"event", event_name(event.address)},
                           {"perpetrator", p.armed_groups.name(event.perpetrator)},
                           {"place", p.places.name(event.place)},
                           {"community", p.communities.name(event.community)},
                           {"type", std::string(event.kind == ThreatKind::killing ? "killing" : "raid")},
                           {"threatened", double(event.threatened)},
                           {"lead_hours", event.lead_hours},
                           {"duration_hours", event.duration_hours},
                           {"ambiguity", event.ambiguity}});
}

void tell_outcome(const Week& week, const Event& event) {
    if (week.tick.trace == nullptr) return;
    const auto answers = week.answers(event);
    for (std::size_t o = 0; o < answers.size(); ++o) {
        const Answer& a = answers[o];
        if (!a.in_reach) continue;
        const bool in_time = a.responds && a.arrival_hour <= event.lead_hours + event.duration_hours;
        const std::string_view what = a.diverted ? "diverted" : !a.responds ? "none" : in_time ? "in_time" : "late";
        week.tick.trace->tell(week.tick.date, "response",
                              {{"event", event_name(event.address)},
                               {"organisation", organisation_name(week, o)},
                               {"aware", a.aware ? 1.0 : 0.0},
                               {"known_hour", a.knows ? a.known_hour : -1},
                               {"response", std::string(what)},
                               {"arrival_hour", a.responds ? a.arrival_hour : -1}});
    }
    week.tick.trace->tell(week.tick.date, "harm",
                          {{"event", event_name(event.address)}, {"deaths", double(event.deaths)}});
}

void tell_operation(const Week& week, const Event& event) {
    if (week.tick.trace == nullptr) return;
    const Parameters& p = of(week);
    week.tick.trace->tell(week.tick.date, "abuse",
                          {{"event", event_name(event.address)},
                           {"perpetrator", organisation_name(week, event.perpetrator)},
                           {"place", p.places.name(event.place)},
                           {"community", p.communities.name(event.community)},
                           {"deaths", double(event.deaths)}});
}

void tell_attribution(const Week& week, std::uint64_t address, std::string_view verdict) {
    if (week.tick.trace == nullptr) return;
    for (std::size_t o = 0; o < week.setup.organisations; ++o)
        if (week.state.shares[o] > 0)
            week.tick.trace->tell(week.tick.date, "attribution",
                                  {{"event", event_name(address)},
                                   {"organisation", organisation_name(week, o)},
                                   {"verdict", std::string(verdict)},
                                   {"share", week.state.shares[o]}});
}

void tell_duty(const Week& week, const Obligation& duty, std::string_view outcome) {
    if (week.tick.trace == nullptr) return;
    week.tick.trace->tell(week.tick.date, "obligation",
                          {{"event", event_name(duty.address)},
                           {"owner", organisation_name(week, duty.owner)},
                           {"about", organisation_name(week, duty.subject)},
                           {"tier", std::string(tier_names[static_cast<std::size_t>(duty.tier)])},
                           {"component", std::string(component_names[static_cast<std::size_t>(duty.component)])},
                           {"outcome", std::string(outcome)}});
}

void tell_attack(const Week& week, std::size_t group, std::size_t organisation, std::size_t place, double deaths) {
    if (week.tick.trace == nullptr) return;
    week.tick.trace->tell(week.tick.date, "attack_on_force",
                          {{"perpetrator", of(week).armed_groups.name(group)},
                           {"organisation", organisation_name(week, organisation)},
                           {"place", of(week).places.name(place)},
                           {"deaths", deaths}});
}

PlaceLedger::PlaceLedger(const Week& week) : week_(week) {
    if (week.tick.trace == nullptr) return;
    const Setup& setup = week.setup;
    const std::size_t judged = setup.judged.size();
    persons_.assign(setup.places, 0.0);
    for (std::size_t c = 0; c < setup.cells.size(); ++c)
        persons_[setup.cells[c].place] += static_cast<double>(week.state.cells.alive[c]);
    first_ = last_ = week.state.place_legitimacy;
    elsewhere_.assign(setup.places * judged, 0.0);
}

double PlaceLedger::mean(std::size_t place, std::size_t judged) const {
    const Setup& setup = week_.setup;
    double sum = 0;
    for (std::size_t c = 0; c < setup.communities; ++c) {
        const int cell = setup.cell_of[place * setup.communities + c];
        if (cell < 0) continue;
        const auto i = static_cast<std::size_t>(cell);
        sum += week_.state.cells.legitimacy[i * setup.judged.size() + judged] *
               static_cast<double>(week_.state.cells.alive[i]);
    }
    return persons_[place] > 0 ? sum / persons_[place] : 0;
}

void PlaceLedger::tell(std::size_t place, std::size_t judged, std::string_view cause, const std::string& event,
                       double amount) {
    if (amount == 0) return;
    week_.tick.trace->tell(week_.tick.date, "legitimacy",
                           {{"place", of(week_).places.name(place)},
                            {"organisation", organisation_name(week_, week_.setup.judged[judged])},
                            {"cause", std::string(cause)},
                            {"event", event},
                            {"amount", amount}});
}

void PlaceLedger::step(Cause cause) {
    if (week_.tick.trace == nullptr) return;
    const std::size_t judged = week_.setup.judged.size();
    for (std::size_t place = 0; place < week_.setup.places; ++place)
        for (std::size_t j = 0; j < judged; ++j) {
            const double now = mean(place, j);
            tell(place, j, cause_names[static_cast<std::size_t>(cause)], "", now - last_[place * judged + j]);
            last_[place * judged + j] = now;
        }
}

void PlaceLedger::step(std::uint64_t address, std::size_t origin, std::span<const Cause> causes) {
    if (week_.tick.trace == nullptr) return;
    const std::size_t judged = week_.setup.judged.size();
    const auto near = week_.setup.neighbours_of(origin);
    for (std::size_t place = 0; place < week_.setup.places; ++place) {
        const bool told = place == origin ||
                          std::any_of(near.begin(), near.end(), [&](const Neighbour& n) { return n.place == place; });
        for (std::size_t j = 0; j < judged; ++j) {
            const double now = mean(place, j);
            double& before = last_[place * judged + j];
            if (told)
                tell(place, j, cause_names[static_cast<std::size_t>(causes[j])], event_name(address), now - before);
            else
                elsewhere_[place * judged + j] += now - before;
            before = now;
        }
    }
}

void PlaceLedger::close() {
    if (week_.tick.trace == nullptr) return;
    const std::size_t judged = week_.setup.judged.size();
    for (std::size_t place = 0; place < week_.setup.places; ++place)
        for (std::size_t j = 0; j < judged; ++j) {
            const std::size_t i = place * judged + j;
            tell(place, j, "elsewhere", "", elsewhere_[i]);
            tell(place, j, "change", "", last_[i] - first_[i]);
        }
}

void remember_places(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const std::size_t judged = setup.judged.size();
    for (std::size_t place = 0; place < setup.places; ++place)
        for (std::size_t j = 0; j < judged; ++j) {
            double sum = 0, persons = 0;
            for (std::size_t c = 0; c < setup.communities; ++c) {
                const int cell = setup.cell_of[place * setup.communities + c];
                if (cell < 0) continue;
                const auto i = static_cast<std::size_t>(cell);
                sum += s.cells.legitimacy[i * judged + j] * static_cast<double>(s.cells.alive[i]);
                persons += static_cast<double>(s.cells.alive[i]);
            }
            s.place_legitimacy[place * judged + j] = persons > 0 ? sum / persons : 0;
        }
}

}  // namespace peacenorm::intervention::processes
