// SPDX-License-Identifier: Apache-2.0
#include "models/norms_game/model.hpp"

#include <numeric>

namespace peacenorm::norms_game {
namespace {

using record::Observable;
using record::Over;
using record::Storage;
using record::Window;

/// Row numbers into the measures, in their order.
enum Measured : int {
    boldness,
    vengefulness,
    score,
    established,
    collapsed,
    defections,
    punishments,
    meta_punishments
};

constexpr record::AxisIds whole{record::no_axis, record::no_axis};

template <Measured M>
void level(const Window& window, std::span<double> out) {
    out[0] = window.sum(M)[0] / window.ticks();
}
template <Measured M>
void total(const Window& window, std::span<double> out) {
    out[0] = window.sum(M)[0];
}

std::int64_t sum_of(const std::vector<std::uint8_t>& trait) {
    return std::accumulate(trait.begin(), trait.end(), std::int64_t{0});
}

}  // namespace

std::span<const record::Measure> NormsGame::measures() {
    static constexpr std::array all{record::Measure{"boldness", whole},    record::Measure{"vengefulness", whole},
                                    record::Measure{"score", whole},       record::Measure{"established", whole},
                                    record::Measure{"collapsed", whole},   record::Measure{"defections", whole},
                                    record::Measure{"punishments", whole}, record::Measure{"meta_punishments", whole}};
    return all;
}

std::span<const Observable> NormsGame::observables() {
    static constexpr std::array all{
        Observable{"boldness", whole, "1", "mean boldness B of the players", Storage::real, false, level<boldness>},
        Observable{"vengefulness", whole, "1", "mean vengefulness V", Storage::real, false, level<vengefulness>},
        Observable{"score", whole, "1", "mean score of the players", Storage::real, false, level<score>},
        Observable{"established", whole, "1", "share of generations with mean B at most 2/7 and mean V at least 5/7",
                   Storage::real, false, level<established>},
        Observable{"collapsed", whole, "1", "share of generations with mean B at least 6/7 and mean V at most 1/7",
                   Storage::real, false, level<collapsed>},
        Observable{"defections", whole, "1", "defections", Storage::count, false, total<defections>, Over::total},
        Observable{"punishments", whole, "1", "punishments of defectors", Storage::count, false, total<punishments>,
                   Over::total},
        Observable{"meta_punishments", whole, "1", "punishments of those who saw and let pass", Storage::count, false,
                   total<meta_punishments>, Over::total}};
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
    const auto note = [&](Measured measure, double value) { tally.of(*tick.layout, measure)[0] = value; };
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
