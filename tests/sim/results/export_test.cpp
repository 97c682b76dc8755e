// SPDX-License-Identifier: Apache-2.0
#include "sim/results/export.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "sim/store/result_reader.hpp"
#include "tests/sim/study/finished.hpp"

namespace peacenorm {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using toy::FinishedStudy;
using toy::head;

const std::string sweep = head +
                          "design: {factors: {decay: [0, 0.1], list_of_words: [[a, b]]}}\nreplicates: 2\n"
                          "record: {every: 1, by: [organisation, place]}\noutcomes: {calm_mean: mean(calm)}\n";

std::vector<std::string> lines_of(const FinishedStudy& study, const std::vector<std::string>& series = {}) {
    std::string text;
    const auto write = [&](std::string_view more) { text += more; };
    series.empty() ? study::export_runs(study.result, write) : study::export_series(study.result, series, write);
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

TEST(Export, OneLineARunWithLabelsDesignAndOutcomes) {
    const FinishedStudy study(sweep);
    const auto lines = lines_of(study);
    ASSERT_EQ(lines.size(), 5u);
    EXPECT_EQ(lines[0], "run,bundle,arm,status,replicate,seed,design_decay,design_list_of_words,calm_mean");
    EXPECT_THAT(lines[2], StartsWith("1,1,default,1,0,7,0.1,\"[a, b]\","));
    std::vector<double> there(4);
    record::open_result(study.result).variable("calm_mean").read<double>({0, 4}, there);
    EXPECT_EQ(std::stod(lines[4].substr(lines[4].rfind(',') + 1)), there[3]);  // reads back to the last bit
}

TEST(Export, SeriesGoLongByRunStepAndLabels) {
    const FinishedStudy study(sweep);
    const auto lines = lines_of(study, {"visits_by_place"});
    ASSERT_EQ(lines.size(), 1u + 4 * 52 * 2 * 2);
    EXPECT_EQ(lines[0],
              "run,arm,replicate,seed,design_decay,design_list_of_words,step,time,organisation,place,visits_by_place");
    EXPECT_THAT(lines[1], StartsWith("0,default,0,7,0,\"[a, b]\",1,2013-07-01,minusma,north,"));
    EXPECT_THAT(lines[4], StartsWith("0,default,0,7,0,\"[a, b]\",1,2013-07-01,barkhane,south,"));
    EXPECT_THAT(lines[5], StartsWith("0,default,0,7,0,\"[a, b]\",2,2013-07-08,minusma,north,"));
    std::vector<std::int64_t> there(52 * 4);
    record::open_result(study.result).variable("visits_by_place").read<std::int64_t>({2, 1}, there);
    for (std::size_t i = 0; i < there.size(); ++i) {
        const std::string& line = lines[1 + 2 * there.size() + i];
        EXPECT_EQ(std::stoll(line.substr(line.rfind(',') + 1)), there[i]);
    }
}

TEST(Export, AllIsWhatIsByRunAndTimeAlone) {
    const auto lines = lines_of(FinishedStudy(sweep), {"all"});
    ASSERT_EQ(lines.size(), 1u + 4 * 52);
    EXPECT_THAT(lines[0], HasSubstr("step,time,calm"));
}

TEST(Export, UnknownAndUnlikeSeriesAreRefusedWithWords) {
    const FinishedStudy study(sweep);
    const auto message_of = [&](const std::vector<std::string>& names) -> std::string {
        try {
            lines_of(study, names);
        } catch (const config::ConfigError& error) {
            return error.what();
        }
        return {};
    };
    EXPECT_THAT(message_of({"vists"}), HasSubstr("unknown series 'vists'"));
    EXPECT_THAT(message_of({"vists"}), HasSubstr("did you mean 'visits'?"));
    EXPECT_THAT(message_of({"visits", "calm"}), HasSubstr("export them one by one"));
}

}  // namespace
}  // namespace peacenorm
