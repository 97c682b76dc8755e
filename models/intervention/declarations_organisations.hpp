// SPDX-License-Identifier: Apache-2.0
// Declarations of the interveners: organisations, their troops and bases, and the ties between them.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::config {

template <>
struct EnumNames<intervention::Kind> {
    using Kind = intervention::Kind;
    static constexpr std::array<std::pair<std::string_view, Kind>, 6> names{
        {{"un_mission", Kind::un_mission},
         {"eu_mission", Kind::eu_mission},
         {"regional_coalition", Kind::regional_coalition},
         {"national_intervention", Kind::national_intervention},
         {"host_army", Kind::host_army},
         {"security_company", Kind::security_company}}};
};

template <>
struct Declaration<intervention::Mandate> : intervention::Docs {
    using Owner = intervention::Mandate;
    static constexpr std::string_view meaning =
        "What the mandate's text stresses, by date: ranks 0 (absent) to 3 (first)";
    static constexpr auto fields = std::make_tuple(
        field("protection", &Owner::protection,
              number(rank, "rank of protection of civilians; also scales the norm in a decision", in_file)),
        field("counter_terrorism", &Owner::counter_terrorism,
              number(rank, "rank of counter-terrorism and of operations against named enemies", in_file)),
        field("partner_support", &Owner::partner_support, number(rank, "rank of support to partners' forces", in_file)),
        field("human_rights", &Owner::human_rights,
              number(rank, "rank of human rights; above 0 it watches, vets and reports", in_file)),
        field("frozen", &Owner::frozen,
              stated("lever: date at which the mandate stays as it was; null: never",
                     "model 8: mandate frozen at a date")));
};

template <>
struct Declaration<intervention::Norm> : intervention::Docs {
    using Owner = intervention::Norm;
    static constexpr std::string_view meaning =
        "Anchor of the norm: how strongly doctrine and mandate bind an organisation, by component";
    static constexpr std::string_view source =
        "theory 8.15 nbar; wide here, since its centre differs by organisation: a theatre narrows it by path";
    static constexpr auto fields = std::make_tuple(
        field("protect", &Owner::protect,
              number(share_with(uniform_between(0.15, 0.85)), "to protect civilians under threat", source)),
        field("restrain", &Owner::restrain,
              number(share_with(uniform_between(0.15, 0.85)), "to restrain and vet oneself and partners", source)),
        field("monitor", &Owner::monitor,
              number(share_with(uniform_between(0.15, 0.85)), "to watch and report abuse", source)));
};

template <>
struct Declaration<intervention::Exit> : intervention::Docs {
    using Owner = intervention::Exit;
    static constexpr std::string_view meaning = "Lever: when and how fast an organisation leaves";
    static constexpr auto fields = std::make_tuple(
        field("date", &Owner::date, stated("first day of the exit; null: the strengths say all", "model 8")),
        field("weeks", &Owner::weeks,
              number({"weeks", 0, 1000}, "weeks over which its persons leave evenly; 0: at once",
                     "theory 8.7: 0 to 104")));
};

template <>
struct Declaration<intervention::Tasks> : intervention::Docs {
    using Owner = intervention::Tasks;
    static constexpr std::string_view meaning = "Log weights of tasks in the softmax that shares out force-hours";
    static constexpr std::string_view source = "theory D3; assumed: only their order is argued";
    static constexpr auto fields = std::make_tuple(
        field("dialogue", &Owner::dialogue, number(log_weight, "tier I: dialogue and engagement", source)),
        field("physical_protection", &Owner::physical_protection,
              number(log_weight, "tier II: patrols and responses; gives the hours for responses", source)),
        field("protective_environment", &Owner::protective_environment,
              number(log_weight, "tier III: monitoring, rule of law, restraint of partners", source)),
        field("counter_terrorism", &Owner::counter_terrorism,
              number(log_weight, "operations against armed groups", source)),
        field("partner_support", &Owner::partner_support, number(log_weight, "support to partners' forces", source)),
        field("force_protection", &Owner::force_protection, number(log_weight, "protection of its own force", source)));
};

