// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "models/intervention/checker.hpp"
#include "sim/config/numbers.hpp"

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
    }
}

void conduct(Checker& checker) {
    checker.must_exist_if_named("conduct.organisation", checker.p.conduct.organisation, checker.organisations);
}

}  // namespace

void check_rules(Checker& checker) {
    compliance(checker);
    lead(checker);
    discourse(checker);
    conduct(checker);
}

}  // namespace peacenorm::intervention
