// SPDX-License-Identifier: Apache-2.0
#include "sim/study/study.hpp"

#include <fmt/core.h>

#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Node;

Node Study::resolved() const {
    const std::string unit = horizon.days_per_tick == 7 ? "week" : "day";
    Node node = keys::map(), span = keys::map(), record = keys::map(), names = keys::map(), list;
    keys::put(node, "model", config::scalar(std::string(model->name())));
    keys::put(node, "name", config::scalar(name));
    if (!title.empty()) keys::put(node, "title", keys::quoted(title));
    keys::put(node, "seed", config::scalar(std::to_string(seed)));
    keys::put(span, "start", config::scalar(to_string(horizon.start)));
    keys::put(span, "end", config::scalar(to_string(horizon.end)));
    keys::put(span, "step", config::scalar(unit));
    keys::put(node, "horizon", span);
    keys::put(node, "parameters", base->emit());
    list.kind = Node::Kind::list;
    for (const DatedChange& change : changes) list.items.push_back(emit(change));
    if (!changes.empty()) keys::put(node, "changes", list);
    keys::put(record, "every", config::scalar(fmt::format("{} {}s", record_every, unit)));
    keys::put(record, "by", keys::list(record_by));
    keys::put(node, "record", record);
    if (!design.is_empty()) keys::put(node, "design", emit(design));
    emit(arms, node);
    keys::put(node, "replicates", until ? emit(*until) : config::scalar(std::to_string(replicates)));
    for (const record::Outcome& outcome : outcomes)
        if (is_named(outcome)) keys::put(names, outcome.name, keys::quoted(outcome.expression));
    if (!outcomes.empty()) keys::put(node, "outcomes", names);
    if (theatre) keys::put(node, "theatre", config::emit(*theatre));
    return node;
}

}  // namespace peacenorm::study
