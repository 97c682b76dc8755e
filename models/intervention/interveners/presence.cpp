// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/interveners/presence.hpp"

#include <algorithm>

namespace peacenorm::intervention {

double still_there(const Exit& exit, Date date) {
    if (!exit.date || date < *exit.date) return 1;
    const double weeks = static_cast<double>(date.days - exit.date->days) / 7;
    return exit.weeks > 0 ? std::max(0.0, 1 - weeks / exit.weeks) : 0.0;
}

double share_on(const Base& base, Date date) {
    const bool is_open = !(base.opened && date < *base.opened) && !(base.closed && date >= *base.closed);
    return is_open ? base.share.at(date) : 0;
}

std::optional<OrganisationId> commander_on(const Setup& setup, ContingentId contingent, Date date) {
    std::optional<OrganisationId> organisation;
    for (const Command& command : setup.commands[contingent])
        if (command.from <= date) organisation = command.organisation;
    return organisation;
}

bool is_there(const Setup& setup, OrganisationId organisation, Date date) {
    if (!(still_there(setup.organisation(organisation).exit, date) > 0)) return false;
    for (const CompanyId u : setup.companies) {
        const Company& company = setup.company[u];
        if (company.organisation == organisation && share_on(setup.base(company.base), date) > 0 &&
            setup.contingent(company.contingent).persons.at(date) > 0 &&
            commander_on(setup, company.contingent, date) == organisation)
            return true;
    }
    return false;
}

}  // namespace peacenorm::intervention
