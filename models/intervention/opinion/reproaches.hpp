// SPDX-License-Identifier: Apache-2.0
// What the dissatisfied reproach an organisation with, among the items that a survey offers.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "models/intervention/docs.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

enum class Reproach { does_not_protect, partial, does_not_fight, protects_itself, useless };
inline constexpr std::size_t reproach_count = 5;
inline constexpr std::array<std::string_view, reproach_count> reproach_names =
    names_by_id<Reproach>({{Reproach::does_not_protect, "does_not_protect"},
                           {Reproach::partial, "partial"},
                           {Reproach::does_not_fight, "does_not_fight"},
                           {Reproach::protects_itself, "protects_itself"},
                           {Reproach::useless, "useless"}});
using ByReproach = std::array<double, reproach_count>;
using Offered = std::array<bool, reproach_count>;  ///< the items of a wave

/// How much an item is named beyond what the loss behind it explains, by item.
struct ItemConstants {
    double does_not_protect = 0;
    double partial = 0;
    double does_not_fight = 0;
    double protects_itself = 0;
    double useless = 0;
};

struct Reproaches {
    double by_loss = 3;
    double not_fighting = 0.5;
    double self_protecting = 0.5;
    ItemConstants constants;
};

/// What of an organisation's work people see: parts of its force-hours, 0..1.
struct Seen {
    double fighting = 0, protecting_itself = 0;
};

/// What the dissatisfied person lost by each item: does not protect a ln(1 + D); partial wI ln(1 + I) + max(0, -n A N);
/// does not fight q (1 - share of counter-terrorism); protects itself q' x share of force protection; useless or dear
/// max(0, -g ln(1 + T)). Units: logits, >= 0. Limits: one who remembers nothing of one that only fights lost nothing.
/// Source: whalan_2017: grounds on which missions are judged; assumed: that an item is named by what it took from u.
inline ByReproach losses(const Reproaches& m, const Terms& of, const Seen& seen) {
    const auto term = [&](Term t) { return of[index(t)]; };
    return {-term(Term::failure), -term(Term::partiality) + std::max(0.0, -term(Term::stance)),
            m.not_fighting * (1 - seen.fighting), m.self_protecting * seen.protecting_itself,
            std::max(0.0, -term(Term::presence))};
}

/// The constants by `Reproach`. Units: logits. Source: mcfadden_1974: constants of the choices.
inline ByReproach constants_of(const Reproaches& m) {
    const ItemConstants& c = m.constants;
    return {c.does_not_protect, c.partial, c.does_not_fight, c.protects_itself, c.useless};
}

/// Chances of the items that the wave offered: exp(lambda loss + constant) over their sum.
/// Range: 0..1, sum 1 over the offered; 0 for others, and for all where none is offered. Limits: lambda 0 leaves the
/// constants alone; equal losses and constants share evenly. Source: mcfadden_1974: the conditional logit.
inline ByReproach reproach_chances(const Reproaches& m, const Offered& offered, const ByReproach& losses) {
    const ByReproach constants = constants_of(m);
    ByReproach chances{};
    double top = 0, total = 0;
    bool any = false;
    for (std::size_t k = 0; k < reproach_count; ++k) {
        chances[k] = m.by_loss * losses[k] + constants[k];
        if (offered[k] && (!any || chances[k] > top)) top = chances[k];
        any = any || offered[k];
    }
    for (std::size_t k = 0; k < reproach_count; ++k) {
        chances[k] = offered[k] ? math::exp(chances[k] - top) : 0;
        total += chances[k];
    }
    if (any)
        for (double& chance : chances) chance /= total;
    return chances;
}

/// The item by one uniform, in the order of `Reproach`. Range: u in (0, 1); one at least has a chance above 0. Source:
/// assumed: any order serves, this one never changes.
inline Reproach reproach_of(const ByReproach& chances, double u) {
    double up_to = 0;
    std::size_t last = 0;
    for (std::size_t k = 0; k < reproach_count; ++k) {
        if (!(chances[k] > 0)) continue;
        up_to += chances[k];
        last = k;
        if (u < up_to) break;
    }
    return static_cast<Reproach>(last);
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct EnumNames<intervention::opinion::Reproach> {
    using Reproach = intervention::opinion::Reproach;
    static constexpr std::array<std::pair<std::string_view, Reproach>, 5> names{
        {{"does_not_protect", Reproach::does_not_protect},
         {"partial", Reproach::partial},
         {"does_not_fight", Reproach::does_not_fight},
         {"protects_itself", Reproach::protects_itself},
         {"useless", Reproach::useless}}};
};

template <>
struct Declaration<intervention::opinion::ItemConstants> : intervention::Docs {
    using Owner = intervention::opinion::ItemConstants;
    static constexpr std::string_view meaning = "How much a reproach is named beyond the loss behind it, in logits";
    static constexpr std::string_view why = "assumed: wordings differ in how readily they are named, by a logit";
    static constexpr intervention::Amount size{"logits", -10, 10, normal(0, 1)};
    static constexpr auto fields = std::make_tuple(
        field("does_not_protect", &Owner::does_not_protect, number(size, "it does not protect civilians", why)),
        field("partial", &Owner::partial, number(size, "it is partial, or complicit with armed groups", why)),
        field("does_not_fight", &Owner::does_not_fight, number(size, "it does not fight armed groups", why)),
        field("protects_itself", &Owner::protects_itself, number(size, "it protects itself alone", why)),
        field("useless", &Owner::useless, number(size, "it is of no use, or makes life dear", why)));
};

template <>
struct Declaration<intervention::opinion::Reproaches> : intervention::Docs {
    using Owner = intervention::opinion::Reproaches;
    static constexpr std::string_view meaning = "What the dissatisfied reproach an organisation with";
    static constexpr auto fields = std::make_tuple(
        field("by_loss", &Owner::by_loss,
              number({"1", 0, 100, log_normal(3, 0.6)}, "lambda: how strongly the choice of an item goes by its loss",
                     "mcfadden_1974: the conditional logit; assumed: the size, within a factor of three")),
        field("not_fighting", &Owner::not_fighting,
              number(factor_with(log_normal(0.5, 0.7)), "q: loss where it does not fight armed groups at all",
                     "assumed: as much as the first failure remembered, within a wide prior")),
        field("self_protecting", &Owner::self_protecting,
              number(factor_with(log_normal(0.5, 0.7)), "q': loss where it protects only itself",
                     "assumed: the prior of not fighting")),
        field("constants", &Owner::constants,
              stated("constants of the items", "mcfadden_1974: constants of the choices")));
};

}  // namespace peacenorm::config
