// SPDX-License-Identifier: Apache-2.0
#include "sim/store/part_files.hpp"

#include <gtest/gtest.h>

#include "sim/core/check.hpp"
#include "sim/store/part_store.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record {
namespace {

using testing::Fail;
using testing::Folder;
using testing::small_bundle;
using testing::small_layout;

const auto accept = [](const h5::File&, const std::filesystem::path&) {};

void write(const Folder& folder, const ResultLayout& layout, const std::vector<std::uint64_t>& bundles,
           Fail fail = Fail::never) {
    std::vector<BundleResult> results;
    for (const std::uint64_t bundle : bundles) results.push_back(small_bundle(layout, bundle, fail));
    write_part(folder.path(), layout, layout.attributes, std::move(results));
}

TEST(PartFiles, AreIndexedByBundle) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    write(folder, layout, {7, 2});
    write(folder, layout, {5}, Fail::bundle_5);
    const PartIndex index = index_parts(parts_in(folder.path()), layout, accept);
    EXPECT_EQ(index.parts.size(), 2u);
    EXPECT_TRUE(index.damaged.empty());
    EXPECT_TRUE(index.holds(2) && index.holds(5) && index.holds(7) && !index.holds(3));
    EXPECT_EQ(index.places[7].row, 2u);
    EXPECT_TRUE(index.failed[5] && !index.failed[2]);
}

TEST(PartFiles, LeaveTheNamesOfLabelsToTheResult) {
    const Folder folder;
    const ResultLayout layout = small_layout(2);
    write(folder, layout, {0, 1});
    const auto parts = parts_in(folder.path());
    study::write_joined(folder / "joined.h5", layout, layout.attributes, index_parts(parts, layout, accept));
    const h5::File part = h5::File::open(parts.front()), joined = h5::File::open(folder / "joined.h5");
    for (const char* name : {"deaths", "compliance"}) {
        EXPECT_EQ(part.variable(name).attribute("coordinates"), std::nullopt) << name;
        EXPECT_EQ(joined.variable(name).attribute("coordinates"),
                  "bundle arm status replicate seed design_depth design_ladder")
            << name;
    }
}

TEST(PartSource, ReadsRunsWhereverTheyLie) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    write(folder, layout, {4, 1});
    write(folder, layout, {2, 3});
    const PartIndex index = index_parts(parts_in(folder.path()), layout, accept);
    PartSource source(layout, index);
    EXPECT_EQ(source.rows(), 24u);
    const Scalars scalars = source.scalars({0, 24});
    std::vector<double> values(24 * 12);
    source.series(1, {0, 24}, values);
    for (std::uint64_t run = 0; run < 24; ++run) {
        const bool there = run >= 2 && run < 10;
        EXPECT_EQ(scalars.status[run], there ? 1 : 0) << run;
        if (there) {
            EXPECT_EQ(scalars.outcomes[0][run], static_cast<double>(run) / 9) << run;
            EXPECT_EQ(values[run * 12 + 11], small_bundle(layout, run / 2).runs[run % 2].data.series[1][11]) << run;
        } else {
            EXPECT_TRUE(std::isnan(values[run * 12 + 11])) << run;
        }
    }
}

TEST(PartFiles, AcceptABundleToldTwiceAlikeAndRefuseTwoTales) {
    const Folder folder;
    const ResultLayout layout = small_layout();
    write(folder, layout, {1, 2});
    write(folder, layout, {2, 3});
    EXPECT_TRUE(index_parts(parts_in(folder.path()), layout, accept).holds(3));
    BundleResult other = small_bundle(layout, 3);
    other.runs[1].data.series[1][7] += 1e-9;
    write_part(folder.path(), layout, layout.attributes, {other});
    EXPECT_THROW(index_parts(parts_in(folder.path()), layout, accept), IoError);
}

TEST(PartFiles, RefuseBundlesThatTheStudyDoesNotHave) {
    const Folder folder;
    write(folder, small_layout(12), {11});
    EXPECT_THROW(index_parts(parts_in(folder.path()), small_layout(11), accept), IoError);
}

}  // namespace
}  // namespace peacenorm::record
