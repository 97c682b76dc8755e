// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/setup_parts.hpp"

namespace peacenorm::intervention {
namespace {

std::array<bool, channel_count> feasible(const std::vector<std::string>& channels) {
    std::array<bool, channel_count> mask{};
    for (std::size_t c = 0; c < channel_count; ++c)
        mask[c] = std::find(channels.begin(), channels.end(), channel_names[c]) != channels.end();
    return mask;
}

void build_pairs(Setup& s) {
    const auto& dyads = s.parameters.cooperation.dyads;
    for (std::size_t d = 0; d < dyads.size(); ++d) {
        const OrganisationId a = organisation_named(s, dyads[d].a), b = organisation_named(s, dyads[d].b);
        s.pairs.push_back({a, b, feasible(dyads[d].forth), d});
        s.pairs.push_back({b, a, feasible(dyads[d].back), d});
    }
}

void build_rules(Setup& s) {
    for (const auto& [name, rule] : s.parameters.cooperation.rules) {
        RuledTie ruled{organisation_named(s, rule.giver), organisation_named(s, rule.receiver), {}};
        for (const Pair& pair : s.pairs)
            if (pair.giver == ruled.giver && pair.receiver == ruled.receiver) ruled.moved = pair.feasible;
        const auto wanted = feasible(rule.channels);
        for (std::size_t c = 0; c < channel_count; ++c) ruled.moved[c] &= rule.channels.empty() || wanted[c];
        s.rule.add(ruled);
    }
}

void build_ladder(Setup& s) {
    s.in_ladder.reset(s.organisations);
    for (const std::string& name : s.parameters.cooperation.ladder.group) s.in_ladder[organisation_named(s, name)] = 1;
}

}  // namespace

void set_up_cooperation(Setup& s) {
    build_pairs(s);
    build_rules(s);
    build_ladder(s);
}

}  // namespace peacenorm::intervention
