// SPDX-License-Identifier: Apache-2.0
// Every switch and every lever of the model: off is the model without it, on it does something.
#include <gtest/gtest.h>

#include <set>

#include "sim/random/prior.hpp"
#include "tests/models/intervention/mali.hpp"
#include "tests/models/intervention/same.hpp"

namespace peacenorm::intervention::testing {
namespace {

std::string path_of(const study::MechanismDoc& mechanism) {
    return "mechanisms." + std::string(mechanism.name);
}

/// A short scenario in which every mechanism has something to do: deep cooperation from the first week of 2017,
/// fighting partners, another supplier's offer, a public word, and rates that make rare things happen.
std::vector<std::string> busy(const std::vector<std::string>& more = {}) {
    return with(
        {"cooperation.ladder.position=4", "cooperation.ladder.from=2017-01-02", "horizon.start=2016-07-04",
         "horizon.end=2019-07-01", "population.people_per_agent=4000", "mechanisms.posture_shift.complementarity=0.2",
         "mechanisms.forum_shopping.hazard=2", "mechanisms.displacement.baseline=0.001", "host.alternative_offer=1",
         "discourse={demand: {date: 2017-06-05, about: {minusma: 1}}}"},
        more);
}

TEST(Switches, EachAloneChangesAnOutcome) {
    const auto base = Mali(busy()).run();
    for (const study::MechanismDoc& mechanism : Intervention::mechanisms()) {
        const auto off = Mali(busy({path_of(mechanism) + ".enabled=false"})).run();
        const auto on = Mali(busy({path_of(mechanism) + ".enabled=true"})).run();
        EXPECT_GT(differing_outcomes(on, off), 0) << mechanism.name;
        EXPECT_TRUE(differing_outcomes(on, base) == 0 || differing_outcomes(off, base) == 0) << mechanism.name;
    }
}

/// Parameters that also serve what stays when the mechanism is off: how much abuse becomes known, who would inform
/// whom, how memories that others use fade, what feelings are in quiet times, and how two kinds of conduct are weighed.
bool also_serves_others(const std::string& path) {
    static const std::set<std::string> shared{"mechanisms.due_diligence.detection", "mechanisms.civilian_tips.base",
                                              "mechanisms.civilian_tips.judgement", "mechanisms.civilian_tips.response",
                                              "mechanisms.civilian_tips.fear"};
    return shared.count(path) > 0;
}

TEST(Switches, OffIsTheModelWithoutItWhateverItsParameters) {
    const auto leaves = Mali(busy()).study.base->priors();
    for (const study::MechanismDoc& mechanism : Intervention::mechanisms()) {
        std::vector<std::string> off = busy({path_of(mechanism) + ".enabled=false"}), wild = off;
        for (const config::PriorLeaf& leaf : leaves) {
            if (leaf.path.rfind(path_of(mechanism) + ".", 0) != 0 || also_serves_others(leaf.path) ||
                !leaf.can_be_drawn())
                continue;
            wild.push_back(leaf.path + "=" + std::to_string(random::quantile(leaf.prior, 0.93)));
        }
        EXPECT_EQ(differing_outcomes(Mali(off).run(), Mali(wild).run()), 0) << mechanism.name;
    }
}

TEST(Profile, ExtendedSwitchesOnWhatSaysNothing) {
    std::vector<std::string> all_on = busy();
    for_each_mechanism(Mechanisms{}, [&all_on](std::string_view name, const auto& mechanism) {
        if (mechanism.manual.profile == Profile::extended)
            all_on.push_back("mechanisms." + std::string(name) + ".enabled=true");
    });
    const auto extended = Mali(busy({"profile=extended"})).run();
    EXPECT_EQ(differing_outcomes(Mali(all_on).run(), extended), 0);
    EXPECT_GT(differing_outcomes(Mali(busy()).run(), extended), 20);
    EXPECT_EQ(differing_outcomes(Mali(busy({"profile=core"})).run(), Mali(busy()).run()), 0);
}

TEST(Levers, EachChangesAnOutcomeFromItsDateOn) {
    const auto base = Mali(busy()).run();
    const std::vector<std::string> levers{
        "mechanisms.due_diligence.strength=1",
        "mechanisms.due_diligence.detection=0.9",
        "organisations.minusma.protection_quota=0.6",
        "cooperation.mask={information: 1, logistics: 0, joint: 0, training: 0, mandate: 0, visibility: 0}",
        "cooperation.mask.visibility=0",
        "mechanisms.shared_responsibility.clarity=1",
        "mechanisms.norm_law.training_quality=0",
        "obligations.voice=1",
        "cooperation.pooling=0.9",
        "organisations.minusma.exit={date: 2018-01-01, weeks: 26}",
        "organisations.minusma.police_share=0.3",
        "organisations.minusma.dispersion=1",
        "organisations.minusma.mandate.frozen=2016-07-04",
        "organisations.minusma.consent=0.5",
        "host.regime=1",
        "armed_groups.cma.accord=0"};
    for (const std::string& lever : levers) EXPECT_GT(differing_outcomes(base, Mali(busy({lever})).run()), 0) << lever;
    const auto diverted = Mali(busy({"mechanisms.intelligence_diversion.enabled=true"})).run();
    const auto walled = Mali(busy({"mechanisms.intelligence_diversion={enabled: true, firewall: 1}"})).run();
    EXPECT_GT(differing_outcomes(diverted, walled), 0);
    EXPECT_EQ(differing_outcomes(base, walled), 0);
    const auto exposed = Mali(busy({"mechanisms.informant_exposure.enabled=true"})).run();
    const auto protecting = Mali(busy({"mechanisms.informant_exposure={enabled: true, protection: 1}"})).run();
    EXPECT_GT(differing_outcomes(exposed, protecting), 0);
    EXPECT_EQ(differing_outcomes(base, protecting), 0);
}

TEST(Alternatives, EachChangesAnOutcome) {
    const auto base = Mali(busy()).run();
    EXPECT_GT(differing_outcomes(base, Mali(busy({"mechanisms.norm_law.engine=enforcement_game"})).run()), 0);
    EXPECT_GT(differing_outcomes(base, Mali(busy({"host.stance_coding=second"})).run()), 0);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
