// SPDX-License-Identifier: Apache-2.0
// What an attack on civilians, and on interveners, is like.
#pragma once

#include <cstdint>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct ThreatType {
    double lead_hours = 48;
    double duration_hours = 6;
    double exponent = 2.5;
    std::int64_t cap = 150;
};

struct Threats {
    ThreatType killing{24, 2, 3.5, 10};
    ThreatType raid{72, 8, 2.3, 150};
    double severity_scale = 5;
    double accord_restraint = 0.5;
};

struct ForceAttacks {
    double exponent = 3;
    std::int64_t cap = 30;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ThreatType> : intervention::Docs {
    using Owner = intervention::ThreatType;
    static constexpr std::string_view meaning = "One type of attack on civilians";
    static constexpr auto fields = std::make_tuple(
        field("lead_hours", &Owner::lead_hours,
              number(hours_above_zero, "mean time from the first signs to the attack; exponential",
                     "assumed: hours to days, within which a response can still come")),
        field("duration_hours", &Owner::duration_hours,
              number(hours_above_zero, "mean duration of the attack; exponential",
                     "assumed: single killings are short, raids last part of a day")),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of deaths threatened",
                     "bohorquez_2009: about 2.5; assumed: steeper for killings, which take few")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "largest number of deaths threatened",
                     "assumed: killings take few, raids up to the order of the worst massacres recorded")));
};

template <>
struct Declaration<intervention::Threats> : intervention::Docs {
    using Owner = intervention::Threats;
    static constexpr std::string_view meaning = "What an attack on civilians is like";
    static constexpr auto fields = std::make_tuple(
        field("killing", &Owner::killing,
              stated("selective killing", "kalyvas_2006; docs/theory.md#severity-of-attacks")),
        field("raid", &Owner::raid,
              stated("raid on a village or road", "kalyvas_2006; docs/theory.md#severity-of-attacks")),
        field("accord_restraint", &Owner::accord_restraint,
              number(share, "part of its attacks on civilians that a group wholly bound by an accord leaves out",
                     "assumed: half, since armed groups that signed went on fighting")),
        field("severity_scale", &Owner::severity_scale,
              number({"deaths", 0.01, 1e5}, "deaths at which perceived severity 1 - exp(-deaths / scale) is 0.63",
                     "assumed: five deaths are widely talked about")));
};

template <>
struct Declaration<intervention::ForceAttacks> : intervention::Docs {
    using Owner = intervention::ForceAttacks;
    static constexpr std::string_view meaning = "Deadly attacks on interveners";
    static constexpr auto fields = std::make_tuple(
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of members killed in an attack",
                     "bohorquez_2009: about 2.5; assumed: steeper than for civilians, since soldiers are armed")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "most members killed in an attack",
                     "assumed: above the worst attack on a mission that its makers know of")));
};

}  // namespace peacenorm::config
