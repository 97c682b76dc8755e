// SPDX-License-Identifier: Apache-2.0
#include "sim/report/names.hpp"

#include <gmock/gmock.h>

namespace peacenorm::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Measured, TakesAnExpressionApart) {
    const Measured what = measured("mean(norm.north.protect, 2018-12-03..2020-11-29)");
    EXPECT_EQ(what.kind, "mean");
    EXPECT_EQ(what.observable, "norm");
    EXPECT_THAT(what.labels, ElementsAre("north", "protect"));
    EXPECT_EQ(what.from, "2018-12-03");
    EXPECT_EQ(what.to, "2020-11-29");
}

TEST(Measured, HasNoWindowWhereNoneIsWritten) {
    const Measured what = measured("sum(deaths)");
    EXPECT_EQ(what.observable, "deaths");
    EXPECT_THAT(what.labels, IsEmpty());
    EXPECT_EQ(what.from + what.to, "");
    EXPECT_EQ(measured("sum(deaths, 2019)").to, "2019");
}

TEST(Measured, OfWhatIsNoExpressionIsEmpty) {
    for (const char* text : {"", "deaths", ")(", "mean("}) EXPECT_EQ(measured(text).kind, "") << text;
}

TEST(PathsIn, AreQuotedTextsWithoutBlanks) {
    EXPECT_THAT(paths_in(R"({"parameter":"a.b_c.d","note":"no path. At all","e":[1.5,"f.g"],"h":"i"})"),
                ElementsAre("parameter", "a.b_c.d", "note", "e", "f.g", "h", "i"));
    EXPECT_THAT(paths_in(R"({"open":"a.b)"), ElementsAre("open"));
}

TEST(IsDeclaredBy, TakesEachStarForOneName) {
    EXPECT_TRUE(is_declared_by("villages.north.size", "villages.*.size"));
    EXPECT_TRUE(is_declared_by("bands.size", "bands.size"));
    for (const char* other : {"villages.size", "villages.north.east.size", "villages.north.age", "villages.north"})
        EXPECT_FALSE(is_declared_by(other, "villages.*.size")) << other;
}

}  // namespace
}  // namespace peacenorm::report
