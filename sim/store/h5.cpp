// SPDX-License-Identifier: Apache-2.0
#include "sim/store/h5.hpp"

#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace peacenorm::record::h5 {
namespace {

constexpr unsigned in_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;  // netCDF-4 wants the order of creation
constexpr std::string_view bare_prefix = "This is a netCDF dimension but not a netCDF variable.";
constexpr double most_cells = 1e15;                        // more is a damaged header
constexpr std::size_t longest_row = std::size_t{1} << 32;  // bytes; more is a damaged header

// The threadsafe library keeps one error printer a thread: each is silenced once.
// The library's handler at exit would write again what a full disk has refused, and crash on it: it is not installed.
// Whoever writes closes, and sees what that says.
void be_quiet() {
    [[maybe_unused]] static const bool handles_no_exit = H5dont_atexit() >= 0;
    [[maybe_unused]] thread_local const bool quiet = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
}

herr_t keep_first(unsigned n, const H5E_error2_t* error, void* out) {
    if (n == 0 && error->desc != nullptr) *static_cast<std::string*>(out) = error->desc;
    return 0;
}

/// The innermost reason HDF5 knows; the system's own words where it quotes them.
std::string reason() {
    std::string text;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &text);
    constexpr std::string_view quote = "error message = '";
    const std::size_t at = text.find(quote);
    if (at == std::string::npos) return text.empty() ? "unknown HDF5 error" : text;
    const std::size_t from = at + quote.size();
    return text.substr(from, text.find('\'', from) - from);
}

/// Why the disk refused what was still to be written when a variable was closed, since the last file was begun: a
/// destructor cannot throw, so the end of the file does. A file is written by one thread.
std::string& refused() {
    thread_local std::string why;
    return why;
}

template <class Id>
Id check(Id id, const std::string& place, const char* doing) {
    if (id < 0) throw IoError(fmt::format("{}: cannot {}: {}", place, doing, reason()));
    return id;
}

Handle own(hid_t id, const std::string& place, const char* doing) {
    return Handle(check(id, place, doing));
}

Handle text_type(std::size_t size) {
    Handle type(H5Tcopy(H5T_C_S1));
    H5Tset_size(type.id(), size);
    H5Tset_cset(type.id(), H5T_CSET_UTF8);
    H5Tset_strpad(type.id(), size == H5T_VARIABLE ? H5T_STR_NULLTERM : H5T_STR_NULLPAD);
    return type;
}

Handle type_in_memory(Type type) {
    if (type == Type::text) return text_type(H5T_VARIABLE);
    const std::array<hid_t, 4> numbers{H5T_NATIVE_INT8, H5T_NATIVE_INT32, H5T_NATIVE_INT64, H5T_NATIVE_DOUBLE};
    return Handle(H5Tcopy(numbers.at(static_cast<std::size_t>(type))));
}

Type type_of(hid_t type) {
    if (H5Tget_class(type) == H5T_STRING) return H5Tis_variable_str(type) > 0 ? Type::text : Type::other;
    const std::array<std::pair<hid_t, Type>, 4> known{std::pair{H5T_STD_I8LE, Type::int8},
                                                      {H5T_STD_I32LE, Type::int32},
                                                      {H5T_STD_I64LE, Type::int64},
                                                      {H5T_IEEE_F64LE, Type::real}};
    for (const auto& [stored, meant] : known)
        if (H5Tequal(type, stored) > 0) return meant;
    return Type::other;
}

