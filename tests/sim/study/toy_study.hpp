// SPDX-License-Identifier: Apache-2.0
// Studies of the toy model, written to files of their own and read.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sim/study/study_file.hpp"
#include "tests/sim/study/toy_model.hpp"

namespace peacenorm::toy {

/// A folder that goes away with its test.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / name()) { std::filesystem::create_directories(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path operator/(const std::string& file) const { return path_ / file; }
    std::filesystem::path write(const std::string& file, const std::string& text) const {
        std::ofstream(path_ / file) << text;
        return path_ / file;
    }

  private:
    static std::string name() {
        static int count = 0;
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        return "peacenorm-" + std::to_string(getpid()) + "-" + test->test_suite_name() + "." + test->name() + "-" +
               std::to_string(count++);
    }
    std::filesystem::path path_;
};

inline const std::string head = "model: toy\nseed: 7\nhorizon: {start: 2013-07-01, end: 2014-06-30}\n";

inline study::Study load(const std::string& text, const std::vector<std::string>& sets = {}) {
    const Folder folder;
    return study::load_study(folder.write("study.yaml", text), sets, {&model()});
}

/// The text of the faults, empty when there are none; places read "study.yaml:LINE:COLUMN".
inline std::string faults_of(const std::string& text, const std::vector<std::string>& sets = {}) {
    try {
        load(text, sets);
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return {};
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace peacenorm::toy
