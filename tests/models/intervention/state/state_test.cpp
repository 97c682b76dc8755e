// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/state/state.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

template <class T>
void change(T& value) {
    auto* const byte = reinterpret_cast<unsigned char*>(&value);  // the lowest bits, on the machines that are served
    *byte ^= 1U;
}
void change(bool& value) {
    value = !value;
}
template <class T>
void change(std::vector<T>& list) {
    list.emplace_back();
}
template <class T, class... I>
void change(Grid<T, I...>& grid) {
    if (grid.size() > 0) change(*grid.begin());
}
void change(std::optional<Conduct>& conduct) {
    conduct.emplace();
}

TEST(State, EveryColumnHasANameOfItsOwnAMeaningAndRoom) {
    const WorldOfFour world([](Parameters& p) {
        TieRule& rule = p.cooperation.rules.add("rule", {});
        rule.giver = "mission";
        rule.receiver = "partner";
        p.mechanisms.protest.enabled = true;  // off, it has no room
    });
    std::set<std::string_view> names;
    world.state.each([&](const auto& column, const auto& stored) {
        using Of = std::remove_cvref_t<decltype(column)>;
        EXPECT_TRUE(names.insert(column.name).second) << column.name;
        EXPECT_FALSE(column.meaning.empty()) << column.name;
        if constexpr (!std::is_same_v<typename Of::Stored, typename Of::Value>) {
            EXPECT_GT(stored.size(), 0u) << column.name;
        }
    });
    EXPECT_EQ(world.state[columns::fled].size(), world.setup.agents.size());
    EXPECT_EQ(world.state[columns::memory].size(), world.setup.agents.size() * 2);
    EXPECT_EQ(world.state[columns::ties].size(), 9u);
}

TEST(State, ItsHashSeesAChangeOfEachKeptColumnAndOfNoOther) {
    const WorldOfFour world([](Parameters& p) { p.mechanisms.protest.enabled = true; });
    const std::uint64_t before = hash(world.state);
    world.state.each([&](const auto& column, const auto& stored) {
        using Of = std::remove_cvref_t<decltype(column)>;
        if constexpr (requires { stored.size(); })
            if (stored.size() == 0 && !std::is_same_v<typename Of::Stored, typename Of::Value>) return;
        State copy = world.state;
        change(copy[column]);
        EXPECT_EQ(hash(copy) != before, Of::life == Life::kept) << column.name;
    });
    EXPECT_EQ(hash(world.state), before) << "copies are values";
}

/// Each weekly column as it would be in a state that has just been made.
void forget_the_week(State& state, const Setup& setup) {
    State fresh;
    allocate(fresh, setup);
    state.each([&](const auto& column, auto& stored) {
        if constexpr (std::remove_cvref_t<decltype(column)>::life == Life::weekly) stored = fresh[column];
    });
}

TEST(State, WhatIsMarkedWeeklyCarriesNothingIntoTheNextWeek) {
    const auto extended = [](Parameters& p) {
        p.profile = Profile::extended;
        p.threats.attacks.jihadist = 2;
        p.organisations[2].abuse = 0.5;
    };
    WorldOfFour one(extended), other(extended);
    for (std::int32_t week = 0; week < 20; ++week) {
        forget_the_week(other.state, other.setup);
        for (WorldOfFour* world : {&one, &other}) {
            world->turn_to(week);
            world->run_week();
        }
        ASSERT_EQ(hash(one.state), hash(other.state)) << "week " << week;
    }
    EXPECT_GT(one.state[columns::threats].size(), 0u);
    EXPECT_NE(hash(one.state), hash(WorldOfFour(extended).state));
}

template <class View, const auto& column>
concept can_name = requires(const View& week) {
    week[column];
};
template <class View, const auto& column>
concept can_write = requires(const View& week) {
    week[column].fill(0);
};
template <class View, class Incident>
concept can_answer = requires(const View& week, const Incident& incident) {
    week.answers(incident);
};

TEST(Views, NameNoColumnThatIsNotDeclaredAndWriteNoneThatIsOnlyRead) {
    using processes::GatherTips;
    EXPECT_TRUE((can_write<GatherTips, columns::tips>));
    EXPECT_TRUE((can_name<GatherTips, columns::informing>));
    EXPECT_FALSE((can_write<GatherTips, columns::informing>));
    EXPECT_FALSE((can_name<GatherTips, columns::anger>));
    EXPECT_EQ((View<Reads<columns::fear, columns::anger>, Writes<columns::tips>>::reads()), "fear, anger");
    EXPECT_EQ((View<Reads<columns::fear, columns::anger>, Writes<columns::tips>>::writes()), "tips");
}

TEST(Views, TurnIntoSmallerOnesOnly) {
    using Wide = View<Reads<columns::fear>, Writes<columns::tips>>;
    EXPECT_TRUE((std::convertible_to<Wide, View<Reads<columns::tips>>>)) << "what may be written may be read";
    EXPECT_TRUE((std::convertible_to<Wide, View<Reads<>, Writes<columns::tips>>>));
    EXPECT_FALSE((std::convertible_to<Wide, View<Reads<>, Writes<columns::fear>>>));
    EXPECT_FALSE((std::convertible_to<Wide, View<Reads<columns::anger>>>));
}

TEST(Views, GiveAnswersToThreatsAlone) {
    EXPECT_TRUE((can_answer<processes::Learn, Threat>));
    EXPECT_FALSE((can_answer<processes::Learn, Harm>));
    EXPECT_FALSE((can_answer<processes::Learn, Incident>));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