Handle creation(const Definition& definition, const std::string& place) {
    Handle list = own(H5Pcreate(H5P_DATASET_CREATE), place, "prepare a variable");
    H5Pset_attr_creation_order(list.id(), in_order);
    H5Pset_obj_track_times(list.id(), 0);  // no time stamps: equal content, equal bytes
    if (definition.type == Type::real) {
        const double missing = std::numeric_limits<double>::quiet_NaN();
        H5Pset_fill_value(list.id(), H5T_NATIVE_DOUBLE, &missing);
    }
    if (definition.packing == Packing::plain) return list;
    const std::vector<hsize_t> chunk(definition.chunk.begin(), definition.chunk.end());
    check(H5Pset_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), place, "chunk a variable");
    if (definition.packing == Packing::deflated) {
        check(H5Pset_shuffle(list.id()), place, "shuffle a variable");
        check(H5Pset_deflate(list.id(), 1), place, "deflate a variable");
    }
    check(H5Pset_fletcher32(list.id()), place, "checksum a variable");
    return list;
}

/// The selections in the file and in memory for a stretch of rows, and the type of the values there.
struct Slab {
    Handle file, memory, type;
};

Slab slab_of(hid_t dataset, const Extent& shape, Rows rows, Type type, const std::string& place) {
    std::vector<hsize_t> from(shape.size(), 0), count(shape.begin(), shape.end());
    if (!shape.empty()) {
        from.front() = rows.first;
        count.front() = rows.count;
    }
    Slab slab{own(H5Dget_space(dataset), place, "see its shape"),
              own(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), place, "select rows"),
              type_in_memory(type)};
    if (!shape.empty())
        check(H5Sselect_hyperslab(slab.file.id(), H5S_SELECT_SET, from.data(), nullptr, count.data(), nullptr), place,
              "select rows");
    return slab;
}

void read_slab(hid_t dataset, const Slab& slab, void* values, const std::string& place) {
    check(H5Dread(dataset, slab.type.id(), slab.memory.id(), slab.file.id(), H5P_DEFAULT, values), place, "read");
}

Extent shape_of(hid_t dataset, const std::string& place) {
    const Handle space = own(H5Dget_space(dataset), place, "see its shape");
    if (H5Sget_simple_extent_type(space.id()) == H5S_NULL) throw IoError(place + ": has no shape");
    std::vector<hsize_t> dims(static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space.id()), place, "count")));
    check(H5Sget_simple_extent_dims(space.id(), dims.data(), nullptr), place, "see its shape");
    double cells = 1;  // of what is not empty: an empty dimension hides no length that cannot be
    for (const hsize_t size : dims) cells *= static_cast<double>(std::max<hsize_t>(1, size));
    if (cells > most_cells) throw IoError(place + ": its shape makes no sense");
    return {dims.begin(), dims.end()};
}

/// What the filters of a variable make of it; nothing where this program would not have set them: others would be
/// loaded from somewhere.
std::optional<Packing> packing_of(hid_t creation_list) {
    std::vector<H5Z_filter_t> filters;
    for (int i = 0; i < H5Pget_nfilters(creation_list); ++i) {
        unsigned flags = 0, config = 0;
        std::size_t values = 0;
        filters.emplace_back(
            H5Pget_filter2(creation_list, static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, &config));
    }
    if (filters.empty()) return Packing::plain;
    if (filters == std::vector{H5Z_FILTER_FLETCHER32}) return Packing::checked;
    if (filters == std::vector{H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32}) return Packing::deflated;
    return std::nullopt;
}

void put_attribute(hid_t at, const std::string& place, const std::string& name, const Handle& type, const Handle& space,
                   const void* value) {
    const std::string here = place + ", attribute " + name;
    const Handle attribute =
        own(H5Acreate2(at, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT), here, "write");
    check(H5Awrite(attribute.id(), type.id(), value), here, "write");
}

std::string text_of(hid_t attribute, hid_t type, const std::string& place) {
    if (H5Tis_variable_str(type) > 0) {
        char* text = nullptr;
        check(H5Aread(attribute, type, &text), place, "read");
        std::string copy = text == nullptr ? "" : text;
        H5free_memory(text);
        return copy;
    }
    std::string text(H5Tget_size(type), '\0');
    check(H5Aread(attribute, type, text.data()), place, "read");
    return text.substr(0, text.find('\0'));
}

herr_t keep_name(hid_t, const char* name, const H5A_info_t*, void* out) {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
}

