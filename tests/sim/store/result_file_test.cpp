// SPDX-License-Identifier: Apache-2.0
#include "sim/store/result_file.hpp"

#include <gtest/gtest.h>

#include <set>

#include "sim/store/result_reader.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record {
namespace {

using testing::all_bundles;
using testing::bytes_of;
using testing::Fail;
using testing::Folder;
using testing::small_bundle;
using testing::small_layout;

void write(const std::filesystem::path& path, const ResultLayout& layout, std::vector<BundleResult> bundles) {
    BundleSource source(layout, std::move(bundles));
    h5::File file = h5::File::create(path);
    write_result(file, layout, layout.attributes, source);
    file.close();
}

template <class T>
std::vector<T> read(const h5::File& file, const std::string& name, h5::Rows rows) {
    const h5::Variable variable = file.variable(name);
    std::vector<T> values(rows.count * variable.cells());
    variable.read<T>(rows, values);
    return values;
}

TEST(ResultFile, HoldsEveryRunWithItsPlan) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    write(folder / "a.h5", layout, all_bundles(layout));
    const h5::File file = h5::File::open(folder / "a.h5");
    EXPECT_EQ(file.attribute("format_version"), "1");
    EXPECT_EQ(file.attribute("title"), "A small study — essai");
    EXPECT_EQ(file.variable("configuration").read_texts({0, 1}).front(), "model: test\nname: small\n");
    EXPECT_EQ(read<std::int64_t>(file, "run", {6, 2}), (std::vector<std::int64_t>{6, 7}));
    EXPECT_EQ(read<std::int64_t>(file, "bundle", {6, 2}), (std::vector<std::int64_t>{3, 3}));
    EXPECT_EQ(file.variable("arm").read_texts({6, 2}), (std::vector<std::string>{"reference", "without"}));
    EXPECT_EQ(read<std::int32_t>(file, "replicate", {6, 2}), (std::vector<std::int32_t>{1, 1}));
    EXPECT_EQ(read<double>(file, "design_depth", {2, 1}), (std::vector<double>{0.25}));
    EXPECT_EQ(file.variable("design_ladder").read_texts({2, 1}), (std::vector<std::string>{"joint"}));
    EXPECT_FALSE(file.has("error"));
    const BundleResult bundle = small_bundle(layout, 3);
    for (std::size_t i : {std::size_t{0}, std::size_t{3}})
        EXPECT_EQ(read<double>(file, layout.series[i].name, {7, 1}), bundle.runs[1].data.series[i]);
    EXPECT_EQ(read<double>(file, "compliance", {7, 1})[3], bundle.runs[1].data.series[1][3]);
    EXPECT_TRUE(std::isnan(read<double>(file, "compliance", {7, 1})[2]));
    EXPECT_EQ(read<double>(file, "mean_compliance", {7, 1})[0], 7.0 / 9);
}

TEST(ResultFile, ItsOwnVariablesAreThoseWhoseNamesNoOutcomeMayTake) {
    const Folder folder;
    ResultLayout layout = small_layout();
    layout.futures = 2;
    write(folder / "a.h5", layout, all_bundles(layout, Fail::bundle_5));
    std::set<std::string> others;
    for (const auto& axis : layout.axes) others.insert(axis.name);
    for (const auto& series : layout.series) others.insert(series.name);
    for (const auto& outcome : layout.outcomes) others.insert(outcome.name);
    for (const auto& design : layout.design) others.insert(design.name);
    std::set<std::string> own;
    for (const std::string& name : h5::File::open(folder / "a.h5").variables())
        if (!others.contains(name)) own.insert(name);
    EXPECT_EQ(own, std::set<std::string>(own_variables.begin(), own_variables.end()));
}

TEST(ResultFile, EveryVariableHasUnitsAndMeaningAndDimensions) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    write(folder / "a.h5", layout, all_bundles(layout));
    const h5::File file = h5::File::open(folder / "a.h5");
    for (const std::string& name : file.variables()) {
        const h5::Variable variable = file.variable(name);
        if (variable.is_bare_dimension()) continue;
        EXPECT_NE(variable.attribute("units").value_or(""), "") << name;
        EXPECT_NE(variable.attribute("long_name").value_or(""), "") << name;
        for (const std::string& dimension : variable.dimensions()) EXPECT_NE(dimension, "") << name;
        EXPECT_NE(variable.type(), h5::Type::other) << name;
    }
    EXPECT_EQ(file.variable("displaced").dimensions(), (std::vector<std::string>{"run", "time", "place"}));
    EXPECT_EQ(file.variable("displaced").type(), h5::Type::int64);
    EXPECT_EQ(file.variable("cooperation").attribute("role"), "input");
    EXPECT_EQ(file.variable("time").attribute("calendar"), "proleptic_gregorian");
    EXPECT_EQ(Labels(file).place(file.variable("compliance"), 12 + 3 + 2),
              "run 1, time 2013-07-29, organisation g5 sahel");
}

