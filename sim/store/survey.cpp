// SPDX-License-Identifier: Apache-2.0
#include "sim/store/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <new>
#include <optional>

#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/apart.hpp"
#include "sim/store/result_layout.hpp"

namespace peacenorm::record {
namespace {

namespace fs = std::filesystem;
using h5::Rows;
using h5::Storage;
using h5::Type;
using h5::Variable;

constexpr std::uint64_t block = 4096;          // rows read at once
constexpr std::uint64_t most_read = 64 << 20;  // bytes on disk of the numbers that are read, not counted
constexpr std::uint64_t best_ratio = 1040;     // of deflate: 1032 to 1 (RFC 1951), and some bytes for a chunk
constexpr std::size_t highest_rank = 4;        // run, time and two axes
constexpr std::int64_t most_bundles = std::int64_t{1} << 40;
constexpr std::int64_t largest_run = std::int64_t{1} << 53;
constexpr std::int64_t first_day = -719'162, last_day = 2'932'896;  // 0001-01-01, 9999-12-31
constexpr std::uint64_t checksum_bytes = 4;                         // of a chunk
constexpr std::uint64_t text_bytes = 16;                            // of a text's address on disk

[[noreturn]] void refuse(const Variable& variable, const std::string& problem) {
    throw IoError(variable.place() + ": " + problem);
}

/// The variables along runs that every result and part has, and those it may have.
struct Column {
    const char* name;
    Type type;
    std::int64_t low = 0, high = 0;
    bool is_optional = false;
};
constexpr std::int64_t largest_word = std::numeric_limits<std::uint32_t>::max();
constexpr std::array<Column, 8> columns{{{"run", Type::int64, 0, largest_run},
                                         {"bundle", Type::int64, 0, most_bundles},
                                         {"arm", Type::text},
                                         {"status", Type::int8, 0, 2},
                                         {"replicate", Type::int32, 0, std::numeric_limits<std::int32_t>::max()},
                                         {"seed", Type::int64, 0, largest_word},
                                         {"future", Type::int32, 0, std::numeric_limits<std::int32_t>::max(), true},
                                         {"error", Type::text, 0, 0, true}}};

const Column* column_of(const std::string& name) {
    const auto* const found =
        std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return name == column.name; });
    return found == columns.end() ? nullptr : found;
}

/// Calls body(rows) for stretches of a variable's rows, each small enough for memory.
template <class Body>
void for_stretches(const Variable& variable, Body body) {
    const std::uint64_t cells = variable.cells(), end = cells == 0 ? 0 : variable.rows();
    const std::uint64_t step = std::max<std::uint64_t>(1, block / std::max<std::uint64_t>(1, cells));
    for (std::uint64_t first = 0; first < end; first += step) body(Rows{first, std::min(step, end - first)});
}

class Survey {
  public:
    explicit Survey(const h5::File& file);
    void run();

  private:
    void read_attributes(const h5::Attributed& at) const;
    void check_kind(const Variable& variable) const;
    void check_dimensions(const Variable& variable) const;
    void check_storage(const Variable& variable) const;
    void check_chunks(const Variable& variable, const Storage& storage) const;
    void check_column(const Variable& variable, const Column& column) const;
    void check_days(const Variable& variable) const;
    void read(const Variable& variable);
    void check_runs() const;
    std::vector<std::int64_t> whole(const char* name, Rows rows) const;
    struct Shape {
        std::int64_t runs = 0, futures = 1;  ///< of a bundle; of a past
    };
    Shape shape() const;

    const h5::File& file_;
    std::uint64_t file_bytes_;
    std::map<std::string, Variable> variables_;
    std::uint64_t read_ = 0;  ///< bytes of numbers on disk
};

Survey::Survey(const h5::File& file) : file_(file), file_bytes_(fs::file_size(file.place())) {}

void Survey::read_attributes(const h5::Attributed& at) const {
    for (const std::string& name : at.attributes()) at.attribute(name);
}

void Survey::check_kind(const Variable& variable) const {
    if (variable.shape().size() > highest_rank)
        refuse(variable,
               fmt::format("has {} dimensions, results have {} at most", variable.shape().size(), highest_rank));
    if (variable.type() == Type::other && !(variable.is_bare_dimension() && variable.shape().size() == 1))
        refuse(variable, "holds a type that results do not have");
}

/// A dimension has the name of a variable of that length.
void Survey::check_dimensions(const Variable& variable) const {
    const std::vector<std::string> names = variable.dimensions();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) continue;
        const auto along = variables_.find(names[i]);
        if (along == variables_.end()) refuse(variable, fmt::format("lies along {}, which is not there", names[i]));
        const h5::Extent& shape = along->second.shape();
        if (shape.size() != 1 || shape.front() != variable.shape()[i])
            refuse(variable,
                   fmt::format("has {} values along {}, which has another length", variable.shape()[i], names[i]));
    }
}

