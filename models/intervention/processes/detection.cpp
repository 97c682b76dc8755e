// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "models/intervention/mechanisms/information_pooling.hpp"
#include "models/intervention/mechanisms/logistics_support.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/math.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr std::size_t max_organisations = 64;

// The nearest base that may and can send a response.
void find_unit(const Week& week, const Event& event, std::span<Answer> answers) {
    const Setup& setup = week.setup;
    const Response& response = setup.parameters.response;
    for (std::size_t u = 0; u < setup.units.size(); ++u) {
        const Unit& unit = setup.units[u];
        if (!setup.parameters.organisations[unit.organisation].executive) continue;
        // The units of a base respond together: the base must be strong enough, one of its contingents free to travel.
        if (!(week.state.unit_persons[u] > 0) || week.persons_at(unit.organisation, unit.place) < response.persons)
            continue;
        const double hours = setup.travel_hours[unit.place * setup.places + event.place];
        const double limit = std::min(response.reach_hours, setup.parameters.contingents[unit.contingent].caveat_hours);
        Answer& answer = answers[unit.organisation];
        if (hours > limit || (answer.in_reach && hours >= answer.travel_hours)) continue;
        answer.in_reach = true;
        answer.travel_hours = hours;
        answer.base = unit.place;
    }
}

}  // namespace

void detect_threats(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Detection& detection = setup.parameters.detection;
    s.answers.assign(s.events.size() * setup.organisations, Answer{});
    std::array<double, max_organisations> own{};
    std::array<PartnerSignal, max_organisations> signals{};
    for (std::size_t e = 0; e < s.events.size(); ++e) {
        Event& event = s.events[e];
        event.answers = e * setup.organisations;
        const std::span<Answer> answers = week.answers(event);
        find_unit(week, event, answers);
        for (std::size_t o = 0; o < setup.organisations; ++o)
            answers[o].travel_hours *= supported_travel(week.mechanisms().logistics_support, s.inbound[o]);
        s.last_threat[event.place] = week.tick.index;
        const double delay =
            random::exponential(week.uniform(event.address, streams::report_delay), detection.report_hours);
        for (std::size_t o = 0; o < setup.organisations; ++o) {
            const double here = week.persons_at(o, event.place);
            const double baseline = s.strength[o] > 0 ? setup.parameters.organisations[o].detection : 0;
            own[o] = own_awareness(baseline + s.tips[o * setup.places + event.place], detection.per_100_persons, here);
            week.of(Measured::tipped)[o] += -math::expm1(-s.tips[o * setup.places + event.place]);
        }
        for (std::size_t o = 0; o < setup.organisations; ++o) {
            std::size_t partners = 0;
            for (std::size_t p = 0; p < setup.organisations; ++p)
                if (p != o && week.tie(p, o, Channel::information) > 0)
                    signals[partners++] = {week.tie(p, o, Channel::information), own[p]};
            const double p_aware =
                pooled_awareness(week.mechanisms().information_pooling, own[o], std::span(signals).first(partners));
            const double u = week.uniform(event.address, streams::awareness, static_cast<std::uint32_t>(o));
            Answer& answer = answers[o];
            answer.awareness = p_aware;
            answer.aware = u < p_aware;
            answer.knows = answer.aware || answer.in_reach;
            // The surer the warning, the earlier it comes: the same uniform places it within the lead time.
            answer.known_hour = answer.aware ? event.lead_hours * u / p_aware : event.lead_hours + delay;
        }
    }
}

}  // namespace peacenorm::intervention::processes
