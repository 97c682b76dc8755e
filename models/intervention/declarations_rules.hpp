// SPDX-License-Identifier: Apache-2.0
// Declarations of the week's rules: threats, detection, forces, responses, operations, beliefs, what is measured.
#pragma once

#include "models/intervention/declarations_extended.hpp"
#include "models/intervention/docs.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::config {

template <>
struct Declaration<intervention::ThreatType> : intervention::Docs {
    using Owner = intervention::ThreatType;
    static constexpr std::string_view meaning = "One type of attack on civilians";
    static constexpr auto fields = std::make_tuple(
        field("lead_hours", &Owner::lead_hours,
              number(hours_above_zero, "mean time from the first signs to the attack; exponential",
                     "theory H1: lead times of 0 to 3 weeks; assumed: hours to days")),
        field("duration_hours", &Owner::duration_hours,
              number(hours_above_zero, "mean duration of the attack; exponential",
                     "assumed: single killings are short, raids last part of a day")),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of deaths threatened",
                     "theory 4.1 (bohorquez_2009): about 2.5; assumed: steeper for killings")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "largest number of deaths threatened",
                     "assumed: killings take few; raids up to the order of the worst massacres recorded")));
};

template <>
struct Declaration<intervention::Threats> : intervention::Docs {
    using Owner = intervention::Threats;
    static constexpr std::string_view meaning = "What an attack on civilians is like";
    static constexpr auto fields = std::make_tuple(
        field("killing", &Owner::killing, stated("selective killing", "theory 4.1 (kalyvas_2006)")),
        field("raid", &Owner::raid, stated("raid on a village or road", "theory 4.1 (kalyvas_2006)")),
        field("accord_restraint", &Owner::accord_restraint,
              number(share, "part of its attacks on civilians that a group wholly bound by an accord leaves out",
                     "assumed: half; armed groups that signed went on fighting")),
        field("severity_scale", &Owner::severity_scale,
              number({"deaths", 0.01, 1e5}, "deaths at which perceived severity 1 - exp(-deaths / scale) is 0.63",
                     "assumed: five deaths are widely talked about")));
};

template <>
struct Declaration<intervention::ForceAttacks> : intervention::Docs {
    using Owner = intervention::ForceAttacks;
    static constexpr std::string_view meaning = "Deadly attacks on interveners";
    static constexpr auto fields = std::make_tuple(
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of members killed in an attack",
                     "theory 4.1 (bohorquez_2009); assumed: steeper than for civilians")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "most members killed in an attack", "assumed: above the worst in Mali")));
};

template <>
struct Declaration<intervention::Obligations> : intervention::Docs {
    using Owner = intervention::Obligations;
    static constexpr std::string_view meaning = "What the norm puts on an organisation, and by when";
    static constexpr auto fields = std::make_tuple(
        field("voice", &Owner::voice,
              number(share_with(uniform_between(0, 1)), "rho_v: how far policy lets it report known abuse in public",
                     "theory D10 rho_v")),
        field("action", &Owner::action,
              number({"per week", 0, 1}, "rate of acting on a duty to restrain or to report, at full norm",
                     "assumed: half within two months")),
        field("engagement_hours", &Owner::engagement_hours,
              number({"force-hours", 1, 1e8}, "force-hours of dialogue that engage a place in a week with chance 0.63",
                     "assumed: some 40 persons for a week")),
        field("dialogue_weeks", &Owner::dialogue_weeks,
              number({"weeks", 0, 100}, "deadline to engage the place of a threat", "theory 5.5 I9: last four weeks")),
        field("restrain_weeks", &Owner::restrain_weeks,
              number({"weeks", 0, 100}, "deadline to restrain whoever harmed", "assumed: two monthly reviews")),
        field("report_weeks", &Owner::report_weeks,
              number({"weeks", 0, 100}, "deadline to report harm in public", "assumed: the next quarterly report")));
};

template <>
struct Declaration<intervention::Detection> : intervention::Docs {
    using Owner = intervention::Detection;
    static constexpr std::string_view meaning = "How threats become known";
    static constexpr auto fields = std::make_tuple(
        field("per_100_persons", &Owner::per_100_persons,
              number({"per 100 persons", 0, 10, log_uniform(0.02, 0.3)},
                     "awareness piF added by each 100 persons in the place, as a hazard", "theory H1 piF")),
        field("report_hours", &Owner::report_hours,
              number(hours, "mean delay after the attack begins until one who did not foresee it learns of it",
                     "assumed: half a day")));
};

