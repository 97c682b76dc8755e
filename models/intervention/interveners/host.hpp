// SPDX-License-Identifier: Apache-2.0
// The host state.
#pragma once

#include <string>

#include "models/intervention/docs.hpp"
#include "models/intervention/opinion/stance.hpp"

namespace peacenorm::intervention {

struct Host {
    std::string organisation;
    std::string capital;
    Schedule regime{0};
    Schedule alternative_offer{0};
    double regime_abuse = 0.5;
    double access_elasticity = 1;
    opinion::Coding stance_coding = opinion::Coding::mean;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Host> : intervention::Docs {
    using Owner = intervention::Host;
    static constexpr std::string_view meaning = "The host state: its regime, and what its consent clears";
    static constexpr auto fields = std::make_tuple(
        field("organisation", &Owner::organisation, stated("organisation of its forces; empty: none", in_file)),
        field("capital", &Owner::capital,
              stated("place where the host decides; empty: the nation's mean counts", in_file)),
        field("alternative_offer", &Owner::alternative_offer,
              number(share, "another supplier's offer, by date", in_file)),
        field("regime", &Owner::regime,
              number(share, "how far it is ruled by force, by date: 0 elected, 1 a junta", in_file)),
        field("regime_abuse", &Owner::regime_abuse,
              number({"1", -10, 10}, "shift of the logit of its forces' abuse at regime 1",
                     "assumed: the odds rise by two thirds where nobody is answerable")),
        field("access_elasticity", &Owner::access_elasticity,
              number(factor_with(uniform_between(0.5, 2)), "gamma: share of movements cleared is consent to this power",
                     "duursma_2023: consent matters, not uniformly; assumed: on either side of in proportion")),
        field("stance_coding", &Owner::stance_coding,
              stated("whose reading of its public stance holds: the mean of two coders, or one of them",
                     "assumed: the mean, as two coders differ little, and both can be run")));
};

}  // namespace peacenorm::config
