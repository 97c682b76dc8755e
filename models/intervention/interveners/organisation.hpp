// SPDX-License-Identifier: Apache-2.0
// An organisation that intervenes: kind, conduct, mandate, norm, tasks, exit.
#pragma once

#include <optional>

#include "models/intervention/docs.hpp"
#include "models/intervention/opinion/stance.hpp"

namespace peacenorm::intervention {

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
    Mandate mandate;
    Tasks utilities;
    Schedule consent{1};
    Exit exit;
    double protection_quota = 0;
    double police_share = 0;
    double dispersion = 0;
    double self_share = 0.6;
    double support_share = 0.02;
    double leak = 0.2;
    opinion::Stance stance;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

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
                     "assumed: a lever, to ask what changes of the mandate did")));
};

template <>
struct Declaration<intervention::Norm> : intervention::Docs {
    using Owner = intervention::Norm;
    static constexpr std::string_view meaning =
        "Anchor of the norm: how strongly doctrine and mandate bind an organisation, by component";
    static constexpr std::string_view source =
        "assumed: wide, since the centre differs by organisation and a theatre narrows it by path; "
        "docs/theory.md#norm-law";
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
        field("date", &Owner::date,
              stated("first day of the exit; null: the strengths say all",
                     "assumed: a lever, off unless a scenario sets it")),
        field("weeks", &Owner::weeks,
              halved(Halved::twice, number({"weeks", 0, 1000}, "weeks over which its persons leave evenly; 0: at once",
                                           "assumed: a lever, tried from at once to two years"))));
};

template <>
struct Declaration<intervention::Tasks> : intervention::Docs {
    using Owner = intervention::Tasks;
    static constexpr std::array retired{Retired{"partner_support", "organisations.X.support_share"},
                                        Retired{"force_protection", "organisations.X.self_share"}};
    static constexpr std::string_view meaning =
        "Log weights of tasks in the softmax that shares out the force-hours left over from claims";
    static constexpr std::string_view source =
        "assumed: only their order is argued, not their size; docs/theory.md#task-shares";
    static constexpr auto fields = std::make_tuple(
        field("dialogue", &Owner::dialogue, number(log_weight, "tier I: dialogue and engagement", source)),
        field("physical_protection", &Owner::physical_protection,
              number(log_weight, "tier II: patrols and responses; gives the hours for responses", source)),
        field("protective_environment", &Owner::protective_environment,
              number(log_weight, "tier III: monitoring, rule of law, restraint of partners", source)),
        field("counter_terrorism", &Owner::counter_terrorism,
              number(log_weight, "operations against armed groups", source)));
};

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
struct Declaration<intervention::Organisation> : intervention::Docs {
    using Owner = intervention::Organisation;
    static constexpr std::array retired{Retired{"prior_performance", "opinion.of.X.level"},
                                        Retired{"prior_impartiality", "opinion.of.X.level"},
                                        Retired{"ideology", "opinion.of.X.level"}};
    static constexpr std::string_view meaning = "An intervening organisation: conduct, brand, mandate";
    static constexpr auto fields = std::make_tuple(
        field("kind", &Owner::kind,
              required(stated("kind; a host that changes supplier leaves UN and EU missions and national interventions",
                              in_file))),
        field("judged", &Owner::judged,
              stated("whether its local legitimacy is followed",
                     "assumed: followed unless a file leaves it out, since memories take room")),
        field("executive", &Owner::executive,
              stated("whether it may use force to protect: respond, deter, operate", in_file)),
        field("vets", &Owner::vets, stated("whether it makes support conditional on conduct (due diligence)", in_file)),
        field("dependence", &Owner::dependence,
              number(share, "part of its means that partners' support makes up where the tie is full",
                     "assumed: a fifth, since no source gives the part")),
        field("norm", &Owner::norm,
              stated("anchor of the norm to protect civilians, by component",
                     "finnemore_sikkink_1998; docs/theory.md#norm-law")),
        field("internalisation", &Owner::internalisation,
              number(share_with(beta(3, 4)), "iota: how far the norm is its own, closed to trainers and partners",
                     "assumed: a prior between one for the UN and one for partners, which a theatre gives by path; "
                     "docs/theory.md#norm-law")),
        field("ambiguity", &Owner::ambiguity,
              number(share_with(uniform_between(0, 0.5)),
                     "how far an unclear case weakens the norm (application contestation)",
                     "bode_karlsrud_2019: the norm is ambiguous; deitelhoff_zimmermann_2019: contested application; "
                     "assumed: at most half is lost")),
        field("quality", &Owner::quality,
              number(share, "quality of troops: scales what a response averts",
                     "haass_ansorg_2018: quality of troops matters; assumed: the middle, for want of a measure")),
        field("detection", &Owner::detection,
              number(factor_with(uniform_between(0.05, 0.4)),
                     "baseline awareness pi0 of a threat anywhere, as a hazard before it strikes",
                     "assumed: of threats with nobody there it learns of one in twenty to one in three; "
                     "docs/theory.md#detection")),
        field("visibility", &Owner::visibility,
              number(share, "how present its persons are to the eye; scales deterrence by presence",
                     "assumed: blue helmets are the reference")),
        field("abuse", &Owner::abuse,
              number({"events per operation", 0, 1},
                     "v0: chance that one of its counter-terrorism operations harms civilians, before its logit shifts",
                     "assumed: set by hand to the order of reported abuses, not calibrated; "
                     "docs/theory.md#operations-and-harm")),
        field("suspects", &Owner::suspects,
              number(weight, "weight of a community among those whom its operations suspect, per head; empty: no harm",
                     in_file)),
        field("mandate", &Owner::mandate, stated("ranks of tasks in its mandate", in_file)),
        field("utilities", &Owner::utilities, stated("log weights of its tasks", "docs/theory.md#task-shares")),
        field("consent", &Owner::consent,
              number(share, "consent of the host to its presence and movements, by date", in_file)),
        field("exit", &Owner::exit,
              stated("lever: an exit other than the strengths'", "assumed: a lever, off unless a scenario sets it")),
        field("protection_quota", &Owner::protection_quota,
              number(share, "lever: least share of force-hours for physical protection",
                     "assumed: a lever, tried up to 0.7")),
        field(
            "police_share", &Owner::police_share,
            number(share, "lever: part of its persons that is police: nearer to people, no part in responses by force",
                   "assumed: a lever, tried from 0.05 to 0.3; input: the scenario's file gives the source beside the "
                   "value")),
        field("dispersion", &Owner::dispersion,
              number(share, "lever: 0 bases as the inputs have them, 1 all its bases alike",
                     "assumed: a lever, off unless a scenario sets it")),
        field("self_share", &Owner::self_share,
              number(share_with(uniform_between(0.4, 0.8)),
                     "part of its force-hours that it needs for itself: own security, static guard, logistics, escorts",
                     "assumed: two to four fifths, as reviews of missions say without a count; "
                     "docs/theory.md#task-shares")),
        field("support_share", &Owner::support_share,
              number(share_with(uniform_between(0, 0.05)),
                     "part of its force-hours that it gives to partners at full ties of logistics and the highest rank",
                     "assumed: about a hundredth of a mission's means, one in twenty at most")),
        field("leak", &Owner::leak,
              number(share_with(beta(1, 4)), "chance that what is reported to it about an informant becomes known",
                     "assumed: a fifth on average, more for host and region than for the UN and EU, which a theatre "
                     "says by path; docs/theory.md#informant-exposure")),
        field("stance", &Owner::stance, stated("public stance of the host toward it, by date", in_file)));
};

}  // namespace peacenorm::config
