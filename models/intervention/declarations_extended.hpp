// SPDX-License-Identifier: Apache-2.0
// Declarations of the extended profile's mechanisms. A switch that is null follows `profile`.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::config {

/// What every switch of the extended profile says.
inline constexpr std::string_view by_profile = "switch; null follows the profile";

template <>
struct Declaration<intervention::LogisticsSupport> : intervention::Docs {
    using Owner = intervention::LogisticsSupport;
    static constexpr std::string_view meaning = "Partners' support makes what one has go further and faster";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory H2")),
        field("capability", &Owner::capability,
              number(factor_with(uniform_between(0, 0.6)), "gL: protection hours that full support adds",
                     "theory H2 gL")),
        field("mobility", &Owner::mobility,
              number(factor_with(uniform_between(0, 1)), "gM: speed that full support adds", "theory H2 gM")));
};

template <>
struct Declaration<intervention::InformantExposure> : intervention::Docs {
    using Owner = intervention::InformantExposure;
    static constexpr std::string_view meaning = "Shared information leaks; informants are punished";
    static constexpr auto fields =
        std::make_tuple(field("enabled", &Owner::enabled, stated(by_profile, "theory D7 (kalyvas_2006)")),
                        field("baseline", &Owner::baseline,
                              number(share, "l0: risk without any partner", "theory D7 l0; assumed: small")),
                        field("violence", &Owner::violence,
                              number(factor_with(uniform_between(0, 1.5)),
                                     "thR: selective killings added at full exposure", "theory D7 thR; prior as 4.1")),
                        field("silence", &Owner::silence,
                              number(factor_with(uniform_between(0, 3)),
                                     "tK: logit of willingness that full exposure takes", "theory 3.5 tK")),
                        field("protection", &Owner::protection,
                              number(share, "lever: part of the risk that protection takes away", "theory 8.7")));
};

template <>
struct Declaration<intervention::IntelligenceDiversion> : intervention::Docs {
    using Owner = intervention::IntelligenceDiversion;
    static constexpr std::string_view meaning = "Warnings meant for protection are used to strike";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory D8")),
        field("share", &Owner::share,
              number(share_with(uniform_between(0, 1)),
                     "xi: part of warnings diverted at full planning with who only fights", "theory D8 xi")),
        field("accuracy_least", &Owner::accuracy_least,
              number(share_with(uniform_between(0.1, 0.4)), "mu_min: accuracy of a strike without information",
                     "theory 4.2 mu_min")),
        field("accuracy_most", &Owner::accuracy_most,
              number(share_with(uniform_between(0.6, 0.95)), "mu_max: accuracy with full information",
                     "theory 4.2 mu_max")),
        field("firewall", &Owner::firewall,
              number(share, "lever: part of diversion that a firewall stops", "theory 8.7")));
};

template <>
struct Declaration<intervention::ForumShopping> : intervention::Docs {
    using Owner = intervention::ForumShopping;
    static constexpr std::string_view meaning = "A host refused or criticised takes another supplier";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory D9")),
        field(
            "hazard", &Owner::hazard,
            number({"per quarter", 0, 10}, "h00: hazard without reasons", "theory D9: one country's history; assumed")),
        field("denied", &Owner::denied,
              number(factor_with(uniform_between(0, 2)), "f1: weight of support held back", "theory D9 f1")),
        field("support", &Owner::support,
              number(factor_with(uniform_between(0, 2)), "f2: weight of support received", "theory D9 f2")),
        field("criticism", &Owner::criticism,
              number(factor_with(uniform_between(0, 2)), "f3: weight of public criticism", "theory D9 f3")),
        field("offer", &Owner::offer,
              number(factor_with(uniform_between(0, 2)), "f4: weight of another supplier's offer", "theory D9 f4")),
        field("abuse", &Owner::abuse,
              number({"1", -10, 10}, "dv: shift of the logit of the host's abuse afterwards", "theory D9 dv; assumed")),
        field("memory", &Owner::memory,
              number({"per week", 0, 1}, "part of remembered criticism that is kept", "assumed: a quarter of a year")));
};