TEST(ResultFile, FailedRunsAreMarkedAndEmpty) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    write(folder / "a.h5", layout, all_bundles(layout, Fail::bundle_5));
    const h5::File file = h5::File::open(folder / "a.h5");
    EXPECT_EQ(read<std::int8_t>(file, "status", {10, 2}), (std::vector<std::int8_t>{1, 2}));
    EXPECT_EQ(file.variable("error").read_texts({10, 2}),
              (std::vector<std::string>{"", "norm_salience is NaN in week 3"}));
    for (const double value : read<double>(file, "compliance", {11, 1})) EXPECT_TRUE(std::isnan(value));
    for (const double value : read<double>(file, "displaced", {11, 1})) EXPECT_EQ(value, 0);
    EXPECT_TRUE(std::isnan(read<double>(file, "deaths", {11, 1})[0]));
}

TEST(ResultFile, EqualStudiesGiveEqualBytes) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    std::vector<BundleResult> reversed = all_bundles(layout);
    std::reverse(reversed.begin(), reversed.end());
    write(folder / "a.h5", layout, all_bundles(layout));
    write(folder / "b.h5", layout, reversed);
    EXPECT_TRUE(bytes_of(folder / "a.h5") == bytes_of(folder / "b.h5"));
}

TEST(ResultFile, LongTextsBecomeVariables) {
    const Folder folder;
    ResultLayout layout = small_layout(1);
    const std::string text(100000, 'y');
    layout.attributes = {{"configuration", text}, {"notes", text}, {"short", "s"}};
    write(folder / "a.h5", layout, all_bundles(layout));
    const h5::File file = h5::File::open(folder / "a.h5");
    EXPECT_EQ(file.variable("configuration").read_texts({0, 1}).front(), text);
    EXPECT_EQ(file.variable("notes").read_texts({0, 1}).front(), text);
    EXPECT_EQ(file.attribute("short"), "s");
}

TEST(ResultFile, RefusesRunsThatDoNotFitTheLayout) {
    const ResultLayout layout = small_layout();
    std::vector<BundleResult> bundles = all_bundles(layout);
    bundles[3].runs[1].data.series[1].pop_back();
    EXPECT_THROW(BundleSource(layout, bundles), std::logic_error);
    EXPECT_THROW(BundleSource(layout, {{12, bundles[0].runs}}), std::logic_error);
    EXPECT_THROW(BundleSource(layout, {{0, {}}}), std::logic_error);
}

TEST(ResultFile, WritesAStudyWithoutSeriesAndOneWithoutRuns) {
    const Folder folder;
    ResultLayout layout = small_layout();
    layout.series.clear();
    write(folder / "a.h5", layout, all_bundles(layout));
    EXPECT_EQ(h5::File::open(folder / "a.h5").variable("deaths").rows(), 24u);
    layout = small_layout(0);
    write(folder / "b.h5", layout, {});
    EXPECT_EQ(h5::File::open(folder / "b.h5").variable("attacks").rows(), 0u);
}

TEST(RunsPerChunk, HoldsWholeRunsOf64KibAndMore) {
    EXPECT_EQ(runs_per_chunk(130 * 9, 10000), 8u);  // 9.1 KiB a run: 7 fill 64 KiB, 8 is the next power of two
    EXPECT_EQ(runs_per_chunk(8192, 10000), 1u);     // exactly 64 KiB
    EXPECT_EQ(runs_per_chunk(8191, 10000), 2u);
    EXPECT_EQ(runs_per_chunk(1000000, 10000), 1u);
    EXPECT_EQ(runs_per_chunk(1, 10000), 128u);  // the most
    EXPECT_EQ(runs_per_chunk(130 * 9, 5), 5u);  // never more than there are
    EXPECT_EQ(runs_per_chunk(0, 0), 1u);
}

}  // namespace
}  // namespace peacenorm::record
