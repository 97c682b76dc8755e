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
    EXPECT_THAT(faults, HasSubstr("uniform: the high end 0 is not above the low end 1; expected [low, high]"));
    EXPECT_THAT(faults, HasSubstr("a prior is one distribution"));
}

/// The faults of a prior of a share.
std::string faults_of_prior(const std::string& prior) {
    return faults_of(head + "design: {parameters: [prior], priors: {organisations.minusma.effort: " + prior + "}}\n");
}

TEST(DesignPriors, ThatCannotBeDrawnAreFaultsWhereTheNumberStands) {
    EXPECT_THAT(faults_of_prior("{beta: [1e300, 2]}"), HasSubstr("beta: alpha is 1e+300; expected a number from 0.01"));
    EXPECT_THAT(faults_of_prior("{beta: [2, 0]}"), HasSubstr("beta: beta is 0; expected a number from 0.01"));
    EXPECT_THAT(faults_of_prior("{beta: [2, .nan]}"), HasSubstr("beta: '.nan' is not a finite number"));
    EXPECT_THAT(faults_of_prior("{uniform: [0, 1e999]}"), HasSubstr("uniform: '1e999' is not a finite number"));
    EXPECT_THAT(faults_of_prior("{normal: [0.5, 0]}"), HasSubstr("normal: the standard deviation is 0"));
    EXPECT_THAT(faults_of_prior("{normal: [0.5, 1e308]}"), HasSubstr("reaches beyond the range"));
    EXPECT_THAT(faults_of_prior("{log_uniform: [0, 1]}"), HasSubstr("log_uniform: the low end is 0"));
    EXPECT_THAT(faults_of_prior("{log_normal: [0, -1]}"), HasSubstr("log_normal: the median is 0"));
    EXPECT_THAT(faults_of_prior("{log_normal: [0, -1]}"), HasSubstr("log_normal: the standard deviation is -1"));
    EXPECT_THAT(faults_of_prior("{log_normal: [1, 1e308]}"), HasSubstr("reaches beyond the range"));
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
