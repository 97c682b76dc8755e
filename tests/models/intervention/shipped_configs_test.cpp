// SPDX-License-Identifier: Apache-2.0
// Every file of configs/ is a study that loads, or a piece of one; every counterfactual says what and why.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    return files;
}

TEST(ShippedConfigs, EveryCounterfactualLoadsAndSaysWhatItChangesFromWhenAndWhy) {
    int studies = 0;
    for (const fs::path& file : files_in("configs/counterfactuals")) {
        if (file.filename() == "window_2018.yaml") continue;  // what the others share
        const study::Study study = study::load_study(file, {}, models::catalogue());
        ++studies;
        EXPECT_FALSE(study.title.empty()) << file;
        EXPECT_TRUE(study.arms.branch.has_value()) << file;
        EXPECT_GE(study.arms.count(), 2u) << file;
        for (const study::Arm& arm : study.arms.list) EXPECT_FALSE(arm.why.empty()) << file << " " << arm.name;
        EXPECT_THAT(text_of(file),
                    ::testing::AllOf(::testing::HasSubstr("What changes:"), ::testing::HasSubstr("Why ask:")))
            << file;
    }
    EXPECT_GE(studies, 9);
}

TEST(ShippedConfigs, EverySweepAndStudyLoads) {
    for (const char* folder : {"configs/sweeps", "configs/studies"}) {
        if (!fs::exists(folder)) continue;
        for (const fs::path& file : files_in(folder))
            EXPECT_NO_THROW(study::load_study(file, {}, models::catalogue())) << file;
    }
}

TEST(ShippedConfigs, HindcastsDifferInWhatTheHostSaysAfter2018Alone) {
    const auto load = [](const char* name) {
        return study::load_study(fs::path("configs/verification") / name, {}, models::catalogue());
    };
    const study::Study given = load("hindcast_2019_2023.yaml"), frozen = load("hindcast_stance_frozen.yaml");
    const config::Node said = given.base->emit(), kept = frozen.base->emit();
    const std::string_view stance = "organisations.minusma.stance.first.2022-07-01";
    ASSERT_NE(said.find_path(stance), nullptr);
    EXPECT_EQ(said.find_path(stance)->text, "-1");
    EXPECT_EQ(kept.find_path(stance), nullptr);
    EXPECT_EQ(to_string(given.horizon.end), to_string(frozen.horizon.end));
    EXPECT_EQ(given.outcomes.size(), frozen.outcomes.size());
}

}  // namespace
}  // namespace peacenorm::intervention::testing
