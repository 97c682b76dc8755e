// SPDX-License-Identifier: Apache-2.0
#include "sim/store/survey.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>

#include "sim/core/check.hpp"
#include "sim/store/apart.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "sim/store/result_reader.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record {
namespace {

using h5::Packing;
using h5::Type;
using record::testing::Folder;
using ::testing::HasSubstr;

constexpr Allowance small{1 << 28, 1};

TEST(WorkApart, AnswersForEveryItem) {
    const auto answers = work_apart(
        3, [](std::size_t i) { return std::string(i, 'a'); }, small);
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[0].text, "");
    EXPECT_EQ(answers[2].text, "aa");
    EXPECT_EQ(answers[2].ending, Answer::Ending::done);
}

TEST(WorkApart, SurvivesACrashAndGoesOnWithTheNextItem) {
    const auto answers = work_apart(
        3,
        [](std::size_t i) {
            if (i == 1) raise(SIGSEGV);
            return std::string("whole");
        },
        small);
    EXPECT_EQ(answers[0].text, "whole");
    EXPECT_EQ(answers[1].ending, Answer::Ending::crashed);
    EXPECT_EQ(answers[1].signal, SIGSEGV);
    EXPECT_EQ(answers[2].text, "whole");
}

TEST(WorkApart, EndsAnEndlessLoop) {
    const auto answers = work_apart(
        1,
        [](std::size_t) {
            const std::atomic<bool> goes_on{true};
            while (goes_on) continue;
            return std::string();
        },
        small);
    EXPECT_EQ(answers[0].ending, Answer::Ending::too_slow);
}

TEST(WorkApart, GivesEachItemTheSameTime) {
    const auto answers = work_apart(
        5,
        [](std::size_t) {
            const std::clock_t begun = std::clock();
            while (std::clock() - begun < 9 * CLOCKS_PER_SEC / 10) continue;
            return std::string("whole");
        },
        small);
    for (const Answer& answer : answers) EXPECT_EQ(answer.text, "whole");
}

TEST(WorkApart, ASignalThatAsksTheProgramToEndIsNotTheItems) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
        const auto answers = work_apart(
            2,
            [&](std::size_t) {
                raise(signal);
                return std::string("whole");
            },
            small);
        for (const Answer& answer : answers) EXPECT_EQ(answer.text, "whole") << signal;
    }
}

TEST(WorkApart, AnItemWhoseProcessSomebodyKilledIsDoneAgain) {
    const Folder folder;
    const auto kills = [&](int most) {
        std::filesystem::remove_all(folder / "kills");
        return work_apart(
            2,
            [&](std::size_t i) {
                const auto size = std::filesystem::exists(folder / "kills") ? file_size(folder / "kills") : 0;
                std::ofstream(folder / "kills", std::ios::app) << 'x';
                if (i == 0 && size < static_cast<std::uintmax_t>(most)) raise(SIGKILL);
                return std::string("whole");
            },
            small);
    };
    for (const Answer& answer : kills(2)) EXPECT_EQ(answer.text, "whole");
    const auto always = kills(3);
    EXPECT_EQ(always[0].ending, Answer::Ending::crashed);
    EXPECT_EQ(always[0].signal, SIGKILL);
    EXPECT_EQ(always[1].text, "whole");
}

/// A small result as its writer leaves it, then changed before it is closed.
std::string complaint(const Folder& folder, const std::function<void(h5::File&)>& change) {
    const ResultLayout layout = record::testing::small_layout();
    BundleSource source(layout, record::testing::all_bundles(layout));
    h5::File file = h5::File::create(folder / "r.h5");
    write_result(file, layout, layout.attributes, source);
    change(file);
    file.close();
    seal(folder / "r.h5");
    try {
        open_result(folder / "r.h5");
    } catch (const IoError& fault) {
        return fault.what();
    }
    return "sound";
}

template <class T>
std::function<void(h5::File&)> with(const std::string& name, Type type, const std::vector<T>& values) {
    return [=](h5::File& file) {
        h5::Variable variable = file.define({name, type, {values.size()}, {}, Packing::plain});
        variable.write<T>({0, values.size()}, std::span<const T>(values));
    };
}

