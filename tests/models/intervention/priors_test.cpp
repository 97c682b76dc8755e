// SPDX-License-Identifier: Apache-2.0
// Draws of the priors run without failure. `PEACENORM_PRIOR_DRAWS=2000` sets how many; the suite draws a few.
#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "sim/random/draws.hpp"
#include "sim/random/prior.hpp"
#include "sim/study/plan.hpp"
#include "tests/models/intervention/mali.hpp"

namespace peacenorm::intervention::testing {
namespace {

int draws_wanted() {
    const char* said = std::getenv("PEACENORM_PRIOR_DRAWS");
    return said != nullptr ? std::atoi(said) : 12;
}

/// Every leaf with a prior at a quantile of its own, drawn anew.
std::vector<std::string> drawn(const std::vector<config::PriorLeaf>& leaves, std::uint32_t draw) {
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (!leaves[i].can_be_drawn()) continue;
        const double u = random::uniform({20130701, draw}, {i, random::clock_word(0), random::streams::prior_draw.id});
        const double value = std::clamp(random::quantile(leaves[i].prior, u), leaves[i].min, leaves[i].max);
        sets.push_back(leaves[i].path + "=" + std::to_string(value));
    }
    return sets;
}

bool is_finite_or_missing(const record::RunData& data) {
    for (std::size_t i = 0; i < observables().size(); ++i)
        for (const double value : data.series[i]) {
            if (std::isinf(value)) return false;
            if (std::isnan(value) && observables()[i].storage == record::Storage::count) return false;
        }
    return true;
}

TEST(Priors, DrawsRunWithoutFailure) {
    const auto leaves = Mali().study.base->priors();
    ASSERT_GT(leaves.size(), 100u);
    for (int draw = 0; draw < draws_wanted(); ++draw) {
        std::vector<std::string> sets = drawn(leaves, static_cast<std::uint32_t>(draw));
        if (draw % 2 == 1) sets.push_back("profile=extended");
        sets.push_back("cooperation.ladder.position=" + std::to_string(draw % 6));
        const Mali mali(sets);
        const auto world = mali.start(static_cast<std::uint32_t>(draw), 13);
        const record::RunData data = world->finish();
        ASSERT_TRUE(is_finite_or_missing(data)) << "draw " << draw;
        const auto& state = dynamic_cast<const MaliWorld&>(*world).state();
        for (const double legitimacy : state[columns::legitimacy])
            ASSERT_TRUE(std::isfinite(legitimacy)) << "draw " << draw;
        for (const Salience& norm : state[columns::norm])
            for (const double n : norm) ASSERT_TRUE(n >= 0 && n <= 1) << "draw " << draw;
        std::int64_t persons = 0, dead = 0;
        for (const std::int32_t n : state[columns::persons]) persons += n;
        for (const std::int64_t n : state[columns::dead]) dead += n;
        for (const std::int64_t n : state[columns::in_arms]) dead += n;
        ASSERT_EQ(persons + dead, state[columns::first_population]) << "draw " << draw;
    }
}

const std::string lead = "mechanisms.shared_responsibility.lead";

TEST(Priors, OverChoicesAreDrawnAndResultsHoldTheNumberOfTheChoice) {
    const Mali mali({"design={parameters: [prior], priors: {" + lead + ": {one_of: [minusma, malian_army, \"\"]}}}",
                     "replicates=60"});
    const study::Plan plan(mali.study);
    const auto& variables = plan.layout().design;
    std::size_t column = 0;
    while (variables.at(column).long_name != lead) ++column;
    EXPECT_EQ(variables[column].unit, "0 minusma, 1 malian_army, 2 nobody");
    std::array<int, 3> drawn{};
    for (std::uint64_t replicate = 0; replicate < 60; ++replicate) {
        const record::RunRow row = plan.row(replicate * plan.study().arms.runs_per_bundle());
        const double choice = row.real.at(column - row.text.size());
        drawn.at(static_cast<std::size_t>(choice)) += 1;
        if (replicate >= 6) continue;
        const config::Node parameters = plan.scenario(plan.bundle(replicate), 0)->emit();
        EXPECT_EQ(parameters.find_path(lead)->text,
                  (std::array{"minusma", "malian_army", ""}.at(static_cast<std::size_t>(choice))));
    }
    for (const int count : drawn) EXPECT_GT(count, 8) << "each is as likely";
}

TEST(Priors, OverChoicesThatAreNoneAreFaults) {
    const auto faults = [](const std::string& path, const std::string& prior) -> std::string {
        try {
            Mali({"design={parameters: [prior], priors: {" + path + ": " + prior + "}}"});
        } catch (const config::ConfigError& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(faults(lead, "{uniform: [0, 1]}"), ::testing::HasSubstr("is a name or a switch"));
    EXPECT_THAT(faults(lead, "{one_of: [minusma]}"), ::testing::HasSubstr("two at least"));
    EXPECT_THAT(faults(lead, "{one_of: [minusma, minusma]}"), ::testing::HasSubstr("'minusma' stands twice"));
    EXPECT_THAT(faults("response.cost", "{one_of: [1, 2]}"), ::testing::HasSubstr("'response.cost' is a number"));
}

}  // namespace
}  // namespace peacenorm::intervention::testing
