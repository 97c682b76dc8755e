// SPDX-License-Identifier: Apache-2.0
// What a declared value holds: as a tree, as a manual, as things to sample.
#include <algorithm>

#include "sim/config/leaves.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/operations.hpp"
#include "sim/config/parameters.hpp"
#include "sim/config/yaml_text.hpp"

namespace peacenorm::config::detail {
namespace {

using Kind = Type::Kind;

std::string joined(const std::string& path, std::string_view step) {
    return path.empty() ? std::string(step) : path + "." + std::string(step);
}

Node emit_container(const Slot& slot) {
    Node node;
    node.kind = slot.type.kind == Kind::list ? Node::Kind::list : Node::Kind::map;
    for (std::size_t i = 0; i < slot.type.size(slot.value); ++i) {
        const Slot element = slot.element(i);
        if (slot.type.kind == Kind::list) {
            node.items.push_back(emit(element));
        } else {
            node.entries.push_back({std::string(element.name), {}, emit(element)});
        }
    }
    return node;
}

Node emit_structure(const Slot& slot) {
    Node node;
    node.kind = Node::Kind::map;
    for (const Member& member : slot.type.members) {
        node.entries.push_back({std::string(member.name), {}, emit(slot.member(member))});
    }
    return node;
}

bool has_parts(const Type& type) {
    return type.kind == Kind::structure || type.kind == Kind::named ||
           (type.kind == Kind::optional && has_parts(*type.element));
}

void describe_at(const Slot& slot, const std::string& path, std::vector<LeafDoc>& docs) {
    if (slot.type.kind == Kind::structure) {
        for (const Member& member : slot.type.members) {
            describe_at(slot.member(member), joined(path, member.name), docs);
        }
    } else if (has_parts(slot.type)) {
        const bool named = slot.type.kind == Kind::named;
        const std::string inner = named ? path + ".*" : path;
        if (has_parts(*slot.type.element)) {
            const std::shared_ptr<void> element = slot.type.element->make();
            describe_at({slot.name, slot.doc, *slot.type.element, element.get()}, inner, docs);
        } else {
            docs.push_back({inner, type_name(*slot.type.element), to_flow_yaml(emit(slot)), slot.doc});
        }
    } else {
        const std::string value = slot.doc.required ? "" : to_flow_yaml(emit(slot));
        docs.push_back({path, type_name(slot.type), value, slot.doc});
    }
}

void retired_at(const Slot& slot, const std::string& path, std::vector<RetiredPath>& found) {
    if (slot.type.kind == Kind::structure) {
        for (const Retired& old : slot.type.retired)
            found.push_back({joined(path, old.name), std::string(old.successor)});
        for (const Member& member : slot.type.members)
            retired_at(slot.member(member), joined(path, member.name), found);
    } else if (has_parts(slot.type)) {
        const std::shared_ptr<void> element = slot.type.element->make == nullptr ? nullptr : slot.type.element->make();
        const std::string inner = slot.type.kind == Kind::named ? path + ".*" : path;
        if (element) retired_at({slot.name, slot.doc, *slot.type.element, element.get()}, inner, found);
    }
}

bool can_be_sampled(const Slot& slot) {
    if (slot.doc.prior.kind == Prior::Kind::none) return false;
    // A schedule with steps is history; a sampled constant would wipe it out.
    if (slot.type.kind == Kind::schedule) return static_cast<const Schedule*>(slot.value)->is_constant();
    if (slot.doc.prior.kind == Prior::Kind::one_of)
        return slot.type.kind == Kind::choice || slot.type.kind == Kind::boolean || slot.type.kind == Kind::text;
    return slot.type.kind == Kind::real;
}

PriorLeaf prior_leaf(const Slot& slot, const std::string& path) {
    PriorLeaf leaf{path, slot.doc.prior, slot.doc.min, slot.doc.max};
    if (slot.doc.prior.kind != Prior::Kind::one_of) return leaf;
    if (slot.type.kind == Kind::choice) leaf.choices = {slot.type.names.begin(), slot.type.names.end()};
    if (slot.type.kind == Kind::boolean) leaf.choices = {"false", "true"};
    leaf.prior.a = static_cast<double>(leaf.choices.size());
    return leaf;
}

void priors_at(const Slot& slot, const std::string& path, std::vector<PriorLeaf>& leaves) {
    if (slot.type.kind == Kind::structure) {
        for (const Member& member : slot.type.members) {
            priors_at(slot.member(member), joined(path, member.name), leaves);
        }
    } else if (slot.type.kind == Kind::named || slot.type.kind == Kind::optional) {
        for (std::size_t i = 0; i < slot.type.size(slot.value); ++i) {
            const Slot element = slot.element(i);
            priors_at(element, slot.type.kind == Kind::named ? joined(path, element.name) : path, leaves);
        }
    } else if (can_be_sampled(slot)) {
        leaves.push_back(prior_leaf(slot, path));
    }
}

}  // namespace

Node emit(const Slot& slot) {
    switch (slot.type.kind) {
        case Kind::structure:
            return emit_structure(slot);
        case Kind::named:
        case Kind::list:
            return emit_container(slot);
        case Kind::optional:
            return slot.type.size(slot.value) == 0 ? Node{} : emit(slot.element(0));
        default:
            return emit_leaf(slot);
    }
}

std::vector<LeafDoc> describe(const Slot& root) {
    std::vector<LeafDoc> docs;
    describe_at(root, "", docs);
    return docs;
}

std::vector<RetiredPath> retired_paths(const Slot& root) {
    std::vector<RetiredPath> found;
    retired_at(root, "", found);
    return found;
}

std::vector<PriorLeaf> priors(const Slot& root) {
    std::vector<PriorLeaf> leaves;
    priors_at(root, "", leaves);
    return leaves;
}

}  // namespace peacenorm::config::detail

namespace peacenorm::config {

Node drawn_value(const PriorLeaf& leaf, double value) {
    if (leaf.prior.kind != Prior::Kind::one_of) return scalar(number_text(value));
    Node node = scalar(leaf.choices.at(static_cast<std::size_t>(value)));
    node.quoted = node.text.empty();
    return node;
}

namespace {

bool leads_through(std::string_view path, std::string_view retired) {
    const std::string_view step = path.substr(0, path.find('.')), wanted = retired.substr(0, retired.find('.'));
    if (wanted != "*" && wanted != step) return false;
    if (wanted.size() == retired.size()) return true;
    return step.size() < path.size() && leads_through(path.substr(step.size() + 1), retired.substr(wanted.size() + 1));
}

}  // namespace

const RetiredPath* find_retired(const std::vector<RetiredPath>& retired, std::string_view path) {
    const auto found = std::find_if(retired.begin(), retired.end(),
                                    [&](const RetiredPath& old) { return leads_through(path, old.path); });
    return found == retired.end() ? nullptr : &*found;
}

}  // namespace peacenorm::config
