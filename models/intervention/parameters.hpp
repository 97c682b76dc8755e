// SPDX-License-Identifier: Apache-2.0
// The intervention model's parameters as plain values. What each means, its unit, range, prior and source stand in
// declarations.hpp, once. Shape of the file a user writes: the same names, nested the same way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/intervention/parameters_mechanisms.hpp"
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
    bool surveyed = false;
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
    Schedule human_rights{0};
    std::optional<Date> frozen;
};

struct Norm {
    double protect = 0.5;
    double restrain = 0.5;
    double monitor = 0.5;
};

struct Exit {
    std::optional<Date> date;
    double weeks = 0;
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
    bool vets = false;
    double dependence = 0.2;
    Norm norm;
    double internalisation = 0.4;
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
    Schedule consent{1};
    Exit exit;
    double protection_quota = 0;
    double police_share = 0;
    double dispersion = 0;
    double leak = 0.2;
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
    double attacks_on_forces = 0;
    Schedule accord{0};
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

struct ChannelMask {
    double information = 1;
    double logistics = 1;
    double joint = 1;
    double training = 1;
    double mandate = 1;
    double visibility = 1;
};

/// What a rule about a tie watches, per week: civilians killed by anyone, members of the giver killed in attacks, harm
/// events by the receiver's operations.
enum class Trigger { civilians_killed, members_killed, abuses };

/// A tie that deepens or is suspended while something happens.
struct TieRule {
    std::string giver, receiver;
    std::vector<std::string> channels;
    Trigger when = Trigger::civilians_killed;
    double above = 1;
    double change = 0;
    double memory = 0.9;
};

struct Cooperation {
    Named<Dyad> dyads;
    Ladder ladder;
    ChannelMask mask;
    double pooling = 0;
    Named<Named<Channels>> ties;
    Named<TieRule> rules;
};

struct Host {
    std::string organisation;
    std::string capital;
    Schedule regime{0};
    Schedule alternative_offer{0};
    double regime_abuse = 0.5;
    double access_elasticity = 1;
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
    double accord_restraint = 0.5;
};

struct ForceAttacks {
    double exponent = 3;
    std::int64_t cap = 30;
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
    double half_fighters = 50;
    double exponent = 2.3;
    std::int64_t cap = 100;
};

struct Forces {
    double hours_per_week = 50;
    double kept_weeks = 1;
    double temperature = 0.6;
    double mandate_pull = 0.4;
};

struct Cue {
    Date date;
    Named<double> about;
    double weight = 1;
    bool favourable = false;
    double performance = 0.5;
    Named<double> reach;
};

enum class BeliefRule { beta, exponential_smoothing };

struct Beliefs {
    BeliefRule rule = BeliefRule::beta;
    double smoothing = 0.1;
    double prior_weight = 4;
    double half_life = 26;
    double evidence = 1;
    double negativity = 1.5;
    double nobody = 0.25;
    double omission = 0.3;
    double duty_in_reach = 0.5;
    double duty_unaware = 0.5;
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
    double survey_steepness = 4;
    double survey_fear = 1;
    double exposure_weeks = 52;
};

struct Obligations {
    double voice = 0.5;
    double action = 0.1;
    double engagement_hours = 2000;
    double dialogue_weeks = 4;
    double restrain_weeks = 8;
    double report_weeks = 13;
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

enum class Profile { core, extended };

enum class Imposed { all, tasks };

struct ConductRules {
    std::string organisation;
    Imposed imposed = Imposed::all;
};

struct Parameters {
    Profile profile = Profile::core;
    Named<Region> regions;
    Named<Place> places;
    Named<Community> communities;
    Named<Organisation> organisations;
    Named<Contingent> contingents;
    Named<Base> bases;
    Named<ArmedGroup> armed_groups;
    Cooperation cooperation;
    Host host;
    Population population;
    Threats threats;
    ForceAttacks force_attacks;
    Detection detection;
    Forces forces;
    Response response;
    Operations operations;
    Beliefs beliefs;
    Obligations obligations;
    Named<Cue> discourse;
    Observation observation;
    Compliance compliance;
    ConductRules conduct;
    Mechanisms mechanisms;
};

}  // namespace peacenorm::intervention
