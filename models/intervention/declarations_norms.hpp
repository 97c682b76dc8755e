// SPDX-License-Identifier: Apache-2.0
// Declarations of the mechanisms of norms, posture, force protection and civilians, and the list of all mechanisms.
#pragma once

#include "models/intervention/declarations_extended.hpp"
#include "models/intervention/declarations_mechanisms.hpp"

namespace peacenorm::config {

template <>
struct Declaration<intervention::PostureShift> : intervention::Docs {
    using Owner = intervention::PostureShift;
    static constexpr std::string_view meaning =
        "Planning with those who fight pulls into their fight, or frees from it";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory D3, H7 (karlsrud_2015, schumann_bara_2023)")),
        field("pull", &Owner::pull,
              number(factor_with(uniform_between(0, 2)),
                     "eM: utility of counter-terrorism that a partner wholly in it adds at full planning tie",
                     "theory D3 eM")),
        field("complementarity", &Owner::complementarity,
              number(share_with(uniform_between(0, 1)),
                     "comp: below a half partners pull it in, above they take the fight over; a half is neutral",
                     "theory H7 comp; sign-symmetric on purpose")));
};

template <>
struct EnumNames<intervention::NormEngine> {
    using Engine = intervention::NormEngine;
    static constexpr std::array<std::pair<std::string_view, Engine>, 2> names{
        {{"law", Engine::law}, {"enforcement_game", Engine::enforcement_game}}};
};

template <>
struct Declaration<intervention::EnforcementGame> : intervention::Docs {
    using Owner = intervention::EnforcementGame;
    static constexpr std::string_view meaning = "The other norm engine: boldness and vengefulness (axelrod_1986)";
    static constexpr intervention::Amount payoff{"1", -100, 100};
    static constexpr auto fields = std::make_tuple(
        field("pace", &Owner::pace,
              number({"per week", 0, 0.05}, "eta: pace of the replicator dynamics",
                     "theory 5.1; assumed: years, not weeks")),
        field("temptation", &Owner::temptation, number(payoff, "T: gain of skipping the norm", "axelrod_1986: 3")),
        field("punishment", &Owner::punishment,
              number(payoff, "P: what a sanction costs who skips, or looks away", "axelrod_1986: -9")),
        field("enforcement", &Owner::enforcement,
              number(payoff, "E: what a sanction costs who sanctions", "axelrod_1986: -2")),
        field("seen", &Owner::seen, number(share, "S: chance to be seen", "axelrod_1986: uniform, mean one half")),
        field("dependence", &Owner::dependence,
              number(factor, "k: how far dependence on a partner's support makes sanctions dearer",
                     "theory 5.1: cooperation buys silence; assumed size")),
        field("council", &Owner::council,
              number(share, "vengefulness of the Council and human-rights bodies, added to the partners'",
                     "theory 5.1; assumed")),
        field("meta", &Owner::meta,
              number(share, "how far others sanction those who look away", "theory 5.1; assumed")));
};

template <>
struct Declaration<intervention::NormLaw> : intervention::Docs {
    using Owner = intervention::NormLaw;
    static constexpr std::string_view meaning = "How the salience of the norm moves, and what it bears on";
    static constexpr intervention::Amount rate{"per week", 0, 1};
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch: off, the norm stays at its anchor", "theory 5.3, H4, D1")),
        field("institutional_pull", &Owner::institutional_pull,
              number({"per week", 0, 1, log_uniform(0.002, 0.03)}, "aS: pull to the anchor", "theory 5.3 aS")),
        field("training", &Owner::training,
              number({"per week", 0, 1, log_uniform(0.001, 0.02)}, "aT: rise toward a better trainer at full tie",
                     "theory H4 alphaT")),
        field("training_quality", &Owner::training_quality,
              number(share, "lever: quality of training, Q", "theory 8.7: 0 to 1")),
        field("rotation", &Owner::rotation,
              number({"per month", 0, 1, uniform_between(0.02, 0.1)}, "churn: part of the trained who rotate out",
                     "theory H4 churn")),
        field("convergence", &Owner::convergence,
              number({"per week", 0, 1, log_uniform(0.001, 0.04)},
                     "aJ: pull toward partners' conduct at full joint tie, up or down", "theory D1 alphaJ")),
        field("message", &Owner::message,
              number({"per week", 0, 1, uniform_between(0.01, 0.1)}, "aM: rise after public reports about it",
                     "theory 5.3 aM")),
        field(
            "decay", &Owner::decay,
            number({"per week", 0, 1, uniform_between(0, 0.02)}, "aD: loss where nobody acts on it", "theory 5.3 aD")),
        field("restraint", &Owner::restraint,
              number(factor_with(uniform_between(1, 4)), "gN: how far restraint lowers the logit of harm in operations",
                     "theory H5 gN")),
        field("task_pull", &Owner::task_pull,
              number(factor_with(uniform_between(1, 3)),
                     "eN: utility of protective tasks that a norm above its anchor adds", "theory D3 eN")),
        field("abuse_reference", &Owner::abuse_reference,
              number({"events per operation", 1e-6, 10}, "harm events per operation at which seen restraint is 1/e",
                     "assumed: the host army's rate")),
        field("engine", &Owner::engine, stated("the law, or the game of enforcement", "theory 5.1, 5.3; model 5")),
        field("game", &Owner::game, stated("parameters of the game", "theory 5.1")),
        field(
            "memory", &Owner::memory,
            number(rate, "part of the memory of conduct that is kept: 0.95 halves in a quarter of a year", "assumed")));
};

