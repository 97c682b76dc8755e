// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/deadline.hpp"

#include <gtest/gtest.h>

#include "sim/config/faults.hpp"

namespace peacenorm::cli {
namespace {

using Clock = std::chrono::system_clock;
using namespace std::chrono_literals;

const Clock::time_point now = Clock::from_time_t(1'000'000);

TEST(Deadline, ADurationCountsFromNow) {
    EXPECT_EQ(parse_deadline("90s", now), now + 90s);
    EXPECT_EQ(parse_deadline("50m", now), now + 50min);
    EXPECT_EQ(parse_deadline("1h30m", now), now + 90min);
    EXPECT_EQ(parse_deadline("2d", now), now + 48h);
}

TEST(Deadline, AMomentIsLocalTimeOrUtc) {
    EXPECT_EQ(parse_deadline("1970-01-12T13:46:40Z", now), now);
    const Clock::time_point local = parse_deadline("2026-03-01T18:00", now);
    EXPECT_EQ(parse_deadline("2026-03-01T18:00:30", now), local + 30s);
    EXPECT_LT(std::chrono::abs(local - parse_deadline("2026-03-01T18:00Z", now)), 15h);
}

TEST(Deadline, AnythingElseIsRefused) {
    for (const char* text :
         {"", "5", "m", "-5m", "5x", "1.5h", "99999d", "2026-03-01", "18:00", "2026-02-01T25:00", "2026-02-30T18:00",
          "9999-01-01T00:00Z", "nan", "inf", "-inf", "1e9s", "nans", "99999999999999999999s"})
        EXPECT_THROW(parse_deadline(text, now), config::ConfigError) << text;
}

}  // namespace
}  // namespace peacenorm::cli
