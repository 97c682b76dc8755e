// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/check.hpp"

#include <algorithm>

#include "models/intervention/checker.hpp"

namespace peacenorm::intervention {

void check(const Parameters& parameters, const Horizon& /*horizon*/, std::vector<config::PathProblem>& problems) {
    Checker checker(parameters, problems);
    check_theatre(checker);
    if (parameters.places.empty()) return;  // all else would follow from that
    check_interveners(checker);
    check_cooperation(checker);
    check_armed_groups(checker);
    check_rules(checker);
    check_opinion(checker);
    check_keys(checker);
    checker.tell_of_missing_organisations();
}

namespace {

bool same_displaced(const Named<Region>& a, const Named<Region>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        const auto &p = x.second.displaced_at_start, &q = y.second.displaced_at_start;
        return std::equal(p.begin(), p.end(), q.begin(), q.end());
    });
}

}  // namespace

void check_continues(const Setup& first, const Setup& later, std::vector<config::PathProblem>& problems) {
    if (first.company != later.company || first.contingents != later.contingents)
        problems.push_back({"bases", "bases or contingents appear, vanish or change hands within a run",
                            "all of them from the start: a share or persons of 0 until they come", ""});
    if (first.organisation_of != later.organisation_of)
        problems.push_back(
            {"organisations", "whose legitimacy is followed changes within a run", "the same throughout", ""});
    if (first.rules != later.rules)
        problems.push_back({"cooperation.rules", "rules appear or vanish within a run",
                            "the same throughout: a change of 0 until they hold", ""});
    if (first.band != later.band)
        problems.push_back({"armed_groups", "armed groups, their slots or their home ground change within a run",
                            "all of them from the start: 0 fighters until they come", ""});
    if (!same_displaced(first.parameters.regions, later.parameters.regions))
        problems.push_back(
            {"regions", "who is displaced at the start changes within a run", "the same throughout", ""});
    if (first.cell != later.cell)
        problems.push_back({"population", "who lives where changes within a run", "the same throughout", ""});
}

}  // namespace peacenorm::intervention
