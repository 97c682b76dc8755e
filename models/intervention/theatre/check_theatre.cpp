// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/intervention/checker.hpp"
#include "models/intervention/state/ids.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
namespace {

void sizes(Checker& checker) {
    checker.at_most("places", checker.p.places.size(), most_places);
    checker.at_most("communities", checker.p.communities.size(), most_communities);
    checker.at_most("organisations", checker.p.organisations.size(), most_organisations);
    checker.at_most("armed_groups", checker.p.armed_groups.size(), most_groups);
    if (checker.p.places.empty())
        return checker.add("places", "no places",
                           "start from a theatre by base:, or from what peacenorm new theatre prints");
    if (checker.p.regions.empty()) checker.add("regions", "no regions", "expected at least one");
    if (checker.p.communities.empty()) checker.add("communities", "no communities", "expected at least one");
    if (checker.p.organisations.empty()) checker.add("organisations", "no organisations", "expected at least one");
}

/// An agent's number in a draw has room for so many in one place.
void rows(Checker& checker) {
    constexpr double most = 1U << 22U;
    for (const auto& [name, place] : checker.p.places) {
        const double agents =
            static_cast<double>(place.population) / static_cast<double>(checker.p.population.people_per_agent);
        if (agents > most)
            checker.add("places." + name + ".population", "makes " + config::number_text(agents) + " agents",
                        "at most " + config::number_text(most) + " in a place: raise population.people_per_agent");
    }
}

void regions(Checker& checker) {
    for (const auto& [name, region] : checker.p.regions) {
        const std::string path = "regions." + name + ".communities";
        checker.all_must_exist(path, region.communities, checker.communities);
        const double total = sum(region.communities);
        if (std::fabs(total - 1) > sum_tolerance)
            checker.add(path, "the shares sum to " + config::number_text(total), "expected a sum of 1");
    }
}

/// How many people live in a region, and in how many places.
struct Inhabited {
    double people = 0;
    int places = 0;
};

Inhabited inhabited(const Parameters& p, const std::string& region) {
    Inhabited all;
    for (const auto& [name, place] : p.places) {
        if (place.region != region || place.population == 0) continue;
        all.people += static_cast<double>(place.population);
        ++all.places;
    }
    return all;
}

/// What follows from a place whose region is misspelt is no fault of its own.
bool have_regions(const Checker& checker) {
    return std::all_of(checker.p.places.begin(), checker.p.places.end(),
                       [&](const auto& place) { return checker.regions.has(place.second.region); });
}

void displaced(Checker& checker) {
    for (const auto& [name, region] : checker.p.regions) {
        const std::string path = "regions." + name + ".displaced_at_start";
        checker.all_must_exist(path, region.displaced_at_start, checker.regions);
        if (!have_regions(checker)) continue;
        const double away = sum(region.displaced_at_start), people = inhabited(checker.p, name).people;
        if (away > people)
            checker.add(
                path,
                config::number_text(away) + " persons are displaced of a region of " + config::number_text(people),
                "expected no more than live there");
        for (const auto& [refuge, persons] : region.displaced_at_start)
            if (persons > 0 && checker.regions.has(refuge) &&
                inhabited(checker.p, refuge).places < (refuge == name ? 2 : 1))
                checker.add(path + "." + refuge, "there is no place to stay but their own",
                            "expected a region with another place where people live");
    }
}

void check_border(Checker& checker, const std::string& path, std::size_t place, const std::string& neighbour) {
    if (neighbour == checker.p.places.name(place)) return checker.add(path, "a place has no border with itself");
    checker.must_exist(path, neighbour, checker.places);
    const std::size_t other = checker.p.places.index(neighbour);
    const bool said_before =
        other < place && checker.p.places[other].neighbours.find(checker.p.places.name(place)) != nullptr;
    if (said_before)
        checker.add(path, "this border stands already under " + config::in_quotes(neighbour),
                    "expected each border once");
}

void places(Checker& checker) {
    for (std::size_t i = 0; i < checker.p.places.size(); ++i) {
        const std::string path = "places." + checker.p.places.name(i);
        checker.must_exist(path + ".region", checker.p.places[i].region, checker.regions);
        for (const auto& [neighbour, border] : checker.p.places[i].neighbours)
            check_border(checker, path + ".neighbours." + neighbour, i, neighbour);
    }
}

}  // namespace

void check_theatre(Checker& checker) {
    sizes(checker);
    rows(checker);
    regions(checker);
    displaced(checker);
    places(checker);
}

}  // namespace peacenorm::intervention
