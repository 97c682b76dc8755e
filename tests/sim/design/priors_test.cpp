// SPDX-License-Identifier: Apache-2.0
#include "sim/design/priors.hpp"

#include <gmock/gmock.h>

#include "sim/study/identity.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

using testing::HasSubstr;
using toy::faults_of;
using toy::head;
using toy::load;

const config::PriorLeaf* drawn(const study::Study& study, const std::string& path) {
    for (const config::PriorLeaf& leaf : study.design.drawn)
        if (leaf.path == path) return &leaf;
    return nullptr;
}

TEST(DesignPriors, StandInPlaceOfTheDeclaredOnes) {
    const study::Study study = load(head +
                                    "design:\n  parameters: [prior]\n"
                                    "  priors: {organisations.minusma.effort: {beta: [4, 2]}}\n");
    const config::PriorLeaf* leaf = drawn(study, "organisations.minusma.effort");
    ASSERT_NE(leaf, nullptr);
    EXPECT_EQ(leaf->prior.kind, random::Prior::Kind::beta);
    EXPECT_EQ(leaf->prior.a, 4);
    EXPECT_EQ(leaf->prior.b, 2);
}

TEST(DesignPriors, TheLongestPathHolds) {
    const study::Study study = load(head +
                                    "design:\n  parameters: [prior]\n"
                                    "  priors:\n    organisations.minusma.effort: {uniform: [0.4, 0.5]}\n"
                                    "    organisations: {uniform: [0.1, 0.2]}\n");
    EXPECT_EQ(drawn(study, "organisations.minusma.effort")->prior.a, 0.4);
}

TEST(DesignPriors, AreNoDesignOfTheirOwn) {
    const study::Study study = load(head + "design: {priors: {organisations.minusma.effort: {uniform: [0.4, 0.5]}}}\n");
    EXPECT_TRUE(study.design.is_empty());
    EXPECT_EQ(study.design.points(), 1u);
    EXPECT_EQ(study::identity_of(study).dynamics, study::identity_of(load(head)).dynamics);
}

TEST(DesignPriors, ThatAreNoneAreFaultsAllAtOnce) {
    const std::string faults = faults_of(head +
                                         "design:\n  parameters: [prior]\n  priors:\n"
                                         "    organisations.minusma.effort: {unifrom: [0, 1]}\n"
                                         "    decay: {uniform: [1, 0]}\n"
                                         "    threat: 3\n");
    EXPECT_THAT(faults, HasSubstr("there is no distribution 'unifrom'"));
    EXPECT_THAT(faults, HasSubstr("did you mean 'uniform'?"));
    EXPECT_THAT(faults, HasSubstr("these are not the two numbers of uniform; expected [low, high]"));
    EXPECT_THAT(faults, HasSubstr("a prior is one distribution"));
}

TEST(DesignPriors, OfNothingAndBeyondARangeAreFaults) {
    EXPECT_THAT(
        faults_of(head + "design: {parameters: [prior], priors: {organisations.minusma.efort: {beta: [1, 1]}}}\n"),
        HasSubstr("no parameter with a prior is named 'organisations.minusma.efort'"));
    EXPECT_THAT(
        faults_of(head + "design: {parameters: [prior], priors: {organisations.minusma.effort: {uniform: [-5, 1]}}}\n"),
        HasSubstr("this prior reaches beyond the range of 'organisations.minusma.effort'"));
}

}  // namespace
}  // namespace peacenorm
