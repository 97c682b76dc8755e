// SPDX-License-Identifier: Apache-2.0
// Parameters of the mechanisms as plain values; each has a switch. What they mean stands in
// declarations_mechanisms.hpp.
#pragma once

#include <string>

#include "models/intervention/parameters_extended.hpp"

namespace peacenorm::intervention {

struct InformationPooling {
    bool enabled = true;
    double usable = 0.35;
    double overlap = 0.3;
};

struct PresenceDeterrence {
    bool enabled = true;
    double strength = 0.12;
    double reference_persons = 100;
    double posture = 0.25;
    double patrol_overlap = 0.3;
};

struct SharedResponsibility {
    bool enabled = true;
    double overlap = 0.5;
    double clarity = 0.5;
    double lead_duty = 1;
    std::string lead = "minusma";
    double learning = 0.05;
};

struct SupportCrowding {
    bool enabled = true;
    double pull = 1;
    double efficiency = 0.75;
};

struct Association {
    bool enabled = true;
    double credit = 0.4;
    double blame = 0.4;
    double joint = 0.4;
};

struct StrategicViolence {
    bool enabled = true;
    double selective_peak = 0.75;
    double selective_width = 0.2;
    double indiscriminate_peak = 0.15;
    double indiscriminate_width = 0.2;
    double floor = 0.3;
    double relocation = 0.1;
    double gain = 0.5;
    double caution = 1.0;
    double retaliation = 1.0;
    double harm_half = 1.0;
    double noticed = 3.0;
    double memory = 0.85;
};

struct PostureShift {
    bool enabled = true;
    double pull = 1;
    double complementarity = 0.5;
};

enum class NormEngine { law, enforcement_game };

struct EnforcementGame {
    double pace = 0.002;
    double temptation = 3;
    double punishment = -9;
    double enforcement = -2;
    double seen = 0.5;
    double dependence = 1;
    double council = 0.3;
    double meta = 0.3;
};

struct NormLaw {
    bool enabled = true;
    double institutional_pull = 0.01;
    double training = 0.004;
    double training_quality = 1;
    double rotation = 0.05;
    double convergence = 0.006;
    double message = 0.03;
    double decay = 0.003;
    double restraint = 2.5;
    double task_pull = 2;
    double abuse_reference = 0.01;
    double memory = 0.95;
    NormEngine engine = NormEngine::law;
    EnforcementGame game = {};
};

struct DueDiligence {
    bool enabled = true;
    double strength = 0.5;
    double detection = 0.4;
    double threshold = 0.1;
    double sanction = 1.5;
    double memory = 0.9;
};

struct ForceProtection {
    bool enabled = true;
    double belligerency = 0;
    double losses = 0.3;
    double strength = 0.3;
    double tips = 0.3;
    double cover = 0.3;
    double attacks_pull = 0.8;
    double relief = 0.75;
    double revenge = 0.75;
    double half = 1.0;
    double loss_half = 1.0;
    double memory = 0.85;
};

struct CivilianTips {
    bool enabled = true;
    double awareness = 0.8;
    double base = -1.5;
    double legitimacy = 2.5;
    double response = 1.5;
    double fear = 1.5;
    double police = 1;
    double memory = 0.9;
};

struct FearAndAnger {
    bool enabled = true;
    double fear_rise = 0.06;
    double fear_fade = 0.03;
    double anger_rise = 0.03;
    double anger_fade = 0.015;
    double base_fear = 0.3;
    double base_anger = 0.2;
};

struct Mechanisms {
    InformationPooling information_pooling;
    PresenceDeterrence presence_deterrence;
    PostureShift posture_shift;
    SharedResponsibility shared_responsibility;
    SupportCrowding support_crowding;
    NormLaw norm_law;
    DueDiligence due_diligence;
    Association association;
    ForceProtection force_protection;
    CivilianTips civilian_tips;
    FearAndAnger fear_and_anger;
    StrategicViolence strategic_violence;
    LogisticsSupport logistics_support;
    InformantExposure informant_exposure;
    IntelligenceDiversion intelligence_diversion;
    ForumShopping forum_shopping;
    ConsentSilence consent_silence;
    Fragmentation fragmentation;
    SocialInfluence social_influence;
    Recruitment recruitment;
    Displacement displacement;
    ControlContest control_contest;
    Splitting splitting;
    EliteCues elite_cues;
};

}  // namespace peacenorm::intervention
