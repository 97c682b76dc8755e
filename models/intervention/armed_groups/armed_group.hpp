// SPDX-License-Identifier: Apache-2.0
// An armed group: its fighters, its home ground, its targets.
#pragma once

#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

enum class Bloc { jihadist, signatory, communal };

struct ArmedGroup {
    Bloc bloc = Bloc::jihadist;
    Schedule fighters{0};
    double attacks = 0.05;
    double attacks_on_forces = 0;
    Schedule accord{0};
    double selectivity = 0.5;
    double deterrable = 1;
    Named<double> core;
    Named<double> targets;
    std::string community;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct EnumNames<intervention::Bloc> {
    using Bloc = intervention::Bloc;
    static constexpr std::array<std::pair<std::string_view, Bloc>, 3> names{
        {{"jihadist", Bloc::jihadist}, {"signatory", Bloc::signatory}, {"communal", Bloc::communal}}};
};

template <>
struct Declaration<intervention::ArmedGroup> : intervention::Docs {
    using Owner = intervention::ArmedGroup;
    static constexpr std::string_view meaning = "An armed group: its fighters, its home ground, its targets";
    static constexpr auto fields = std::make_tuple(
        field("bloc", &Owner::bloc,
              required(stated("bloc in the accord's terms; described, no rule depends on it", in_file))),
        field("fighters", &Owner::fighters, required(number(persons, "fighters in the theatre, by date", in_file))),
        field("attacks", &Owner::attacks,
              halved(Halved::half,
                     number({"attacks per 100 fighters and week", 0, 100},
                            "attacks on civilians before the multipliers of control, retaliation and deterrence",
                            "assumed: set by hand to the order of recorded violence, not calibrated"))),
        field("attacks_on_forces", &Owner::attacks_on_forces,
              halved(Halved::half,
                     number({"attacks per 100 fighters and week", 0, 100},
                            "deadly attacks on an organisation's force of 100 in the place; with the root of its size",
                            "assumed: set by hand to the order of peacekeepers killed, not calibrated"))),
        field("accord", &Owner::accord, number(share, "how far an accord binds it, by date: 0 not, 1 wholly", in_file)),
        field("selectivity", &Owner::selectivity,
              number(share, "share of attacks that are selective killings; the others are raids",
                     "kalyvas_2006: two kinds of violence; assumed: even shares, for want of counts")),
        field(
            "deterrable", &Owner::deterrable,
            number(share, "how far presence deters it",
                   "fjelde_hultman_nilsson_2019: presence works against rebels, hardly against pro-government forces")),
        field("core", &Owner::core, required(number(weight, "weight of a place as its home ground", in_file))),
        field("targets", &Owner::targets,
              required(number(weight, "weight of a community among its victims, per head", in_file))),
        field("community", &Owner::community,
              stated("community that it claims as its own, whose losses it avenges; empty: none", in_file)));
};

}  // namespace peacenorm::config
