// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/sampling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/random/draws.hpp"

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;
using peacenorm::random::clock_word;

double uniform(std::uint64_t key, std::uint32_t person, const peacenorm::random::Stream& stream) {
    return peacenorm::random::uniform({15, 0}, {key, clock_word(0), stream.id}, person);
}

Manner manner() {
    Manner m;
    m.scale_of_noise = 0.6;
    return m;
}

TEST(Frame, DrawsEachPersonAsLikely) {
    std::array<Block, 1> room{};
    const std::array<std::int64_t, 3> persons{1, 0, 3};
    Frame frame(room, [&](std::uint32_t row) { return persons.at(row - 7); });
    EXPECT_TRUE(frame.empty());
    frame.add(7, 10);
    EXPECT_EQ(frame.persons(), 4);
    EXPECT_EQ(frame.row_of(0.2), 7u);
    EXPECT_EQ(frame.row_of(0.25), 9u);
    EXPECT_EQ(frame.row_of(1 - 0x1p-53), 9u);
}

TEST(Frame, FindsThePersonThatALineOfAllWouldHold) {
    // Two stretches of rows with a gap; rows with nobody begin and end blocks, and one block holds nobody at all.
    const auto persons = [](std::uint32_t row) { return row >= 64 && row < 128 ? 0 : std::int64_t{row % 5}; };
    std::array<Block, 6> room{};
    ASSERT_EQ(Block::count(200) + Block::count(65), room.size());
    Frame frame(room, persons);
    frame.add(0, 200);
    frame.add(1000, 1065);
    std::vector<std::uint32_t> line;
    const auto stand = [&](std::uint32_t first, std::uint32_t end) {
        for (std::uint32_t row = first; row < end; ++row)
            for (std::int64_t k = 0; k < persons(row); ++k) line.push_back(row);
    };
    stand(0, 200);
    stand(1000, 1065);
    ASSERT_EQ(static_cast<std::size_t>(frame.persons()), line.size());
    for (std::size_t i = 0; i < line.size(); ++i)
        EXPECT_EQ(frame.row_of((static_cast<double>(i) + 0.5) / static_cast<double>(line.size())), line[i]) << i;
}

TEST(Sample, IsHalfOfWhatTheSurveyAsked) {
    EXPECT_EQ(effective_size(1200), 600);
    EXPECT_EQ(effective_size(7), 4);
    EXPECT_EQ(effective_size(1), 1);
    EXPECT_EQ(effective_size(0), 0);
}

TEST(Interview, OfOneWhoNeverHeardOfItSaysNothing) {
    Asking asking;
    asking.reproaches = {true, true, true, true, true};
    const Interview said = interview(manner(), asking, {{-5, 0, 0, 0}, {}, {}}, {0.01, 0.5});
    EXPECT_EQ(said.answer, Answer::no_opinion);
    EXPECT_FALSE(said.reproach);
}

TEST(Interview, AsksReproachesOfTheDissatisfiedAlone) {
    Asking asking;
    asking.reproaches = {false, true, false, false, false};
    const Interview angry = interview(manner(), asking, {{-20, 99, 0, 0}, {}, {}}, {0.5, 0.5}),
                    glad = interview(manner(), asking, {{20, 99, 0, 0}, {}, {}}, {0.5, 0.5});
    EXPECT_EQ(angry.answer, Answer::very_negative);
    EXPECT_EQ(angry.reproach, Reproach::partial);
    EXPECT_EQ(glad.answer, Answer::very_positive);
    EXPECT_FALSE(glad.reproach);
    EXPECT_FALSE(interview(manner(), {}, {{-20, 99, 0, 0}, {}, {}}, {0.5, 0.5}).reproach) << "none is offered";
}

TEST(Survey, SharesNearTheChancesOfItsPopulation) {
    // Two thirds at u = -1, one third at u = 2, all know it well.
    std::array<Block, 1> room{};
    Frame frame(room, [](std::uint32_t row) { return row == 0 ? std::int64_t{2000} : std::int64_t{1000}; });
    frame.add(0, 2);
    const std::array<Respondent, 2> people{Respondent{-1, 9, 0, 0}, {2, 9, 0, 0}};
    const std::uint64_t sample = sample_key("first", "town"), row = question_key(sample, "trust");
    AnswerCounts counts{};
    constexpr std::uint32_t n = 8000;  // as many as a wave may draw in one place
    for (std::uint32_t person = 0; person < n; ++person) {
        const auto& who = people.at(frame.row_of(uniform(sample, person, streams::respondent)));
        const Interview said = interview(manner(), {}, {who, {}, {}}, {uniform(row, person, streams::answer), 0.5});
        ++counts[index(said.answer)];
    }
    for (std::size_t k = 0; k < answer_count; ++k) {
        const double low = answer_chances({}, {}, Undecided::no_opinion, 0.6, people[0])[k],
                     high = answer_chances({}, {}, Undecided::no_opinion, 0.6, people[1])[k];
        const double p = (2 * low + high) / 3, spread = std::sqrt(p * (1 - p) / n);
        // Five standard deviations: a false alarm below 1e-6.
        EXPECT_NEAR(static_cast<double>(counts[k]) / n, p, 5 * spread) << k;
    }
}

TEST(Survey, AsksTheSamePersonsAllQuestionsOfAWave) {
    EXPECT_EQ(sample_key("first", "Gao"), sample_key("first", "Gao"));
    EXPECT_NE(sample_key("first", "Gao"), sample_key("second", "Gao"));
    EXPECT_NE(question_key(sample_key("first", "Gao"), "a"), question_key(sample_key("first", "Gao"), "b"));
}

TEST(Moments, AreThoseOfThePersonsWhoAnsweredBoth) {
    EXPECT_EQ(moments_of(Answer::negative, Answer::very_positive), (Moments{1, 2, 4, 4, 16, 8}));
    EXPECT_EQ(moments_of(Answer::no_opinion, Answer::very_positive), Moments{});
    EXPECT_EQ(moments_of(Answer::negative, Answer::no_opinion), Moments{});
}

}  // namespace
