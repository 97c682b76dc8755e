// SPDX-License-Identifier: Apache-2.0
#include "sim/study/precision.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/sim/analysis/samples.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm::study {
namespace {

using analysis::Interval;
using analysis::Moments;
using analysis::student_interval;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using toy::faults_of;
using toy::head;
using toy::load;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Arms arms_of(int count, std::uint32_t futures = 1) {
    Arms arms;
    for (int i = 0; i < count; ++i) arms.list.emplace_back().name = std::to_string(i);
    arms.futures = futures;
    return arms;
}

Until until(double half_width, std::uint32_t at_most) {
    Until until;
    until.half_width = half_width;
    until.at_most = at_most;
    return until;
}

Moments moments_of(const std::vector<double>& values) {
    Moments moments;
    for (const double value : values) moments.add(value);
    return moments;
}

TEST(Looks, DoubleFrom32AndEndAtTheMost) {
    EXPECT_THAT(looks(200), ElementsAre(32, 64, 128, 200));
    EXPECT_THAT(looks(128), ElementsAre(32, 64, 128));
    EXPECT_THAT(looks(33), ElementsAre(32, 33));
    EXPECT_THAT(looks(32), ElementsAre(32));
    EXPECT_THAT(looks(5), ElementsAre(5));
}

TEST(PrecisionRule, MeasuresTheMeanOfEachPointWithoutArms) {
    PrecisionRule rule(until(1, 5), Arms(), 2);
    for (const double value : {1.0, 10.0, 2.0, 30.0, 3.0, 50.0}) rule.take(std::vector<double>{value});
    const Look look = rule.look();
    EXPECT_EQ(look.replicates, 3u);
    EXPECT_EQ(look.worst_run, 1u);  // the second point
    EXPECT_DOUBLE_EQ(look.half_width, student_interval(moments_of({10, 30, 50}), 0.95).half_width());
    EXPECT_FALSE(rule.is_met());
}

TEST(PrecisionRule, MeasuresTheWorstPairedDifferenceWithArms) {
    Arms arms = arms_of(3);
    arms.reference = 1;
    PrecisionRule rule(until(5, 5), arms, 1);
    rule.take(std::vector<double>{11, 10, 12});
    rule.take(std::vector<double>{202, 200, 206});
    rule.take(std::vector<double>{33, 30, 37});
    EXPECT_EQ(rule.look().worst_run, 2u);
    EXPECT_DOUBLE_EQ(rule.look().half_width, student_interval(moments_of({2, 6, 7}), 0.95).half_width());
}

TEST(PrecisionRule, AveragesTheFuturesThatBothArmsHave) {
    PrecisionRule rule(until(5, 5), arms_of(2, 2), 1);
    rule.take(std::vector<double>{1, 2, 3, 5});        // 2 and 3
    rule.take(std::vector<double>{1, nothing, 2, 9});  // 1
    rule.take(std::vector<double>{1, nothing, nothing, 9});
    EXPECT_DOUBLE_EQ(rule.look().half_width, student_interval(moments_of({2.5, 1}), 0.95).half_width());
}

TEST(PrecisionRule, IsNotMetWhereNothingIsKnownAndMetWhereNothingDiffers) {
    PrecisionRule rule(until(5, 5), arms_of(2), 1);
    rule.take(std::vector<double>{1, nothing});
    rule.take(std::vector<double>{1, nothing});
    EXPECT_TRUE(std::isinf(rule.look().half_width));
    EXPECT_FALSE(rule.is_met());
    PrecisionRule null(until(1e-9, 5), arms_of(2), 1);
    for (const double value : {1.0, 5.0, 9.0}) null.take(std::vector<double>{value, value});
    EXPECT_EQ(null.look().half_width, 0);
    EXPECT_TRUE(null.is_met());
}

TEST(PrecisionRule, SpendsTheErrorEquallyOverTheLooks) {
    PrecisionRule rule(until(5, 200), Arms(), 1);  // four looks
    for (const double value : {1.0, 2.0, 4.0}) rule.take(std::vector<double>{value});
    EXPECT_DOUBLE_EQ(rule.look().half_width, student_interval(moments_of({1, 2, 4}), 1 - 0.05 / 4).half_width());
}

/// How studies with true mean 0 end, of 0.95 each: a study that may stop wherever it likes.
struct Endings {
    int by_rule = 0, by_rule_covering = 0, early = 0;  ///< stopped by half width; covering then; before the last look
    int all_covering = 0, all_covering_naively = 0;  ///< the interval of every look; Student's plain 95% of every look
};

Endings simulate(int studies, double half_width, std::uint32_t at_most) {
    Endings endings;
    for (int study = 0; study < studies; ++study) {
        const std::vector<double> values = analysis::normal_sample(static_cast<int>(at_most), 100'000 + study);
        PrecisionRule rule(until(half_width, at_most), Arms(), 1);
        Moments moments;
        bool has_stopped = false, covers = true, covers_naively = true;
        for (const std::uint32_t look : looks(at_most)) {
            while (moments.count() < look) {
                rule.take(std::span(values).subspan(moments.count(), 1));
                moments.add(values[moments.count()]);
            }
            const bool covers_now = std::fabs(moments.mean()) <= rule.look().half_width;
            covers = covers && covers_now;
            covers_naively =
                covers_naively && std::fabs(moments.mean()) <= student_interval(moments, 0.95).half_width();
            if (has_stopped || !(rule.is_met() || look == at_most)) continue;
            has_stopped = true;
            ++endings.by_rule;
            endings.by_rule_covering += covers_now ? 1 : 0;
            endings.early += look < at_most ? 1 : 0;
        }
        endings.all_covering += covers ? 1 : 0;
        endings.all_covering_naively += covers_naively ? 1 : 0;
    }
    return endings;
}

TEST(PrecisionRule, CoversUnderRepeatedLookingWhereverTheStudyStops) {
    constexpr int studies = 4000;
    const double slack = 5 * std::sqrt(0.95 * 0.05 / studies);  // five standard deviations: a false alarm in a million
    const Endings endings = simulate(studies, 0.23, 256);       // sd 1: met at about 128 values, never at the same look
    EXPECT_EQ(endings.by_rule, studies);
    EXPECT_GT(endings.early, studies / 10);
    EXPECT_GE(endings.by_rule_covering / double{studies}, 0.95 - slack);
    EXPECT_GE(endings.all_covering / double{studies}, 0.95 - slack);
    EXPECT_LT(endings.all_covering_naively / double{studies}, 0.95 - slack);  // what the rule is for
}

TEST(Until, IsReadBackAsItWasWritten) {
    const Study study =
        load(head + "replicates: {until: {half_width: 0.25, of: x, at_most: 500}}\noutcomes: {x: mean(calm)}\n");
    ASSERT_TRUE(study.until.has_value());
    EXPECT_EQ(study.until->half_width, 0.25);
    EXPECT_EQ(study.until->of, "x");
    EXPECT_EQ(study.replicates, 500u);
    EXPECT_THAT(config::to_yaml(study.resolved()), HasSubstr("half_width: 0.25"));
    EXPECT_FALSE(load(head, {"replicates=7"}).until.has_value());
}

TEST(Until, EveryFaultIsToldAtItsPlace) {
    const std::string faults =
        faults_of(head + "replicates:\n  until: {half_width: -1, off: 3, at_most: 1.5}\noutcomes: {x: mean(calm)}\n");
    EXPECT_THAT(faults, AllOf(HasSubstr("study.yaml:5:23: error: the half width is not a number above 0"),
                              HasSubstr("unknown key 'off' in until"), Not(HasSubstr("missing key 'of' in until")),
                              HasSubstr("study.yaml:5:44: error:")));
    EXPECT_THAT(faults_of(head + "replicates: {untill: 3}\n"),
                AllOf(HasSubstr("did you mean 'until'?"), Not(HasSubstr("missing key 'until'"))));
    EXPECT_THAT(
        faults_of(head +
                  "replicates: {until: {half_width: 1, of: clam, at_most: 9}}\noutcomes: {calm_mean: mean(calm)}\n"),
        HasSubstr("no outcome is called 'clam'; expected calm_mean"));
    EXPECT_THAT(faults_of(head + "replicates: {until: {half_width: 1, of: x, at_most: 9}}\n"),
                HasSubstr("the study has no outcomes"));
}

}  // namespace
}  // namespace peacenorm::study
