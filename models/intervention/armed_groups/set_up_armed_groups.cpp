// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/setup_parts.hpp"

namespace peacenorm::intervention {

void set_up_armed_groups(Setup& s) {
    s.core.reset(s.groups, s.places);
    s.target.reset(s.groups, s.communities);
    for (const GroupId g : s.groups) {
        const ArmedGroup& group = s.group(g);
        double total = 0;
        for (const auto& [name, weight] : group.core) total += weight;
        for (const auto& [name, weight] : group.core) s.core(g, place_named(s, name)) = total > 0 ? weight / total : 0;
        for (const auto& [name, weight] : group.targets) s.target(g, community_named(s, name)) = weight;
        s.own_community.add(if_any(community_named(s, group.community), s.communities));
    }
}

}  // namespace peacenorm::intervention
