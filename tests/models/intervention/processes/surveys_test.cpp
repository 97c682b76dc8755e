// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>

#include "models/intervention/opinion/circumstances.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Two waves: one in two towns in the second week, about the mission and the host's army; one in a region a week later.
void add_surveys(Parameters& p) {
    p.population.people_per_agent = 100;
    p.places[0].in_town = p.places[1].in_town = 0.4;
    p.opinion.items.add("satisfied", {});
    opinion::Wave towns;
    towns.date = *parse_date("2013-07-10");
    towns.places.add("west", 41);
    towns.places.add("mid_west", 20);
    towns.questions.add("mission", {"mission",
                                    "satisfied",
                                    opinion::Undecided::no_opinion,
                                    {opinion::Reproach::does_not_protect, opinion::Reproach::useless}});
    towns.questions.add("army", {"host", "satisfied", opinion::Undecided::negative, {}});
    p.surveys.add("towns", towns);
    opinion::Wave country;
    country.date = *parse_date("2013-07-15");
    country.villages = true;
    country.regions.add("plain", 30);
    country.questions.add("mission", {"mission", "satisfied", opinion::Undecided::left_out, {}});
    p.surveys.add("country", country);
}

constexpr std::size_t answers = opinion::answer_count;

double asked_in_row(WorldOfFour& world, std::size_t row) {
    double sum = 0;
    for (std::size_t a = 0; a < answers; ++a) sum += world.measured(Measured::survey_answers)[row * answers + a];
    return sum;
}

void ask_in_week(WorldOfFour& world, std::int32_t week) {
    world.turn_to(week);
    processes::hear_news(world.week());
    processes::ask_people(world.week());
}

TEST(AskPeople, AsksHalfAsManyAsTheSurveyDidInItsWeekAlone) {
    WorldOfFour world(add_surveys);
    // rows: towns.mission.west, towns.mission.mid_west, towns.army.west, towns.army.mid_west, country.mission.plain
    for (const auto& [week, asked] : std::array<std::pair<int, std::array<double, 5>>, 4>{
             {{0, {}}, {1, {21, 10, 21, 10, 0}}, {2, {0, 0, 0, 0, 15}}, {3, {}}}}) {
        ask_in_week(world, week);
        for (std::size_t row = 0; row < 5; ++row) EXPECT_EQ(asked_in_row(world, row), asked[row]) << week << ' ' << row;
    }
}

TEST(AskPeople, OfATownAnswersAsEachPersonDrawnWould) {
    WorldOfFour world(add_surveys);
    world.threaten(insurgents, west, farmers, 6).deaths = 6;
    ask_in_week(world, 1);

    const Parameters& p = world.setup.parameters;
    const opinion::Manner manner{p.opinion.answering, p.opinion.reproaches,
                                 opinion::scale_of_noise(p.opinion.deviation)};
    const opinion::Asking asking{{}, opinion::Undecided::no_opinion, opinion::offered(p.surveys[0].questions[0])};
    std::vector<opinion::Block> room(world.setup.agents.size());
    opinion::Frame frame(room, [&](std::uint32_t row) {
        const bool in_town = (world.state[columns::traits][AgentId(row)] & civilians::Trait::town) != 0;
        return in_town ? std::int64_t{world.state[columns::persons][AgentId(row)]} : std::int64_t{0};
    });
    for (const CommunityId community : {farmers, herders}) {
        const auto agents = world.setup.cell[world.cell(west, community)].agents;
        frame.add(agents[0].index(), agents[0].index() + agents.size());
    }
    EXPECT_NEAR(static_cast<double>(frame.persons()), 0.4 * 8000, 100);
    const std::uint64_t sample = opinion::sample_key("towns", "west");
    const std::uint64_t question = opinion::question_key(sample, "mission");
    std::array<double, answers> said{};
    std::array<double, opinion::reproach_count> reproached{};
    for (std::uint32_t k = 0; k < 21; ++k) {
        const AgentId agent(frame.row_of(world.facts().uniform(sample, opinion::streams::respondent, k)));
        const civilians::Memory memory = processes::remembered(world.week(), agent, mission_judged);
        opinion::Asked asked;
        asked.terms = processes::terms_of(world.week(), agent, mission_judged,
                                          world.state[columns::standing](west, mission_judged), memory);
        asked.seen = {world.state[columns::task_share][mission][index(Task::counter_terrorism)],
                      world.state[columns::task_share][mission][index(Task::force_protection)]};
        asked.who = {
            opinion::judgement(asked.terms),
            static_cast<double>(memory.familiarity) + world.state[columns::presence_known](west, mission_judged),
            p.mechanisms.fear_and_anger.base_fear, 1 - 2 * world.state[columns::control][west]};
        const opinion::Interview interview =
            opinion::interview(manner, asking, asked,
                               {world.facts().uniform(question, opinion::streams::answer, k),
                                world.facts().uniform(question, opinion::streams::reproach, k)});
        said[index(interview.answer)] += 1;
        if (interview.reproach) reproached[index(*interview.reproach)] += 1;
    }
    for (std::size_t a = 0; a < answers; ++a) EXPECT_EQ(world.measured(Measured::survey_answers)[a], said[a]) << a;
    for (std::size_t r = 0; r < opinion::reproach_count; ++r)
        EXPECT_EQ(world.measured(Measured::survey_reproaches)[r], reproached[r]) << r;
    EXPECT_EQ(reproached[index(opinion::Reproach::partial)], 0) << "it was not offered";
}

TEST(AskPeople, SumsUpWhoAnsweredBothQuestionsAndWithWhatTheyWentThrough) {
    WorldOfFour world(add_surveys);
    for (const PlaceId place : {west, mid_west}) world.harm(host, place, farmers, 200);  // the army becomes known
    ask_in_week(world, 1);
    const std::vector<std::string> labels = opinion::pair_labels(world.setup.parameters.surveys);
    const auto moment = [&](const std::string& label, opinion::Moment m) {
        const auto row = static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
        return world.measured(Measured::survey_moments)[row * opinion::moment_names.size() + index(m)];
    };
    double of_mission = 0;
    for (std::size_t row = 0; row < 2; ++row)
        for (std::size_t a = 0; a < index(opinion::Answer::no_opinion); ++a)
            of_mission += world.measured(Measured::survey_answers)[row * answers + a];
    EXPECT_EQ(moment("towns.mission.media", opinion::Moment::both), of_mission);
    EXPECT_EQ(moment("towns.mission.attack_lived", opinion::Moment::second), 0) << "no attack so far";
    EXPECT_LE(moment("towns.mission.army", opinion::Moment::both), of_mission);
    EXPECT_GT(moment("towns.mission.army", opinion::Moment::both), 0);
    EXPECT_EQ(moment("country.mission.media", opinion::Moment::both), 0) << "a week later";
}

TEST(AskPeople, NobodyIsAskedWhereNobodyLives) {
    WorldOfFour world(add_surveys);
    for (const CommunityId community : {farmers, herders})
        for (const AgentId agent : world.setup.cell[world.cell(west, community)].agents)
            world.state[columns::persons][agent] = 0;
    ask_in_week(world, 1);
    EXPECT_EQ(asked_in_row(world, 0), 0);
    EXPECT_EQ(asked_in_row(world, 1), 10);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
