// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/parameters.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "models/intervention/check.hpp"
#include "models/intervention/state/addresses.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_file.hpp"

namespace peacenorm::intervention::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

/// A theatre of two places in which every kind of entity and every type of value occurs.
constexpr std::string_view two_places = R"(
regions:
  north: {communities: {songhay: 0.7, tuareg: 0.3}}
places:
  Gao: {region: north, population: 274401, area_km2: 34840, neighbours: {Kidal: {border_km: 59, road_km: 343.4}}}
  Kidal: {region: north, population: 80000}
communities:
  songhay: {}
  tuareg: {}
organisations:
  minusma:
    kind: un_mission
    norm: {protect: 0.68}
    suspects: {tuareg: 1}
    mandate: {protection: {2013-04-25: 2, 2014-06-25: 3}, counter_terrorism: 0}
    utilities: {counter_terrorism: -1.5}
  malian_army: {kind: host_army, norm: {restrain: 0.35}}
contingents:
  chad: {home: Chad, persons: 1166, command: {2013-07-01: minusma, "2017-10-27": malian_army}, caveat_hours: 24}
bases:
  minusma_gao: {organisation: minusma, place: Gao, share: {2013-07-01: 1}}
armed_groups:
  militia:
    {bloc: communal, fighters: 300, core: {Gao: 1, Kidal: 0.5}, targets: {tuareg: 1}, community: songhay}
cooperation:
  dyads:
    un_army: {a: minusma, b: malian_army, depth: {2013-07-01: 2.5}, forth: [information, logistics], back: [joint]}
  ladder: {group: [minusma, malian_army], position: 3.5, from: 2017-12-04}
  ties: {minusma: {malian_army: {logistics: 0.6}}}
)";

struct Loaded {
    Parameters parameters;
    std::vector<std::string> faults;
};

Loaded load(std::string_view text) {
    Loaded loaded;
    config::Sources sources;
    config::Faults faults;
    config::read(config::read_yaml_text("test.yaml", std::string(text), sources, faults), loaded.parameters, faults);
    for (const config::Fault& fault : faults.all()) loaded.faults.push_back(fault.problem);
    return loaded;
}

std::vector<config::PathProblem> problems_of(const Parameters& parameters) {
    const Horizon horizon{parse_date("2013-07-01").value(), parse_date("2023-06-26").value()};
    std::vector<config::PathProblem> problems;
    check(parameters, horizon, problems);
    return problems;
}

/// The scenario above with one `path=value` as on the command line.
Parameters with(const std::string& setting) {
    Parameters parameters = load(two_places).parameters;
    config::Sources sources;
    config::Faults faults;
    const config::Setting said = config::parse_set(setting, sources, faults);
    config::set(parameters, said.path, said.value, said.at_path, faults);
    EXPECT_TRUE(faults.empty()) << faults.render(sources);
    return parameters;
}

/// "PATH: PROBLEM; ALLOWED; SUGGESTION", without what is empty.
std::vector<std::string> faults_of(const std::string& setting) {
    std::vector<std::string> lines;
    for (const config::PathProblem& problem : problems_of(with(setting))) {
        std::string line = problem.path + ": " + problem.problem;
        for (const std::string& part : {problem.allowed, problem.suggestion}) line += part.empty() ? "" : "; " + part;
        lines.push_back(line);
    }
    return lines;
}

TEST(Parameters, AreWhatTheFileSays) {
    const Loaded loaded = load(two_places);

    EXPECT_THAT(loaded.faults, IsEmpty());
    const Parameters& p = loaded.parameters;
    EXPECT_EQ(p.places.find("Gao")->neighbours.find("Kidal")->road_km, 343.4);
    EXPECT_EQ(*p.regions[0].communities.find("tuareg"), 0.3);
    EXPECT_EQ(p.organisations[0].mandate.protection.at(parse_date("2014-06-25").value()), 3);
    EXPECT_EQ(p.organisations[1].kind, Kind::host_army);
    EXPECT_THAT(p.contingents[0].command.names(), ElementsAre("2013-07-01", "2017-10-27"));
    EXPECT_EQ(p.contingents[0].command[1], "malian_army");
    EXPECT_EQ(p.armed_groups[0].bloc, Bloc::communal);
    EXPECT_THAT(p.cooperation.dyads[0].forth, ElementsAre("information", "logistics"));
    EXPECT_EQ(p.cooperation.ladder.position, 3.5);
    EXPECT_EQ(p.cooperation.ladder.from, parse_date("2017-12-04"));
    const Channels& tie = *p.cooperation.ties.find("minusma")->find("malian_army");
    EXPECT_EQ(tie.logistics, 0.6);
    EXPECT_FALSE(tie.information);
}