template <>
struct Declaration<intervention::DueDiligence> : intervention::Docs {
    using Owner = intervention::DueDiligence;
    static constexpr std::string_view meaning = "Support is made conditional on the recipient's conduct";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory H5 (hrddp_2013)")),
        field("strength", &Owner::strength,
              number(share, "lever: h, part of support that is held back", "theory 8.7: 0 to 1; assumed: half")),
        field("detection", &Owner::detection,
              number(share_with(uniform_between(0.1, 0.9)), "lever: det, chance that an abuse becomes known",
                     "theory H5 det")),
        field("threshold", &Owner::threshold,
              number({"abuses per week", 0, 1000}, "r*: remembered known abuses above which support is held back",
                     "assumed: one known abuse in ten weeks")),
        field("sanction", &Owner::sanction,
              number(factor_with(uniform_between(0, 3)),
                     "gH: how far conditional support lowers the logit of harm at full dependence", "theory H5 gH")),
        field("memory", &Owner::memory,
              number({"per week", 0, 1}, "part of remembered risk that is kept: 0.9 halves in seven weeks",
                     "assumed: two monthly reviews")));
};

template <>
struct Declaration<intervention::ForceProtection> : intervention::Docs {
    using Owner = intervention::ForceProtection;
    static constexpr std::string_view meaning = "Who attacks a force, and what attacks do to it";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory D6")),
        field("belligerency", &Owner::belligerency,
              number(effect_with(normal(0, 0.7)), "thJ: effect of fighting beside others on attacks, as a log ratio",
                     "theory D6 thJ: the evidence conflicts, so no sign (forslund_2020)")),
        field("losses", &Owner::losses,
              number(effect_with(normal(0.3, 0.3)), "thL: effect of the group's losses",
                     "theory D6 thL (fjelde_hultman_bromley_2016)")),
        field("strength", &Owner::strength,
              number(effect_with(normal(0.3, 0.3)), "thS: effect of the group's relative strength",
                     "theory D6 thS (salverda_2013)")),
        field("tips", &Owner::tips,
              number(effect_with(normal(0.3, 0.3)), "thT: effect of civilians' willingness to inform the force",
                     "theory D6 thT (hunnicutt_2021)")),
        field("cover", &Owner::cover,
              number(share_with(uniform_between(0, 0.6)), "gD: part of attacks that full inbound support prevents",
                     "theory D6 gD")),
        field("attacks_pull", &Owner::attacks_pull,
              number(factor_with(uniform_between(0.2, 1.5)), "eA: utility of force protection that attacks add",
                     "theory D3 eA")),
        field("relief", &Owner::relief,
              number(factor_with(uniform_between(0, 1.5)),
                     "eR: utility of force protection that inbound support takes away", "theory D3 eR")),
        field("revenge", &Owner::revenge,
              number(factor_with(uniform_between(0, 1.5)), "gX: how far attacks raise the logit of harm in operations",
                     "theory H5 gX (khadka_2025)")),
        field("half", &Owner::half,
              number({"attacks per week", 1e-6, 1e6}, "remembered attacks at which half of what they do is reached",
                     "assumed: MINUSMA's worst months had about one deadly attack a week")),
        field("loss_half", &Owner::loss_half,
              number({"events per week", 1e-6, 1e6}, "a group's remembered losses at which half of thL is reached",
                     "assumed: as many as attacks on the force")),
        field("memory", &Owner::memory,
              number({"per week", 0, 1}, "part of the memory of attacks that is kept: 0.85 halves in four weeks",
                     "theory D6: losses of the last four weeks")));
};

