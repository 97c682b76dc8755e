// SPDX-License-Identifier: Apache-2.0
// Displacement: people leave where they are harmed and afraid, for bordering places that are near and quiet.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

namespace streams {
inline constexpr random::Stream displacement{0x00190, "intervention.displacement.persons"};
inline constexpr random::Stream families{0x00191, "intervention.displacement.families"};
inline constexpr random::Stream destinations{0x00192, "intervention.displacement.destinations"};
inline constexpr random::Stream returns{0x00193, "intervention.displacement.returns"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"displaced", by_region> displaced{};
}  // namespace sums

struct Displacement {
    static constexpr Manual manual{Profile::core, "1 - exp(-(d0 + d1 harm + d2 f)); destinations by 1 / (10 + km)",
                                   "suleimenova_2017; docs/theory.md#displacement"};
    bool enabled = true;
    double baseline = 1e-5;
    double harm = 1e-3;
    double fear = 1e-3;
    double conflict = 0.25;
    double returning = 0.02;
    double together = 0.5;
    double unsafe_weeks = 8;

    using Sums = SumList<sums::displaced>;
    static constexpr std::array streams{streams::displacement, streams::families, streams::destinations,
                                        streams::returns};
    static constexpr std::array observables{record::level_of("persons_displaced", by_region, "persons",
                                                             "persons of the region who are displaced, mean",
                                                             record::mean_level<sums::displaced>)};
};

/// Hazard a week of a person to leave, with chance 1 - exp(-hazard): d0 + d1 harm + d2 f.
/// Units: harm in deaths of the week per 10,000 persons of the place; its own fear f above the base, 0..1. Range: from
/// 0. Limits: switched off gives 0. Source: suleimenova_2017: conflict drives departures; assumed: hazards that add up.
inline double hazard_of_leaving(const Displacement& m, double harm_per_10000, double fear) {
    return m.enabled ? m.baseline + m.harm * harm_per_10000 + m.fear * fear : 0;
}

/// Weight of a destination: (quiet 1, in conflict less) / (10 + km). Units: km by road; only ratios matter.
/// Limits: a weight of conflict of 0 sends nobody to a place in conflict while another is quiet; where all are in
/// conflict it cancels, and distance alone counts, as for any weight above 0.
/// Source: suleimenova_2017: 0.25 for a conflict zone in the public code.
inline double destination_weight(const Displacement& m, bool in_conflict, double km) {
    return (in_conflict ? m.conflict : 1) / (10 + km);
}

/// Chance of the displaced of an agent to go home in a week: r (1 - f) / (1 - f0), none where home is not quiet. Units:
/// its fear f and the base f0, 0..1. Range: 0..r for f from f0 on. Limits: at the base of fear the rate; whoever is
/// wholly afraid stays. Source: assumed: a constant rate to quiet places, less as far as fear is left.
inline double chance_to_return(const Displacement& m, bool home_in_conflict, double fear, double base) {
    if (home_in_conflict) return 0;
    return base < 1 ? m.returning * (1 - fear) / (1 - base) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Displacement> : intervention::Docs {
    using Owner = intervention::Displacement;
    static constexpr std::string_view meaning = "People leave where they are harmed and afraid";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "suleimenova_2017; docs/theory.md#displacement")),
        field("baseline", &Owner::baseline,
              halved(Halved::half,
                     number({"per week", 0, 1, log_uniform(1e-6, 1e-4)}, "d0: chance to leave without a reason",
                            "assumed: next to nobody leaves without a reason, within two orders of magnitude"))),
        field("harm", &Owner::harm,
              number({"per death in 10,000", 0, 10, log_uniform(1e-4, 1e-2)}, "d1: hazard by harm",
                     "assumed: two orders of magnitude, as nothing was fitted to displacement")),
        field("fear", &Owner::fear,
              halved(Halved::half,
                     number({"per week", 0, 10, log_uniform(1e-4, 1e-2)}, "d2: hazard by fear above its base",
                            "assumed: two orders of magnitude, as nothing was fitted to displacement"))),
        field(
            "conflict", &Owner::conflict,
            number(share, "weight of a destination with a recent threat", "suleimenova_2017: 0.25 in the public code")),
        field("returning", &Owner::returning,
              halved(Halved::two_steps, number({"per week", 0, 1, log_uniform(0.01, 0.2)},
                                               "chance of a displaced person to return to a quiet home, not afraid",
                                               "assumed: half are home within a month to more than a year of quiet"))),
        field("together", &Owner::together,
              number(share, "chance, by week, that four near kin leave or stay as one, and for one destination",
                     "assumed: half, for want of data: how many leave does not hang on it")),
        field("unsafe_weeks", &Owner::unsafe_weeks,
              halved(Halved::twice, number({"weeks", 0, 520}, "how long a threat marks a place as unsafe",
                                           "assumed: two months, as people on the move judge by recent news"))));
};

}  // namespace peacenorm::config
