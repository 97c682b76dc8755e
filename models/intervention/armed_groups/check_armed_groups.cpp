// SPDX-License-Identifier: Apache-2.0

#include "models/intervention/checker.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
namespace {

/// Slots for bands in all, more than any theatre needs: they are kept in memory and walked every week. Assumed.
constexpr std::int64_t most_slots = 100'000;

void count_slots(Checker& checker) {
    std::int64_t slots = 0;
    for (const auto& [name, group] : checker.p.armed_groups)
        slots += group.slots * static_cast<std::int64_t>(group.core.size());
    if (slots > most_slots)
        checker.add("armed_groups",
                    "there are " + std::to_string(slots) + " slots for bands in all places of their core",
                    "expected at most " + std::to_string(most_slots) + ": fewer slots or places");
}

void check_groups(Checker& checker) {
    for (const auto& [name, group] : checker.p.armed_groups) {
        const std::string path = "armed_groups." + name;
        checker.all_must_exist(path + ".core", group.core, checker.places);
        checker.must_weigh(path + ".core", group.core);
        checker.all_must_exist(path + ".targets", group.targets, checker.communities);
        checker.must_weigh(path + ".targets", group.targets);
        if (!group.community.empty()) checker.must_exist(path + ".community", group.community, checker.communities);
        if (group.bloc == Bloc::communal && group.community.empty())
            checker.add(path + ".community", "communal self-defence without a community",
                        "expected the community that it rises from");
    }
}

/// The name of a hostility of the same two groups that stands before this one; null: none does.
const std::string* earlier_of_the_two(const Named<Hostility>& all, const Hostility& one) {
    for (const auto& [name, other] : all) {
        if (&other == &one) break;
        if ((other.a == one.a && other.b == one.b) || (other.a == one.b && other.b == one.a)) return &name;
    }
    return nullptr;
}

void check_hostilities(Checker& checker) {
    const Known groups{"armed group", "armed groups", checker.p.armed_groups.names()};
    for (const auto& [name, hostility] : checker.p.hostilities) {
        const std::string path = "hostilities." + name;
        checker.must_exist(path + ".a", hostility.a, groups);
        checker.must_exist(path + ".b", hostility.b, groups);
        if (hostility.a == hostility.b) checker.add(path + ".b", "a group does not fight itself");
        const std::string* before = earlier_of_the_two(checker.p.hostilities, hostility);
        if (before != nullptr)
            checker.add(path, "these two groups stand already under " + config::in_quotes(*before),
                        "expected each two groups once, with all dates of intensity");
    }
}

}  // namespace

void check_armed_groups(Checker& checker) {
    check_groups(checker);
    count_slots(checker);
    check_hostilities(checker);
}

}  // namespace peacenorm::intervention
