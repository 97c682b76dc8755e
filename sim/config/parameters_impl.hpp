// SPDX-License-Identifier: Apache-2.0
// Part of parameters.hpp: from T to its `Type`; the work is done by operations.hpp.
#pragma once

#include "sim/config/operations.hpp"
#include "sim/config/type_of.hpp"

namespace peacenorm::config {
namespace detail {

template <class T>
Slot root_slot(T& value) {
    return {"", no_doc, type_of<T>(), &value};
}

/// SAFETY: for operations that only look (emit, describe, priors).
template <class T>
Slot look_at(const T& value) {
    return root_slot(const_cast<T&>(value));
}

}  // namespace detail

template <class T>
void read(const Node& node, T& out, Faults& faults) {
    detail::read_root(detail::root_slot(out), node, faults);
}

template <class T>
void set(T& target, std::string_view path, const Node& value, Position at_path, Faults& faults) {
    detail::set_path(detail::root_slot(target), {path, value, at_path}, faults);
}

template <class T>
Node emit(const T& value) {
    return detail::emit(detail::look_at(value));
}

template <class T>
std::vector<LeafDoc> describe() {
    const T defaults{};
    return detail::describe(detail::look_at(defaults));
}

template <class T>
std::vector<RetiredPath> retired_paths() {
    const T defaults{};
    return detail::retired_paths(detail::look_at(defaults));
}

template <class T>
std::vector<PriorLeaf> priors(const T& value) {
    return detail::priors(detail::look_at(value));
}

template <class T>
std::string json_schema() {
    const T defaults{};
    return detail::json_schema(detail::look_at(defaults));
}

}  // namespace peacenorm::config
