// SPDX-License-Identifier: Apache-2.0
// Reading and setting: the two ways by which a file changes declared values.
#include <algorithm>

#include "sim/config/leaves.hpp"
#include "sim/config/operations.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::config::detail {
namespace {

using Kind = Type::Kind;

constexpr std::size_t most_entities = 4096;  // by name; each is looked for among all

/// Whether a map must say what is required, or is laid on values that are complete already.
enum class Missing { refuse, accept };

std::vector<std::string> names_of(const Type& structure) {
    std::vector<std::string> names;
    for (const Member& member : structure.members) names.emplace_back(member.name);
    return names;
}

std::vector<std::string> names_of_entities(const Slot& named) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < named.type.size(named.value); ++i) names.emplace_back(named.type.name(named.value, i));
    return names;
}

const Member* find_member(const Type& structure, std::string_view name) {
    const auto members = structure.members;
    const auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.name == name; });
    return found == members.end() ? nullptr : &*found;
}

/// The names that one may have meant: of entities, and others of the same map.
std::vector<std::string> names_around(const Slot& named, const Node& map) {
    std::vector<std::string> names = names_of_entities(named);
    names.reserve(names.size() + map.entries.size());
    for (const Entry& entry : map.entries) names.push_back(entry.key);
    return names;
}

/// Shape: an index, or the number of entities when there is none of that name.
std::size_t find_entity(const Slot& named, std::string_view name) {
    const std::size_t count = named.type.size(named.value);
    std::size_t i = 0;
    while (i < count && named.type.name(named.value, i) != name) ++i;
    return i;
}

bool is_entity_name(std::string_view name) {
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && is_word(name[0]) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return is_word(c) || c == '-'; });
}

/// Whether an entity without any keys changes nothing. Only such a one is made by a path that leads through it, so
/// that a tie can be set at once; elsewhere a new name in the middle of a path is a misspelt one.
bool is_neutral_when_new(const Type& type) {
    if (type.kind == Kind::named) return is_neutral_when_new(*type.element);
    return type.kind == Kind::structure &&
           std::all_of(type.members.begin(), type.members.end(),
                       [](const Member& member) { return member.type->kind == Kind::optional; });
}

std::string inside(const Slot& slot) {
    return slot.name.empty() ? "" : " in " + in_quotes(slot.name);
}

class Reader {
  public:
    Reader(Faults& faults, Position fallback) : faults_(faults), fallback_(fallback) {}
    void value(const Slot& slot, const Node& node, Missing missing);
    void set(const Slot& slot, std::string_view path, const Node& node);

  private:
    void structure(const Slot& slot, const Node& node, Missing missing);
    void required(const Type& type, const Node& node, const std::string& prefix);
    void list(const Slot& slot, const Node& node);
    void named(const Slot& slot, const Node& node);
    void add_entity(const Slot& slot, std::string_view name, Position at, const Node& node);
    void set_member(const Slot& slot, std::string_view step, std::string_view rest, const Node& node);
    void unknown(const Slot& slot, const Position& at, std::string_view key);
    void set_entity(const Slot& slot, std::string_view step, std::string_view rest, const Node& node);
    void set_whole(const Slot& slot, const Node& node);
    void wrong_kind(const Slot& slot, const Node& node, std::string hint = {});
    void fault(Position at, std::string problem, std::string allowed = {}, std::string hint = {}) {
        faults_.add(at.source < 0 ? fallback_ : at, std::move(problem), std::move(allowed), std::move(hint));
    }

    Faults& faults_;
    Position fallback_;  ///< for values without a place of their own
};

void Reader::wrong_kind(const Slot& slot, const Node& node, std::string hint) {
    const std::string what = slot.name.empty() ? "the configuration" : in_quotes(slot.name);
    fault(node.at, what + " is " + shown(node), expected(slot.type, slot.doc), std::move(hint));
}

void Reader::value(const Slot& slot, const Node& node, Missing missing) {
    const bool null = node.kind == Node::Kind::null;
    switch (slot.type.kind) {
        case Kind::structure:
            return structure(slot, node, missing);
        case Kind::named:
            return named(slot, node);
        case Kind::list:
            return list(slot, node);
        case Kind::optional:
            if (null) return slot.type.clear(slot.value);
            if (slot.type.size(slot.value) == 0) slot.type.append(slot.value, {});
            return value(slot.element(0), node, missing);
        default:
            if (!null) read_leaf(slot, node, fallback_, faults_);
    }
}

void Reader::structure(const Slot& slot, const Node& node, Missing missing) {
    if (node.kind != Node::Kind::map && node.kind != Node::Kind::null) {
        return wrong_kind(slot, node, node.text.find(':') == std::string::npos ? "" : "write a space after the ':'");
    }
    for (const Entry& entry : node.entries) {
        if (faults_.is_full()) return;
        const Member* member = find_member(slot.type, entry.key);
        if (member != nullptr) {
            value(slot.member(*member), entry.value, missing);
        } else {
            unknown(slot, entry.at, entry.key);
        }
    }
    if (missing == Missing::refuse) required(slot.type, node, "");
}