TEST(Survey, AcceptsWhatTheProgramWrites) {
    const Folder folder;
    EXPECT_EQ(complaint(folder, [](h5::File&) {}), "sound");
}

TEST(Survey, RefusesValuesOutOfTheirRange) {
    const Folder folder;
    const auto put = [](const std::string& name, std::int64_t value) {
        return [=](h5::File& file) {
            file.variable(name).write<std::int64_t>({3, 1}, std::span<const std::int64_t>(&value, 1));
        };
    };
    EXPECT_THAT(complaint(folder, put("status", 3)), HasSubstr("variable status: holds 3; allowed: 0 to 2"));
    EXPECT_THAT(complaint(folder, put("status", -1)), HasSubstr("variable status: holds -1"));
    EXPECT_THAT(complaint(folder, put("replicate", -1)), HasSubstr("variable replicate: holds -1"));
    EXPECT_THAT(complaint(folder, put("seed", std::int64_t{1} << 32)), HasSubstr("variable seed: holds 4294967296"));
    EXPECT_THAT(complaint(folder, put("bundle", std::int64_t{1} << 60)), HasSubstr("variable bundle: holds"));
    EXPECT_THAT(complaint(folder, put("bundle", 7)), HasSubstr("not numbered as those of a study"));
    EXPECT_THAT(complaint(folder, put("run", 99)), HasSubstr("not numbered as those of a study"));
    EXPECT_THAT(complaint(folder, put("time", 1 << 30)), HasSubstr("variable time: holds day 1073741824"));
}

TEST(Survey, RefusesLengthsThatDoNotAgree) {
    const Folder folder;
    EXPECT_THAT(complaint(folder, with<std::int32_t>("future", Type::int32, {0, 0})),
                HasSubstr("variable future: does not have one value for each run"));
    EXPECT_THAT(complaint(folder, with<std::int64_t>("error", Type::int64, {0})),
                HasSubstr("variable error: holds int64, not text"));
    EXPECT_THAT(
        complaint(folder,
                  [](h5::File& file) {
                      h5::Variable longer = file.define({"longer", Type::real, {24, 9}, {24, 9}, Packing::checked});
                      longer.write<double>({0, 24}, std::vector<double>(std::size_t{24} * 9));
                      longer.along(0, file.variable("run"));
                      longer.along(1, file.variable("organisation"));
                  }),
        HasSubstr("variable longer: has 9 values along organisation, which has another length"));
}

TEST(Survey, RefusesSizesThatCannotBeBeforeItTakesMemory) {
    const Folder folder;
    const auto declare = [](const h5::Extent& shape, const h5::Extent& chunk, Packing packing) {
        return [=](h5::File& file) { file.define({"much", Type::real, shape, chunk, packing}); };
    };
    const std::uint64_t many = std::uint64_t{1} << 33;
    EXPECT_THAT(complaint(folder, declare({many}, {}, Packing::plain)),
                HasSubstr("variable much: declares 8589934592"));
    EXPECT_THAT(complaint(folder, declare({many}, {4096}, Packing::checked)), HasSubstr("variable much: declares"));
    EXPECT_THAT(complaint(folder, declare({24}, {8}, Packing::checked)), HasSubstr("row 0 is not stored"));
    EXPECT_THAT(complaint(folder, declare({24, 4}, {24, 2}, Packing::checked)),
                HasSubstr("cut into chunks as results"));
    EXPECT_THAT(complaint(folder, declare({24, 1, 1, 1, 1}, {24, 1, 1, 1, 1}, Packing::checked)),
                HasSubstr("has 5 dimensions"));
}

TEST(Survey, WantsTheVariablesOfAResult) {
    const Folder folder;
    h5::File file = h5::File::create(folder / "foreign.h5");
    with<std::int64_t>("numbers", Type::int64, {1, 2})(file);
    file.close();
    seal(folder / "foreign.h5");
    EXPECT_THAT(survey_apart({folder / "foreign.h5"}).front(), HasSubstr("is not a result: it has no variable 'run'"));
}

}  // namespace
}  // namespace peacenorm::record
