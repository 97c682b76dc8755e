// SPDX-License-Identifier: Apache-2.0
#include "sim/config/words.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "sim/core/utf8.hpp"

namespace peacenorm::config {
namespace {

constexpr std::size_t longest_quote = 60;
constexpr std::size_t longest_list = 120;
constexpr std::size_t longest_word = 64;
constexpr std::size_t most_candidates = 2000;  // beyond, a guess takes long and means little

std::string lowered(std::string_view word) {
    std::string low;
    for (const char c : word) low += c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return low;
}

/// Edits (insert, delete, replace, swap of neighbours) between two words.
std::size_t edit_distance(const std::string& from, const std::string& to) {
    std::vector<std::vector<std::size_t>> cost(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
    for (std::size_t i = 0; i <= from.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= to.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = cost[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[from.size()][to.size()];
}

/// How many edits still look like a slip: a third of the word, but never all of it.
std::size_t near_enough(std::size_t length) {
    return length < 3 ? (length < 2 ? 0 : 1) : std::max<std::size_t>(1, length / 3);
}

}  // namespace

std::string printable(std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const int length = utf8_length(text);
        const auto first = static_cast<unsigned char>(text[0]);
        const bool c1_control = length == 2 && first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
        if (length == 0 || first < 0x20 || first == 0x7F || c1_control) {
            shown += '?';
        } else {
            shown += text.substr(0, static_cast<std::size_t>(length));
        }
        text.remove_prefix(static_cast<std::size_t>(std::max(length, 1)));
    }
    return shown;
}

std::string in_quotes(std::string_view text) {
    if (text.size() <= longest_quote) return "'" + printable(text) + "'";
    std::size_t cut = longest_quote;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return "'" + printable(text.substr(0, cut)) + "...'";
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    if (word.empty() || word.size() > longest_word || candidates.size() > most_candidates) return {};
    const std::string wanted = lowered(word);
    const std::string* nearest = nullptr;
    std::size_t fewest = near_enough(word.size()) + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest_word || candidate == word) continue;
        const std::size_t edits = edit_distance(wanted, lowered(candidate));
        if (edits < fewest) {
            fewest = edits;
            nearest = &candidate;
        }
    }
    return nearest == nullptr ? std::string{} : "did you mean " + in_quotes(*nearest) + "?";
}

std::string with_suggestion(std::string text, std::string_view word, const std::vector<std::string>& candidates) {
    const std::string near = suggestion(word, candidates);
    return near.empty() ? text : std::move(text) + "; " + near;
}

std::string one_of(const std::vector<std::string>& candidates) {
    if (candidates.empty()) return "nothing";
    std::string text = candidates.size() == 1 ? "" : "one of ";
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (text.size() + candidates[i].size() > longest_list && i > 0) {
            return text + ", ... (" + std::to_string(candidates.size()) + " in all)";
        }
        text += (i > 0 ? ", " : "") + printable(candidates[i]);
    }
    return text;
}

}  // namespace peacenorm::config
