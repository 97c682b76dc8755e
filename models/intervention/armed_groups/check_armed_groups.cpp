// SPDX-License-Identifier: Apache-2.0

#include "models/intervention/checker.hpp"

namespace peacenorm::intervention {
namespace {

void groups(Checker& checker) {
    for (const auto& [name, group] : checker.p.armed_groups) {
        const std::string path = "armed_groups." + name;
        checker.all_must_exist(path + ".core", group.core, checker.places);
        checker.must_weigh(path + ".core", group.core);
        checker.all_must_exist(path + ".targets", group.targets, checker.communities);
        checker.must_weigh(path + ".targets", group.targets);
        if (!group.community.empty()) checker.must_exist(path + ".community", group.community, checker.communities);
    }
}

}  // namespace

void check_armed_groups(Checker& checker) {
    groups(checker);
}

}  // namespace peacenorm::intervention
