// SPDX-License-Identifier: Apache-2.0
// The closed lists of the model, each with its names as files and results spell them. Channels of cooperation stand
// with their parameters, in cooperation/channels.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace peacenorm::intervention {

/// A value's place in its list, for the arrays that have one entry for each.
template <class Enum>
constexpr std::size_t index(Enum value) {
    return static_cast<std::size_t>(value);
}

template <class Enum>
struct Label {
    Enum id;
    std::string_view name;
};

/// The names by id. One that does not stand in the place of its id, or is missing, does not compile.
template <class Enum, std::size_t N>
consteval std::array<std::string_view, N> names_by_id(const Label<Enum> (&labels)[N]) {
    std::array<std::string_view, N> names;
    for (std::size_t i = 0; i < N; ++i) {
        if (static_cast<std::size_t>(labels[i].id) != i) throw "a name does not stand in the place of its id";
        names[i] = labels[i].name;
    }
    return names;
}

/// What force-hours are spent on.
enum class Task {
    dialogue,
    physical_protection,
    protective_environment,
    counter_terrorism,
    partner_support,
    force_protection
};
inline constexpr std::size_t task_count = 6;
using TaskShares = std::array<double, task_count>;  ///< of an organisation's force-hours; sum to 1

/// Components of the norm to protect civilians, in the order of `Norm`.
enum class Component { protect, restrain, monitor };
inline constexpr std::array<std::string_view, 3> component_names = names_by_id<Component>(
    {{Component::protect, "protect"}, {Component::restrain, "restrain"}, {Component::monitor, "monitor"}});
inline constexpr std::size_t component_count = component_names.size();
using Salience = std::array<double, component_count>;  ///< 0..1 by component

/// Tiers of protection: dialogue and engagement, physical protection, protective environment.
enum class Tier { dialogue, physical_protection, protective_environment };
inline constexpr std::array<std::string_view, 3> tier_names =
    names_by_id<Tier>({{Tier::dialogue, "dialogue"},
                       {Tier::physical_protection, "physical_protection"},
                       {Tier::protective_environment, "protective_environment"}});
inline constexpr std::size_t tier_count = tier_names.size();

/// Kinds of duty. The duty to restrain a partner exists only through a tie of support.
enum class Duty { respond, engage, restrain_self, restrain_partner, report };
inline constexpr std::array<std::string_view, 5> duty_names =
    names_by_id<Duty>({{Duty::respond, "respond"},
                       {Duty::engage, "engage"},
                       {Duty::restrain_self, "restrain_self"},
                       {Duty::restrain_partner, "restrain_partner"},
                       {Duty::report, "report"}});
inline constexpr std::size_t duty_count = duty_names.size();

/// How armed groups threaten civilians: selective killings, raids on whoever is there, massacres; and fights between
/// groups that kill civilians near by.
enum class ThreatKind { killing, raid, massacre, crossfire };
inline constexpr std::array<std::string_view, 4> threat_kind_names =
    names_by_id<ThreatKind>({{ThreatKind::killing, "killing"},
                             {ThreatKind::raid, "raid"},
                             {ThreatKind::massacre, "massacre"},
                             {ThreatKind::crossfire, "crossfire"}});
inline constexpr std::size_t threat_kinds = threat_kind_names.size();
/// Those that bands choose.
inline constexpr std::array direct_kinds{ThreatKind::killing, ThreatKind::raid, ThreatKind::massacre};

/// Classes of those who kill civilians, as counts of violence group them: armed groups by bloc, then all forces.
inline constexpr std::array<std::string_view, 4> class_names{"jihadist", "signatory", "communal", "forces"};
inline constexpr std::size_t forces_class = 3;

/// Why a legitimacy changed: the ledger's rows. They sum to the change.
enum class Cause {
    forgetting,
    own_credit,
    omission,
    own_blame,
    partner_credit,
    partner_blame,
    composition,
    voice,
    discourse,
    telling,
    presence,
    stance,
    hope,
    other,
    judgement  ///< of civilians, all causes together
};
inline constexpr std::array<std::string_view, 15> cause_names =
    names_by_id<Cause>({{Cause::forgetting, "forgetting"},
                        {Cause::own_credit, "own_credit"},
                        {Cause::omission, "omission"},
                        {Cause::own_blame, "own_blame"},
                        {Cause::partner_credit, "partner_credit"},
                        {Cause::partner_blame, "partner_blame"},
                        {Cause::composition, "composition"},
                        {Cause::voice, "voice"},
                        {Cause::discourse, "discourse"},
                        {Cause::telling, "telling"},
                        {Cause::presence, "presence"},
                        {Cause::stance, "stance"},
                        {Cause::hope, "hope"},
                        {Cause::other, "other"},
                        {Cause::judgement, "judgement"}});
inline constexpr std::size_t cause_count = cause_names.size();

}  // namespace peacenorm::intervention
