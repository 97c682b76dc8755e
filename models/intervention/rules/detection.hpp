// SPDX-License-Identifier: Apache-2.0
// How threats become known without anybody's help.
#pragma once

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Detection {
    double per_100_persons = 0.08;
    double report_hours = 12;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Detection> : intervention::Docs {
    using Owner = intervention::Detection;
    static constexpr std::string_view meaning = "How threats become known";
    static constexpr auto fields = std::make_tuple(
        field(
            "per_100_persons", &Owner::per_100_persons,
            number(
                {"per 100 persons", 0, 10, log_uniform(0.02, 0.3)},
                "awareness piF added by each 100 persons in the place, as a hazard",
                "assumed: a company there learns of two to twenty-six threats in a hundred; docs/theory.md#detection")),
        field("report_hours", &Owner::report_hours,
              number(hours, "mean delay after the attack begins until one who did not foresee it learns of it",
                     "assumed: word takes about half a day")));
};

}  // namespace peacenorm::config
