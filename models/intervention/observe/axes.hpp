// SPDX-License-Identifier: Apache-2.0
// The labelled dimensions of results: which there are, and the names along those that no file gives.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "models/intervention/setup.hpp"
#include "sim/record/tally.hpp"

namespace peacenorm::intervention {

enum AxisId : int {
    organisation_axis,
    place_axis,
    community_axis,
    perpetrator_axis,
    cause_axis,
    tier_axis,
    component_axis,
    region_axis
};

inline constexpr record::AxisIds nation = record::no_axes;
inline constexpr record::AxisIds by_organisation{organisation_axis, record::no_axis};
inline constexpr record::AxisIds by_place{place_axis, record::no_axis};
inline constexpr record::AxisIds by_community{community_axis, record::no_axis};
inline constexpr record::AxisIds by_perpetrator{perpetrator_axis, record::no_axis};
inline constexpr record::AxisIds by_region{region_axis, record::no_axis};
inline constexpr record::AxisIds by_organisation_place{organisation_axis, place_axis};
inline constexpr record::AxisIds by_organisation_community{organisation_axis, community_axis};
inline constexpr record::AxisIds by_organisation_region{organisation_axis, region_axis};
inline constexpr record::AxisIds by_organisation_cause{organisation_axis, cause_axis};
inline constexpr record::AxisIds by_organisation_tier{organisation_axis, tier_axis};
inline constexpr record::AxisIds by_organisation_component{organisation_axis, component_axis};

/// Why a legitimacy changed: the ledger's rows. They sum to the change.
enum class Cause {
    forgetting,
    own_credit,
    omission,
    own_blame,
    partner_credit,
    partner_blame,
    personal,
    composition,
    voice,
    influence,
    discourse
};
inline constexpr std::size_t cause_count = 11;

template <class Id>
struct Label {
    Id id;
    std::string_view name;
};

/// The names by id. One that does not stand in the place of its id, or is missing, does not compile.
template <class Id, std::size_t N>
consteval std::array<std::string_view, N> names_by_id(const Label<Id> (&labels)[N]) {
    std::array<std::string_view, N> names;
    for (std::size_t i = 0; i < N; ++i) {
        if (static_cast<std::size_t>(labels[i].id) != i) throw "a name does not stand in the place of its id";
        names[i] = labels[i].name;
    }
    return names;
}

inline constexpr std::array<std::string_view, cause_count> cause_names =
    names_by_id<Cause>({{Cause::forgetting, "forgetting"},
                        {Cause::own_credit, "own_credit"},
                        {Cause::omission, "omission"},
                        {Cause::own_blame, "own_blame"},
                        {Cause::partner_credit, "partner_credit"},
                        {Cause::partner_blame, "partner_blame"},
                        {Cause::personal, "personal"},
                        {Cause::composition, "composition"},
                        {Cause::voice, "voice"},
                        {Cause::influence, "influence"},
                        {Cause::discourse, "discourse"}});

inline constexpr std::array<std::string_view, tier_count> tier_names =
    names_by_id<Tier>({{Tier::dialogue, "dialogue"},
                       {Tier::physical_protection, "physical_protection"},
                       {Tier::protective_environment, "protective_environment"}});

inline constexpr std::array<std::string_view, component_count> component_names = names_by_id<Component>(
    {{Component::protect, "protect"}, {Component::restrain, "restrain"}, {Component::monitor, "monitor"}});

std::vector<std::string> axis_names();
std::vector<record::Axis> axes(const Parameters& parameters);

}  // namespace peacenorm::intervention