void Survey::check_chunks(const Variable& variable, const Storage& storage) const {
    bool fits = storage.chunk.front() > 0;
    std::uint64_t bytes = h5::bytes_of(variable.type()) * storage.chunk.front();
    for (std::size_t i = 1; i < storage.chunk.size(); ++i) {
        fits = fits && storage.chunk[i] == variable.shape()[i];
        bytes *= storage.chunk[i];
    }
    if (!fits || storage.chunk.front() > variable.rows()) refuse(variable, "is cut into chunks as results are not");
    if (bytes / best_ratio > file_bytes_ || variable.rows() / storage.chunk.front() > file_bytes_)
        refuse(variable, "declares more values than the file can hold");
    const std::uint64_t checksum = storage.packing == h5::Packing::plain ? 0 : checksum_bytes;
    for (std::uint64_t row = 0; row < variable.rows(); row += storage.chunk.front()) {
        const std::uint64_t stored = variable.chunk_bytes(row);
        if (stored == 0)
            refuse(variable, fmt::format("declares {} rows, but row {} is not stored", variable.rows(), row));
        const bool is_deflated = storage.packing == h5::Packing::deflated;
        const bool can_be = is_deflated ? stored > checksum && stored <= file_bytes_ && bytes / best_ratio <= stored
                                        : stored == bytes + checksum;
        if (!can_be) refuse(variable, "has a chunk of a size that cannot be");
    }
}

void Survey::check_storage(const Variable& variable) const {
    if (variable.type() == Type::other) return;  // a length without values
    const Storage storage = variable.storage();
    if (storage.layout == Storage::Layout::chunked) return check_chunks(variable, storage);
    const bool is_text = variable.type() == Type::text;
    const std::uint64_t bytes = is_text ? text_bytes : h5::bytes_of(variable.type());
    if (variable.rows() * variable.cells() * bytes != variable.stored_bytes() || variable.stored_bytes() > file_bytes_)
        refuse(variable, fmt::format("declares {} values, but {} bytes are stored", variable.rows() * variable.cells(),
                                     variable.stored_bytes()));
}

void Survey::check_column(const Variable& variable, const Column& column) const {
    if (variable.type() != column.type)
        refuse(variable, fmt::format("holds {}, not {}", h5::name_of(variable.type()), h5::name_of(column.type)));
    if (variable.shape().size() != 1 || variable.rows() != variables_.at("run").rows())
        refuse(variable, "does not have one value for each run");
    if (column.type == Type::text) return;
    std::vector<std::int64_t> values;
    for_stretches(variable, [&](Rows rows) {
        values.resize(rows.count);
        variable.read<std::int64_t>(rows, values);
        for (const std::int64_t value : values)
            if (value < column.low || value > column.high)
                refuse(variable, fmt::format("holds {}; allowed: {} to {}", value, column.low, column.high));
    });
}

void Survey::check_days(const Variable& variable) const {
    if (variable.attribute("units").value_or("") != "days since 1970-01-01") return;
    if (variable.type() != Type::int32) refuse(variable, "holds days that are not whole numbers");
    std::vector<std::int64_t> days(variable.rows() * variable.cells());
    variable.read<std::int64_t>({0, variable.rows()}, days);
    for (const std::int64_t day : days)
        if (day < first_day || day > last_day)
            refuse(variable, fmt::format("holds day {}, which no calendar has", day));
}

/// Reads what HDF5 has to follow addresses for, and numbers as long as they are few: what it does not survive shows.
void Survey::read(const Variable& variable) {
    if (variable.type() == Type::text) {
        std::uint64_t length = 0;
        for_stretches(variable, [&](Rows rows) {
            for (const std::string& text : variable.read_texts(rows)) length += text.size();
            if (length > file_bytes_) refuse(variable, "holds more text than the file has bytes");
        });
    } else if (h5::bytes_of(variable.type()) > 0 && read_ + variable.stored_bytes() <= most_read) {
        read_ += variable.stored_bytes();
        for_stretches(variable, [&](Rows rows) { variable.read_bits(rows); });
    }
}

/// Some rows of a column; zeros where a file does not have it.
std::vector<std::int64_t> Survey::whole(const char* name, Rows rows) const {
    std::vector<std::int64_t> values(rows.count, 0);
    if (const auto found = variables_.find(name); found != variables_.end())
        found->second.read<std::int64_t>(rows, values);
    return values;
}

/// The lengths of the first bundle and of the first stretch of futures.
Survey::Shape Survey::shape() const {
    Shape shape;
    std::optional<std::int64_t> first;
    bool is_over = false;
    for_stretches(variables_.at("run"), [&](Rows rows) {
        if (is_over) return;
        const std::vector<std::int64_t> bundle = whole("bundle", rows), future = whole("future", rows);
        for (std::size_t i = 0; i < rows.count && !is_over; ++i) {
            if (!first) first = bundle[i];
            is_over = bundle[i] != *first;
            if (is_over) break;
            ++shape.runs;
            shape.futures = std::max(shape.futures, future[i] + 1);
        }
    });
    return shape;
}

