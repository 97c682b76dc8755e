// SPDX-License-Identifier: Apache-2.0
// A model as small as the adapter allows: two kinds of villages that organisations visit.
#pragma once

#include <array>
#include <chrono>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "sim/config/parameters.hpp"
#include "sim/model/adapter.hpp"
#include "sim/parallel/loops.hpp"
#include "sim/random/draws.hpp"
#include "sim/record/evaluate.hpp"

namespace peacenorm::toy {

struct Organisation {
    double effort = 0.5;
    bool enabled = true;
    std::optional<Date> leaves;
};

struct Parameters {
    double threat = 0.3;
    double decay = 0.1;
    std::int64_t villages = 4;
    double pause = 0;
    double breaks_above = 1;
    double miscounts_above = 9;
    std::vector<std::string> list_of_words;
    config::Named<Organisation> organisations = defaults();

    static config::Named<Organisation> defaults() {
        config::Named<Organisation> named;
        named.add("minusma", {0.5, true, {}});
        named.add("barkhane", {0.25, true, {}});
        return named;
    }
};

inline constexpr random::Stream visits{0xfff01, "toy.visits"};

struct Setup {
    Parameters parameters;
};

struct State {
    std::vector<double> calm;  ///< by village
};

enum class Measured : int { visit, calm, visit_by_place, count_ };

struct Model {
    using Parameters = toy::Parameters;
    using Setup = toy::Setup;
    using State = toy::State;

    static constexpr std::string_view name = "toy", version = "1.0.0", title = "Villages and visits";
    static constexpr std::string_view notice = "a toy";
    static constexpr std::array days_per_tick{7, 1};
    static std::string_view example() {
        return "model: toy\nseed: 7\nhorizon: {start: 2013-07-01, end: 2014-06-30}\nreplicates: 3\n"
               "outcomes: {visited: sum(visits.minusma)}\n";
    }
    static std::span<const random::Stream> streams() { return {&visits, 1}; }
    static constexpr int actor_axis = 0;
    static bool is_there(const Setup& setup, std::size_t organisation, Date date) {
        const auto& leaves = setup.parameters.organisations[organisation].leaves;
        return !leaves || date < *leaves;
    }
    static std::vector<std::string> axis_names() { return {"organisation", "place"}; }
    static std::vector<std::string> default_axes() { return {"organisation"}; }
    static std::span<const record::Measure> measures() {
        static constexpr auto all = record::by_id<Measured>(
            {{Measured::visit, {0, record::no_axis}}, {Measured::calm}, {Measured::visit_by_place, {0, 1}}});
        return all;
    }
    static std::span<const record::Observable> observables();
    static std::vector<study::ProcessDoc> processes() { return {{"visit", "effort", "calm"}}; }
    static std::vector<study::MechanismDoc> mechanisms() { return {{"decay", "calm *= 1 - decay", "assumed"}}; }
    static void check(const Parameters& p, const Horizon&, std::vector<config::PathProblem>& problems) {
        if (p.threat + p.decay > p.breaks_above)
            problems.push_back({"decay", "threat and decay exceed breaks_above", "a smaller one", ""});
    }
    static std::vector<record::Axis> axes(const Parameters& p) {
        return {{"organisation", "organisation", p.organisations.names()}, {"place", "place", {"north", "south"}}};
    }
    static Setup prepare(const Parameters& p, const Horizon&) { return {p}; }
    static State start(const Setup& setup, const record::TallyLayout&, random::Key) {
        return {std::vector<double>(static_cast<std::size_t>(setup.parameters.villages), 0.0)};
    }
    static void step(State& state, const Setup& setup, study::Tick tick, record::Tally& tally);
    static std::size_t state_bytes(const Parameters& p) { return 8 * static_cast<std::size_t>(p.villages); }
};

inline std::span<const record::Observable> Model::observables() {
    using record::count_of, record::level_of, record::no_axis;
    static constexpr std::array all{
        count_of("visits", {0, no_axis}, "1", "visits to villages", record::total<Measured::visit>),
        level_of("calm", record::no_axes, "1", "mean calm of villages", record::mean_level<Measured::calm>),
        count_of("visits_by_place", {0, 1}, "1", "visits by place", record::total<Measured::visit_by_place>)};
    return all;
}

inline void Model::step(State& state, const Setup& setup, study::Tick tick, record::Tally& tally) {
    const Parameters& p = setup.parameters;
    if (p.pause > 0) std::this_thread::sleep_for(std::chrono::duration<double>(p.pause));
    const auto by_organisation = tally.of(*tick.layout, 0);
    const auto by_place = tally.of(*tick.layout, 2);
    for (std::size_t i = 0; i < state.calm.size(); ++i) {
        state.calm[i] = state.calm[i] * (1 - p.decay) - 0.1 * p.threat;
        for (std::size_t o = 0; o < p.organisations.size(); ++o) {
            const double u = random::uniform(tick.key, {i, tick.clock, visits.id}, static_cast<std::uint32_t>(o));
            if (!p.organisations[o].enabled || u >= p.organisations[o].effort || !is_there(setup, o, tick.date))
                continue;
            state.calm[i] += 0.1;
            by_organisation[o] += 1;
            by_place[o * 2 + i % 2] += 1;
            if (tick.trace != nullptr)
                tick.trace->write(tick.date, "visit",
                                  {{"organisation", p.organisations.name(o)}, {"village", static_cast<double>(i)}});
        }
    }
    if (p.threat + p.decay > p.miscounts_above) by_organisation[0] = std::numeric_limits<double>::quiet_NaN();
    double calm = 0;
    for (const double one : state.calm) calm += one;
    tally.of(*tick.layout, 1)[0] = calm / static_cast<double>(state.calm.size());
}

}  // namespace peacenorm::toy