/// Never follows a link out of the file.
bool is_dataset(hid_t group, const char* name, const H5L_info_t* link) {
    H5O_info_t info;
    return link->type == H5L_TYPE_HARD && H5Oget_info_by_name2(group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT) >= 0 &&
           info.type == H5O_TYPE_DATASET;
}

herr_t keep_dataset(hid_t group, const char* name, const H5L_info_t* link, void* out) {
    if (is_dataset(group, name, link)) static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
}

herr_t keep_stranger(hid_t group, const char* name, const H5L_info_t* link, void* out) {
    if (!is_dataset(group, name, link)) static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
}

/// Whether the variable of this name in the same file is the object itself.
bool is_named(hid_t object, const char* name) {
    const Handle file(H5Iget_file_id(object));
    H5L_info_t link;
    H5O_info_t here, there;
    return std::string_view(name).find('/') == std::string_view::npos &&
           H5Lget_info(file.id(), name, &link, H5P_DEFAULT) >= 0 && link.type == H5L_TYPE_HARD &&
           H5Oget_info2(object, &here, H5O_INFO_BASIC) >= 0 &&
           H5Oget_info_by_name2(file.id(), name, &there, H5O_INFO_BASIC, H5P_DEFAULT) >= 0 && here.addr == there.addr;
}

/// A scale is known by its address. Its label says its name in all files of this program; to find the name of an
/// address HDF5 looks at every variable of the file.
herr_t keep_scale(hid_t, unsigned, hid_t scale, void* out) {
    std::string& kept = *static_cast<std::string*>(out);
    std::array<char, 256> name{};
    const auto label = H5DSget_scale_name(scale, name.data(), name.size());
    if (label > 0 && label < static_cast<ssize_t>(name.size()) && is_named(scale, name.data()))
        kept = name.data();
    else if (H5Iget_name(scale, name.data(), name.size()) > 1)
        kept = name.data() + 1;
    return 1;  // one scale an axis is enough
}

/// In order of creation; files of others may not keep it, and give names in order of the alphabet.
template <class Iterate>
std::vector<std::string> names_by(const std::string& trouble, Iterate iterate) {
    be_quiet();
    for (const H5_index_t order : {H5_INDEX_CRT_ORDER, H5_INDEX_NAME}) {
        hsize_t at = 0;
        std::vector<std::string> names;
        if (iterate(order, &at, &names) >= 0) return names;
    }
    throw IoError(trouble + ": " + reason());
}

}  // namespace

Handle::~Handle() {
    if (id_ < 0) return;
    be_quiet();
    if (H5Idec_ref(id_) < 0) refused() = reason();
}

void Attributed::put(const std::string& name, std::string_view text) {
    be_quiet();
    const std::string value = text.empty() ? std::string(1, '\0') : std::string(text);
    put_attribute(handle_.id(), *place_, name, text_type(value.size()), Handle(H5Screate(H5S_SCALAR)), value.data());
}

void Attributed::put(const std::string& name, double value) {
    be_quiet();
    const hsize_t one = 1;
    put_attribute(handle_.id(), *place_, name, type_in_memory(Type::real), Handle(H5Screate_simple(1, &one, nullptr)),
                  &value);
}

void Attributed::put(const std::string& name, std::span<const std::int8_t> values) {
    be_quiet();
    const hsize_t count = values.size();
    put_attribute(handle_.id(), *place_, name, type_in_memory(Type::int8), Handle(H5Screate_simple(1, &count, nullptr)),
                  values.data());
}

