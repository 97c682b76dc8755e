// SPDX-License-Identifier: Apache-2.0
// Rules of cooperation that react to events, on the Mali scenario.
#include <gmock/gmock.h>

#include "sim/config/faults.hpp"
#include "sim/study/identity.hpp"
#include "tests/models/intervention/mali.hpp"
#include "tests/models/intervention/same.hpp"

namespace peacenorm::intervention::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::vector<std::string> with_rule(const std::string& rest) {
    return {"horizon.start=2017-07-03", "horizon.end=2019-07-01",
            "parameters.cooperation.rules={r: {giver: minusma, receiver: g5_joint_force, " + rest + "}}"};
}

/// Sum of a tie's depths at the end of each of so many weeks.
double depth(const Mali& mali, OrganisationId giver, OrganisationId receiver, int weeks) {
    const auto world = mali.start();
    double sum = 0;
    for (int week = 1; week <= weeks; ++week) {
        world->advance(week);
        const auto& state = dynamic_cast<const MaliWorld&>(*world).state();
        for (const double channel : state[columns::ties](giver, receiver)) sum += channel;
    }
    return sum;
}

TEST(TieRules, WithoutAChangeNothingDiffers) {
    const Mali none({"horizon.start=2017-07-03", "horizon.end=2019-07-01"});
    const Mali idle(with_rule("when: civilians_killed, above: 0, change: 0"));
    EXPECT_EQ(differing_outcomes(none.run(), idle.run()), 0);
}

TEST(TieRules, SuspendOrDeepenTheirTieOnlyWhileTheyHold) {
    const Mali idle(with_rule("above: 0")), suspended(with_rule("when: civilians_killed, above: 0, change: -1")),
        deepened(with_rule("when: civilians_killed, above: 0, change: 1")),
        never(with_rule("when: civilians_killed, above: 1000000, change: -1"));
    const OrganisationId giver(place_of("minusma")), receiver(place_of("g5_joint_force"));
    const double as_it_was = depth(idle, giver, receiver, 100);
    EXPECT_GT(as_it_was, 0);
    EXPECT_LT(depth(suspended, giver, receiver, 100), as_it_was / 4) << "but for the weeks before the first review";
    EXPECT_GT(depth(deepened, giver, receiver, 100), as_it_was);
    EXPECT_EQ(depth(never, giver, receiver, 100), as_it_was);
    EXPECT_EQ(depth(suspended, receiver, giver, 100), depth(idle, receiver, giver, 100)) << "one direction only";
}

TEST(TieRules, AreCheckedAtTheirPlaces) {
    try {
        Mali broken(
            {"parameters.cooperation.rules={r: {giver: minusma, receiver: g5_joint_forse, channels: [logistic]}}"});
        FAIL() << "not refused";
    } catch (const config::ConfigError& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("cooperation.rules.r.receiver"), HasSubstr("g5_joint_force"),
                                        HasSubstr("cooperation.rules.r.channels"), HasSubstr("logistics")));
    }
}

TEST(TieRules, AreToldOnEveryPrint) {
    EXPECT_EQ(study::notice_of(Mali().study), "parameters set by hand");
    EXPECT_THAT(study::notice_of(Mali(with_rule("change: -1")).study), HasSubstr("mixes what cooperation does"));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
