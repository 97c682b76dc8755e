// SPDX-License-Identifier: Apache-2.0
#include "sim/results/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::study {
namespace {

using record::h5::File;
using record::h5::Rows;
using record::h5::Type;
using record::h5::Variable;
using Scope = DiffOptions::Scope;

constexpr std::uint64_t block_bytes = 4 << 20;

bool tells_of_the_making(const std::string& attribute) {
    return attribute == "history" || attribute == "command" || attribute.starts_with("wall_");
}

/// The variables in scope, by name.
std::vector<std::string> names_in(const File& file, Scope scope) {
    std::vector<std::string> names = file.variables();
    std::erase_if(names, [&](const std::string& name) {
        const Variable variable = file.variable(name);
        return variable.is_bare_dimension() ||
               (scope == Scope::outcomes && variable.attribute("role").value_or("") == "input");
    });
    std::sort(names.begin(), names.end());
    return names;
}

std::uint64_t rows_a_block(const Variable& variable) {
    const std::uint64_t size = std::max<std::uint64_t>(16, record::h5::bytes_of(variable.type()));
    return std::max<std::uint64_t>(1, block_bytes / size / std::max<std::uint64_t>(1, variable.cells()));
}

/// Walks a variable in stretches of rows small enough for memory; `visit` says whether to go on.
template <class Visit>
void walk(const Variable& variable, Visit visit) {
    const std::uint64_t step = rows_a_block(variable), end = variable.cells() == 0 ? 0 : variable.rows();
    for (std::uint64_t first = 0; first < end; first += step)
        if (!visit(Rows{first, std::min(step, end - first)})) return;
}

std::string digest_of(const File& file, const std::vector<std::string>& names) {
    record::Digest digest;
    for (const std::string& name : names) {
        const Variable variable = file.variable(name);
        digest.add(name);
        digest.add(record::h5::name_of(variable.type()));
        digest.add(record::shape_text(variable.shape()));
        walk(variable, [&](Rows rows) {
            if (variable.type() == Type::text)
                for (const std::string& text : variable.read_texts(rows)) digest.add(text);
            else
                digest.add(variable.read_bits(rows));
            return true;
        });
    }
    return digest.hex();
}

std::string value_text(const Variable& variable, const std::byte* bits) {
    const auto as = [&](auto value) {
        std::memcpy(&value, bits, sizeof value);
        return fmt::format("{}", value);
    };
    switch (variable.type()) {
        case Type::int8:
            return as(std::int8_t{});
        case Type::int32:
            return as(std::int32_t{});
        case Type::int64:
            return as(std::int64_t{});
        default:
            return as(double{});
    }
}

/// A long text around the place where it parts from another: the line there.
std::string line_at_difference(const std::string& text, const std::string& other) {
    const auto at = std::mismatch(text.begin(), text.end(), other.begin(), other.end()).first - text.begin();
    const std::size_t from = at == 0 ? 0 : text.rfind('\n', static_cast<std::size_t>(at) - 1) + 1;
    return '"' + text.substr(from, std::min<std::size_t>(text.find('\n', from) - from, 200)) + '"';
}

std::optional<Difference> compare_texts(const Variable& a, const Variable& b, Rows rows, const record::Labels& labels) {
    const std::vector<std::string> texts_a = a.read_texts(rows), texts_b = b.read_texts(rows);
    const auto parted = std::mismatch(texts_a.begin(), texts_a.end(), texts_b.begin(), texts_b.end());
    if (parted.first == texts_a.end()) return std::nullopt;
    const auto index = static_cast<std::uint64_t>(parted.first - texts_a.begin());
    return Difference{a.name(), labels.place(a, rows.first * a.cells() + index),
                      line_at_difference(*parted.first, *parted.second),
                      line_at_difference(*parted.second, *parted.first)};
}

std::optional<Difference> compare_bits(const Variable& a, const Variable& b, Rows rows, const record::Labels& labels) {
    const std::vector<std::byte> bits_a = a.read_bits(rows), bits_b = b.read_bits(rows);
    const auto parted = std::mismatch(bits_a.begin(), bits_a.end(), bits_b.begin());
    if (parted.first == bits_a.end()) return std::nullopt;
    const std::size_t size = record::h5::bytes_of(a.type());
    const std::uint64_t index = static_cast<std::uint64_t>(parted.first - bits_a.begin()) / size;
    return Difference{a.name(), labels.place(a, rows.first * a.cells() + index),
                      value_text(a, bits_a.data() + index * size), value_text(b, bits_b.data() + index * size)};
}

std::string kind_of(const Variable& variable) {
    return fmt::format("{} of {}", record::h5::name_of(variable.type()), record::shape_text(variable.shape()));
}

std::optional<Difference> compare(const Variable& a, const Variable& b, const record::Labels& labels) {
    if (a.type() != b.type() || a.shape() != b.shape()) return Difference{a.name(), "", kind_of(a), kind_of(b)};
    std::optional<Difference> found;
    walk(a, [&](Rows rows) {
        found = a.type() == Type::text ? compare_texts(a, b, rows, labels) : compare_bits(a, b, rows, labels);
        return !found;
    });
    return found;
}

void compare_attributes(const File& a, const File& b, std::vector<Difference>& differences) {
    std::vector<std::string> names = a.attributes();
    for (const std::string& name : b.attributes())
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    for (const std::string& name : names) {
        const std::string value_a = a.attribute(name).value_or("(none)"),
                          value_b = b.attribute(name).value_or("(none)");
        if (!tells_of_the_making(name) && value_a != value_b)
            differences.push_back({"attribute " + name, "", value_a, value_b});
    }
}

void compare_variables(const File& a, const File& b, const std::vector<std::string>& names_a,
                       const std::vector<std::string>& names_b, std::vector<Difference>& differences) {
    const record::Labels labels(a);
    for (const std::string& name : names_a) {
        if (!std::binary_search(names_b.begin(), names_b.end(), name))
            differences.push_back({name, "", kind_of(a.variable(name)), "(none)"});
        else if (auto difference = compare(a.variable(name), b.variable(name), labels))
            differences.push_back(std::move(*difference));
    }
    for (const std::string& name : names_b)
        if (!std::binary_search(names_a.begin(), names_a.end(), name))
            differences.push_back({name, "", "(none)", kind_of(b.variable(name))});
}

}  // namespace

