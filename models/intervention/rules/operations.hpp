// SPDX-License-Identifier: Apache-2.0
// Counter-terrorism operations and the harm that they do.
#pragma once

#include <cstdint>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Operations {
    double hours = 20000;
    double half_fighters = 50;
    double exponent = 2.3;
    std::int64_t cap = 100;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Operations> : intervention::Docs {
    using Owner = intervention::Operations;
    static constexpr std::string_view meaning = "Counter-terrorism operations and the harm that they do";
    static constexpr auto fields = std::make_tuple(
        field("hours", &Owner::hours,
              number({"force-hours per operation", 1, 1e8}, "force-hours that one operation takes",
                     "assumed: some 400 persons for a week")),
        field("half_fighters", &Owner::half_fighters,
              number({"persons", 1e-6, 1e6}, "fighters in a place that draw half of the forces there into operations",
                     "assumed: a larger group is sought out, a few men are not")),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of civilian deaths in an event of harm",
                     "bohorquez_2009: about 2.5; assumed: as raids, for want of data")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "largest number of civilian deaths in an event of harm",
                     "assumed: below the worst massacre reported")));
};

}  // namespace peacenorm::config
