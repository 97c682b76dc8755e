// SPDX-License-Identifier: Apache-2.0
// An armed group: the strength it is known by, its home ground, its targets; and who fights whom.
#pragma once

#include <cstdint>
#include <string>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

/// What sets the rates of a group's attacks and where its fighters come from.
enum class Bloc { jihadist, signatory, communal };
inline constexpr std::size_t bloc_count = 3;

struct ArmedGroup {
    Bloc bloc = Bloc::jihadist;
    Schedule fighters{0};
    Schedule accord{0};
    Schedule disarmament{0};
    Schedule fought{1};
    double selectivity = 0.5;
    double deterrable = 1;
    Named<double> core;
    Named<double> targets;
    std::string community;
    std::int64_t slots = 24;
};

struct Hostility {
    std::string a, b;
    Schedule intensity{0};
};

/// A number for each bloc.
struct ByBloc {
    double jihadist = 0, signatory = 0, communal = 0;

    double of(Bloc bloc) const {
        return bloc == Bloc::jihadist ? jihadist : bloc == Bloc::signatory ? signatory : communal;
    }
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct EnumNames<intervention::Bloc> {
    using Bloc = intervention::Bloc;
    static constexpr std::array<std::pair<std::string_view, Bloc>, 3> names{
        {{"jihadist", Bloc::jihadist}, {"signatory", Bloc::signatory}, {"communal", Bloc::communal}}};
};

template <>
struct Declaration<intervention::ArmedGroup> : intervention::Docs {
    using Owner = intervention::ArmedGroup;
    static constexpr std::array retired{Retired{"attacks", "threats.attacks, by bloc"},
                                        Retired{"attacks_on_forces", "force_attacks.attacks, by bloc"}};
    static constexpr std::string_view meaning = "An armed group: its known strength, its home ground, its targets";
    static constexpr auto fields = std::make_tuple(
        field("bloc", &Owner::bloc,
              required(stated("sets the rates of its attacks; a communal group raises fighters among its own people "
                              "and is given none",
                              in_file))),
        field("fighters", &Owner::fighters,
              number(persons,
                     "strength by date, a target that refill closes in on week by week (see bands.refill); of a "
                     "communal group described only",
                     in_file)),
        field("accord", &Owner::accord, number(share, "how far an accord binds it, by date: 0 not, 1 wholly", in_file)),
        field("disarmament", &Owner::disarmament,
              number(share, "how far an accord or an order to dissolve is carried out, by date: 0 not, 1 wholly",
                     in_file)),
        field("fought", &Owner::fought,
              number(share, "how far forces seek and fight it, by date: 0 not, 1 as an enemy", in_file)),
        field("selectivity", &Owner::selectivity,
              number(share, "share of attacks that are selective killings; the others are raids and massacres",
                     "kalyvas_2006: two kinds of violence; assumed: even shares, for want of counts")),
        field(
            "deterrable", &Owner::deterrable,
            number(share, "how far presence deters it",
                   "fjelde_hultman_nilsson_2019: presence works against rebels, hardly against pro-government forces")),
        field("core", &Owner::core,
              required(number(weight, "weight of a place as its home ground; its bands are born there", in_file))),
        field("targets", &Owner::targets,
              required(number(weight, "weight of a community among its victims, per head", in_file))),
        field("community", &Owner::community,
              stated("community that it claims as its own, whose losses it avenges; empty: none", in_file)),
        field(
            "slots", &Owner::slots,
            number(
                {"bands", 0, 1000}, "bands at most that can be born in each place of its core",
                "assumed: beyond any strength known. Who finds no slot joins a band in the place, or is turned away")));
};

template <>
struct Declaration<intervention::Hostility> : intervention::Docs {
    using Owner = intervention::Hostility;
    static constexpr std::string_view meaning = "Two armed groups that fight each other, while dates say so";
    static constexpr auto fields = std::make_tuple(
        field("a", &Owner::a,
              required(stated("one armed group; civilians who die between the two count as its doing", in_file))),
        field("b", &Owner::b, required(stated("the other", in_file))),
        field("intensity", &Owner::intensity,
              number(share, "how hard they fight, by date: 0 not, 1 at every chance", in_file)));
};

}  // namespace peacenorm::config
