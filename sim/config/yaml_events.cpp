// SPDX-License-Identifier: Apache-2.0
#include "sim/config/yaml_events.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <sstream>
#include <unordered_set>
#include <vector>

#include "sim/config/words.hpp"

namespace peacenorm::config {
namespace {

constexpr auto no_anchors = "anchors and aliases are not supported";
constexpr auto repeat_instead = "repeat the value, or use base:";
constexpr auto unclosed_quote = "a quote is not closed";
constexpr auto eof_in_scalar = "illegal EOF in scalar";  // yaml-cpp's words

/// Whether escapes in quotes made something that no text holds; line breaks and tabs it may.
bool has_control_characters(std::string text) {
    std::erase_if(text, [](char c) { return c == '\n' || c == '\t' || c == '\r'; });
    return printable(text) != text;
}

/// Thrown through the parser when going on makes no sense.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
  public:
    TreeBuilder(int source, Faults& faults) : source_(source), faults_(faults) {}
    /// The tree of a document that was read to its end.
    Node finished();
    /// The place of the last scalar, if it is quoted.
    const std::optional<Position>& last_quoted() const { return last_quoted_; }
    Node take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override { close(); }
    Position place(const YAML::Mark& mark) const;

  private:
    /// A list or map that is still open.
    struct Open {
        Node node;
        std::optional<Entry> key;  ///< read, its value not yet
        std::unordered_set<std::string> keys;
    };
    bool expects_key() const {
        return !open_.empty() && open_.back().node.kind == Node::Kind::map && !open_.back().key;
    }
    void check(Position at, const std::string& tag, YAML::anchor_t anchor);
    void open(Node::Kind kind, Position at);
    void close();
    void attach(Node node);
    void start_entry(const Node& key);
    void fault(Position at, std::string problem, std::string allowed = {}, std::string suggestion = {});
    [[noreturn]] void stop(Position at, std::string problem, std::string allowed = {});

    int source_;
    Faults& faults_;
    Node root_;
    std::vector<Open> open_;
    std::vector<Entry> alone_;  ///< keys without a ':'; also an artefact of text that breaks off
    std::optional<Position> last_quoted_;
    int documents_ = 0;
    int nodes_ = 0;
};

Position TreeBuilder::place(const YAML::Mark& mark) const {
    return mark.is_null() ? Position{source_, 1, 1} : Position{source_, mark.line + 1, mark.column + 1};
}

void TreeBuilder::fault(Position at, std::string problem, std::string allowed, std::string suggestion) {
    faults_.add(at, std::move(problem), std::move(allowed), std::move(suggestion));
    if (faults_.is_full()) throw Stop{};
}

void TreeBuilder::stop(Position at, std::string problem, std::string allowed) {
    faults_.add(at, std::move(problem), std::move(allowed));
    throw Stop{};
}

Node TreeBuilder::finished() {
    for (const Entry& key : alone_) fault(key.at, in_quotes(key.key) + " stands alone", "expected 'key: value'");
    return take();
}

void TreeBuilder::check(Position at, const std::string& tag, YAML::anchor_t anchor) {
    if (++nodes_ > most_nodes) stop(at, "too many values", "at most " + std::to_string(most_nodes) + " in one file");
    if (anchor != YAML::NullAnchor) fault(at, no_anchors, repeat_instead);
    const bool plain_or_quoted = tag.empty() || tag == "?" || tag == "!";
    if (!plain_or_quoted) fault(at, "the tag " + in_quotes(tag) + " is not supported", "write the value without a tag");
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (++documents_ > 1) stop(place(mark), "text after the end of the document", "one document in a file");
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    Node node;
    node.at = place(mark);
    check(node.at, "", anchor);
    if (!open_.empty() && open_.back().key) {
        const Entry& key = *open_.back().key;
        // The parser turns a word alone on a line into a key without a value, and marks the value at the word.
        if (node.at == key.at) alone_.push_back({key.key, key.at, {}});
        if (node.at.line != key.at.line) node.at = key.at;
    }
    attach(std::move(node));
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
    if (expects_key()) stop(place(mark), no_anchors, repeat_instead);
    check(place(mark), "", YAML::NullAnchor);
    fault(place(mark), no_anchors, repeat_instead);
    attach(Node{});
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
    Node node = scalar(value, place(mark));
    node.quoted = tag == "!";
    last_quoted_ = node.quoted ? std::optional(node.at) : std::nullopt;
    check(node.at, tag, anchor);
    if (has_control_characters(value))
        fault(node.at, "a control character in " + in_quotes(value), "expected text without control characters");
    attach(std::move(node));
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
    check(place(mark), tag, anchor);
    open(Node::Kind::list, place(mark));
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
    check(place(mark), tag, anchor);
    open(Node::Kind::map, place(mark));
}

void TreeBuilder::open(Node::Kind kind, Position at) {
    // The parser also takes a bracket for a key when it is never closed.
    if (expects_key()) stop(at, "a list or a map cannot be a key", "expected text as a key, and every bracket closed");
    if (open_.size() >= most_depth) stop(at, "nested too deep", "at most " + std::to_string(most_depth) + " levels");
    Open opened;
    opened.node.kind = kind;
    opened.node.at = at;
    open_.push_back(std::move(opened));
}

void TreeBuilder::close() {
    Node done = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(done));
}

