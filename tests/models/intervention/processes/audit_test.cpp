// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/audit.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "tests/models/intervention/processes/unlike.hpp"
#include "tests/models/intervention/processes/world_of_four.hpp"

namespace peacenorm::intervention::testing {
namespace {

/// Keeps each line as one text, numbers with six decimals.
class Lines : public record::Trace {
  public:
    void write(Date, std::string_view kind, std::initializer_list<record::Fact> facts) override {
        std::string line(kind);
        for (const auto& [name, value] : facts) line += " " + std::string(name) + "=" + text(value);
        lines.push_back(line);
    }
    std::vector<std::string> lines;

  private:
    static std::string text(const std::string& value) { return value; }
    static std::string text(double value) { return std::to_string(value); }
    template <class... T>
    static std::string text(const std::variant<T...>& value) {
        return std::visit([](const auto& v) { return text(v); }, value);
    }
};

/// The week of a world, told to a trace.
struct ToldWeek {
    explicit ToldWeek(WorldOfFour& world)
        : tick(world.facts().tick), week{world.state, world.setup, tick, world.facts().tally} {
        tick.trace = &trace;
    }
    Lines trace;
    study::Tick tick;
    Week week;
};

TEST(Audit, AnOutcomeNamesWhatEachOrganisationInReachDid) {
    WorldOfFour world;
    ToldWeek told(world);
    Threat threat = world.threaten(insurgents, mid_west, herders);
    threat.deaths = 3;
    Answer& first = world.answer(threat, mission);
    first.in_reach = first.knows = first.responds = true;
    first.known_hour = 5;
    first.arrival_hour = 56;
    Answer& second = world.answer(threat, partner);
    second.in_reach = second.aware = second.knows = second.diverted = true;
    second.known_hour = 7;
    const View<Reads<columns::answers>> week(told.week);
    const WeekFacts facts{world.setup, told.tick, world.facts().tally};

    processes::trace_outcome(facts, threat, week.answers(threat));
    world.answer(threat, mission).arrival_hour = 56.5;
    world.answer(threat, partner) = Answer{};
    world.answer(threat, host).in_reach = true;
    processes::trace_outcome(facts, threat, week.answers(threat));

    const std::string event = " event=" + processes::event_name(threat.address);
    EXPECT_EQ(told.trace.lines,
              (std::vector<std::string>{
                  "response" + event +
                      " organisation=mission aware=0.000000 known_hour=5.000000 response=in_time"
                      " arrival_hour=56.000000",
                  "response" + event +
                      " organisation=partner aware=1.000000 known_hour=7.000000 response=diverted"
                      " arrival_hour=-1.000000",
                  "harm" + event + " deaths=3.000000",
                  "response" + event +
                      " organisation=mission aware=0.000000 known_hour=5.000000 response=late arrival_hour=56.500000",
                  "response" + event +
                      " organisation=host aware=0.000000 known_hour=-1.000000 response=none arrival_hour=-1.000000",
                  "harm" + event + " deaths=3.000000"}));
}

TEST(Audit, ThreatsHarmDutiesAndAttacksNameWhoWhereAndWhom) {
    WorldOfFour world;
    ToldWeek told(world);
    const WeekFacts facts{world.setup, told.tick, world.facts().tally};
    Threat threat = world.threaten(militia, mid_east, farmers, 12);
    threat.ambiguity = 0.25;
    Harm harm = world.harm(host, west, herders, 4);
    harm.threatened = 9;
    Obligation duty;
    duty.address = harm.address;
    duty.owner = mission;
    duty.subject = host;
    duty.tier = Tier::protective_environment;
    duty.component = Component::monitor;

    processes::trace_threat(facts, threat);
    processes::trace_operation(facts, harm);
    processes::trace_duty(facts, duty, "met");
    processes::trace_attack(facts, insurgents, partner, east, 2);

    const std::string of_threat = processes::event_name(threat.address), of_harm = processes::event_name(harm.address);
    EXPECT_EQ(told.trace.lines,
              (std::vector<std::string>{
                  "threat event=" + of_threat +
                      " perpetrator=militia place=mid_east community=farmers type=raid threatened=12.000000"
                      " lead_hours=48.000000 duration_hours=8.000000 ambiguity=0.250000",
                  "abuse event=" + of_harm + " perpetrator=host place=west community=herders deaths=4.000000",
                  "obligation event=" + of_harm +
                      " owner=mission about=host tier=protective_environment component=monitor outcome=met",
                  "attack_on_force perpetrator=insurgents organisation=partner place=east deaths=2.000000"}));
}

TEST(Audit, NothingIsToldWhereNobodyAsks) {
    WorldOfFour world;
    const Threat threat = world.threaten(militia, mid_east, farmers, 12);
    processes::trace_threat(world.facts(), threat);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
