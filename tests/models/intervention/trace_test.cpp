// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "tests/models/intervention/mali.hpp"
#include "tests/models/intervention/same.hpp"

namespace peacenorm::intervention::testing {
namespace {

class Heard final : public record::Trace {
  public:
    struct Line {
        Date date;
        std::string kind;
        std::map<std::string, std::string> text;
        std::map<std::string, double> number;
    };
    std::vector<Line> lines;

    void write(Date date, std::string_view kind, std::initializer_list<record::Fact> facts) override {
        Line line{date, std::string(kind), {}, {}};
        for (const record::Fact& fact : facts) {
            if (const double* number = std::get_if<double>(&fact.value))
                line.number[std::string(fact.name)] = *number;
            else
                line.text[std::string(fact.name)] = std::get<std::string>(fact.value);
        }
        lines.push_back(std::move(line));
    }
};

TEST(Trace, EveryChangeOfAPlaceSumsOverItsEventsWithinTinyRounding) {
    const Mali mali({"profile=extended", "horizon.end=2018-07-02", "population.people_per_agent=10000"});
    Heard heard;
    const auto world = mali.start();
    world->advance(210);
    world->trace_to(&heard);
    world->advance(mali.study.horizon.ticks());

    std::map<std::tuple<int, std::string, std::string>, std::pair<double, double>> sums;
    std::set<std::string> listed, referred;
    for (const Heard::Line& line : heard.lines) {
        if (line.kind == "threat" || line.kind == "abuse") listed.insert(line.text.at("event"));
        if (line.kind != "legitimacy") continue;
        auto& [parts, whole] = sums[{line.date.days, line.text.at("place"), line.text.at("organisation")}];
        (line.text.at("cause") == "change" ? whole : parts) += line.number.at("amount");
        if (line.text.at("cause") == "omission") referred.insert(line.text.at("event"));
    }
    ASSERT_GT(sums.size(), 1000u);
    for (const auto& [key, sum] : sums) ASSERT_NEAR(sum.first, sum.second, 1e-12) << std::get<1>(key);
    EXPECT_GT(referred.size(), 5u);
    for (const std::string& event : referred) EXPECT_EQ(listed.count(event), 1u) << event;
}

TEST(Trace, ChangesNothing) {
    const Mali mali({"horizon.end=2018-07-02"});
    Heard heard;
    const auto world = mali.start();
    world->trace_to(&heard);
    EXPECT_EQ(differing_outcomes(world->finish(), mali.run()), 0);
    EXPECT_GT(heard.lines.size(), 1000u);
}

}  // namespace
}  // namespace peacenorm::intervention::testing
