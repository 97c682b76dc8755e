// SPDX-License-Identifier: Apache-2.0
// What a result file holds, said once: from it parts are written, merged and read. The unit of publication is the
// bundle.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/date.hpp"
#include "sim/record/recorder.hpp"

namespace peacenorm::record {

/// Variables that a file may have whatever is studied: no outcome may take their names. Those of the design begin with
/// `design_` or `parameter_`.
inline constexpr std::array<std::string_view, 12> own_variables{"run",       "time",   "time_bounds", "nv",
                                                                "arm",       "status", "seed",        "bundle",
                                                                "replicate", "error",  "future",      "configuration"};

/// A series variable along (run, time, axes...).
struct SeriesVariable {
    std::string name;
    AxisIds axes{no_axis, no_axis};
    std::string unit, long_name;
    Storage storage = Storage::real;
    Role role = Role::outcome;
};

/// An outcome variable along (run).
struct OutcomeVariable {
    std::string name, unit, long_name;
};

/// A design coordinate along (run): text (labels) or real.
struct DesignVariable {
    std::string name;       ///< "design_contact_rate", "parameter_contact_rate"
    std::string long_name;  ///< the dotted path
    std::string unit;
    bool is_text = false;
};

/// What is known of a run before it runs.
struct RunRow {
    std::uint64_t bundle = 0;
    std::string arm;
    std::uint32_t future = 0;  ///< of the bundle's past; 0 where there is one
    std::uint32_t replicate = 0;
    std::uint32_t seed = 0;
    std::vector<double> real;       ///< by real design variable, in order
    std::vector<std::string> text;  ///< by text design variable, in order
};

enum class Status : std::int8_t { missing = 0, done = 1, failed = 2 };

/// What a finished (or failed) run adds.
struct RunResult {
    Status status = Status::missing;
    RunData data;
    std::string error;  ///< of a failed run
};

/// All runs of one bundle: by arm, then by future.
struct BundleResult {
    std::uint64_t bundle = 0;
    std::vector<RunResult> runs;
};

/// The shape of a study's files. Runs are numbered bundle * runs_per_bundle + arm * futures + future.
struct ResultLayout {
    std::vector<Axis> axes;
    std::vector<Date> times;      ///< first day of each recorded row
    std::vector<Date> times_end;  ///< end of each row, exclusive
    std::vector<SeriesVariable> series;
    std::vector<OutcomeVariable> outcomes;
    std::vector<DesignVariable> design;
    std::uint64_t bundles = 0;
    std::uint32_t runs_per_bundle = 1;
    std::uint32_t futures = 1;  ///< of each past
    std::uint64_t runs() const { return bundles * runs_per_bundle; }
    std::function<RunRow(std::uint64_t run)> row;  ///< computed, never stored: memory stays flat
    /// Attributes of the root, in order: title, Conventions, history, peacenorm_version, configuration, study_hash, ...
    std::vector<std::pair<std::string, std::string>> attributes;
};

}  // namespace peacenorm::record
