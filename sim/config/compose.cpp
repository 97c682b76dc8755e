// SPDX-License-Identifier: Apache-2.0
#include "sim/config/compose.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <span>

#include "sim/config/words.hpp"
#include "sim/config/yaml_file.hpp"

namespace peacenorm::config {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_levels = 16;
constexpr int most_bases = 256;

/// One file under another, by way of `base`.
class Composer {
  public:
    Composer(Sources& sources, Faults& faults) : sources_(sources), faults_(faults) {}
    Node load(const std::string& path, Position named_at);
    const std::vector<std::string>& files() const { return files_; }

  private:
    bool may_open(const std::string& identity, const std::string& path, Position named_at);
    Node lay_bases(Node file, const fs::path& folder);
    Node base(const Node& name, const fs::path& folder);

    Sources& sources_;
    Faults& faults_;
    std::vector<std::string> files_;
    std::vector<std::string> open_;     ///< identities of the files from the top down to the present one
    std::map<std::string, Node> done_;  ///< composed files, so that a file shared by many bases is read once
    int bases_ = 0;
};

std::string identity_of(const std::string& path) {
    std::error_code failed;
    const fs::path canonical = fs::weakly_canonical(path, failed);
    return failed ? path : canonical.string();
}

bool Composer::may_open(const std::string& identity, const std::string& path, Position named_at) {
    const auto again = std::find(open_.begin(), open_.end(), identity);
    if (again != open_.end()) {
        std::string chain;
        for (auto step = again; step != open_.end(); ++step) chain += fs::path(*step).filename().string() + " -> ";
        faults_.add(named_at, "base refers back to itself: " + chain + fs::path(path).filename().string());
        return false;
    }
    if (open_.size() >= most_levels) {
        faults_.add(named_at, "too many levels of base", "at most " + std::to_string(most_levels));
        return false;
    }
    return true;
}

Node Composer::load(const std::string& path, Position named_at) {
    const std::string identity = identity_of(path);
    if (!may_open(identity, path, named_at)) return {};
    if (const auto known = done_.find(identity); known != done_.end()) return known->second;
    const std::size_t before = faults_.all().size();
    Node file = read_yaml(path, sources_, faults_, named_at);
    // A repeated key leaves the rest of the file readable, so that its other faults show in the same go.
    const auto fresh = std::span(faults_.all()).subspan(before);
    const bool readable = std::all_of(fresh.begin(), fresh.end(),
                                      [](const Fault& fault) { return fault.problem.starts_with("duplicate key"); });
    if (!readable) return {};
    files_.push_back(path);
    if (file.kind != Node::Kind::map) {
        faults_.add(file.at, "a configuration is a map", "expected 'key: value' lines",
                    file.text.find(':') == std::string::npos ? "" : "write a space after the ':'");
        return {};
    }
    open_.push_back(identity);
    file = lay_bases(std::move(file), fs::path(path).parent_path());
    open_.pop_back();
    return done_[identity] = std::move(file);
}

Node Composer::lay_bases(Node file, const fs::path& folder) {
    const Node* named = file.find("base");
    if (named == nullptr) return file;
    const Node bases = *named;
    file.set_path("base", {});
    Node under;
    under.kind = Node::Kind::map;
    if (bases.kind == Node::Kind::list) {
        for (const Node& name : bases.items) under = merged(std::move(under), base(name, folder));
    } else if (bases.kind != Node::Kind::null) {
        under = merged(std::move(under), base(bases, folder));
    }
    return merged(std::move(under), file);
}

Node Composer::base(const Node& name, const fs::path& folder) {
    Node nothing;
    nothing.kind = Node::Kind::map;
    if (name.kind != Node::Kind::scalar || name.text.empty()) {
        faults_.add(name.at, "'base' names no file", "expected a path or a list of paths");
    } else if (++bases_ > most_bases) {
        if (bases_ == most_bases + 1) faults_.add(name.at, "too many bases", "at most " + std::to_string(most_bases));
    } else {
        Node loaded = load((folder / name.text).lexically_normal().string(), name.at);
        if (loaded.kind == Node::Kind::map) return loaded;
    }
    return nothing;
}

}  // namespace

Node load_composed(const std::string& path, Sources& sources, Faults& faults, std::vector<std::string>* files_read) {
    Composer composer(sources, faults);
    Node root = composer.load(path, {});
    if (files_read != nullptr) *files_read = composer.files();
    return root;
}

}  // namespace peacenorm::config