// A retired key is told its successor, any other the nearest of those that exist.
void Reader::unknown(const Slot& slot, const Position& at, std::string_view key) {
    for (const Retired& old : slot.type.retired)
        if (old.name == key)
            return fault(at, "the key " + in_quotes(key) + inside(slot) + " is retired",
                         "see " + std::string(old.successor));
    const std::vector<std::string> known = names_of(slot.type);
    fault(at, "unknown key " + in_quotes(key) + inside(slot), "expected " + one_of(known), suggestion(key, known));
}

void Reader::required(const Type& type, const Node& node, const std::string& prefix) {
    for (const Member& member : type.members) {
        const Node* given = prefix.empty() ? node.find(member.name) : nullptr;
        const std::string path = prefix + std::string(member.name);
        if (member.type->kind == Kind::structure) {
            if (given == nullptr) required(*member.type, node, path + ".");
        } else if (member.doc->required && (given == nullptr || given->kind == Node::Kind::null)) {
            fault(node.at, "missing key " + in_quotes(path), expected(*member.type, *member.doc));
        }
    }
}

void Reader::list(const Slot& slot, const Node& node) {
    if (node.kind == Node::Kind::null) return;
    if (node.kind != Node::Kind::list) {
        return wrong_kind(slot, node, node.kind == Node::Kind::scalar ? "write [" + node.text + "]" : "");
    }
    slot.type.clear(slot.value);
    for (const Node& item : node.items) {
        if (faults_.is_full()) return;
        slot.type.append(slot.value, {});
        read_leaf(slot.element(slot.type.size(slot.value) - 1), item, fallback_, faults_);
    }
}

void Reader::named(const Slot& slot, const Node& node) {
    if (node.kind == Node::Kind::null) return;
    if (node.kind != Node::Kind::map) return wrong_kind(slot, node);
    if (node.entries.size() > most_entities)
        return fault(node.at, "too many entries" + inside(slot), "at most " + std::to_string(most_entities));
    for (const Entry& entry : node.entries) {
        if (faults_.is_full()) return;
        const std::size_t i = find_entity(slot, entry.key);
        const bool known = i < slot.type.size(slot.value);
        if (entry.value.kind != Node::Kind::null) {
            known ? value(slot.element(i), entry.value, Missing::accept)
                  : add_entity(slot, entry.key, entry.at, entry.value);
        } else if (known) {
            slot.type.remove(slot.value, entry.key);
        } else {
            fault(entry.at, "there is no " + in_quotes(entry.key) + inside(slot) + " to remove", "",
                  suggestion(entry.key, names_around(slot, node)));
        }
    }
}

void Reader::add_entity(const Slot& slot, std::string_view name, Position at, const Node& node) {
    if (!is_entity_name(name)) {
        return fault(at, in_quotes(name) + inside(slot) + " is not a name",
                     "expected letters, digits, '_' and '-', not starting with '-'");
    }
    slot.type.append(slot.value, name);
    value(slot.element(slot.type.size(slot.value) - 1), node, Missing::refuse);
}

void Reader::set(const Slot& slot, std::string_view path, const Node& node) {
    if (path.empty()) return set_whole(slot, node);
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    if (slot.type.kind == Kind::structure) return set_member(slot, step, rest, node);
    if (slot.type.kind == Kind::named) return set_entity(slot, step, rest, node);
    const bool engaged = slot.type.kind == Kind::optional && slot.type.size(slot.value) == 1;
    if (engaged) return set(slot.element(0), path, node);
    fault(fallback_, in_quotes(slot.name) + " has no part " + in_quotes(step), "it is a " + type_name(slot.type));
}

void Reader::set_member(const Slot& slot, std::string_view step, std::string_view rest, const Node& node) {
    const Member* member = find_member(slot.type, step);
    if (member != nullptr) return set(slot.member(*member), rest, node);
    unknown(slot, fallback_, step);
}

void Reader::set_entity(const Slot& slot, std::string_view step, std::string_view rest, const Node& node) {
    const std::size_t i = find_entity(slot, step);
    const bool known = i < slot.type.size(slot.value);
    const bool is_null = node.kind == Node::Kind::null;
    if (known && rest.empty() && is_null) return slot.type.remove(slot.value, step);
    if (known) return set(slot.element(i), rest, node);
    if (rest.empty() && !is_null) return add_entity(slot, step, fallback_, node);
    if (!is_null && is_neutral_when_new(*slot.type.element)) {
        add_entity(slot, step, fallback_, Node{});
        if (i < slot.type.size(slot.value)) set(slot.element(i), rest, node);
        return;
    }
    const std::vector<std::string> names = names_of_entities(slot);
    fault(fallback_, "there is no " + in_quotes(step) + inside(slot), "expected " + one_of(names),
          suggestion(step, names));
}

void Reader::set_whole(const Slot& slot, const Node& node) {
    if (node.kind == Node::Kind::null && slot.type.kind != Kind::optional) {
        return fault(node.at, in_quotes(slot.name) + " is null", expected(slot.type, slot.doc),
                     "null removes only named entities and optional values");
    }
    value(slot, node, Missing::accept);
}

}  // namespace

void read_root(const Slot& root, const Node& node, Faults& faults) {
    Reader(faults, node.at).value(root, node, Missing::refuse);
}

void set_path(const Slot& root, const Assignment& assignment, Faults& faults) {
    Reader(faults, assignment.at_path).set(root, assignment.path, assignment.value);
}

}  // namespace peacenorm::config::detail
