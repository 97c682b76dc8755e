// SPDX-License-Identifier: Apache-2.0

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

void bases(Checker& checker) {
    for (const auto& [name, base] : checker.p.bases) {
        checker.must_exist("bases." + name + ".organisation", base.organisation, checker.organisations);
        checker.must_exist("bases." + name + ".place", base.place, checker.places);
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