/// Runs are numbered bundle * runs of a bundle + place in it, ascending; a bundle is there whole.
void Survey::check_runs() const {
    const Shape shape = this->shape();
    const std::uint64_t runs = variables_.at("run").rows();
    bool fits = runs == 0 || (runs % static_cast<std::uint64_t>(shape.runs) == 0 && shape.runs % shape.futures == 0);
    std::int64_t before = -1, bundle_here = 0, replicate_here = 0, seed_here = 0;
    for_stretches(variables_.at("run"), [&](Rows rows) {
        const std::vector<std::int64_t> run = whole("run", rows), bundle = whole("bundle", rows),
                                        future = whole("future", rows), replicate = whole("replicate", rows),
                                        seed = whole("seed", rows);
        for (std::size_t i = 0; fits && i < rows.count; ++i) {
            const std::int64_t within = static_cast<std::int64_t>(rows.first + i) % shape.runs;
            if (within == 0) {
                bundle_here = bundle[i];
                replicate_here = replicate[i];
            }
            if (before < 0) seed_here = seed[i];
            fits = bundle[i] == bundle_here && replicate[i] == replicate_here && seed[i] == seed_here &&
                   future[i] == within % shape.futures && run[i] > before && bundle[i] <= largest_run / shape.runs &&
                   run[i] == bundle[i] * shape.runs + within;
            before = run[i];
        }
    });
    if (!fits) throw IoError(file_.place() + ": its runs are not numbered as those of a study");
}

void Survey::run() {
    if (const std::vector<std::string> strangers = file_.strangers(); !strangers.empty())
        throw IoError(fmt::format("{}: holds '{}', which is no variable of this file (a group, or a link to elsewhere)",
                                  file_.place(), strangers.front()));
    read_attributes(file_);
    for (const std::string& name : file_.variables()) {
        Variable variable = file_.variable(name);
        if (printable(name) != name) refuse(variable, "has control characters in its name");
        check_kind(variable);
        check_storage(variable);
        read_attributes(variable);
        variables_.emplace(name, std::move(variable));
    }
    for (const Column& column : columns)
        if (!column.is_optional && !variables_.contains(column.name))
            throw IoError(fmt::format("{}: is not a result: it has no variable '{}'", file_.place(), column.name));
    for (const auto& [name, variable] : variables_) {
        check_dimensions(variable);
        if (const Column* column = column_of(name)) check_column(variable, *column);
        check_days(variable);
        read(variable);
    }
    check_runs();
}

std::string complaint_about(const fs::path& path) {
    try {
        survey(h5::File::open(path));
    } catch (const IoError& fault) {
        return fault.what();
    } catch (const std::bad_alloc&) {
        return path.string() + ": holds more than its size allows: damaged?";
    } catch (const std::exception& fault) {
        return path.string() + ": cannot be read: " + fault.what();
    }
    return {};
}

std::string text_of(const Answer& answer, const fs::path& path) {
    switch (answer.ending) {
        case Answer::Ending::done:
            return answer.text;
        case Answer::Ending::too_slow:
            return path.string() + ": is damaged: it cannot be read in the time that its size asks for";
        case Answer::Ending::crashed:
            break;
    }
    return fmt::format("{}: is damaged, in a way that HDF5 does not survive (signal {})", path.string(), answer.signal);
}

/// For the largest file, each time. The least is for many variables: on a busy machine a megabyte of a few hundred of
/// them takes a quarter of a second. Counts that are mostly zero pack up to a thousandfold, and four gigabytes of them
/// take up to 20 seconds to unpack.
Allowance allowance_for(const std::vector<fs::path>& files) {
    constexpr std::uint64_t least_memory = std::uint64_t{1} << 29, least_seconds = 4, bytes_a_second = 250'000;
    std::uint64_t largest = 0;
    for (const fs::path& file : files) {
        std::error_code error;
        const std::uintmax_t size = fs::file_size(file, error);
        if (error) continue;
        largest = std::max<std::uint64_t>(largest, size);
    }
    return {least_memory + 4 * largest, least_seconds + largest / bytes_a_second};
}

}  // namespace

void survey(const h5::File& file) {
    Survey(file).run();
}

std::vector<std::string> survey_apart(const std::vector<fs::path>& files) {
    const std::vector<Answer> answers = work_apart(
        files.size(), [&](std::size_t i) { return complaint_about(files[i]); }, allowance_for(files));
    std::vector<std::string> complaints;
    complaints.reserve(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) complaints.push_back(text_of(answers[i], files[i]));
    return complaints;
}

}  // namespace peacenorm::record