template <>
struct Declaration<intervention::CivilianTips> : intervention::Docs {
    using Owner = intervention::CivilianTips;
    static constexpr std::string_view meaning = "Civilians inform whom they trust and who came before";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "theory 3.5 (berman_shapiro_felter_2011)")),
        field("awareness", &Owner::awareness,
              number(factor_with(uniform_between(0.2, 1.5)), "piT: hazard of awareness at full willingness",
                     "theory H1 piT")),
        field(
            "base", &Owner::base,
            number({"1", -20, 20, normal(-1.5, 0.7)}, "t0: logit of willingness, all else ordinary", "theory 3.5 t0")),
        field("legitimacy", &Owner::legitimacy,
              number(factor_with(uniform_between(1, 4)), "tL: weight of legitimacy above a half", "theory 3.5 tL")),
        field("response", &Owner::response,
              number(factor_with(uniform_between(0, 3)), "tR: weight of remembered responses above one in five",
                     "theory 3.5 tR")),
        field("fear", &Owner::fear,
              number(factor_with(uniform_between(0, 3)), "tF: weight of fear where armed groups control",
                     "theory 3.5 tF")),
        field("police", &Owner::police,
              number(factor, "weight of the share of police", "hunnicutt_2021 for the direction; assumed size")),
        field("memory", &Owner::memory,
              number({"per threat", 0, 1}, "part of the memory of responses that a further threat leaves", "assumed")));
};

template <>
struct Declaration<intervention::FearAndAnger> : intervention::Docs {
    using Owner = intervention::FearAndAnger;
    static constexpr std::string_view meaning = "Fear and anger rise with what is seen, and fade";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch: off, both stay at their base", "theory 3.6 (bennett_2008)")),
        field("fear_rise", &Owner::fear_rise,
              number({"per week", 0, 1, log_uniform(0.02, 0.2)}, "aF", "theory 3.6 aF")),
        field("fear_fade", &Owner::fear_fade,
              number({"per week", 0, 1, log_uniform(0.01, 0.1)}, "dF", "theory 3.6 dF")),
        field("anger_rise", &Owner::anger_rise,
              number({"per week", 0, 1, log_uniform(0.01, 0.1)}, "aA", "theory 3.6 aA")),
        field("anger_fade", &Owner::anger_fade,
              number({"per week", 0, 1, log_uniform(0.005, 0.05)}, "dA", "theory 3.6 dA")),
        field("base_fear", &Owner::base_fear, number(share, "f0: fear in quiet times", "assumed: some, after 2012")),
        field("base_anger", &Owner::base_anger,
              number(share, "A0: anger in quiet times", "bennett_2008: 0.25; assumed")));
};

template <>
struct Declaration<intervention::Mechanisms> : intervention::Docs {
    using Owner = intervention::Mechanisms;
    static constexpr std::string_view meaning = "Couplings between interveners, armed groups and civilians";
    static constexpr auto fields = std::make_tuple(
        field("information_pooling", &Owner::information_pooling,
              stated("partners' warnings raise awareness", "theory H1")),
        field("presence_deterrence", &Owner::presence_deterrence, stated("presence deters", "theory H3")),
        field("posture_shift", &Owner::posture_shift, stated("drift and complementarity, signed", "theory D3, H7")),
        field("shared_responsibility", &Owner::shared_responsibility,
              stated("counting on partners, and a clear lead", "theory D2, H6")),
        field("support_crowding", &Owner::support_crowding, stated("support to partners crowds out", "theory D5")),
        field("norm_law", &Owner::norm_law, stated("how the norm's salience moves", "theory 5.3, H4, D1")),
        field("due_diligence", &Owner::due_diligence, stated("conditional support", "theory H5")),
        field("association", &Owner::association, stated("credit and blame for partners", "theory D4, 3.3")),
        field("force_protection", &Owner::force_protection, stated("attacks on forces and what they do", "theory D6")),
        field("civilian_tips", &Owner::civilian_tips, stated("civilians inform", "theory 3.5")),
        field("fear_and_anger", &Owner::fear_and_anger, stated("feelings of communities", "theory 3.6")),
        field("strategic_violence", &Owner::strategic_violence,
              stated("control, retaliation, relocation", "theory 4.1, 4.3")),
        field("logistics_support", &Owner::logistics_support, stated("support makes means go further", "theory H2")),
        field("informant_exposure", &Owner::informant_exposure, stated("informants become known", "theory D7")),
        field("intelligence_diversion", &Owner::intelligence_diversion, stated("warnings become strikes", "theory D8")),
        field("forum_shopping", &Owner::forum_shopping, stated("the host takes another supplier", "theory D9")),
        field("consent_silence", &Owner::consent_silence, stated("cooperation buys access, costs voice", "theory D10")),
        field("fragmentation", &Owner::fragmentation, stated("coordination costs hours", "theory D11")),
        field("social_influence", &Owner::social_influence, stated("people hear each other", "theory 3.4")),
        field("recruitment", &Owner::recruitment, stated("anger brings fighters", "theory 3.6")),
        field("displacement", &Owner::displacement, stated("people leave and return", "theory 3.7")),
        field("control_contest", &Owner::control_contest, stated("control follows strength", "theory 4.2")),
        field("splitting", &Owner::splitting, stated("groups split", "theory 4.3")),
        field("elite_cues", &Owner::elite_cues, stated("public words count", "model 5")));
};

}  // namespace peacenorm::config
