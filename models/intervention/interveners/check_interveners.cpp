// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/checker.hpp"
#include "sim/config/words.hpp"
#include "sim/core/date.hpp"

namespace peacenorm::intervention {
namespace {

void organisations(Checker& checker) {
    for (const auto& [name, organisation] : checker.p.organisations)
        checker.all_must_exist("organisations." + name + ".suspects", organisation.suspects, checker.communities);
}

void contingents(Checker& checker) {
    for (const auto& [name, contingent] : checker.p.contingents) {
        for (const auto& [date, organisation] : contingent.command) {
            const std::string path = "contingents." + name + ".command." + date;
            if (!parse_date(date)) checker.add(path, config::in_quotes(date) + " is not a date", "expected YYYY-MM-DD");
            checker.must_exist(path, organisation, checker.organisations);
        }
    }
}

/// Whether a contingent is under an organisation's command on any date.
bool ever_serves(const Contingent& contingent, const std::string& organisation) {
    return std::any_of(contingent.command.begin(), contingent.command.end(),
                       [&](const auto& command) { return command.second == organisation; });
}

void contingents_of(Checker& checker, const std::string& path, const Base& base) {
    for (const std::string& name : base.contingents) {
        checker.must_exist(path, name, checker.contingents);
        const Contingent* contingent = checker.p.contingents.find(name);
        if (contingent != nullptr && checker.organisations.has(base.organisation) &&
            !ever_serves(*contingent, base.organisation))
            checker.add(path,
                        config::in_quotes(name) + " is never commanded by " + config::in_quotes(base.organisation) +
                            ", whose base this is",
                        "expected contingents of that organisation, or none: all of them");
    }
}

void bases(Checker& checker) {
    for (const auto& [name, base] : checker.p.bases) {
        const std::string path = "bases." + name;
        checker.must_exist(path + ".organisation", base.organisation, checker.organisations);
        checker.must_exist(path + ".place", base.place, checker.places);
        contingents_of(checker, path + ".contingents", base);
        if (base.opened && base.closed && *base.closed <= *base.opened)
            checker.add(
                path + ".closed",
                "it closes on " + to_string(*base.closed) + ", not after it opens on " + to_string(*base.opened),
                "expected a later date; or null for one that stays");
    }
}

void host(Checker& checker) {
    checker.must_exist_if_named("host.capital", checker.p.host.capital, checker.places);
    checker.must_exist_if_named("host.organisation", checker.p.host.organisation, checker.organisations);
}

}  // namespace

void check_interveners(Checker& checker) {
    organisations(checker);
    contingents(checker);
    bases(checker);
    host(checker);
}

}  // namespace peacenorm::intervention
