// SPDX-License-Identifier: Apache-2.0
#include "models/norms_game/model.hpp"

#include <numeric>

#include "sim/record/evaluate.hpp"

namespace peacenorm::norms_game {
namespace {

enum class Measured : int {
    boldness,
    vengefulness,
    score,
    established,
    collapsed,
    defections,
    punishments,
    meta_punishments,
    count_
};

constexpr auto level = [](std::string_view name, std::string_view meaning, record::Evaluate evaluate) {
    return record::level_of(name, record::no_axes, "1", meaning, evaluate);
};
constexpr auto count = [](std::string_view name, std::string_view meaning, record::Evaluate evaluate) {
    return record::count_of(name, record::no_axes, "1", meaning, evaluate);
};

std::int64_t sum_of(const std::vector<std::uint8_t>& trait) {
    return std::accumulate(trait.begin(), trait.end(), std::int64_t{0});
}

}  // namespace

std::span<const record::Measure> NormsGame::measures() {
    static constexpr auto all = record::by_id<Measured>({{Measured::boldness},
                                                         {Measured::vengefulness},
                                                         {Measured::score},
                                                         {Measured::established},
                                                         {Measured::collapsed},
                                                         {Measured::defections},
                                                         {Measured::punishments},
                                                         {Measured::meta_punishments}});
    return all;
}

std::span<const record::Observable> NormsGame::observables() {
    using enum Measured;
    static constexpr std::array all{
        level("boldness", "mean boldness B of the players", record::mean_level<boldness>),
        level("vengefulness", "mean vengefulness V", record::mean_level<vengefulness>),
        level("score", "mean score of the players", record::mean_level<score>),
        level("established", "share of generations with mean B at most 2/7 and mean V at least 5/7",
              record::mean_level<established>),
        level("collapsed", "share of generations with mean B at least 6/7 and mean V at most 1/7",
              record::mean_level<collapsed>),
        count("defections", "defections", record::total<defections>),
        count("punishments", "punishments of defectors", record::total<punishments>),
        count("meta_punishments", "punishments of those who saw and let pass", record::total<meta_punishments>)};
    return all;
}

std::vector<study::ProcessDoc> NormsGame::processes() {
    return {{"play", "boldness, vengefulness", "scores"},
            {"observe", "traits, scores, deeds", "measures"},
            {"reproduce", "scores", "boldness, vengefulness of the next generation"}};
}

std::vector<study::MechanismDoc> NormsGame::mechanisms() {
    return {{"metanorms", "who saw a defection and let it pass is punished by k with chance S V_k", "axelrod_1986"}};
}

std::string_view NormsGame::example() {
    return R"(# A scenario of Axelrod's norms game. Try: peacenorm check FILE, then peacenorm run FILE.
# A generation is a day of the calendar. Every parameter: peacenorm describe norms_game
model: norms_game
name: metanorms
seed: 1986                        # of all random numbers; replicates differ
horizon: {start: 2000-01-01, end: 2000-04-10, step: day}   # 100 generations; end exclusive
record: {every: 1 day}
parameters:
  metanorms: true                 # false: the norms game alone, which does not hold
  selection: one_sd               # or tournament, roulette, average: see DOCKING.md
replicates: 10
outcomes:
  established_100: mean(established, 2000-04-09..2000-04-09)   # in the last generation
  collapsed_100: mean(collapsed, 2000-04-09..2000-04-09)
)";
}

State NormsGame::start(const Setup& setup, const record::TallyLayout& /*layout*/, random::Key key) {
    State state;
    const auto n = static_cast<std::size_t>(setup.players);
    state.score.assign(n, 0.0);
    for (std::uint32_t slot = 0; slot < n; ++slot) {
        const std::uint32_t word = random::word(key, {slot, random::clock_word(0), streams::population.id});
        state.boldness.push_back(static_cast<std::uint8_t>(word & 7U));
        state.vengefulness.push_back(static_cast<std::uint8_t>(word >> 3U & 7U));
    }
    return state;
}

void NormsGame::step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally) {
    const Moment moment{tick.key, tick.clock};
    const Deeds deeds = play(state, setup, moment);
    const auto n = static_cast<std::int64_t>(state.score.size());
    const std::int64_t bold = sum_of(state.boldness), vengeful = sum_of(state.vengefulness);
    const auto note = [&](Measured measure, double value) {
        tally.of(*tick.layout, static_cast<int>(measure))[0] = value;
    };
    using enum Measured;
    note(boldness, static_cast<double>(bold) / static_cast<double>(top_trait * n));
    note(vengefulness, static_cast<double>(vengeful) / static_cast<double>(top_trait * n));
    note(score, std::accumulate(state.score.begin(), state.score.end(), 0.0) / static_cast<double>(n));
    note(established, bold <= 2 * n && vengeful >= 5 * n ? 1 : 0);
    note(collapsed, bold >= 6 * n && vengeful <= n ? 1 : 0);
    note(defections, static_cast<double>(deeds.defections));
    note(punishments, static_cast<double>(deeds.punishments));
    note(meta_punishments, static_cast<double>(deeds.meta_punishments));
    reproduce(state, setup, moment);
}

const study::Model& model() {
    static const study::AdaptedModel<NormsGame> instance;
    return instance;
}

}  // namespace peacenorm::norms_game
