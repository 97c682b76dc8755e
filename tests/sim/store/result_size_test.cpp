// SPDX-License-Identifier: Apache-2.0
#include "sim/store/result_size.hpp"

#include <gtest/gtest.h>

#include "sim/store/digest.hpp"
#include "sim/store/result_file.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record {
namespace {

using record::testing::Folder;

/// Bytes of a result whose numbers are noise, so that deflating gains nothing.
std::uint64_t written(const ResultLayout& layout) {
    const Folder folder;
    std::vector<BundleResult> bundles = record::testing::all_bundles(layout);
    std::uint64_t noise = 88172645463325252ULL;
    for (BundleResult& bundle : bundles)
        for (RunResult& run : bundle.runs)
            for (auto& series : run.data.series)
                for (double& value : series) {
                    noise ^= noise << 13, noise ^= noise >> 7, noise ^= noise << 17;
                    value = static_cast<double>(noise >> 12);
                }
    BundleSource source(layout, std::move(bundles));
    h5::File file = h5::File::create(folder / "r.h5");
    write_result(file, layout, layout.attributes, source);
    file.close();
    seal(folder / "r.h5");
    return std::filesystem::file_size(folder / "r.h5");
}

void expect_upper_bound(const ResultLayout& layout, const char* what) {
    const std::uint64_t told = largest_result(layout), is = written(layout);
    EXPECT_GE(told, is) << what;
    EXPECT_LE(told, 3 * is + 200'000) << what << ": a bound that says something";
}

TEST(LargestResult, IsNeverExceeded) {
    expect_upper_bound(record::testing::small_layout(1), "one bundle");
    expect_upper_bound(record::testing::small_layout(), "with long series");
    ResultLayout many = record::testing::small_layout(5000);
    many.series.clear();
    expect_upper_bound(many, "many runs, just more than fill their chunks");
    many.series = {{"attacks", {no_axis, no_axis}, "events", "attacks on civilians", Storage::count}};
    expect_upper_bound(many, "many runs with a short series");
    ResultLayout drawn = record::testing::small_layout(40);
    drawn.series.clear();
    for (int i = 0; i < 200; ++i)
        drawn.design.push_back({"parameter_of_some_mechanism_with_a_long_name_" + std::to_string(i),
                                "mechanisms.of.some.kind.with_a_long_name." + std::to_string(i), "1", false});
    drawn.row = [row = drawn.row](std::uint64_t run) {
        RunRow known = row(run);
        known.real.resize(201, 0.5);
        return known;
    };
    expect_upper_bound(drawn, "many drawn parameters");
    ResultLayout labels = record::testing::small_layout(600);
    labels.series.clear();
    labels.row = [row = labels.row](std::uint64_t run) {
        RunRow known = row(run);
        known.arm = std::string(300, 'a');
        return known;
    };
    expect_upper_bound(labels, "long labels");
}

}  // namespace
}  // namespace peacenorm::record
