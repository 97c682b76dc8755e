// SPDX-License-Identifier: Apache-2.0
// How often bands attack, and what an attack on civilians, and on interveners, is like.
#pragma once

#include <cstdint>

#include "models/intervention/armed_groups/armed_group.hpp"
#include "models/intervention/docs.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention {

struct ThreatType {
    double lead_hours = 48;
    double duration_hours = 6;
    double exponent = 2.5;
    std::int64_t least = 1;
    std::int64_t cap = 1000;
};

struct Threats {
    ByBloc attacks{0.06, 0.01, 0.07};
    double half_population = 50000;
    double massacres = 0.02;
    ThreatType killing{24, 2, 3.2, 1, 1000};
    ThreatType raid{72, 8, 2.7, 1, 1000};
    ThreatType massacre{96, 10, 2.4, 10, 1000};
    ThreatType crossfire{12, 6, 2.8, 1, 1000};
    double severity_scale = 5;
    double accord_restraint = 0.5;

    const ThreatType& of(ThreatKind kind) const {
        switch (kind) {
            case ThreatKind::killing:
                return killing;
            case ThreatKind::raid:
                return raid;
            case ThreatKind::massacre:
                return massacre;
            default:
                return crossfire;
        }
    }
};

struct ForceAttacks {
    ByBloc attacks{0.0045, 0, 0};
    double half_exposure = 10000;
    double exponent = 3;
    std::int64_t cap = 1000;
};

/// Deaths that an attack threatens: least - 1 + x, where x >= 1 follows a power law. Range: least..least - 1 + cap.
/// Monotone in u. Source: bohorquez_2009: the law; assumed: shifted to the least that the kind means.
inline std::int32_t deaths_threatened(const ThreatType& type, double u) {
    return static_cast<std::int32_t>(type.least) - 1 +
           random::power_law(u, type.exponent, static_cast<std::int32_t>(type.cap));
}

/// How far a place offers victims: n / (n + half), n the persons at home weighted by how much the group targets their
/// community. Range: 0..1. Limits: nobody gives 0, a crowded place approaches 1.
/// Source: assumed: in the emptiest districts there is seldom anybody to attack, in crowded ones always.
inline double victims_within_reach(const Threats& m, double persons) {
    return persons > 0 ? persons / (persons + m.half_population) : 0;
}

/// How far a force offers targets in a place: e / (e + half), e the force-hours that it spends outside there, less what
/// armour takes away. Range: 0..1. Limits: nobody outside gives 0, so that a force that stays in is not attacked.
/// Source: assumed: patrols, convoys and escorts are what is attacked, and a band attacks only
/// so often.
inline double targets_within_reach(const ForceAttacks& m, double exposed_hours) {
    return exposed_hours > 0 ? exposed_hours / (exposed_hours + m.half_exposure) : 0;
}

/// Share of a group's attacks that are of a kind. They sum to 1 over killings, raids and massacres. Range: 0..1.
/// Source: kalyvas_2006: selective and indiscriminate violence; assumed: massacres are a part of the indiscriminate.
inline double share_of_kind(const Threats& m, double selectivity, ThreatKind kind) {
    if (kind == ThreatKind::killing) return selectivity;
    if (kind == ThreatKind::massacre) return (1 - selectivity) * m.massacres;
    return kind == ThreatKind::raid ? (1 - selectivity) * (1 - m.massacres) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ByBloc> : intervention::Docs {
    using Owner = intervention::ByBloc;
    static constexpr std::string_view meaning = "A rate for each bloc of armed groups";
    static constexpr intervention::Amount rate{"attacks per band and week", 0, 10, log_uniform(1e-4, 1)};
    static constexpr std::string_view source =
        "assumed: set by hand to the order of recorded violence up to 2018, with a prior over four orders";
    static constexpr auto fields = std::make_tuple(
        field("jihadist", &Owner::jihadist, halved(Halved::half, number(rate, "of jihadist groups", source))),
        field("signatory", &Owner::signatory,
              halved(Halved::half, number(rate, "of rebels and groups that signed an accord", source))),
        field("communal", &Owner::communal, halved(Halved::half, number(rate, "of communal self-defence", source))));
};

template <>
struct Declaration<intervention::ThreatType> : intervention::Docs {
    using Owner = intervention::ThreatType;
    static constexpr std::string_view meaning = "One kind of attack on civilians";
    static constexpr auto fields = std::make_tuple(
        field("lead_hours", &Owner::lead_hours,
              number(hours_above_zero, "mean time from the first signs to the attack; exponential",
                     "assumed: hours to days, within which a response can still come")),
        field("duration_hours", &Owner::duration_hours,
              number(hours_above_zero, "mean duration of the attack; exponential",
                     "assumed: single killings are short, raids last part of a day")),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10, uniform_between(2.0, 3.2)}, "exponent of the power law of deaths threatened",
                     "bohorquez_2009: about 2.5; assumed: one prior for all kinds")),
        field("least", &Owner::least,
              number({"deaths", 1, 1e4}, "fewest deaths threatened", "assumed: a massacre takes ten or more")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "largest number of deaths threatened beyond the least",
                     "assumed: far above the worst events known, so that no cap decides what can happen")));
};