std::optional<std::string> Attributed::attribute(const std::string& name) const {
    be_quiet();
    if (H5Aexists(handle_.id(), name.c_str()) <= 0) return std::nullopt;
    const std::string place = *place_ + ", attribute " + name;
    const Handle attribute = own(H5Aopen(handle_.id(), name.c_str(), H5P_DEFAULT), place, "open");
    const Handle type = own(H5Aget_type(attribute.id()), place, "see its type");
    const Handle space = own(H5Aget_space(attribute.id()), place, "see its shape");
    const auto count = static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space.id()), place, "count"));
    const H5T_class_t kind = H5Tget_class(type.id());
    if (kind == H5T_STRING && count == 1) return text_of(attribute.id(), type.id(), place);
    if ((kind == H5T_INTEGER || kind == H5T_FLOAT) && count * 8 < longest_row) {
        std::vector<double> values(count);
        check(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, values.data()), place, "read");
        return fmt::format("{}", fmt::join(values, " "));
    }
    return "(unreadable)";
}

std::vector<std::string> Attributed::attributes() const {
    return names_by(*place_ + ": cannot list attributes", [&](H5_index_t order, hsize_t* at, void* names) {
        return H5Aiterate2(handle_.id(), order, H5_ITER_INC, at, keep_name, names);
    });
}

std::uint64_t Variable::stored_bytes() const {
    return H5Dget_storage_size(handle_.id());
}

Storage Variable::storage() const {
    be_quiet();
    const Handle list = own(H5Dget_create_plist(handle_.id()), *place_, "see how it lies on disk");
    Storage storage;
    const H5D_layout_t layout = H5Pget_layout(list.id());
    const std::optional<Packing> packing = packing_of(list.id());
    if (H5Pget_external_count(list.id()) != 0 || layout == H5D_VIRTUAL) storage.layout = Storage::Layout::outside;
    if (storage.layout == Storage::Layout::outside || !packing) return storage;
    storage.packing = *packing;
    if (layout == H5D_CONTIGUOUS) storage.layout = Storage::Layout::plain;
    if (layout != H5D_CHUNKED) return storage;
    std::vector<hsize_t> chunk(shape_.size());
    check(H5Pget_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), *place_, "see its chunks");
    storage.layout = Storage::Layout::chunked;
    storage.chunk.assign(chunk.begin(), chunk.end());
    return storage;
}

std::uint64_t Variable::chunk_bytes(std::uint64_t row) const {
    be_quiet();
    std::vector<hsize_t> at(shape_.size(), 0);
    at.front() = row;
    hsize_t bytes = 0;
    check(H5Dget_chunk_storage_size(handle_.id(), at.data(), &bytes), *place_, "find a chunk");
    return bytes;
}

std::vector<std::string> Variable::dimensions() const {
    be_quiet();
    std::vector<std::string> names(shape_.size());
    if (H5DSis_scale(handle_.id()) > 0) {
        if (names.size() == 1) names.front() = name_;
        return names;
    }
    for (unsigned axis = 0; axis < names.size(); ++axis)
        H5DSiterate_scales(handle_.id(), axis, nullptr, keep_scale, &names[axis]);
    return names;
}

bool Variable::is_bare_dimension() const {
    const std::optional<std::string> label = attribute("NAME");
    return label && std::string_view(*label).substr(0, bare_prefix.size()) == bare_prefix;
}

void Variable::make_dimension() {
    be_quiet();
    check(H5DSset_scale(handle_.id(), name_.c_str()), *place_, "make a dimension");
}

void Variable::along(unsigned axis, const Variable& dimension) {
    be_quiet();
    check(H5DSattach_scale(handle_.id(), dimension.handle_.id(), axis), *place_, "attach a dimension");
}

void Variable::write_values(Type type, Rows rows, const void* values) {
    be_quiet();
    const Slab slab = slab_of(handle_.id(), shape_, rows, type, *place_);
    check(H5Dwrite(handle_.id(), slab.type.id(), slab.memory.id(), slab.file.id(), H5P_DEFAULT, values), *place_,
          "write");
}

void Variable::check_rows(Rows rows) const {
    if (rows.first > this->rows() || rows.count > this->rows() - rows.first)
        throw IoError(fmt::format("{}: cannot read {} rows from {} on: there are {}", *place_, rows.count, rows.first,
                                  this->rows()));
}

