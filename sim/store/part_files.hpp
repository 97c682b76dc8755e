// SPDX-License-Identifier: Apache-2.0
// The published parts of a study: found, verified, and read as if they were one file.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <limits>
#include <list>
#include <string>
#include <vector>

#include "sim/store/result_file.hpp"

namespace peacenorm::record {

/// Where each bundle lies among the parts. Memory: eight bytes per bundle, whatever its runs hold; none without parts.
struct PartIndex {
    static constexpr double bytes_per_bundle = 9;  ///< of the ledgers of a process: a place, and eight flags
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
    struct Place {
        std::uint32_t part = nowhere;
        std::uint32_t row = 0;  ///< of its first run
    };
    std::vector<std::filesystem::path> parts;
    std::vector<Place> places;         ///< by bundle; empty: no part holds any
    std::vector<bool> failed;          ///< by bundle: holds a failed run
    std::vector<std::string> damaged;  ///< "part-...: reason; its N bundles will be run again"

    Place at(std::uint64_t bundle) const { return bundle < places.size() ? places[bundle] : Place{}; }
    bool holds(std::uint64_t bundle) const { return at(bundle).part != nowhere; }
    /// Bundles that no part holds.
    std::uint64_t gaps() const {
        return static_cast<std::uint64_t>(
            std::count_if(places.begin(), places.end(), [](const Place& place) { return place.part == nowhere; }));
    }
};

/// Writes bundles as a part of its own and publishes it: whole or not at all. `tag` says whose it is, at the end of its
/// name; may be empty. Errors: IoError.
std::filesystem::path write_part(const std::filesystem::path& folder, const ResultLayout& layout,
                                 const Attributes& attributes, std::vector<BundleResult> bundles,
                                 const std::string& tag = "");

/// What the name of a part shows, without opening it: `part-FIRST-COUNT-DIGEST[-TAG].h5`.
struct PartName {
    std::uint64_t bundles = 0;  ///< 0 when the name shows nothing
    std::string tag;
};
PartName name_of(const std::filesystem::path& part);

/// The parts of a folder, in order of their names. Errors: IoError.
std::vector<std::filesystem::path> parts_in(const std::filesystem::path& folder);

/// Reads what parts hold, each verified by its seal. Damaged parts are renamed to `*.damaged`.
/// `check` sees each part and may throw. Errors: IoError, also when two parts disagree about a bundle.
PartIndex index_parts(const std::vector<std::filesystem::path>& parts, const ResultLayout& layout,
                      const std::function<void(const h5::File&, const std::filesystem::path&)>& check);

/// All runs of a study out of its parts; missing where no part has them. Reads ahead by windows of runs, so that parts
/// may interleave in any way. Memory: at most 128 open parts (half as many as there are handles left), 32 MiB of
/// series, 65,536 rows of scalars.
class PartSource final : public RunSource {
  public:
    PartSource(const ResultLayout& layout, const PartIndex& index);
    std::uint64_t rows() const override { return layout_.runs(); }
    std::uint64_t run_of(std::uint64_t row) const override { return row; }
    bool any_failed() const override;
    Scalars scalars(h5::Rows rows) override;
    void series(std::size_t variable, h5::Rows rows, std::span<double> out) override;
    std::optional<std::pair<const h5::Variable*, std::uint64_t>> chunk(std::size_t variable,
                                                                       std::uint64_t row) override;

  private:
    struct Open {
        std::uint32_t part = PartIndex::nowhere;
        h5::File file;
        std::size_t series = std::numeric_limits<std::size_t>::max();
        h5::Variable variable;
    };
    /// A run that is wanted: where it lies, and its place among the wanted.
    struct Wanted {
        std::uint32_t part = 0, row = 0;
        std::uint64_t at = 0;
    };
    template <class Body>
    void for_stretches(h5::Rows rows, Body body) const;
    void load_scalars(h5::Rows rows);
    void load_series(h5::Rows rows);
    void read_alone(std::size_t variable, h5::Rows rows, std::span<double> out);
    std::uint64_t values_of(std::size_t variable) const;
    bool is_copied(std::size_t variable) const;
    void check_copied(const h5::Variable& variable, std::size_t series) const;
    PartIndex::Place place_of(std::uint64_t row) const;
    Open& open(std::uint32_t part);
    const h5::Variable& open_series(std::uint32_t part, std::size_t series);

    const ResultLayout& layout_;
    const PartIndex& index_;
    std::size_t most_open_;                          ///< parts: fewer where handles are few
    std::list<Open> open_;                           ///< the latest used first
    std::vector<std::list<Open>::iterator> opened_;  ///< by part; the end of the list where it is closed
    h5::Rows scalar_rows_, series_rows_;             ///< the windows that are loaded
    Scalars scalars_;
    std::vector<std::vector<double>> series_;
};

/// Whether two places hold the same runs, bit by bit.
bool same_bundle(const ResultLayout& layout, const std::filesystem::path& a, std::uint64_t row_a,
                 const std::filesystem::path& b, std::uint64_t row_b);

}  // namespace peacenorm::record
