// SPDX-License-Identifier: Apache-2.0
#include "sim/config/node.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace peacenorm::config {
namespace {

/// Takes the first step off a dotted path.
std::string_view next_step(std::string_view& path) {
    const std::size_t dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    return step;
}

const Entry* entry(const Node& map, std::string_view key) {
    const auto is_it = [&](const Entry& e) { return e.key == key; };
    const auto found = std::find_if(map.entries.begin(), map.entries.end(), is_it);
    return found == map.entries.end() ? nullptr : &*found;
}

void remove(Node& map, std::string_view key) {
    std::erase_if(map.entries, [&](const Entry& e) { return e.key == key; });
}

void become_map(Node& node, Position at) {
    if (node.kind == Node::Kind::map) return;
    node = Node{};
    node.kind = Node::Kind::map;
    node.at = at;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const Entry* found = entry(*this, key);
    return found == nullptr ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));
}

const Node* Node::find_path(std::string_view dotted) const {
    const Node* node = this;
    while (node != nullptr && !dotted.empty()) node = node->find(next_step(dotted));
    return node;
}

Position Node::locate(std::string_view dotted) const {
    Position deepest = at;
    const Node* node = this;
    while (!dotted.empty()) {
        const Entry* step = entry(*node, next_step(dotted));
        if (step == nullptr) break;
        node = &step->value;
        // A map begins at its first key, which would mislead: its own key is the better place.
        const Position here = node->kind == Kind::scalar || node->kind == Kind::list ? node->at : step->at;
        if (here.source >= 0) deepest = here;
    }
    return deepest;
}

void Node::set_path(std::string_view dotted, Node value) {
    Node* node = this;
    std::string_view step = next_step(dotted);
    while (!dotted.empty()) {
        Node* next = node->find(step);
        if (value.kind == Kind::null && (next == nullptr || next->kind != Kind::map)) return;
        become_map(*node, value.at);
        if (next == nullptr) next = &node->entries.emplace_back(Entry{std::string(step), value.at, {}}).value;
        become_map(*next, value.at);
        node = next;
        step = next_step(dotted);
    }
    if (value.kind == Kind::null) return remove(*node, step);
    become_map(*node, value.at);
    if (Node* old = node->find(step)) {
        *old = std::move(value);
    } else {
        const Position place = value.at;
        node->entries.push_back({std::string(step), place, std::move(value)});
    }
}

Node scalar(std::string text, Position at) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = std::move(text);
    node.at = at;
    return node;
}

Node merged(Node under, const Node& over) {
    if (under.kind != Node::Kind::map || over.kind != Node::Kind::map) return over;
    under.entries.reserve(under.entries.size() + over.entries.size());  // the index below points into it
    std::unordered_map<std::string_view, Entry*> by_key;
    for (Entry& old : under.entries) by_key.emplace(old.key, &old);
    std::unordered_set<const Entry*> removed;
    for (const Entry& laid : over.entries) {
        const auto old = by_key.find(laid.key);
        if (old == by_key.end()) {
            under.entries.push_back(laid);  // a null is kept: it may remove what the model itself declares
        } else if (laid.value.kind == Node::Kind::null) {
            removed.insert(old->second);
        } else {
            old->second->at = laid.at;
            old->second->value = merged(std::move(old->second->value), laid.value);
        }
    }
    std::vector<Entry> kept;
    for (Entry& each : under.entries) {
        if (!removed.contains(&each)) kept.push_back(std::move(each));
    }
    under.entries = std::move(kept);
    if (over.at.source >= 0) under.at = over.at;
    return under;
}

}  // namespace peacenorm::config