template <>
struct Declaration<intervention::Organisation> : intervention::Docs {
    using Owner = intervention::Organisation;
    static constexpr std::string_view meaning = "An intervening organisation: conduct, brand, mandate";
    static constexpr auto fields = std::make_tuple(
        field("kind", &Owner::kind,
              required(stated("kind; a host that changes supplier leaves UN and EU missions and national interventions",
                              in_file))),
        field("judged", &Owner::judged, stated("whether its local legitimacy is followed", "model 2: five by default")),
        field("executive", &Owner::executive,
              stated("whether it may use force to protect: respond, deter, operate", in_file)),
        field("vets", &Owner::vets, stated("whether it makes support conditional on conduct (due diligence)", in_file)),
        field("dependence", &Owner::dependence,
              number(share, "part of its means that partners' support makes up where the tie is full",
                     "theory H5 F_support_share; assumed: a fifth")),
        field("norm", &Owner::norm, stated("anchor of the norm to protect civilians, by component", "theory 5.3 nbar")),
        field("internalisation", &Owner::internalisation,
              number(share_with(beta(3, 4)), "iota: how far the norm is its own, closed to trainers and partners",
                     "theory 5.3 iota: between Beta(4, 3) for the UN and Beta(2, 4) for partners")),
        field("ambiguity", &Owner::ambiguity,
              number(share_with(uniform_between(0, 0.5)),
                     "how far an unclear case weakens the norm (application contestation)", "theory D1 amb")),
        field("quality", &Owner::quality,
              number(share, "quality of troops: scales what a response averts",
                     "theory H2 (haass_ansorg_2018); assumed: middle")),
        field("detection", &Owner::detection,
              number(factor_with(uniform_between(0.05, 0.4)),
                     "baseline awareness pi0 of a threat anywhere, as a hazard before it strikes", "theory H1 pi0")),
        field("visibility", &Owner::visibility,
              number(share, "how present its persons are to the eye; scales deterrence by presence",
                     "theory H3 vis; assumed: blue helmets are the reference")),
        field(
            "abuse", &Owner::abuse,
            number({"events per operation", 0, 1},
                   "v0: chance that one of its counter-terrorism operations harms civilians, before its logit shifts",
                   "theory H5 v0; assumed: set by hand to the order of reported abuses, far below the theory's prior")),
        field("suspects", &Owner::suspects,
              number(weight, "weight of a community among those whom its operations suspect, per head; empty: no harm",
                     in_file)),
        field("prior_performance", &Owner::prior_performance,
              number(share, "mean of the Beta prior that it protects", "theory 3.2; assumed: even where nobody asked")),
        field("prior_impartiality", &Owner::prior_impartiality,
              number(share, "mean of the Beta prior that it is fair and no party",
                     "theory 3.2; assumed: even where nobody asked")),
        field("ideology", &Owner::ideology,
              number(share, "mean of the fixed ideological prior: whether it should be here at all",
                     "theory 3.1; order from sabrow_2017")),
        field("mandate", &Owner::mandate, stated("ranks of tasks in its mandate", in_file)),
        field("utilities", &Owner::utilities, stated("log weights of its tasks", "theory D3")),
        field("consent", &Owner::consent,
              number(share, "consent of the host to its presence and movements, by date", in_file)),
        field("exit", &Owner::exit, stated("lever: an exit other than the strengths'", "model 8")),
        field("protection_quota", &Owner::protection_quota,
              number(share, "lever: least share of force-hours for physical protection", "theory 8.7: 0 to 0.7")),
        field(
            "police_share", &Owner::police_share,
            number(share, "lever: part of its persons that is police: nearer to people, no part in responses by force",
                   "theory 8.7: 0.05 to 0.3; the scenario's file gives the source beside the value")),
        field("dispersion", &Owner::dispersion,
              number(share, "lever: 0 bases as the inputs have them, 1 all its bases alike", "theory 8.7")),
        field("leak", &Owner::leak,
              number(share_with(beta(1, 4)), "chance that what it is told about an informant becomes known",
                     "theory D7 leak: up to 0.5 for host and region, 0.1 for UN and EU")));
};

template <>
struct Declaration<intervention::Contingent> : intervention::Docs {
    using Owner = intervention::Contingent;
    static constexpr std::string_view meaning = "Troops of one home; the same people may change command";
    static constexpr auto fields = std::make_tuple(
        field("home", &Owner::home, stated("who sends it; described, no rule depends on it", in_file)),
        field("persons", &Owner::persons,
              required(number(persons, "uniformed persons in the theatre, by date", in_file))),
        field("command", &Owner::command,
              required(stated("the organisation that commands it from a date on: a map of dates to names", in_file))),
        field(
            "caveat_hours", &Owner::caveat_hours,
            number(hours, "longest travel to a threat that its capital allows", "assumed: two days, no caveat known")));
};

