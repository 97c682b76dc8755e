// SPDX-License-Identifier: Apache-2.0
#include "sim/design/points_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_file.hpp"

namespace peacenorm::study {

namespace {

using config::Faults;
using config::Node;
using config::Position;

constexpr std::size_t most_columns = 10'000;
constexpr std::size_t most_values = 10'000'000;

struct Line {
    std::string_view text;  ///< without its end
    int number = 1;
};

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back({line, number});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_blank(const Line& line) {
    return trimmed(line.text).empty();
}

/// What all forms have in common: columns that are found once, rows that have all of them.
class Reader {
  public:
    Reader(int source, Faults& faults) : source_(source), faults_(faults) {}
    Points points;

    Position at(const Line& line, std::size_t column) const {
        return {source_, line.number, static_cast<int>(column) + 1};
    }
    void fault(Position at, std::string problem, std::string allowed) {
        faults_.add(at, std::move(problem), std::move(allowed));
    }
    Faults& faults() { return faults_; }
    int source() const { return source_; }
    void add_column(std::string path, Position at);
    Points::Column* find(std::string_view path);
    bool is_full() const { return faults_.is_full() || points.rows() * points.columns.size() > most_values; }

  private:
    int source_;
    Faults& faults_;
};

Points::Column* Reader::find(std::string_view path) {
    const auto found = std::find_if(points.columns.begin(), points.columns.end(),
                                    [&](const Points::Column& column) { return column.path == path; });
    return found == points.columns.end() ? nullptr : &*found;
}

void Reader::add_column(std::string path, Position at) {
    if (path.empty())
        fault(at, "a column has no name", "expected the path of a parameter");
    else if (find(path) != nullptr)
        fault(at, fmt::format("the parameter {} stands twice", config::in_quotes(path)), "expected each once");
    else if (points.columns.size() >= most_columns)
        fault(at, "there are too many parameters", fmt::format("at most {}", most_columns));
    points.columns.push_back({std::move(path), at, {}});
}

/// One cell of a line of a table.
struct Cell {
    std::string text;
    std::size_t column = 0;  ///< where it begins
    bool is_quoted = false;
    bool is_closed = true;
};

std::vector<Cell> cells_of(std::string_view line, char separator) {
    std::vector<Cell> cells;
    for (std::size_t i = 0;; ++i) {
        while (i < line.size() && line[i] == ' ') ++i;
        Cell cell{{}, i, false, true};
        if (i < line.size() && line[i] == '"') {
            cell.is_quoted = true;
            cell.is_closed = false;
            for (++i; i < line.size() && !cell.is_closed; ++i) {
                if (line[i] != '"')
                    cell.text += line[i];
                else if (i + 1 < line.size() && line[i + 1] == '"')
                    cell.text += line[i++];
                else
                    cell.is_closed = true;
            }
        }
        const std::size_t end = std::min(line.find(separator, i), line.size());
        const std::string_view rest = trimmed(line.substr(i, end - i));
        if (!cell.is_quoted) cell.text = rest;
        cell.is_closed = cell.is_closed && (!cell.is_quoted || rest.empty());
        cells.push_back(std::move(cell));
        if (end >= line.size()) return cells;
        i = end;
    }
}

/// `# key: value` above a table tells where it comes from.
void read_fact(std::string_view line, Points& points) {
    line.remove_prefix(1);
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos)
        points.facts.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
}

void read_cell(Reader& reader, const Line& line, const Cell& cell, Points::Column& column) {
    const Position at = reader.at(line, cell.column);
    if (!cell.is_closed)
        reader.fault(at, "a quoted cell has no end, or something behind it", "expected \"text\", a quote in it twice");
    else if (cell.text.empty() && !cell.is_quoted)
        reader.fault(at, fmt::format("there is no value of {}", config::in_quotes(column.path)), "write one, or \"\"");
    Node value = config::scalar(cell.text, at);
    // A spreadsheet quotes what it likes; only an empty text needs its quotes.
    value.quoted = cell.is_quoted && cell.text.empty();
    column.values.push_back(std::move(value));
}

void read_csv(Reader& reader, const std::vector<Line>& lines) {
    char separator = ',';
    bool has_header = false;
    for (const Line& line : lines) {
        if (reader.is_full()) return;
        if (is_blank(line)) continue;
        if (!has_header && line.text.front() == '#') {
            read_fact(line.text, reader.points);
            continue;
        }
        if (!has_header && line.text.find(',') == std::string_view::npos &&
            line.text.find(';') != std::string_view::npos)
            separator = ';';
        const std::vector<Cell> cells = cells_of(line.text, separator);
        std::vector<Points::Column>& columns = reader.points.columns;
        if (!has_header) {
            has_header = true;
            for (const Cell& cell : cells) reader.add_column(cell.text, reader.at(line, cell.column));
        } else if (cells.size() != columns.size()) {
            reader.fault(
                reader.at(line, 0),
                fmt::format("{} values in this row, {} parameters in the first line", cells.size(), columns.size()),
                "expected a value for each");
        } else {
            for (std::size_t i = 0; i < cells.size(); ++i) read_cell(reader, line, cells[i], columns[i]);
        }
    }
}

/// The places of an object that was read from a line of its own.
void move_to(Node& node, int source, int line) {
    node.at = {source, line, node.at.column};
    for (Node& item : node.items) move_to(item, source, line);
    for (config::Entry& entry : node.entries) {
        entry.at = {source, line, entry.at.column};
        move_to(entry.value, source, line);
    }
}

Node object_of(Reader& reader, const Line& line) {
    config::Sources own;
    Faults found;
    Node node = config::read_yaml_text("line", std::string(line.text), own, found);
    move_to(node, reader.source(), line.number);
    for (const config::Fault& fault : found.all())
        reader.faults().add({reader.source(), line.number, std::max(fault.at.column, 1)}, fault.problem, fault.allowed,
                            fault.suggestion);
    if (found.empty() && (node.kind != Node::Kind::map || node.entries.empty()))
        reader.fault(reader.at(line, 0), "this line is no object", "expected {\"path\": value, ...}");
    return found.empty() ? node : Node{};
}

void read_object(Reader& reader, const Line& line, bool is_first) {
    const Node object = object_of(reader, line);
    if (object.kind != Node::Kind::map) return;
    if (is_first)
        for (const config::Entry& entry : object.entries) reader.add_column(entry.key, entry.at);
    for (const config::Entry& entry : object.entries)
        if (reader.find(entry.key) == nullptr)
            reader.fault(entry.at, fmt::format("{} is no parameter of the first line", config::in_quotes(entry.key)),
                         "every line names the same");
    for (Points::Column& column : reader.points.columns) {
        const Node* value = object.find(column.path);
        if (value == nullptr)
            reader.fault(reader.at(line, 0), fmt::format("there is no value of {}", config::in_quotes(column.path)),
                         "every line names the same parameters");
        column.values.push_back(value == nullptr ? Node{} : *value);
    }
}

void read_json_lines(Reader& reader, const std::vector<Line>& lines) {
    bool is_first = true;
    for (const Line& line : lines) {
        if (reader.is_full()) return;
        if (is_blank(line)) continue;
        read_object(reader, line, is_first);
        is_first = false;
    }
}

/// `VALUE DESCRIPTOR`; a value that is a text may hold blanks, a descriptor none.
struct Tagged {
    std::string_view value, tag;
    std::size_t value_column = 0, tag_column = 0;
};

Tagged tagged(std::string_view line) {
    const std::string_view whole = trimmed(line);
    if (whole.empty()) return {};
    const auto first = static_cast<std::size_t>(whole.data() - line.data());
    const std::size_t blank = whole.find_last_of(" \t");
    if (blank == std::string_view::npos) return {whole, {}, first, first};
    return {trimmed(whole.substr(0, blank)), whole.substr(blank + 1), first, first + blank + 1};
}

bool begins_dakota(std::string_view line) {
    const Tagged head = tagged(line);
    return head.tag == "variables" && config::parse_integer(head.value).has_value();
}

void read_variable(Reader& reader, const Line& line, bool is_first_set) {
    const Tagged variable = tagged(line.text);
    if (variable.tag.empty())
        return reader.fault(reader.at(line, variable.value_column), "this line is no variable",
                            "expected VALUE DESCRIPTOR");
    if (is_first_set) reader.add_column(std::string(variable.tag), reader.at(line, variable.tag_column));
    Points::Column* column = reader.find(variable.tag);
    if (column == nullptr)
        return reader.fault(reader.at(line, variable.tag_column),
                            fmt::format("{} is no variable of the first set", config::in_quotes(variable.tag)),
                            "every set has the same");
    column->values.push_back(config::scalar(std::string(variable.value), reader.at(line, variable.value_column)));
}

/// One set after the other: its variables; what follows of functions, derivatives and numbers of evaluations is
/// Dakota's own affair.
void read_dakota(Reader& reader, const std::vector<Line>& lines) {
    std::size_t sets = 0;
    for (std::size_t i = 0; i < lines.size() && !reader.is_full(); ++i) {
        if (!begins_dakota(lines[i].text)) continue;
        const std::int64_t variables = *config::parse_integer(tagged(lines[i].text).value);
        const bool is_first = sets++ == 0;
        const Line head = lines[i];
        for (std::int64_t k = 0; k < variables; ++k) {
            if (++i >= lines.size()) {
                reader.fault(reader.at(head, 0), fmt::format("there are {} variables, not {}", k, variables),
                             "the file ends too early");
                return;
            }
            read_variable(reader, lines[i], is_first);
        }
        for (const Points::Column& column : reader.points.columns)
            if (column.values.size() != sets)
                return reader.fault(reader.at(head, 0),
                                    fmt::format("this set does not have {} once", config::in_quotes(column.path)),
                                    "every set has the variables of the first");
    }
}

/// Which form the first line that says something is of.
Points::Form form_of(const std::vector<Line>& lines) {
    for (const Line& line : lines) {
        const std::string_view text = trimmed(line.text);
        if (text.empty()) continue;
        if (begins_dakota(text)) return Points::Form::dakota;
        return text.front() == '{' ? Points::Form::json_lines : Points::Form::csv;
    }
    return Points::Form::csv;
}

bool is_aprepro(const std::vector<Line>& lines) {
    return std::any_of(lines.begin(), lines.end(), [](const Line& line) {
        return line.text.find("DAKOTA_VARS") != std::string_view::npos && line.text.find('{') != std::string_view::npos;
    });
}

}  // namespace

