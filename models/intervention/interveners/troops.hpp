// SPDX-License-Identifier: Apache-2.0
// The troops of organisations and where they stand.
#pragma once

#include <optional>
#include <string>
#include <vector>

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
    std::optional<Date> opened{};
    std::optional<Date> closed{};
    std::vector<std::string> contingents{};
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
    static constexpr std::string_view meaning = "Where an organisation stands, from when to when";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation, required(stated("the organisation whose base it is", in_file))),
        field("place", &Owner::place, required(stated("the place", in_file))),
        field("share", &Owner::share,
              required(number(share,
                              "share of the organisation's persons while the base is open, by date; of those that are "
                              "open to a contingent the shares are scaled to sum to 1",
                              in_file))),
        field("opened", &Owner::opened, stated("first day on which it is open; null: it always was", in_file)),
        field(
            "closed", &Owner::closed,
            stated("first day on which it is open no more; null: it stays. Its persons go to the bases that are left, "
                   "in proportion to their shares; without any they are nowhere",
                   in_file)),
        field("contingents", &Owner::contingents,
              stated("the contingents that stand there; empty: all of the organisation", in_file)));
};

}  // namespace peacenorm::config
