// SPDX-License-Identifier: Apache-2.0
#include "sim/study/common_ticks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace peacenorm::study {

namespace {

using Ticks = std::vector<std::uint8_t>;  ///< by tick: 1 there
using record::Outcome;

constexpr std::uint64_t most_scenarios = 256;  // of a design's points under its arms
constexpr std::size_t most_answers = 32;

/// The actor that an outcome is about; empty: none, or one that is told as an input.
std::optional<std::size_t> actor_of(const Study& study, const Outcome& outcome) {
    const record::Observable& observable = study.model->observables()[static_cast<std::size_t>(outcome.observable)];
    const int axis = study.model->actor_axis();
    if (axis == record::no_axis || observable.axes[0] != axis || observable.role == record::Role::input)
        return std::nullopt;
    const std::size_t second = observable.axes[1] == record::no_axis
                                   ? 1
                                   : study.axes[static_cast<std::size_t>(observable.axes[1])].labels.size();
    return outcome.cell / second;
}

/// One arm at one point, without draws; null where the two do not go together: then its runs fail.
std::unique_ptr<Scenario> scenario_of(const Study& study, std::uint64_t point, std::size_t arm) {
    std::unique_ptr<Scenario> scenario = study.base->clone();
    config::Faults faults;
    std::vector<config::PathProblem> problems;
    const std::vector<config::Node> values = study.design.values(point);
    for (std::size_t i = 0; i < values.size(); ++i)
        scenario->set({std::nullopt, study.design.factors[i].path, values[i], {}}, faults);
    apply(study.arms, arm, study.horizon, *scenario, faults);
    scenario->prepare(study.horizon, problems);
    return faults.empty() && problems.empty() ? std::move(scenario) : nullptr;
}

/// By actor, the different answers of all scenarios over the whole horizon.
using Answers = std::map<std::size_t, std::vector<Ticks>>;

void add_answer(std::vector<Ticks>& answers, Ticks ticks) {
    if (answers.size() < most_answers && std::find(answers.begin(), answers.end(), ticks) == answers.end())
        answers.push_back(std::move(ticks));
}

Answers answers_of(const Study& study) {
    Answers answers;
    for (const Outcome& outcome : study.outcomes)
        if (const auto actor = actor_of(study, outcome)) answers[*actor];
    if (answers.empty()) return answers;
    const std::uint64_t scenarios = std::min(study.design.points() * study.arms.count(), most_scenarios);
    for (std::uint64_t i = 0; i < scenarios; ++i)
        if (const auto scenario =
                scenario_of(study, i / study.arms.count(), static_cast<std::size_t>(i % study.arms.count())))
            for (auto& [actor, ticks] : answers) add_answer(ticks, scenario->presence(actor));
    return answers;
}

/// The answers within an outcome's window; null where the actor is always there.
std::shared_ptr<const record::Presence> presence_of(const Outcome& outcome, std::size_t actor, const Answers& answers) {
    auto presence = std::make_shared<record::Presence>();
    presence->actor = actor;
    for (const Ticks& ticks : answers.at(actor))
        add_answer(presence->ticks, Ticks(ticks.begin() + outcome.first_tick, ticks.begin() + outcome.last_tick));
    const Ticks always(static_cast<std::size_t>(outcome.last_tick - outcome.first_tick), 1);
    if (presence->ticks.empty() || presence->ticks == std::vector<Ticks>{always}) return nullptr;
    return presence;
}

/// "2018-01-01..2018-07-01", several apart by "and"; "none".
std::string in_words(const Outcome& outcome, const Ticks& ticks, const Horizon& horizon) {
    std::string text;
    for (std::size_t first = 0; first < ticks.size(); ++first) {
        if (ticks[first] == 0) continue;
        std::size_t past = first;
        while (past < ticks.size() && ticks[past] != 0) ++past;
        const Date from = horizon.date_of(outcome.first_tick + static_cast<int>(first));
        const Date to{horizon.date_of(outcome.first_tick + static_cast<int>(past)).days - 1};
        text += fmt::format("{}{}..{}", text.empty() ? "" : " and ", to_string(from), to_string(to));
        first = past;
    }
    return text.empty() ? "none" : text;
}

void add_parts(const Outcome& outcome, const std::shared_ptr<const record::Presence>& presence, Study& study) {
    const auto add = [&](Outcome::Part part, std::size_t answer, std::string name, std::string meaning) {
        Outcome& made = study.outcomes.emplace_back(outcome);
        made.part = part;
        made.answer = answer;
        made.presence = presence;
        made.name = outcome.name + std::move(name);
        made.expression = std::move(meaning);
    };
    add(Outcome::Part::answer, 0, "__presence", outcome.name + ": which of the weeks below its actor is there");
    for (std::size_t k = 0; k < presence->ticks.size(); ++k) {
        const std::string weeks = in_words(outcome, presence->ticks[k], study.horizon);
        add(Outcome::Part::shared, k, fmt::format("__over_{}", k),
            fmt::format("{} while its actor is there, within {}", outcome.expression, weeks));
        add(Outcome::Part::share, k, fmt::format("__share_{}", k),
            fmt::format("{}: share of its window while its actor is there, within {}", outcome.name, weeks));
    }
}

}  // namespace

void add_common_ticks(Study& study, config::Faults& faults) {
    if (study.design.points() * study.arms.count() < 2) return;  // nothing to compare
    const Answers answers = answers_of(study);
    const std::vector<Outcome> named = study.outcomes;
    for (const Outcome& outcome : named) {
        const auto actor = actor_of(study, outcome);
        const auto presence = actor ? presence_of(outcome, *actor, answers) : nullptr;
        if (!presence) continue;
        add_parts(outcome, presence, study);
        if (study.until && study.until->of == outcome.name)
            faults.add(study.until->of_at,
                       fmt::format("the actor of '{}' is not there in its whole window in every arm", outcome.name),
                       "a study stops by the precision of a difference over one window: choose one in which it is");
    }
}

}  // namespace peacenorm::study
