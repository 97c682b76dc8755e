// SPDX-License-Identifier: Apache-2.0
// The intervention model's parameters as plain values. What each means, its unit, range, prior and source stand in
// declarations.hpp, once. Shape of the file a user writes: the same names, nested the same way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/config/schema.hpp"

namespace peacenorm::intervention {

using config::Named;
using config::Schedule;

struct Border {
    double border_km = 0;
    double road_km = 0;
};

struct Place {
    std::string region;
    std::int64_t population = 0;
    double area_km2 = 0;
    Named<Border> neighbours;
};

struct Region {
    Named<double> communities;
};

struct Community {
    double protect = 0.3;
    double fight = 0.1;
    double be_impartial = 0.3;
    double leave = 0.3;
};

struct Mandate {
    Schedule protection{0};
    Schedule counter_terrorism{0};
    Schedule partner_support{0};
};

struct Tasks {
    double dialogue = 0;
    double physical_protection = 0;
    double protective_environment = 0;
    double counter_terrorism = 0;
    double partner_support = 0;
    double force_protection = 0;
};

enum class Kind { un_mission, eu_mission, regional_coalition, national_intervention, host_army, security_company };

struct Organisation {
    Kind kind = Kind::un_mission;
    bool judged = true;
    bool executive = true;
    double norm = 0.5;
    double ambiguity = 0.2;
    double quality = 0.5;
    double detection = 0.15;
    double visibility = 1;
    double abuse = 0.01;
    Named<double> suspects;
    double prior_performance = 0.5;
    double prior_impartiality = 0.5;
    double ideology = 0.5;
    Mandate mandate;
    Tasks utilities;
};

struct Contingent {
    std::string home;
    Schedule persons{0};
    Named<std::string> command;
    double caveat_hours = 48;
};

struct Base {
    std::string organisation;
    std::string place;
    Schedule share{0};
};

enum class Bloc { jihadist, signatory, communal };

struct ArmedGroup {
    Bloc bloc = Bloc::jihadist;
    Schedule fighters{0};
    double attacks = 0.05;
    double selectivity = 0.5;
    double deterrable = 1;
    Named<double> core;
    Named<double> targets;
    std::string community;
};

struct Channels {
    std::optional<double> information, logistics, joint, training, mandate, visibility;
};

struct Dyad {
    std::string a, b;
    Schedule depth{0};
    std::vector<std::string> forth;
    std::vector<std::string> back;
};

struct Rungs {
    std::vector<double> information{0, 0.3, 0.5, 0.6, 0.6, 0.9};
    std::vector<double> logistics{0, 0, 0.3, 0.6, 0.6, 0.9};
    std::vector<double> joint{0, 0, 0, 0, 0.4, 0.8};
    std::vector<double> training{0, 0, 0, 0.4, 0.4, 0.6};
    std::vector<double> mandate{0, 0, 0, 0, 0.4, 0.8};
    std::vector<double> visibility{0, 0, 0, 0.3, 0.6, 0.9};
};

struct Ladder {
    std::vector<std::string> group;
    std::optional<double> position;
    Date from;
    Rungs rungs;
};

struct Cooperation {
    Named<Dyad> dyads;
    Ladder ladder;
    Named<Named<Channels>> ties;
};

struct ThreatType {
    double lead_hours = 48;
    double duration_hours = 6;
    double exponent = 2.5;
    std::int64_t cap = 150;
};

struct Threats {
    ThreatType killing{24, 2, 3.5, 10};
    ThreatType raid{72, 8, 2.3, 150};
    double severity_scale = 5;
};

struct Detection {
    double per_100_persons = 0.08;
    double report_hours = 12;
};

struct Response {
    double steepness = 3;
    double cost = 0.4;
    double cost_per_day = 0.2;
    double reach_hours = 24;
    double readiness_hours = 6;
    double speed_km_h = 25;
    double effectiveness = 2;
    double persons = 60;
    double hours = 36;
};

struct Operations {
    double hours = 20000;
    double exponent = 2.3;
    std::int64_t cap = 100;
};

struct Forces {
    double hours_per_week = 50;
    double temperature = 0.6;
    double mandate_pull = 0.4;
};

struct Beliefs {
    double prior_weight = 4;
    double half_life = 26;
    double evidence = 1;
    double negativity = 1.5;
    double nobody = 0.25;
    double omission = 0.3;
    double impartial_credit = 0.3;
    double same_place = 0.4;
    double neighbours = 0.25;
    double media = 0.04;
    double witnesses = 0.1;
    double personal = 0.05;
    double ideology_spread = 0.1;
};

struct Observation {
    double base = 0.25;
    double presence = 0.1;
};

struct Population {
    std::int64_t people_per_agent = 1000;
    std::int64_t minimum_agents = 30;
};

struct Compliance {
    double response = 0.5;
    double timeliness = 0.2;
    double do_no_harm = 0.3;
    double harm_reference = 2;
};

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
    double memory = 0.85;
};

struct Mechanisms {
    InformationPooling information_pooling;
    PresenceDeterrence presence_deterrence;
    SharedResponsibility shared_responsibility;
    SupportCrowding support_crowding;
    Association association;
    StrategicViolence strategic_violence;
};

struct Parameters {
    Named<Region> regions;
    Named<Place> places;
    Named<Community> communities;
    Named<Organisation> organisations;
    Named<Contingent> contingents;
    Named<Base> bases;
    Named<ArmedGroup> armed_groups;
    Cooperation cooperation;
    Population population;
    Threats threats;
    Detection detection;
    Forces forces;
    Response response;
    Operations operations;
    Beliefs beliefs;
    Observation observation;
    Compliance compliance;
    Mechanisms mechanisms;
};

}  // namespace peacenorm::intervention
