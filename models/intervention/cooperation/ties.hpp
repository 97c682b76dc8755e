// SPDX-License-Identifier: Apache-2.0
// Ties between organisations: dyads with their history, the ladder, rules that react to events.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/intervention/cooperation/channels.hpp"
#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

struct Dyad {
    std::string a, b;
    Schedule depth{0};
    std::vector<std::string> forth;
    std::vector<std::string> back;
};

struct Ladder {
    std::vector<std::string> group;
    std::optional<double> position;
    Date from;
    Rungs rungs;
};

/// What a rule about a tie watches, per week: civilians killed by anyone, members of the giver killed in attacks, harm
/// events by the receiver's operations.
enum class Trigger { civilians_killed, members_killed, abuses };

/// A tie that deepens or is suspended while something happens.
struct TieRule {
    std::string giver, receiver;
    std::vector<std::string> channels;
    Trigger when = Trigger::civilians_killed;
    double above = 1;
    double change = 0;
    double memory = 0.9;
};

struct Cooperation {
    Named<Dyad> dyads;
    Ladder ladder;
    ChannelMask mask;
    double pooling = 0;
    Named<Named<Channels>> ties;
    Named<TieRule> rules;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Dyad> : intervention::Docs {
    using Owner = intervention::Dyad;
    static constexpr std::string_view meaning = "Two organisations: how deeply they cooperate, on which channels";
    static constexpr auto fields =
        std::make_tuple(field("a", &Owner::a, required(stated("one organisation", in_file))),
                        field("b", &Owner::b, required(stated("the other organisation", in_file))),
                        field("depth", &Owner::depth,
                              number({"1", 0, 5}, "rung of the ladder, by date; between rungs interpolated", in_file)),
                        field("forth", &Owner::forth, stated("channels that can exist from a to b", in_file)),
                        field("back", &Owner::back, stated("channels that can exist from b to a", in_file)));
};

template <>
struct Declaration<intervention::Ladder> : intervention::Docs {
    using Owner = intervention::Ladder;
    static constexpr std::string_view meaning = "A counterfactual depth for all ties inside a group of organisations";
    static constexpr auto fields = std::make_tuple(
        field("group", &Owner::group, stated("organisations whose ties follow the ladder", in_file)),
        field("position", &Owner::position,
              number({"1", 0, 5}, "rung; null: history holds",
                     "assumed: a treatment that the scenario sets, no estimate; "
                     "docs/theory.md#cooperation-as-six-channels")),
        field("from", &Owner::from, stated("date from which the position holds; before it history", in_file)),
        field("rungs", &Owner::rungs,
              stated("depth of the channels on each rung", "docs/theory.md#cooperation-as-six-channels")));
};

template <>
struct EnumNames<intervention::Trigger> {
    using Trigger = intervention::Trigger;
    static constexpr std::array<std::pair<std::string_view, Trigger>, 3> names{
        {{"civilians_killed", Trigger::civilians_killed},
         {"members_killed", Trigger::members_killed},
         {"abuses", Trigger::abuses}}};
};

template <>
struct Declaration<intervention::TieRule> : intervention::Docs {
    using Owner = intervention::TieRule;
    static constexpr std::string_view meaning = "A tie deepens or is suspended while what it watches is remembered";
    static constexpr std::string_view source =
        "assumed: support deepens or stops on a condition; docs/theory.md#rules-that-move-ties";
    static constexpr auto fields = std::make_tuple(
        field("giver", &Owner::giver, required(stated("organisation that gives", in_file))),
        field("receiver", &Owner::receiver, required(stated("organisation that receives", in_file))),
        field("channels", &Owner::channels,
              stated("channels that it moves, of those that can exist; none: all", source)),
        field("when", &Owner::when,
              stated("what is watched: deaths of civilians, of the giver's members by attack, or the receiver's abuses",
                     source)),
        field("above", &Owner::above,
              halved(Halved::half, number({"per week", 0, 1e6},
                                          "it holds while more than this is remembered, reviewed monthly", in_file))),
        field("change", &Owner::change,
              number({"1", -1, 1}, "added to the depth while it holds; -1 suspends; depths stay within 0 and 1",
                     in_file)),
        field("memory", &Owner::memory,
              halved(Halved::root, number({"per week", 0, 1}, "part of what is remembered that a week leaves",
                                          "assumed: half of it is forgotten in seven weeks"))));
};

template <>
struct Declaration<intervention::Cooperation> : intervention::Docs {
    using Owner = intervention::Cooperation;
    static constexpr std::string_view meaning =
        "Ties between organisations; in rising precedence: dyads' history, ladder, explicit ties, rules";
    static constexpr auto fields = std::make_tuple(
        field("dyads", &Owner::dyads, stated("pairs of organisations with their history", in_file)),
        field("ladder", &Owner::ladder,
              stated("a depth for all ties in a group", "docs/theory.md#cooperation-as-six-channels")),
        field("mask", &Owner::mask,
              stated("lever: what is left of each channel inside the group",
                     "assumed: a lever, off unless a scenario sets it")),
        field("pooling", &Owner::pooling,
              number(share, "lever: air and medical evacuation that the ladder's group shares, as support to each",
                     "assumed: a lever, for means that the group shares")),
        field("ties", &Owner::ties,
              stated("explicit depths, giver to receiver to channel; they override dyads and ladder", in_file)),
        field("rules", &Owner::rules,
              stated("rules that react to events, after all other sources; for replaying history, not for contrasts",
                     "docs/theory.md#rules-that-move-ties")));
};

}  // namespace peacenorm::config
