// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/protest.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace {

using namespace peacenorm::intervention;

Protest on() {
    Protest m;
    m.enabled = true;
    return m;
}

/// How many of 100 persons on a line of thresholds protest in the end, each seeing all others: Granovetter's crowd.
int cascade(const Protest& m, const std::vector<double>& thresholds) {
    double share = 0;
    for (int round = 0; round < 200; ++round) {
        int now = 0;
        for (const double threshold : thresholds) now += protests(m, share, threshold) ? 1 : 0;
        share = now / static_cast<double>(thresholds.size());
    }
    return static_cast<int>(std::lround(share * static_cast<double>(thresholds.size())));
}

TEST(Protest, OfAHundredHangsOnOnePersonAsInGranovettersCrowd) {
    std::vector<double> thresholds;
    for (int i = 0; i < 100; ++i) thresholds.push_back(i / 100.0);
    EXPECT_EQ(cascade(on(), thresholds), 100);
    thresholds[1] = 0.02;
    EXPECT_EQ(cascade(on(), thresholds), 1);
}

TEST(Protest, ThresholdIsLowForWhoRejectsAndHighForWhoIsAfraid) {
    const Protest m = on();
    EXPECT_DOUBLE_EQ(protest_threshold(m, 0, 0), 0.5);
    EXPECT_DOUBLE_EQ(protest_threshold(m, -2, 0.5), 0.5 - 0.4 + 0.15);
    EXPECT_TRUE(protests(m, 0, protest_threshold(m, -3, 0))) << "an instigator";
    EXPECT_FALSE(protests(m, 0, protest_threshold(m, -3, 1)));
    EXPECT_FALSE(protests(m, 1, protest_threshold(m, 3, 0)));
}

TEST(Protest, LowersConsentInProportion) {
    EXPECT_DOUBLE_EQ(consent_after_protest(on(), 0.9, 0.5), 0.9 * 0.9);
    EXPECT_EQ(consent_after_protest(on(), 0.9, 0), 0.9);
}

TEST(Protest, IsNeutralWhenOff) {
    const Protest off;
    EXPECT_FALSE(protests(off, 1, -5));
    EXPECT_EQ(consent_after_protest(off, 0.9, 1), 0.9);
}

}  // namespace
