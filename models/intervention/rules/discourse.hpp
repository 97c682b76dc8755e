// SPDX-License-Identifier: Apache-2.0
// Public words about organisations.
#pragma once

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Cue {
    Date date;
    Named<double> about;
    double weight = 1;
    bool favourable = false;
    double performance = 0.5;
    Named<double> reach;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Cue> : intervention::Docs {
    using Owner = intervention::Cue;
    static constexpr std::string_view meaning = "One public word about organisations";
    static constexpr auto fields = std::make_tuple(
        field("date", &Owner::date, required(stated("day on which it was said", in_file))),
        field("about", &Owner::about,
              required(number(weight, "weight of an organisation in its attribution", in_file))),
        field("weight", &Owner::weight, number({"pseudo-counts", 0, 100}, "evidence at full reach", in_file)),
        field("favourable", &Owner::favourable, stated("whether it praises", in_file)),
        field("performance", &Owner::performance,
              number(share, "part of it that is about performance; the rest is about impartiality", in_file)),
        field("reach", &Owner::reach, number(share, "who hears it, by region; empty: everyone", in_file)));
};

}  // namespace peacenorm::config
