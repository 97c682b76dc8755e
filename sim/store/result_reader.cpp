// SPDX-License-Identifier: Apache-2.0
#include "sim/store/result_reader.hpp"

#include <fmt/format.h>

#include "sim/core/check.hpp"
#include "sim/core/date.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/survey.hpp"

namespace peacenorm::record {

h5::File open_result(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::exists(path, error)) throw IoError(path.string() + ": no such file");
    if (!std::filesystem::is_regular_file(path, error)) throw IoError(path.string() + ": is not a file");
    const Seal state = check_seal(path);
    if (state == Seal::broken) throw IoError(path.string() + ": is damaged: its bytes do not match its seal");
    if (state == Seal::none)
        throw IoError(path.string() +
                      ": is not a result of this program, or is truncated, or was changed after it was written: "
                      "it does not end with a seal");
    require_sound(path);
    return h5::File::open(path);
}

void require_sound(const std::filesystem::path& path) {
    if (const std::string complaint = survey_apart({path}).front(); !complaint.empty()) throw IoError(complaint);
}

std::string Labels::at(const std::string& dimension, std::uint64_t index) const {
    if (dimension.empty() || !file_.has(dimension)) return std::to_string(index);
    try {
        return read(dimension, index);
    } catch (const IoError&) {
        return std::to_string(index);
    }
}

std::vector<std::string> Labels::along(const std::string& dimension) const {
    std::vector<std::string> labels;
    const std::uint64_t size = file_.variable(dimension).rows();
    labels.reserve(size);
    for (std::uint64_t i = 0; i < size; ++i) labels.push_back(at(dimension, i));
    return labels;
}

std::string Labels::read(const std::string& dimension, std::uint64_t index) const {
    const h5::Variable variable = file_.variable(dimension);
    const h5::Rows row{index, 1};
    if (variable.shape().size() != 1 || index >= variable.rows()) return std::to_string(index);
    if (variable.type() == h5::Type::text) return printable(variable.read_text(index));
    if (h5::bytes_of(variable.type()) == 0) return std::to_string(index);
    double value = 0;
    variable.read(row, std::span(&value, 1));
    if (variable.type() == h5::Type::int32 && variable.attribute("units").value_or("") == "days since 1970-01-01")
        return to_string(Date{static_cast<std::int32_t>(value)});
    return fmt::format("{}", value);
}

std::string Labels::place(const h5::Variable& variable, std::uint64_t flat_index) const {
    const std::vector<std::string> dimensions = variable.dimensions();
    std::string text;
    for (std::size_t i = variable.shape().size(); i-- > 0;) {
        const std::uint64_t index = flat_index % variable.shape()[i];
        flat_index /= variable.shape()[i];
        const std::string name = dimensions[i].empty() ? fmt::format("dimension {}", i) : dimensions[i];
        text = fmt::format("{} {}{}{}", name, at(dimensions[i], index), text.empty() ? "" : ", ", text);
    }
    return text;
}

std::string shape_text(const h5::Extent& shape) {
    return shape.empty() ? "scalar" : fmt::format("{}", fmt::join(shape, " x "));
}

}  // namespace peacenorm::record
