// SPDX-License-Identifier: Apache-2.0
// Forum shopping: a host that is refused support, or criticised, may take another supplier, with fewer questions asked.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "models/intervention/mechanisms/own.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

namespace columns {
inline constexpr Column<"other_supplier", kept, bool> other_supplier{"the host has changed supplier"};
}  // namespace columns

namespace streams {
inline constexpr random::Stream supplier{0x00182, "intervention.oversight.supplier"};
}  // namespace streams

namespace sums {
inline constexpr Sum<"other_supplier", nation> other_supplier{};
}  // namespace sums

struct ForumShopping {
    static constexpr Manual manual{
        Profile::extended, "1 - exp(-h00 exp(f1 denied - f2 K^L + f3 criticism + f4 offer)) a quarter",
        "forum_shopping_2023; assumed: the form, a hazard with log-linear reasons; docs/theory.md#forum-shopping"};
    Switch enabled = std::nullopt;
    double hazard = 0.01;
    double denied = 1;
    double support = 1;
    double criticism = 1;
    double offer = 1;
    double abuse = 0.5;
    double memory = 0.95;

    using Columns = ColumnList<columns::other_supplier>;
    using Sums = SumList<sums::other_supplier>;
    static constexpr std::array streams{streams::supplier};
    static constexpr std::array observables{
        record::level_of("other_supplier", nation, "1", "share of the window in which the host has changed supplier",
                         record::mean_level<sums::other_supplier>)};
};

/// What a host weighs. All 0..1.
struct SupplierReasons {
    double denied;     ///< support that is held back, times the strength of conditions
    double support;    ///< deepest logistics tie that it still receives
    double criticism;  ///< remembered public reports about it
    double offer;      ///< another supplier's offer
};

/// Chance in a quarter that the host changes supplier: 1 - exp(-h00 exp(f1 denied - f2 K^L + f3 criticism + f4 offer)).
/// Units: h00 per quarter. Range: 0..1. Limits: switched off gives 0.
/// Source: assumed: a hazard with log-linear reasons, all free since one country's history says little;
/// docs/theory.md#forum-shopping.
inline double change_of_supplier(const ForumShopping& m, const SupplierReasons& r) {
    if (!is_on(m.enabled)) return 0;
    return -math::expm1(-m.hazard * math::exp(m.denied * r.denied - m.support * r.support + m.criticism * r.criticism +
                                              m.offer * r.offer));
}

/// Public criticism remembered after a week: r x + (1 - r) (1 - exp(-reports)). Updated even when the mechanism is off,
/// so that it can be switched on later. Range: 0..1. Source: assumed: several reports in a week add less than the
/// first.
inline double remembered_criticism(const ForumShopping& m, double memory, double reports) {
    return m.memory * memory - (1 - m.memory) * math::expm1(-reports);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::ForumShopping> : intervention::Docs {
    using Owner = intervention::ForumShopping;
    static constexpr std::string_view meaning = "A host refused or criticised takes another supplier";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated(by_profile, "forum_shopping_2023; docs/theory.md#forum-shopping")),
        field("hazard", &Owner::hazard,
              number({"per quarter", 0, 10}, "h00: hazard without reasons",
                     "assumed: once in a quarter of a century, as one country's history says little")),
        field("denied", &Owner::denied,
              number(factor_with(uniform_between(0, 2)), "f1: weight of support held back",
                     "assumed: one prior for all four reasons, as one country's history cannot tell them apart")),
        field("support", &Owner::support,
              number(factor_with(uniform_between(0, 2)), "f2: weight of support received",
                     "assumed: one prior for all four reasons, as one country's history cannot tell them apart")),
        field("criticism", &Owner::criticism,
              number(factor_with(uniform_between(0, 2)), "f3: weight of public criticism",
                     "assumed: one prior for all four reasons, as one country's history cannot tell them apart")),
        field("offer", &Owner::offer,
              number(factor_with(uniform_between(0, 2)), "f4: weight of another supplier's offer",
                     "assumed: one prior for all four reasons, as one country's history cannot tell them apart")),
        field("abuse", &Owner::abuse,
              number({"1", -10, 10}, "dv: shift of the logit of the host's abuse afterwards",
                     "assumed: the odds rise by two thirds where fewer questions are asked")),
        field("memory", &Owner::memory,
              halved(Halved::root, number({"per week", 0, 1}, "part of remembered criticism that is kept",
                                          "assumed: half is forgotten within a quarter of a year"))));
};

}  // namespace peacenorm::config