template <>
struct Declaration<intervention::Base> : intervention::Docs {
    using Owner = intervention::Base;
    static constexpr std::string_view meaning = "Where an organisation stands: all its contingents are spread alike";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation, required(stated("the organisation whose base it is", in_file))),
        field("place", &Owner::place, required(stated("the place", in_file))),
        field("share", &Owner::share,
              required(number(share, "share of the organisation's persons, by date; its bases are scaled to sum to 1",
                              in_file))));
};

template <>
struct Declaration<intervention::Channels> : intervention::Docs {
    using Owner = intervention::Channels;
    static constexpr std::string_view meaning = "Depths of one tie by channel; null leaves the channel to history";
    static constexpr auto fields = std::make_tuple(
        field("information", &Owner::information, number(share, "I: warnings that the receiver gets", "theory 0.10")),
        field("logistics", &Owner::logistics,
              number(share, "L: fuel, air, medical evacuation that the giver provides", "theory 0.10")),
        field("joint", &Owner::joint, number(share, "J: joint or co-located operations", "theory 0.10")),
        field("training", &Owner::training, number(share, "T: training and human-rights support", "theory 0.10")),
        field("mandate", &Owner::mandate, number(share, "M: integration of mandate and planning", "theory 0.10")),
        field("visibility", &Owner::visibility, number(share, "V: being seen together", "theory 0.10")));
};

template <>
struct Declaration<intervention::Dyad> : intervention::Docs {
    using Owner = intervention::Dyad;
    static constexpr std::string_view meaning = "Two organisations: how deeply they cooperate, on which channels";
    static constexpr auto fields =
        std::make_tuple(field("a", &Owner::a, required(stated("one organisation", in_file))),
                        field("b", &Owner::b, required(stated("the other organisation", in_file))),
                        field("depth", &Owner::depth,
                              number({"1", 0, 5}, "rung of the ladder, by date; between rungs interpolated", in_file)),
                        field("forth", &Owner::forth, stated("channels that can exist from a to b", in_file)),
                        field("back", &Owner::back, stated("channels that can exist from b to a", in_file)));
};

template <>
struct Declaration<intervention::Rungs> : intervention::Docs {
    using Owner = intervention::Rungs;
    static constexpr std::string_view meaning = "Depth of each channel on rungs 0 to 5 of the ladder: six values each";
    static constexpr std::string_view source = "theory 0.10: coded from documents by one coder";
    static constexpr auto fields =
        std::make_tuple(field("information", &Owner::information, number(share, "depth of I on rungs 0 to 5", source)),
                        field("logistics", &Owner::logistics, number(share, "depth of L on rungs 0 to 5", source)),
                        field("joint", &Owner::joint, number(share, "depth of J on rungs 0 to 5", source)),
                        field("training", &Owner::training, number(share, "depth of T on rungs 0 to 5", source)),
                        field("mandate", &Owner::mandate, number(share, "depth of M on rungs 0 to 5", source)),
                        field("visibility", &Owner::visibility, number(share, "depth of V on rungs 0 to 5", source)));
};

template <>
struct Declaration<intervention::Ladder> : intervention::Docs {
    using Owner = intervention::Ladder;
    static constexpr std::string_view meaning = "A counterfactual depth for all ties inside a group of organisations";
    static constexpr auto fields = std::make_tuple(
        field("group", &Owner::group, stated("organisations whose ties follow the ladder", in_file)),
        field("position", &Owner::position,
              number({"1", 0, 5}, "rung; null: history holds", "theory 0.10; chosen by the scenario")),
        field("from", &Owner::from, stated("date from which the position holds; before it history", in_file)),
        field("rungs", &Owner::rungs, stated("depth of the channels on each rung", "theory 0.10")));
};

