// SPDX-License-Identifier: Apache-2.0
// Dated acts of organisations that people saw as partial.
#pragma once

#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct PartialAct {
    Date date;
    Named<double> about;
    double partial = 1;
    Named<double> reach;
    std::string place;
};

/// Share of a place's people whom an act reaches: all in its place, elsewhere the region's share.
/// Range: 0..1. Limits: without place and regions it reaches everyone; a region that is left out hears nothing of it.
/// Source: assumed: who was there knows.
inline double reach_in(const PartialAct& act, std::string_view place, std::string_view region) {
    if (!act.place.empty() && act.place == place) return 1;
    if (const double* share = act.reach.find(region)) return *share;
    return act.place.empty() && act.reach.empty() ? 1 : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::PartialAct> : intervention::Docs {
    using Owner = intervention::PartialAct;
    static constexpr std::array retired{Retired{"weight", "organisations.X.stance: the host's stance by date"},
                                        Retired{"favourable", "organisations.X.stance: the host's stance by date"},
                                        Retired{"performance", "organisations.X.stance: the host's stance by date"}};
    static constexpr std::string_view meaning = "An act of organisations that people saw as partial";
    static constexpr auto fields = std::make_tuple(
        field("date", &Owner::date, required(stated("day on which it happened", in_file))),
        field("about", &Owner::about,
              required(number(weight, "how far an organisation was seen as its author; 1: alone", in_file))),
        field("partial", &Owner::partial,
              number({"ln(1 + deaths)", 0, 10}, "how partial it was seen, as harm to civilians would weigh", in_file)),
        field("reach", &Owner::reach,
              number(share, "who hears of it, by region; empty: everyone, or its place alone", in_file)),
        field("place", &Owner::place, stated("where it happened: all there know of it; empty: nowhere", in_file)));
};

}  // namespace peacenorm::config