template <>
struct Declaration<intervention::Forces> : intervention::Docs {
    using Owner = intervention::Forces;
    static constexpr std::string_view meaning = "How force-hours go to tasks";
    static constexpr auto fields =
        std::make_tuple(field("hours_per_week", &Owner::hours_per_week,
                              number({"hours per person and week", 0, 168}, "force-hours that one person gives",
                                     "assumed: a working week of a deployed soldier")),
                        field("kept_weeks", &Owner::kept_weeks,
                              number({"weeks", 1, 100}, "most weeks' hours for responses that a base has at hand",
                                     "assumed: unspent hours are not saved up")),
                        field("temperature", &Owner::temperature,
                              number({"1", 0.01, 100, uniform_between(0.3, 1)},
                                     "temperature of the softmax over tasks: high is even", "theory D3 T_a")),
                        field("mandate_pull", &Owner::mandate_pull,
                              number(factor, "utility that one rank in the mandate adds to a task",
                                     "assumed: three ranks raise a task's odds about sevenfold")));
};

template <>
struct Declaration<intervention::Response> : intervention::Docs {
    using Owner = intervention::Response;
    static constexpr std::string_view meaning = "Whether a known threat is answered, at what cost, how fast, how well";
    static constexpr auto fields = std::make_tuple(
        field("steepness", &Owner::steepness,
              number({"1", 0, 100, log_normal(3, 0.4)}, "steepness beta of the quantal response", "theory D2 beta")),
        field("cost", &Owner::cost,
              number(factor_with(uniform_between(0.1, 0.9)), "cost c of a response, in units of the benefit to protect",
                     "theory D2 c (diekmann_1985)")),
        field("cost_per_day", &Owner::cost_per_day,
              number({"1 per day", 0, 10}, "cost that a day of travel adds",
                     "theory D2: c rises with distance; assumed")),
        field("reach_hours", &Owner::reach_hours,
              number(hours, "longest travel to a threat that counts as within reach",
                     "assumed: a day's drive; theory 5.5 counts a week")),
        field("readiness_hours", &Owner::readiness_hours,
              number(hours, "from knowing to leaving", "assumed: a quick-reaction force with slow orders")),
        field("speed_km_h", &Owner::speed_km_h,
              number({"km h-1", 0.1, 1000}, "speed of a convoy by road", "assumed: bad roads and the danger of mines")),
        field("effectiveness", &Owner::effectiveness,
              number({"1", 0, 100}, "eE: a response before the attack averts 1 - exp(-eE quality) of the harm",
                     "theory H2 eE: 1 to 5; assumed")),
        field("persons", &Owner::persons,
              number(persons, "persons that a response sends; smaller units cannot respond", "assumed: two platoons")),
        field("hours", &Owner::hours,
              number({"hours per person", 0, 1e4}, "force-hours that a response takes of each person sent",
                     "assumed: a day and a half with travel")));
};

template <>
struct Declaration<intervention::Operations> : intervention::Docs {
    using Owner = intervention::Operations;
    static constexpr std::string_view meaning = "Counter-terrorism operations and the harm that they do";
    static constexpr auto fields = std::make_tuple(
        field("hours", &Owner::hours,
              number({"force-hours per operation", 1, 1e8}, "force-hours that one operation takes",
                     "assumed: some 400 persons for a week")),
        field("half_fighters", &Owner::half_fighters,
              number({"persons", 1e-6, 1e6}, "fighters in a place that draw half of the forces there into operations",
                     "assumed: a larger group is sought out, a few men are not")),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of civilian deaths in an event of harm",
                     "theory 4.1 (bohorquez_2009): about 2.5; assumed: as raids")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "largest number of civilian deaths in an event of harm",
                     "assumed: below the worst massacre reported")));
};

