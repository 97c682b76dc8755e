// SPDX-License-Identifier: Apache-2.0
// What an instrument cannot see, and the index of pooled counts.
#include <gmock/gmock.h>

#include <cmath>

#include "sim/analysis/theatre.hpp"
#include "sim/analysis/verdict_report.hpp"
#include "tests/sim/analysis/verdict_result.hpp"

namespace peacenorm::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Outcomes fall by `effect` under joint, and move by `power` with the mediator.
VerdictResult with_power(double effect, double power) {
    VerdictResult result;
    result.arms = {"apart", "joint", "norm_low", "norm_high"};
    result.arms_text = "{apart: {rung: 0}, joint: {}, norm_low: {norm: 0.3}, norm_high: {norm: 0.95}}";
    result.value = [=](const Asked& asked) {
        return 0.4 + (asked.arm == "joint" ? effect : 0) + (asked.arm == "norm_high" ? power : 0) +
               0.0001 * (asked.replicate % 5);
    };
    return result;
}

record::Claims claims_with(double spread, const std::string& high = "norm_high") {
    record::Claims claims = small_claims();
    claims.hypotheses.front().power = {{"norm", "norm_low", high, spread}};
    return claims;
}

const VerdictLine& h1(const Verdict& verdict) {
    return verdict.views.front().lines.front();
}

TEST(Power, OfAnInstrumentThatMovesNothingTakesTheWordAway) {
    EXPECT_EQ(h1(with_power(-0.03, 0.2).verdict({}, claims_with(1))).finding, Finding::supported);
    EXPECT_EQ(h1(with_power(-0.03, 0.049).verdict({}, claims_with(1))).finding, Finding::not_testable);
    EXPECT_EQ(h1(with_power(0.03, 0.01).verdict({}, claims_with(1))).finding, Finding::not_testable)
        << "whatever D says";
    EXPECT_EQ(h1(with_power(0, 0.01).verdict({}, claims_with(0.81))).finding, Finding::not_testable);
    EXPECT_EQ(h1(with_power(0, 0.01).verdict({}, claims_with(0.8))).finding, Finding::insensitive);
    EXPECT_EQ(h1(with_power(-0.03, -0.2).verdict({}, claims_with(1))).finding, Finding::supported) << "of either sign";
}

TEST(Power, EachOtherFormIsJudgedByWhatMediatorsMoveInIt) {
    VerdictResult result = with_power(0, 0.03);
    result.value = [plain = result.value](const Asked& asked) {
        const bool is_component = asked.observable == "response" || asked.observable == "harmless";
        return is_component && asked.arm == "norm_high" ? 0.6 : plain(asked);
    };
    const VerdictView view = result.verdict({}, claims_with(1)).views.front();
    const auto finding = [&](const std::string& name) {
        for (const AlternateLine& line : view.robustness)
            if (line.id == "H1" && line.name == name) return line.judged.finding;
        return Finding::too_few;
    };
    EXPECT_EQ(finding("d = 0.01"), Finding::practically_null);  // .03 is three times as much
    EXPECT_EQ(finding("d = 0.02"), Finding::not_testable);
    EXPECT_EQ(finding("d = 0.05"), Finding::not_testable);
    EXPECT_EQ(finding("index: arithmetic mean"), Finding::practically_null);
}

TEST(Power, ThatIsNotMeasuredIsSaidAndTakesNothingAway) {
    const Verdict verdict = with_power(-0.03, 0).verdict({}, claims_with(1, "nowhere"));
    EXPECT_EQ(h1(verdict).finding, Finding::supported);
    EXPECT_THAT(verdict.views.front().power.front().missing, HasSubstr("theatre.hypotheses.H1.power.norm"));
}

TEST(Power, IsStatedByATheatreForAMediatorOfTheModel) {
    Theatre theatre;
    theatre.hypotheses.add("H1", {{}, {}}).power.add("norm", {"norm_low", "norm_high", 0.5});
    record::Claims claims = small_claims();
    claims.hypotheses.front().power = {{"norm"}, {"hours"}};
    const record::Claims here = claims_in(theatre, claims);
    ASSERT_EQ(here.hypotheses.front().power.size(), 2u);
    EXPECT_EQ(here.hypotheses.front().power[0].high, "norm_high");
    EXPECT_EQ(here.hypotheses.front().power[0].spread, 0.5);
    EXPECT_EQ(here.hypotheses.front().power[1].high, "");
}

/// Two tiers of the index; the second is seldom owed.
record::Claims pooled_claims() {
    record::Claims claims = small_claims();
    claims.tiers = {{"first", 0.75, {{"count_owed", ""}}, {{"count_own", ""}}, {{"count_joint", ""}}},
                    {"second", 0.25, {{"count_rare", ""}}, {{"count_rarely", ""}}, {{"count_rarely", ""}}}};
    return claims;
}

VerdictResult counted(double rare) {
    VerdictResult result;
    result.observables = {"poc", "count_owed", "count_own", "count_joint", "count_rare", "count_rarely"};
    result.value = [=](const Asked& asked) {
        const bool is_joint = asked.arm == "joint";
        if (asked.observable == "count_owed") return 5.0;
        if (asked.observable == "count_own") return is_joint ? 1.0 : 2.0;
        if (asked.observable == "count_joint") return is_joint ? 4.0 : 2.0;
        if (asked.observable == "count_rare") return asked.replicate == 0 ? rare : 0.0;
        if (asked.observable == "count_rarely") return asked.replicate == 0 && is_joint ? rare : 0.0;
        return 0.4;
    };
    return result;
}

TEST(Pooled, CountsAreAddedBeforeTheIndexIsFormedAndThinTiersAreLeftOutInBothArms) {
    const auto pooled = counted(19).verdict({}, pooled_claims()).views.front().pooled;
    ASSERT_EQ(pooled.size(), 2u);
    EXPECT_NEAR(pooled[0].treated, 40.5 / 201, 1e-12);
    EXPECT_NEAR(pooled[0].reference, 80.5 / 201, 1e-12);
    EXPECT_NEAR(pooled[0].judged.mean, -40.0 / 201, 1e-12);
    EXPECT_NEAR(pooled[1].judged.mean, 80.0 / 201, 1e-12) << "with partners it is the other way round";
    EXPECT_THAT(pooled[0].thin, ElementsAre("second"));
    const auto whole = counted(20).verdict({}, pooled_claims()).views.front().pooled;
    EXPECT_THAT(whole[0].thin, ElementsAre());
    EXPECT_NEAR(whole[0].treated, std::pow(40.5 / 201, 0.75) * std::pow(20.5 / 21, 0.25), 1e-12);
}

TEST(Pooled, SaysWhichOutcomesItLacks) {
    VerdictResult result;
    const Verdict verdict = result.verdict({}, pooled_claims());
    EXPECT_THAT(verdict.views.front().pooled.front().missing, HasSubstr("sum(count_own.un, 2014)"));
    EXPECT_TRUE(result.verdict().views.front().pooled.empty()) << "an index that is not one of counts";
}

}  // namespace
}  // namespace peacenorm::analysis
