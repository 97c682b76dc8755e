// SPDX-License-Identifier: Apache-2.0
// No input crashes the program: the whole resolved baseline, damaged in thousands of ways.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "sim/config/faults.hpp"
#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

std::vector<std::string> lines_of_baseline() {
    std::istringstream text(config::to_yaml(Mali().study.resolved()));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
}

/// One of: a line gone, doubled, moved in or out, a value replaced, a byte changed.
void damage(std::vector<std::string>& lines, std::mt19937& generator) {
    const std::size_t at = generator() % lines.size();
    std::string& line = lines[at];
    const std::vector<std::string> values{"-1",   "0",     "1e9", "null", "[]", "{}",         "yes",
                                          ".nan", "'text", "3",   "1",    "x",  "2017-02-30", "[1, 2]"};
    switch (generator() % 6) {
        case 0:
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1:
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line);
            break;
        case 2:
            line.insert(0, generator() % 2 == 0 ? "  " : "\t");
            break;
        case 3:
            line.erase(0, std::min<std::size_t>(2, line.size()));
            break;
        case 4:
            if (const auto colon = line.find(':'); colon != std::string::npos)
                line = line.substr(0, colon + 1) + " " + values[generator() % values.size()];
            break;
        default:
            if (!line.empty()) line[generator() % line.size()] = static_cast<char>(generator() % 256);
    }
}

TEST(Robustness, DamagedBaselinesAreRefusedOrRun) {
    const auto original = lines_of_baseline();
    const auto file = std::filesystem::temp_directory_path() / "peacenorm_damaged.yaml";
    std::mt19937 generator(20130701);
    int refused = 0, ran = 0;
    for (int round = 0; round < 2000; ++round) {
        auto lines = original;
        for (auto n = 1 + generator() % 3; n > 0; --n) damage(lines, generator);
        std::ofstream out(file, std::ios::trunc);
        for (const std::string& line : lines) out << line << '\n';
        out.close();
        try {
            const study::Study study = study::load_study(file, {}, models::catalogue());
            constexpr std::size_t small = 64U << 20U;  // a valid but huge population is not what this test is about
            if (study.base->state_bytes() > small || study.horizon.ticks() < 3) continue;
            const auto world = study.base->start({study.seed, 0}, record_all(study.horizon));
            world->advance(3);
            ++ran;
        } catch (const config::ConfigError& error) {
            EXPECT_NE(std::string(error.what()), "");
            ++refused;
        }
    }
    std::filesystem::remove(file);
    EXPECT_GT(refused, 200);
    EXPECT_GT(ran, 50);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
