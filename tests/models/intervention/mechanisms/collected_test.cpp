// SPDX-License-Identifier: Apache-2.0
// What mechanisms declare in their headers is found, in the order of their list: two toys that the model does not have.
#include "models/intervention/mechanisms/collected.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "models/intervention/observe/observables.hpp"
#include "models/intervention/state/state.hpp"
#include "models/intervention/streams.hpp"

namespace peacenorm::intervention {
namespace toys {

inline constexpr Column<"rumours", Life::kept, double, PlaceId> rumours{"heard so far"};
inline constexpr Column<"heard", Life::weekly, bool, CellId> heard{"whether it heard one"};
inline constexpr random::Stream rumour{0x001f0, "intervention.toy.rumour"};
inline constexpr Sum<"spread", by_place> spread{};
inline constexpr Sum<"believed", nation> believed{};

void spread_per_week(const record::Window& /*window*/, std::span<double> out) {
    out[0] = 7;
}

struct Rumour {
    bool enabled = false;

    using Columns = ColumnList<rumours, heard>;
    using Sums = SumList<spread>;
    static constexpr std::array streams{rumour};
    static constexpr std::array observables{record::level_of("spread", by_place, "1", "rumours", spread_per_week)};
};

struct Silent {
    bool enabled = false;
};

struct Belief {
    bool enabled = false;

    using Sums = SumList<believed>;
};

struct Toys {
    Silent silent;
    Belief belief;
    Rumour rumour;
};

}  // namespace toys
}  // namespace peacenorm::intervention

template <>
struct peacenorm::config::Declaration<peacenorm::intervention::toys::Toys> {
    using Owner = intervention::toys::Toys;
    static constexpr std::string_view meaning = "Toys";
    static constexpr auto fields = std::make_tuple(
        field("silent", &Owner::silent, {}), field("belief", &Owner::belief, {}), field("rumour", &Owner::rumour, {}));
};

namespace peacenorm::intervention::testing {
namespace {

using OfToys = Collected<toys::Toys>;

TEST(Collected, FindsTheColumnsOfEachMechanism) {
    EXPECT_TRUE((std::is_same_v<OfToys::Columns, ColumnList<toys::rumours, toys::heard>>));
}

TEST(Collected, FindsTheSumsOfEachMechanismInTheOrderOfTheList) {
    ASSERT_EQ(OfToys::sums.size(), 2u);
    EXPECT_EQ(OfToys::sums[0].name, "believed");
    EXPECT_EQ(OfToys::sums[0].axes, nation);
    EXPECT_EQ(OfToys::sums[1].name, "spread");
    EXPECT_EQ(OfToys::sums[1].axes, by_place);
}

TEST(Collected, FindsTheStreamsOfEachMechanism) {
    ASSERT_EQ(OfToys::streams.size(), 1u);
    EXPECT_EQ(OfToys::streams[0].id, 0x001f0u);
}

TEST(Collected, FindsTheObservablesOfEachMechanism) {
    ASSERT_EQ(OfToys::observables.size(), 1u);
    EXPECT_EQ(OfToys::observables[0].name, "spread");
    EXPECT_EQ(OfToys::observables[0].evaluate, &toys::spread_per_week);
}

TEST(Collected, JoinsWhatTheModelHas) {
    EXPECT_TRUE(State::has<ColumnOf<columns::away>>);
    EXPECT_TRUE(std::ranges::any_of(streams::all, [](const auto& s) { return s.id == streams::displacement.id; }));
    EXPECT_TRUE(std::ranges::any_of(observables(), [](const auto& o) { return o.name == "persons_displaced"; }));
    EXPECT_EQ(measures().size(), core_measures.size() + OfMechanisms::sums.size());
    EXPECT_EQ(measures()[static_cast<std::size_t>(static_cast<int>(sums::displaced))].axes, by_region);
}

TEST(Collected, GivesEachSumARowOfItsOwn) {
    std::set<int> rows;
    for (const SumRow& sum : OfMechanisms::sums) EXPECT_TRUE(rows.insert(row_of_sum(sum.name)).second) << sum.name;
    EXPECT_EQ(*rows.begin(), static_cast<int>(core_measures.size()));
    EXPECT_EQ(*rows.rbegin(), static_cast<int>(measures().size()) - 1);
}

TEST(Collected, RefusesASumThatNoMechanismLists) {
    EXPECT_THROW(row_of_sum("spread"), std::logic_error);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
