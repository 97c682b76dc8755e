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
                     "gippert_2016: output counts; assumed: with `fight` four tenths of the whole; "
                     "docs/theory.md#legitimacy")),
        field("fight", &Owner::fight,
              number(weight, "weight of fighting armed groups; falls on perceived performance",
                     "assumed: a quarter of the weight of performance; docs/theory.md#legitimacy")),
        field("be_impartial", &Owner::be_impartial,
              number(weight, "weight of perceived impartiality and procedure",
                     "gippert_2016: procedure counts; assumed: three tenths of the whole; docs/theory.md#legitimacy")),
        field("leave", &Owner::leave,
              number(weight, "weight of the fixed ideological prior: whether it should be here at all",
                     "sabrow_2017: ideology counts; assumed: three tenths of the whole; docs/theory.md#legitimacy")));
};

}  // namespace peacenorm::config
