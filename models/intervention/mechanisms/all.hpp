// SPDX-License-Identifier: Apache-2.0
// The one list of mechanisms. Parameters, switches, profile and manual follow from it, and the columns, streams, sums
// and observables that mechanisms declare of their own.
#pragma once

#include "models/intervention/mechanisms/association.hpp"
#include "models/intervention/mechanisms/band_movement.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/collected.hpp"
#include "models/intervention/mechanisms/consent_silence.hpp"
#include "models/intervention/mechanisms/contested_ground.hpp"
#include "models/intervention/mechanisms/displacement.hpp"
#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/force_protection.hpp"
#include "models/intervention/mechanisms/forum_shopping.hpp"
#include "models/intervention/mechanisms/fragmentation.hpp"
#include "models/intervention/mechanisms/hostilities.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/mechanisms/information_pooling.hpp"
#include "models/intervention/mechanisms/intelligence_diversion.hpp"
#include "models/intervention/mechanisms/joint_conduct.hpp"
#include "models/intervention/mechanisms/logistics_support.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/mechanisms/posture_shift.hpp"
#include "models/intervention/mechanisms/presence_deterrence.hpp"
#include "models/intervention/mechanisms/protest.hpp"
#include "models/intervention/mechanisms/recruitment.hpp"
#include "models/intervention/mechanisms/self_defence.hpp"
#include "models/intervention/mechanisms/shared_responsibility.hpp"
#include "models/intervention/mechanisms/strategic_violence.hpp"
#include "models/intervention/mechanisms/support_crowding.hpp"

namespace peacenorm::intervention {

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
    BandMovement band_movement;
    ContestedGround contested_ground;
    Hostilities hostilities;
    Recruitment recruitment;
    SelfDefence self_defence;
    Displacement displacement;
    JointConduct joint_conduct;
    Protest protest;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

/// A mechanism says itself what it means and where it is from.
template <class Mechanism>
constexpr auto mechanism(std::string_view name, Mechanism intervention::Mechanisms::*member) {
    return field(name, member, intervention::Docs::stated(Declaration<Mechanism>::meaning, Mechanism::manual.source));
}

template <>
struct Declaration<intervention::Mechanisms> : intervention::Docs {
    using Owner = intervention::Mechanisms;
    static constexpr std::array retired{Retired{"control_contest", "mechanisms.contested_ground"},
                                        Retired{"splitting", "mechanisms.band_movement"},
                                        Retired{"social_influence", "opinion.hearing.telling: kin tell kin"},
                                        Retired{"elite_cues", "organisations.X.stance: the host's stance by date"}};
    static constexpr std::string_view meaning = "Couplings between interveners, armed groups and civilians";
    static constexpr auto fields = std::make_tuple(
        mechanism("information_pooling", &Owner::information_pooling),
        mechanism("presence_deterrence", &Owner::presence_deterrence),
        mechanism("posture_shift", &Owner::posture_shift),
        mechanism("shared_responsibility", &Owner::shared_responsibility),
        mechanism("support_crowding", &Owner::support_crowding), mechanism("norm_law", &Owner::norm_law),
        mechanism("due_diligence", &Owner::due_diligence), mechanism("association", &Owner::association),
        mechanism("force_protection", &Owner::force_protection), mechanism("civilian_tips", &Owner::civilian_tips),
        mechanism("fear_and_anger", &Owner::fear_and_anger),
        mechanism("strategic_violence", &Owner::strategic_violence),
        mechanism("logistics_support", &Owner::logistics_support),
        mechanism("informant_exposure", &Owner::informant_exposure),
        mechanism("intelligence_diversion", &Owner::intelligence_diversion),
        mechanism("forum_shopping", &Owner::forum_shopping), mechanism("consent_silence", &Owner::consent_silence),
        mechanism("fragmentation", &Owner::fragmentation), mechanism("band_movement", &Owner::band_movement),
        mechanism("contested_ground", &Owner::contested_ground), mechanism("hostilities", &Owner::hostilities),
        mechanism("recruitment", &Owner::recruitment), mechanism("self_defence", &Owner::self_defence),
        mechanism("displacement", &Owner::displacement), mechanism("joint_conduct", &Owner::joint_conduct),
        mechanism("protest", &Owner::protest));
};

}  // namespace peacenorm::config

namespace peacenorm::intervention {

using OfMechanisms = Collected<Mechanisms>;

/// Calls visit(name, mechanism) for each mechanism, in the order of the list.
template <class List, class Visit>  // List: Mechanisms, const or not
constexpr void for_each_mechanism(List&& mechanisms, Visit visit) {
    std::apply([&](const auto&... field) { (visit(field.name, mechanisms.*field.member), ...); },
               config::Declaration<Mechanisms>::fields);
}

}  // namespace peacenorm::intervention
