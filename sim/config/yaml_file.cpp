// SPDX-License-Identifier: Apache-2.0
#include "sim/config/yaml_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "sim/config/words.hpp"
#include "sim/config/yaml_events.hpp"
#include "sim/core/utf8.hpp"

namespace peacenorm::config {
namespace {

// The parser holds all tokens of a flow list at once: about 100 bytes for one byte of text in the worst case.
constexpr std::size_t most_bytes = 8u << 20;
constexpr std::size_t most_bytes_of_text = 64u << 20;
constexpr std::ptrdiff_t most_unclosed = 10'000;
constexpr std::size_t most_neighbours = 1000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string too_large() {
    return "at most " + std::to_string(most_bytes >> 20) + " MiB";
}

/// Reads up to one byte more than `most`; empty with `errno` set when the file cannot be read.
std::optional<std::string> bytes_of(const std::string& path, std::size_t most) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return std::nullopt;
    std::string text;
    std::vector<char> chunk(1u << 16);
    while (text.size() <= most) {
        const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        if (got == 0) break;
        text.append(chunk.data(), got);
    }
    if (std::ferror(file.get()) != 0) return std::nullopt;
    return text;
}

/// What is there where no plain file is; empty for one, and for nothing. A pipe or a device may never come to an end.
std::string kind_of_no_file(const std::string& path) {
    std::error_code ignored;
    switch (std::filesystem::status(path, ignored).type()) {
        case std::filesystem::file_type::regular:
        case std::filesystem::file_type::not_found:
        case std::filesystem::file_type::none:
            return {};
        case std::filesystem::file_type::directory:
            return "a folder";
        case std::filesystem::file_type::fifo:
            return "a pipe";
        case std::filesystem::file_type::socket:
            return "a socket";
        default:
            return "a device";
    }
}

std::vector<std::string> neighbours(const std::filesystem::path& path) {
    std::vector<std::string> names;
    std::error_code failed;
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    auto each = std::filesystem::directory_iterator(folder, failed);
    for (; !failed && each != std::filesystem::directory_iterator() && names.size() < most_neighbours;
         each.increment(failed)) {
        names.push_back(each->path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// Walks a text byte by byte and knows the place.
class Walker {
  public:
    explicit Walker(int source) : at_{source, 1, 1} {}
    Position at() const { return at_; }
    void step(std::string_view character) {
        at_.column += static_cast<int>(character.size());
        if (character == "\n") at_ = {at_.source, at_.line + 1, 1};
    }

  private:
    Position at_;
};

/// The bytes of a plain file, or a fault at the place that named it.
std::optional<std::string> bytes_or_fault(const std::string& path, std::size_t most, Faults& faults,
                                          Position named_at) {
    if (const std::string kind = kind_of_no_file(path); !kind.empty()) {
        faults.add(named_at, "cannot read " + path + ": it is " + kind, "expected a plain file");
        return std::nullopt;
    }
    std::optional<std::string> text = bytes_of(path, most);
    if (text) return text;
    const int reason = errno;
    const std::filesystem::path file(path);
    faults.add(named_at, "cannot read " + path + ": " + std::strerror(reason), "",
               reason == ENOENT ? suggestion(file.filename().string(), neighbours(file)) : "");
    return std::nullopt;
}

/// UTF-8, no control characters but tabs and line ends.
bool check_characters(std::string_view text, int source, Faults& faults) {
    Walker walker(source);
    for (std::string_view rest = text; !rest.empty();) {
        const int length = utf8_length(rest);
        const char c = rest[0];
        const bool control = (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
        if (length == 0 || control) {
            faults.add(walker.at(), length == 0 ? "not UTF-8 text" : "a control character",
                       "expected UTF-8 text without control characters");
            return false;
        }
        walker.step(rest.substr(0, static_cast<std::size_t>(length)));
        rest.remove_prefix(static_cast<std::size_t>(length));
    }
    return true;
}

/// What a text must be before the parser sees it: UTF-8, no control characters, no tabs that indent, no bomb of
/// brackets.
bool check_text(std::string_view text, int source, Faults& faults) {
    Walker walker(source);
    std::ptrdiff_t unclosed = 0;
    std::optional<Position> indenting_tab;
    bool indents = true;
    for (std::string_view rest = text; !rest.empty();) {
        const int length = utf8_length(rest);
        const char c = rest[0];
        const bool control = (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
        if (length == 0 || control) {
            faults.add(walker.at(), length == 0 ? "not UTF-8 text" : "a control character",
                       "expected UTF-8 text without control characters");
            return false;
        }
        if (indents && c == '\t' && !indenting_tab) indenting_tab = walker.at();
        const bool says_something = c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '#';
        if (indents && indenting_tab && says_something) {
            faults.add(*indenting_tab, "a tab in the indentation", "indent with spaces");
            return false;
        }
        if (c == '\n') indenting_tab.reset();
        indents = c == '\n' || (indents && (c == ' ' || c == '\t'));
        unclosed += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (unclosed > most_unclosed) {
            faults.add(walker.at(), "nested too deep", "at most " + std::to_string(most_depth) + " levels");
            return false;
        }
        walker.step(rest.substr(0, static_cast<std::size_t>(length)));
        rest.remove_prefix(static_cast<std::size_t>(length));
    }
    return true;
}

Node parse_checked(const std::string& text, int source, Faults& faults) {
    if (text.size() > most_bytes) {
        faults.add({source, 1, 1}, "the text is too large", too_large());
        return {};
    }
    if (!check_text(text, source, faults)) return {};
    return parse_document(text, source, faults);
}

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

bool is_path(std::string_view path) {
    const bool ends_badly = path.empty() || path.front() == '.' || path.back() == '.';
    return !ends_badly && path.find("..") == std::string_view::npos && path.find(' ') == std::string_view::npos;
}

}  // namespace

Node read_yaml(const std::string& path, Sources& sources, Faults& faults, Position named_at) {
    const std::optional<std::string> text = bytes_or_fault(path, most_bytes, faults, named_at);
    return text ? read_yaml_text(path, *text, sources, faults) : Node{};
}

std::optional<Text> read_text(const std::string& path, Sources& sources, Faults& faults, Position named_at) {
    std::optional<std::string> text = bytes_or_fault(path, most_bytes_of_text, faults, named_at);
    if (!text) return std::nullopt;
    if (text->starts_with(byte_order_mark)) text->erase(0, byte_order_mark.size());
    const int source = sources.add(path, *text);
    if (text->size() > most_bytes_of_text) {
        faults.add({source, 1, 1}, "the text is too large", "at most 64 MB");
        return std::nullopt;
    }
    if (!check_characters(*text, source, faults)) return std::nullopt;
    return Text{source, std::move(*text)};
}

Node read_yaml_text(const std::string& name, const std::string& text, Sources& sources, Faults& faults) {
    const std::size_t mark = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::string plain = text.substr(mark);
    const int source = sources.add(name, plain);
    const std::size_t before = faults.all().size();
    Node root = parse_checked(plain, source, faults);
    if (root.kind == Node::Kind::null && faults.all().size() == before) {
        faults.add({source, 1, 1}, "the file has no content", "expected 'key: value' lines");
    }
    return root;
}

Setting parse_set(const std::string& text, Sources& sources, Faults& faults) {
    const int source = sources.add("--set " + text, text);
    Setting setting;
    setting.at_path = {source, 1, 1};
    const std::size_t equals = text.find('=');
    const std::string path = trimmed(std::string_view(text).substr(0, equals));
    if (equals == std::string::npos || !is_path(path)) {
        faults.add(setting.at_path, in_quotes(text) + " is not a setting",
                   "expected path=value, as in contact.rate=0.5");
        return setting;
    }
    setting.path = path;
    // Blanks in place of the path keep the columns right.
    setting.value = parse_checked(std::string(equals + 1, ' ') + text.substr(equals + 1), source, faults);
    const std::size_t first = text.find_first_not_of(' ', equals + 1);
    const bool nothing = first == std::string::npos || text[first] == '#';
    if (nothing) {
        faults.add({source, 1, static_cast<int>(equals) + 2}, "no value for " + in_quotes(path),
                   "write null to remove");
    }
    return setting;
}

}  // namespace peacenorm::config
