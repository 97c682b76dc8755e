// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/theatre.hpp"

#include <fmt/core.h>
#include <gmock/gmock.h>

#include "sim/analysis/verdict_report.hpp"
#include "sim/config/yaml_file.hpp"
#include "tests/sim/analysis/verdict_result.hpp"

namespace peacenorm::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* shore = R"yaml(name: the shore
labels: {un: the mission}
marks:
  mandates: {meaning: mandates, days: {2014-01-06: first}}
hypotheses:
  H1: {beside: [response.north, leg]}
patterns:
  calm: {claim: it is calm, outcome: "mean(poc.un, 2014)", source: nobody, low: 0.3, high: 0.5}
)yaml";

Theatre read(const std::string& text) {
    config::Sources sources;
    config::Faults faults;
    Theatre theatre;
    config::read(config::read_yaml_text("theatre.yaml", text, sources, faults), theatre, faults);
    EXPECT_TRUE(faults.empty()) << faults.render(sources);
    return theatre;
}

std::vector<std::string> problems_of(const std::string& text) {
    std::vector<record::Observable> observables(3);
    observables[0].name = "poc";
    observables[1].name = "leg";
    observables[2].name = "response";
    std::vector<config::PathProblem> problems;
    check(read(text), &small_claims(), observables, {"apart", "low", "high"}, problems);
    std::vector<std::string> texts;
    texts.reserve(problems.size());
    for (const config::PathProblem& problem : problems)
        texts.push_back(
            fmt::format("{}: {}; {}; {}", problem.path, problem.problem, problem.allowed, problem.suggestion));
    return texts;
}

TEST(Theatre, PutsItsFactsBesideTheModelsClaims) {
    record::Claims bare = small_claims();
    bare.patterns.clear();
    const record::Claims claims = claims_in(read(shore), bare);
    ASSERT_EQ(claims.patterns.size(), 1u);
    EXPECT_EQ(claims.patterns[0].name, "it is calm");
    EXPECT_EQ(claims.patterns[0].expression, "mean(poc.un, 2014)");
    EXPECT_EQ(claims.patterns[0].high, 0.5);
    ASSERT_EQ(claims.hypotheses[0].beside.size(), 3u) << "before what the model prints beside it";
    EXPECT_EQ(claims.hypotheses[0].beside[0], (record::Quantity{"response", "north"}));
    EXPECT_EQ(claims.hypotheses[0].beside[1], (record::Quantity{"leg", ""}));
    EXPECT_EQ(claims.hypotheses[0].beside[2], (record::Quantity{"response", ""}));
}

TEST(Theatre, WithoutOneTheClaimsAreTheModels) {
    record::Claims bare = small_claims();
    bare.patterns.clear();
    const record::Claims claims = claims_in({}, bare);
    EXPECT_THAT(claims.patterns, IsEmpty());
    EXPECT_EQ(claims.hypotheses[0].beside, bare.hypotheses[0].beside);
}

TEST(Theatre, IsReadFromTheConfigurationOfAResult) {
    const record::testing::Folder folder;
    VerdictResult with, without;
    with.arms_text += "\ntheatre: {name: the shore, priors: invented}";
    with.write(folder / "with.nc");
    without.write(folder / "without.nc");
    EXPECT_EQ(theatre_of(ResultCells(folder / "with.nc")).name, "the shore");
    EXPECT_EQ(theatre_of(ResultCells(folder / "without.nc")).name, "");
}

TEST(Theatre, OfAResultThatCannotBeReadIsAnIoError) {
    const record::testing::Folder folder;
    VerdictResult result;
    result.arms_text += "\ntheatre: {name: the shore, colour: blue}";
    result.write(folder / "r.nc");
    EXPECT_THROW(theatre_of(ResultCells(folder / "r.nc")), IoError);
}

TEST(Theatre, ASoundOneHasNoProblems) {
    EXPECT_THAT(problems_of(shore), IsEmpty());
}

TEST(Theatre, EverythingThatDoesNotFitIsSaidAtOnceWithTheNearestRightName) {
    EXPECT_THAT(
        problems_of("name: x\n"
                    "marks: {a: {meaning: b, days: {2014-13-01: c}}}\n"
                    "hypotheses: {H7: {beside: [pok.un]}}\n"
                    "patterns:\n"
                    "  p: {claim: c, outcome: \"mean(lek.un, 2014)\", less: leg, source: s, low: 2, high: 1}\n"),
        ElementsAre(HasSubstr("theatre.marks.a.days.2014-13-01: '2014-13-01' is not a day; expected a date YYYY-MM-DD"),
                    HasSubstr("theatre.hypotheses.H7: there is no hypothesis 'H7'; expected one of H1"),
                    HasSubstr("theatre.hypotheses.H7.beside: there is no observable 'pok'"),
                    HasSubstr("theatre.patterns.p.outcome: there is no observable 'lek'"),
                    HasSubstr("theatre.patterns.p.less: 'leg' is not an outcome; expected mean("),
                    HasSubstr("theatre.patterns.p.low: low 2 is above high 1")));
}

TEST(Theatre, TheEndsOfAMediatorAreArmsOfTheStudy) {
    EXPECT_THAT(problems_of("name: x\nhypotheses: {H1: {power: {norm: {low: low, high: high}}}}\n"), IsEmpty());
    EXPECT_THAT(
        problems_of(
            "name: x\nhypotheses: {H1: {power: {norm: {low: lo, high: \"\"}, hours: {low: low, high: low}}}}\n"),
        ElementsAre(
            HasSubstr("theatre.hypotheses.H1.power.norm.low: there is no arm 'lo'; expected one of apart, low, high; "
                      "did you mean 'low'?"),
            HasSubstr("theatre.hypotheses.H1.power.norm.high: there is no arm ''; expected one of"),
            HasSubstr("theatre.hypotheses.H1.power.hours: both ends are the same arm")));
}

TEST(Theatre, APatternAboutSomeoneWhoIsNotThereIsNoFault) {
    EXPECT_THAT(
        problems_of("name: x\npatterns:\n  p: {claim: c, outcome: \"mean(poc.nobody, 1900)\", source: s, low: 0, "
                    "high: 1}\n"),
        IsEmpty());
}

TEST(Theatre, AVerdictNamesItAndWithoutFactsSaysSo) {
    const record::testing::Folder folder;
    const VerdictResult small;
    small.write(folder / "r.nc");
    const ResultCells result(folder / "r.nc");
    record::Claims bare = small_claims();
    bare.patterns.clear();
    const Verdict verdict = reach_verdict(result, bare, {});
    EXPECT_THAT(verdict_text(verdict, {result, bare, "r.nc", "the shore"}), HasSubstr("theatre: the shore\n"));
    const std::string text = verdict_text(verdict, {result, bare, "r.nc"});
    EXPECT_THAT(text, Not(HasSubstr("theatre: ")));
    EXPECT_THAT(text, HasSubstr("patterns\n  none: the study's theatre states no facts to look for"));
}

}  // namespace
}  // namespace peacenorm::analysis
