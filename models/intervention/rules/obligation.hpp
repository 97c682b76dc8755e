// SPDX-License-Identifier: Apache-2.0
// Obligations that the norm puts on an organisation, and the chance that it acts on one in a week. Always on: the norm
// is held as what is owed, to whom and by when.
#pragma once

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Obligations {
    double voice = 0.5;
    double action = 0.1;
    double engagement_hours = 2000;
    double dialogue_weeks = 4;
    double restrain_weeks = 8;
    double report_weeks = 13;
};

enum class Outcome { met, violated };

/// Chance that a place is engaged in dialogue in a week: 1 - exp(-n h / h0).
/// Units: h force-hours of dialogue there that the host clears, h0 those of one engagement. Range: 0..1.
/// Limits: no hours or no norm gives 0. Source: assumed: independent chances by the hour, each as far as the norm
/// binds.
inline double engagement_chance(const Obligations& rules, double dialogue_hours, double norm) {
    return -math::expm1(-norm * dialogue_hours / rules.engagement_hours);
}

/// Chance that an organisation acts in a week on a duty to restrain or to report: rate n.
/// Units: rate per week. Range: 0..1. Source: assumed: the norm scales the pace of duty.
inline double weekly_chance(double rate, double norm) {
    return rate * norm;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Obligations> : intervention::Docs {
    using Owner = intervention::Obligations;
    static constexpr std::string_view meaning = "What the norm puts on an organisation, and by when";
    static constexpr auto fields = std::make_tuple(
        field("voice", &Owner::voice,
              number(share_with(uniform_between(0, 1)), "rho_v: how far policy lets it report known abuse in public",
                     "assumed: the whole range, since policies on public reports differ")),
        field("action", &Owner::action,
              halved(Halved::half,
                     number({"per week", 0, 1}, "rate of acting on a duty to restrain or to report, at full norm",
                            "assumed: half of the duties are acted on within two months"))),
        field("engagement_hours", &Owner::engagement_hours,
              number({"force-hours", 1, 1e8}, "force-hours of dialogue that engage a place in a week with chance 0.63",
                     "assumed: some 40 persons for a week")),
        field("dialogue_weeks", &Owner::dialogue_weeks,
              halved(Halved::twice, number({"weeks", 0, 100}, "deadline to engage the place of a threat",
                                           "assumed: a place counts as engaged for four weeks"))),
        field("restrain_weeks", &Owner::restrain_weeks,
              halved(Halved::twice, number({"weeks", 0, 100}, "deadline to restrain whoever harmed",
                                           "assumed: enough time for two monthly reviews"))),
        field("report_weeks", &Owner::report_weeks,
              halved(Halved::twice, number({"weeks", 0, 100}, "deadline to report harm in public",
                                           "assumed: the next quarterly report"))));
};

}  // namespace peacenorm::config
