// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/decomposition.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "sim/analysis/decomposition_report.hpp"
#include "sim/config/faults.hpp"
#include "sim/random/permutation.hpp"
#include "tests/sim/analysis/lattice_result.hpp"
#include "tests/sim/analysis/samples.hpp"

namespace peacenorm::analysis {
namespace {

using record::Status;
using record::testing::Folder;
using record::testing::missing;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Decompositions decomposed(const LatticeResult& study, const DecompositionRequest& request = {}) {
    const Folder folder;
    study.write(folder / "r.nc");
    return decompose(ResultCells(folder / "r.nc"), request);
}

std::string refusal(const LatticeResult& study, const DecompositionRequest& request = {}) {
    try {
        decomposed(study, request);
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return {};
}

template <class Text>
std::string text_of(const LatticeResult& study, Text text) {
    const Folder folder;
    study.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    return text(decompose(cells, {}), {cells, "r.nc"});
}

/// Effects of the switches alone: 1, -2, 0.5; together the first two add 3; 0.25 is theirs not.
double effect(std::uint64_t s) {
    return 0.25 + (s & 4 ? 1 : 0) + (s & 2 ? -2 : 0) + (s & 1 ? 0.5 : 0) + ((s & 6) == 6 ? 3 : 0);
}

TEST(Decomposition, RecoversAModelWithOneInteraction) {
    LatticeResult study;
    // Luck that arms share cancels; what is left varies by replicate.
    study.value = [](const Spot& at) {
        return 100.0 * at.replicate + 7.0 * static_cast<double>(at.subset) +
               (at.arm == 1 ? effect(at.subset) + 0.1 * (at.replicate % 2 == 0 ? 1 : -1) : 0);
    };
    const Decompositions all = decomposed(study);
    EXPECT_EQ(all.reference, "without");
    ASSERT_EQ(all.list.size(), 1u);
    const Decomposition& one = all.list.front();
    EXPECT_EQ(one.arm, 1u);
    EXPECT_NEAR(one.shares[0].moments.mean(), 1 + 1.5, 1e-12);
    EXPECT_NEAR(one.shares[1].moments.mean(), -2 + 1.5, 1e-12);
    EXPECT_NEAR(one.shares[2].moments.mean(), 0.5, 1e-12);
    EXPECT_NEAR(one.remainder.moments.mean(), 0.25, 1e-12);
    EXPECT_NEAR(one.total.moments.mean(), 2.75, 1e-12);
    EXPECT_NEAR(one.interactions[0].moments.mean(), 3, 1e-12);
    EXPECT_NEAR(one.interactions[1].moments.mean(), 0, 1e-12);
    EXPECT_NEAR(one.interactions[2].moments.mean(), 0, 1e-12);
    EXPECT_NEAR(one.added_first[0].moments.mean(), 1, 1e-12);
    EXPECT_NEAR(one.taken_last[0].moments.mean(), 4, 1e-12);
    EXPECT_LT(std::abs(one.residual), 1e-12);
    // The remainder is 0.25 -+ 0.1 by replicate: t of 3 degrees times sd / 2.
    EXPECT_NEAR(one.remainder.interval.half_width(), 3.182446305284263 * 0.1 * std::sqrt(4.0 / 3) / 2, 1e-9);
}

TEST(Decomposition, OfAnArmThatChangesNothingIsExactlyZero) {
    LatticeResult study;
    study.value = [](const Spot& at) { return 0.1 * at.replicate + 0.3 * static_cast<double>(at.subset); };
    const Decompositions all = decomposed(study);
    for (const auto& estimate : all.list.front().shares) {
        EXPECT_EQ(estimate.moments.mean(), 0);
        EXPECT_EQ(estimate.interval.low, 0);
        EXPECT_EQ(estimate.interval.high, 0);
    }
}

TEST(Decomposition, WithoutArmsDecomposesTheOutcomeItself) {
    LatticeResult study;
    study.arms = {"default"};
    study.value = [](const Spot& at) { return effect(at.subset) + at.replicate; };
    const Decompositions all = decomposed(study);
    EXPECT_EQ(all.reference, "");
    EXPECT_NEAR(all.list.front().shares[0].moments.mean(), 2.5, 1e-12);
    EXPECT_NEAR(all.list.front().remainder.moments.mean(), 0.25 + 1.5, 1e-12);
}

TEST(Decomposition, TakesEveryArmStratumAndOutcomeApart) {
    LatticeResult study;
    study.arms = {"a", "without", "b"};
    study.kinds = {"baseline", "prior"};
    study.outcomes = 2;
    study.replicates = 2;
    study.value = [](const Spot& at) {
        return (at.outcome + 1.0) * (at.subset & 4 ? 1 : 0) * (at.arm + 1.0) * (at.stratum + 1.0) + at.replicate;
    };
    const Decompositions all = decomposed(study);
    ASSERT_EQ(all.list.size(), 8u);  // two outcomes, two strata, two arms beside the reference
    EXPECT_EQ(all.lattice.strata[1].label, "parameters=prior");
    EXPECT_NEAR(all.list[0].shares[0].moments.mean(), -1, 1e-12);
    EXPECT_NEAR(all.list[1].shares[0].moments.mean(), 1, 1e-12);
    EXPECT_NEAR(all.list[2].shares[0].moments.mean(), -2, 1e-12);
    EXPECT_NEAR(all.list[7].shares[0].moments.mean(), 4, 1e-12);
    EXPECT_EQ(decomposed(study, {{"calm_1"}, {"b"}}).list.size(), 2u);
}

TEST(Decomposition, AveragesFuturesWithinAPast) {
    LatticeResult study;
    study.futures = 2;
    study.value = [](const Spot& at) { return at.arm * (effect(at.subset) + (at.future == 0 ? 0.5 : -0.5)); };
    const Decomposition one = decomposed(study).list.front();
    EXPECT_NEAR(one.shares[0].moments.mean(), 2.5, 1e-12);
    EXPECT_EQ(one.total.moments.count(), 4u);
}

TEST(Decomposition, LeavesOutReplicatesWithAHoleAndCountsThem) {
    LatticeResult study;
    study.replicates = 5;
    study.value = [](const Spot& at) {
        return at.replicate == 3 && at.subset == 2 ? missing : at.arm * effect(at.subset);
    };
    study.status = [](const Spot& at) {
        return at.replicate == 1 && at.subset == 5 && at.arm == 0 ? Status::failed : Status::done;
    };
    const Decomposition one = decomposed(study).list.front();
    EXPECT_EQ(one.total.moments.count(), 3u);
    EXPECT_EQ(one.without_runs, 1u);
    EXPECT_EQ(one.without_value, 1u);
    EXPECT_NEAR(one.shares[0].moments.mean(), 2.5, 1e-12);
    EXPECT_THAT(text_of(study, table_text),
                AllOf(HasSubstr("where a run failed or is missing: 1"), HasSubstr("where nothing happened: 1")));
}

// 1,000 repetitions of an experiment with 12 replicates, each an arm of one result. Luck is shared with the reference
// and cancels; the noise is normal, in part the same for all subsets. Of 1,000 intervals of 95% about 950 cover,
// standard deviation 6.9.
TEST(Decomposition, IntervalsCoverTheTruthIn930To970Of1000Repetitions) {
    LatticeResult study;
    study.replicates = 12;
    for (int i = 1; i < 1000; ++i) study.arms.push_back("arm_" + std::to_string(i));
    const auto noise = [](const Spot& at, int what) {
        return random::normal_quantile(sample_uniform(at.arm, at.replicate * 100 + what));
    };
    study.value = [&](const Spot& at) {
        const double common = 3.0 * (at.replicate % 5) + static_cast<double>(at.subset);
        if (at.arm == 0) return common;
        return common + effect(at.subset) + 0.7 * noise(at, 0) + noise(at, 1 + static_cast<int>(at.subset));
    };
    std::vector<int> covered(11);
    const std::vector<double> truth{2.5, -0.5, 0.5, 0.25, 2.75, 3, 0, 0, 1, -2, 0.5};
    const Decompositions all = decomposed(study);
    ASSERT_EQ(all.list.size(), 1000u);
    double residual = 0;
    for (const Decomposition& one : all.list) {
        std::vector<Estimate> estimates = one.shares;
        estimates.push_back(one.remainder);
        estimates.push_back(one.total);
        estimates.insert(estimates.end(), one.interactions.begin(), one.interactions.end());
        estimates.insert(estimates.end(), one.added_first.begin(), one.added_first.end());
        for (std::size_t i = 0; i < truth.size(); ++i)
            covered[i] += estimates[i].interval.low <= truth[i] && truth[i] <= estimates[i].interval.high ? 1 : 0;
        residual = std::max(residual, std::abs(one.residual));
    }
    for (std::size_t i = 0; i < truth.size(); ++i)
        EXPECT_TRUE(covered[i] >= 930 && covered[i] <= 970) << "estimate " << i << ": " << covered[i];
    EXPECT_LT(residual, 1e-12);
}

/// Twelve switches: each adds its number / 10, neighbours interact, and the first three add something together.
double large_effect(std::uint64_t s) {
    double worth = 0.5;
    for (std::size_t i = 0; i < 12; ++i) {
        const bool is_on = (s & digit_of(i, 12)) != 0;
        worth += is_on ? static_cast<double>(i) / 10 : 0;
        if (i > 0 && is_on && (s & digit_of(i - 1, 12)) != 0) worth += i % 2 == 0 ? 0.4 : -0.3;
    }
    return worth + ((s & (7u << 9)) == (7u << 9) ? 1.0 : 0.0);
}

LatticeResult twelve_switches(std::uint32_t orders) {
    LatticeResult study;
    study.switches = 12;
    study.subsets = {0};
    for (std::uint32_t i = 0; i < orders; ++i) {
        std::uint64_t subset = 0;
        for (const std::uint32_t next : random::antithetic_permutation(7, i, 12))
            study.subsets.push_back(subset |= digit_of(next, 12));
    }
    std::sort(study.subsets.begin(), study.subsets.end());
    study.subsets.erase(std::unique(study.subsets.begin(), study.subsets.end()), study.subsets.end());
    study.attributes.emplace_back("permutations", std::to_string(orders));
    study.value = [](const Spot& at) {
        const double common = random::normal_quantile(sample_uniform(at.replicate, static_cast<int>(at.subset)));
        return at.arm * (large_effect(at.subset) + 0.05 * common);
    };
    return study;
}

TEST(Decomposition, SampledOrdersComeCloseToTheExactSharesAndSumToTheTotal) {
    std::vector<double> worth;
    for (std::uint64_t s = 0; s < 4096; ++s) worth.push_back(large_effect(s));
    const std::vector<double> exact = shapley_values(worth, 12);
    const Decompositions all = decomposed(twelve_switches(32));
    EXPECT_FALSE(all.lattice.is_full());
    const Decomposition& one = all.list.front();
    int covered = 0;
    double sum = one.remainder.moments.mean();
    for (std::size_t i = 0; i < 12; ++i) {
        const Estimate& share = one.shares[i];
        EXPECT_NEAR(share.moments.mean(), exact[i], 0.25) << i;
        covered += share.interval.low <= exact[i] && exact[i] <= share.interval.high ? 1 : 0;
        EXPECT_GE(share.order_error, 0);
        sum += share.moments.mean();
    }
    EXPECT_GE(covered, 9);  // of 12 at 95%: fewer than 9 is a false alarm of about 2e-4, and the draws are fixed
    EXPECT_NEAR(sum, one.total.moments.mean(), 1e-12);
    EXPECT_TRUE(one.interactions.empty());
    EXPECT_LT(std::abs(one.residual), 1e-12);
}

TEST(Decomposition, RefusesWhatIsNoLattice) {
    LatticeResult study;
    study.subsets = {0, 1, 2, 7};
    EXPECT_THAT(refusal(study), HasSubstr("the design runs 4 subsets of 3 switches, not all of them"));
    study.switches = 0;
    study.subsets = {0};
    EXPECT_THAT(refusal(study), AllOf(HasSubstr("switches nothing on and off"), HasSubstr("kind: lattice")));
}

TEST(Decomposition, TellsAllWordsThatNameNothing) {
    EXPECT_THAT(
        refusal(LatticeResult{}, {{"clam"}, {"without", "trianngle"}}),
        AllOf(HasSubstr("no outcome is called 'clam'"), HasSubstr("did you mean 'calm'?"),
              HasSubstr("no arm beside the reference is called 'without'"), HasSubstr("did you mean 'triangle'?")));
}

TEST(DecompositionReport, TableShowsSharesRestTotalAndInteractions) {
    LatticeResult study;
    study.value = [](const Spot& at) { return at.arm * effect(at.subset); };
    EXPECT_THAT(
        text_of(study, table_text),
        AllOf(HasSubstr("note: a toy"), HasSubstr("switches: 3; subsets run: 8, all of them; reference: without"),
              HasSubstr("calm: mean(calm), unit 1; triangle less without, parameters=baseline"),
              HasSubstr("mechanisms.m0      +2.5    [+2.5, +2.5]       91%        +1         -4"),
              HasSubstr("all switches off"), HasSubstr("total             +2.75"),
              HasSubstr("mechanisms.m0  mechanisms.m1     +3"), HasSubstr("replicates: 4")));
}

TEST(DecompositionReport, CsvAndJsonHoldEveryPart) {
    LatticeResult study;
    study.value = [](const Spot& at) { return at.arm * effect(at.subset); };
    const std::string csv = text_of(study, csv_text), json = text_of(study, json_text_of);
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 3 * 3 + 3 + 2);
    EXPECT_THAT(
        csv,
        HasSubstr(
            "\ncalm,1,mean(calm),triangle,without,parameters=baseline,interaction,mechanisms.m0,mechanisms.m1,3,3,3,"));
    EXPECT_THAT(json, AllOf(HasSubstr("\"subsets\": 8"),
                            HasSubstr("\"part\": \"share\", \"switch\": \"mechanisms.m0\", \"mean\": 2.5"),
                            HasSubstr("\"part\": \"remainder\", \"mean\": 0.25"), Not(HasSubstr("nan"))));
}

}  // namespace
}  // namespace peacenorm::analysis
