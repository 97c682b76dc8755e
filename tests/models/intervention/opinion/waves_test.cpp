// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/waves.hpp"

#include <gmock/gmock.h>

#include "models/intervention/check.hpp"
#include "sim/config/yaml_file.hpp"

namespace peacenorm::intervention::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view theatre = R"(
regions: {north: {communities: {songhay: 1}}, south: {communities: {songhay: 1}, alignment: 0.4, media: 0.7}}
places:
  Gao: {region: north, population: 1000, alignment: -0.2, neighbours: {Desert: {border_km: 1, road_km: 1}}}
  Desert: {region: north, population: 0}
  Bamako: {region: south, population: 3000, in_town: 1}
communities: {songhay: {}}
organisations:
  minusma: {kind: un_mission, stance: {first: 0.5, second: {2014-01-01: -1}}}
  wagner: {kind: security_company, judged: false}
)";

struct Read {
    Parameters parameters;
    std::string faults;
    std::vector<std::string> problems;  ///< "PATH: PROBLEM; SUGGESTION"
};

Read read(const std::string& more) {
    Read out;
    config::Sources sources;
    config::Faults faults;
    config::read(config::read_yaml_text("test.yaml", std::string(theatre) + more, sources, faults), out.parameters,
                 faults);
    out.faults = faults.render(sources);
    if (!faults.empty()) return out;
    std::vector<config::PathProblem> found;
    check(out.parameters, {parse_date("2013-07-01").value(), parse_date("2018-12-31").value()}, found);
    for (const config::PathProblem& one : found)
        out.problems.push_back(one.path + ": " + one.problem + (one.suggestion.empty() ? "" : "; " + one.suggestion));
    return out;
}

constexpr const char* two_waves = R"(
opinion: {items: {satisfied: {}, mandate: {}, useful: {}}}
surveys:
  towns:
    date: 2015-05-20
    places: {Gao: 100, Bamako: 301}
    questions:
      un: {about: minusma, item: satisfied, reproaches: [partial, useless]}
      again: {about: minusma, item: mandate}
  all: {date: 2017-02-10, villages: true, regions: {south: 50}, questions: {un: {about: minusma, item: useful, undecided: left_out}}}
)";

TEST(Surveys, AreWhatTheFileSays) {
    const Read r = read(two_waves);
    EXPECT_EQ(r.faults, "");
    EXPECT_THAT(r.problems, IsEmpty());
    const Named<opinion::Wave>& waves = r.parameters.surveys;
    ASSERT_EQ(waves.size(), 2u);
    EXPECT_EQ(waves[0].date, parse_date("2015-05-20"));
    EXPECT_FALSE(waves[0].villages);
    EXPECT_EQ(*waves[0].places.find("Bamako"), 301);
    EXPECT_EQ(opinion::offered(waves[0].questions[0]), (opinion::Offered{false, true, false, false, true}));
    EXPECT_EQ(opinion::offered(waves[0].questions[1]), opinion::Offered{});
    EXPECT_EQ(waves[1].questions[0].undecided, opinion::Undecided::left_out);
    EXPECT_EQ(r.parameters.regions[1].alignment, 0.4);
    EXPECT_EQ(r.parameters.places.find("Gao")->alignment, -0.2);
    EXPECT_FALSE(r.parameters.places.find("Bamako")->alignment);
    const Date later = parse_date("2015-01-01").value();
    EXPECT_EQ(opinion::stance_at(r.parameters.organisations[0].stance, opinion::Coding::mean, later), -0.25);
}

TEST(Surveys, HaveARowForEachQuestionAndGround) {
    const Parameters p = read(two_waves).parameters;
    const auto rows = opinion::survey_rows(p.surveys, p.places.names(), p.regions.names());
    std::vector<std::string> labels;
    labels.reserve(rows.size());
    for (const opinion::SurveyRow& row : rows) labels.push_back(row.label);
    EXPECT_THAT(labels, ElementsAre("towns.un.Gao", "towns.un.Bamako", "towns.again.Gao", "towns.again.Bamako",
                                    "all.un.south"));
    EXPECT_EQ(rows[1].ground, (opinion::Ground{false, 2}));
    EXPECT_EQ(rows[1].asked, 301);
    EXPECT_EQ(rows[4].ground, (opinion::Ground{true, 1}));
    EXPECT_EQ(rows[4].wave, 1u);
}

