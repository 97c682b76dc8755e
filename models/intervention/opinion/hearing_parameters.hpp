// SPDX-License-Identifier: Apache-2.0
// How far news goes: from place to place, by media, from kin to kin.
#pragma once

#include <cstdint>

#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

struct Hearing {
    double border = 0.3;
    double media = 0.6;
    double media_deaths = 5;
    double telling = 0.15;
    std::int64_t rounds = 2;
};

/// Chance that a user of media elsewhere hears of an event: m0 (1 - exp(-x / 5)), x its deaths, suffered or averted.
/// Range: 0..m0. Limits: no deaths are no news. Source: assumed: the press reports what is grave, and news of
/// success travels like news of failure.
inline double chance_by_media(const Hearing& m, double deaths) {
    return -m.media * math::expm1(-deaths / m.media_deaths);
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::Hearing> : intervention::Docs {
    using Owner = intervention::opinion::Hearing;
    static constexpr std::string_view meaning = "How far news of an event goes; in its place all hear of it";
    static constexpr auto fields = std::make_tuple(
        field("border", &Owner::border,
              number(share_with(uniform_between(0.1, 0.5)), "kappa: chance to hear of an event in a bordering place",
                     "assumed: from one in ten to half, since nobody counted")),
        field("media", &Owner::media,
              number(share_with(uniform_between(0.2, 1)),
                     "m0: chance that a user of media hears of the gravest event anywhere",
                     "assumed: from one in five to all, since nobody counted")),
        field("media_deaths", &Owner::media_deaths,
              number({"deaths", 0.01, 1e4}, "deaths at which an event is two thirds as widely heard of as the gravest",
                     "assumed: a handful of deaths makes the news")),
        field("telling", &Owner::telling,
              number(share_with(uniform_between(0, 0.3)), "tau: chance that a person hears what one of its kin heard",
                     "assumed: from nothing to a third in a week, since nobody counted")),
        field("rounds", &Owner::rounds,
              number({"rounds a week", 0, 10}, "how often in a week news is passed on",
                     "assumed: twice, to kin and to their kin")));
};

}  // namespace peacenorm::config
