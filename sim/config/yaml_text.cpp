// SPDX-License-Identifier: Apache-2.0
#include "sim/config/yaml_text.hpp"

#include <algorithm>

#include "sim/core/utf8.hpp"

namespace peacenorm::config {
namespace {

constexpr std::size_t longest_flow_line = 80;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_null_word(std::string_view text) {
    return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

/// Whether the text means itself when written without quotes, in a flow list too. Strict rather than pretty.
bool is_plain(std::string_view text) {
    if (is_null_word(text) || text == "---" || text == "..." || text == "<<") return false;
    if (text.back() == ' ' || text.back() == ':' || text.back() == '.') return false;
    const bool sign = (text[0] == '-' || text[0] == '+' || text[0] == '.') && text.size() > 1 &&
                      (is_letter_or_digit(text[1]) || text[1] == '.');
    if (!is_letter_or_digit(text[0]) && text[0] != '_' && text[0] != '/' && !sign) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter_or_digit(c) || std::string_view(" _-+./*()").find(c) != std::string_view::npos;
    });
}

/// Escapes of characters that a reader of YAML may take for a line break or refuse.
std::string escaped(std::string_view character) {
    static constexpr std::string_view hex = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(character[0]);
    if (character == "\n") return "\\n";
    if (character == "\t") return "\\t";
    if (character == "\"" || character == "\\") return "\\" + std::string(character);
    if (character == "\xE2\x80\xA8") return "\\u2028";
    if (character == "\xE2\x80\xA9") return "\\u2029";
    if (character == "\xEF\xBB\xBF") return "\\uFEFF";
    const bool c1 = character.size() == 2 && byte == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
    const unsigned code = c1 ? static_cast<unsigned char>(character[1]) : byte;
    if (c1 || byte < 0x20 || byte == 0x7F) return {'\\', 'x', hex[code >> 4], hex[code & 15]};
    return std::string(character);
}

std::string in_double_quotes(std::string_view text) {
    std::string out = "\"";
    while (!text.empty()) {
        const auto length = static_cast<std::size_t>(std::max(utf8_length(text), 1));
        out += escaped(text.substr(0, length));
        text.remove_prefix(length);
    }
    return out + '"';
}

std::string key_text(const std::string& key) {
    return is_plain(key) ? key : in_double_quotes(key);
}

std::string scalar_text(const Node& node) {
    if (node.kind == Node::Kind::null) return "null";
    return !node.quoted && is_plain(node.text) ? node.text : in_double_quotes(node.text);
}

bool is_scalar(const Node& node) {
    return node.kind == Node::Kind::scalar || node.kind == Node::Kind::null;
}

/// What fits on the line of its key: scalars, empty containers, short lists of scalars.
bool fits_on_line(const Node& node) {
    if (is_scalar(node) || (node.items.empty() && node.entries.empty())) return true;
    if (node.kind == Node::Kind::map || !std::all_of(node.items.begin(), node.items.end(), is_scalar)) return false;
    return to_flow_yaml(node).size() <= longest_flow_line;
}

void write_block(const Node& node, std::size_t indent, std::string& out);

/// The value behind `key:` or `-`, up to the end of its last line.
void write_value(const Node& node, std::size_t indent, std::string& out) {
    if (fits_on_line(node)) {
        out += " " + to_flow_yaml(node) + "\n";
    } else {
        out += '\n';
        write_block(node, indent, out);
    }
}

void write_block(const Node& node, std::size_t indent, std::string& out) {
    for (const Node& item : node.items) {
        out += std::string(indent, ' ') + "-";
        write_value(item, indent + 2, out);
    }
    for (const Entry& entry : node.entries) {
        out += std::string(indent, ' ') + key_text(entry.key) + ":";
        write_value(entry.value, indent + 2, out);
    }
}

}  // namespace

std::string to_flow_yaml(const Node& node) {
    if (is_scalar(node)) return scalar_text(node);
    std::string out;
    for (const Node& item : node.items) out += (out.empty() ? "" : ", ") + to_flow_yaml(item);
    for (const Entry& entry : node.entries) {
        out += (out.empty() ? "" : ", ") + key_text(entry.key) + ": " + to_flow_yaml(entry.value);
    }
    return node.kind == Node::Kind::list ? "[" + out + "]" : "{" + out + "}";
}

std::string to_yaml(const Node& node) {
    if (fits_on_line(node)) return to_flow_yaml(node) + "\n";
    std::string out;
    write_block(node, 0, out);
    return out;
}

bool looks_like_text(std::string_view text) {
    if (!is_plain(text) || text[0] == '+' || text[0] == '-' || text[0] == '.') return false;
    if (text[0] >= '0' && text[0] <= '9') return false;
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    // Words that YAML 1.1, which Python and R still read, takes for true and false.
    static constexpr std::string_view switches[] = {"true", "false", "yes", "no", "on", "off", "y", "n"};
    return std::find(std::begin(switches), std::end(switches), low) == std::end(switches);
}

}  // namespace peacenorm::config