void Variable::check_read(Type type, Rows rows, std::size_t values) const {
    check_rows(rows);
    if (rows.count * cells() != values)
        throw IoError(fmt::format("{}: has {} values a row, another number than it should", *place_, cells()));
    const bool is_number = bytes_of(type_) > 0;
    const bool fits = type == Type::real || (type_ != Type::real && bytes_of(type_) <= bytes_of(type));
    if (!is_number || !fits) throw IoError(fmt::format("{}: holds {}, not {}", *place_, name_of(type_), name_of(type)));
}

void Variable::read_values(Type type, Rows rows, void* values) const {
    be_quiet();
    read_slab(handle_.id(), slab_of(handle_.id(), shape_, rows, type, *place_), values, *place_);
}

void Variable::write_texts(Rows rows, std::span<const std::string> texts) {
    std::vector<const char*> pointers;
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    write_values(Type::text, rows, pointers.data());
}

std::vector<std::string> Variable::read_texts(Rows rows) const {
    be_quiet();
    if (type_ != Type::text) throw IoError(*place_ + ": holds no text");
    check_rows(rows);
    if (rows.count * cells() * sizeof(char*) > longest_row) throw IoError(*place_ + ": its shape makes no sense");
    std::vector<char*> pointers(rows.count * cells(), nullptr);
    const Slab slab = slab_of(handle_.id(), shape_, rows, Type::text, *place_);
    read_slab(handle_.id(), slab, pointers.data(), *place_);
    std::vector<std::string> texts;
    for (const char* pointer : pointers) texts.emplace_back(pointer == nullptr ? "" : pointer);
    H5Dvlen_reclaim(slab.type.id(), slab.memory.id(), H5P_DEFAULT, pointers.data());
    return texts;
}

std::string Variable::read_text(std::uint64_t row) const {
    if (cells() != 1) throw IoError(*place_ + ": does not have one text a row");
    return read_texts({row, 1}).front();
}

std::vector<std::byte> Variable::read_bits(Rows rows) const {
    const std::size_t size = bytes_of(type_);
    if (size == 0) throw IoError(*place_ + ": holds a type that this program does not read");
    check_rows(rows);
    if (rows.count * cells() > longest_row / size) throw IoError(*place_ + ": its shape makes no sense");
    std::vector<std::byte> bits(rows.count * cells() * size);
    read_values(type_, rows, bits.data());
    return bits;
}

void Variable::copy_chunk(std::uint64_t to_row, const Variable& from, std::uint64_t from_row) {
    be_quiet();
    std::vector<hsize_t> source(shape_.size(), 0), target(shape_.size(), 0);
    source.front() = from_row;
    target.front() = to_row;
    hsize_t size = 0;
    check(H5Dget_chunk_storage_size(from.handle_.id(), source.data(), &size), *from.place_, "find a chunk");
    std::vector<std::byte> bytes(size);
    std::uint32_t skipped_filters = 0;
    check(H5Dread_chunk(from.handle_.id(), H5P_DEFAULT, source.data(), &skipped_filters, bytes.data()), *from.place_,
          "read a chunk");
    check(H5Dwrite_chunk(handle_.id(), H5P_DEFAULT, skipped_filters, target.data(), size, bytes.data()), *place_,
          "write a chunk");
}

File File::create(const std::filesystem::path& path, Driver driver) {
    be_quiet();
    refused().clear();
    File file;
    file.place_ = std::make_shared<const std::string>(path.string());
    const Handle creation_list = own(H5Pcreate(H5P_FILE_CREATE), *file.place_, "prepare the file");
    const Handle access = own(H5Pcreate(H5P_FILE_ACCESS), *file.place_, "prepare the file");
    H5Pset_obj_track_times(creation_list.id(), 0);
    H5Pset_link_creation_order(creation_list.id(), in_order);
    H5Pset_attr_creation_order(creation_list.id(), in_order);
    H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V110);
    H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
    if (driver == Driver::memory) H5Pset_fapl_core(access.id(), std::size_t{1} << 18, 1);
    file.handle_ = own(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation_list.id(), access.id()), *file.place_, "create");
    return file;
}

