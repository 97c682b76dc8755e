// SPDX-License-Identifier: Apache-2.0
// From a declaration to a `Type`, at compile time; checks that no field is forgotten.
#pragma once

#include <array>
#include <concepts>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "sim/config/type.hpp"

namespace peacenorm::config::detail {

/// Stands for any member in `T{any, any, ...}`: the count that compiles is the count of members.
template <class Owner>
struct AnyMember {
    template <class Value>
    requires(!std::is_same_v<Value, Owner>) operator Value() const {
        std::abort();  // never called: only its existence is asked about
    }
};

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
    return requires {
        T{(static_cast<void>(I), AnyMember<T>{})...};
    };
}

template <class T, std::size_t count>
constexpr bool has_members = takes<T>(std::make_index_sequence<count>{}) &&
                             !takes<T>(std::make_index_sequence<count + 1>{});

/// How many fields are this member, under any name. One function for each type of a member, not for each pair: a model
/// has hundreds.
template <class Owner, class Value, class... Fields, std::size_t... i>
constexpr std::size_t times(Value Owner::*member, const std::tuple<Fields...>& fields, std::index_sequence<i...>) {
    const auto is = [&]<class Other>(const Other& other) {
        if constexpr (std::is_same_v<Other, Value Owner::*>) return other == member;
        return false;
    };
    return (std::size_t{0} + ... + std::size_t{is(std::get<i>(fields).member)});
}

/// No name and no member twice: with the right count, that means that none is forgotten.
template <class... Fields>
constexpr bool all_differ(const std::tuple<Fields...>& fields) {
    return [&]<std::size_t... i>([[maybe_unused]] std::index_sequence<i...> all) {
        const std::array<std::string_view, sizeof...(i)> names{std::get<i>(fields).name...};
        for (std::size_t one = 0; one < names.size(); ++one)
            for (std::size_t other = 0; other < one; ++other)
                if (names[one] == names[other]) return false;
        return ((times(std::get<i>(fields).member, fields, all) == 1) && ...);
    }
    (std::index_sequence_for<Fields...>{});
}

template <class T>
concept Declared = requires {
    Declaration<T>::fields;
};
template <class T>
concept HasRetiredKeys = requires {
    Declaration<T>::retired;
};
template <class T>
constexpr std::span<const Retired> retired_keys() {
    if constexpr (HasRetiredKeys<T>) return Declaration<T>::retired;
    return {};
}
template <class T>
concept Choice = std::is_enum_v<T>;

template <class T>
struct TypeOf;

/// The one `Type` of T.
template <class T>
constexpr const Type& type_of() {
    return TypeOf<T>::type;
}

template <class T>
std::shared_ptr<void> make_default() {
    return std::make_shared<T>();
}

template <class T>
T& as(void* value) {
    return *static_cast<T*>(value);
}
template <class T>
const T& as(const void* value) {
    return *static_cast<const T*>(value);
}

template <class T, Type::Kind kind>
struct PlainType {
    static constexpr Type type{.kind = kind, .make = &make_default<T>};
};
template <>
struct TypeOf<bool> : PlainType<bool, Type::Kind::boolean> {};
template <>
struct TypeOf<double> : PlainType<double, Type::Kind::real> {};
template <>
struct TypeOf<std::string> : PlainType<std::string, Type::Kind::text> {};
template <>
struct TypeOf<Date> : PlainType<Date, Type::Kind::date> {};
template <>
struct TypeOf<Schedule> : PlainType<Schedule, Type::Kind::schedule> {};

template <std::signed_integral T>
struct TypeOf<T> {
    static std::int64_t load(const void* value) { return as<T>(value); }
    static bool store(void* value, std::int64_t number) {
        if (!std::in_range<T>(number)) return false;
        as<T>(value) = static_cast<T>(number);
        return true;
    }
    static constexpr Type type{.kind = Type::Kind::integer, .load = &load, .store = &store, .make = &make_default<T>};
};

