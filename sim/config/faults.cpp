// SPDX-License-Identifier: Apache-2.0
#include "sim/config/faults.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "sim/config/words.hpp"

namespace peacenorm::config {
namespace {

constexpr std::size_t most_shown = 50;
constexpr std::size_t most_before = 60;  ///< characters of a line that are shown before the caret
constexpr std::size_t most_after = 60;   ///< and from the caret on

bool same_place(const Fault& a, const Fault& b) {
    return a.at == b.at && a.problem == b.problem && a.allowed == b.allowed;
}

std::vector<Fault> in_order(std::vector<Fault> faults) {
    const auto place = [](const Fault& f) { return std::tuple(f.at.source, f.at.line, f.at.column); };
    std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) { return place(a) < place(b); });
    faults.erase(std::unique(faults.begin(), faults.end(), same_place), faults.end());
    return faults;
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// A position counts bytes; an editor, and the caret, count characters.
std::size_t characters(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues_character));
}

/// At most so many characters, from the front or from the back, with dots for the rest.
std::string head(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (; end < text.size() && (most > 0 || continues_character(text[end])); ++end) {
        if (end + 1 == text.size() || !continues_character(text[end + 1])) --most;
    }
    return std::string(text.substr(0, end)) + (end < text.size() ? "..." : "");
}
std::string tail(std::string_view text, std::size_t most) {
    std::size_t first = text.size();
    while (first > 0 && most > 0) most -= continues_character(text[--first]) ? 0 : 1;
    return (first > 0 ? "..." : "") + std::string(text.substr(first));
}

/// The line, cut around the caret, and the caret below.
std::string excerpt(std::string_view line, std::size_t byte) {
    std::string before = tail(line.substr(0, byte), most_before);
    std::string after = head(line.substr(byte), most_after);
    for (std::string* part : {&before, &after}) {
        std::replace(part->begin(), part->end(), '\t', ' ');
        *part = printable(*part);
    }
    return "    " + before + after + "\n    " + std::string(characters(before), ' ') + "^\n";
}

std::string message(const Fault& fault) {
    std::string text = "error: " + printable(fault.problem);
    if (!fault.allowed.empty()) text += "; " + printable(fault.allowed);
    if (!fault.suggestion.empty()) text += "; " + printable(fault.suggestion);
    return text + "\n";
}

std::string block(const Fault& fault, const Sources& sources) {
    if (fault.at.source < 0 || fault.at.source >= sources.size()) return message(fault);
    const std::string name = printable(sources.name(fault.at.source));
    if (fault.at.line < 1) return name + ": " + message(fault);
    const std::string_view line = sources.line(fault.at.source, fault.at.line);
    const std::size_t byte = std::min(static_cast<std::size_t>(std::max(fault.at.column, 1) - 1), line.size());
    const std::string column = std::to_string(characters(line.substr(0, byte)) + 1);
    return name + ":" + std::to_string(fault.at.line) + ":" + column + ": " + message(fault) + excerpt(line, byte);
}

}  // namespace

int Sources::add(std::string name, std::string text) {
    texts_.emplace_back(std::move(name), std::move(text));
    return size() - 1;
}

std::string_view Sources::line(int source, int line) const {
    if (source < 0 || source >= size() || line < 1) return {};
    std::string_view rest = texts_[static_cast<std::size_t>(source)].second;
    for (int i = 1; i < line; ++i) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return {};
        rest.remove_prefix(end + 1);
    }
    rest = rest.substr(0, rest.find('\n'));
    if (!rest.empty() && rest.back() == '\r') rest.remove_suffix(1);
    return rest;
}

void Faults::add(Position at, std::string problem, std::string allowed, std::string suggestion) {
    faults_.push_back({at, std::move(problem), std::move(allowed), std::move(suggestion)});
}

std::string Faults::render(const Sources& sources) const {
    const std::vector<Fault> ordered = in_order(faults_);
    std::string text;
    for (std::size_t i = 0; i < std::min(ordered.size(), most_shown); ++i) text += block(ordered[i], sources);
    if (ordered.size() > most_shown) text += "and " + std::to_string(ordered.size() - most_shown) + " more\n";
    return text;
}

void Faults::raise(const Sources& sources) const {
    if (!empty()) throw ConfigError(render(sources));
}

}  // namespace peacenorm::config
