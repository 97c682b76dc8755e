// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/checker.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
namespace {

constexpr std::size_t rung_count = 6;

void dyads(Checker& checker) {
    const auto& dyads = checker.p.cooperation.dyads;
    for (std::size_t i = 0; i < dyads.size(); ++i) {
        const Dyad& dyad = dyads[i];
        const std::string path = "cooperation.dyads." + dyads.name(i);
        checker.must_exist(path + ".a", dyad.a, checker.organisations);
        checker.must_exist(path + ".b", dyad.b, checker.organisations);
        for (const std::string& channel : dyad.forth) checker.must_exist(path + ".forth", channel, checker.channels);
        for (const std::string& channel : dyad.back) checker.must_exist(path + ".back", channel, checker.channels);
        if (dyad.a == dyad.b) checker.add(path + ".b", "a dyad needs two different organisations");
        for (std::size_t k = 0; k < i; ++k) {
            const bool repeated =
                (dyads[k].a == dyad.a && dyads[k].b == dyad.b) || (dyads[k].a == dyad.b && dyads[k].b == dyad.a);
            if (repeated)
                checker.add(path, "the same two as in " + config::in_quotes(dyads.name(k)), "expected each pair once");
        }
    }
}

void rules(Checker& checker) {
    for (const auto& [name, rule] : checker.p.cooperation.rules) {
        const std::string path = "cooperation.rules." + name;
        checker.must_exist(path + ".giver", rule.giver, checker.organisations);
        checker.must_exist(path + ".receiver", rule.receiver, checker.organisations);
        for (const std::string& channel : rule.channels)
            checker.must_exist(path + ".channels", channel, checker.channels);
        const auto& dyads = checker.p.cooperation.dyads;
        const bool is_dyad = std::any_of(dyads.begin(), dyads.end(), [&rule = rule](const auto& entry) {
            const Dyad& dyad = entry.second;
            return (dyad.a == rule.giver && dyad.b == rule.receiver) ||
                   (dyad.b == rule.giver && dyad.a == rule.receiver);
        });
        if (checker.organisations.has(rule.giver) && checker.organisations.has(rule.receiver) && !is_dyad)
            checker.add(path, "the two are not a dyad, so no channel between them can exist",
                        "expected two of cooperation.dyads");
    }
}

void rungs(Checker& checker, std::string_view channel, const std::vector<double>& depths) {
    if (depths.size() != rung_count)
        checker.add("cooperation.ladder.rungs." + std::string(channel),
                    "there are " + std::to_string(depths.size()) + " values", "expected six, for rungs 0 to 5");
}

void ladder(Checker& checker) {
    const Ladder& ladder = checker.p.cooperation.ladder;
    for (const std::string& name : ladder.group)
        checker.must_exist("cooperation.ladder.group", name, checker.organisations);
    const double rung = ladder.position.value_or(0);
    if (!(rung >= 0 && rung <= rung_count - 1))
        checker.add("cooperation.ladder.position", "there is no rung " + config::number_text(rung),
                    "expected 0 to 5, or null");
    for_each_channel(ladder.rungs,
                     [&](std::size_t c, const auto& depths) { rungs(checker, channel_names[c], depths); });
}

void ties(Checker& checker) {
    for (const auto& [giver, receivers] : checker.p.cooperation.ties) {
        const std::string path = "cooperation.ties." + giver;
        checker.must_exist(path, giver, checker.organisations);
        for (const auto& [receiver, channels] : receivers) {
            checker.must_exist(path + "." + receiver, receiver, checker.organisations);
            if (receiver == giver) checker.add(path + "." + receiver, "an organisation has no tie to itself");
        }
    }
}

}  // namespace

void check_cooperation(Checker& checker) {
    dyads(checker);
    rules(checker);
    ladder(checker);
    ties(checker);
}

}  // namespace peacenorm::intervention
