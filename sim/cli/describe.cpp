// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::cli {

namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;
using Format = DescribeOptions::Format;

/// A part of the manual; a row's first cell is its name.
struct Section {
    std::string name;
    Row header;
    std::vector<Row> rows;
};

std::string range_text(const config::Doc& doc) {
    if (std::isinf(doc.min) && std::isinf(doc.max)) return "";
    return (std::isinf(doc.min) ? "" : config::number_text(doc.min)) + ".." +
           (std::isinf(doc.max) ? "" : config::number_text(doc.max));
}

std::string prior_text(const random::Prior& prior) {
    static constexpr std::array<const char*, 7> names{"",           "uniform",      "log_uniform", "normal",
                                                      "log_normal", "logit_normal", "beta"};
    if (prior.kind == random::Prior::Kind::none) return "";
    return fmt::format("{}({}, {})", names.at(static_cast<std::size_t>(prior.kind)), config::number_text(prior.a),
                       config::number_text(prior.b));
}

Section parameters_of(const study::Model& model) {
    Section section{"parameters", {"path", "type", "unit", "range", "default", "prior", "meaning", "source"}, {}};
    for (const config::LeafDoc& leaf : model.parameters())
        section.rows.push_back({leaf.path, leaf.type, std::string(leaf.doc.unit), range_text(leaf.doc),
                                leaf.doc.required ? "(required)" : leaf.default_value, prior_text(leaf.doc.prior),
                                std::string(leaf.doc.meaning), std::string(leaf.doc.source)});
    return section;
}

Section observables_of(const study::Model& model) {
    Section section{"observables", {"name", "by", "unit", "kind", "meaning"}, {}};
    const std::vector<std::string> axes = model.axis_names();
    for (const record::Observable& observable : model.observables()) {
        std::string by;
        for (const int axis : observable.axes)
            if (axis != record::no_axis) by += (by.empty() ? "" : ", ") + axes.at(static_cast<std::size_t>(axis));
        const std::string kind = fmt::format("{} {}", observable.storage == record::Storage::count ? "count" : "real",
                                             observable.over == record::Over::total ? "total" : "level");
        section.rows.push_back({std::string(observable.name), by, std::string(observable.unit),
                                observable.role == record::Role::input ? kind + ", input" : kind,
                                std::string(observable.long_name)});
    }
    return section;
}

std::vector<Section> sections_of(const study::Model& model) {
    Section processes{"processes", {"name", "reads", "writes"}, {}};
    for (const study::ProcessDoc& process : model.processes())
        processes.rows.push_back({std::string(process.name), std::string(process.reads), std::string(process.writes)});
    Section mechanisms{"mechanisms", {"name", "equation", "source"}, {}};
    for (const study::MechanismDoc& mechanism : model.mechanisms())
        mechanisms.rows.push_back(
            {std::string(mechanism.name), std::string(mechanism.equation), std::string(mechanism.source)});
    Section streams{"streams", {"name", "id"}, {}};
    for (const random::Stream& stream : model.streams())
        streams.rows.push_back({std::string(stream.name), fmt::format("{:#07x}", stream.id)});
    return {parameters_of(model), observables_of(model), processes, mechanisms, streams};
}

/// The whole manual, one section, or the entries of a name or a prefix of one. Errors: ConfigError.
std::vector<Section> chosen(std::vector<Section> sections, const std::string& name) {
    if (name.empty()) return sections;
    std::vector<Section> found;
    std::vector<std::string> names;
    for (Section& section : sections) {
        names.push_back(section.name);
        if (section.name == name) return {section};
        Section part{section.name, section.header, {}};
        for (Row& row : section.rows) {
            names.push_back(row[0]);
            if (row[0] == name || row[0].starts_with(name + ".")) part.rows.push_back(row);
        }
        if (!part.rows.empty()) found.push_back(std::move(part));
    }
    if (!found.empty()) return found;
    throw config::ConfigError(
        fmt::format("error: unknown name '{}'; a section or an entry; {}\n", name, config::suggestion(name, names)));
}