TEST(Parameters, RoundTripThroughYaml) {
    const Parameters first = load(two_places).parameters;
    const std::string written = config::to_yaml(config::emit(first));

    const Loaded second = load(written);

    EXPECT_THAT(second.faults, IsEmpty());
    EXPECT_EQ(config::to_yaml(config::emit(second.parameters)), written);
    EXPECT_EQ(second.parameters.contingents[0].command[1], "malian_army");
    EXPECT_EQ(second.parameters.cooperation.ties[0][0].logistics, 0.6);
    EXPECT_EQ(second.parameters.cooperation.ladder.rungs.information, Rungs{}.information);
    EXPECT_THAT(written, ::testing::HasSubstr("2014-06-25: 3"));
}

TEST(Parameters, CanBeSetByEveryKindOfPath) {
    const Parameters tied = with("cooperation.ties.malian_army.minusma.information=0.9");
    ASSERT_EQ(tied.cooperation.ties.size(), 2u);
    EXPECT_EQ(tied.cooperation.ties[1][0].information, 0.9);
    EXPECT_EQ(with("contingents.chad.command.2017-10-27=minusma").contingents[0].command[1], "minusma");
    EXPECT_EQ(with("cooperation.ladder.position=null").cooperation.ladder.position, std::nullopt);
    EXPECT_EQ(with("cooperation.ladder.rungs.joint=[0, 0, 0, 0, 0, 1]").cooperation.ladder.rungs.joint[5], 1);
    EXPECT_EQ(with("regions.north.communities.tuareg=0.1").regions[0].communities[1], 0.1);
    EXPECT_EQ(with("bases.minusma_gao=null").bases.size(), 0u);
}

TEST(Parameters, RefuseWhatIsOutOfRangeOrMissing) {
    const Loaded loaded = load(R"(
places: {Gao: {region: north}}
contingents: {chad: {home: Chad}}
cooperation: {ladder: {position: 5.5}}
response: {speed_km_h: 0, gain: 1000}
population: {people_per_agent: 0}
mechanisms: {presence_deterrence: {reference_persons: 0}, strategic_violence: {selective_width: 0}}
organisations: {minusma: {kind: un_misson}}
)");

    EXPECT_THAT(loaded.faults, ElementsAre("missing key 'population'", "missing key 'persons'", "missing key 'command'",
                                           "'position' is 5.5, out of range", "'speed_km_h' is 0, out of range",
                                           "'gain' is 1000, out of range", "'people_per_agent' is 0, out of range",
                                           "'reference_persons' is 0, out of range",
                                           "'selective_width' is 0, out of range", "'kind' is 'un_misson'"));
}

TEST(Declarations, EveryLeafSaysWhatItMeansAndWhereItIsFrom) {
    const auto leaves = config::describe<Parameters>();

    EXPECT_GT(leaves.size(), 120u);
    for (const config::LeafDoc& leaf : leaves) {
        const bool has_number =
            leaf.type.find("number") != std::string::npos || leaf.type == "schedule" || leaf.type == "integer";
        EXPECT_FALSE(leaf.doc.meaning.empty()) << leaf.path;
        EXPECT_FALSE(leaf.doc.source.empty()) << leaf.path;
        EXPECT_EQ(has_number, !leaf.doc.unit.empty()) << leaf.path << " is a " << leaf.type;
        EXPECT_EQ(has_number, std::isfinite(leaf.doc.min) && std::isfinite(leaf.doc.max)) << leaf.path;
    }
}

TEST(Declarations, DefaultsLieInTheirRanges) {
    config::Sources sources;
    config::Faults faults;
    Parameters again;

    config::read(config::emit(load(two_places).parameters), again, faults);

    EXPECT_TRUE(faults.empty()) << faults.render(sources);
}

