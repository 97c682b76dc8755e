// SPDX-License-Identifier: Apache-2.0
// What others found by running the game on: regimes at generations 100 and 1,000, against published counts by Fisher's
// exact test, two-sided, at 1% shared among the comparisons (Bonferroni). DOCKING.md reports where the counts are from.
#include <gtest/gtest.h>

#include <cmath>

#include "models/norms_game/model.hpp"

namespace peacenorm::norms_game {
namespace {

constexpr int runs = 60;
constexpr double least_p = 0.01 / 10;  // ten comparisons below

struct Regimes {
    int established_100 = 0, collapsed_100 = 0, established_1000 = 0, collapsed_1000 = 0;
};

Regimes count(const Parameters& parameters, int generations) {
    const record::TallyLayout layout(NormsGame::measures(), {});
    const auto row = [&](const record::Tally& tally, std::size_t measure) {
        return tally.values[layout.offset(static_cast<int>(measure))] > 0 ? 1 : 0;
    };
    Regimes found;
    for (std::uint32_t replicate = 0; replicate < runs; ++replicate) {
        const random::Key key{1986, replicate};
        State state = NormsGame::start(parameters, layout, key);
        record::Tally tally;
        tally.resize(layout);
        for (int tick = 0; tick < generations; ++tick) {
            tally.clear();
            NormsGame::step(state, parameters, {tick, random::clock_word(tick), {}, key, &layout}, tally);
            if (tick == 99) {
                found.established_100 += row(tally, 3);
                found.collapsed_100 += row(tally, 4);
            }
        }
        found.established_1000 += row(tally, 3);
        found.collapsed_1000 += row(tally, 4);
    }
    return found;
}

double log_choose(int n, int k) {
    return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}

/// P of a table at most as likely as this one, both margins fixed.
double fisher(int ours, int of_ours, int theirs, int of_theirs) {
    const int hits = ours + theirs, all = of_ours + of_theirs;
    const auto log_p = [&](int k) {
        return log_choose(of_ours, k) + log_choose(of_theirs, hits - k) - log_choose(all, hits);
    };
    double p = 0;
    for (int k = std::max(0, hits - of_theirs); k <= std::min(hits, of_ours); ++k)
        if (log_p(k) <= log_p(ours) + 1e-9) p += std::exp(log_p(k));
    return p;
}

void expect_like(int ours, int theirs, int of_theirs) {
    EXPECT_GE(fisher(ours, runs, theirs, of_theirs), least_p)
        << ours << " of " << runs << " against " << theirs << " of " << of_theirs;
}

TEST(Fisher, KnowsTheTeaTastingLady) {
    EXPECT_NEAR(fisher(3, 4, 1, 4), 34.0 / 70, 1e-12);
}

TEST(Published, MetanormsWithOneDeviationSelectionAreEstablishedAndStay) {
    const Regimes found = count({}, 1000);
    expect_like(found.established_100, 57, 60);
    expect_like(found.collapsed_100, 0, 60);
    expect_like(found.established_1000, 57, 60);
}

TEST(Published, MetanormsUnderTournamentSelectionCollapse) {
    Parameters parameters;
    parameters.selection = Selection::tournament;
    const Regimes found = count(parameters, 1000);
    expect_like(found.established_100, 15, 30);
    expect_like(found.established_1000, 3, 30);
    expect_like(found.collapsed_1000, 25, 30);
}

TEST(Published, TenfoldWeakerMetaPenaltiesCollapse) {
    Parameters parameters;
    parameters.payoffs.meta_punishment /= 10;
    parameters.payoffs.meta_enforcement /= 10;
    const Regimes found = count(parameters, 1000);
    expect_like(found.established_100, 3, 30);
    expect_like(found.established_1000, 0, 30);
    expect_like(found.collapsed_1000, 29, 30);
}

TEST(Published, WithoutMetanormsTheNormCollapses) {
    Parameters parameters;
    parameters.metanorms = false;
    expect_like(count(parameters, 1000).collapsed_1000, 96, 100);
}

}  // namespace
}  // namespace peacenorm::norms_game
