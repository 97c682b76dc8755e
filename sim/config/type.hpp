// SPDX-License-Identifier: Apache-2.0
// A declared type as a value: what the operations, compiled once, need to know of it. Built from declarations at
// compile time by `type_of` (type_of.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "sim/config/schema.hpp"

namespace peacenorm::config::detail {

struct Type;

/// One declared field. The address of its value follows from the address of its owner.
struct Member {
    std::string_view name;
    const Doc* doc;
    const Type* type;
    void* (*address)(void* owner);
};

struct Type {
    enum class Kind { boolean, integer, real, text, date, choice, schedule, optional, list, named, structure };

    Kind kind = Kind::structure;
    std::string_view meaning = {};                 ///< of a structure
    std::span<const Member> members = {};          ///< of a structure
    std::span<const Retired> retired = {};         ///< of a structure
    std::span<const std::string_view> names = {};  ///< of a choice
    const Type* element = nullptr;                 ///< of an optional, a list, named entities

    /// Integer and choice (as an index into `names`). `store` is false when the value does not fit.
    std::int64_t (*load)(const void* value) = nullptr;
    bool (*store)(void* value, std::int64_t number) = nullptr;

    /// Optional (size 0 or 1), list, named entities.
    std::size_t (*size)(const void* value) = nullptr;
    void* (*item)(void* value, std::size_t i) = nullptr;
    void* (*append)(void* value, std::string_view name) = nullptr;
    void (*clear)(void* value) = nullptr;
    std::string_view (*name)(const void* value, std::size_t i) = nullptr;
    void (*remove)(void* value, std::string_view name) = nullptr;

    std::shared_ptr<void> (*make)() = nullptr;  ///< a value with its defaults
};

/// A value of a declared type: what it is called, what is declared of it, where it lies.
/// SAFETY: `value` points to an object of the C++ type that `type` was built from.
struct Slot {
    std::string_view name;
    const Doc& doc;
    const Type& type;
    void* value;

    Slot member(const Member& m) const { return {m.name, *m.doc, *m.type, m.address(value)}; }
    /// An element of a container; it inherits the container's declaration.
    Slot element(std::size_t i) const {
        const std::string_view called = type.name == nullptr ? name : type.name(value, i);
        return {called, doc, *type.element, type.item(value, i)};
    }
};

inline constexpr Doc no_doc{};

}  // namespace peacenorm::config::detail
