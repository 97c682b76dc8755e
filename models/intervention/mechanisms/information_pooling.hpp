// SPDX-License-Identifier: Apache-2.0
// Information pooling: partners' warnings raise awareness of threats, less so where sources overlap.
#pragma once

#include <algorithm>
#include <span>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct InformationPooling {
    static constexpr Manual manual{Profile::core,
                                   "P = (1-rho)(1-(1-p)prod(1-K tau p_partner)) + rho max(p, K tau p_partner)",
                                   "duursma_karlsrud_2019; sims_2024; docs/theory.md#information-pooling"};
    bool enabled = true;
    double usable = 0.35;
    double overlap = 0.3;
};

/// Chance to learn of a threat by one's own means: 1 - exp(-(pi0 + piF F / 100)).
/// Units: `baseline` pi0 and `per_100_persons` piF are hazards a threat, >= 0; F persons in the place. Range: 0..1.
/// Limits: no hazard gives 0.
/// Source: duursma_karlsrud_2019: warning is a bottleneck; assumed: independent chances by the person.
inline double own_awareness(double baseline, double per_100_persons, double persons) {
    return -math::expm1(-(baseline + per_100_persons * persons / 100));
}

/// A partner's information tie toward the organisation (0..1) and the partner's own awareness (0..1).
struct PartnerSignal {
    double tie;
    double awareness;
};

/// Chance to learn of a threat by any source: P = (1 - rho) [1 - (1 - p) prod(1 - K tau p')] + rho max(p, max K tau
/// p'), with tau the usable share of what is passed on and rho the overlap of sources. Range: own..1; never falls with
/// a tie. Limits: switched off, no partner or no tie gives `own`, exactly; rho = 1 gives the best single source.
/// Source: duursma_karlsrud_2019; sims_2024: failure to share; assumed: a mix of independent sources and one
/// source.
inline double pooled_awareness(const InformationPooling& m, double own, std::span<const PartnerSignal> partners) {
    if (!m.enabled) return own;
    double silent = 1, best = own;
    for (const PartnerSignal& partner : partners) {
        const double usable = partner.tie * m.usable * partner.awareness;
        silent *= 1 - usable;
        best = std::max(best, usable);
    }
    const double any = own + (1 - own) * (1 - silent);
    return best + (1 - m.overlap) * (any - best);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::InformationPooling> : intervention::Docs {
    using Owner = intervention::InformationPooling;
    static constexpr std::string_view meaning = "Partners' warnings raise awareness of threats";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled,
              stated("switch", "duursma_karlsrud_2019; sims_2024; docs/theory.md#information-pooling")),
        field("usable", &Owner::usable,
              number(share_with(beta(2, 3)),
                     "tau: part of a partner's warning that is usable: classification, language, delay, trust",
                     "sims_2024: sharing failed; assumed: a wide prior around a third, since nobody measured it")),
        field("overlap", &Owner::overlap,
              number(share_with(uniform_between(0, 0.6)), "rho: overlap of sources, such as the same informant",
                     "assumed: shared informants and duplicates exist, how many nobody measured")));
};

}  // namespace peacenorm::config
