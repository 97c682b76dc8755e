// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/verdict.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/analysis/verdict_report.hpp"
#include "sim/config/faults.hpp"
#include "tests/sim/analysis/verdict_result.hpp"

namespace peacenorm::analysis {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const VerdictLine& line(const Verdict& verdict, const std::string& id, std::size_t view = 0) {
    for (const VerdictLine& line : verdict.views.at(view).lines)
        if (line.id == id) return line;
    throw std::out_of_range(id);
}

Finding finding(const Verdict& verdict, const std::string& id, std::size_t view = 0) {
    return line(verdict, id, view).finding.value();
}

/// A little noise of the replicate, nearly the same in all arms.
double tremble(const Asked& asked) {
    return 0.001 * ((asked.replicate * 7) % 5 - 2);
}

TEST(Verdict, TheThesisCanComeOutTrueAndFalse) {
    VerdictResult result;
    for (const double effect : {-0.05, 0.05}) {
        result.value = [&](const Asked& asked) { return 0.4 + (asked.arm == "joint" ? effect + tremble(asked) : 0); };
        const Verdict verdict = result.verdict();
        EXPECT_EQ(finding(verdict, "H1"), effect < 0 ? Finding::supported : Finding::refuted);
        EXPECT_EQ(finding(verdict, "H2"), effect < 0 ? Finding::supported : Finding::refuted);
        EXPECT_NEAR(line(verdict, "H1").judged.mean, effect, 1e-9);
        EXPECT_EQ(verdict.views.at(0).replicates, 40u);
        EXPECT_EQ(verdict.actor, "un");
        EXPECT_EQ(verdict.window, "2014");
    }
}

TEST(Verdict, TellsWhatTheStudyLacksInsteadOfGuessing) {
    VerdictResult result;
    result.observables = {"poc"};
    const Verdict verdict = result.verdict();
    EXPECT_THAT(line(verdict, "H2").missing, HasSubstr("outcome mean(leg.un, 2014)"));
    EXPECT_FALSE(line(verdict, "H2").finding.has_value());
    EXPECT_THAT(line(verdict, "H4").missing, HasSubstr("norm.enabled: [true, false]"));
    EXPECT_THAT(line(verdict, "H5").missing, HasSubstr("ladder.rung"));
    EXPECT_THAT(line(verdict, "H6").missing, HasSubstr("an arm like 'joint' with conduct.imposed=tasks"));
    result.observables = {"poc", "leg"};
    EXPECT_THAT(line(result.verdict(), "H3").missing,
                HasSubstr("an arm like 'joint' that follows: apart, and an arm like 'apart' that follows: joint"));
}

/// Legitimacy of an arm by circumstances (of the arm) and conduct (of the arm, or of the one it follows).
VerdictResult mediated(double circumstances, double conduct) {
    VerdictResult result;
    result.arms = {"apart", "joint", "joint_apart", "apart_joint"};
    result.arms_text =
        "{apart: {rung: 0, why: none}, joint: {}, joint_apart: {follows: apart}, apart_joint: {rung: 0, follows: "
        "joint}}";
    result.value = [=](const Asked& asked) {
        const bool joint = asked.arm.starts_with("joint"), does_joint = asked.arm.ends_with("joint");
        return 0.4 + (joint ? circumstances : 0) + (does_joint ? conduct : 0) + tremble(asked) * (joint ? 1 : 0);
    };
    return result;
}

TEST(Verdict, OtherPriorsStandBesideWithoutAWord) {
    const record::testing::Folder folder;
    VerdictResult judged, sceptical;
    judged.value = [](const Asked& asked) { return 0.4 + (asked.arm == "joint" ? -0.05 + tremble(asked) : 0); };
    sceptical.factors = {{"parameters", {"prior"}}};
    sceptical.replicates_per_draw = 2;
    sceptical.value = [](const Asked& asked) { return 0.4 + (asked.arm == "joint" ? 0.05 + tremble(asked) : 0); };
    judged.write(folder / "judged.nc");
    sceptical.write(folder / "sceptical.nc");
    const ResultCells result(folder / "judged.nc"), other(folder / "sceptical.nc");
    const Verdict alone = reach_verdict(result, small_claims(), {});
    EXPECT_THAT(verdict_text(alone, {result, small_claims(), "judged.nc"}), HasSubstr("named by --beside"));
    VerdictRequest request;
    request.beside.push_back({"sceptical.nc", other});
    const Verdict verdict = reach_verdict(result, small_claims(), request);
    EXPECT_EQ(finding(verdict, "H1"), Finding::supported) << "what stands beside changes nothing";
    ASSERT_EQ(verdict.priors.size(), 1u);
    EXPECT_TRUE(verdict.priors[0].draws);
    ASSERT_EQ(verdict.priors[0].lines.size(), 2u);
    EXPECT_NEAR(verdict.priors[0].lines[0].judged.mean, 0.05, 1e-9);
    EXPECT_EQ(verdict.priors[0].lines[0].judged.above, 1);
    EXPECT_EQ(verdict.priors[0].lines[0].judged.units, 20u);
    EXPECT_THAT(
        verdict_text(verdict, {result, small_claims(), "judged.nc", "", "said of these priors"}),
        AllOf(HasSubstr("sceptical.nc, small: "), HasSubstr("draws of its priors"), HasSubstr("said of these priors")));
    EXPECT_THAT(verdict_json(verdict, {result, small_claims(), "judged.nc"}),
                HasSubstr("\"priors_beside\": [\n    {\"result\": \"sceptical.nc\""));
}

TEST(Verdict, APatternMayBeTheDifferenceOfTwoOutcomes) {
    VerdictResult result;
    result.value = [](const Asked& asked) { return asked.observable == "leg" ? 0.3 : 0.4; };
    const Verdict verdict = result.verdict();
    const PatternLine& pattern = verdict.views.at(0).patterns.at(1);
    EXPECT_NEAR(pattern.value, 0.1, 1e-9);
    EXPECT_TRUE(pattern.is_met());
    result.observables = {"poc"};
    EXPECT_FALSE(result.verdict().views.at(0).patterns.at(1).is_measured);
}

TEST(Verdict, MediationTellsConductFromCircumstances) {
    const Verdict conduct = mediated(0, -0.05).verdict();
    EXPECT_EQ(finding(conduct, "H2"), Finding::supported);
    EXPECT_EQ(finding(conduct, "H3"), Finding::supported);
    EXPECT_NEAR(line(conduct, "H3").share, 1, 1e-9);
    const Verdict association = mediated(-0.05, 0).verdict();
    EXPECT_EQ(finding(association, "H2"), Finding::supported);
    EXPECT_EQ(finding(association, "H3"), Finding::practically_null);
    EXPECT_NEAR(line(association, "H3").share, 0, 1e-9);
}

TEST(Verdict, MediationNeedsBothOrders) {
    VerdictResult result = mediated(0, 0);
    result.value = [](const Asked& asked) {  // conduct matters in the joint world alone
        return asked.arm == "joint" ? 0.35 : 0.4;
    };
    EXPECT_EQ(finding(result.verdict(), "H3"), Finding::undetermined);
    EXPECT_THAT(line(result.verdict(), "H3").note, HasSubstr("orders do not agree"));
}

TEST(Verdict, ASwitchThatCarriesEnoughOfTheFallIsSupported) {
    VerdictResult result;
    result.factors = {{"norm.enabled", {"true", "false"}}};
    for (const double gone : {0.5, 0.1}) {
        result.value = [&](const Asked& asked) {
            const double effect = asked.design.at("norm.enabled") == "true" ? -0.06 : -0.06 * (1 - gone);
            return 0.4 + (asked.arm == "joint" ? effect : 0);
        };
        const Verdict verdict = result.verdict();
        EXPECT_EQ(finding(verdict, "H4"), gone > 0.25 ? Finding::supported : Finding::refuted);
        EXPECT_NEAR(line(verdict, "H4").share, gone, 1e-9);
        EXPECT_NEAR(verdict.views[0].switches.at(0).shapley, -0.06 * gone, 1e-9);
    }
    result.value = [](const Asked&) { return 0.4; };
    EXPECT_EQ(finding(result.verdict(), "H4"), Finding::refuted);
    EXPECT_THAT(line(result.verdict(), "H4").note, HasSubstr("no such change"));
}

TEST(Verdict, ThePartThatConductInPartCarriesIsAnArms) {
    VerdictResult result;
    result.arms = {"apart", "joint", "joint_tasks"};
    result.arms_text = "{apart: {rung: 0}, joint: {}, joint_tasks: {conduct.imposed: tasks, follows: apart}}";
    result.value = [](const Asked& asked) {
        return 0.4 - (asked.arm == "joint" ? 0.06 : asked.arm == "joint_tasks" ? 0.03 : 0);
    };
    EXPECT_EQ(finding(result.verdict(), "H6"), Finding::supported);
    EXPECT_NEAR(line(result.verdict(), "H6").share, 0.5, 1e-9);
}

/// A ladder of three rungs in three orders; `steps`: what each rung changes against the one below.
VerdictResult ladder(std::map<std::string, std::pair<double, double>> steps) {
    VerdictResult result;
    result.arms = {"document", "uniform", "permuted"};
    result.arms_text = "{document: {}, uniform: {x: 1}, permuted: {x: 2}}";
    result.factors = {{"ladder.rung", {"0", "1", "2"}}};
    result.value = [=](const Asked& asked) {
        const auto [first, second] = steps.at(asked.arm);
        const std::string& rung = asked.design.at("ladder.rung");
        return 0.4 + (rung == "0" ? 0 : rung == "1" ? first : first + second);
    };
    return result;
}

TEST(Verdict, DoseIsSupportedOnlyWhereAllOrdersAgree) {
    const std::pair down{-0.03, -0.03}, turning{0.03, -0.09}, up{0.03, 0.03};
    const auto dose = [](auto a, auto b, auto c) {
        return finding(ladder({{"document", a}, {"uniform", b}, {"permuted", c}}).verdict(), "H5");
    };
    EXPECT_EQ(dose(down, down, down), Finding::supported);
    EXPECT_EQ(dose(up, up, up), Finding::refuted);
    EXPECT_EQ(dose(down, down, up), Finding::undetermined);
    EXPECT_EQ(dose(down, turning, down), Finding::undetermined);
    const Verdict verdict = ladder({{"document", down}, {"uniform", down}, {"permuted", up}}).verdict();
    EXPECT_EQ(finding(verdict, "H1"), Finding::supported);  // of the order that the reference arm is
    EXPECT_THAT(verdict.contrast, HasSubstr("ladder.rung = 2 less ladder.rung = 0, in the order 'document'"));
}

/// Draws: the effect is -0.06 where the parameter is above 0.6, else 0.
VerdictResult drawn(int each) {
    VerdictResult result;
    result.factors = {{"parameters", {"baseline", "prior"}}};
    result.drawn = {"norm.pull", "organisations.un.iota", "deaths.rate"};
    result.replicates = 50 * each;
    result.replicates_per_draw = each;
    result.parameter = [](const std::string& path, std::uint64_t draw) {
        const double u = static_cast<double>((draw * 37) % 50) / 50;  // every draw another one
        return path == "norm.pull" ? u : path == "deaths.rate" ? u : static_cast<double>((draw * 11) % 7);
    };
    result.value = [=](const Asked& asked) {
        if (asked.arm == "apart") return 0.4;
        const auto draw = static_cast<std::uint64_t>(asked.replicate / each);
        const bool deep = asked.design.at("parameters") == "prior" && (draw * 37) % 50 > 30;
        return (deep ? 0.34 : 0.4) + tremble(asked);
    };
    return result;
}

TEST(Verdict, ToldBesideEachOtherPriorsAndPosteriorAreCalledWhatTheyAre) {
    VerdictResult result = drawn(8);
    result.factors = {{"parameters", {"prior", "posterior"}}};
    const record::testing::Folder folder;
    result.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    const std::string text =
        verdict_text(reach_verdict(cells, small_claims(), {}), {cells, small_claims(), "r.nc", "", ""});
    EXPECT_THAT(text, AllOf(HasSubstr("; draws of its priors\n"), HasSubstr("; draws of its posterior\n")));
}

TEST(Verdict, OverPriorsPIsOverDrawsAndNamesTheThreshold) {
    const Verdict verdict = drawn(8).verdict();
    ASSERT_EQ(verdict.views.size(), 2u);
    EXPECT_EQ(finding(verdict, "H1", 0), Finding::practically_null);
    const VerdictView& prior = verdict.views[1];
    EXPECT_EQ(finding(verdict, "H1", 1), Finding::undetermined);
    EXPECT_EQ(prior.units, 50u);
    EXPECT_EQ(prior.fewest_per_draw, 8u);
    EXPECT_NEAR(line(verdict, "H1", 1).judged.below, 19.0 / 50, 1e-9);
    ASSERT_FALSE(prior.conditions.empty());  // deaths.rate hinges as much, but data identify it
    EXPECT_EQ(prior.conditions[0].path, "norm.pull");
    EXPECT_NEAR(prior.conditions[0].threshold, 0.61, 1e-9);
    EXPECT_EQ(prior.conditions[0].below, 0);
    EXPECT_EQ(prior.conditions[0].above, 1);
    EXPECT_EQ(prior.unidentified_drawn, 2u);
    for (const Condition& condition : prior.conditions) EXPECT_EQ(condition.path, "norm.pull");
}

TEST(Verdict, ConditionsAreNoFruitOfChance) {
    VerdictResult result = drawn(8);
    result.replicates = 20 * 8;
    result.drawn.clear();
    for (int i = 0; i < 60; ++i) result.drawn.push_back("organisations." + std::to_string(i) + ".iota");
    result.parameter = [](const std::string& path, std::uint64_t draw) {  // of the effect none knows
        const std::uint64_t h = std::hash<std::string>{}(path)*0x9E3779B97F4A7C15u + draw * 0xBF58476D1CE4E5B9u;
        return static_cast<double>(((h ^ (h >> 29)) * 0x94D049BB133111EBu) >> 40);
    };
    const VerdictView& prior = result.verdict().views[1];
    EXPECT_EQ(prior.unidentified_drawn, 60u);
    EXPECT_NEAR(prior.least_correlation, 0.6863, 1e-4);  // t of .05 / 60 in both tails, 18 degrees: 4.0035
    EXPECT_TRUE(prior.conditions.empty()) << prior.conditions[0].path << ' ' << prior.conditions[0].correlation;
}

TEST(Verdict, TooFewDrawsSayNothingOfConditions) {
    VerdictResult result = drawn(8);
    result.replicates = 10 * 8;
    const record::testing::Folder folder;
    result.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    EXPECT_THAT(verdict_text(reach_verdict(cells, small_claims(), {}), {cells, small_claims(), "r.nc", "", ""}),
                AllOf(HasSubstr("10 draws are too few to tell what it hinges on"), Not(HasSubstr("nan"))));
}

TEST(Verdict, OverPriorsFewerThanEightReplicatesADrawGiveNoWord) {
    EXPECT_EQ(finding(drawn(4).verdict(), "H1", 1), Finding::too_few);
    EXPECT_EQ(finding(drawn(8).verdict(), "H1", 1), Finding::undetermined);
}

TEST(Verdict, ComponentsAddUpToTheIndexAndOtherFormsAreJudged) {
    VerdictResult result;
    result.value = [](const Asked& asked) {
        const double response = asked.arm == "joint" ? 0.16 : 0.36, harmless = asked.arm == "joint" ? 0.81 : 0.64;
        return asked.observable == "response"   ? response
               : asked.observable == "harmless" ? harmless
               : asked.observable == "poc"      ? std::sqrt(response * harmless)
                                                : 0.5;
    };
    const VerdictView view = result.verdict().views[0];
    EXPECT_NEAR(view.components[0].change, 0.5 * std::log(0.16 / 0.36), 1e-12);
    EXPECT_NEAR(view.components[0].change + view.components[1].change, view.index_change, 1e-12);
    const auto form = [&](const std::string& name) {
        for (const AlternateLine& line : view.robustness)
            if (line.id == "H1" && line.name == name) return line.judged.mean;
        return undefined;
    };
    EXPECT_NEAR(form("index: arithmetic mean"), -0.015, 1e-12);  // (0.16 + 0.81) / 2 - (0.36 + 0.64) / 2
    EXPECT_NEAR(form("index: least component"), -0.2, 1e-12);
    EXPECT_NEAR(form("d = 0.05"), -0.12, 1e-12);
}

TEST(Verdict, AFormMayMoveSeveralFactorsTogether) {
    VerdictResult result;
    result.factors = {{"norm.engine", {"law", "game", "law", "law"}},
                      {"norm.strength", {"1", "1", "0", "2"}},
                      {"norm.reach", {"5", "5", "0", "9"}}};
    result.is_list = true;
    result.value = [](const Asked& asked) {
        return asked.arm == "joint" ? 0.4 - 0.01 * std::stod(asked.design.at("norm.reach")) : 0.4;
    };
    const VerdictView view = result.verdict().views[0];
    const auto form = [&](const std::string& name) {
        for (const AlternateLine& line : view.robustness)
            if (line.id == "H1" && line.name == name) return line.judged.mean;
        return undefined;
    };
    EXPECT_NEAR(form("engine: game"), -0.05, 1e-12);
    EXPECT_NEAR(form("strength: 0"), 0, 1e-12);
    EXPECT_NEAR(form("strength: 2"), -0.09, 1e-12);
}

TEST(Verdict, ReportHoldsAllPartsInOrder) {
    const VerdictResult result = mediated(-0.05, 0);
    const record::testing::Folder folder;
    result.write(folder / "r.nc");
    const ResultCells cells(folder / "r.nc");
    const Verdict verdict = reach_verdict(cells, small_claims(), {"", {"leg"}, 0.01});
    const VerdictReport report{cells, small_claims(), "r.nc"};
    const std::string text = verdict_text(verdict, report);
    std::size_t at = 0;
    for (const char* part :
         {"contrast: 'joint' less 'apart' (none)", "actor: un", "window: 2014", "index: small index, version 1",
          "d = 0.01", "P over 40 replicates (chance alone)", "H1 falls", "supported", "contributions",
          "components of the index", "mechanisms: not in this study", "conditional on", "robustness",
          "engine: not in this study: needs factor norm.engine", "patterns", "met: level of poc",
          "needs outcome mean(other.un, 2014)", "routes to the opposite result", "the sun shines"}) {
        const std::size_t found = text.find(part, at);
        ASSERT_NE(found, std::string::npos) << part << "\n" << text;
        at = found;
    }
    EXPECT_THAT(text, Not(HasSubstr("nan")));
    EXPECT_THAT(verdict_json(verdict, report),
                AllOf(HasSubstr("\"verdict\": \"supported\""), HasSubstr("\"missing\": \"factor norm.enabled"),
                      HasSubstr("\"d\": 0.01"), Not(HasSubstr("nan"))));
}

TEST(Verdict, RefusesWhatIsNotThere) {
    VerdictResult result;
    EXPECT_THROW(result.verdict({"joined", {}, {}}), config::ConfigError);
    EXPECT_THROW(result.verdict({"", {"pok"}, {}}), config::ConfigError);
    result.observables = {"leg"};
    EXPECT_THROW(result.verdict(), config::ConfigError);  // no outcome of H1: no actor, no window
    VerdictResult alone;
    alone.arms = {"apart"};
    EXPECT_THROW(alone.verdict(), config::ConfigError);
}

}  // namespace
}  // namespace peacenorm::analysis
