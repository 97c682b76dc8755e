// SPDX-License-Identifier: Apache-2.0
// Association: civilians credit and blame an organisation for what visible or cooperating partners do. Credit and blame
// have one form; which of the two wins is the partners' conduct.
#pragma once

#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

/// Co-visibility and joint operations between two organisations, 0..1 each.
struct AssociationTie {
    double visibility;
    double joint;
};

/// Weight, before normalising, of a partner's good act on the organisation: s+ (K^V + sJ K^J), the actor's own
/// being 1. Range: >= 0. Limits: switched off or
/// no tie gives 0. Source: form assumed; nomikos_2022 and sabrow_2017 (brands are distinct).
inline double association_weight_credit(const Association& m, AssociationTie tie) {
    return m.enabled ? m.credit * (tie.visibility + m.joint * tie.joint) : 0;
}

/// Weight, before normalising, of a partner's bad act on the organisation: s- (K^V + sJ K^J).
/// Range: as for credit. Limits: switched off or no tie gives 0. Source: form assumed; condra_shapiro_2012,
/// lyall_blair_imai_2013 (blame depends on who is judged by whom).
inline double association_weight_blame(const Association& m, AssociationTie tie) {
    return m.enabled ? m.blame * (tie.visibility + m.joint * tie.joint) : 0;
}

}  // namespace peacenorm::intervention
