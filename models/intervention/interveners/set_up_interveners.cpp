// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/setup_parts.hpp"

namespace peacenorm::intervention {
namespace {

void build_companies(Setup& s) {
    const Parameters& p = s.parameters;
    s.commands.reset(s.contingents);
    for (const ContingentId c : s.contingents) {
        auto& commands = s.commands[c];
        for (const auto& [from, name] : s.contingent(c).command)
            commands.push_back({parse_date(from).value_or(Date{}), organisation_named(s, name)});
        std::stable_sort(commands.begin(), commands.end(),
                         [](const Command& x, const Command& y) { return x.from < y.from; });
        for (const BaseId b : Ids<BaseId>(p.bases.size())) {
            const OrganisationId organisation = organisation_named(s, s.base(b).organisation);
            const auto& only = s.base(b).contingents;
            const bool is_its_base =
                only.empty() || std::find(only.begin(), only.end(), p.contingents.name(c.index())) != only.end();
            const bool may_serve = std::any_of(commands.begin(), commands.end(),
                                               [&](const Command& x) { return x.organisation == organisation; });
            if (is_its_base && may_serve) s.company.add({c, b, organisation, place_named(s, s.base(b).place)});
        }
    }
    s.companies = s.company.ids();
    s.companies_of.reset(s.organisations);
    for (const CompanyId c : s.companies) s.companies_of[s.company[c].organisation].push_back(c);
}

void build_roles(Setup& s) {
    const Parameters& p = s.parameters;
    for (const OrganisationId o : s.organisations) {
        const Norm& norm = s.organisation(o).norm;
        s.anchor.add({norm.protect, norm.restrain, norm.monitor});
    }
    s.host = if_any(organisation_named(s, p.host.organisation), s.organisations);
    s.capital = if_any(place_named(s, p.host.capital), s.places);
    s.lead = if_any(organisation_named(s, p.mechanisms.shared_responsibility.lead), s.organisations);
    s.conduct_of = p.conduct.organisation.empty()
                       ? s.lead
                       : if_any(organisation_named(s, p.conduct.organisation), s.organisations);
}

void build_suspects(Setup& s) {
    s.suspects.reset(s.organisations, s.communities);
    for (const OrganisationId o : s.organisations)
        for (const auto& [name, weight] : s.organisation(o).suspects) s.suspects(o, community_named(s, name)) = weight;
}

}  // namespace

void set_up_interveners(Setup& s) {
    build_companies(s);
    build_roles(s);
    build_suspects(s);
}

}  // namespace peacenorm::intervention
