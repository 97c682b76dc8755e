// SPDX-License-Identifier: Apache-2.0
// What an arm of a study that follows another arm takes over from it.
#pragma once

#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

enum class Imposed { all, tasks };

struct ConductRules {
    std::string organisation;
    Imposed imposed = Imposed::all;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct EnumNames<intervention::Imposed> {
    using Imposed = intervention::Imposed;
    static constexpr std::array<std::pair<std::string_view, Imposed>, 2> names{
        {{"all", Imposed::all}, {"tasks", Imposed::tasks}}};
};

template <>
struct Declaration<intervention::ConductRules> : intervention::Docs {
    using Owner = intervention::ConductRules;
    static constexpr std::string_view meaning = "What is imposed on an arm of a study that follows another";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation,
              stated("whose conduct; empty: the organisation that leads in protection",
                     "docs/theory.md#following-another-arm")),
        field(
            "imposed", &Owner::imposed,
            stated(
                "all: propensity to respond, norms of contingents, task shares, restraint, support withheld and voice; "
                "tasks: task shares alone",
                "docs/theory.md#following-another-arm")));
};

}  // namespace peacenorm::config