TEST(Declarations, PriorsAreThoseOfTheTheoryAndFitTheirRanges) {
    const auto leaves = config::priors(load(two_places).parameters);

    std::vector<std::string> paths;
    for (const config::PriorLeaf& leaf : leaves) {
        paths.push_back(leaf.path);
        // At most one draw in a thousand is clipped on either side.
        EXPECT_GE(random::quantile(leaf.prior, 0.001), leaf.min) << leaf.path;
        EXPECT_LE(random::quantile(leaf.prior, 0.999), leaf.max) << leaf.path;
    }
    EXPECT_THAT(paths, IsSupersetOf({"organisations.minusma.detection", "organisations.malian_army.ambiguity",
                                     "mechanisms.presence_deterrence.posture", "response.norm_odds",
                                     "organisations.minusma.norm.protect"}));
}

TEST(Declarations, CreditAndBlameShareOnePrior) {
    const auto prior_of = [](std::string_view path) {
        for (const config::LeafDoc& leaf : config::describe<Parameters>())
            if (leaf.path == path) return leaf.doc.prior;
        return config::Prior{};
    };
    const config::Prior credit = prior_of("mechanisms.association.credit");
    const config::Prior blame = prior_of("mechanisms.association.blame");

    EXPECT_EQ(credit.kind, config::Prior::Kind::uniform);
    EXPECT_EQ(credit.kind, blame.kind);
    EXPECT_EQ(credit.a, blame.a);
    EXPECT_EQ(credit.b, blame.b);
}

TEST(Check, FindsNothingInASoundScenario) {
    EXPECT_THAT(problems_of(load(two_places).parameters), IsEmpty());
}

TEST(Check, AnEmptyScenarioIsToldWhereToStart) {
    const auto problems = problems_of({});

    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].path, "places");
    EXPECT_EQ(problems[0].problem, "no places");
    EXPECT_EQ(problems[0].allowed, "start from a theatre by base:, or from what peacenorm new theatre prints");
}

TEST(Check, NamesMustExist) {
    EXPECT_THAT(faults_of("bases.minusma_gao.place=Goa"),
                ElementsAre("bases.minusma_gao.place: there is no place 'Goa'; expected one of Gao, Kidal; "
                            "did you mean 'Gao'?"));
    EXPECT_THAT(faults_of("bases.minusma_gao.organisation=minsma"),
                ElementsAre("bases.minusma_gao.organisation: there is no organisation 'minsma'; expected one of "
                            "minusma, malian_army; did you mean 'minusma'?"));
    EXPECT_THAT(faults_of("places.Gao.region=south"),
                ElementsAre("places.Gao.region: there is no region 'south'; expected north"));
    EXPECT_THAT(faults_of("armed_groups.militia.community=dogon"),
                ElementsAre("armed_groups.militia.community: there is no community 'dogon'; expected one of songhay, "
                            "tuareg"));
    EXPECT_THAT(faults_of("mechanisms.shared_responsibility.lead=minusme"),
                ElementsAre("mechanisms.shared_responsibility.lead: there is no organisation 'minusme'; expected one "
                            "of minusma, malian_army; did you mean 'minusma'?"));
    const std::string channels = config::one_of({channel_names.begin(), channel_names.end()});
    EXPECT_THAT(faults_of("cooperation.dyads.un_army.back=[join]"),
                ElementsAre("cooperation.dyads.un_army.back: there is no channel 'join'; expected " + channels +
                            "; did you mean 'joint'?"));
    EXPECT_THAT(faults_of("cooperation.ladder.group=[minusma, france]"),
                ElementsAre("cooperation.ladder.group: there is no organisation 'france'; expected one of minusma, "
                            "malian_army"));
}

/// The paths of what is wrong after one setting.
std::vector<std::string> paths(const std::string& setting) {
    std::vector<std::string> all;
    for (const config::PathProblem& problem : problems_of(with(setting))) all.push_back(problem.path);
    return all;
}

TEST(Check, KeysMustExistToo) {
    EXPECT_THAT(paths("armed_groups.militia.core.Kidall=1"), ElementsAre("armed_groups.militia.core.Kidall"));
    EXPECT_THAT(paths("armed_groups.militia.targets.dogon=1"), ElementsAre("armed_groups.militia.targets.dogon"));
    EXPECT_THAT(paths("organisations.minusma.suspects.dogon=1"), ElementsAre("organisations.minusma.suspects.dogon"));
    EXPECT_THAT(paths("regions.north.communities.dogon=0"), ElementsAre("regions.north.communities.dogon"));
    EXPECT_THAT(paths("places.Kidal.neighbours.Tessalit={border_km: 1, road_km: 1}"),
                ElementsAre("places.Kidal.neighbours.Tessalit"));
    EXPECT_THAT(paths("cooperation.ties.france={minusma: {joint: 1}}"), ElementsAre("cooperation.ties.france"));
    EXPECT_THAT(paths("cooperation.ties.minusma.france={joint: 1}"), ElementsAre("cooperation.ties.minusma.france"));
    EXPECT_THAT(paths("contingents.chad.command.2014-01-01=france"),
                ElementsAre("contingents.chad.command.2014-01-01"));
    EXPECT_THAT(paths("contingents.chad.command.2014-02-30=minusma"),
                ElementsAre("contingents.chad.command.2014-02-30"));
}

