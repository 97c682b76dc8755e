// SPDX-License-Identifier: Apache-2.0
// Movement of bands: to stay or to go to a bordering place, by what each promises. Ground that forces give up can be
// taken, if its pull is positive.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

namespace streams {
inline constexpr random::Stream band_moves{0x00115, "intervention.bands.moves"};
inline constexpr random::Stream band_choice{0x00116, "intervention.bands.choice"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"moves", nation> moves{};
}  // namespace sums

struct BandMovement {
    static constexpr Manual manual{Profile::core,
                                   "with chance mobility: argmax of core + success - loss + vacuum (1 - F) + support "
                                   "anger - rivals - road + Gumbel",
                                   "findley_young_2007; kalyvas_2006; assumed: random utility, since nobody sees what "
                                   "else a band weighs; docs/theory.md#bands"};
    bool enabled = true;
    double mobility = 0.05;
    double core = 2;
    double success = 0.5;
    double loss = 1;
    double vacuum = 0.5;
    double support = 0.5;
    double rivalry = 0.5;
    double road = 0.5;

    using Sums = SumList<sums::moves>;
    static constexpr std::array streams{streams::band_moves, streams::band_choice};
    static constexpr std::array observables{
        record::count_of("band_moves", nation, "1", "bands that went to another place", record::total<sums::moves>)};
};

/// What a place is like in the eyes of a band.
struct Prospect {
    double core = 0;            ///< as home ground, relative to the group's best, 0..1
    double success = 0;         ///< remembered attacks left unanswered there, per week
    double loss = 0;            ///< remembered responses and operations met there, per week
    double forces_control = 0;  ///< share of the forces against all armed groups, 0..1
    double anger = 0;           ///< of its own community there, or of all, 0..1
    double rivals = 0;          ///< share of other groups among fighters there, 0..1
    double road_km = 0;         ///< from where it stands
};

/// Units: of utility, before the draw: core + success - loss + vacuum (1 - F) + support A - rivals - road. Limits: an
/// empty prospect is worth the vacuum alone. `vacuum` may be of either sign. Source: findley_young_2007: adaptation;
/// kalyvas_2006: control; assumed: linear, as random utility asks.
inline double utility(const BandMovement& m, const Prospect& place) {
    return m.core * place.core + m.success * place.success - m.loss * place.loss +
           m.vacuum * (1 - place.forces_control) + m.support * place.anger - m.rivalry * place.rivals -
           m.road * place.road_km / 100;
}

/// Chance that a band thinks of moving in a week. Limits: switched off gives 0. Source: assumed: one chance for all.
inline double mobility(const BandMovement& m) {
    return m.enabled ? m.mobility : 0;
}

/// A standard Gumbel deviate: -ln(-ln u). Range: u in (0, 1). Source: mcfadden_1974: with it the best of several is a
/// logit choice.
inline double gumbel(double u) {
    return -math::log(-math::log(u));
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::BandMovement> : intervention::Docs {
    using Owner = intervention::BandMovement;
    static constexpr std::string_view meaning = "Bands stay or move by what places promise";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "findley_young_2007; docs/theory.md#bands")),
        field("mobility", &Owner::mobility,
              halved(Halved::two_steps,
                     number({"per week", 0, 1, log_uniform(0.01, 0.3)}, "chance that a band thinks of moving",
                            "assumed: between every third week and every second year"))),
        field("core", &Owner::core,
              number(factor_with(uniform_between(0, 4)), "pull of the home ground", "assumed: a wide prior")),
        field("success", &Owner::success,
              halved(Halved::twice,
                     number(factor_with(uniform_between(0, 1.5)), "pull of a place where attacks went unanswered",
                            "findley_young_2007: groups adapt; assumed: the prior of loss, so that neither is "
                            "favoured"))),
        field("loss", &Owner::loss,
              halved(Halved::twice,
                     number(factor_with(uniform_between(0, 1.5)), "push from a place where it was met or hunted",
                            "findley_young_2007: groups adapt; assumed: the prior of success, so that neither is "
                            "favoured"))),
        field("vacuum", &Owner::vacuum,
              number(effect_with(normal(0.5, 0.5)), "pull of ground without forces; below 0 bands seek forces out",
                     "kalyvas_2006: control decides where violence goes; assumed: a prior of either sign")),
        field("support", &Owner::support,
              number(factor_with(uniform_between(0, 2)), "pull of the anger of its own people",
                     "bennett_2008: anger feeds insurgents; assumed: at most as much as a place of its core")),
        field("rivalry", &Owner::rivalry,
              number(factor_with(uniform_between(0, 2)), "push of other armed groups", "assumed: a wide prior")),
        field("road", &Owner::road,
              number({"per 100 km", 0, 10, uniform_between(0, 1)}, "push of the way", "assumed: a wide prior")));
};

}  // namespace peacenorm::config
