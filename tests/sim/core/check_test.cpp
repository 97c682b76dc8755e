// SPDX-License-Identifier: Apache-2.0
#include "sim/core/check.hpp"

#include <gmock/gmock.h>

namespace {

using namespace peacenorm;
using testing::AllOf;
using testing::HasSubstr;

TEST(Check, TellsWhatFailedAndWhere) {
    try {
        check_failed("ENSURE", "sum == 0", "rows.cpp", 12);
    } catch (const std::logic_error& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("rows.cpp:12"), HasSubstr("ENSURE(sum == 0)")));
        return;
    }
    FAIL() << "check_failed returned";
}

TEST(Check, LooksInDebugBuildsOnly) {
    int looks = 0;
    [[maybe_unused]] const auto refuse = [&] { return ++looks == 0; };
#ifdef NDEBUG
    EXPECT(refuse());
    ENSURE(refuse());
    EXPECT_EQ(looks, 0);
#else
    EXPECT_THROW(EXPECT(refuse()), std::logic_error);
    EXPECT_THROW(ENSURE(refuse()), std::logic_error);
    EXPECT_EQ(looks, 2);
#endif
}

}  // namespace