TEST(Check, ABaseClosesAfterItOpens) {
    EXPECT_THAT(paths("bases.minusma_gao.closed=2016-05-01"), IsEmpty());
    EXPECT_THAT(paths("bases.minusma_gao={organisation: minusma, place: Gao, share: 1, opened: 2016-05-01, closed: "
                      "2016-05-02}"),
                IsEmpty());
    EXPECT_THAT(faults_of("bases.minusma_gao={organisation: minusma, place: Gao, share: 1, opened: 2016-05-01, closed: "
                          "2016-05-01}"),
                ElementsAre("bases.minusma_gao.closed: it closes on 2016-05-01, not after it opens on 2016-05-01; "
                            "expected a later date; or null for one that stays"));
}

TEST(Check, ABaseIsOfContingentsThatItsOrganisationCommands) {
    EXPECT_THAT(paths("bases.minusma_gao.contingents=[chad]"), IsEmpty());
    EXPECT_THAT(faults_of("bases.minusma_gao.contingents=[chat]"),
                ElementsAre("bases.minusma_gao.contingents: there is no contingent 'chat'; expected chad; did you mean "
                            "'chad'?"));
    Parameters parameters = with("bases.minusma_gao.contingents=[chad]");
    parameters.contingents[0].command.remove("2013-07-01");  // the army's alone
    const auto problems = problems_of(parameters);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].path, "bases.minusma_gao.contingents");
    EXPECT_EQ(problems[0].problem, "'chad' is never commanded by 'minusma', whose base this is");
}

TEST(Check, TheDisplacedAreOfARegionAndStayInOne) {
    EXPECT_THAT(paths("regions.north.displaced_at_start={north: 354401}"), IsEmpty()) << "all who live there";
    EXPECT_THAT(faults_of("regions.north.displaced_at_start={north: 354402}"),
                ElementsAre("regions.north.displaced_at_start: 354402 persons are displaced of a region of 354401; "
                            "expected no more than live there"));
    EXPECT_THAT(faults_of("regions.north.displaced_at_start={nort: 5}"),
                ElementsAre("regions.north.displaced_at_start.nort: there is no region 'nort'; expected north; did you "
                            "mean 'north'?"));
    Parameters alone = with("regions.north.displaced_at_start={north: 5}");
    alone.places[1].population = 0;
    const auto problems = problems_of(alone);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].path, "regions.north.displaced_at_start.north");
    EXPECT_EQ(problems[0].problem, "there is no place to stay but their own");
}

TEST(Check, AReplayIsOfOrganisationsThatRunOperations) {
    EXPECT_THAT(paths("operations.replay_tempo={minusma: {2014-01-06: 2, 2014-02-03: 0}, malian_army: 3}"), IsEmpty());
    EXPECT_THAT(faults_of("operations.replay_tempo.minusm=2"),
                ElementsAre("operations.replay_tempo.minusm: there is no organisation 'minusm'; expected one of "
                            "minusma, malian_army; did you mean 'minusma'?"));
    Parameters advisers = with("operations.replay_tempo.minusma=2");
    advisers.organisations[0].executive = false;
    const auto problems = problems_of(advisers);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].problem, "'minusma' may not use force, so it runs no operations");
}

TEST(Check, NobodyRelatesToItself) {
    EXPECT_THAT(faults_of("places.Gao.neighbours.Gao={border_km: 1, road_km: 1}"),
                ElementsAre("places.Gao.neighbours.Gao: a place has no border with itself"));
    EXPECT_THAT(paths("cooperation.dyads.un_army.b=minusma"), ElementsAre("cooperation.dyads.un_army.b"));
    EXPECT_THAT(paths("cooperation.ties.minusma.minusma={joint: 1}"), ElementsAre("cooperation.ties.minusma.minusma"));
}

