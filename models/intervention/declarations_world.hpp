// SPDX-License-Identifier: Apache-2.0
// Declarations of the theatre: places, regions, communities, armed groups, and how agents stand for people.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::config {

template <>
struct Declaration<intervention::Border> : intervention::Docs {
    using Owner = intervention::Border;
    static constexpr std::string_view meaning = "A border with another place; it stands once, under either place";
    static constexpr auto fields = std::make_tuple(
        field("border_km", &Owner::border_km,
              required(number({"km", 0, 1e4}, "length of the shared border; fighters cross in proportion", in_file))),
        field("road_km", &Owner::road_km,
              required(number({"km", 0, 1e4}, "distance by road from chief town to chief town", in_file))));
};

template <>
struct Declaration<intervention::Place> : intervention::Docs {
    using Owner = intervention::Place;
    static constexpr std::string_view meaning = "A place: a cercle, or another unit in which people and forces mix";
    static constexpr auto fields = std::make_tuple(
        field("region", &Owner::region,
              required(stated("region that the place belongs to; gives its mix of communities", in_file))),
        field("population", &Owner::population, required(number({"persons", 0, 1e8}, "first population", in_file))),
        field("area_km2", &Owner::area_km2, number({"km2", 0, 1e7}, "area; described, no rule depends on it", in_file)),
        field("surveyed", &Owner::surveyed,
              stated("whether opinion surveys ask there, as in regional capitals", in_file)),
        field("neighbours", &Owner::neighbours, stated("bordering places; each border stands once", in_file)));
};

template <>
struct Declaration<intervention::Region> : intervention::Docs {
    using Owner = intervention::Region;
    static constexpr std::string_view meaning = "A region: its places share one mix of communities";
    static constexpr auto fields = std::make_tuple(
        field("communities", &Owner::communities,
              required(number(share, "share of the region's people in a community; sums to 1", in_file))));
};

template <>
struct Declaration<intervention::Community> : intervention::Docs {
    using Owner = intervention::Community;
    static constexpr std::string_view meaning = "A community and what it expects; legitimacy is the weighted mean";
    static constexpr auto fields = std::make_tuple(
        field("protect", &Owner::protect,
              number(weight, "weight of protecting civilians; falls on perceived performance",
                     "theory 3.1: with `fight` the mean of Dirichlet(4, 3, 3)")),
        field("fight", &Owner::fight,
              number(weight, "weight of fighting armed groups; falls on perceived performance",
                     "theory 3.1; assumed: a quarter of the weight of performance")),
        field(
            "be_impartial", &Owner::be_impartial,
            number(weight, "weight of perceived impartiality and procedure", "theory 3.1: mean of Dirichlet(4, 3, 3)")),
        field("leave", &Owner::leave,
              number(weight, "weight of the fixed ideological prior: whether it should be here at all",
                     "theory 3.1: mean of Dirichlet(4, 3, 3)")));
};

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
              number({"attacks per 100 fighters and week", 0, 100},
                     "attacks on civilians before the multipliers of control, retaliation and deterrence",
                     "assumed: set by hand to the order of recorded violence, not calibrated")),
        field("attacks_on_forces", &Owner::attacks_on_forces,
              number({"attacks per 100 fighters and week", 0, 100},
                     "deadly attacks on an organisation's force of 100 in the place; with the root of its size",
                     "theory D6 lam0; assumed: set by hand to the order of peacekeepers killed, not calibrated")),
        field("accord", &Owner::accord, number(share, "how far an accord binds it, by date: 0 not, 1 wholly", in_file)),
        field("selectivity", &Owner::selectivity,
              number(share, "share of attacks that are selective killings; the others are raids",
                     "theory 4.1 (kalyvas_2006); assumed: even")),
        field("deterrable", &Owner::deterrable,
              number(share, "how far presence deters it",
                     "theory H3 (fjelde_hultman_nilsson_2019): works against rebels, hardly against "
                     "pro-government forces")),
        field("core", &Owner::core, required(number(weight, "weight of a place as its home ground", in_file))),
        field("targets", &Owner::targets,
              required(number(weight, "weight of a community among its victims, per head", in_file))),
        field("community", &Owner::community,
              stated("community that it claims as its own, whose losses it avenges; empty: none", in_file)));
};

template <>
struct Declaration<intervention::Population> : intervention::Docs {
    using Owner = intervention::Population;
    static constexpr std::string_view meaning = "How agents stand for people";
    static constexpr auto fields = std::make_tuple(
        field("people_per_agent", &Owner::people_per_agent,
              number({"persons", 1, 1e7}, "persons that one agent stands for",
                     "assumed: about 20 thousand agents for Mali, quick on a laptop")),
        field("minimum_agents", &Owner::minimum_agents,
              number({"agents", 1, 1e6}, "agents at least for each place and community", "model 2: at least 30")));
};

}  // namespace peacenorm::config