template <>
struct Declaration<intervention::ConsentSilence> : intervention::Docs {
    using Owner = intervention::ConsentSilence;
    static constexpr std::string_view meaning = "Cooperation with the host buys access and costs voice";
    static constexpr intervention::Amount rate{"per week", 0, 1, uniform_between(0, 0.05)};
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory D10 (duursma_2023)")),
        field("cooperation", &Owner::cooperation,
              number(rate, "c1: consent that cooperation with the host gains", "theory D10 c1")),
        field("voice", &Owner::voice, number(rate, "c2: consent that public reports cost", "theory D10 c2")),
        field("legitimacy", &Owner::legitimacy,
              number(rate, "c3: consent by reputation in the capital", "theory D10 c3")),
        field("reversion", &Owner::reversion,
              number({"per week", 0, 1}, "return to the dated consent", "assumed: half within eight months")),
        field("silence", &Owner::silence,
              number(share_with(uniform_between(0, 0.6)), "sil: voice about the host that full planning with it costs",
                     "theory D10 sil")));
};

template <>
struct Declaration<intervention::Fragmentation> : intervention::Docs {
    using Owner = intervention::Fragmentation;
    static constexpr std::string_view meaning = "Many tasks and partners to plan with cost hours";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory D11 (blair_disalvatore_smidt_2022)")),
        field("overhead", &Owner::overhead,
              number(factor_with(uniform_between(0, 0.6)), "oc: overhead of five further tasks or partners",
                     "theory D11 oc")));
};

template <>
struct EnumNames<intervention::InfluenceRule> {
    using Rule = intervention::InfluenceRule;
    static constexpr std::array<std::pair<std::string_view, Rule>, 2> names{
        {{"friedkin_johnsen", Rule::friedkin_johnsen}, {"bounded_confidence", Rule::bounded_confidence}}};
};

template <>
struct Declaration<intervention::SocialInfluence> : intervention::Docs {
    using Owner = intervention::SocialInfluence;
    static constexpr std::string_view meaning = "What people say moves toward what others say";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory 3.4")),
        field("rule", &Owner::rule, stated("all others, or only those of near opinion", "theory 3.4; model 5")),
        field("susceptibility", &Owner::susceptibility,
              number(share_with(uniform_between(0.1, 0.6)), "lambda: weight of others", "theory 3.4 lambda")),
        field("confidence", &Owner::confidence,
              number(share_with(uniform_between(0.15, 0.5)),
                     "epsilon: how near an opinion must be to be heard, under bounded confidence",
                     "theory 3.4 eps (hegselmann_krause_2002)")),
        field("kin", &Owner::kin,
              number(share, "weight of one's community in bordering places; the rest is for others at home",
                     "theory 3.4; assumed")));
};

template <>
struct Declaration<intervention::Recruitment> : intervention::Docs {
    using Owner = intervention::Recruitment;
    static constexpr std::string_view meaning = "Anger brings fighters, fear holds back";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory 3.6 (bennett_2008)")),
        field("rate", &Owner::rate,
              number({"per person and week", 0, 0.01, log_uniform(1e-6, 1e-4)},
                     "r: recruits at full readiness and control",
                     "theory 3.6; assumed: prior of the order of dated strengths")),
        field("anger", &Owner::anger,
              number(factor_with(uniform_between(0, 8)), "bA: weight of anger", "theory 3.6 bA; assumed range")),
        field("fear", &Owner::fear,
              number(factor_with(uniform_between(0, 4)), "bF: weight of fear", "theory 3.6 bF; assumed range")),
        field("threshold", &Owner::threshold, number({"1", -20, 20}, "b0", "theory 3.6 b0; assumed")),
        field(
            "attrition", &Owner::attrition,
            number({"per week", 0, 1}, "part of recruits lost or gone home in a week", "assumed: half in 16 months")));
};

