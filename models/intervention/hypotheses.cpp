// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/hypotheses.hpp"

namespace peacenorm::intervention {
namespace {

using record::Claims;
using record::Direction;
using record::Hypothesis;
using record::Quantity;
using record::Test;

const std::vector<Quantity> implementation{{"poc_compliance", ""}};
const std::vector<Quantity> perception{{"legitimacy_exposed", ""}};
const std::vector<Quantity> acted_on{{"obligations_acted_on", "dialogue"},
                                     {"obligations_acted_on", "physical_protection"},
                                     {"obligations_acted_on", "protective_environment"}};

std::vector<Hypothesis> hypotheses() {
    return {
        {.id = "H1",
         .name = "implementation falls",
         .sentence = "deeper cooperation lowers the actor's implementation of the norm",
         .outcome = implementation,
         .beside = {{"poc_compliance_joint", ""},
                    {"physical_rate", ""},
                    {"environment_rate", ""},
                    {"dialogue_rate", ""},
                    {"tied_rate", ""},
                    {"do_no_harm", ""}},
         .power = {{"norm"}, {"hours"}}},
        {.id = "H2",
         .name = "legitimacy falls, exposed",
         .sentence = "it lowers the actor's local legitimacy among the exposed",
         .outcome = perception,
         .beside = {{"legitimacy", ""}},
         .power = {{"responses"}}},
        {.id = "H3",
         .name = "legitimacy falls by conduct",
         .sentence = "legitimacy falls because implementation falls",
         .test = Test::mediation,
         .outcome = perception,
         .power = {{"responses"}}},
        {.id = "H4a",
         .name = "salience falls",
         .sentence = "the norm to protect loses salience in the actor",
         .outcome = {{"norm_salience", "protect"}},
         .beside = {{"norm_salience", "restrain"}, {"norm_salience", "monitor"}}},
        {.id = "H4b",
         .name = "scope narrows",
         .sentence = "fewer kinds of duty are acted on, by their effective number",
         .outcome = {{"norm_scope", ""}},
         .beside = {acted_on[0], acted_on[1], acted_on[2]}},
        {.id = "H4c",
         .name = "the norm carries H1",
         .sentence = "without the law of norms at least a quarter of H1 is gone",
         .test = Test::removed,
         .outcome = implementation,
         .by = "mechanisms.norm_law.enabled",
         .least_share = 0.25},
        {.id = "H5",
         .name = "dose: falls along the ladder",
         .sentence = "implementation falls along the ladder, whatever the order of its rungs",
         .test = Test::dose,
         .outcome = implementation},
        {.id = "H6a",
         .name = "posture turns",
         .sentence = "force-hours move to counter-terrorism, partner support and force protection",
         .direction = Direction::rises,
         .outcome = {{"posture", ""}},
         .beside = {{"effort_counter_terrorism", ""}, {"effort_partner_support", ""}, {"effort_force_protection", ""}}},
        {.id = "H6b",
         .name = "posture carries H1",
         .sentence = "with the task shares of the other arm at least a quarter of H1 is gone",
         .test = Test::carried,
         .outcome = implementation,
         .by = "conduct.imposed=tasks",
         .least_share = 0.25},
    };
}

Claims declared() {
    Claims claims;
    claims.threshold = 0.02;
    claims.index =
        "PoC implementation (model index), version 2: obligations acted on in time, physical^.5 x environment^.3 x "
        "dialogue^.2; norms, ties, legitimacy, own and total harm are never in it";
    claims.dose = "cooperation.ladder.position";
    claims.hypotheses = hypotheses();
    claims.components = {{{"physical_rate", ""}, 0.5}, {{"environment_rate", ""}, 0.3}, {{"dialogue_rate", ""}, 0.2}};
    const auto duties = [](const char* observable, std::vector<std::string> kinds) {
        std::vector<Quantity> all;
        for (std::string& kind : kinds) all.push_back({observable, std::move(kind)});
        return all;
    };
    const std::vector<std::string> of_environment{"restrain_self", "report"}, of_dialogue{"engage"};
    claims.tiers = {{"physical", 0.5, {{"physical_owed", ""}}, {{"physical_met", ""}}, {{"physical_met_joint", ""}}},
                    {"environment", 0.3, duties("duties_due", of_environment), duties("duties_met", of_environment),
                     duties("duties_met", of_environment)},
                    {"dialogue", 0.2, duties("duties_due", of_dialogue), duties("duties_met", of_dialogue),
                     duties("duties_met", of_dialogue)}};
    claims.other_forms = {{"joint", "poc_compliance_joint"},
                          {"version 1", "poc_index_1"},
                          {"arithmetic mean", "poc_arithmetic"},
                          {"least tier", "poc_least_tier"}};
    claims.alternatives = {{"norm engine", "mechanisms.norm_law.engine"},
                           {"coding of the host's stance", "host.stance_coding"},
                           {"profile", "profile"},
                           {"blame and credit of partners",
                            "mechanisms.association.blame",
                            {"mechanisms.association.credit", "mechanisms.association.joint"}}};
    // No data identify these: docs/theory.md, "What no data identify".
    claims.unidentified = {"mechanisms.norm_law",
                           "organisations.*.internalisation",
                           "organisations.*.ambiguity",
                           "mechanisms.shared_responsibility",
                           "response.norm_odds",
                           "mechanisms.information_pooling",
                           "mechanisms.posture_shift.complementarity",
                           "mechanisms.force_protection.belligerency",
                           "mechanisms.informant_exposure",
                           "mechanisms.intelligence_diversion",
                           "mechanisms.forum_shopping",
                           "mechanisms.consent_silence",
                           "host.access_elasticity"};
    claims.routes = {
        "usable information and clear tasking are high, sources overlap little: pooling and a clear lead dominate",
        "the norm is the actor's own (internalisation near 1), or partners act as well as it does: nothing dilutes",
        "the partner fights and the actor specialises in protection: complementarity",
        "support is conditional and its receiver depends on it, with no other supplier: the partner improves",
        "brands stay apart: conduct falls, legitimacy does not (H1 without H2)",
        "legitimacy falls by association alone, conduct unchanged (H2 without H1 and H3)",
        "partners protect well and credit weighs more than blame: legitimacy rises",
        "cooperation deepens because violence rises: the association in the data goes once cooperation is set",
        "implementation falls while fewer civilians die: conduct and outcome part",
        "shallow cooperation helps and deep cooperation hurts: no dose-response (H5)",
    };
    return claims;
}

}  // namespace

const Claims& claims() {
    static const Claims instance = declared();
    return instance;
}

}  // namespace peacenorm::intervention
