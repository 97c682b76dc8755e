// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <utility>

#include "sim/config/leaves.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/operations.hpp"
#include "sim/core/json.hpp"

namespace peacenorm::config::detail {
namespace {

using Kind = Type::Kind;
/// Keys of a JSON object and their values, already JSON.
using Members = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view entity_pattern = "^[A-Za-z0-9_][A-Za-z0-9_-]*$";
constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// Moves the lines of a JSON value to the right; its texts hold no line breaks.
std::string indented(const std::string& json) {
    std::string out;
    for (const char c : json) {
        out += c;
        if (c == '\n') out += "  ";
    }
    return out;
}

std::string object(const Members& members) {
    std::string out;
    for (const auto& [key, value] : members) {
        out += (out.empty() ? "\n  " : ",\n  ") + json_text(key) + ": " + indented(value);
    }
    return out.empty() ? "{}" : "{" + out + "\n}";
}

std::string description(const Doc& doc) {
    std::string out(doc.meaning);
    if (!doc.unit.empty()) out += (out.empty() ? "Unit: " : ". Unit: ") + std::string(doc.unit);
    if (!doc.source.empty()) out += (out.empty() ? "Source: " : ". Source: ") + std::string(doc.source);
    return out;
}

Members range(std::string_view type, const Doc& doc) {
    Members members{{"type", json_text(type)}};
    if (std::isfinite(doc.min)) members.emplace_back("minimum", number_text(doc.min));
    if (std::isfinite(doc.max)) members.emplace_back("maximum", number_text(doc.max));
    return members;
}

/// What becomes of the value when the tick is halved; a keyword of our own, which validators pass over.
Members halved_tick(Halved kind) {
    constexpr std::array<std::string_view, 5> names{"", "half", "root", "two_steps", "twice"};
    const std::string_view name = names[static_cast<std::size_t>(kind)];
    if (name.empty()) return {};
    return {{"x-halved-tick", json_text(name)}};
}

Members schema_of(const Type& type, const Doc& doc, void* value);

Members structure_schema(const Type& type, void* value) {
    Members properties;
    std::vector<std::string> required;
    for (const Member& member : type.members) {
        Members schema = schema_of(*member.type, *member.doc, member.address(value));
        const std::string about = description(*member.doc);
        if (!about.empty()) schema.emplace_back("description", json_text(about));
        for (auto& keyword : halved_tick(member.doc->halved)) schema.push_back(std::move(keyword));
        properties.emplace_back(member.name, object(schema));
        if (member.doc->required) required.push_back(json_text(member.name));
    }
    Members members{
        {"type", json_text("object")}, {"properties", object(properties)}, {"additionalProperties", "false"}};
    if (!type.meaning.empty()) members.emplace_back("description", json_text(type.meaning));
    if (!required.empty()) members.emplace_back("required", json_list(required));
    return members;
}

std::string or_null(const std::string& schema) {
    return json_list({schema, object({{"type", json_text("null")}})});
}

Members container_schema(const Type& type, const Doc& doc) {
    const std::shared_ptr<void> element = type.element->make();
    const std::string inner = object(schema_of(*type.element, doc, element.get()));
    if (type.kind == Kind::list) return {{"type", json_text("array")}, {"items", inner}};
    if (type.kind == Kind::optional) return {{"anyOf", or_null(inner)}};
    return {{"type", json_text("object")},
            {"propertyNames", object({{"pattern", json_text(entity_pattern)}})},
            {"additionalProperties", object({{"anyOf", or_null(inner)}})}};
}

std::string schedule_steps(const Doc& doc) {
    return object({{"type", json_text("object")},
                   {"propertyNames", object({{"pattern", json_text(date_pattern)}})},
                   {"additionalProperties", object(range("number", doc))}});
}

Members leaf_schema(const Type& type, const Doc& doc) {
    std::vector<std::string> names;
    for (const std::string_view name : type.names) names.push_back(json_text(name));
    switch (type.kind) {
        case Kind::boolean:
            return {{"type", json_text("boolean")}};
        case Kind::integer:
            return range("integer", doc);
        case Kind::text:
            return {{"type", json_text("string")}};
        case Kind::date:
            return {{"type", json_text("string")}, {"format", json_text("date")}};
        case Kind::choice:
            return {{"enum", json_list(names)}};
        case Kind::schedule:
            return {{"anyOf", json_list({object(range("number", doc)), schedule_steps(doc)})}};
        default:
            return range("number", doc);
    }
}

Members schema_of(const Type& type, const Doc& doc, void* value) {
    if (type.kind == Kind::structure) return structure_schema(type, value);
    if (!is_leaf(type)) return container_schema(type, doc);
    Members members = leaf_schema(type, doc);
    const Node held = emit_leaf({"", doc, type, value});
    if (doc.required || held.kind != Node::Kind::scalar) return members;
    const bool is_text = type.kind == Kind::text || type.kind == Kind::date || type.kind == Kind::choice;
    members.emplace_back("default", is_text ? json_text(held.text) : held.text);
    return members;
}

}  // namespace

std::string json_schema(const Slot& root) {
    Members members = schema_of(root.type, root.doc, root.value);
    members.insert(members.begin(), {"$schema", json_text("https://json-schema.org/draft/2020-12/schema")});
    return object(members) + "\n";
}

}  // namespace peacenorm::config::detail