FileDiff diff(const std::filesystem::path& path_a, const std::filesystem::path& path_b, DiffOptions options) {
    try {
        const File a = record::open_result(path_a), b = record::open_result(path_b);
        const std::vector<std::string> names_a = names_in(a, options.scope), names_b = names_in(b, options.scope);
        FileDiff comparison{path_a, path_b, digest_of(a, names_a), digest_of(b, names_b), {}};
        if (comparison.digest_a != comparison.digest_b)
            compare_variables(a, b, names_a, names_b, comparison.differences);
        if (options.scope == Scope::everything) compare_attributes(a, b, comparison.differences);
        return comparison;
    } catch (const std::bad_alloc&) {
        throw IoError(fmt::format("{} or {}: holds more than memory does: damaged?", path_a.string(), path_b.string()));
    }
}

std::string render(const FileDiff& comparison) {
    std::string text = fmt::format("{}  {}\n{}  {}\n", comparison.digest_a, comparison.path_a.string(),
                                   comparison.digest_b, comparison.path_b.string());
    if (comparison.equal()) return text + "equal\n";
    text += fmt::format("{} differ; the first difference of each:\n", comparison.differences.size());
    for (const Difference& difference : comparison.differences)
        text += fmt::format("  {}{}{}: {} against {}\n", printable(difference.variable),
                            difference.where.empty() ? "" : " at ", difference.where, difference.a, difference.b);
    return printable_lines(text);
}

}  // namespace peacenorm::study
