// SPDX-License-Identifier: Apache-2.0
// Conduct in numbers: response, timeliness, own harm, and the index made of them. Norms, ties, legitimacy and total
// harm are never among them.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Compliance {
    std::int64_t index = 2;
    double physical = 0.5;
    double environment = 0.3;
    double dialogue = 0.2;
    double response = 0.5;
    double timeliness = 0.2;
    double do_no_harm = 0.3;
    double harm_reference = 2;
};

/// Ratio of pooled counts, drawn a little to one half: (k + 1/2) / (n + 1). Range: inside 0..1 for 0 <= k <= n.
/// Limits: n = 0 gives NaN: missing, never 1. Source: assumed: the mean under a Jeffreys prior, so that few counts say
/// little.
inline double pooled_ratio(double k, double n) {
    return n > 0 ? (k + 0.5) / (n + 1) : std::numeric_limits<double>::quiet_NaN();
}

/// Restraint: exp(-(100 h / operations) / reference).
/// Units: h civilians killed by one's own; reference in deaths per 100 operations, > 0. Range: 0..1.
/// Limits: no harm gives 1, no operations NaN. Source: assumed: each further death takes the same part of what is left.
inline double do_no_harm(double own_harm_deaths, double operations, double reference) {
    if (!(operations > 0)) return std::numeric_limits<double>::quiet_NaN();
    return math::exp(-(100 * own_harm_deaths / operations) / reference);
}

/// How timely a response is, relative to the lead time: 1 if it arrives by the attack, then
/// exp(-(arrival - attack) / max(attack, 1)).
/// Units: hours since the threat began to form. Range: 0..1. Source: assumed: lateness counts by the warning that there
/// was.
inline double timeliness(double arrival_hour, double attack_hour) {
    if (arrival_hour <= attack_hour) return 1;
    return math::exp(-(arrival_hour - attack_hour) / std::max(attack_hour, 1.0));
}

/// Index of PoC implementation: the geometric mean of the three components by weight, each floored at 0.01, so that no
/// part makes up for another and none hides the rest. Range: 0.01..1; weights >= 0, not all 0; only their proportions
/// count. Limits: any component missing (NaN) gives NaN. Source: oios_2014: the response rate; assumed: a geometric
/// mean, so that no part makes up for another.
inline double poc_compliance(double response_rate, double timeliness, double do_no_harm, const Compliance& weights) {
    if (std::isnan(response_rate) || std::isnan(timeliness) || std::isnan(do_no_harm))
        return std::numeric_limits<double>::quiet_NaN();
    const auto part = [](double value, double weight) { return weight * math::log(std::max(value, 0.01)); };
    const double logs = part(response_rate, weights.response) + part(timeliness, weights.timeliness) +
                        part(do_no_harm, weights.do_no_harm);
    return math::exp(logs / (weights.response + weights.timeliness + weights.do_no_harm));
}

/// One tier of what is owed to civilians: obligations acted on in time, of those owed, and its weight.
struct TierCount {
    double met, owed, weight;
};

/// How a tier's rates become one number.
enum class Mean { geometric, arithmetic, least };

/// Index of PoC implementation, version 2: the weighted mean over the tiers of (k + 1/2) / (n + 1), k of n obligations
/// acted on in time; a tier in which nothing is owed is left out, its weight with it.
/// Range: inside 0..1; weights >= 0, only their proportions count. Limits: nothing owed gives NaN: missing, never 1.
/// Source: oios_2014: the three tiers; assumed: a geometric mean, so that no tier makes up for another, or the
/// worst tier where `least` is asked for.
inline double index_of_tiers(std::span<const TierCount> tiers, Mean mean) {
    double sum = 0, weights = 0, least = 1;
    for (const TierCount& tier : tiers) {
        if (!(tier.owed > 0) || !(tier.weight > 0)) continue;
        const double rate = pooled_ratio(tier.met, tier.owed);
        sum += tier.weight * (mean == Mean::geometric ? math::log(rate) : rate);
        weights += tier.weight;
        least = std::min(least, rate);
    }
    if (!(weights > 0)) return std::numeric_limits<double>::quiet_NaN();
    if (mean == Mean::least) return least;
    return mean == Mean::geometric ? math::exp(sum / weights) : sum / weights;
}

