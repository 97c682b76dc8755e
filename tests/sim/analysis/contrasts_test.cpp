// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/contrasts.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/config/faults.hpp"
#include "tests/sim/analysis/samples.hpp"
#include "tests/sim/analysis/small_result.hpp"

namespace peacenorm::analysis {
namespace {

using record::Status;
using testing::AllOf;
using testing::HasSubstr;

struct Written {
    Folder folder;
    std::filesystem::path path = folder / "r.nc";
    explicit Written(const SmallResult& study) { study.write(path); }
};

Comparison compared(const SmallResult& study, const CompareRequest& request = {}) {
    const Written written(study);
    const ResultCells cells(written.path);
    return compare(cells, resolve(cells, request));
}

std::string refusal(const SmallResult& study, const CompareRequest& request) {
    try {
        compared(study, request);
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return {};
}

TEST(Contrasts, PairRunsOfOneReplicate) {
    SmallResult study;
    study.calm = [](Place p) { return 100.0 * p.replicate + (p.arm == 1 ? p.replicate % 2 + 1.0 : 0.0); };
    const Contrast c = compared(study).contrasts.at(0);
    EXPECT_DOUBLE_EQ(c.pairs.difference.mean(), 1.5);
    EXPECT_DOUBLE_EQ(c.pairs.difference.variance(), 1.0 / 3);
    EXPECT_EQ(c.pairs.difference.count(), 4u);
    EXPECT_NEAR(c.interval.half_width(), 3.182446305284263 * std::sqrt(1.0 / 12), 1e-12);  // t of 3 degrees
    EXPECT_EQ(c.method, Method::student);
    EXPECT_GT(c.pairs.variance_reduction(), 10'000);
}

TEST(Contrasts, OfANullArmAreExactlyZero) {
    SmallResult study;
    study.calm = [](Place p) { return 0.1 * p.replicate; };
    const Contrast c = compared(study).contrasts.at(0);
    EXPECT_EQ(c.pairs.difference.mean(), 0);
    EXPECT_EQ(c.interval.low, 0);
    EXPECT_EQ(c.interval.high, 0);
    EXPECT_EQ(c.p, 1);
    EXPECT_EQ(c.q, 1);
}

TEST(Contrasts, CompareEveryOtherArmAtEveryPointWithTheReference) {
    SmallResult study;
    study.arms = {"a", "b", "c"};
    study.depths = 2;
    study.attributes.back().second = "b";
    study.calm = [](Place p) { return p.replicate + 10.0 * p.point + (p.arm == 1 ? 0.0 : p.arm + 1.0); };
    const Comparison comparison = compared(study, {{}, {"calm"}});
    ASSERT_EQ(comparison.contrasts.size(), 4u);
    EXPECT_EQ(comparison.contrasts[0].cell, (Cell{0, 0}));
    EXPECT_EQ(comparison.contrasts[0].reference, (Cell{0, 1}));
    EXPECT_EQ(comparison.contrasts[3].cell, (Cell{1, 2}));
    EXPECT_EQ(comparison.contrasts[3].reference, (Cell{1, 1}));
    EXPECT_EQ(comparison.contrasts[3].pairs.difference.mean(), 3);
}

TEST(Contrasts, CompareDesignPointsOfOneReplicate) {
    SmallResult study;
    study.arms = {"default"};
    study.kinds = {"baseline", "prior"};
    study.depths = 3;
    study.calm = [](Place p) { return p.replicate + 10.0 * p.point; };
    const Comparison comparison = compared(study, {{"cooperation.depth=1.0"}, {"calm"}});
    ASSERT_EQ(comparison.contrasts.size(), 4u);  // depths 0 and 2, of each kind
    EXPECT_EQ(comparison.contrasts[0].pairs.difference.mean(), -10);
    EXPECT_EQ(comparison.contrasts[3].cell, (Cell{5, 0}));
    EXPECT_EQ(comparison.contrasts[3].reference, (Cell{4, 0}));
    const Comparison both = compared(study, {{"cooperation.depth=1", "kind=prior"}, {"calm"}});
    ASSERT_EQ(both.contrasts.size(), 5u);
    EXPECT_EQ(both.contrasts[0].reference, (Cell{4, 0}));
}

TEST(Contrasts, LeaveOutPairsWhereNothingHappenedAndCountThem) {
    SmallResult study;
    study.calm = [](Place p) { return p.replicate == 2 && p.arm == 0 ? missing : 1.0 * p.replicate; };
    const Contrast c = compared(study).contrasts.at(0);
    EXPECT_EQ(c.pairs.difference.count(), 3u);
    EXPECT_EQ(c.without_value, 1u);
    EXPECT_EQ(c.without_runs, 0u);
    EXPECT_FALSE(c.is_partial);
}

TEST(Contrasts, LeaveOutPairsOfFailedRunsAndMarkTheCell) {
    SmallResult study;
    study.depths = 2;
    study.status = [](Place p) {
        return p.replicate == 2 && p.arm == 1 && p.point == 0 ? Status::failed : Status::done;
    };
    const Comparison comparison = compared(study, {{}, {"deaths"}});
    EXPECT_EQ(comparison.contrasts[0].pairs.difference.count(), 3u);
    EXPECT_EQ(comparison.contrasts[0].without_runs, 1u);
    EXPECT_TRUE(comparison.contrasts[0].is_partial);
    EXPECT_FALSE(comparison.contrasts[1].is_partial);
}

TEST(Contrasts, AverageTheFuturesThatBothCellsHave) {
    SmallResult study;
    study.futures = 3;
    study.calm = [](Place p) {
        if (p.replicate == 0 && p.arm == 1 && p.future == 2) return missing;  // then future 2 counts in neither cell
        return 100.0 * p.future + p.replicate + (p.arm == 1 ? 1.0 + p.future : 0.0);
    };
    study.status = [](Place p) { return p.replicate == 1 && p.future == 0 ? Status::failed : Status::done; };
    const Contrast c = compared(study).contrasts.at(0);
    EXPECT_EQ(c.pairs.difference.count(), 4u);
    EXPECT_DOUBLE_EQ(c.pairs.difference.mean(), (1.5 + 2.5 + 2 + 2) / 4);
    EXPECT_DOUBLE_EQ(c.pairs.b.mean(), (50 + 151 + 102 + 103) / 4.0);
    EXPECT_EQ(c.without_runs, 0u);
    EXPECT_TRUE(c.is_partial);
}

TEST(Contrasts, OfOnePairOrNoneHaveNoInterval) {
    SmallResult study;
    study.replicates = 1;
    const Contrast one = compared(study).contrasts.at(0);
    EXPECT_EQ(one.method, Method::none);
    EXPECT_TRUE(std::isnan(one.interval.low));
    EXPECT_TRUE(std::isnan(one.p));
    study.calm = [](Place) { return missing; };
    const Contrast none = compared(study).contrasts.at(0);
    EXPECT_TRUE(std::isnan(none.pairs.difference.mean()));
    EXPECT_EQ(none.pairs.difference.count(), 0u);
}

TEST(Contrasts, OfSkewedOutcomesAreBootstrapped) {
    SmallResult study;
    study.replicates = 40;
    const std::vector<double> skewed = exponential_sample(40, 5);
    study.calm = [&](Place p) { return p.arm * skewed[static_cast<std::size_t>(p.replicate)]; };
    study.deaths = [](Place p) { return p.arm * normal_sample(40, 6)[static_cast<std::size_t>(p.replicate)]; };
    const Comparison comparison = compared(study);
    EXPECT_EQ(comparison.contrasts[0].method, Method::bootstrap);
    EXPECT_EQ(comparison.contrasts[1].method, Method::student);
    const Interval& interval = comparison.contrasts[0].interval;
    const double mean = comparison.contrasts[0].pairs.difference.mean();
    EXPECT_GT(interval.high - mean, mean - interval.low);  // longer on the side of the tail
}

TEST(Contrasts, AreWiderWhereTheStudyLookedSeveralTimes) {
    SmallResult study;
    study.calm = [](Place p) { return 1.0 * p.arm * (p.replicate + 5); };
    const Contrast once = compared(study).contrasts.at(0);
    study.attributes.emplace_back("precision_looks", "5");
    const Comparison five = compared(study);
    EXPECT_EQ(five.looks, 5u);
    EXPECT_NEAR(five.contrasts[0].interval.half_width() / once.interval.half_width(),
                5.840909309733355 / 3.182446305284263,
                1e-9);  // quantiles of t with 3 degrees at 1 - 0.05 / 5 and 1 - 0.05
    EXPECT_DOUBLE_EQ(five.contrasts[0].p, 5 * once.p);
}

TEST(Contrasts, NameEveryFaultOfARequest) {
    SmallResult study;
    study.depths = 2;
    EXPECT_THAT(refusal(study, {{"histroy"}, {"clam", "calm"}}),
                AllOf(HasSubstr("no outcome is called 'clam'"), HasSubstr("did you mean 'calm'?"),
                      HasSubstr("no arm is called 'histroy'"), HasSubstr("did you mean 'history'?")));
    EXPECT_THAT(refusal(study, {{"cooperation.depht=0"}, {}}), HasSubstr("did you mean 'cooperation.depth'?"));
    EXPECT_THAT(refusal(study, {{"cooperation.depth=7"}, {}}), HasSubstr("expected one of 0, 1"));
    EXPECT_THAT(refusal(study, {{"kind=baseline"}, {}}), HasSubstr("no design point differs"));
}

TEST(Contrasts, AskForAReferenceWhereTheStudyNamesNone) {
    SmallResult study;
    study.arms = {"default"};
    study.attributes.pop_back();
    EXPECT_THAT(refusal(study, {}), HasSubstr("there is nothing to compare"));
    study.depths = 2;
    EXPECT_THAT(refusal(study, {}), HasSubstr("--reference cooperation.depth=0"));
}

}  // namespace
}  // namespace peacenorm::analysis
