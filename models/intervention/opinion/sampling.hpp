// SPDX-License-Identifier: Apache-2.0
// A survey in the model: it draws persons as the survey drew them, asks them what it asked, and counts what it counted.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "models/intervention/opinion/reproaches.hpp"
#include "models/intervention/opinion/survey.hpp"
#include "models/intervention/opinion/waves.hpp"
#include "sim/random/entity_key.hpp"
#include "sim/random/streams.hpp"

namespace peacenorm::intervention::opinion {

namespace streams {
/// Who is asked: by ground of a wave, so that a wave's questions ask the same persons.
inline constexpr random::Stream respondent{0x001c0, "intervention.survey.respondent"};
/// What they answer, and what they reproach: by row of a survey.
inline constexpr random::Stream answer{0x001c1, "intervention.survey.answer"};
inline constexpr random::Stream reproach{0x001c2, "intervention.survey.reproach"};
}  // namespace streams

/// The key of a wave's sample on a ground, k = (wave, ground); all questions of the wave there share it. Range: 40
/// bits. Source: assumed: surveys ask one person all of their questions.
inline std::uint64_t sample_key(std::string_view wave, std::string_view ground) {
    return random::key_of_both(random::named_key("wave", wave), random::named_key("ground", ground));
}
/// The key of a question to that sample. Range: 40 bits. Source: assumed: chance differs by question.
inline std::uint64_t question_key(std::uint64_t sample, std::string_view question) {
    return random::key_of_both(sample, random::named_key("question", question));
}

/// Up to 64 rows of agents that follow each other.
struct Block {
    std::uint32_t first = 0, size = 0;
    std::int64_t up_to = 0;  ///< persons in it and in the blocks before

    static constexpr std::size_t most_rows = 64;
    /// How many blocks hold so many rows that follow each other.
    static constexpr std::size_t count(std::size_t rows) { return (rows + most_rows - 1) / most_rows; }
};

/// Those of whom a sample is drawn: rows of agents, each with the persons that it stands for there. It remembers blocks
/// of rows, for a sample looks at few of them: `persons_of(row)` says how many persons may be met, 0 or more, and must
/// not change meanwhile.
template <class PersonsOf>
class Frame {
  public:
    Frame(std::span<Block> room, PersonsOf persons_of) : blocks_(room), persons_of_(persons_of) {}

    /// Adds the rows from `first` to before `end`. Room for Block::count(end - first) blocks is asked for.
    void add(std::size_t first, std::size_t end) {
        for (; first < end; first += Block::most_rows) {
            Block block{static_cast<std::uint32_t>(first), 0, persons()};
            block.size = static_cast<std::uint32_t>(std::min(end - first, Block::most_rows));
            for (std::uint32_t i = 0; i < block.size; ++i) block.up_to += persons_of_(block.first + i);
            if (block.up_to > persons()) blocks_[size_++] = block;
        }
    }
    bool empty() const { return size_ == 0; }
    std::int64_t persons() const { return size_ == 0 ? 0 : blocks_[size_ - 1].up_to; }

    /// The row of one person, each person as likely. Range: u in (0, 1); not empty. The same u gives the same person
    /// as long as rows before it keep their numbers of persons.
    std::uint32_t row_of(double u) const {
        const auto person = static_cast<std::int64_t>(u * static_cast<double>(persons()));
        const auto known = blocks_.first(size_);
        const auto within = [](std::int64_t one, const Block& block) { return one < block.up_to; };
        const auto found = std::upper_bound(known.begin(), known.end() - 1, person, within);
        std::int64_t before = found == known.begin() ? 0 : (found - 1)->up_to;
        std::uint32_t row = found->first;
        while ((before += persons_of_(row)) <= person && row + 1 < found->first + found->size) ++row;
        return row;
    }

  private:
    std::span<Block> blocks_;
    PersonsOf persons_of_;
    std::size_t size_ = 0;
};

/// What a question is in the model: its item, how the wave counted, what it offered.
struct Asking {
    Item item;
    Undecided undecided = Undecided::no_opinion;
    Offered reproaches{};
};

/// The person who is asked, and what of the organisation it judges by.
struct Asked {
    Respondent who;
    Terms terms{};  ///< of its judgement
    Seen seen;
};

struct Interview {
    Answer answer = Answer::no_opinion;
    std::optional<Reproach> reproach;  ///< of the dissatisfied, where the wave asks
};

constexpr bool is_dissatisfied(Answer answer) {
    return answer == Answer::very_negative || answer == Answer::negative;
}

/// The two uniforms of an interview.
struct Chance {
    double answer, reproach;
};

/// How people answer: all that is the same for everybody.
struct Manner {
    Answering answering;
    Reproaches reproaches;
    double scale_of_noise = 1;
};

/// What one person answers to one question. Range: uniforms in (0, 1). Limits: who never heard of the organisation has
/// no opinion; only the dissatisfied reproach, and only what is offered. Source: zaller_1992; mcfadden_1974.
inline Interview interview(const Manner& manner, const Asking& asking, const Asked& asked, Chance u) {
    const AnswerChances chances =
        answer_chances(manner.answering, asking.item, asking.undecided, manner.scale_of_noise, asked.who);
    Interview said{answer_of(chances, u.answer), std::nullopt};
    const bool offers = std::find(asking.reproaches.begin(), asking.reproaches.end(), true) != asking.reproaches.end();
    if (!offers || !is_dissatisfied(said.answer)) return said;
    const ByReproach lost = losses(manner.reproaches, asked.terms, asked.seen);
    said.reproach = reproach_of(reproach_chances(manner.reproaches, asking.reproaches, lost), u.reproach);
    return said;
}

/// Sums over the persons who answered both of two questions, by answers 1 (very negative) to 4 (very positive): what a
/// correlation is made of.
enum class Moment { both, first, second, first_squared, second_squared, product };
inline constexpr std::array<std::string_view, 6> moment_names =
    names_by_id<Moment>({{Moment::both, "both"},
                         {Moment::first, "first"},
                         {Moment::second, "second"},
                         {Moment::first_squared, "first_squared"},
                         {Moment::second_squared, "second_squared"},
                         {Moment::product, "product"}});
using Moments = std::array<std::int64_t, moment_names.size()>;

/// What one person adds: 1, x, y, x^2, y^2, x y. Limits: nothing if it has no opinion on either. Source: assumed:
/// answers score 1 to 4, as in the facts that they are held against.
inline Moments moments_of(Answer first, Answer second) {
    if (first == Answer::no_opinion || second == Answer::no_opinion) return {};
    const auto x = static_cast<std::int64_t>(index(first)) + 1, y = static_cast<std::int64_t>(index(second)) + 1;
    return {1, x, y, x * x, y * y, x * y};
}

}  // namespace peacenorm::intervention::opinion
