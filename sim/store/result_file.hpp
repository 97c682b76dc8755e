// SPDX-License-Identifier: Apache-2.0
// Writes the runs of a study, some (a part) or all (the result), as one labelled file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/store/h5.hpp"
#include "sim/store/result_layout.hpp"

namespace peacenorm::record {

inline constexpr std::string_view format_version = "1";

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// What a stretch of runs came to, beside its series.
struct Scalars {
    std::vector<std::int8_t> status;
    std::vector<std::vector<double>> outcomes;  ///< Shape: [outcome][row]
    std::vector<std::string> errors;            ///< by row; empty texts where nothing failed
};

/// Where a writer takes its runs from, stretch by stretch, in ascending order.
class RunSource {
  public:
    virtual ~RunSource() = default;
    virtual std::uint64_t rows() const = 0;
    virtual std::uint64_t run_of(std::uint64_t row) const = 0;
    virtual bool any_failed() const = 0;
    virtual Scalars scalars(h5::Rows rows) = 0;
    /// One series of some runs; NaN where a run left none. Shape: rows.count * recorded rows * cells.
    virtual void series(std::size_t variable, h5::Rows rows, std::span<double> out) = 0;
    /// The variable and row that hold this run's series as a chunk of its own, if some file does.
    virtual std::optional<std::pair<const h5::Variable*, std::uint64_t>> chunk(std::size_t variable,
                                                                               std::uint64_t row) = 0;
};

/// Bundles in memory, in ascending order.
class BundleSource final : public RunSource {
  public:
    /// Sorts the bundles. Errors: std::logic_error when a run's data do not fit the layout.
    BundleSource(const ResultLayout& layout, std::vector<BundleResult> bundles);
    std::uint64_t rows() const override { return bundles_.size() * layout_.runs_per_bundle; }
    std::uint64_t run_of(std::uint64_t row) const override;
    bool any_failed() const override;
    Scalars scalars(h5::Rows rows) override;
    void series(std::size_t variable, h5::Rows rows, std::span<double> out) override;
    std::optional<std::pair<const h5::Variable*, std::uint64_t>> chunk(std::size_t, std::uint64_t) override {
        return std::nullopt;
    }
    const std::vector<BundleResult>& bundles() const { return bundles_; }

  private:
    const RunResult& run_at(std::uint64_t row) const;

    const ResultLayout& layout_;
    std::vector<BundleResult> bundles_;
};

/// What a count is stored as: the nearest whole number; 0 where a run failed or is missing, as its status says.
double as_count(double value);

/// Cells of one recorded row of a series.
std::uint64_t cells_of(const ResultLayout& layout, const SeriesVariable& series);

/// Runs in one chunk of a series: whole runs, 64 KiB and more where that takes no more than 128 of them.
std::uint64_t runs_per_chunk(std::uint64_t values_per_run, std::uint64_t runs);

/// Who reads a file. Each variable of a result names the labels of its runs, for readers that follow CF. Parts are read
/// by this program alone: with 800 outcomes, the names would be two thirds of a part (tests/bench/store_bench.cpp),
/// written every few seconds and read again by each join.
enum class Readers { all, this_program };

/// Fills an empty file. Equal arguments give equal bytes, however the source is cut. Memory: one block of runs.
void write_result(h5::File& file, const ResultLayout& layout, const Attributes& attributes, RunSource& source,
                  Readers readers = Readers::all);

}  // namespace peacenorm::record
