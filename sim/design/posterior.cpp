// SPDX-License-Identifier: Apache-2.0
#include "sim/design/posterior.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/design/factor.hpp"
#include "sim/design/hash.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

namespace {

constexpr const char* hash_key = "hash";

/// The rows as they stand in a file, with all digits.
std::string table_of(const Posterior& posterior) {
    std::string text;
    for (std::size_t i = 0; i < posterior.columns.size(); ++i) text += (i == 0 ? "" : ",") + posterior.columns[i].path;
    text += '\n';
    for (std::size_t draw = 0; draw < posterior.draws(); ++draw) {
        for (std::size_t i = 0; i < posterior.columns.size(); ++i)
            text += (i == 0 ? "" : ",") + config::number_text(posterior.columns[i].values[draw]);
        text += '\n';
    }
    return text;
}

Posterior::Column read_column(const config::Entry& entry, Faults& faults) {
    Posterior::Column column{entry.key, entry.at, {}};
    if (entry.value.kind != Node::Kind::list) {
        faults.add(entry.value.at, fmt::format("the draws of {} are no list", config::in_quotes(entry.key)),
                   "expected [number, number, ...]");
        return column;
    }
    column.values.reserve(entry.value.items.size());
    for (const Node& item : entry.value.items) {
        const auto number = keys::number(item);
        if (!number)
            faults.add(item.at, fmt::format("a draw of {} is {}", config::in_quotes(entry.key), keys::as_written(item)),
                       "expected a finite number");
        column.values.push_back(number.value_or(0));
    }
    return column;
}

}  // namespace

std::string Posterior::fact(const std::string& key) const {
    for (const auto& [name, value] : made)
        if (name == key) return value;
    return {};
}

const Posterior::Column* Posterior::find(const std::string& path) const {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.path == path; });
    return found == columns.end() ? nullptr : &*found;
}

std::string hash_of(const Posterior& posterior) {
    std::string text;
    for (const auto& [key, value] : posterior.made)
        if (key != hash_key) text += fmt::format("{}: {}\n", key, value);
    return hex_of(text + table_of(posterior));
}

std::string stamp_of(const Posterior& posterior) {
    const std::string fitted_to = posterior.fact("fitted_to");
    const std::string hash = posterior.fact(hash_key).substr(0, 8);
    return fitted_to.empty() ? fmt::format("members of a calibration under way ({})", posterior.fact("members"))
                             : fmt::format("fitted to {}, posterior {}", fitted_to, hash);
}

std::string as_csv(const Posterior& posterior) {
    std::string text;
    for (const auto& [key, value] : posterior.made) text += fmt::format("# {}: {}\n", key, value);
    return text + table_of(posterior);
}

Node as_node(const Points& points) {
    Node node = keys::map(), made = keys::map();
    for (const auto& [key, value] : points.facts) keys::put(made, key, keys::quoted(value));
    keys::put(node, "made", std::move(made));
    keys::put(node, "draws", as_factors(points));
    return node;
}

Node as_node(const Posterior& posterior) {
    Node node = keys::map(), made = keys::map(), draws = keys::map();
    for (const auto& [key, value] : posterior.made) keys::put(made, key, keys::quoted(value));
    for (const Posterior::Column& column : posterior.columns) {
        Node list;
        list.kind = Node::Kind::list;
        list.items.reserve(column.values.size());
        for (const double value : column.values) list.items.push_back(config::scalar(config::number_text(value)));
        keys::put(draws, column.path, std::move(list));
    }
    keys::put(node, "made", std::move(made));
    keys::put(node, "draws", std::move(draws));
    return node;
}

Posterior read_posterior(const Node& node, Faults& faults) {
    Posterior posterior;
    posterior.at = node.at;
    const std::size_t before = faults.all().size();
    if (!keys::is_map_of(node, "posterior", {"made", "draws"}, faults)) return posterior;
    if (node.entries.empty() && !faults.empty()) return posterior;  // its file has a fault of its own
    if (const Node* made = node.find("made"); made != nullptr && made->kind == Node::Kind::map)
        for (const config::Entry& entry : made->entries) posterior.made.emplace_back(entry.key, entry.value.text);
    const Node* draws = node.find("draws");
    if (draws == nullptr || draws->kind != Node::Kind::map || draws->entries.empty()) {
        faults.add(node.at, "a posterior without draws", "expected the file that a calibration wrote");
        return posterior;
    }
    for (const config::Entry& entry : draws->entries) posterior.columns.push_back(read_column(entry, faults));
    for (const Posterior::Column& column : posterior.columns)
        if (column.values.size() != posterior.draws())
            faults.add(column.at,
                       fmt::format("{} draws of {}, {} of {}", column.values.size(), config::in_quotes(column.path),
                                   posterior.draws(), config::in_quotes(posterior.columns.front().path)),
                       "expected as many of each");
    if (faults.all().size() == before && posterior.fact(hash_key) != hash_of(posterior))
        faults.add(posterior.columns.front().at, "these are not the draws that a calibration left: their hash differs",
                   "expected the file as it was written; draws of your own go into design: {kind: draws, file: FILE}");
    return posterior;
}

std::optional<config::PriorLeaf> number_leaf(const std::string& path, const std::vector<config::LeafDoc>& docs,
                                             const Node& base) {
    const config::LeafDoc* doc = find_leaf(docs, path);
    if (doc == nullptr || !doc->type.starts_with("number") || base.find_path(path) == nullptr) return std::nullopt;
    return config::PriorLeaf{path, {}, doc->doc.min, doc->doc.max};
}

std::vector<config::PriorLeaf> leaves_of(const Posterior& posterior, const std::vector<config::LeafDoc>& docs,
                                         const Node& base, Faults& faults) {
    std::vector<config::PriorLeaf> leaves;
    for (const Posterior::Column& column : posterior.columns) {
        const auto leaf = number_leaf(column.path, docs, base);
        if (!leaf) {
            faults.add(column.at,
                       fmt::format("the posterior draws {}, which is no number of this scenario",
                                   config::in_quotes(column.path)),
                       "expected a posterior of this model and theatre");
            continue;
        }
        for (const double value : column.values)
            if (!(value >= leaf->min && value <= leaf->max)) {
                faults.add(column.at,
                           fmt::format("the posterior draws {} for {}", config::number_text(value),
                                       config::in_quotes(column.path)),
                           fmt::format("expected {} to {}", leaf->min, leaf->max));
                break;
            }
        leaves.push_back(*leaf);
    }
    return leaves;
}

}  // namespace peacenorm::study
