// SPDX-License-Identifier: Apache-2.0
#include "sim/report/data_block.hpp"

#include <zlib.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "sim/core/check.hpp"
#include "sim/core/json.hpp"

namespace peacenorm::report {

static_assert(std::endian::native == std::endian::little, "the page's arrays are little-endian");

namespace {

constexpr std::size_t alignment = 8;  // bytes: what the widest typed array of a browser asks for
constexpr double steps = 32767;
constexpr std::int16_t undefined_step = std::numeric_limits<std::int16_t>::min();

template <class T>
void append(std::string& bytes, T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof value);
}

double greatest_by_size(std::span<const double> values) {
    double greatest = 0;
    for (const double value : values)
        if (std::isfinite(value)) greatest = std::max(greatest, std::abs(value));
    return greatest;
}

}  // namespace

void DataBlock::describe(const std::string& name, std::string_view type, const std::vector<std::uint64_t>& shape,
                         double step) {
    bytes_.resize((bytes_.size() + alignment - 1) / alignment * alignment);
    std::vector<std::string> lengths;
    lengths.reserve(shape.size());
    for (const std::uint64_t length : shape) lengths.push_back(std::to_string(length));
    JsonObject object;
    arrays_.push_back(object.put_text("name", name)
                          .put_text("type", type)
                          .put("shape", json_list(lengths))
                          .put("at", std::to_string(bytes_.size()))
                          .put_number("step", step)
                          .text());
}

void DataBlock::add_exact(const std::string& name, const std::vector<std::uint64_t>& shape,
                          std::span<const double> values) {
    describe(name, "f8", shape, std::numeric_limits<double>::quiet_NaN());
    for (const double value : values) append(bytes_, value);
}

void DataBlock::add_rounded(const std::string& name, const std::vector<std::uint64_t>& shape,
                            std::span<const double> values) {
    const double greatest = greatest_by_size(values), step = greatest > 0 ? greatest / steps : 1;
    describe(name, "i2", shape, step);
    for (const double value : values)
        append(bytes_, std::isfinite(value) ? static_cast<std::int16_t>(std::lround(value / step)) : undefined_step);
}

std::string DataBlock::description() const {
    return json_list(arrays_);
}

std::string deflated(std::string_view bytes) {
    z_stream stream{};
    constexpr int raw_window = -15, memory = 9;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
        throw IoError("no memory to compress the page's data");
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int end = ::deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (end != Z_STREAM_END) throw IoError("the page's data cannot be compressed");
    return packed;
}

}  // namespace peacenorm::report
