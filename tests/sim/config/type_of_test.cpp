// SPDX-License-Identifier: Apache-2.0
#include "sim/config/type_of.hpp"

#include <gtest/gtest.h>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::detail {
namespace {

using test::Example;
using test::Force;

struct Mixed {
    std::string text;
    std::optional<std::string> maybe;
    std::optional<Force> force;
    std::array<double, 3> three;
    Force nested;
    std::vector<std::string> list;
    Named<Force> named;
    Schedule schedule = 1.0;
};
struct One {
    std::optional<double> only;
};

static_assert(has_members<Mixed, 8> && !has_members<Mixed, 7> && !has_members<Mixed, 9>);
static_assert(has_members<One, 1> && !has_members<One, 0> && !has_members<One, 2>);
static_assert(has_members<Example, 15>);

constexpr auto twice = std::make_tuple(field("quality", &Force::quality, {}), field("persons", &Force::quality, {}));
constexpr auto same_name =
    std::make_tuple(field("quality", &Force::quality, {}), field("quality", &Force::persons, {}));
static_assert(!all_differ(twice) && !all_differ(same_name) && all_differ(Declaration<Force>::fields));

TEST(TypeOf, ReachesTheMembersOfAValue) {
    Force force{.quality = 0.25, .persons = 7};
    const auto members = type_of<Force>().members;

    ASSERT_EQ(members.size(), 3u);
    EXPECT_EQ(members[0].address(&force), &force.quality);
    EXPECT_EQ(members[1].type->load(members[1].address(&force)), 7);
    EXPECT_EQ(members[2].type->names[1], "protect");
}

TEST(TypeOf, RefusesAnIntegerThatDoesNotFit) {
    int small = 5;

    EXPECT_FALSE(type_of<int>().store(&small, std::int64_t{1} << 40));
    EXPECT_EQ(small, 5);
}

}  // namespace
}  // namespace peacenorm::config::detail
