// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <utility>

#include "sim/config/leaves.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/operations.hpp"

namespace peacenorm::config::detail {
namespace {

using Kind = Type::Kind;
/// Keys of a JSON object and their values, already JSON.
using Members = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view entity_pattern = "^[A-Za-z0-9_][A-Za-z0-9_-]*$";
constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

std::string text(std::string_view raw) {
    static constexpr std::string_view hex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') out += '\\';
        if (byte < 0x20) {
            out += "\\u00";
            out += hex[byte >> 4];
            out += hex[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

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
        out += (out.empty() ? "\n  " : ",\n  ") + text(key) + ": " + indented(value);
    }
    return out.empty() ? "{}" : "{" + out + "\n}";
}

std::string array(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
    return "[" + out + "]";
}

std::string description(const Doc& doc) {
    std::string out(doc.meaning);
    if (!doc.unit.empty()) out += (out.empty() ? "Unit: " : ". Unit: ") + std::string(doc.unit);
    if (!doc.source.empty()) out += (out.empty() ? "Source: " : ". Source: ") + std::string(doc.source);
    return out;
}

Members range(std::string_view type, const Doc& doc) {
    Members members{{"type", text(type)}};
    if (std::isfinite(doc.min)) members.emplace_back("minimum", number_text(doc.min));
    if (std::isfinite(doc.max)) members.emplace_back("maximum", number_text(doc.max));
    return members;
}

Members schema_of(const Type& type, const Doc& doc, void* value);

Members structure_schema(const Type& type, void* value) {
    Members properties;
    std::vector<std::string> required;
    for (const Member& member : type.members) {
        Members schema = schema_of(*member.type, *member.doc, member.address(value));
        const std::string about = description(*member.doc);
        if (!about.empty()) schema.emplace_back("description", text(about));
        properties.emplace_back(member.name, object(schema));
        if (member.doc->required) required.push_back(text(member.name));
    }
    Members members{{"type", text("object")}, {"properties", object(properties)}, {"additionalProperties", "false"}};
    if (!type.meaning.empty()) members.emplace_back("description", text(type.meaning));
    if (!required.empty()) members.emplace_back("required", array(required));
    return members;
}

std::string or_null(const std::string& schema) {
    return array({schema, object({{"type", text("null")}})});
}

Members container_schema(const Type& type, const Doc& doc) {
    const std::shared_ptr<void> element = type.element->make();
    const std::string inner = object(schema_of(*type.element, doc, element.get()));
    if (type.kind == Kind::list) return {{"type", text("array")}, {"items", inner}};
    if (type.kind == Kind::optional) return {{"anyOf", or_null(inner)}};
    return {{"type", text("object")},
            {"propertyNames", object({{"pattern", text(entity_pattern)}})},
            {"additionalProperties", object({{"anyOf", or_null(inner)}})}};
}

std::string schedule_steps(const Doc& doc) {
    return object({{"type", text("object")},
                   {"propertyNames", object({{"pattern", text(date_pattern)}})},
                   {"additionalProperties", object(range("number", doc))}});
}

Members leaf_schema(const Type& type, const Doc& doc) {
    std::vector<std::string> names;
    for (const std::string_view name : type.names) names.push_back(text(name));
    switch (type.kind) {
        case Kind::boolean:
            return {{"type", text("boolean")}};
        case Kind::integer:
            return range("integer", doc);
        case Kind::text:
            return {{"type", text("string")}};
        case Kind::date:
            return {{"type", text("string")}, {"format", text("date")}};
        case Kind::choice:
            return {{"enum", array(names)}};
        case Kind::schedule:
            return {{"anyOf", array({object(range("number", doc)), schedule_steps(doc)})}};
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
    members.emplace_back("default", is_text ? text(held.text) : held.text);
    return members;
}

}  // namespace

std::string json_schema(const Slot& root) {
    Members members = schema_of(root.type, root.doc, root.value);
    members.insert(members.begin(), {"$schema", text("https://json-schema.org/draft/2020-12/schema")});
    return object(members) + "\n";
}

}  // namespace peacenorm::config::detail
