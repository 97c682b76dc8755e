// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/kinship.hpp"

#include <gtest/gtest.h>

namespace peacenorm::intervention::civilians {
namespace {

/// Two communities in the capital (place 0) and a near place (1); the first also in a far one (2).
struct Land {
    Land() : hours(Ids<PlaceId>(3), Ids<PlaceId>(3)) {
        for (const auto& [place, community] : {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}}) {
            const auto k = static_cast<std::uint32_t>(cells.size());
            cells.push_back({k + 1, static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(community), k * 1000,
                             1000, k * 250});
        }
        hours(PlaceId(0), PlaceId(1)) = hours(PlaceId(1), PlaceId(0)) = 1;
        hours(PlaceId(0), PlaceId(2)) = hours(PlaceId(2), PlaceId(0)) = 9;
        hours(PlaceId(1), PlaceId(2)) = hours(PlaceId(2), PlaceId(1)) = 4;
        far_kin.resize(1250);
    }
    void draw(std::size_t cell, std::optional<PlaceId> capital) {
        draw_far_kin(cells, cell, pull_on(cells, persons, cell, hours, capital), {1, 2}, far_kin);
    }
    /// How many families of a cell listen to another over a link.
    int count(std::size_t cell, std::size_t other, std::size_t link) const {
        int families = 0;
        for (std::size_t k = 0; k < 250; ++k) {
            const std::uint32_t row = far_kin[cell * 250 + k].first[link];
            families += row / 1000 == other ? 1 : 0;
        }
        return families;
    }

    std::vector<CellRows> cells;
    std::vector<std::int64_t> persons = std::vector<std::int64_t>(5, 1000);
    Grid<double, PlaceId, PlaceId> hours;
    std::vector<FarKin> far_kin;
};

TEST(Kinship, FollowsGravityWithinTheCommunity) {
    Land land;
    land.draw(2, PlaceId(0));  // first community, near place: capital 1 hour, far place 4 hours: 1/4 against 1/25
    EXPECT_EQ(land.count(2, 0, 0) + land.count(2, 4, 0), 250) << "its own community, elsewhere";
    EXPECT_NEAR(land.count(2, 0, 0), 250 * 25.0 / 29, 33) << "six standard deviations";
}

TEST(Kinship, HalfOfTheSecondLinksLeadToTheCapital) {
    Land land;
    land.draw(4, PlaceId(0));
    const int of_others = land.count(4, 1, 1);  // the other community, met in the capital alone
    EXPECT_NEAR(of_others, 250 * 0.25, 42);
    land.draw(4, std::nullopt);
    EXPECT_EQ(land.count(4, 1, 1), 0) << "without a capital gravity decides";
}

TEST(Kinship, StaysAtHomeWhereThereIsNobodyElse) {
    Land land;
    land.cells.resize(2);
    land.persons.resize(2);
    land.draw(1, std::nullopt);
    EXPECT_EQ(land.count(1, 1, 0), 250);
}

TEST(Kinship, LeadsToRowsThatHaveAWholeFamily) {
    Land land;
    land.cells[4].size = 3;  // too small to have kin elsewhere look at it
    land.draw(2, PlaceId(0));
    EXPECT_EQ(land.count(2, 0, 0), 250);
    for (std::size_t k = 500; k < 750; ++k)
        for (const std::uint32_t row : land.far_kin[k].first) EXPECT_LE(row % 1000, 996U);
}

}  // namespace
}  // namespace peacenorm::intervention::civilians
