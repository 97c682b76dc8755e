// SPDX-License-Identifier: Apache-2.0
#include "sim/core/date.hpp"

#include <gtest/gtest.h>

namespace {

using peacenorm::Date;
using peacenorm::Horizon;
using peacenorm::parse_date;

TEST(Date, CountsDaysFromTheFirstOfJanuary1970) {
    EXPECT_EQ(parse_date("1970-01-01"), Date{0});
    EXPECT_EQ(parse_date("1969-12-31"), Date{-1});
    EXPECT_EQ(parse_date("2000-03-01"), Date{11017});
    EXPECT_EQ(parse_date("2013-07-01"), Date{15887});
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text : {"2015-02-29", "2015-02-30", "1900-02-29", "2015-13-01", "2015-00-10", "2015-04-31",
                             "2015-01-00", "2015-01-32"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
    EXPECT_TRUE(parse_date("2000-02-29"));
    EXPECT_TRUE(parse_date("2016-02-29"));
}

TEST(Date, RefusesAnyOtherForm) {
    for (const char* text : {"", "2015", "2015-1-1", "15-01-01", "2015/01/01", "2015-01-01 ", " 2015-01-01",
                             "2015-01-0a", "-015-01-01", "+015-01-01", "2015-+1-01", "20150-01-1", "2015-01-011"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

TEST(Date, IsWrittenAsItIsRead) {
    for (std::int32_t days = -719000; days < 100000; days += 97) {
        EXPECT_EQ(parse_date(to_string(Date{days})), Date{days}) << to_string(Date{days});
    }
    EXPECT_EQ(to_string(Date{0}), "1970-01-01");
    EXPECT_EQ(to_string(Date{-1}), "1969-12-31");
}

class HorizonTest : public testing::Test {
  protected:
    const Date start = *parse_date("2013-07-01");
    const Horizon horizon{start, {start.days + 70}, 7};
};

TEST_F(HorizonTest, PutsADateIntoTheTickThatContainsIt) {
    EXPECT_EQ(horizon.ticks(), 10);
    EXPECT_EQ(horizon.tick_of(start), 0);
    EXPECT_EQ(horizon.tick_of({start.days + 6}), 0);
    EXPECT_EQ(horizon.tick_of({start.days + 7}), 1);
    EXPECT_EQ(horizon.tick_of({start.days + 69}), 9);
    for (std::int32_t tick = 0; tick < 10; ++tick) EXPECT_EQ(horizon.tick_of(horizon.date_of(tick)), tick);
}

TEST_F(HorizonTest, ClampsDatesOutside) {
    EXPECT_EQ(horizon.tick_of({start.days - 1}), 0);
    EXPECT_EQ(horizon.tick_of({start.days - 100000}), 0);
    EXPECT_EQ(horizon.tick_of({start.days + 70}), 10);
    EXPECT_EQ(horizon.tick_of({start.days + 100000}), 10);
}

TEST_F(HorizonTest, KnowsItsGrid) {
    EXPECT_TRUE(horizon.is_on_grid({start.days + 14}));
    EXPECT_TRUE(horizon.is_on_grid({start.days - 7}));
    EXPECT_FALSE(horizon.is_on_grid({start.days + 15}));
}

}  // namespace
