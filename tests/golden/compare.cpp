// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <sstream>

namespace peacenorm::golden {
namespace {

struct Value {
    std::string where, observable, text;
};

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
    return parts;
}

/// Columns before the values say where; a table by observable has the observable there and a sum in each column.
std::vector<Value> row_of_table(const std::vector<std::string>& head, const std::vector<std::string>& row) {
    const bool weekly = head.front() == "replicate";
    const std::size_t first = weekly ? 2 : 1;
    std::vector<Value> values;
    for (std::size_t i = first; i < std::min(row.size(), head.size()); ++i)
        values.push_back(weekly ? Value{fmt::format("replicate {}, week {}", row[0], row[1]), head[i], row[i]}
                                : Value{head[i], row[0], row[i]});
    return values;
}

Value named_value(const std::string& line) {
    const std::size_t equals = line.find(" = ");
    return {"", line.substr(0, equals), equals == std::string::npos ? "" : line.substr(equals + 3)};
}

std::vector<Value> parse(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> head;
    std::vector<Value> values;
    for (std::string line; std::getline(stream, line);) {
        if (line.find(',') == std::string::npos) {
            values.push_back(named_value(line));
        } else if (head.empty()) {
            head = split(line);
        } else {
            for (Value& value : row_of_table(head, split(line))) values.push_back(std::move(value));
        }
    }
    return values;
}

/// |got - expected| over the larger of the two; infinite where one of them is no number.
double relative_change(const Difference& d) {
    char *end_a = nullptr, *end_b = nullptr;
    const double a = std::strtod(d.expected.c_str(), &end_a), b = std::strtod(d.got.c_str(), &end_b);
    if (end_a == d.expected.c_str() || end_b == d.got.c_str()) return std::numeric_limits<double>::infinity();
    const double larger = std::max(std::abs(a), std::abs(b));
    return larger > 0 ? std::abs(b - a) / larger : 0;
}

std::string or_nothing(const std::string& text) {
    return text.empty() ? "nothing" : text;
}

}  // namespace

Comparison compare(const std::string& expected, const std::string& got) {
    const std::vector<Value> news = parse(got);
    std::map<std::pair<std::string, std::string>, std::string> olds;
    for (const Value& value : parse(expected)) olds[{value.where, value.observable}] = value.text;
    Comparison result{news.size(), 0, {}};
    for (const Value& value : news) {
        const auto old = olds.find({value.where, value.observable});
        if (old == olds.end()) {
            ++result.fresh;
            continue;
        }
        if (old->second != value.text)
            result.differences.push_back({value.where, value.observable, old->second, value.text});
        olds.erase(old);
    }
    for (const auto& [key, text] : olds) result.differences.push_back({key.first, key.second, text, ""});
    return result;
}

std::string first_differences(const Comparison& comparison) {
    constexpr std::size_t shown = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, comparison.differences.size()); ++i) {
        const Difference& d = comparison.differences[i];
        text += fmt::format("  {}{}{}: expected {}, got {}\n", d.where, d.where.empty() ? "" : ": ", d.observable,
                            d.expected, or_nothing(d.got));
    }
    if (comparison.differences.size() > shown)
        text += fmt::format("  and {} more\n", comparison.differences.size() - shown);
    return text;
}

std::string what_moved(const Comparison& comparison) {
    struct Moved {
        std::size_t values = 0;
        double most = 0;
    };
    std::map<std::string, Moved> moved;
    for (const Difference& d : comparison.differences) {
        Moved& m = moved[d.observable.substr(0, d.observable.find('.'))];  // all its cells together
        ++m.values;
        m.most = std::max(m.most, relative_change(d));
    }
    std::string text;
    for (const auto& [observable, m] : moved)
        text += fmt::format("  {:44} {:6} moved, by at most {:.2g}\n", observable, m.values, m.most);
    return text;
}

}  // namespace peacenorm::golden
