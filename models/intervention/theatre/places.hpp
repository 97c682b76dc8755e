// SPDX-License-Identifier: Apache-2.0
// Regions, places and their borders.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Border {
    double border_km = 0;
    double road_km = 0;
};

struct Place {
    std::string region;
    std::int64_t population = 0;
    double area_km2 = 0;
    std::optional<double> latitude, longitude;  ///< of the chief town; for maps
    double in_town = 0.15;
    std::optional<double> alignment;
    Named<Border> neighbours;
};

struct Region {
    Named<double> communities;
    Named<double> displaced_at_start;
    double alignment = 0;
    double media = 0.6;
};

}  // namespace peacenorm::intervention

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
    static constexpr std::array retired{Retired{"surveyed", "surveys.X.places: how many a survey asks, and where"}};
    static constexpr std::string_view meaning = "A place: a district, or another unit in which people and forces mix";
    static constexpr auto fields = std::make_tuple(
        field("region", &Owner::region,
              required(stated("region that the place belongs to; gives its mix of communities", in_file))),
        field("population", &Owner::population, required(number({"persons", 0, 1e8}, "first population", in_file))),
        field("area_km2", &Owner::area_km2, number({"km2", 0, 1e7}, "area; described, no rule depends on it", in_file)),
        field("latitude", &Owner::latitude,
              number({"degrees", -90, 90}, "of the chief town, north positive; drawn on maps, no rule depends on it",
                     in_file)),
        field("longitude", &Owner::longitude,
              number({"degrees", -180, 180}, "of the chief town, east positive; drawn on maps, no rule depends on it",
                     in_file)),
        field("in_town", &Owner::in_town,
              number(share, "share of its people who live in the chief town, where surveys of towns ask",
                     "assumed: about one in seven outside capitals; input: the scenario's file gives the source beside "
                     "the value")),
        field("alignment", &Owner::alignment,
              number(signed_share, "trust in the state, where it differs from the region's", in_file)),
        field("neighbours", &Owner::neighbours, stated("bordering places; each border stands once", in_file)));
};

template <>
struct Declaration<intervention::Region> : intervention::Docs {
    using Owner = intervention::Region;
    static constexpr std::string_view meaning = "A region: its places share one mix of communities";
    static constexpr auto fields = std::make_tuple(
        field("communities", &Owner::communities,
              required(number(share, "share of the region's people in a community; sums to 1", in_file))),
        field("displaced_at_start", &Owner::displaced_at_start,
              number(persons,
                     "persons of the region who are displaced when a run begins, by region in which they stay; its "
                     "own: in another of its places; none while displacement is switched off",
                     in_file)),
        field("alignment", &Owner::alignment,
              number(signed_share, "A: trust in the state: 2 x share who trust it - 1",
                     "assumed: neither for nor against it where nobody asked")),
        field("media", &Owner::media,
              number(share, "share of people who use radio, television or the net for news, a few times a week or more",
                     "assumed: three in five where nobody asked")));
};

}  // namespace peacenorm::config
