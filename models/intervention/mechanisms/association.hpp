// SPDX-License-Identifier: Apache-2.0
// Association: civilians credit and blame an organisation for what visible or cooperating partners do. Credit and blame
// have one form; which of the two wins is the partners' conduct.
#pragma once

#include <algorithm>

#include "models/intervention/docs.hpp"
#include "models/intervention/mechanisms/manual.hpp"

namespace peacenorm::intervention {

struct Association {
    static constexpr Manual manual{
        Profile::core, "blame and credit of a visible partner: s K^V + s sJ K^J",
        "sabrow_2017; nomikos_2022; assumed: the form, linear in the ties; docs/theory.md#association"};
    bool enabled = true;
    double credit = 0.4;
    double blame = 0.4;
    double joint = 0.4;
};

/// Co-visibility and joint operations between two organisations, 0..1 each.
struct AssociationTie {
    double visibility;
    double joint;
};

/// Part of a partner's credit that an organisation shares, where the doer's own is 1: min(1, s+ (K^V + sJ K^J)).
/// Range: 0..1. Limits: switched off or no tie gives 0; it acts where the organisation did not act itself. Source:
/// nomikos_2022; sabrow_2017: brands are distinct; assumed: the form, linear in the ties, never more than the doer's.
inline double shared_credit(const Association& m, AssociationTie tie) {
    return m.enabled ? std::min(1.0, m.credit * (tie.visibility + m.joint * tie.joint)) : 0;
}

/// Part of a partner's blame that an organisation shares, where the doer's own is 1: min(1, s- (K^V + sJ K^J)).
/// Range: 0..1. Limits: as for credit. Source: condra_shapiro_2012; lyall_blair_imai_2013; assumed: the form of credit,
/// so that neither is favoured.
inline double shared_blame(const Association& m, AssociationTie tie) {
    return m.enabled ? std::min(1.0, m.blame * (tie.visibility + m.joint * tie.joint)) : 0;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Association> : intervention::Docs {
    using Owner = intervention::Association;
    static constexpr std::string_view meaning = "Credit and blame for what visible partners do";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &Owner::enabled, stated("switch", "sabrow_2017; nomikos_2022; docs/theory.md#association")),
        field("credit", &Owner::credit,
              number(factor_with(uniform_between(0, 0.8)), "s+: credit for a partner's good act; the doer weighs 1",
                     "assumed: one prior with blame, so that asymmetry must come from data")),
        field("blame", &Owner::blame,
              number(factor_with(uniform_between(0, 0.8)), "s-: blame for a partner's bad act; the doer weighs 1",
                     "assumed: one prior with credit, so that asymmetry must come from data")),
        field(
            "joint", &Owner::joint,
            number(factor_with(uniform_between(0, 0.8)), "sJ: how a joint operation associates, relative to visibility",
                   "assumed: one prior with credit and blame, since joint operations are seen too")));
};

}  // namespace peacenorm::config
