// SPDX-License-Identifier: Apache-2.0
// How agents stand for people.
#pragma once

#include <cstdint>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Population {
    std::int64_t people_per_agent = 1000;
    std::int64_t minimum_agents = 30;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Population> : intervention::Docs {
    using Owner = intervention::Population;
    static constexpr std::string_view meaning = "How agents stand for people";
    static constexpr auto fields =
        std::make_tuple(field("people_per_agent", &Owner::people_per_agent,
                              number({"persons", 1, 1e7}, "persons that one agent stands for",
                                     "assumed: about 20 thousand agents for 20 million people, quick on a laptop")),
                        field("minimum_agents", &Owner::minimum_agents,
                              number({"agents", 1, 1e6}, "agents at least for each place and community",
                                     "assumed: at least 30, so that a small community keeps its spread")));
};

}  // namespace peacenorm::config
