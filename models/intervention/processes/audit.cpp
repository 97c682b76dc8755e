// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/audit.hpp"

#include <fmt/core.h>

namespace peacenorm::intervention::processes {
namespace {

const std::string& name_of(const WeekFacts& week, OrganisationId o) {
    return week.setup.parameters.organisations.name(o.index());
}
const std::string& name_of(const WeekFacts& week, PlaceId place) {
    return week.setup.parameters.places.name(place.index());
}
const std::string& name_of(const WeekFacts& week, CommunityId community) {
    return week.setup.parameters.communities.name(community.index());
}
const std::string& name_of(const WeekFacts& week, GroupId group) {
    return week.setup.parameters.armed_groups.name(group.index());
}

}  // namespace

std::string event_name(std::uint64_t address) {
    return fmt::format("{:016x}", address);
}

void trace_threat(const WeekFacts& week, const Threat& threat) {
    if (week.tick.trace == nullptr) return;
    week.tick.trace->write(week.tick.date, "threat",
                           {{"event", event_name(threat.address)},
                            {"perpetrator", name_of(week, threat.perpetrator)},
                            {"place", name_of(week, threat.place)},
                            {"community", name_of(week, threat.community)},
                            {"type", std::string(threat_kind_names[index(threat.kind)])},
                            {"threatened", double(threat.threatened)},
                            {"lead_hours", threat.lead_hours},
                            {"duration_hours", threat.duration_hours},
                            {"ambiguity", threat.ambiguity}});
}

void trace_outcome(const WeekFacts& week, const Threat& threat, Answers answers) {
    if (week.tick.trace == nullptr) return;
    for (const OrganisationId o : week.setup.organisations) {
        const Answer& a = answers[o];
        if (!a.in_reach) continue;
        const std::string_view what = a.diverted           ? "diverted"
                                      : !a.responds        ? "none"
                                      : in_time(threat, a) ? "in_time"
                                                           : "late";
        week.tick.trace->write(week.tick.date, "response",
                               {{"event", event_name(threat.address)},
                                {"organisation", name_of(week, o)},
                                {"aware", a.aware ? 1.0 : 0.0},
                                {"known_hour", a.knows ? a.known_hour : -1},
                                {"response", std::string(what)},
                                {"arrival_hour", a.responds ? a.arrival_hour : -1}});
    }
    week.tick.trace->write(week.tick.date, "harm",
                           {{"event", event_name(threat.address)}, {"deaths", double(threat.deaths)}});
}

void trace_operation(const WeekFacts& week, const Harm& harm) {
    if (week.tick.trace == nullptr) return;
    week.tick.trace->write(week.tick.date, "abuse",
                           {{"event", event_name(harm.address)},
                            {"perpetrator", name_of(week, harm.perpetrator)},
                            {"place", name_of(week, harm.place)},
                            {"community", name_of(week, harm.community)},
                            {"deaths", double(harm.deaths)}});
}

void trace_duty(const WeekFacts& week, const Obligation& duty, std::string_view outcome) {
    if (week.tick.trace == nullptr) return;
    week.tick.trace->write(week.tick.date, "obligation",
                           {{"event", event_name(duty.address)},
                            {"owner", name_of(week, duty.owner)},
                            {"about", name_of(week, duty.subject)},
                            {"tier", std::string(tier_names[index(duty.tier)])},
                            {"component", std::string(component_names[index(duty.component)])},
                            {"outcome", std::string(outcome)}});
}

void trace_attack(const WeekFacts& week, GroupId group, OrganisationId organisation, PlaceId place, double deaths) {
    if (week.tick.trace == nullptr) return;
    week.tick.trace->write(week.tick.date, "attack_on_force",
                           {{"perpetrator", name_of(week, group)},
                            {"organisation", name_of(week, organisation)},
                            {"place", name_of(week, place)},
                            {"deaths", deaths}});
}

void trace_change(const WeekFacts& week, Seen seen, std::string_view cause, const std::string& event, double amount) {
    if (amount == 0) return;
    week.tick.trace->write(week.tick.date, "legitimacy",
                           {{"place", name_of(week, seen.place)},
                            {"organisation", name_of(week, week.setup.organisation_of[seen.judged])},
                            {"cause", std::string(cause)},
                            {"event", event},
                            {"amount", amount}});
}

}  // namespace peacenorm::intervention::processes
