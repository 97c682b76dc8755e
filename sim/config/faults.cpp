// SPDX-License-Identifier: Apache-2.0
#include "sim/config/faults.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "sim/config/words.hpp"

namespace peacenorm::config {
namespace {

constexpr std::size_t most_shown = 50;
constexpr std::size_t fewest_alike = 3;  ///< faults of one cause that are shown as one
constexpr std::size_t most_places = 50;
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

/// The key that a misspelt one was meant to be; empty for other faults.
std::string key_meant(const Fault& fault) {
    constexpr std::string_view before = "did you mean '", after = "'?";
    const std::string& hint = fault.suggestion;
    if (!fault.problem.starts_with("unknown key ") || !hint.starts_with(before) || !hint.ends_with(after)) return {};
    return hint.substr(before.size(), hint.size() - before.size() - after.size());
}

/// Whether a fault says that a key is missing, by its path or by its last step.
bool misses(const Fault& fault, const std::string& key) {
    constexpr std::string_view missing = "missing key '";
    if (!fault.problem.starts_with(missing)) return false;
    const std::string path =
        fault.problem.substr(missing.size(), fault.problem.find('\'', missing.size()) - missing.size());
    return path == key || path.ends_with("." + key);
}

/// How far one place is from another: a misspelt key is near the map that misses it, or in a file laid on it.
int distance(const Position& a, const Position& b) {
    constexpr int other_file = 1 << 30;
    return a.source == b.source ? std::abs(a.line - b.line) : other_file;
}

/// Leaves out what follows from a misspelt key alone: that it is missing, and what cannot be without it.
std::vector<Fault> without_consequences(std::vector<Fault> faults) {
    const std::vector<Fault> all = faults;
    for (const Fault& slip : all) {
        const std::string key = key_meant(slip);
        if (key.empty()) continue;
        std::erase_if(faults, [&](const Fault& fault) { return fault.problem.ends_with("' without " + key); });
        const auto nearest = std::min_element(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) {
            return std::tuple(!misses(a, key), distance(a.at, slip.at)) <
                   std::tuple(!misses(b, key), distance(b.at, slip.at));
        });
        if (nearest != faults.end() && misses(*nearest, key)) faults.erase(nearest);
    }
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

/// The line of a place, and the byte in it.
std::pair<std::string_view, std::size_t> spot(const Position& at, const Sources& sources) {
    const std::string_view line = sources.line(at.source, at.line);
    return {line, std::min(static_cast<std::size_t>(std::max(at.column, 1) - 1), line.size())};
}

/// "FILE:LINE:COL", as far as it is known; empty for nowhere.
std::string place_text(const Position& at, const Sources& sources) {
    if (at.source < 0 || at.source >= sources.size()) return {};
    const std::string name = printable(sources.name(at.source));
    if (at.line < 1) return name;
    const auto [line, byte] = spot(at, sources);
    return name + ":" + std::to_string(at.line) + ":" + std::to_string(characters(line.substr(0, byte)) + 1);
}

std::string block(const Fault& fault, const Sources& sources) {
    const std::string place = place_text(fault.at, sources);
    if (place.empty()) return message(fault);
    const std::string text = place + ": " + message(fault);
    if (fault.at.line < 1) return text;
    const auto [line, byte] = spot(fault.at, sources);
    return text + excerpt(line, byte);
}

/// What faults share that one slip elsewhere has made: the words behind the path that each begins with.
std::string cause(const Fault& fault) {
    const std::size_t colon = fault.problem.find(": ");
    const std::string words = colon == std::string::npos ? fault.problem : fault.problem.substr(colon + 2);
    return words + "\n" + fault.allowed + "\n" + fault.suggestion;
}

/// Faults of one cause, in order; the first stands for all.
using Group = std::vector<const Fault*>;

/// Faults that say the same become one group where they are so many that they hide the others.
std::vector<Group> grouped(const std::vector<Fault>& faults) {
    std::map<std::string, std::size_t> counts, places;
    for (const Fault& fault : faults) ++counts[cause(fault)];
    std::vector<Group> groups;
    for (const Fault& fault : faults) {
        const std::string key = cause(fault);
        const bool is_alone = counts[key] < fewest_alike || !places.contains(key);
        if (is_alone) {
            places[key] = groups.size();
            groups.emplace_back();
        }
        groups[places[key]].push_back(&fault);
    }
    return groups;
}

/// The path that a problem begins with; empty where it begins with none.
std::string path_in(const Fault& fault) {
    const std::size_t colon = fault.problem.find(": ");
    return colon == std::string::npos ? "" : printable(fault.problem.substr(0, colon));
}

/// The first in full, of the others a line each: where, and which path.
std::string text_of(const Group& group, const Sources& sources) {
    std::string text = block(*group.front(), sources);
    if (group.size() == 1) return text;
    text += "    the same in " + std::to_string(group.size() - 1) + " other places:\n";
    for (std::size_t i = 1; i < std::min(group.size(), most_places); ++i) {
        const std::string path = path_in(*group[i]);
        text += "    " + place_text(group[i]->at, sources) + (path.empty() ? "" : ": " + path) + "\n";
    }
    return text + (group.size() > most_places ? "    ...\n" : "");
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
    if (is_full()) {
        ++left_out_;
        return;
    }
    faults_.push_back({at, std::move(problem), std::move(allowed), std::move(suggestion)});
}

std::string Faults::render(const Sources& sources) const {
    const std::vector<Fault> ordered = in_order(without_consequences(faults_));
    const std::vector<Group> groups = grouped(ordered);
    std::string text;
    std::size_t left = ordered.size();
    for (std::size_t i = 0; i < std::min(groups.size(), most_shown); ++i) {
        text += text_of(groups[i], sources);
        left -= groups[i].size();
    }
    if (left + left_out_ > 0)
        text += (is_full() ? "and at least " : "and ") + std::to_string(left + left_out_) + " more\n";
    return text;
}

void Faults::raise(const Sources& sources) const {
    if (!empty()) throw ConfigError(render(sources));
}

}  // namespace peacenorm::config