/// Scope of the norm: the effective number of kinds of duty that are acted on, over the number of kinds owed:
/// exp(-sum q ln q) / K, with q the rate at which a kind is acted on, over the sum of rates. What counts is how evenly,
/// not how much: it falls when one kind of duty is kept up and others are let go.
/// Range: 1/K..1. Limits: nothing owed gives NaN; equal rates give 1.
/// Source: hill_1973: the effective number; assumed: over rates, so that what is often owed counts no more.
inline double scope_of_duties(std::span<const TierCount> kinds) {
    double total = 0;
    int owed = 0;
    for (const TierCount& kind : kinds) {
        if (!(kind.owed > 0)) continue;
        total += pooled_ratio(kind.met, kind.owed);
        ++owed;
    }
    if (owed == 0) return std::numeric_limits<double>::quiet_NaN();
    double entropy = 0;
    for (const TierCount& kind : kinds) {
        if (!(kind.owed > 0)) continue;
        const double q = pooled_ratio(kind.met, kind.owed) / total;
        entropy -= q * math::log(q);
    }
    return math::exp(entropy) / owed;
}

/// Accountability: half the share of supported partners' abuses that cost them support, half the share of all abuses
/// reported publicly, over all true abuses, known or not. Each is counted once, when it is decided: at once where it
/// stays unknown, else when the duty about it is acted on or violated; so no share counts what its whole leaves out.
/// Range: 0..1. Limits: NaN where no abuse by a supported partner was decided, so that an organisation that supports
/// nobody is not compared. Source: assumed: support held back and public reports weigh alike.
inline double accountability(double conditioned, double support_decided, double voiced, double voice_decided) {
    if (!(support_decided > 0) || !(voice_decided > 0)) return std::numeric_limits<double>::quiet_NaN();
    return 0.5 * pooled_ratio(conditioned, support_decided) + 0.5 * pooled_ratio(voiced, voice_decided);
}

/// Share of an attack's harm that one response averts that comes before it begins: 1 - exp(-e q).
/// Range: 0..1; quality q and effectiveness e >= 0. Limits: no quality gives 0. Source: assumed: each part of quality
/// takes the same part of what is left.
inline double averted_in_time(double effectiveness, double quality) {
    return -math::expm1(-effectiveness * quality);
}

/// Share of an attack's harm that one response averts: (1 - exp(-e q)) times the part of the attack still ahead at
/// arrival. Units: hours since the threat began to form. Range: 0..1; quality q and effectiveness e >= 0. Limits: by
/// the attack's start the whole, after its end nothing, between them linear. Source: assumed: harm falls evenly over
/// the hours of an attack.
inline double harm_averted_share(double effectiveness, double quality, double arrival_hour, double attack_hour,
                                 double duration_hours) {
    const double success = averted_in_time(effectiveness, quality);
    if (arrival_hour <= attack_hour) return success;
    const double left = attack_hour + duration_hours - arrival_hour;
    return left > 0 ? success * left / duration_hours : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Compliance> : intervention::Docs {
    using Owner = intervention::Compliance;
    static constexpr std::string_view meaning =
        "poc_compliance: weighted geometric mean, of three tiers (index 2) or three components (index 1)";
    static constexpr auto fields = std::make_tuple(
        field("index", &Owner::index,
              number({"1", 1, 2}, "version of the index that poc_compliance shows",
                     "assumed: obligations by tier, beside version 1 of response, timeliness and restraint")),
        field("physical", &Owner::physical,
              number(share, "index 2: weight of the physical tier",
                     "assumed: as much as the rest together; docs/theory.md#conduct-and-its-index")),
        field("environment", &Owner::environment,
              number(share, "index 2: weight of the protective environment",
                     "assumed: between the other two; docs/theory.md#conduct-and-its-index")),
        field("dialogue", &Owner::dialogue,
              number(share, "index 2: weight of dialogue and engagement",
                     "assumed: least, since talk alone stops few attacks; docs/theory.md#conduct-and-its-index")),
        field("response", &Owner::response,
              number(share, "index 1: weight of the response rate",
                     "assumed: as much as the rest together; docs/theory.md#conduct-and-its-index")),
        field("timeliness", &Owner::timeliness,
              number(share, "index 1: weight of timeliness",
                     "assumed: least, since coming at all matters more; docs/theory.md#conduct-and-its-index")),
        field("do_no_harm", &Owner::do_no_harm,
              number(share, "index 1: weight of doing no harm",
                     "assumed: between response and timeliness; docs/theory.md#conduct-and-its-index")),
        field("harm_reference", &Owner::harm_reference,
              number({"deaths per 100 operations", 0.001, 1e4}, "own harm at which do-no-harm is 1/e",
                     "assumed: two civilians killed in a hundred operations are much")));
};

}  // namespace peacenorm::config