template <>
struct Declaration<intervention::ChannelMask> : intervention::Docs {
    using Owner = intervention::ChannelMask;
    static constexpr std::string_view meaning =
        "Lever: what is left of each channel inside the ladder's group; information 1 and all else 0 is information "
        "only";
    static constexpr std::string_view source = "model 8: information-only, separation of brands";
    static constexpr auto fields = std::make_tuple(
        field("information", &Owner::information, number(share, "factor on I", source)),
        field("logistics", &Owner::logistics, number(share, "factor on L", source)),
        field("joint", &Owner::joint, number(share, "factor on J", source)),
        field("training", &Owner::training, number(share, "factor on T", source)),
        field("mandate", &Owner::mandate, number(share, "factor on M", source)),
        field("visibility", &Owner::visibility, number(share, "factor on V; 0 keeps brands apart", source)));
};

template <>
struct Declaration<intervention::Host> : intervention::Docs {
    using Owner = intervention::Host;
    static constexpr std::string_view meaning = "The host state: its regime, and what its consent clears";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation, stated("organisation of its forces; empty: none", in_file)),
        field("capital", &Owner::capital,
              stated("place where the host decides; empty: the nation's mean counts", in_file)),
        field("alternative_offer", &Owner::alternative_offer,
              number(share, "another supplier's offer, by date", in_file)),
        field("regime", &Owner::regime,
              number(share, "how far it is ruled by force, by date: 0 elected, 1 a junta", in_file)),
        field("regime_abuse", &Owner::regime_abuse,
              number({"1", -10, 10}, "shift of the logit of its forces' abuse at regime 1",
                     "theory D9 dv; assumed: odds rise by two thirds")),
        field("access_elasticity", &Owner::access_elasticity,
              number(factor_with(uniform_between(0.5, 2)), "gamma: share of movements cleared is consent to this power",
                     "theory D10 gammaC")));
};

template <>
struct EnumNames<intervention::Trigger> {
    using Trigger = intervention::Trigger;
    static constexpr std::array<std::pair<std::string_view, Trigger>, 3> names{
        {{"civilians_killed", Trigger::civilians_killed},
         {"members_killed", Trigger::members_killed},
         {"abuses", Trigger::abuses}}};
};

template <>
struct Declaration<intervention::TieRule> : intervention::Docs {
    using Owner = intervention::TieRule;
    static constexpr std::string_view meaning = "A tie deepens or is suspended while what it watches is remembered";
    static constexpr std::string_view source = "model 3: rules that deepen or suspend on a condition";
    static constexpr auto fields = std::make_tuple(
        field("giver", &Owner::giver, required(stated("organisation that gives", in_file))),
        field("receiver", &Owner::receiver, required(stated("organisation that receives", in_file))),
        field("channels", &Owner::channels,
              stated("channels that it moves, of those that can exist; none: all", source)),
        field("when", &Owner::when,
              stated("what is watched: deaths of civilians, of the giver's members by attack, or the receiver's abuses",
                     source)),
        field("above", &Owner::above,
              number({"per week", 0, 1e6}, "it holds while more than this is remembered, reviewed monthly", in_file)),
        field("change", &Owner::change,
              number({"1", -1, 1}, "added to the depth while it holds; -1 suspends; depths stay within 0 and 1",
                     in_file)),
        field("memory", &Owner::memory,
              number({"per week", 0, 1}, "part of what is remembered that a week leaves",
                     "assumed: half in seven weeks")));
};

template <>
struct Declaration<intervention::Cooperation> : intervention::Docs {
    using Owner = intervention::Cooperation;
    static constexpr std::string_view meaning =
        "Ties between organisations; in rising precedence: dyads' history, ladder, explicit ties, rules";
    static constexpr auto fields = std::make_tuple(
        field("dyads", &Owner::dyads, stated("pairs of organisations with their history", in_file)),
        field("ladder", &Owner::ladder, stated("a depth for all ties in a group", "theory 0.10")),
        field("mask", &Owner::mask, stated("lever: what is left of each channel inside the group", "model 8")),
        field("pooling", &Owner::pooling,
              number(share, "lever: air and medical evacuation that the ladder's group shares, as support to each",
                     "model 8: air and medevac pooling")),
        field("ties", &Owner::ties,
              stated("explicit depths, giver to receiver to channel; they override dyads and ladder", in_file)),
        field("rules", &Owner::rules,
              stated("rules that react to events, after all other sources; for replaying history, not for contrasts",
                     "model 3")));
};

}  // namespace peacenorm::config
