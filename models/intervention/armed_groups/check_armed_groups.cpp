// SPDX-License-Identifier: Apache-2.0

#include "models/intervention/checker.hpp"

namespace peacenorm::intervention {
namespace {

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

void check_hostilities(Checker& checker) {
    const Known groups{"armed group", "armed groups", checker.p.armed_groups.names()};
    for (const auto& [name, hostility] : checker.p.hostilities) {
        const std::string path = "hostilities." + name;
        checker.must_exist(path + ".a", hostility.a, groups);
        checker.must_exist(path + ".b", hostility.b, groups);
        if (hostility.a == hostility.b) checker.add(path + ".b", "a group does not fight itself");
    }
}

}  // namespace

void check_armed_groups(Checker& checker) {
    check_groups(checker);
    check_hostilities(checker);
}

}  // namespace peacenorm::intervention
