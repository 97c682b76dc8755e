// SPDX-License-Identifier: Apache-2.0
// The troops of organisations and where they stand.
#pragma once

#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Contingent {
    std::string home;
    Schedule persons{0};
    Named<std::string> command;
    double caveat_hours = 48;
    double armour = 0.2;
};

struct Base {
    std::string organisation;
    std::string place;
    Schedule share{0};
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Contingent> : intervention::Docs {
    using Owner = intervention::Contingent;
    static constexpr std::string_view meaning = "Troops of one home; the same people may change command";
    static constexpr auto fields = std::make_tuple(
        field("home", &Owner::home, stated("who sends it; described, no rule depends on it", in_file)),
        field("persons", &Owner::persons,
              required(number(persons, "uniformed persons in the theatre, by date", in_file))),
        field("command", &Owner::command,
              required(stated("the organisation that commands it from a date on: a map of dates to names", in_file))),
        field("caveat_hours", &Owner::caveat_hours,
              number(hours_above_zero, "longest travel to a threat that its capital allows",
                     "assumed: two days, no caveat known")),
        field(
            "armour", &Owner::armour,
            number(share_with(uniform_between(0, 0.5)), "part of its exposure to deadly attacks that armour takes away",
                   "assumed: at most half, since mines and suicide cars reach armoured troops too")));
};

template <>
struct Declaration<intervention::Base> : intervention::Docs {
    using Owner = intervention::Base;
    static constexpr std::string_view meaning = "Where an organisation stands: all its contingents are spread alike";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation, required(stated("the organisation whose base it is", in_file))),
        field("place", &Owner::place, required(stated("the place", in_file))),
        field("share", &Owner::share,
              required(number(share, "share of the organisation's persons, by date; its bases are scaled to sum to 1",
                              in_file))));
};

}  // namespace peacenorm::config