void TreeBuilder::attach(Node node) {
    if (open_.empty()) {
        root_ = std::move(node);
    } else if (open_.back().node.kind == Node::Kind::list) {
        open_.back().node.items.push_back(std::move(node));
    } else if (expects_key()) {
        start_entry(node);
    } else {
        Open& map = open_.back();
        map.key->value = std::move(node);
        if (map.keys.insert(map.key->key).second) map.node.entries.push_back(std::move(*map.key));
        map.key.reset();
    }
}

void TreeBuilder::start_entry(const Node& key) {
    if (key.kind == Node::Kind::null) stop(key.at, "a key is missing", "expected 'key: value'");
    Open& map = open_.back();
    if (key.text == "<<") fault(key.at, "merge keys '<<' are not supported", repeat_instead);
    if (key.text.size() > most_key_bytes) {
        fault(key.at, "the key " + in_quotes(key.text) + " is too long",
              "at most " + std::to_string(most_key_bytes) + " bytes");
    }
    if (map.keys.contains(key.text)) fault(key.at, "duplicate key " + in_quotes(key.text), "each key once in a map");
    map.key = Entry{key.text, key.at, {}};
}

std::string explained(const std::string& message) {
    if (message.find("anchor") != std::string::npos) return no_anchors;
    return message == eof_in_scalar ? unclosed_quote : "not valid YAML: " + message;
}

/// The parser takes an open quote before a final line break for closed; without the break it sees it.
void check_last_quote(const std::string& text, const TreeBuilder& builder, Faults& faults) {
    if (!builder.last_quoted()) return;
    std::istringstream stream(text.substr(0, text.find_last_not_of(" \r\n") + 1));
    Faults again;
    TreeBuilder ignored(0, again);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(ignored)) continue;
    } catch (const YAML::Exception& error) {
        if (error.msg == eof_in_scalar) faults.add(*builder.last_quoted(), unclosed_quote);
    }
}

}  // namespace

Node parse_document(const std::string& text, int source, Faults& faults) {
    TreeBuilder builder(source, faults);
    std::istringstream stream(text);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) continue;
        check_last_quote(text, builder, faults);
        return builder.finished();
    } catch (const YAML::Exception& error) {
        const std::string problem = explained(error.msg);
        faults.add(builder.place(error.mark), problem, problem == no_anchors ? repeat_instead : "");
    } catch (const Stop&) {
        return builder.take();
    }
    return builder.take();
}

}  // namespace peacenorm::config
