// SPDX-License-Identifier: Apache-2.0
// Intelligence diversion: warnings meant for protection are used to strike. A strike may end the threat or do harm.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"

namespace peacenorm::intervention {

namespace streams {
inline constexpr random::Stream diversion{0x00132, "intervention.response.diversion"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"diverted", by_organisation> diverted{};
}  // namespace sums

struct IntelligenceDiversion {
    static constexpr Manual manual{Profile::extended,
                                   "xi (1 - firewall) sum K^M a_CT of known threats go to strikes of accuracy mu(P)",
                                   "kress_szechtman_2009; moe_2021; assumed: the form, linear in ties and awareness; "
                                   "docs/theory.md#intelligence-diversion"};
    Switch enabled = std::nullopt;
    double share = 0.5;
    double accuracy_least = 0.25;
    double accuracy_most = 0.8;
    double firewall = 0;

    using Sums = SumList<sums::diverted>;
    static constexpr std::array streams{streams::diversion};
    static constexpr std::array observables{record::count_of(
        "warnings_diverted", by_organisation, "1", "known threats handed to a strike", record::total<sums::diverted>)};
};

/// Chance that a known threat is handed to a strike instead of a response: xi (1 - firewall) sum K^M a_CT, at most 1.
/// Shape: `drawn` is the sum over partners of planning tie times their share of counter-terrorism.
/// Limits: switched off, firewall = 1 or no tie gives 0. Source: moe_2021: the concern; assumed: in proportion to
/// planning with who fights.
inline double diversion_chance(const IntelligenceDiversion& m, double drawn) {
    return is_on(m.enabled) ? std::min(1.0, m.share * (1 - m.firewall) * drawn) : 0;
}

/// Chance that a strike hits the fighters and not the people around them: mu_min + (mu_max - mu_min) P.
/// Range: mu_min..mu_max for awareness P in 0..1. Source: kress_szechtman_2009: what intelligence decides.
inline double strike_accuracy(const IntelligenceDiversion& m, double awareness) {
    return m.accuracy_least + (m.accuracy_most - m.accuracy_least) * awareness;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::IntelligenceDiversion> : intervention::Docs {
    using Owner = intervention::IntelligenceDiversion;
    static constexpr std::string_view meaning = "Warnings meant for protection are used to strike";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated(by_profile, "moe_2021: the concern; kress_szechtman_2009; docs/theory.md#intelligence-diversion")),
        field("share", &Owner::share,
              number(share_with(uniform_between(0, 1)),
                     "xi: part of warnings diverted at full planning with who only fights",
                     "assumed: the whole range, since nobody measured what is diverted")),
        field(
            "accuracy_least", &Owner::accuracy_least,
            number(share_with(uniform_between(0.1, 0.4)), "mu_min: accuracy of a strike without information",
                   "kress_szechtman_2009: accuracy follows information; assumed: without any, one to four in ten hit")),
        field("accuracy_most", &Owner::accuracy_most,
              number(share_with(uniform_between(0.6, 0.95)), "mu_max: accuracy with full information",
                     "kress_szechtman_2009: accuracy follows information; assumed: even with all of it some miss")),
        field("firewall", &Owner::firewall,
              number(share, "lever: part of diversion that a firewall stops",
                     "assumed: a lever, off unless a scenario sets it")));
};

}  // namespace peacenorm::config
