// SPDX-License-Identifier: Apache-2.0
#include "sim/store/what_differs.hpp"

#include <fmt/core.h>

#include <map>
#include <set>

namespace peacenorm::study {

namespace {

constexpr std::size_t most_lines = 10;

using Leaves = std::map<std::string, std::string>;

void add_leaves(Leaves& leaves, const std::string& path, const config::Node& node) {
    const std::string dot = path.empty() ? "" : ".";
    if (node.kind == config::Node::Kind::map && !node.entries.empty()) {
        for (const config::Entry& entry : node.entries) add_leaves(leaves, path + dot + entry.key, entry.value);
        return;
    }
    if (node.kind == config::Node::Kind::list && !node.items.empty()) {
        for (std::size_t i = 0; i < node.items.size(); ++i)
            add_leaves(leaves, path + dot + std::to_string(i), node.items[i]);
        return;
    }
    leaves[path] = node.kind == config::Node::Kind::scalar ? node.text : "nothing";
}

std::string value_at(const Leaves& leaves, const std::string& path) {
    const auto found = leaves.find(path);
    return found == leaves.end() ? "nothing" : found->second;
}

}  // namespace

std::string what_differs(const config::Node& there, const config::Node& here) {
    Leaves leaves_there, leaves_here;
    add_leaves(leaves_there, "", there);
    add_leaves(leaves_here, "", here);
    std::set<std::string> paths;
    for (const Leaves* leaves : {&leaves_there, &leaves_here})
        for (const auto& [path, value] : *leaves)
            if (!path.starts_with("replicates")) paths.insert(path);
    std::erase_if(paths, [&](const auto& path) { return value_at(leaves_there, path) == value_at(leaves_here, path); });
    if (paths.empty()) return "  the contents of input files, or the version of the model\n";
    std::string text;
    std::size_t lines = 0;
    for (const std::string& path : paths) {
        if (++lines > most_lines) break;
        text +=
            fmt::format("  {}: {} there, {} here\n", path, value_at(leaves_there, path), value_at(leaves_here, path));
    }
    if (paths.size() > most_lines) text += fmt::format("  and {} more\n", paths.size() - most_lines);
    return text;
}

}  // namespace peacenorm::study
