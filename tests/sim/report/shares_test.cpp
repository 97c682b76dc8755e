// SPDX-License-Identifier: Apache-2.0
#include "sim/report/shares.hpp"

#include <gmock/gmock.h>

namespace peacenorm::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PartsOfLabels, AreNamedBehindTheColonOfTheMeaning) {
    EXPECT_THAT(parts_of_labels("asked: round, question, where", {"a.fuel.north", "b.bread.south"}),
                ElementsAre("round", "question", "where"));
}

TEST(PartsOfLabels, AreNoneWhereALabelHasAnotherNumberOfThem) {
    EXPECT_THAT(parts_of_labels("asked: round, question, where", {"a.fuel.north", "b.bread"}), IsEmpty());
    EXPECT_THAT(parts_of_labels("asked: round", {"a"}), IsEmpty());
    EXPECT_THAT(parts_of_labels("asked", {"a.b"}), IsEmpty());
    EXPECT_THAT(parts_of_labels("asked: round, where", {}), IsEmpty());
}

}  // namespace
}  // namespace peacenorm::report