File File::open(const std::filesystem::path& path) {
    be_quiet();
    File file;
    file.place_ = std::make_shared<const std::string>(path.string());
    const Handle access = own(H5Pcreate(H5P_FILE_ACCESS), *file.place_, "prepare the file");
    H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
    // No lock: files are published whole and never written again, and a notebook may hold one for itself.
    H5Pset_file_locking(access.id(), false, true);
    file.handle_ = own(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id()), *file.place_, "open as HDF5");
    return file;
}

void File::close() {
    be_quiet();
    check(H5Fclose(handle_.release()), *place_, "finish the file");
    if (!refused().empty()) throw IoError(fmt::format("{}: cannot write all of it: {}", *place_, refused()));
}

Variable File::define(const Definition& definition) {
    return make(definition, type_in_memory(definition.type));
}

Variable File::define_bare_dimension(const std::string& name, std::uint64_t length) {
    Variable variable = make({name, Type::other, {length}, {}, Packing::plain}, Handle(H5Tcopy(H5T_IEEE_F32BE)));
    check(H5DSset_scale(variable.handle_.id(), fmt::format("{}{:10}", bare_prefix, length).c_str()), *variable.place_,
          "make a dimension");
    return variable;
}

Variable File::make(const Definition& definition, const Handle& type) {
    be_quiet();
    Variable variable;
    variable.place_ = std::make_shared<const std::string>(*place_ + ", variable " + definition.name);
    const std::vector<hsize_t> dims(definition.shape.begin(), definition.shape.end());
    const Handle space(H5Screate_simple(static_cast<int>(dims.size()), dims.data(), nullptr));
    const Handle list = creation(definition, *variable.place_);
    variable.handle_ = own(
        H5Dcreate2(handle_.id(), definition.name.c_str(), type.id(), space.id(), H5P_DEFAULT, list.id(), H5P_DEFAULT),
        *variable.place_, "create");
    variable.name_ = definition.name;
    variable.type_ = definition.type;
    variable.shape_ = definition.shape;
    return variable;
}

bool File::has(const std::string& name) const {
    be_quiet();
    return H5Lexists(handle_.id(), name.c_str(), H5P_DEFAULT) > 0;
}

Variable File::variable(const std::string& name) const {
    be_quiet();
    Variable variable;
    variable.place_ = std::make_shared<const std::string>(*place_ + ", variable " + name);
    H5L_info_t link;
    check(H5Lget_info(handle_.id(), name.c_str(), &link, H5P_DEFAULT), *variable.place_, "open");
    if (link.type != H5L_TYPE_HARD) throw IoError(*variable.place_ + ": is a link to another place");
    variable.handle_ = own(H5Dopen2(handle_.id(), name.c_str(), H5P_DEFAULT), *variable.place_, "open");
    const Handle type = own(H5Dget_type(variable.handle_.id()), *variable.place_, "see its type");
    variable.name_ = name;
    variable.type_ = type_of(type.id());
    variable.shape_ = shape_of(variable.handle_.id(), *variable.place_);
    const Storage::Layout layout = variable.storage().layout;
    if (layout == Storage::Layout::outside) throw IoError(*variable.place_ + ": keeps its values in other files");
    if (layout == Storage::Layout::foreign)
        throw IoError(*variable.place_ + ": is stored in a way that results never are");
    return variable;
}

std::vector<std::string> File::strangers() const {
    return names_by(*place_ + ": cannot list its content", [&](H5_index_t order, hsize_t* at, void* names) {
        return H5Literate(handle_.id(), order, H5_ITER_INC, at, keep_stranger, names);
    });
}

std::vector<std::string> File::variables() const {
    return names_by(*place_ + ": cannot list variables", [&](H5_index_t order, hsize_t* at, void* names) {
        return H5Literate(handle_.id(), order, H5_ITER_INC, at, keep_dataset, names);
    });
}

}  // namespace peacenorm::record::h5