namespace peacenorm::config {

template <>
struct Declaration<toy::Organisation> {
    static constexpr std::string_view meaning = "who visits";
    static constexpr auto fields =
        std::make_tuple(field("effort", &toy::Organisation::effort,
                              {.unit = "1",
                               .min = 0,
                               .max = 1,
                               .prior = uniform_between(0.2, 0.8),
                               .meaning = "chance of a visit",
                               .source = "assumed: a toy"}),
                        field("enabled", &toy::Organisation::enabled, {.meaning = "whether it visits at all"}),
                        field("leaves", &toy::Organisation::leaves, {.meaning = "first day on which it is gone"}));
};

template <>
struct Declaration<toy::Parameters> {
    static constexpr std::string_view meaning = "a toy";
    static constexpr auto fields = std::make_tuple(
        field("threat", &toy::Parameters::threat,
              {.unit = "1",
               .min = 0,
               .max = 2,
               .prior = normal(0.3, 0.05),
               .meaning = "threat",
               .source = "assumed: a toy"}),
        field("decay", &toy::Parameters::decay,
              {.unit = "1", .min = 0, .max = 1, .meaning = "decay of calm", .source = "assumed: a toy"}),
        field("villages", &toy::Parameters::villages,
              {.unit = "villages", .min = 1, .max = 1e6, .meaning = "how many", .source = "assumed: a toy"}),
        field("pause", &toy::Parameters::pause,
              {.unit = "s", .min = 0, .max = 100, .meaning = "sleep a tick", .source = "assumed: a toy"}),
        field("miscounts_above", &toy::Parameters::miscounts_above,
              {.unit = "1",
               .min = 0,
               .max = 9,
               .meaning = "sum of threat and decay above which a count is lost",
               .source = "assumed: a toy"}),
        field("breaks_above", &toy::Parameters::breaks_above,
              {.unit = "1", .min = 0, .max = 9, .meaning = "limit of threat + decay", .source = "assumed: a toy"}),
        field("list_of_words", &toy::Parameters::list_of_words, {.meaning = "nothing"}),
        field("organisations", &toy::Parameters::organisations, {.meaning = "who visits"}));
};

}  // namespace peacenorm::config

namespace peacenorm::toy {

inline const study::Model& model() {
    static const study::AdaptedModel<Model> instance;
    return instance;
}

}  // namespace peacenorm::toy
