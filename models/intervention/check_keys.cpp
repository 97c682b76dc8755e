// SPDX-License-Identifier: Apache-2.0
// A key is 40 bits of a hash, so two names can meet, if hardly ever: then both would live through the same luck. What
// two actors do to each other (a band to an organisation's forces, two groups in a place) has a key of both that is not
// checked: there are too many pairs to refuse a theatre for two that meet, and these share no more than a week's clash.
#include <initializer_list>
#include <string>
#include <string_view>

#include "models/intervention/checker.hpp"
#include "models/intervention/state/keys.hpp"

namespace peacenorm::intervention {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text += part;
    return text;
}

/// Entities of one kind: where each stands in the file, and its key.
struct Keyed {
    std::vector<std::string> paths;
    std::vector<std::uint64_t> keys;

    void add(std::string path, std::uint64_t key) {
        paths.push_back(std::move(path));
        keys.push_back(key);
    }
};

/// Returns whether any did.
bool tell_of_shared_keys(Checker& checker, const Keyed& all) {
    const auto shared = shared_keys(all.keys);
    for (const auto& [first, second] : shared)
        checker.add(all.paths[second], "it would draw the same random numbers as " + all.paths[first],
                    "expected another name for one of the two");
    return !shared.empty();
}

template <class T>
Keyed named(const char* kind, const Named<T>& all, std::uint64_t (*key)(std::string_view)) {
    Keyed keyed;
    for (const auto& [name, entity] : all) keyed.add(std::string(kind) + "." + name, key(name));
    return keyed;
}

Keyed cells(const Parameters& p) {
    Keyed keyed;
    for (const auto& [place_name, place] : p.places)
        if (const Region* region = p.regions.find(place.region))
            for (const auto& [name, share] : region->communities)
                keyed.add(joined({"places.", place_name, " with communities.", name}),
                          cell_key(place_key(place_name), community_key(name)));
    return keyed;
}

Keyed forces(const Parameters& p) {
    Keyed keyed;
    for (const auto& [name, organisation] : p.organisations)
        for (const auto& [place_name, place] : p.places)
            keyed.add(joined({"organisations.", name, " in places.", place_name}),
                      forces_key(organisation_key(name), place_key(place_name)));
    return keyed;
}

Keyed companies(const Parameters& p) {
    Keyed keyed;
    for (const auto& [name, contingent] : p.contingents)
        for (const auto& [base_name, base] : p.bases)
            keyed.add("contingents." + name + " in bases." + base_name, company_key(name, base_name));
    return keyed;
}

Keyed bands(const Parameters& p) {
    Keyed keyed;
    for (const auto& [name, group] : p.armed_groups)
        for (const auto& [birthplace, weight] : group.core)
            for (std::int64_t slot = 0; weight > 0 && slot < group.slots; ++slot)
                keyed.add(joined({"armed_groups.", name, ".core.", birthplace}),
                          band_key(group_key(name), place_key(birthplace), static_cast<std::uint64_t>(slot)));
    return keyed;
}

}  // namespace

void check_keys(Checker& checker) {
    const Parameters& p = checker.p;
    bool names_meet = false;
    for (const Keyed& kind :
         {named("organisations", p.organisations, organisation_key), named("places", p.places, place_key),
          named("armed_groups", p.armed_groups, group_key), named("communities", p.communities, community_key)})
        names_meet = tell_of_shared_keys(checker, kind) || names_meet;
    if (names_meet) return;  // what is made of two names would only say it again
    for (const Keyed& made_of_names : {cells(p), forces(p), companies(p), bands(p)})
        tell_of_shared_keys(checker, made_of_names);
}

}  // namespace peacenorm::intervention
