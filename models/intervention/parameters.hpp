// SPDX-License-Identifier: Apache-2.0
// Every parameter of the model. Shape of the file a user writes: the same names, nested the same way. What each part
// means stands with it, in the folders.
#pragma once

#include "models/intervention/armed_groups/armed_group.hpp"
#include "models/intervention/armed_groups/bands.hpp"
#include "models/intervention/armed_groups/threats.hpp"
#include "models/intervention/cooperation/ties.hpp"
#include "models/intervention/interveners/host.hpp"
#include "models/intervention/interveners/organisation.hpp"
#include "models/intervention/interveners/troops.hpp"
#include "models/intervention/mechanisms/all.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/opinion/opinion.hpp"
#include "models/intervention/opinion/waves.hpp"
#include "models/intervention/rules/detection.hpp"
#include "models/intervention/rules/discourse.hpp"
#include "models/intervention/rules/imposed_conduct.hpp"
#include "models/intervention/rules/obligation.hpp"
#include "models/intervention/rules/observation.hpp"
#include "models/intervention/rules/operations.hpp"
#include "models/intervention/rules/poc_index.hpp"
#include "models/intervention/rules/response_decision.hpp"
#include "models/intervention/rules/task_shares.hpp"
#include "models/intervention/theatre/communities.hpp"
#include "models/intervention/theatre/places.hpp"
#include "models/intervention/theatre/population.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::intervention {

struct Parameters {
    Profile profile = Profile::core;
    Named<Region> regions;
    Named<Place> places;
    Named<Community> communities;
    Named<Organisation> organisations;
    Named<Contingent> contingents;
    Named<Base> bases;
    Named<ArmedGroup> armed_groups;
    Named<Hostility> hostilities;
    Bands bands;
    Cooperation cooperation;
    Host host;
    Population population;
    Threats threats;
    ForceAttacks force_attacks;
    Detection detection;
    Forces forces;
    Response response;
    Operations operations;
    opinion::Opinion opinion;
    Obligations obligations;
    Named<PartialAct> discourse;
    Named<opinion::Wave> surveys;
    Observation observation;
    Compliance compliance;
    ConductRules conduct;
    Mechanisms mechanisms;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Parameters> : intervention::Docs {
    using P = intervention::Parameters;
    static constexpr std::array retired{Retired{"beliefs", "opinion"}};
    static constexpr std::string_view meaning = "Interveners, armed groups and civilians in one theatre";
    static constexpr auto fields = std::make_tuple(
        field(
            "profile", &P::profile,
            stated(
                "core, or extended: what switches that are not set follow",
                "assumed: mechanisms with weaker evidence start switched off; docs/theory.md#mechanisms-and-switches")),
        field("regions", &P::regions, stated("regions and who lives there", in_file)),
        field("places", &P::places, stated("places and their borders", in_file)),
        field("communities", &P::communities, stated("communities of civilians, by name", in_file)),
        field("organisations", &P::organisations, stated("who intervenes", in_file)),
        field("contingents", &P::contingents, stated("the troops that organisations command", in_file)),
        field("bases", &P::bases, stated("where an organisation stands", in_file)),
        field("armed_groups", &P::armed_groups, stated("who threatens civilians", in_file)),
        field("hostilities", &P::hostilities, stated("which armed groups fight each other, and when", in_file)),
        field("bands", &P::bands, stated("the armed groups' agents", "docs/theory.md#bands")),
        field("cooperation", &P::cooperation,
              stated("ties between organisations", "docs/theory.md#cooperation-as-six-channels")),
        field("host", &P::host, stated("the host state", "docs/theory.md#the-host-state")),
        field("population", &P::population, stated("how agents stand for people", "docs/theory.md#people-and-agents")),
        field("threats", &P::threats,
              stated("what an attack on civilians is like", "docs/theory.md#severity-of-attacks")),
        field("force_attacks", &P::force_attacks,
              stated("what an attack on interveners is like", "docs/theory.md#severity-of-attacks")),
        field("detection", &P::detection,
              stated("how threats become known", "duursma_karlsrud_2019; docs/theory.md#detection")),
        field("forces", &P::forces, stated("how force-hours go to tasks", "docs/theory.md#task-shares")),
        field("response", &P::response,
              stated("whether and how threats are answered", "diekmann_1985; docs/theory.md#response-decision")),
        field("operations", &P::operations,
              stated("counter-terrorism operations and the harm they do", "docs/theory.md#operations-and-harm")),
        field("opinion", &P::opinion, stated("how civilians hear, judge and speak", "docs/theory.md#beliefs")),
        field("obligations", &P::obligations,
              stated("what the norm obliges to, and by when", "docs/theory.md#obligations")),
        field("discourse", &P::discourse, stated("acts of organisations that people saw as partial", in_file)),
        field("surveys", &P::surveys, stated("surveys that asked civilians, by wave", in_file)),
        field("observation", &P::observation,
              stated("what an observer hears of violence", "docs/theory.md#observation-and-surveys")),
        field("compliance", &P::compliance,
              stated("the index poc_compliance", "oios_2014; docs/theory.md#conduct-and-its-index")),
        field("conduct", &P::conduct,
              stated("what an arm that follows another takes over", "docs/theory.md#following-another-arm")),
        field("mechanisms", &P::mechanisms,
              stated("couplings, each with a switch", "docs/theory.md#mechanisms-and-switches")));
};

// Compiled once, in model.cpp: ten seconds for each source otherwise.
extern template void read(const Node&, intervention::Parameters&, Faults&);
extern template Node emit(const intervention::Parameters&);

}  // namespace peacenorm::config