template <>
struct Declaration<intervention::Threats> : intervention::Docs {
    using Owner = intervention::Threats;
    static constexpr std::string_view meaning = "How often bands attack civilians, and what an attack is like";
    static constexpr auto fields = std::make_tuple(
        field("attacks", &Owner::attacks,
              stated("attacks of a full band, before control, retaliation, deterrence and contested ground",
                     "assumed: see the blocs; docs/theory.md#strategic-violence")),
        field("half_population", &Owner::half_population,
              number({"persons", 1e-6, 1e8, log_uniform(5e3, 2e5)},
                     "persons at home, weighted as targets, at which half of a band's attacks find victims",
                     "assumed: about the people of a small cercle")),
        field("massacres", &Owner::massacres,
              number(share_with(beta(1, 30)), "share of indiscriminate attacks that are massacres",
                     "assumed: a few in a hundred, for want of counts of intentions")),
        field("killing", &Owner::killing,
              stated("selective killing", "kalyvas_2006; docs/theory.md#severity-of-attacks")),
        field("raid", &Owner::raid,
              stated("raid on a village or road", "kalyvas_2006; docs/theory.md#severity-of-attacks")),
        field("massacre", &Owner::massacre,
              stated("attack that means to kill many", "kalyvas_2006; docs/theory.md#severity-of-attacks")),
        field("crossfire", &Owner::crossfire,
              stated("civilians near a fight between groups", "docs/theory.md#hostilities-between-groups")),
        field("severity_scale", &Owner::severity_scale,
              number({"deaths", 0.01, 1e5}, "deaths at which perceived severity 1 - exp(-deaths / scale) is 0.63",
                     "assumed: five deaths are widely talked about")),
        field("accord_restraint", &Owner::accord_restraint,
              number(share, "part of its attacks on civilians that a group wholly bound by an accord leaves out",
                     "assumed: half, since armed groups that signed went on fighting")));
};

template <>
struct Declaration<intervention::ForceAttacks> : intervention::Docs {
    using Owner = intervention::ForceAttacks;
    static constexpr std::string_view meaning = "Deadly attacks on interveners";
    static constexpr auto fields = std::make_tuple(
        field("attacks", &Owner::attacks,
              stated("deadly attacks of a full band on a force that offers targets all the time",
                     "assumed: see the blocs; docs/theory.md#force-protection")),
        field("half_exposure", &Owner::half_exposure,
              halved(Halved::half,
                     number({"force-hours per week", 1, 1e8, log_uniform(1e3, 1e5)},
                            "force-hours outside in a place at which half of a band's attacks find a target",
                            "assumed: some 300 persons of whom two fifths of the time is spent outside"))),
        field("exponent", &Owner::exponent,
              number({"1", 1.05, 10}, "exponent of the power law of members killed in an attack",
                     "bohorquez_2009: about 2.5; assumed: steeper than for civilians, since soldiers are armed")),
        field("cap", &Owner::cap,
              number({"deaths", 1, 1e5}, "most members killed in an attack",
                     "assumed: far above the worst attack known, so that no cap decides what can happen")));
};

}  // namespace peacenorm::config