const std::string* Points::fact(const std::string& key) const {
    for (const auto& [name, value] : facts)
        if (name == key) return &value;
    return nullptr;
}

std::optional<Points> read_points(const std::string& path, config::Sources& sources, Faults& faults,
                                  Position named_at) {
    const std::size_t before = faults.all().size();
    const auto text = config::read_text(path, sources, faults, named_at);
    if (!text) return std::nullopt;
    Reader reader(text->source, faults);
    const std::vector<Line> lines = lines_of(text->text);
    reader.points.form = form_of(lines);
    if (is_aprepro(lines))
        reader.fault({text->source, 1, 1}, "these are parameters in Dakota's aprepro form",
                     "leave the word aprepro out of Dakota's interface");
    else if (reader.points.form == Points::Form::csv)
        read_csv(reader, lines);
    else if (reader.points.form == Points::Form::json_lines)
        read_json_lines(reader, lines);
    else
        read_dakota(reader, lines);
    if (faults.all().size() == before && reader.is_full())
        reader.fault({text->source, 1, 1}, "there are too many values", fmt::format("at most {}", most_values));
    if (faults.all().size() == before && reader.points.rows() == 0)
        reader.fault({text->source, 1, 1}, "the file has no row of values",
                     "expected a line of parameters and a line for each point, or {\"path\": value} a line");
    if (faults.all().size() > before) return std::nullopt;
    return std::move(reader.points);
}

Node as_factors(const Points& points) {
    Node factors;
    factors.kind = Node::Kind::map;
    factors.entries.reserve(points.columns.size());
    for (const Points::Column& column : points.columns) {
        Node values;
        values.kind = Node::Kind::list;
        values.at = column.at;
        values.items = column.values;
        factors.entries.push_back({column.path, column.at, std::move(values)});
    }
    return factors;
}

}  // namespace peacenorm::study
