// SPDX-License-Identifier: Apache-2.0
// A study of 24 runs with every kind of variable, and a folder that cleans up after itself.
#pragma once

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "sim/store/result_layout.hpp"

namespace peacenorm::record::testing {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A new folder under the system's temporary one.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "peacenorm-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// 12 bundles of 2 arms; series without axes, by organisation, and by place (a chunk a run).
inline ResultLayout small_layout(std::uint64_t bundles = 12) {
    ResultLayout layout;
    layout.axes = {{"organisation", "intervening organisation", {"minusma", "barkhane", "g5 sahel"}},
                   {"place", "cercle", {}}};
    for (int i = 0; i < 2100; ++i) layout.axes[1].labels.push_back("Ségou " + std::to_string(i));
    for (int row = 0; row < 4; ++row) {
        layout.times.push_back({15887 + 28 * row});
        layout.times_end.push_back({15887 + 28 * (row + 1)});
    }
    layout.series = {{"attacks", {no_axis, no_axis}, "events", "attacks on civilians", Storage::count},
                     {"compliance", {0, no_axis}, "1", "compliance with the norm", Storage::real},
                     {"cooperation", {0, no_axis}, "1", "depth of cooperation", Storage::real, Role::input},
                     {"displaced", {1, no_axis}, "persons", "displaced persons", Storage::count}};
    layout.outcomes = {{"mean_compliance", "1", "mean(compliance.minusma)"}, {"deaths", "persons", "sum(deaths)"}};
    layout.design = {{"design_depth", "cooperation.depth", "1", false},
                     {"design_ladder", "cooperation.ladder", "1", true}};
    layout.bundles = bundles;
    layout.runs_per_bundle = 2;
    layout.row = [](std::uint64_t run) {
        const std::uint64_t bundle = run / 2;
        return RunRow{bundle,
                      run % 2 == 0 ? "reference" : "without",
                      0,
                      static_cast<std::uint32_t>(bundle / 3),
                      20130701,
                      {0.25 * static_cast<double>(bundle % 3)},
                      {bundle % 3 == 0 ? "none" : "joint"}};
    };
    layout.attributes = {{"title", "A small study — essai"},
                         {"Conventions", "CF-1.10"},
                         {"history", "made by a test"},
                         {"empty", ""},
                         {"configuration", "model: test\nname: small\n"}};
    return layout;
}

/// What a run leaves: values follow from its number; bundle 5 fails in its second arm when `fail` says so.
enum class Fail { never, bundle_5 };
inline BundleResult small_bundle(const ResultLayout& layout, std::uint64_t bundle, Fail fail = Fail::never) {
    BundleResult result{bundle, {}};
    for (std::uint32_t arm = 0; arm < layout.runs_per_bundle; ++arm) {
        RunResult run{Status::done, {}, {}};
        const auto number = static_cast<double>(bundle * layout.runs_per_bundle + arm);
        if (fail == Fail::bundle_5 && bundle == 5 && arm == 1) {
            result.runs.push_back({Status::failed, {}, "norm_salience is NaN in week 3"});
            continue;
        }
        for (const SeriesVariable& series : layout.series) {
            std::size_t cells = layout.times.size();
            for (const int axis : series.axes)
                if (axis != no_axis) cells *= layout.axes[static_cast<std::size_t>(axis)].labels.size();
            std::vector<double>& values = run.data.series.emplace_back(cells);
            for (std::size_t i = 0; i < cells; ++i)
                values[i] = series.storage == Storage::count ? std::floor(number * 7 + static_cast<double>(i % 13))
                                                             : number / 3 + static_cast<double>(i) / 7;
        }
        if (layout.series.size() > 1) run.data.series[1][2] = missing;
        run.data.outcomes = {number / 9, bundle == 2 ? missing : number};
        result.runs.push_back(std::move(run));
    }
    return result;
}

inline std::vector<BundleResult> all_bundles(const ResultLayout& layout, Fail fail = Fail::never) {
    std::vector<BundleResult> bundles;
    for (std::uint64_t bundle = 0; bundle < layout.bundles; ++bundle)
        bundles.push_back(small_bundle(layout, bundle, fail));
    return bundles;
}

}  // namespace peacenorm::record::testing
