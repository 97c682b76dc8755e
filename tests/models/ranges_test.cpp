// SPDX-License-Identifier: Apache-2.0
// Every model stands both ends of every range that it declares, one at a time, and random corners of all at once: no
// failure, no infinity, nothing missing that is counted, shares within 0..1, persons conserved.
#include "tests/models/ranges.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "models/catalogue.hpp"
#include "models/intervention/intervention.hpp"
#include "sim/config/numbers.hpp"
#include "sim/model/adapter.hpp"
#include "sim/random/prior.hpp"
#include "sim/study/study_file.hpp"

namespace peacenorm::models::testing {
namespace {

using Sets = std::vector<std::string>;

study::Study load(const std::string& file, const Sets& sets) {
    return study::load_study(file, sets, catalogue());
}

// The small world of the golden files: every mechanism is on, and every map has entries. Eight weeks from the last of
// a quarter on, so that all reviews take place, and a speech.
study::Study small_world(Sets sets = {}) {
    const std::string ties = "{home_army: {joint: 0.3, logistics: 0.2, mandate: 0.4, visibility: 0.5}}";
    sets.insert(sets.begin(), {"horizon.start=2015-02-09", "horizon.end=2015-04-20", "record.every=1 week",
                               "cooperation.ties.coalition=" + ties, "conduct.organisation=blue_mission",
                               "operations.replay_tempo={coalition: 3}"});
    return load("tests/golden/small_world.yaml", sets);
}
const Sets other_rules{"mechanisms.norm_law.engine=enforcement_game"};

/// Whole numbers, names and events are.
template <class T>
bool is_finite(const T& value) {
    if constexpr (std::is_floating_point_v<T>) {
        return std::isfinite(value);
    } else if constexpr (std::is_same_v<T, intervention::civilians::Memory>) {
        return std::isfinite(value.failure) && std::isfinite(value.credit) && std::isfinite(value.partiality) &&
               std::isfinite(value.familiarity);
    } else if constexpr (std::is_same_v<T, intervention::civilians::Feelings>) {
        return std::isfinite(value.fear) && std::isfinite(value.anger);
    } else if constexpr (requires { value.begin(); }) {
        return std::all_of(value.begin(), value.end(), [](const auto& one) { return is_finite(one); });
    } else {
        return true;
    }
}

/// Nothing infinite or undefined in any column; all persons alive, dead or in arms, at home or displaced.
std::string inspect(const study::World& world) {
    using namespace intervention;
    const auto* adapted = dynamic_cast<const study::AdaptedWorld<Intervention>*>(&world);
    if (adapted == nullptr) return "";
    const State& state = adapted->state();
    std::string fault;
    state.each([&](const auto& column, const auto& stored) {
        if (!is_finite(stored)) fault = "column " + std::string(column.name) + " is not finite";
    });
    std::int64_t persons = 0, dead = 0;
    for (const std::int32_t n : state[columns::persons]) persons += n;
    for (const std::int64_t n : state[columns::dead]) dead += n;
    for (const std::int64_t n : state[columns::in_arms]) dead += n;
    if (persons + dead != state[columns::first_population]) fault = "persons are not conserved";
    std::int64_t fled = 0, away = 0;
    for (const std::int32_t n : state[columns::fled]) fled += n;
    for (const CellId cell : state[columns::away].ids()) {
        away += state[columns::away][cell];
        if (state[columns::away][cell] > state[columns::alive][cell]) fault = "more are displaced than live";
    }
    if (fled != away) fault = "the displaced are not conserved";
    return fault;
}

/// What a parameter needs beside its end, so that the whole is allowed.
struct Companion {
    std::string path;
    End end;
    Sets sets;
};
using Companions = std::vector<Companion>;

const Sets* companion_of(const Companions& companions, const std::string& path, End end) {
    for (const Companion& one : companions)
        if (one.path == path && one.end == end) return &one.sets;
    return nullptr;
}

/// A study by its sets.
using Load = study::Study (*)(Sets);

/// Ends that the model's check refuses, whatever else is set to one: shares that would not sum to 1, weights of which
/// none is above 0, more displaced than people, more agents than a test has room for, nobody to be asked.
bool is_held_by_others(const std::string& path, End end) {
    return path == "regions.*.communities.*" || (path == "regions.*.displaced_at_start.*" && end == End::high) ||
           (path == "armed_groups.*.targets.*" && end == End::low) ||
           (path.rfind("surveys.", 0) == 0 && end == End::low) ||
           (path == "population.minimum_agents" && end == End::high) ||
           (path == "places.*.population" && end == End::low);
}

/// An end at all places at once; where that is refused, at one after the other.
std::string fault_at(const study::Study& study, const Ranged& parameter, End end) {
    const bool may_be_refused = is_held_by_others(parameter.declared.path, end);
    const config::Node now = study.base->emit();
    const Trial all = try_out(study, at_end(now, parameter, end), inspect);
    if (!all.refused) return all.fault;
    for (const std::string& path : parameter.paths) {
        const Trial one = try_out(study, {at_end(now, parameter, path, end)}, inspect);
        if (!one.fault.empty() && !(one.refused && may_be_refused)) return path + ": " + one.fault;
    }
    return parameter.paths.size() > 1 || may_be_refused ? "" : all.fault;
}

void stands_at_both_ends(Load load_with, const Sets& sets, const Companions& companions) {
    const study::Study plain = load_with(sets);
    const std::vector<Ranged> all = ranged_parameters(plain);
    EXPECT_FALSE(all.empty());
    for (const Ranged& parameter : all) {
        const std::string& path = parameter.declared.path;
        EXPECT_FALSE(parameter.paths.empty()) << path << " has no range, or no place in the small study";
        for (const End end : {End::low, End::high}) {
            const Sets* beside = companion_of(companions, path, end);
            Sets both = sets;
            if (beside != nullptr) both.insert(both.end(), beside->begin(), beside->end());
            const std::string fault =
                beside == nullptr ? fault_at(plain, parameter, end) : fault_at(load_with(both), parameter, end);
            EXPECT_EQ(fault, "") << path << " at its " << (end == End::low ? "low" : "high") << " end";
        }
    }
}

// Shares of one whole move together.
const Companions of_the_small_world{
    {"compliance.response", End::low, {"compliance={response: 0, timeliness: 0.5, do_no_harm: 0.5}"}},
    {"compliance.response", End::high, {"compliance={response: 1, timeliness: 0, do_no_harm: 0}"}},
    {"compliance.timeliness", End::low, {"compliance={response: 0.5, timeliness: 0, do_no_harm: 0.5}"}},
    {"compliance.timeliness", End::high, {"compliance={response: 0, timeliness: 1, do_no_harm: 0}"}},
    {"compliance.do_no_harm", End::low, {"compliance={response: 0.5, timeliness: 0.5, do_no_harm: 0}"}},
    {"compliance.do_no_harm", End::high, {"compliance={response: 0, timeliness: 0, do_no_harm: 1}"}},
    {"compliance.physical", End::low, {"compliance={physical: 0, environment: 0.5, dialogue: 0.5}"}},
    {"compliance.physical", End::high, {"compliance={physical: 1, environment: 0, dialogue: 0}"}},
    {"compliance.environment", End::low, {"compliance={physical: 0.5, environment: 0, dialogue: 0.5}"}},
    {"compliance.environment", End::high, {"compliance={physical: 0, environment: 1, dialogue: 0}"}},
    {"compliance.dialogue", End::low, {"compliance={physical: 0.5, environment: 0.5, dialogue: 0}"}},
    {"compliance.dialogue", End::high, {"compliance={physical: 0, environment: 0, dialogue: 1}"}},
    {"places.*.population", End::high, {"population.people_per_agent=100000"}}};

TEST(Ranges, TheInterventionModelStandsBothEndsOfEach) {
    stands_at_both_ends(small_world, {}, of_the_small_world);
}

TEST(Ranges, TheInterventionModelStandsBothEndsOfEachUnderItsOtherRules) {
    stands_at_both_ends(
        [](Sets sets) {
            sets.insert(sets.end(), other_rules.begin(), other_rules.end());
            return small_world(sets);
        },
        {}, of_the_small_world);
}

study::Study small_city(Sets sets) {
    sets.insert(sets.begin(), {"design=null", "arms=null", "outcomes=null", "changes=null", "horizon.end=2000-01-21",
                               "space={width: 9, height: 9, vision: 2, cop_vision: 2}"});
    return load("configs/verification/epstein_run2.yaml", sets);
}

TEST(Ranges, TheModelOfCivilViolenceStandsBothEndsOfEach) {
    const Companions companions{
        {"space.width", End::low, {"space={vision: 1, cop_vision: 1}"}},
        {"space.height", End::low, {"space={vision: 1, cop_vision: 1}"}},
        {"space.width", End::high, {"space={height: 5}", "population={citizens: 0.02, cops: 0.001}"}},
        {"space.height", End::high, {"space={width: 5}", "population={citizens: 0.02, cops: 0.001}"}},
        {"space.vision", End::high, {"space={width: 201, height: 201}", "population={citizens: 0.002, cops: 0.001}"}},
        {"space.cop_vision", End::high, {"space={width: 201, height: 201}", "population={citizens: 0.002}"}},
        {"population.citizens", End::high, {"population.cops=0"}},
        {"population.cops", End::high, {"population.citizens=0"}}};
    stands_at_both_ends(small_city, {}, companions);
    stands_at_both_ends(small_city, {"groups.enabled=true", "population.numbers=random"}, companions);
    stands_at_both_ends(
        small_city, {"turn.activation=in_waves", "turn.after_arrest=stay", "jail.jailed=block_their_cell"}, companions);
}

study::Study small_game(Sets sets) {
    sets.insert(sets.begin(), {"design=null", "outcomes=null", "horizon.end=2000-01-06"});
    return load("configs/verification/norms_game_variants.yaml", sets);
}

TEST(Ranges, TheNormsGameStandsBothEndsOfEach) {
    for (const char* selection : {"one_sd", "tournament", "roulette", "average"})
        stands_at_both_ends(small_game, {"selection=" + std::string(selection)},
                            {{"players", End::high, {"opportunities=1", "horizon.end=2000-01-03"}}});
}

/// Each number at one of its ends, each switch on or off, at random.
class Corners {
  public:
    Corners(const study::Study& study, const std::set<std::string>& kept)
        : now_(study.base->emit()), all_(ranged_parameters(study)), switches_(switches(study)) {
        std::erase_if(all_, [&](const Ranged& one) { return kept.count(one.declared.path) > 0; });
        std::erase_if(switches_,
                      [](const std::string& path) { return path.ends_with(".judged"); });  // surveys ask about them
    }