template <>
struct Declaration<intervention::Displacement> : intervention::Docs {
    using Owner = intervention::Displacement;
    static constexpr std::string_view meaning = "People leave where they are harmed and afraid";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory 3.7 (suleimenova_2017)")),
        field("baseline", &Owner::baseline,
              number({"per week", 0, 1, log_uniform(1e-6, 1e-4)}, "d0: chance to leave without a reason",
                     "theory 3.7 d0")),
        field("harm", &Owner::harm,
              number({"per death in 10,000", 0, 10, log_uniform(1e-4, 1e-2)}, "d1: hazard by harm", "theory 3.7 d1")),
        field(
            "fear", &Owner::fear,
            number({"per week", 0, 10, log_uniform(1e-4, 1e-2)}, "d2: hazard by fear above its base", "theory 3.7 d2")),
        field("conflict", &Owner::conflict,
              number(share, "weight of a destination with a recent threat", "suleimenova_2017: 0.25")),
        field("returning", &Owner::returning,
              number({"per week", 0, 1}, "part of the displaced that returns to a quiet home",
                     "assumed: half within 35 weeks")));
};

template <>
struct Declaration<intervention::ControlContest> : intervention::Docs {
    using Owner = intervention::ControlContest;
    static constexpr std::string_view meaning = "Control follows strength with delay";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory 4.2 (skaperdas_1996)")),
        field("decisiveness", &Owner::decisiveness,
              number(factor_with(uniform_between(0.5, 2)), "m: how decisive strength is", "theory 4.2 m")),
        field("pace", &Owner::pace,
              number({"per week", 0, 1, log_uniform(0.02, 0.2)}, "eps: pace at which control follows",
                     "theory 4.2 eps")));
};

template <>
struct Declaration<intervention::Splitting> : intervention::Docs {
    using Owner = intervention::Splitting;
    static constexpr std::string_view meaning = "Groups split under losses and talks";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "theory 4.3 (staniland_2014)")),
        field("hazard", &Owner::hazard,
              number({"per week", 0, 1}, "h0: hazard without reasons", "theory 4.3 h0; assumed: once in twenty years")),
        field("losses", &Owner::losses, number(factor, "z1: weight of losses", "theory 4.3 z1; assumed")),
        field("negotiation", &Owner::negotiation, number(factor, "z3: weight of an accord", "theory 4.3 z3; assumed")),
        field(
            "violence", &Owner::violence,
            number(factor_with(uniform_between(0, 1.5)), "attacks that a fragment adds", "theory 4.1 bC (wood_2014)")),
        field("merging", &Owner::merging,
              number({"per week", 0, 1}, "chance that a fragment rejoins", "assumed: about two years")));
};

template <>
struct Declaration<intervention::EliteCues> : intervention::Docs {
    using Owner = intervention::EliteCues;
    static constexpr std::string_view meaning = "Public words of leaders, listed under discourse, count as events";
    static constexpr auto fields = std::make_tuple(field("enabled", &Owner::enabled, stated(by_profile, "model 5")));
};

template <>
struct Declaration<intervention::Cue> : intervention::Docs {
    using Owner = intervention::Cue;
    static constexpr std::string_view meaning = "One public word about organisations";
    static constexpr auto fields = std::make_tuple(
        field("date", &Owner::date, required(stated("day on which it was said", in_file))),
        field("about", &Owner::about,
              required(number(weight, "weight of an organisation in its attribution", in_file))),
        field("weight", &Owner::weight, number({"pseudo-counts", 0, 100}, "evidence at full reach", in_file)),
        field("favourable", &Owner::favourable, stated("whether it praises", in_file)),
        field("performance", &Owner::performance,
              number(share, "part of it that is about performance; the rest is about impartiality", in_file)),
        field("reach", &Owner::reach, number(share, "who hears it, by region; empty: everyone", in_file)));
};

template <>
struct EnumNames<intervention::Profile> {
    using Profile = intervention::Profile;
    static constexpr std::array<std::pair<std::string_view, Profile>, 2> names{
        {{"core", Profile::core}, {"extended", Profile::extended}}};
};

template <>
struct EnumNames<intervention::BeliefRule> {
    using Rule = intervention::BeliefRule;
    static constexpr std::array<std::pair<std::string_view, Rule>, 2> names{
        {{"beta", Rule::beta}, {"exponential_smoothing", Rule::exponential_smoothing}}};
};

}  // namespace peacenorm::config
