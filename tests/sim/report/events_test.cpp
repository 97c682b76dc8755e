// SPDX-License-Identifier: Apache-2.0
#include "sim/report/events.hpp"

#include <gmock/gmock.h>

namespace peacenorm::report {
namespace {

using testing::HasSubstr;
using testing::Not;

const Date day = *parse_date("2014-03-03");

TEST(EventLog, KeepsKindsInOrderAndFactsByName) {
    EventLog log;
    log.write(day, "visit", {{"place", std::string("port")}, {"calm", 0.5}});
    log.write(day, "arrest", {{"persons", 3.0}});
    log.write(day, "visit", {{"calm", 0.25}, {"by", std::string("a \"mission\"")}});
    EXPECT_EQ(log.json(), R"({"visit": {"facts": ["place", "calm", "by"], "rows": [["2014-03-03", "port", 0.5], )"
                          R"(["2014-03-03", null, 0.25, "a \"mission\""]]}, )"
                          R"("arrest": {"facts": ["persons"], "rows": [["2014-03-03", 3]]}})");
}

TEST(EventLog, AsksForNoLedger) {
    EXPECT_FALSE(EventLog().wants_ledger());
}

TEST(EventLog, CountsWhatItHasNoRoomFor) {
    EventLog log;
    for (std::uint64_t i = 0; i < most_events; ++i) log.write(day, "visit", {});
    EXPECT_EQ(log.left_out(), 0u);
    log.write(day, "last", {});
    EXPECT_EQ(log.left_out(), 1u);
    EXPECT_THAT(log.json(), Not(HasSubstr("last")));
}

TEST(ToldRun, SaysWhichRunItIs) {
    EXPECT_EQ(json_text_of({{7, "quota", 2, {}}}),
              R"([{"run": 7, "arm": "quota", "replicate": 2, "left_out": 0, "kinds": {}}])");
}

}  // namespace
}  // namespace peacenorm::report
