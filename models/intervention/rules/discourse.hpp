// SPDX-License-Identifier: Apache-2.0
// Public words about organisations, and acts of theirs that people saw as partial.
#pragma once

#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Cue {
    Date date;
    Named<double> about;
    double weight = 1;
    bool favourable = false;
    double performance = 0.5;
    Named<double> reach;
    std::string place;
    double partial = 0;
};

/// Share of a place's people whom a dated act or word reaches: all in its place, elsewhere the region's share.
/// Range: 0..1. Limits: without place and regions it reaches everyone; a region that is left out hears nothing of it.
/// Source: assumed: who was there knows.
inline double reach_in(const Cue& cue, std::string_view place, std::string_view region) {
    if (!cue.place.empty() && cue.place == place) return 1;
    if (const double* share = cue.reach.find(region)) return *share;
    return cue.place.empty() && cue.reach.empty() ? 1 : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Cue> : intervention::Docs {
    using Owner = intervention::Cue;
    static constexpr std::string_view meaning =
        "One public word about organisations, or an act of theirs that people saw as partial";
    static constexpr auto fields = std::make_tuple(
        field("date", &Owner::date, required(stated("day on which it was said", in_file))),
        field("about", &Owner::about,
              required(number(weight, "weight of an organisation in its attribution", in_file))),
        field("weight", &Owner::weight, number({"pseudo-counts", 0, 100}, "evidence at full reach", in_file)),
        field("favourable", &Owner::favourable, stated("whether it praises", in_file)),
        field("performance", &Owner::performance,
              number(share, "part of it that is about performance; the rest is about impartiality", in_file)),
        field("reach", &Owner::reach,
              number(share, "who hears it, by region; empty: everyone, or its place alone", in_file)),
        field("place", &Owner::place, stated("where it happened: all there know of it; empty: nowhere", in_file)),
        field("partial", &Owner::partial,
              number({"ln(1 + deaths)", 0, 10}, "how partial it was seen, as harm to civilians would weigh", in_file)));
};

}  // namespace peacenorm::config
