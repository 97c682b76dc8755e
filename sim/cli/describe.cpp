// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::cli {

namespace {

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
    static constexpr std::array<const char*, 9> names{
        "", "uniform", "log_uniform", "normal", "log_normal", "logit_normal", "beta", "one_of", "half_normal"};
    if (prior.kind == random::Prior::Kind::none) return "";
    if (prior.kind == random::Prior::Kind::one_of) return "one_of";
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
    const std::string problem =
        fmt::format("error: unknown name {}; expected a section or an entry", config::in_quotes(name));
    throw config::ConfigError(config::with_suggestion(problem, name, names) + "\n");
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

void print_models(const study::Catalogue& catalogue) {
    for (const study::Model* model : catalogue)
        fmt::print("{:<16} {:<8} {}\n", model->name(), model->version(), model->title());
}

/// The model whose example is a whole theatre. Errors: ConfigError when no model has one.
const study::Model& first_with_a_theatre(const study::Catalogue& catalogue) {
    for (const study::Model* model : catalogue)
        if (model->example().find("\ntheatre:") != std::string_view::npos) return *model;
    throw config::ConfigError("error: no model has a theatre to start from; expected the name of a model\n");
}

}  // namespace

const study::Model& find_model(const std::string& name, const study::Catalogue& catalogue) {
    std::vector<std::string> names;
    for (const study::Model* model : catalogue) {
        if (model->name() == name) return *model;
        names.emplace_back(model->name());
    }
    const std::string problem =
        fmt::format("error: unknown model {}; expected {}", config::in_quotes(name), config::one_of(names));
    throw config::ConfigError(config::with_suggestion(problem, name, names) + "\n");
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
        fmt::print("{}{} {}: {}\n{}{}\n", is_markdown ? "# " : "", model.name(), model.version(), model.title(),
                   model.notice(), model.notice().empty() ? "" : "\n");
    for (const Section& section : sections) is_markdown ? print_markdown(section) : print_text(section);
    return ExitCode::done;
}

int print_new(const std::string& name, const study::Catalogue& catalogue) {
    const bool is_first = name.empty() && !catalogue.empty();
    const study::Model& model = name == "theatre" ? first_with_a_theatre(catalogue)
                                : is_first        ? *catalogue.front()
                                                  : find_model(name, catalogue);
    fmt::print("{}", model.example());
    return ExitCode::done;
}

}  // namespace peacenorm::cli
