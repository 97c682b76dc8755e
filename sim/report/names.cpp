// SPDX-License-Identifier: Apache-2.0
#include "sim/report/names.hpp"

#include <algorithm>

namespace peacenorm::report {

namespace {

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + 1) {
        to = text.find(at, from);
        parts.push_back(trimmed(text.substr(from, to == std::string::npos ? to : to - from)));
    }
    return parts;
}

Measured measured(const std::string& expression) {
    const std::size_t open = expression.find('('), close = expression.rfind(')');
    if (open == std::string::npos || close == std::string::npos || close < open) return {};
    const std::vector<std::string> parts = split(expression.substr(open + 1, close - open - 1), ',');
    Measured measured{trimmed(expression.substr(0, open)), "", split(parts.front(), '.'), "", ""};
    measured.observable = measured.labels.front();
    measured.labels.erase(measured.labels.begin());
    if (parts.size() < 2) return measured;
    const std::size_t dots = parts[1].find("..");
    measured.from = trimmed(parts[1].substr(0, dots));
    measured.to = dots == std::string::npos ? measured.from : trimmed(parts[1].substr(dots + 2));
    return measured;
}

std::string title_of(const std::string& observable, const record::h5::File& file,
                     std::span<const record::Observable> declared) {
    if (file.has(observable))
        if (const auto meaning = file.variable(observable).attribute("long_name"); meaning && !meaning->empty())
            return *meaning;
    for (const record::Observable& one : declared)
        if (one.name == observable) return std::string(one.long_name);
    std::string words = observable;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::vector<std::string> paths_in(std::string_view json) {
    std::vector<std::string> paths;
    for (std::size_t from = json.find('"'); from != std::string_view::npos; from = json.find('"', from + 1)) {
        const std::size_t to = json.find_first_of("\" {}[],:", from + 1);
        if (to == std::string_view::npos) break;
        if (json[to] == '"') paths.emplace_back(json.substr(from + 1, to - from - 1));
    }
    return paths;
}

bool is_declared_by(const std::string& path, const std::string& declared) {
    const std::vector<std::string> names = split(path, '.'), pattern = split(declared, '.');
    return std::equal(names.begin(), names.end(), pattern.begin(), pattern.end(),
                      [](const std::string& name, const std::string& one) { return one == "*" || one == name; });
}

}  // namespace peacenorm::report
