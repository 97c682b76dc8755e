// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "models/intervention/checker.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
namespace {

void compliance(Checker& checker) {
    const Compliance& weights = checker.p.compliance;
    const double total = weights.response + weights.timeliness + weights.do_no_harm;
    if (std::fabs(total - 1) > sum_tolerance)
        checker.add("compliance", "response, timeliness and do_no_harm sum to " + config::number_text(total),
                    "expected a sum of 1");
    const double tiers = weights.physical + weights.environment + weights.dialogue;
    if (std::fabs(tiers - 1) > sum_tolerance)
        checker.add("compliance", "physical, environment and dialogue sum to " + config::number_text(tiers),
                    "expected a sum of 1");
}

void lead(Checker& checker) {
    const std::string& name = checker.p.mechanisms.shared_responsibility.lead;
    checker.must_exist_if_named("mechanisms.shared_responsibility.lead", name, checker.organisations);
}

void discourse(Checker& checker) {
    for (const auto& [cue, speech] : checker.p.discourse) {
        checker.all_must_exist("discourse." + cue + ".about", speech.about, checker.organisations);
        checker.all_must_exist("discourse." + cue + ".reach", speech.reach, checker.regions);
        checker.must_exist_if_named("discourse." + cue + ".place", speech.place, checker.places);
    }
}

void conduct(Checker& checker) {
    checker.must_exist_if_named("conduct.organisation", checker.p.conduct.organisation, checker.organisations);
}

void replay(Checker& checker) {
    for (const auto& [name, tempo] : checker.p.operations.replay_tempo) {
        const std::string path = "operations.replay_tempo." + name;
        checker.must_exist(path, name, checker.organisations);
        const Organisation* organisation = checker.p.organisations.find(name);
        if (organisation != nullptr && !organisation->executive)
            checker.add(path, config::in_quotes(name) + " may not use force, so it runs no operations",
                        "expected an organisation that is executive");
    }
}

}  // namespace

void check_rules(Checker& checker) {
    compliance(checker);
    lead(checker);
    discourse(checker);
    conduct(checker);
    replay(checker);
}

}  // namespace peacenorm::intervention