template <>
struct Declaration<intervention::Beliefs> : intervention::Docs {
    using Owner = intervention::Beliefs;
    static constexpr std::string_view meaning = "How civilians judge organisations by events";
    static constexpr auto fields = std::make_tuple(
        field("rule", &Owner::rule,
              stated("how evidence moves a belief: Beta counts, or smoothing", "theory 3.2; model 5")),
        field("smoothing", &Owner::smoothing,
              number(share, "part of the way that evidence of weight 1 moves a belief, under smoothing",
                     "theory 3.2; assumed: near what the Beta rule does at its prior weight")),
        field("prior_weight", &Owner::prior_weight,
              number({"pseudo-counts", 0.01, 1e4}, "weight of the Beta priors", "theory 8.17 d: alpha = beta = 2")),
        field("half_life", &Owner::half_life,
              number({"weeks", 0.1, 1e4, log_uniform(4, 140)}, "time in which half of what was learnt is forgotten",
                     "theory 3.2 (josang_ismail_2002, condra_shapiro_2012)")),
        field("evidence", &Owner::evidence,
              number({"pseudo-counts", 0, 100}, "weight of an event of severity 1 at full share and exposure",
                     "theory 3.2: w = severity x exposure x share, without a further factor")),
        field("negativity", &Owner::negativity,
              number({"1", 0, 20, log_normal(1.5, 0.3)}, "how much more bad news weighs than good",
                     "theory 3.2 nu (baumeister_2001)")),
        field("nobody", &Owner::nobody,
              number(factor_with(uniform_between(0, 0.5)), "weight of nobody, or fate, in attribution; a doer weighs 1",
                     "theory 3.3 a_0")),
        field("omission", &Owner::omission,
              number(factor_with(uniform_between(0.1, 0.6)), "weight of a failure to protect relative to harm done",
                     "theory 3.3 om")),
        field("duty_in_reach", &Owner::duty_in_reach,
              number(share, "duty to protect where it could have come, relative to where it stands",
                     "assumed: half, between neither and both")),
        field("duty_unaware", &Owner::duty_unaware,
              number(share,
                     "blame of one that did not know beforehand or came late, relative to one that knew and stayed",
                     "assumed: half, between neither and both")),
        field("impartial_credit", &Owner::impartial_credit,
              number(share, "part of a credit for protection that also counts as a sign of impartiality",
                     "assumed: whoever is protected sees less of a party")),
        field("same_place", &Owner::same_place,
              number(share_with(uniform_between(0.1, 0.6)),
                     "exposure of other communities relative to the victims' own", "theory 3.2 e2")),
        field("neighbours", &Owner::neighbours,
              number(share_with(uniform_between(0.1, 0.5)), "exposure of bordering places relative to the event's own",
                     "theory 3.2 e1")),
        field("media", &Owner::media,
              number(share_with(log_uniform(0.01, 0.2)), "exposure of all other places, by radio and social media",
                     "theory 3.2 e3")),
        field("witnesses", &Owner::witnesses,
              number(share, "share of agents of the victims' community in the place who see the event themselves",
                     "assumed: one in ten")),
        field("personal", &Owner::personal,
              number(share, "change of a witness's own legitimacy by one event at full share",
                     "assumed: a deviation small beside the shared belief")),
        field("ideology_spread", &Owner::ideology_spread,
              number({"1", 0, 0.5}, "standard deviation of the ideological prior between agents",
                     "theory 3.1; assumed: moderate, most stay within 0..1")));
};

template <>
struct Declaration<intervention::Observation> : intervention::Docs {
    using Owner = intervention::Observation;
    static constexpr std::string_view meaning =
        "An observer hears of an event with chance 1 - exp(-(base + presence persons / 100) deaths)";
    static constexpr auto fields = std::make_tuple(
        field("base", &Owner::base,
              number({"per death", 0, 100}, "hazard of a report where nobody is present",
                     "assumed: an event of four deaths is heard of with chance 0.63")),
        field("presence", &Owner::presence,
              number({"per death and 100 persons", 0, 100}, "hazard that each 100 persons of any organisation add",
                     "model 7: presence raises reporting; assumed size")),
        field("exposure_weeks", &Owner::exposure_weeks,
              number({"weeks", 0, 10000}, "a threat makes the people of its place count as exposed for that long",
                     "assumed: a year")),
        field("survey_steepness", &Owner::survey_steepness,
              number({"1", 0, 100}, "steepness of the answer to a survey in legitimacy", "theory 5.5 kS; assumed")),
        field("survey_fear", &Owner::survey_fear,
              number(factor, "psi: how far fear under armed groups' control silences an answer",
                     "theory 5.5 psi (lyall_blair_imai_2013); assumed")));
};

template <>
struct Declaration<intervention::Compliance> : intervention::Docs {
    using Owner = intervention::Compliance;
    static constexpr std::string_view meaning = "poc_compliance: geometric mean of three components; weights sum to 1";
    static constexpr auto fields =
        std::make_tuple(field("response", &Owner::response, number(share, "weight of the response rate", "model 7")),
                        field("timeliness", &Owner::timeliness, number(share, "weight of timeliness", "model 7")),
                        field("do_no_harm", &Owner::do_no_harm, number(share, "weight of doing no harm", "model 7")),
                        field("harm_reference", &Owner::harm_reference,
                              number({"deaths per 100 operations", 0.001, 1e4}, "own harm at which do-no-harm is 1/e",
                                     "theory 5.5 I7 href; assumed")));
};

template <>
struct EnumNames<intervention::Imposed> {
    using Imposed = intervention::Imposed;
    static constexpr std::array<std::pair<std::string_view, Imposed>, 2> names{
        {{"all", Imposed::all}, {"tasks", Imposed::tasks}}};
};

template <>
struct Declaration<intervention::ConductRules> : intervention::Docs {
    using Owner = intervention::ConductRules;
    static constexpr std::string_view meaning = "What is imposed on an arm of a study that follows another";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation,
              stated("whose conduct; empty: the organisation that leads in protection", "model 1 H3: the UN mission")),
        field("imposed", &Owner::imposed,
              stated("all: propensity to respond, task shares, restraint and voice; tasks: task shares alone",
                     "model 1 H3, H6; theory 8.18")));
};

}  // namespace peacenorm::config