    Settings draw(std::mt19937& generator) const {
        Settings set;
        for (const Ranged& parameter : all_)
            for (const std::string& path : parameter.paths)
                set.push_back(at_end(now_, parameter, path, generator() % 2 == 0 ? End::low : End::high));
        for (const std::string& path : switches_)
            set.push_back({path, config::scalar(generator() % 2 == 0 ? "true" : "false")});
        return set;
    }

  private:
    config::Node now_;
    std::vector<Ranged> all_;
    std::vector<std::string> switches_;
};

void stands_corners(const study::Study& study, const std::set<std::string>& kept, int wanted) {
    std::mt19937 generator(20130701);
    const Corners corners(study, kept);
    int stood = 0, tried = 0;
    while (stood < wanted && ++tried < 40 * wanted) {
        const Trial trial = try_out(study, corners.draw(generator), inspect, static_cast<std::uint32_t>(tried));
        if (trial.refused) continue;
        ASSERT_EQ(trial.fault, "") << "corner " << tried;
        ++stood;
    }
    EXPECT_EQ(stood, wanted) << "of " << tried;
}

// Shares of one whole are kept, and how many people, agents and persons asked there are.
const std::set<std::string> kept_in_the_small_world{
    "compliance.response",         "compliance.timeliness",          "compliance.do_no_harm",
    "compliance.physical",         "compliance.environment",         "compliance.dialogue",
    "regions.*.communities.*",     "regions.*.displaced_at_start.*", "places.*.population",
    "population.people_per_agent", "population.minimum_agents",      "surveys.*.places.*",
    "surveys.*.regions.*"};

TEST(Ranges, TheInterventionModelStandsCornersOfAllAtOnce) {
    stands_corners(small_world(), kept_in_the_small_world, 25);
    stands_corners(small_world(other_rules), kept_in_the_small_world, 25);
}

TEST(Ranges, TheOtherModelsStandCornersOfAllAtOnce) {
    const std::set<std::string> space{"space.width", "space.height", "space.vision", "space.cop_vision"};
    stands_corners(small_city({}), space, 50);
    stands_corners(small_game({}), {"players", "opportunities"}, 50);
}

/// Each parameter that has a prior at the outermost of what its prior draws.
std::string fault_at_ends_of_priors(const study::Study& drawn, const study::Study& study) {
    for (const config::PriorLeaf& leaf : drawn.design.drawn)
        for (const double u : {0x1p-53, 1 - 0x1p-53}) {
            const double value = std::clamp(random::quantile(leaf.prior, u), leaf.min, leaf.max);
            const bool is_choice = !leaf.choices.empty();
            const Settings set{{leaf.path, config::scalar(is_choice ? leaf.choices.at(static_cast<std::size_t>(value))
                                                                    : config::number_text(value))}};
            if (const Trial trial = try_out(study, set, inspect); !trial.fault.empty())
                return leaf.path + ": " + trial.fault;
        }
    return "";
}

TEST(Ranges, TheShippedTheatreStandsTheEndsOfItsPriors) {
    const study::Study study = load("configs/mali/baseline.yaml", {"horizon.end=2013-08-26", "profile=extended",
                                                                   "population.people_per_agent=100000"});
    const std::string theatre = (std::filesystem::current_path() / "configs/mali").string();
    for (const char* priors : {"neutral", "sceptical", "pro_thesis"}) {
        const auto file = std::filesystem::temp_directory_path() / (std::string("ends_of_") + priors + ".yaml");
        std::ofstream(file) << "base: [" << theatre << "/baseline.yaml, " << theatre << "/priors/" << priors
                            << ".yaml]\ndesign: {parameters: [prior]}\n";
        const study::Study drawn = load(file.string(), {});
        std::filesystem::remove(file);
        EXPECT_GT(drawn.design.drawn.size(), 100u);
        EXPECT_EQ(fault_at_ends_of_priors(drawn, study), "") << priors;
    }
}

// A duty about what is more than 64 weeks old is drawn at an address of its own.
TEST(Ranges, DutiesAndDurationsStandTheirLongestAcrossYears) {
    const study::Study study = load("tests/golden/small_world.yaml", {"horizon.end=2017-01-02"});
    const config::Node now = study.base->emit();
    Settings longest;
    for (const Ranged& parameter : ranged_parameters(study))
        if (parameter.declared.doc.unit == "weeks")
            for (const Setting& one : at_end(now, parameter, End::high)) longest.push_back(one);
    EXPECT_GE(longest.size(), 8u);
    longest.push_back({"obligations.action", config::scalar("0.001")});
    EXPECT_EQ(try_out(study, longest, inspect).fault, "");
}

}  // namespace
}  // namespace peacenorm::models::testing
