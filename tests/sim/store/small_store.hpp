// SPDX-License-Identifier: Apache-2.0
// What the tests of the store share: a small study's identity, its bundles published, the bytes of its result.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "sim/store/part_store.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::study::testing {

namespace fs = std::filesystem;
using record::ResultLayout;
using record::testing::bytes_of;
using record::testing::Folder;
using record::testing::small_layout;

inline const Identity ours{"d1d1", "e2e2", "0.1.0 abcdef g++ 12"};

/// What an act complains of.
template <class Error>
std::string message_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& fault) {
        return fault.what();
    }
    return "nothing was thrown";
}

/// The parts beside a result, by name.
inline std::vector<fs::path> part_files_of(const fs::path& result) {
    std::vector<fs::path> parts;
    for (const auto& entry : fs::directory_iterator(result.string() + ".parts"))
        if (entry.path().extension() == ".h5") parts.push_back(entry.path());
    std::sort(parts.begin(), parts.end());
    return parts;
}

/// Publishes bundles of the small study; one run of bundle 5 has failed.
inline void publish(PartStore& store, const ResultLayout& layout, const std::vector<std::uint64_t>& bundles) {
    std::vector<record::BundleResult> batch;
    for (const std::uint64_t bundle : bundles)
        batch.push_back(record::testing::small_bundle(layout, bundle, record::testing::Fail::bundle_5));
    store.publish(std::move(batch));
}

/// The bytes of the result when its bundles come in these batches.
inline std::string joined(const ResultLayout& layout, const std::vector<std::vector<std::uint64_t>>& batches) {
    const Folder folder;
    PartStore store(folder / "out.h5", layout, ours);
    for (const auto& batch : batches) publish(store, layout, batch);
    store.join();
    EXPECT_FALSE(fs::exists(folder / "out.h5.parts"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "nothing is left beside the result";
    return bytes_of(folder / "out.h5");
}

}  // namespace peacenorm::study::testing