void print_markdown(const Section& section) {
    const auto line = [](const Row& row) {
        std::string text = "|";
        for (const std::string& cell : row) {
            std::string safe;
            for (const char c : cell) safe += c == '|' ? "\\|" : std::string(1, c);
            text += " " + safe + " |";
        }
        return text;
    };
    fmt::print("## {}\n\n{}\n{}\n", section.name, line(section.header), line(Row(section.header.size(), "---")));
    for (const Row& row : section.rows) fmt::print("{}\n", line(row));
    fmt::print("\n");
}

void print_text(const Section& section) {
    fmt::print("{}\n", section.name);
    for (const Row& row : section.rows) {
        fmt::print("  {}\n", row[0]);
        for (std::size_t i = 1; i < row.size(); ++i)
            if (!row[i].empty()) fmt::print("      {:<9} {}\n", section.header[i], row[i]);
    }
    if (section.name == "observables")
        fmt::print(
            "  A level of a window is made of the sums of the whole window: an outcome need not be the mean of a "
            "series' "
            "rows.\n  Totals add up.\n");
    fmt::print("\n");
}

/// The file as the nearest folder above the working directory or the program has it; empty where none does.
fs::path found_above(const fs::path& file) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (const fs::path& start : {fs::current_path(error), program})
        for (fs::path folder = start; !folder.empty(); folder = folder.parent_path()) {
            if (fs::exists(folder / file, error)) return fs::canonical(folder / file, error);
            if (folder == folder.root_path()) break;
        }
    return {};
}

/// As YAML: in single quotes, which take every character of a path as it is.
std::string quoted(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
    return quoted + "'";
}

/// The example with the file that it starts from named in full, so that it runs wherever it is saved.
std::string with_full_base(std::string_view example) {
    constexpr std::string_view key = "\nbase: ";
    std::string text(example);
    const std::size_t found = text.find(key);
    if (found == std::string::npos) return text;
    const std::size_t at = found + key.size(), end = text.find_first_of(" \n", at);
    const fs::path base = found_above(text.substr(at, end - at));
    if (base.empty())
        text.insert(found, fmt::format("\n# The next line needs the path of the project's {} from here.",
                                       text.substr(at, end - at)));
    else
        text.replace(at, end - at, quoted(base.string()));
    return text;
}

void print_models(const study::Catalogue& catalogue) {
    for (const study::Model* model : catalogue)
        fmt::print("{:<16} {:<8} {}\n", model->name(), model->version(), model->title());
}

}  // namespace

const study::Model& find_model(const std::string& name, const study::Catalogue& catalogue) {
    std::vector<std::string> names;
    for (const study::Model* model : catalogue) {
        if (model->name() == name) return *model;
        names.emplace_back(model->name());
    }
    throw config::ConfigError(fmt::format("error: unknown model '{}'; expected {}; {}\n", name, config::one_of(names),
                                          config::suggestion(name, names)));
}

int describe(const DescribeOptions& options, const study::Catalogue& catalogue) {
    if (options.model.empty()) {
        print_models(catalogue);
        return ExitCode::done;
    }
    const study::Model& model = find_model(options.model, catalogue);
    if (options.format == Format::json_schema) {
        fmt::print("{}\n", model.json_schema());
        return ExitCode::done;
    }
    const std::vector<Section> sections = chosen(sections_of(model), options.name);
    const bool is_markdown = options.format == Format::markdown;
    if (options.name.empty())
        fmt::print("{}{} {}: {}\n{}\n\n", is_markdown ? "# " : "", model.name(), model.version(), model.title(),
                   model.notice());
    for (const Section& section : sections) is_markdown ? print_markdown(section) : print_text(section);
    return ExitCode::done;
}

int print_new(const std::string& name, const study::Catalogue& catalogue) {
    const study::Model& model = name.empty() && !catalogue.empty() ? *catalogue.front() : find_model(name, catalogue);
    fmt::print("{}", with_full_base(model.example()));
    return ExitCode::done;
}

}  // namespace peacenorm::cli
