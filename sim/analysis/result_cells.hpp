// SPDX-License-Identifier: Apache-2.0
// A result as cells: design points by arms, each with its replicates and futures; outcomes are read on demand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/run_values.hpp"
#include "sim/store/h5.hpp"

namespace peacenorm::analysis {

/// One coordinate of the design.
struct Coordinate {
    std::string path;                 ///< "contact.rate"
    std::string unit;                 ///< "1" where there is none
    std::vector<std::string> labels;  ///< its value, by design point
};

struct OutcomeName {
    std::string name, unit, expression;
};

/// What became of the runs, and the first of those that are not done.
struct RunCounts {
    std::uint64_t runs = 0, failed = 0, missing = 0;
    std::vector<std::string> first;  ///< "run 13 (arm without, replicate 3): failed: norm_salience is NaN in week 3"
};

/// The runs of a result: run = (bundle * arms + arm) * futures + future, bundle = replicate * points + point.
/// Memory: eight bytes per run for each outcome that is read; never a series.
class ResultCells {
  public:
    /// Errors: IoError when there is no result, a damaged one, or one whose runs lie in another order.
    explicit ResultCells(const std::filesystem::path& result);

    std::uint64_t points() const { return points_; }
    std::uint64_t replicates() const { return bundles_ / points_; }
    std::uint64_t futures() const { return futures_; }
    /// Replicates in a row that share a draw of the priors at this point; 1 where nothing is drawn.
    std::uint64_t replicates_per_draw(std::uint64_t point) const;
    std::uint32_t seed() const { return seed_; }
    const std::vector<std::string>& arms() const { return arms_; }
    const std::vector<Coordinate>& factors() const { return factors_; }
    const std::vector<OutcomeName>& outcomes() const { return outcomes_; }
    /// Parameters drawn from their priors: variable, unit and path; `values` reads them by variable.
    const std::vector<OutcomeName>& drawn() const { return drawn_; }
    const RunCounts& ledger() const { return ledger_; }
    /// An attribute of the root in one printable line, empty if there is none.
    std::string attribute(const std::string& name) const;
    /// An attribute that counts something. Range: from 1. Errors: IoError when it says anything else.
    std::optional<std::uint64_t> number(const std::string& attribute) const;

    /// The first text of a variable, empty if there is none: long attributes are kept so. Errors: IoError.
    std::string text(const std::string& variable) const;

    /// An outcome by run; NaN where nothing happened and where the run is not done. Errors: IoError.
    std::vector<double> values(const std::string& outcome) const;
    /// The same as comparisons read it. Errors: IoError.
    RunValues run_values(const std::string& outcome) const;
    bool is_done(std::uint64_t run) const { return is_done_[run]; }
    std::uint64_t run_of(std::uint64_t replicate, std::uint64_t point, std::uint64_t arm, std::uint64_t future) const {
        return ((replicate * points_ + point) * arms_.size() + arm) * futures_ + future;
    }
    /// "contact.rate=0, parameters=prior"; empty without a design.
    std::string point_label(std::uint64_t point) const;

  private:
    void read_shape(const std::string& path);
    void read_names();
    void read_ledger();
    void check_repeats(const record::h5::Variable& variable, std::uint64_t period, std::uint64_t stretch) const;
    void add_flaw(std::uint64_t run, const char* what);

    record::h5::File file_;
    std::uint64_t points_ = 1, bundles_ = 0, futures_ = 1;
    std::uint64_t replicates_per_draw_ = 1;
    std::uint32_t seed_ = 0;
    std::vector<std::string> arms_;
    std::vector<Coordinate> factors_;
    std::vector<OutcomeName> outcomes_, drawn_;
    RunCounts ledger_;
    std::vector<bool> is_done_;
};

}  // namespace peacenorm::analysis