TEST(Check, BordersAndDyadsStandOnce) {
    EXPECT_THAT(faults_of("places.Kidal.neighbours.Gao={border_km: 59, road_km: 343.4}"),
                ElementsAre("places.Kidal.neighbours.Gao: this border stands already under 'Gao'; expected each "
                            "border once"));
    EXPECT_THAT(faults_of("cooperation.dyads.again={a: malian_army, b: minusma}"),
                ElementsAre("cooperation.dyads.again: the same two as in 'un_army'; expected each pair once"));
}

TEST(Check, SharesAndWeightsMustSum) {
    EXPECT_THAT(faults_of("regions.north.communities.tuareg=0.2"),
                ElementsAre(::testing::MatchesRegex("regions.north.communities: the shares sum to 0\\.[89].*; expected "
                                                    "a sum of 1")));
    EXPECT_THAT(paths("regions.north.communities.tuareg=0.3000005"), IsEmpty());
    EXPECT_THAT(paths("regions.north.communities.tuareg=0.300002"), ElementsAre("regions.north.communities"));
    EXPECT_THAT(faults_of("compliance.response=0.75"),
                ElementsAre("compliance: response, timeliness and do_no_harm sum to 1.25; expected a sum of 1"));
    EXPECT_THAT(paths("armed_groups.militia.core={Gao: 0, Kidal: 0}"), ElementsAre("armed_groups.militia.core"));
    EXPECT_THAT(paths("armed_groups.militia.targets.tuareg=null"), ElementsAre("armed_groups.militia.targets"));
}

TEST(Check, TheLadderHasSixRungs) {
    EXPECT_THAT(faults_of("cooperation.ladder.rungs.joint=[0, 0.5, 1]"),
                ElementsAre("cooperation.ladder.rungs.joint: there are 3 values; expected six, for rungs 0 to 5"));
    Parameters parameters = load(two_places).parameters;
    parameters.cooperation.ladder.position = 5.5;
    const auto problems = problems_of(parameters);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].path, "cooperation.ladder.position");
}

TEST(Check, WhatATheatreNeedsIsThere) {
    Parameters parameters;
    Place gao;
    gao.region = "north";
    gao.population = 1;
    gao.area_km2 = 0;
    parameters.places.add("Gao", gao);

    std::vector<std::string> all;
    for (const config::PathProblem& problem : problems_of(parameters)) all.push_back(problem.path);

    EXPECT_THAT(all, ElementsAre("regions", "communities", "organisations", "places.Gao.region"));
}

TEST(Check, SizesHaveALimit) {
    const auto first_problem = [](std::size_t places, std::size_t communities, std::size_t groups, std::size_t others) {
        Parameters p = load(two_places).parameters;
        const Place place = p.places[0];
        for (std::size_t i = p.places.size(); i < places; ++i) p.places.add("p" + std::to_string(i), place);
        for (std::size_t i = p.communities.size(); i < communities; ++i) p.communities.add("c" + std::to_string(i), {});
        for (std::size_t i = p.organisations.size(); i < others; ++i) p.organisations.add("o" + std::to_string(i), {});
        const ArmedGroup group = p.armed_groups[0];
        for (std::size_t i = p.armed_groups.size(); i < groups; ++i) p.armed_groups.add("g" + std::to_string(i), group);
        const auto problems = problems_of(p);
        return problems.empty() ? "" : problems[0].path + ": " + problems[0].problem + "; " + problems[0].allowed;
    };

    EXPECT_EQ(first_problem(1024, 64, most_groups, 64), "");
    EXPECT_EQ(first_problem(1025, 0, 0, 0), "places: there are 1025; expected at most 1024");
    EXPECT_EQ(first_problem(0, 65, 0, 0), "communities: there are 65; expected at most 64");
    EXPECT_EQ(first_problem(0, 0, most_groups + 1, 0), "armed_groups: there are 257; expected at most 256");
    EXPECT_EQ(first_problem(0, 0, 0, 65), "organisations: there are 65; expected at most 64");
}

TEST(Check, ShowsAllProblemsAtOnce) {
    Parameters parameters = with("bases.minusma_gao.place=Goa");
    parameters.places[1].region = "nord";
    parameters.compliance.response = 0;

    std::vector<std::string> all;
    for (const config::PathProblem& problem : problems_of(parameters)) all.push_back(problem.path);

    EXPECT_THAT(all, ElementsAre("places.Kidal.region", "bases.minusma_gao.place", "compliance"));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
