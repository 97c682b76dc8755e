// SPDX-License-Identifier: Apache-2.0
#include "sim/results/inspect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <new>
#include <set>
#include <utility>
#include <vector>

#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/part_files.hpp"
#include "sim/store/result_reader.hpp"
#include "sim/store/survey.hpp"

namespace peacenorm::study {
namespace {

namespace fs = std::filesystem;
using record::Status;
using record::h5::File;
using record::h5::Rows;
using record::h5::Type;
using record::h5::Variable;

constexpr std::size_t most_failures = 10;
constexpr std::uint64_t block = 4096;  // runs

/// Runs by what became of them, and what the first failed ones said.
struct Tale {
    std::array<std::uint64_t, 3> runs{};  ///< by Status
    std::vector<std::string> failures;
};

std::uint64_t with(const Tale& tale, Status status) {
    return tale.runs[static_cast<std::size_t>(status)];
}

/// An attribute in one line.
std::string line_of(const record::h5::Attributed& at, const std::string& name) {
    return printable(at.attribute(name).value_or(""));
}

std::string cell_text(const Variable& variable, std::uint64_t row) {
    if (variable.type() == Type::text) return printable(variable.read_text(row));
    double value = 0;
    variable.read<double>({row, 1}, std::span(&value, 1));
    return fmt::format("{}", value);
}

void add_failure(Tale& tale, const File& file, std::uint64_t row) {
    if (tale.failures.size() == most_failures) return;
    const auto whole = [&](const char* name) {
        std::int64_t value = 0;
        file.variable(name).read<std::int64_t>({row, 1}, std::span(&value, 1));
        return value;
    };
    const std::string arm = printable(file.variable("arm").read_text(row));
    const std::string error = file.has("error") ? printable(file.variable("error").read_text(row)) : "";
    std::string design;
    for (const std::string& name : file.variables())
        if (name.starts_with("design_") || name.starts_with("parameter_"))
            design += fmt::format(", {} {}", name, cell_text(file.variable(name), row));
    tale.failures.push_back(fmt::format("run {} (arm {}, replicate {}, seed {}{}): {}", whole("run"), arm,
                                        whole("replicate"), whole("seed"), design, error));
}

void add_runs(Tale& tale, const File& file) {
    const Variable status = file.variable("status");
    std::vector<std::int8_t> flags;
    for (std::uint64_t first = 0; first < status.rows(); first += block) {
        const Rows rows{first, std::min(block, status.rows() - first)};
        flags.resize(rows.count * status.cells());
        status.read<std::int8_t>(rows, flags);
        for (std::uint64_t i = 0; i < rows.count; ++i) {
            const std::int8_t flag = flags[i * status.cells()];
            if (flag < 0 || flag > 2) throw IoError(fmt::format("run {}: status {} has no meaning", first + i, flag));
            ++tale.runs[static_cast<std::size_t>(flag)];
            if (flag == static_cast<std::int8_t>(Status::failed)) add_failure(tale, file, first + i);
        }
    }
}

std::string tale_text(const Tale& tale) {
    return fmt::format("{} done, {} failed, {} missing", with(tale, Status::done), with(tale, Status::failed),
                       with(tale, Status::missing));
}

std::string failures_text(const Tale& tale) {
    if (tale.failures.empty()) return {};
    return fmt::format("\nfailed runs{}; peacenorm replay RESULT RUN runs one again\n  {}\n",
                       with(tale, Status::failed) > most_failures ? fmt::format(" (the first {})", most_failures) : "",
                       fmt::join(tale.failures, "\n  "));
}

std::string size_text(std::uint64_t bytes) {
    constexpr double step = 1024;
    const auto amount = static_cast<double>(bytes);
    if (amount < step) return fmt::format("{} B", bytes);
    if (amount < step * step) return fmt::format("{:.1f} KiB", amount / step);
    if (amount < step * step * step) return fmt::format("{:.1f} MiB", amount / step / step);
    return fmt::format("{:.1f} GiB", amount / step / step / step);
}

std::string dimensions_text(const File& file) {
    const record::Labels labels(file);
    std::string text = "\ndimensions\n";
    for (const std::string& name : file.variables()) {
        const Variable variable = file.variable(name);
        if (variable.shape().size() != 1 || variable.dimensions().front() != name || variable.is_bare_dimension())
            continue;
        const std::uint64_t size = variable.rows();
        text += fmt::format("  {:<14} {:>8}  {}", printable(name), size, size > 0 ? labels.at(name, 0) : "");
        for (std::uint64_t i = 1; i < size && size <= 12 && variable.type() == Type::text; ++i)
            text += ", " + labels.at(name, i);
        if (size > 1 && (size > 12 || variable.type() != Type::text)) text += " .. " + labels.at(name, size - 1);
        text += "\n";
    }
    return text;
}

std::string variables_text(const File& file) {
    std::string text = "\nvariables: type, units, bytes stored, meaning\n";
    for (const std::string& name : file.variables()) {
        const Variable variable = file.variable(name);
        if (variable.is_bare_dimension()) continue;
        const std::vector<std::string> dimensions = variable.dimensions();
        text += fmt::format("  {:<40} {:<5}  {:<14} {:>10}  {}\n",
                            printable(fmt::format("{}({})", name, fmt::join(dimensions, ", "))),
                            record::h5::name_of(variable.type()), line_of(variable, "units"),
                            size_text(variable.stored_bytes()), line_of(variable, "long_name"));
    }
    return text;
}

std::string attributes_text(const File& file) {
    std::string text = "\nprovenance\n";
    for (const std::string& name : file.attributes())
        if (name != "title") text += fmt::format("  {}: {}\n", printable(name), line_of(file, name));
    return text;
}

std::string configuration_text(const File& file) {
    if (!file.has("configuration")) return {};
    const Variable variable = file.variable("configuration");
    if (!variable.shape().empty() || variable.type() != Type::text) return {};
    return "\nconfiguration\n" + variable.read_text(0);
}

std::string inspect_result(const fs::path& path) {
    const File file = record::open_result(path);
    Tale tale;
    add_runs(tale, file);
    const std::string title = file.attribute("title") ? line_of(file, "title") : "(no title)";
    return fmt::format(
               "{}: {}\n{}, seal intact: its bytes are as they were sealed, by whom it does not tell\nruns: {}\n",
               path.string(), title, size_text(fs::file_size(path)), tale_text(tale)) +
           failures_text(tale) + dimensions_text(file) + variables_text(file) + attributes_text(file) +
           configuration_text(file);
}

std::string number_of_bundles(const fs::path& folder) {
    std::ifstream lines(folder / "identity");
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("bundles: ")) return line.substr(9);
    return "an unknown number";
}

/// The parts of a folder that are whole and sound, and how many are not.
std::pair<std::vector<fs::path>, std::size_t> sound_parts_in(const fs::path& folder) {
    std::vector<fs::path> sealed, sound;
    const std::vector<fs::path> all = record::parts_in(folder);
    std::copy_if(all.begin(), all.end(), std::back_inserter(sealed),
                 [](const fs::path& part) { return record::check_seal(part) == record::Seal::intact; });
    const std::vector<std::string> complaints = record::survey_apart(sealed);
    for (std::size_t i = 0; i < sealed.size(); ++i)
        if (complaints[i].empty()) sound.push_back(sealed[i]);
    return {sound, all.size() - sound.size()};
}

std::string inspect_parts(const fs::path& result, const fs::path& folder) {
    const auto [parts, damaged] = sound_parts_in(folder);
    Tale tale;
    std::set<std::int64_t> bundles;
    for (const fs::path& part : parts) {
        const File file = File::open(part);
        const Variable bundle = file.variable("bundle");
        std::vector<std::int64_t> numbers(bundle.rows());
        bundle.read<std::int64_t>({0, bundle.rows()}, numbers);
        bundles.insert(numbers.begin(), numbers.end());
        add_runs(tale, file);
    }
    std::string text = fmt::format("{}: study under way\nbundles: {} of {} published in {} parts, {} parts damaged\n",
                                   result.string(), bundles.size(), number_of_bundles(folder), parts.size(), damaged);
    text += fmt::format("runs in parts: {}\n", tale_text(tale)) + failures_text(tale);
    if (parts.empty()) return text;
    text += fmt::format("a page about what is done: peacenorm report {} --partial --out FILE.html\n", result.string());
    const File first = File::open(parts.front());
    return text + attributes_text(first) + configuration_text(first);
}

}  // namespace

std::string inspect(const fs::path& result) {
    fs::path folder = result;
    folder += ".parts";
    std::error_code error;
    try {
        if (!fs::exists(result, error) && fs::is_directory(folder, error))
            return printable_lines(inspect_parts(result, folder));
        return printable_lines(inspect_result(result));
    } catch (const std::bad_alloc&) {
        throw IoError(result.string() + ": holds more than memory does: damaged?");
    } catch (const fs::filesystem_error& fault) {
        throw IoError(fmt::format("{}: {}", result.string(), fault.what()));
    }
}

}  // namespace peacenorm::study
