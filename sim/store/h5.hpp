// SPDX-License-Identifier: Apache-2.0
// The one door to HDF5: files that netCDF-4 readers accept, written so that equal content gives equal bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/check.hpp"

namespace peacenorm::record::h5 {

using Extent = std::vector<std::uint64_t>;

/// What a variable holds. `other` is what this program never writes.
enum class Type { int8, int32, int64, real, text, other };
inline constexpr std::array<std::string_view, 6> type_names{"int8", "int32", "int64", "real", "text", "other"};
inline constexpr std::array<std::size_t, 6> type_bytes{1, 4, 8, 8, 0, 0};  ///< in memory; 0: of no fixed size
inline std::string_view name_of(Type type) {
    return type_names.at(static_cast<std::size_t>(type));
}
inline std::size_t bytes_of(Type type) {
    return type_bytes.at(static_cast<std::size_t>(type));
}

template <class T>
inline constexpr Type type_for = Type::other;
template <>
inline constexpr Type type_for<std::int8_t> = Type::int8;
template <>
inline constexpr Type type_for<std::int32_t> = Type::int32;
template <>
inline constexpr Type type_for<std::int64_t> = Type::int64;
template <>
inline constexpr Type type_for<double> = Type::real;

/// How values lie on disk: in one piece; in chunks with a checksum; shuffled and deflated besides (counts).
enum class Packing { plain, checked, deflated };

struct Definition {
    std::string name;
    Type type = Type::real;
    Extent shape;  ///< empty: a scalar
    Extent chunk;  ///< same length as `shape`, unless packing is plain
    Packing packing = Packing::plain;
};

/// How a variable lies on disk, as far as a reader asks before it trusts its values.
struct Storage {
    /// outside: in other files; foreign: by filters or in a layout that this program never uses.
    enum class Layout { plain, chunked, outside, foreign };
    Layout layout = Layout::foreign;
    Packing packing = Packing::plain;
    Extent chunk;  ///< of one that is chunked
    bool operator==(const Storage&) const = default;
};

/// A stretch of a variable's first dimension; a scalar has one row.
struct Rows {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
};

/// An HDF5 identifier with an owner.
class Handle {
  public:
    Handle() = default;
    explicit Handle(std::int64_t id) : id_(id) {}
    Handle(Handle&& other) noexcept : id_(other.id_) { other.id_ = -1; }
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Handle();
    std::int64_t id() const { return id_; }
    std::int64_t release() {
        const std::int64_t id = id_;
        id_ = -1;
        return id;
    }

  private:
    std::int64_t id_ = -1;
};

/// What carries attributes: the root of a file, or a variable.
class Attributed {
  public:
    void put(const std::string& name, std::string_view text);
    void put(const std::string& name, double value);
    void put(const std::string& name, std::span<const std::int8_t> values);
    /// An attribute as text, numbers included; empty if there is none.
    std::optional<std::string> attribute(const std::string& name) const;
    std::vector<std::string> attributes() const;  ///< names, in order of creation
    const std::string& place() const { return *place_; }

  protected:
    Handle handle_;
    std::shared_ptr<const std::string> place_;  ///< path (and variable), for messages
};

class Variable : public Attributed {
  public:
    Variable() = default;
    const std::string& name() const { return name_; }
    Type type() const { return type_; }
    const Extent& shape() const { return shape_; }
    std::uint64_t rows() const { return shape_.empty() ? 1 : shape_.front(); }
    std::uint64_t cells() const {  ///< of one row
        if (shape_.empty()) return 1;
        return std::accumulate(shape_.begin() + 1, shape_.end(), std::uint64_t{1}, std::multiplies<>());
    }
    std::uint64_t stored_bytes() const;
    Storage storage() const;
    /// Bytes on disk of the chunk that begins at a row; 0 where there is none. Errors: IoError.
    std::uint64_t chunk_bytes(std::uint64_t row) const;
    std::vector<std::string> dimensions() const;  ///< names of the attached scales; empty where none
    bool is_bare_dimension() const;               ///< a length without values

    void make_dimension();
    void along(unsigned axis, const Variable& dimension);

    /// T: int8_t, int32_t, int64_t, double; HDF5 converts. Shape: rows.count * cells().
    template <class T>
    void write(Rows rows, std::span<const T> values) {
        EXPECT(values.size() == rows.count * cells());
        write_values(type_for<T>, rows, values.data());
    }
    /// Errors: IoError, also when the variable has another shape or a type that does not fit into T: files come from
    /// strangers.
    template <class T>
    void read(Rows rows, std::span<T> values) const {
        check_read(type_for<T>, rows, values.size());
        read_values(type_for<T>, rows, values.data());
    }
    void write_texts(Rows rows, std::span<const std::string> texts);
    std::vector<std::string> read_texts(Rows rows) const;
    std::string read_text(std::uint64_t row) const;  ///< of a scalar or a list. Errors: IoError
    /// The bit patterns of numbers, in the type they are stored in.
    std::vector<std::byte> read_bits(Rows rows) const;

    /// Moves a chunk that begins at a row from a variable of the same shape and packing, as it lies on disk.
    void copy_chunk(std::uint64_t to_row, const Variable& from, std::uint64_t from_row);

  private:
    friend class File;
    void check_read(Type type, Rows rows, std::size_t values) const;
    void check_rows(Rows rows) const;
    void write_values(Type type, Rows rows, const void* values);
    void read_values(Type type, Rows rows, void* values) const;

    std::string name_;
    Type type_ = Type::other;
    Extent shape_;
};

class File : public Attributed {
  public:
    enum class Driver { disk, memory };  ///< memory: built in memory, written in one go when closed
    /// Makes a file. Errors: IoError.
    static File create(const std::filesystem::path& path, Driver driver = Driver::disk);
    /// Opens for reading. Errors: IoError.
    static File open(const std::filesystem::path& path);
    /// Closes what was written. Errors: IoError, e.g. no space left.
    void close();

    Variable define(const Definition& definition);
    Variable define_bare_dimension(const std::string& name, std::uint64_t length);
    bool has(const std::string& name) const;
    /// Errors: IoError, also for a link out of the file and for values that lie outside it.
    Variable variable(const std::string& name) const;
    std::vector<std::string> variables() const;  ///< in order of creation
    /// Names of the root that are no variables of this file: groups, types, links to elsewhere.
    std::vector<std::string> strangers() const;

  private:
    Variable make(const Definition& definition, const Handle& type);
};

}  // namespace peacenorm::record::h5
