// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/ledger.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/random/draws.hpp"

namespace {

using namespace peacenorm::intervention;
using namespace peacenorm::intervention::opinion;

double total(const ByReason& shares) {
    return std::accumulate(shares.begin(), shares.end(), 0.0);
}

double at(const ByReason& shares, Reason reason) {
    return shares[index(reason)];
}

double change(const JudgementChange& c) {
    return legitimacy_of(judgement(c.after)) - legitimacy_of(judgement(c.before));
}

Terms first(double u) {
    Terms terms{};
    terms[index(Term::first_opinion)] = u;
    return terms;
}

const Judgement by_hand{0.5, 0.4, 0.3, 0.2, 0.8, 0.6, 78, 0.5};

TEST(SlopeOfLog, IsTheMeanDerivative) {
    EXPECT_NEAR(slope_of_log(1, 3), std::log(2.0) / 2, 1e-15);
    EXPECT_DOUBLE_EQ(slope_of_log(1, 3), slope_of_log(3, 1));
    EXPECT_EQ(slope_of_log(3, 3), 0.25);
    EXPECT_NEAR(slope_of_log(3, 3 + 1e-15), 0.25, 1e-14) << "no noise where the difference is lost in rounding";
    EXPECT_NEAR(slope_of_log(0, 1e-18), 1, 1e-15);
}

TEST(SlopeOfLogistic, IsTheMeanDerivative) {
    const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
    EXPECT_NEAR(slope_of_logistic(-1, 2), (logistic(2) - logistic(-1)) / 3, 1e-15);
    EXPECT_NEAR(slope_of_logistic(2, -1), slope_of_logistic(-1, 2), 1e-15);
    EXPECT_NEAR(slope_of_logistic(0, 0), 0.25, 1e-15);
    EXPECT_NEAR(slope_of_logistic(0.3, 0.3 + 1e-16), logistic(0.3) * (1 - logistic(0.3)), 1e-15);
    EXPECT_GE(slope_of_logistic(-800, -790), 0);
    EXPECT_LE(slope_of_logistic(790, 800), 0.25);
}

TEST(Ledger, IsThatWorkedByHandForOneStock) {
    StockChange failure{1, {}};
    failure.by[index(Reason::failure)] = 3;
    failure.by[index(Reason::forgetting)] = -1;
    const JudgementChange c = change_of(by_hand, first(0.2), first(0.2), failure, {}, {});
    const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
    const double moved = logistic(0.2 - 0.5 * std::log(4.0)) - logistic(0.2 - 0.5 * std::log(2.0));
    const ByReason shares = by_reason(by_hand, c);
    EXPECT_NEAR(at(shares, Reason::failure), moved * 3 / 2, 1e-15);
    EXPECT_NEAR(at(shares, Reason::forgetting), -moved / 2, 1e-15);
    EXPECT_NEAR(total(shares), moved, 1e-15);
}

TEST(Ledger, KeepsTheSharesOfCausesThatCancel) {
    StockChange failure{2, {}};
    failure.by[index(Reason::failure)] = 0.7;
    failure.by[index(Reason::forgetting)] = -0.7;
    const JudgementChange c = change_of(by_hand, first(0), first(0), failure, {}, {});
    const double u = -0.5 * std::log(3.0), l = 1 / (1 + std::exp(-u));
    const ByReason shares = by_reason(by_hand, c);
    EXPECT_NEAR(at(shares, Reason::failure), -l * (1 - l) * 0.5 * 0.7 / 3, 1e-12);
    EXPECT_NEAR(total(shares), 0, 1e-15);
}

TEST(Ledger, GivesNothingWhereNothingChanged) {
    const JudgementChange c = change_of(by_hand, first(0.4), first(0.4), {3, {}}, {1, {}}, {});
    for (const double share : by_reason(by_hand, c)) EXPECT_EQ(share, 0);
}

TEST(Ledger, GivesSurroundingsTheirOwnRows) {
    Terms after = first(0);
    after[index(Term::stance)] = -0.8;
    after[index(Term::hope)] = -0.2;
    after[index(Term::presence)] = 0.1;
    const JudgementChange c = change_of(by_hand, first(0), after, {}, {}, {});
    const ByReason shares = by_reason(by_hand, c);
    const double moved = change(c);
    EXPECT_NEAR(at(shares, Reason::stance), moved * 0.8 / 0.9, 1e-15);
    EXPECT_NEAR(at(shares, Reason::hope), moved * 0.2 / 0.9, 1e-15);
    EXPECT_NEAR(at(shares, Reason::presence), -moved * 0.1 / 0.9, 1e-15);
    EXPECT_EQ(at(shares, Reason::failure), 0);
}

/// A random change: big and tiny stocks, causes that add and take away.
JudgementChange random_change(std::uint64_t draw) {
    std::uint32_t next = 0;
    const auto u = [&] {
        return peacenorm::random::uniform({15, 0}, {draw, peacenorm::random::clock_word(0), 0x001f1}, next++);
    };
    const auto stock = [&] {
        StockChange s{u() < 0.2 ? 0 : std::pow(10.0, 6 * u() - 4), {}};
        double left = s.before;
        for (double& added : s.by) {
            if (u() < 0.4) continue;
            added = u() < 0.4 ? -left * u() : std::pow(10.0, 6 * u() - 4);
            left += added;
        }
        return s;
    };
    Terms before{}, after{};
    for (double& term : before) term = 6 * u() - 3;
    for (std::size_t k = 0; k < term_count; ++k) after[k] = u() < 0.3 ? before[k] : before[k] + u() - 0.5;
    const StockChange failure = stock(), credit = stock(), partiality = stock();
    return change_of(by_hand, before, after, failure, credit, partiality);
}

TEST(Ledger, SumsToTheChange) {
    for (std::uint64_t draw = 0; draw < 5000; ++draw) {
        const JudgementChange c = random_change(draw);
        ASSERT_NEAR(total(by_reason(by_hand, c)), change(c), 1e-9) << draw;
    }
}

TEST(Ledger, GivesEachEventOfATraceItsOwnShare) {
    const JudgementChange c = random_change(7);
    const StockSlopes unit = slopes(by_hand, c);
    const double by_events = unit.failure * c.failure.by[index(Reason::telling)] +
                             unit.credit * c.credit.by[index(Reason::telling)] +
                             unit.partiality * c.partiality.by[index(Reason::telling)];
    EXPECT_NEAR(by_events, at(by_reason(by_hand, c), Reason::telling), 1e-12);
    EXPECT_LE(unit.failure, 0);
    EXPECT_GE(unit.credit, 0);
}

TEST(Ledger, OfAGroupSumsToTheChangeOfItsMeanWithThoseWhoCameAndLeft) {
    ByReason group{};
    double before = 0, after = 0;
    const std::array<Weighted, 3> weights{Weighted{0.5, 0.3}, {0.5, 0.2}, {0, 0.5}};
    for (std::size_t person = 0; person < 3; ++person) {
        const JudgementChange c = random_change(100 + person);
        const double l0 = legitimacy_of(judgement(c.before)), l1 = legitimacy_of(judgement(c.after));
        before += weights[person].before * l0;
        after += weights[person].after * l1;
        add_person(group, weights[person], l0, l1, by_reason(by_hand, c));
    }
    EXPECT_NEAR(total(group), after - before, 1e-12);
    EXPECT_NE(at(group, Reason::composition), 0);
}

TEST(Ledger, OfAGroupThatOnlyChangedItsMakeUpIsCompositionAlone) {
    ByReason group{};
    const JudgementChange still = change_of(by_hand, first(1), first(1), {}, {}, {}),
                          other = change_of(by_hand, first(-1), first(-1), {}, {}, {});
    const double high = legitimacy_of(1), low = legitimacy_of(-1);
    add_person(group, {0.5, 0.25}, high, high, by_reason(by_hand, still));
    add_person(group, {0.5, 0.75}, low, low, by_reason(by_hand, other));
    EXPECT_NEAR(at(group, Reason::composition), 0.25 * (low - high), 1e-15);
    EXPECT_NEAR(total(group), at(group, Reason::composition), 1e-15);
}

}  // namespace