template <Choice T>
struct TypeOf<T> {
    static constexpr const auto& pairs = EnumNames<T>::names;
    static constexpr auto names = [] {
        std::array<std::string_view, pairs.size()> all;
        for (std::size_t i = 0; i < pairs.size(); ++i) all[i] = pairs[i].first;
        return all;
    }();
    /// Shape: the index of the name, or the number of names for a value that has none.
    static std::int64_t load(const void* value) {
        std::size_t i = 0;
        while (i < pairs.size() && pairs[i].second != as<T>(value)) ++i;
        return static_cast<std::int64_t>(i);
    }
    static bool store(void* value, std::int64_t index) {
        as<T>(value) = pairs[static_cast<std::size_t>(index)].second;
        return true;
    }
    static constexpr Type type{
        .kind = Type::Kind::choice, .names = names, .load = &load, .store = &store, .make = &make_default<T>};
};

template <class T>
struct TypeOf<std::optional<T>> {
    using Value = std::optional<T>;
    static std::size_t size(const void* value) { return as<Value>(value) ? 1 : 0; }
    static void* item(void* value, std::size_t) { return &*as<Value>(value); }
    static void* append(void* value, std::string_view) { return &as<Value>(value).emplace(); }
    static void clear(void* value) { as<Value>(value).reset(); }
    static constexpr Type type{.kind = Type::Kind::optional,
                               .element = &TypeOf<T>::type,
                               .size = &size,
                               .item = &item,
                               .append = &append,
                               .clear = &clear,
                               .make = &make_default<Value>};
};

template <class T>
struct TypeOf<std::vector<T>> {
    static_assert(!std::is_same_v<T, bool>, "a list of switches has no elements to point to; use an enum");
    static_assert(!Declared<T>, "a list holds leaves; entities are Named, so that their paths are stable");
    using Value = std::vector<T>;
    static std::size_t size(const void* value) { return as<Value>(value).size(); }
    static void* item(void* value, std::size_t i) { return &as<Value>(value)[i]; }
    static void* append(void* value, std::string_view) { return &as<Value>(value).emplace_back(); }
    static void clear(void* value) { as<Value>(value).clear(); }
    static constexpr Type type{.kind = Type::Kind::list,
                               .element = &TypeOf<T>::type,
                               .size = &size,
                               .item = &item,
                               .append = &append,
                               .clear = &clear,
                               .make = &make_default<Value>};
};

template <class T>
struct TypeOf<Named<T>> {
    using Value = Named<T>;
    static std::size_t size(const void* value) { return as<Value>(value).size(); }
    static void* item(void* value, std::size_t i) { return &as<Value>(value)[i]; }
    static void* append(void* value, std::string_view name) { return &as<Value>(value).add(std::string(name), T{}); }
    static void clear(void* value) { as<Value>(value) = {}; }
    static std::string_view name(const void* value, std::size_t i) { return as<Value>(value).name(i); }
    static void remove(void* value, std::string_view name) { as<Value>(value).remove(name); }
    static constexpr Type type{.kind = Type::Kind::named,
                               .element = &TypeOf<T>::type,
                               .size = &size,
                               .item = &item,
                               .append = &append,
                               .clear = &clear,
                               .name = &name,
                               .remove = &remove,
                               .make = &make_default<Value>};
};

template <Declared T>
struct TypeOf<T> {
    static constexpr const auto& fields = Declaration<T>::fields;
    static constexpr std::size_t count = std::tuple_size_v<std::remove_cvref_t<decltype(fields)>>;
    static_assert(std::is_aggregate_v<T>, "a declared type is a plain struct");
    static_assert(has_members<T, count>, "a field is forgotten: the declaration and the struct differ in their number");
    static_assert(all_differ(fields), "a field is declared twice, so another one is forgotten");

    template <std::size_t i>
    static void* address(void* owner) {
        constexpr auto member = std::get<i>(fields).member;
        return &(as<T>(owner).*member);
    }
    template <std::size_t i>
    static constexpr Member member() {
        using Field = std::remove_cvref_t<decltype(std::get<i>(fields))>;
        static_assert(std::is_same_v<typename Field::owner_type, T>, "a field of another struct");
        return {std::get<i>(fields).name, &std::get<i>(fields).doc, &TypeOf<typename Field::value_type>::type,
                &address<i>};
    }
    static constexpr auto members = []<std::size_t... i>(std::index_sequence<i...>) {
        return std::array<Member, count>{member<i>()...};
    }
    (std::make_index_sequence<count>{});
    static constexpr Type type{.kind = Type::Kind::structure,
                               .meaning = Declaration<T>::meaning,
                               .members = members,
                               .retired = retired_keys<T>(),
                               .make = &make_default<T>};
};

}  // namespace peacenorm::config::detail
