// SPDX-License-Identifier: Apache-2.0
// An entity that has nothing and does nothing, put first in its map, changes no bit of what anybody else lives through:
// addresses hold names, not positions.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "tests/models/intervention/mali.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"
#include "tests/models/intervention/same.hpp"

namespace peacenorm::intervention::testing {
namespace {

template <class T>
void add_first(config::Named<T>& all, const std::string& name, const T& entity) {
    config::Named<T> longer;
    longer.add(name, entity);
    for (const auto& [other, value] : all) longer.add(other, value);
    all = longer;
}

struct Ghost {
    const char* what;
    std::function<void(Parameters&)> haunt;
};

ArmedGroup nobody(const Parameters& p) {
    ArmedGroup group;
    group.core.add(p.places.name(0), 1);
    group.targets.add(p.communities.name(0), 1);
    return group;
}

Contingent no_soldiers(const Parameters& p) {
    Contingent contingent;
    contingent.command.add("2010-01-04", p.organisations.name(0));
    return contingent;
}

Region deserted(const Parameters& p) {
    Region region;
    region.communities.add(p.communities.name(0), 1);
    return region;
}

Place without_people_or_roads(const Parameters& p) {
    Place place;
    place.region = p.regions.name(0);
    return place;
}

Base without_persons(const Parameters& p, std::size_t place) {
    return {p.organisations.name(0), p.places.name(place), 0};
}

const std::vector<Ghost>& ghosts() {
    static const std::vector<Ghost> all{
        {"an armed group", [](Parameters& p) { add_first(p.armed_groups, "ghost", nobody(p)); }},
        {"a place", [](Parameters& p) { add_first(p.places, "ghost", without_people_or_roads(p)); }},
        {"a region", [](Parameters& p) { add_first(p.regions, "ghost", deserted(p)); }},
        {"a community", [](Parameters& p) { add_first(p.communities, "ghost", {}); }},
        {"an organisation", [](Parameters& p) { add_first(p.organisations, "ghost", {}); }},
        {"a contingent", [](Parameters& p) { add_first(p.contingents, "ghost", no_soldiers(p)); }},
        {"a base", [](Parameters& p) { add_first(p.bases, "ghost", without_persons(p, 1)); }},
        {"a hostility",
         [](Parameters& p) {
             add_first(p.hostilities, "ghost",
                       {p.armed_groups.name(0), p.armed_groups.name(p.armed_groups.size() - 1), 0});
         }},
        {"a base of a ghost in a ghost", [](Parameters& p) {
             add_first(p.places, "ghost", without_people_or_roads(p));
             add_first(p.organisations, "ghost", {});
             add_first(p.bases, "ghost", without_persons(p, 0));
             p.bases[0].share = 1;
         }}};
    return all;
}

using Labelled = std::map<std::string, std::vector<double>>;

/// The values of an observable along the rows, by its labels.
void label(const record::Observable& observable, const std::vector<record::Axis>& axes,
           const std::vector<double>& series, Labelled& into) {
    const auto labels = [&](int axis) {
        return axis == record::no_axis ? std::vector<std::string>{""} : axes[static_cast<std::size_t>(axis)].labels;
    };
    const auto first = labels(observable.axes[0]), second = labels(observable.axes[1]);
    const std::size_t cells = first.size() * second.size();
    for (std::size_t i = 0; i < series.size(); ++i) {
        const std::size_t cell = i % cells;
        into[std::string(observable.name) + "." + first[cell / second.size()] + "." + second[cell % second.size()]]
            .push_back(series[i]);
    }
}

/// Everything that a run records, by label.
Labelled run(const Parameters& p, const Horizon& horizon) {
    auto setup = std::make_shared<const Setup>(prepare(p, horizon));
    const auto axes = intervention::axes(p);
    study::AdaptedWorld<Intervention> world({{0, setup}}, horizon, {2013, 5}, record_all(horizon), axes);
    const record::RunData data = world.finish();
    Labelled all;
    for (std::size_t i = 0; i < observables().size(); ++i) label(observables()[i], axes, data.series[i], all);
    return all;
}

void expect_unmoved(const Labelled& before, const Labelled& haunted, const std::string& by) {
    std::vector<std::string> moved;
    for (const auto& [name, series] : before) {
        const auto found = haunted.find(name);
        if (found == haunted.end() || !same_bits(found->second, series)) moved.push_back(name);
    }
    EXPECT_TRUE(moved.empty()) << by << " moves " << moved.size() << " of " << before.size() << ", such as "
                               << moved.front();
}

double sum_of(const Labelled& all, const std::string& name) {
    double sum = 0;
    for (const double x : all.at(name)) sum += x;
    return sum;
}

void haunt(const Parameters& p, const Horizon& horizon) {
    const Labelled before = run(p, horizon);
    EXPECT_GT(sum_of(before, "civilians_killed_total.."), 10) << "something happens";
    EXPECT_GT(sum_of(before, "band_moves.."), 10);
    for (const Ghost& ghost : ghosts()) {
        Parameters haunted = p;
        ghost.haunt(haunted);
        std::vector<config::PathProblem> problems;
        check(haunted, horizon, problems);
        for (const config::PathProblem& problem : problems)
            ADD_FAILURE() << ghost.what << ": " << problem.path << ": " << problem.problem;
        expect_unmoved(before, run(haunted, horizon), ghost.what);
    }
}

Parameters of_mali(const char* profile) {
    const Mali mali({"population.people_per_agent=20000", "bands.refill_until=2017-01-02",
                     "mechanisms.displacement.fear=0.01", "mechanisms.recruitment.rate=0.0001",
                     std::string("profile=") + profile});
    Parameters p;
    config::Faults faults;
    config::read(mali.study.base->emit(), p, faults);
    EXPECT_TRUE(faults.empty());
    return p;
}

Horizon mali_to_2018() {
    return {*parse_date("2013-07-01"), *parse_date("2018-07-02")};
}

TEST(Ghosts, MoveNobodyInMali) {
    haunt(of_mali("core"), mali_to_2018());
}

TEST(Ghosts, MoveNobodyInMaliWithTheExtendedProfile) {
    haunt(of_mali("extended"), mali_to_2018());
}

TEST(Ghosts, MoveNobodyInTheWorldOfFour) {
    Parameters p = four::parameters();
    p.armed_groups[militia.index()].fighters = 300;
    p.armed_groups[militia.index()].core.add("mid_west", 1);
    p.hostilities.add("war", {"insurgents", "militia", 1});
    ArmedGroup defence = p.armed_groups[militia.index()];
    defence.bloc = Bloc::communal;
    defence.community = "farmers";
    p.armed_groups.add("defence", defence);
    p.mechanisms.displacement.fear = 0.05;
    haunt(p, {*parse_date("2013-07-01"), *parse_date("2016-06-27")});
}

}  // namespace
}  // namespace peacenorm::intervention::testing
