// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/opinion/reproaches.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace {

using namespace peacenorm::intervention::opinion;

constexpr Offered all{true, true, true, true, true};

Terms of(double failure, double partiality, double stance, double presence) {
    Terms terms{};
    terms[static_cast<std::size_t>(Term::failure)] = failure;
    terms[static_cast<std::size_t>(Term::partiality)] = partiality;
    terms[static_cast<std::size_t>(Term::stance)] = stance;
    terms[static_cast<std::size_t>(Term::presence)] = presence;
    return terms;
}

double at(const ByReproach& values, Reproach item) {
    return values[static_cast<std::size_t>(item)];
}

TEST(Losses, AreThoseWorkedByHand) {
    Reproaches m;
    m.not_fighting = 0.4;
    m.self_protecting = 0.6;
    const ByReproach lost = losses(m, of(-0.9, -0.2, -0.5, -0.3), {0.25, 0.5});
    EXPECT_DOUBLE_EQ(at(lost, Reproach::does_not_protect), 0.9);
    EXPECT_DOUBLE_EQ(at(lost, Reproach::partial), 0.7);
    EXPECT_DOUBLE_EQ(at(lost, Reproach::does_not_fight), 0.3);
    EXPECT_DOUBLE_EQ(at(lost, Reproach::protects_itself), 0.3);
    EXPECT_DOUBLE_EQ(at(lost, Reproach::useless), 0.3);
}

TEST(Losses, AreNoneWhereTheTermsSpeakForTheOrganisation) {
    const ByReproach lost = losses({}, of(0, 0, 0.8, 0.4), {1, 0});
    EXPECT_EQ(std::accumulate(lost.begin(), lost.end(), 0.0), 0);
}

TEST(ReproachChances, AreAConditionalLogitOverWhatTheWaveOffers) {
    Reproaches m;
    m.by_loss = 2;
    m.constants.partial = 0.5;
    const Offered two{true, true, false, false, false};
    const ByReproach chances = reproach_chances(m, two, {1, 0.5, 9, 9, 9});
    const double protect = std::exp(2.0), partial = std::exp(1.5);
    EXPECT_NEAR(at(chances, Reproach::does_not_protect), protect / (protect + partial), 1e-12);
    EXPECT_NEAR(at(chances, Reproach::partial), partial / (protect + partial), 1e-12);
    EXPECT_EQ(at(chances, Reproach::does_not_fight), 0);
}

TEST(ReproachChances, DoNotDependOnWhatElseIsOffered) {
    const ByReproach lost{0.7, 0.2, 0.4, 0.1, 0};
    const ByReproach many = reproach_chances({}, all, lost),
                     few = reproach_chances({}, {true, false, true, false, false}, lost);
    EXPECT_NEAR(at(many, Reproach::does_not_protect) / at(many, Reproach::does_not_fight),
                at(few, Reproach::does_not_protect) / at(few, Reproach::does_not_fight), 1e-12);
}

TEST(ReproachChances, KeepTheirLimits) {
    const ByReproach lost{0.7, 0.2, 0.4, 0.1, 0};
    Reproaches blind;
    blind.by_loss = 0;
    for (const double chance : reproach_chances(blind, all, lost)) EXPECT_DOUBLE_EQ(chance, 0.2);
    for (const double chance : reproach_chances({}, {}, lost)) EXPECT_EQ(chance, 0) << "nothing offered";
    Reproaches sharp;
    sharp.by_loss = 100;
    EXPECT_NEAR(at(reproach_chances(sharp, all, {900, 899, 0, 0, 0}), Reproach::does_not_protect), 1, 1e-12);
}

TEST(Reproach, OfAUniformIsNeverOneThatIsNotOffered) {
    const ByReproach chances = reproach_chances({}, {false, true, false, true, false}, {5, 0, 5, 0, 5});
    EXPECT_EQ(reproach_of(chances, 1e-9), Reproach::partial);
    EXPECT_EQ(reproach_of(chances, 0.51), Reproach::protects_itself);
    EXPECT_EQ(reproach_of(chances, 1 - 1e-16), Reproach::protects_itself);
}

}  // namespace
