// SPDX-License-Identifier: Apache-2.0
// Parameters of the extended profile: exploratory mechanisms, off unless the profile or a switch says otherwise.
#pragma once

#include <optional>

namespace peacenorm::intervention {

/// A switch that follows the profile while it is null: off in the core profile, on in the extended one.
using Switch = std::optional<bool>;

inline bool is_on(const Switch& enabled) {
    return enabled.value_or(false);
}

struct LogisticsSupport {
    Switch enabled = std::nullopt;
    double capability = 0.3;
    double mobility = 0.5;
};

struct InformantExposure {
    Switch enabled = std::nullopt;
    double baseline = 0.05;
    double violence = 0.75;
    double silence = 1.5;
    double protection = 0;
};

struct IntelligenceDiversion {
    Switch enabled = std::nullopt;
    double share = 0.5;
    double accuracy_least = 0.25;
    double accuracy_most = 0.8;
    double firewall = 0;
};

struct ForumShopping {
    Switch enabled = std::nullopt;
    double hazard = 0.01;
    double denied = 1;
    double support = 1;
    double criticism = 1;
    double offer = 1;
    double abuse = 0.5;
    double memory = 0.95;
};

struct ConsentSilence {
    Switch enabled = std::nullopt;
    double cooperation = 0.02;
    double voice = 0.02;
    double legitimacy = 0.02;
    double reversion = 0.02;
    double silence = 0.3;
};

struct Fragmentation {
    Switch enabled = std::nullopt;
    double overhead = 0.3;
};

enum class InfluenceRule { friedkin_johnsen, bounded_confidence };

struct SocialInfluence {
    Switch enabled = std::nullopt;
    InfluenceRule rule = InfluenceRule::friedkin_johnsen;
    double susceptibility = 0.3;
    double confidence = 0.2;
    double kin = 0.6;
};

struct Recruitment {
    Switch enabled = std::nullopt;
    double rate = 1e-5;
    double anger = 4;
    double fear = 2;
    double threshold = 2;
    double attrition = 0.01;
};

struct Displacement {
    Switch enabled = std::nullopt;
    double baseline = 1e-5;
    double harm = 1e-3;
    double fear = 1e-3;
    double conflict = 0.25;
    double returning = 0.02;
};

struct ControlContest {
    Switch enabled = std::nullopt;
    double decisiveness = 1;
    double pace = 0.06;
};

struct Splitting {
    Switch enabled = std::nullopt;
    double hazard = 0.001;
    double losses = 1;
    double negotiation = 1;
    double violence = 0.5;
    double merging = 0.01;
};

struct EliteCues {
    Switch enabled = std::nullopt;
};

}  // namespace peacenorm::intervention
