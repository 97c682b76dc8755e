// SPDX-License-Identifier: Apache-2.0
// Ranks as they are in a program without MPI: this test is linked with ranks_none.cpp. With MPI: tests/cluster.
#include "sim/parallel/ranks.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <string>

namespace peacenorm::parallel {
namespace {

/// A variable of the environment, unset when it goes.
class Variable {
  public:
    Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

  private:
    const char* name_;
};

TEST(RanksWithoutMpi, OneProcessIsNoJob) {
    EXPECT_EQ(meet_ranks(), nullptr);
    const Variable one("OMPI_COMM_WORLD_SIZE", "1");
    EXPECT_EQ(meet_ranks(), nullptr);
}

TEST(RanksWithoutMpi, SeveralTasksAreAnErrorThatSaysWhatToDo) {
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_NTASKS"}) {
        const Variable several(name, "3");
        try {
            meet_ranks();
            ADD_FAILURE() << name;
        } catch (const RanksError& error) {
            EXPECT_THAT(error.what(),
                        testing::AllOf(testing::HasSubstr(name), testing::HasSubstr("3 tasks"),
                                       testing::HasSubstr("built without MPI"), testing::HasSubstr("libopenmpi-dev"),
                                       testing::HasSubstr("--shard")));
        }
    }
}

TEST(Ranks, TextsAndRealNumbersTravelAsWords) {
    for (const std::string text : {"", "rank", "eight ch", "Ménaka, pid 4711"})
        EXPECT_EQ(text_of(words_of(text)), text);
    EXPECT_EQ(text_of({}), "");
    for (const double value : {0.0, -1.5, 1e300}) EXPECT_EQ(real_of(word_of(value)), value);
}

}  // namespace
}  // namespace peacenorm::parallel
