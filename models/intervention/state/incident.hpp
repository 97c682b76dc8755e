// SPDX-License-Identifier: Apache-2.0
// What happens to civilians in a week, and what organisations do about it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "models/intervention/state/ids.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/core/grid.hpp"

namespace peacenorm::intervention {

/// Civilians of one community in one place are harmed, or would be.
struct Incident {
    std::uint64_t address = 0;  ///< of its draws; also the order in which incidents of a kind apply
    PlaceId place;
    CommunityId community;
    std::int32_t threatened = 0;  ///< deaths if nobody responds
    std::int32_t deaths = 0;
};

/// An attack of an armed group, from the hour at which it begins to form. Its answers: `week.answers(threat)`.
struct Threat : Incident {
    ThreatId id;
    GroupId perpetrator;
    BandId band;
    ThreatKind kind = ThreatKind::killing;
    double lead_hours = 0;  ///< the attack begins this long after the threat formed
    double duration_hours = 0;
    double ambiguity = 0;              ///< 0..1
    std::int32_t without_answers = 0;  ///< deaths if nobody had answered, by the same draws
};

/// An organisation's operation kills civilians. Nobody is called to answer it.
struct Harm : Incident {
    OrganisationId perpetrator;
};

/// What an organisation did about one threat.
struct Answer {
    bool in_reach = false;
    bool aware = false;  ///< before the attack
    bool knows = false;  ///< before or after
    bool responds = false;
    bool diverted = false;  ///< handed to a strike instead of a response
    double by_norm = 0;     ///< what its norm adds to the chance that it responds, where it can
    double due = 0;         ///< the same if it were wholly bound by the norm
    double known_hour = 0;  ///< hours after the threat began to form
    double travel_hours = 0;
    double road_hours = 0;  ///< the same without partners' support, which a capital's limit goes by
    double arrival_hour = 0;
    double awareness = 0;         ///< chance with which it could have known beforehand
    double averted_share = 0;     ///< of the harm that was still ahead, by this organisation alone
    PlaceId base;                 ///< that the response starts from
    bool warned = false;          ///< aware only by what partners passed on
    bool willing = false;         ///< its commander would go, whether or not there are hours
    bool short_of_hours = false;  ///< and there were none
};

using Answers = Row<const Answer, OrganisationId>;

/// Whether a response arrives before the attack is over. The numerator of the response rate.
inline bool in_time(const Threat& threat, const Answer& answer) {
    return answer.responds && answer.arrival_hour <= threat.lead_hours + threat.duration_hours;
}

/// The day on which an organisation first knew of a threat, from the day on which the threat began to form.
inline double day_known(const Answer& answer) {
    return std::floor(answer.known_hour / 24);
}

inline bool anyone_in_time(const Threat& threat, Answers answers) {
    return std::any_of(answers.begin(), answers.end(), [&](const Answer& a) { return in_time(threat, a); });
}

}  // namespace peacenorm::intervention