TEST(Surveys, HaveAPairForTwoQuestionsOfAWave) {
    const auto pairs = opinion::question_pairs(read(two_waves).parameters.surveys);
    ASSERT_EQ(pairs.size(), 1u);
    EXPECT_EQ(pairs[0].label, "towns.un.again");
}

TEST(Surveys, TellEveryFaultAtOnceWhereItStands) {
    const Read r = read(R"(
surveys:
  towns: {date: 2015-13-20, villages: maybe, places: {Gao: -1}, questions: {un: {about: minusma, itme: satisfied}}}
  late: {questions: {un: {about: minusma, item: x, undecided: neither, reproaches: [partail]}}}
)");
    EXPECT_THAT(r.faults, AllOf(HasSubstr("test.yaml:13:17: error"), HasSubstr("2015-13-20"), HasSubstr("maybe"),
                                HasSubstr("itme"), HasSubstr("did you mean 'item'?")));
    EXPECT_THAT(r.faults, AllOf(HasSubstr("test.yaml:14:"), HasSubstr("neither"), HasSubstr("partail"),
                                HasSubstr("did you mean 'partial'?"), HasSubstr("date")));
}

TEST(Surveys, ThatNameWhatIsNotThereAreFaults) {
    const Read r = read(R"(
opinion: {items: {satisfied: {}}}
surveys:
  towns: {date: 2015-05-20, places: {Goa: 100}, questions: {un: {about: minusmo, item: satisfeid, reproaches: [partial, partial]}}}
  nobody: {date: 2015-05-20, places: {Gao: 0}, questions: {}}
  twice: {date: 2015-05-20, places: {Desert: 5}, regions: {nroth: 9}, questions: {un: {about: wagner, item: ""}}}
)");
    EXPECT_EQ(r.faults, "");
    EXPECT_THAT(
        r.problems,
        UnorderedElementsAre(
            HasSubstr("surveys.towns.places.Goa: there is no place 'Goa'; did you mean 'Gao'?"),
            HasSubstr("surveys.towns.questions.un.about: there is no organisation 'minusmo'; did you mean 'minusma'?"),
            HasSubstr("surveys.towns.questions.un.item: there is no item 'satisfeid'; did you mean 'satisfied'?"),
            HasSubstr("surveys.towns.questions.un.reproaches: 'partial' stands twice"),
            HasSubstr("surveys.nobody: it asks nobody"), HasSubstr("surveys.nobody.questions: it asks nothing"),
            HasSubstr("surveys.twice.places.Desert: nobody lives in 'Desert'"),
            HasSubstr("surveys.twice.regions.nroth: there is no region 'nroth'; did you mean 'north'?"),
            HasSubstr("surveys.twice: it asks by places and by regions"),
            HasSubstr("surveys.twice.questions.un.about: 'wagner' is not judged"),
            HasSubstr("surveys.twice.questions.un.item: there is no item")));
}

TEST(Inputs, OutOfRangeOrMisspeltAreFaultsWhereTheyStand) {
    const Read r = read(R"(
host: {stance_coding: frist}
discourse: {act: {date: 2015-05-20, about: {minusma: 1}, place: Goa, partial: -1}}
)");
    EXPECT_THAT(r.faults, AllOf(HasSubstr("test.yaml:12:23: error"), HasSubstr("did you mean 'first'?"),
                                HasSubstr("test.yaml:13:"), HasSubstr("-1")));
    EXPECT_THAT(read("discourse: {act: {date: 2015-05-20, about: {minusma: 1}, place: Goa, partial: 1}}\n").problems,
                ElementsAre(HasSubstr("discourse.act.place: there is no place 'Goa'; did you mean 'Gao'?")));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
