// SPDX-License-Identifier: Apache-2.0
// Communities and what they expect of a protector.
#pragma once

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Community {
    double protect = 0.3;
    double fight = 0.1;
    double be_impartial = 0.3;
    double leave = 0.3;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

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

}  // namespace peacenorm::config
