// SPDX-License-Identifier: Apache-2.0
// Social influence: what one says about an organisation moves toward what others say, without changing what one lived
// through.
#pragma once

#include <cmath>
#include <span>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

enum class InfluenceRule { friedkin_johnsen, bounded_confidence };

struct SocialInfluence {
    static constexpr Manual manual{Profile::extended, "L = b + lambda (W L - b); or within epsilon only",
                                   "friedkin_johnsen_1990; hegselmann_krause_2002; docs/theory.md#social-influence"};
    Switch enabled = std::nullopt;
    InfluenceRule rule = InfluenceRule::friedkin_johnsen;
    double susceptibility = 0.3;
    double confidence = 0.2;
    double kin = 0.6;
};

/// One other group of people: what it said last week (0..1) and how much one listens to it (>= 0).
struct Voice {
    double opinion;
    double weight;
};

/// What others add to one's own opinion: lambda (weighted mean of others - own), or, under bounded confidence, the same
/// over those within epsilon of one's own only.
/// Range: -lambda..lambda. Limits: switched off, nobody listened to, or agreement gives 0; it settles where
/// L = lambda W L + (1 - lambda) b. Source: friedkin_johnsen_1990; hegselmann_krause_2002.
inline double influence(const SocialInfluence& m, double own, std::span<const Voice> others) {
    if (!is_on(m.enabled)) return 0;
    double sum = 0, weight = 0;
    for (const Voice& other : others) {
        if (m.rule == InfluenceRule::bounded_confidence && std::fabs(other.opinion - own) > m.confidence) continue;
        sum += other.weight * other.opinion;
        weight += other.weight;
    }
    return weight > 0 ? m.susceptibility * (sum / weight - own) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct EnumNames<intervention::InfluenceRule> {
    using Rule = intervention::InfluenceRule;
    static constexpr std::array<std::pair<std::string_view, Rule>, 2> names{
        {{"friedkin_johnsen", Rule::friedkin_johnsen}, {"bounded_confidence", Rule::bounded_confidence}}};
};

template <>
struct Declaration<intervention::SocialInfluence> : intervention::Docs {
    using Owner = intervention::SocialInfluence;
    static constexpr std::string_view meaning = "What people say moves toward what others say";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "friedkin_johnsen_1990; docs/theory.md#social-influence")),
        field(
            "rule", &Owner::rule,
            stated(
                "all others, or only those of near opinion",
                "friedkin_johnsen_1990; hegselmann_krause_2002; assumed: two rules, to see what hangs on the choice")),
        field("susceptibility", &Owner::susceptibility,
              number(share_with(uniform_between(0.1, 0.6)), "lambda: weight of others",
                     "friedkin_johnsen_1990: the rule; assumed: the size, since no data identify it")),
        field("confidence", &Owner::confidence,
              number(share_with(uniform_between(0.15, 0.5)),
                     "epsilon: how near an opinion must be to be heard, under bounded confidence",
                     "hegselmann_krause_2002: about 1 / (2 epsilon) clusters; assumed: one to three of them")),
        field("kin", &Owner::kin,
              number(share, "weight of one's community in bordering places; the rest is for others at home",
                     "assumed: kin elsewhere count for more than strangers at home")));
};

}  // namespace peacenorm::config
