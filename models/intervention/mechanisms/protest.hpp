// SPDX-License-Identifier: Apache-2.0
// Protest: people go into the street against an organisation where enough of their kin do; the host's consent falls.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"

namespace peacenorm::intervention {

namespace columns {
inline constexpr Column<"protest", kept, std::uint8_t, AgentId> protest{
    "number of the judged organisation against which it protested last, from 1; 0: none"};
inline constexpr Column<"protest_share", kept, double, OrganisationId> protest_share{
    "share of all persons who protested against it last, 0..1"};
}  // namespace columns

namespace sums {
inline constexpr Sum<"protesting", by_organisation> protesting{};
}  // namespace sums

struct Protest {
    static constexpr Manual manual{Profile::extended, "protests where share of kin >= threshold p0 + pU u + pF f",
                                   "granovetter_1978"};
    Switch enabled = std::nullopt;
    double threshold = 0.5;
    double judgement = 0.2;
    double fear = 0.3;
    double consent = 0.2;

    using Columns = ColumnList<columns::protest, columns::protest_share>;
    using Sums = SumList<sums::protesting>;
    static constexpr std::array observables{record::level_of("protesting", by_organisation, "1",
                                                             "share of all persons who protest against it, mean",
                                                             record::mean_level<sums::protesting>)};
};

/// Share of one's kin who must protest against an organisation before one does: p0 + pU u + pF f.
/// Units: a share; 0 or less is an instigator's, above 1 nobody's who can be moved. Source: granovetter_1978:
/// thresholds; assumed: lower for who rejects it, higher for who is afraid.
inline double protest_threshold(const Protest& m, double u, double fear) {
    return m.threshold + m.judgement * u + m.fear * fear;
}

/// Whether a person protests, by the share of its kin who did last. Limits: switched off never; a threshold of 0 or
/// less without any. Source: granovetter_1978.
inline bool protests(const Protest& m, double share_of_kin, double threshold) {
    return is_on(m.enabled) && share_of_kin >= threshold;
}

/// The host's consent after a week's protest: consent (1 - pC share of the persons who protest).
/// Range: 0..consent. Limits: switched off or nobody in the street changes nothing. Source: whalan_2017: consent hangs
/// on legitimacy; assumed: in proportion to the crowd.
inline double consent_after_protest(const Protest& m, double consent, double share_protesting) {
    return is_on(m.enabled) ? consent * std::max(0.0, 1 - m.consent * share_protesting) : consent;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Protest> : intervention::Docs {
    using Owner = intervention::Protest;
    static constexpr std::string_view meaning = "People protest where enough of their kin do; protest lowers consent";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "granovetter_1978")),
        field("threshold", &Owner::threshold,
              number({"1", -10, 10, uniform_between(0.3, 1)},
                     "p0: share of kin that moves one who neither likes nor fears",
                     "granovetter_1978: thresholds; assumed: a third to all")),
        field("judgement", &Owner::judgement,
              number({"per logit", 0, 10, uniform_between(0.05, 0.5)},
                     "pU: what a logit of judgement adds to the threshold",
                     "assumed: only those who reject it by one logit to ten protest alone")),
        field("fear", &Owner::fear,
              number(factor_with(uniform_between(0, 1)), "pF: what fear adds to the threshold",
                     "assumed: from nothing to all of one's kin")),
        field("consent", &Owner::consent,
              number(share_with(uniform_between(0, 1)), "pC: part of consent that is lost when all protest for a week",
                     "whalan_2017: consent hangs on legitimacy; assumed: the size, from nothing to all")));
};

}  // namespace peacenorm::config
