// SPDX-License-Identifier: Apache-2.0
// Surveys ask civilians as they asked people: whom they could meet, as many as count, what they asked.
#include <algorithm>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/opinion/circumstances.hpp"
#include "models/intervention/processes/feelings.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

using opinion::Answer, opinion::AskedGround, opinion::AskedQuestion, opinion::Survey;

std::size_t blocks_on(const AskPeople& week, const AskedGround& ground) {
    std::size_t blocks = 0;
    for (const PlaceId place : ground.places)
        for (const CellId cell : week.setup.cells_of[place])
            blocks += opinion::Block::count(week.setup.cell[cell].agents.size());
    return blocks;
}

/// Whether a wave may meet somebody: one who is away is not at home to anybody, and a survey of towns asks in chief
/// towns alone.
bool can_be_met(const Survey& survey, std::uint8_t traits) {
    const bool in_town = (traits & civilians::Trait::town) != 0;
    return (traits & civilians::Trait::away) == 0 && (survey.villages || in_town);
}

/// Everybody whom a wave may meet on a ground; valid until the scope ends.
auto frame_of(const AskPeople& week, const Survey& survey, const AskedGround& ground, const Scratch::Scope& scratch) {
    const auto persons_met = [&](std::uint32_t row) -> std::int64_t {
        const AgentId agent(row);
        return can_be_met(survey, week[columns::traits][agent]) ? week[columns::persons][agent] : 0;
    };
    opinion::Frame frame(scratch.take<opinion::Block>(blocks_on(week, ground)), persons_met);
    for (const PlaceId place : ground.places)
        for (const CellId cell : week.setup.cells_of[place])
            if (const Ids<AgentId> agents = week.setup.cell[cell].agents; !agents.empty())
                frame.add(agents[0].index(), agents[0].index() + agents.size());
    return frame;
}

CellId cell_of(const AskPeople& week, const AskedGround& ground, AgentId agent) {
    for (const PlaceId place : ground.places)
        for (const CellId cell : week.setup.cells_of[place]) {
            const Ids<AgentId> agents = week.setup.cell[cell].agents;
            if (!agents.empty() && agents[0] <= agent && agent.index() < agents[0].index() + agents.size()) return cell;
        }
    return CellId(0);
}

opinion::Asked asked(const AskPeople& week, CellId cell, AgentId agent, JudgedId judged) {
    const PlaceId place = week.setup.cell[cell].place;
    const OrganisationId o = week.setup.organisation_of[judged];
    const civilians::Memory memory = remembered(week, agent, judged);
    opinion::Asked person;
    person.terms = terms_of(week, agent, judged, week[columns::standing](place, judged), memory);
    person.seen = {week.share(o, Task::counter_terrorism), week.share(o, Task::force_protection)};
    person.who = {opinion::judgement(person.terms),
                  static_cast<double>(memory.familiarity) + week[columns::presence_known](place, judged),
                  felt_by(week, agent).fear, 1 - 2 * week[columns::control][place]};
    return person;
}

void count(const AskPeople& week, std::size_t row, const opinion::Moments& moments) {
    const MeasureCells sums = week.of(Measured::survey_moments);
    for (std::size_t m = 0; m < moments.size(); ++m) sums[row * moments.size() + m] += static_cast<double>(moments[m]);
}

void count_together(const AskPeople& week, const Survey& survey, std::span<const Answer> answers) {
    std::size_t row = survey.first_pair;
    for (std::size_t a = 0; a < answers.size(); ++a)
        for (std::size_t b = a + 1; b < answers.size(); ++b)
            count(week, row++, opinion::moments_of(answers[a], answers[b]));
}

void count_circumstances(const AskPeople& week, const AskedQuestion& question, Answer answer, CellId cell,
                         AgentId agent) {
    const PlaceId place = week.setup.cell[cell].place;
    const bool lived =
        week[columns::last_threat][place] > week.tick.index - week.parameters().opinion.answering.lived_weeks;
    const bool media = (week[columns::traits][agent] & civilians::Trait::media) != 0;
    count(week, question.circumstances + index(opinion::Circumstance::attack_lived),
          opinion::moments_with(answer, lived));
    count(week, question.circumstances + index(opinion::Circumstance::media), opinion::moments_with(answer, media));
}

struct Interviewer {
    const AskPeople& week;
    const Survey& survey;
    std::size_t ground;
    opinion::Manner manner;

    /// The k-th person of the sample answers all questions.
    void ask(CellId cell, AgentId agent, std::uint32_t k, std::span<Answer> answers) const {
        for (std::size_t q = 0; q < survey.questions.size(); ++q) {
            const AskedQuestion& question = survey.questions[q];
            const std::size_t row = survey.first_row + q * survey.grounds.size() + ground;
            const opinion::Interview said =
                opinion::interview(manner, question.asking, asked(week, cell, agent, question.about),
                                   {week.uniform(question.keys[ground], opinion::streams::answer, k),
                                    week.uniform(question.keys[ground], opinion::streams::reproach, k)});
            answers[q] = said.answer;
            week.of(Measured::survey_answers)[row * opinion::answer_count + index(said.answer)] += 1;
            if (said.reproach)
                week.of(Measured::survey_reproaches)[row * opinion::reproach_count + index(*said.reproach)] += 1;
            count_circumstances(week, question, said.answer, cell, agent);
        }
        count_together(week, survey, answers);
    }
};

void ask_ground(const AskPeople& week, const Survey& survey, std::size_t g) {
    const AskedGround& ground = survey.grounds[g];
    const Scratch::Scope scratch = week.scratch();
    const auto frame = frame_of(week, survey, ground, scratch);
    if (frame.empty()) return;
    const opinion::Opinion& p = week.parameters().opinion;
    const Interviewer interviewer{week, survey, g, {p.answering, p.reproaches, opinion::scale_of_noise(p.deviation)}};
    const auto answers = scratch.take<Answer>(survey.questions.size());
    for (std::uint32_t k = 0; k < ground.persons; ++k) {
        const AgentId agent(frame.row_of(week.uniform(ground.key, opinion::streams::respondent, k)));
        interviewer.ask(cell_of(week, ground, agent), agent, k, answers);
    }
}

/// Takes in the first week what the largest sample needs, so that no later week asks for memory.
void make_room(const AskPeople& week) {
    std::size_t blocks = 0, questions = 0;
    for (const Survey& survey : week.setup.surveys) {
        questions = std::max(questions, survey.questions.size());
        for (const AskedGround& ground : survey.grounds) blocks = std::max(blocks, blocks_on(week, ground));
    }
    const Scratch::Scope scratch = week.scratch();
    scratch.take<opinion::Block>(blocks);
    scratch.take<Answer>(questions);
}

}  // namespace

void ask_people(const AskPeople& week) {
    if (week.tick.index == 0) make_room(week);
    for (const Survey& survey : week.setup.surveys)
        if (survey.tick == week.tick.index)
            for (std::size_t g = 0; g < survey.grounds.size(); ++g) ask_ground(week, survey, g);
}

}  // namespace peacenorm::intervention::processes
