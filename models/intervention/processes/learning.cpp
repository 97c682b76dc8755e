// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

bool answered_in_time(const Week& week, const Event& event) {
    const auto answers = week.answers(event);
    return std::any_of(answers.begin(), answers.end(), [&](const Answer& a) {
        return a.responds && a.arrival_hour <= event.lead_hours + event.duration_hours;
    });
}

// What a group remembers of a place: attacks that went unanswered, and being met by a response or hunted by operations.
void remember_places(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    for (std::size_t g = 0; g < setup.groups; ++g) {
        for (std::size_t place = 0; place < setup.places; ++place) {
            double success = 0, loss = 0;
            for (std::size_t o = 0; o < setup.organisations; ++o) loss += s.operations_at[o * setup.places + place];
            for (const Event& event : s.events) {
                if (event.by_organisation || event.perpetrator != g || event.place != place) continue;
                (answered_in_time(week, event) ? loss : success) += 1;
            }
            const std::size_t i = g * setup.places + place;
            s.success[i] = remembered(m, s.success[i], std::min(success, m.noticed));
            s.loss[i] = remembered(m, s.loss[i], std::min(loss, m.noticed));
        }
    }
}

void remember_harm(const Week& week) {
    State& s = week.state;
    const StrategicViolence& m = week.mechanisms().strategic_violence;
    for (double& memory : s.harm_memory) memory = remembered(m, memory, 0);
    const double fresh = remembered(m, 0, 1);
    for (const Event& event : s.events)
        s.harm_memory[event.place * week.setup.communities + event.community] += fresh * event.deaths;
}

// Everyone sees afterwards whether a partner in reach of a threat came.
void judge_partners(const Week& week) {
    State& s = week.state;
    const std::size_t n = week.setup.organisations;
    for (std::size_t p = 0; p < n; ++p) {
        double calls = 0, came = 0;
        for (const Event& event : s.events) {
            if (event.by_organisation || !week.answers(event)[p].in_reach) continue;
            calls += 1;
            came += week.answers(event)[p].responds ? 1 : 0;
        }
        if (!(calls > 0)) continue;
        for (std::size_t o = 0; o < n; ++o) {
            double& belief = s.partner_belief[o * n + p];
            belief = learned_belief(week.mechanisms().shared_responsibility, belief, calls, came / calls);
        }
    }
}

// People remember by place who came when they were attacked.
void remember_responses(const Week& week) {
    State& s = week.state;
    const std::size_t n = week.setup.organisations, places = week.setup.places;
    const CivilianTips& m = week.mechanisms().civilian_tips;
    for (const Event& event : s.events) {
        if (event.by_organisation) continue;
        for (std::size_t o = 0; o < n; ++o) {
            const Answer& answer = week.answers(event)[o];
            if (!answer.in_reach) continue;
            double& memory = s.place_response[o * places + event.place];
            memory = remembered_response(m, memory, answer.responds ? 1 : 0);
        }
    }
}

}  // namespace

void learn(const Week& week) {
    remember_places(week);
    remember_harm(week);
    remember_responses(week);
    judge_partners(week);
}

}  // namespace peacenorm::intervention::processes
