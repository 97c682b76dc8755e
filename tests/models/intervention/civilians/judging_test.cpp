// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/judging.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/core/math.hpp"

namespace peacenorm::intervention::civilians {
namespace {

TEST(Judging, FourAtATimeAgreesWithPlainArithmetic) {
    const Stirring fear{0.7F, 0.1F};
    const std::vector<Given> given{{{5, 5}, 0, 0, 0, 5, 0, 0}, {{-0.4F, 0.6F}, -0.5F, 0.7F, -0.9F, 0.2F, 0.6F, -1.5F}};
    constexpr double fade = 0.25;
    for (std::uint32_t size = 1; size <= 9; ++size) {
        const CellRows cell{0, 0, 0, 2, size, 0};  // rows before it are not its own
        std::vector<Memory> memory((2 + size) * 2, {1e6F, 1e6F, 1e6F, 1e6F});
        std::vector<std::int32_t> persons(2 + size, 1000000);
        std::vector<std::uint8_t> traits(2 + size, 0);
        std::vector<std::int16_t> deviations((2 + size) * 2, 0);
        std::vector<Feelings> feelings(2 + size, {1e6F, 0});
        double expected = 0, willing = 0;
        for (std::uint32_t row = 2; row < 2 + size; ++row) {
            const auto k = static_cast<float>(row);
            const Memory& own = memory[row * 2 + 1] = {k, row % 3 == 0 ? 0 : 4 / k, 0.1F * k * k, 7};
            persons[row] = static_cast<std::int32_t>(row);
            traits[row] = row % 2 ? Trait::aligned : 0;
            deviations[row * 2 + 1] = static_cast<std::int16_t>(1000 - 400 * static_cast<int>(row));
            const double f = deviations[row * 2 + 1] * static_cast<double>(deviation_unit);
            const double u = judgement_of(own, given[1], row % 2 == 1, f, fade);
            feelings[row].fear = row % 3 == 0 ? 0 : 2 * k;
            expected += persons[row] * math::logistic(u);
            willing += persons[row] * math::logistic(0.2 + 0.6 * u - 1.5 * level(feelings[row].fear, fear));
        }
        Crowd crowd;
        crowd.judged = 2;
        crowd.persons = persons;
        crowd.traits = traits;
        crowd.memory = memory;
        crowd.feelings = feelings;
        std::vector<Opinions> sums(2);
        judge(crowd, cell, {deviations, fear, static_cast<float>(fade)}, given, sums);
        EXPECT_NEAR(sums[1].legitimacy, expected, 2e-6 * expected) << size << " rows";
        EXPECT_NEAR(sums[1].willing, willing, 2e-6 * willing) << size << " rows";
    }
}

TEST(Judging, WithoutMemoryWhatIsGivenDecides) {
    const Given given{{0, 2}, -1, 1, -1, 0, 0, 0};
    EXPECT_EQ(judgement_of({}, given, false, 0, 1), 0);
    EXPECT_EQ(judgement_of({}, given, true, -0.5, 1), 1.5);
    EXPECT_NEAR(judgement_of({1, 0, 0, 9}, given, false, 0, 1), -math::log(2), 1e-12) << "being known moves nothing";
    EXPECT_NEAR(judgement_of({4, 4, 0, 0}, given, false, 0, 0.5), 0, 1e-12) << "failure and credit weigh alike";
    EXPECT_NEAR(judgement_of({0, 0, 2, 0}, given, false, 0, 0.5), -math::log(2), 1e-12);
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
