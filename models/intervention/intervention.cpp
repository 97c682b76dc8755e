// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/intervention.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/intervention/check.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/parameters.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention {
namespace {

/// One process of the week, with the columns that its declaration names.
struct Process {
    std::string_view name;
    void (*run)(const Week& week);
    std::string (*reads)();
    std::string (*writes)();
};

template <class V>
V view_of(void (*process)(const V&));

template <auto process>
constexpr Process step(std::string_view name) {
    using Declared = decltype(view_of(process));
    return {name, [](const Week& week) { process(week); }, Declared::reads, Declared::writes};
}

// The week. What each process does stands in processes/processes.hpp.
constexpr std::array schedule{
    step<processes::inputs>("inputs"),
    step<processes::refill_bands>("refill_bands"),
    step<processes::clash>("clash"),
    step<processes::plan_violence>("plan_violence"),
    step<processes::gather_tips>("gather_tips"),
    step<processes::detect_threats>("detect_threats"),
    step<processes::assign_tasks>("assign_tasks"),
    step<processes::decide_responses>("decide_responses"),
    step<processes::resolve_threats>("resolve_threats"),
    step<processes::attack_forces>("attack_forces"),
    step<processes::run_operations>("run_operations"),
    step<processes::hear_news>("hear_news"),
    step<processes::judge_organisations>("judge_organisations"),
    step<processes::feel>("feel"),
    step<processes::ask_people>("ask_people"),
    step<processes::go_into_the_street>("go_into_the_street"),
    step<processes::displace>("displace"),
    step<processes::move_bands>("move_bands"),
    step<processes::recruit>("recruit"),
    step<processes::learn>("learn"),
    step<processes::oversee>("oversee"),
    step<processes::consult_host>("consult_host"),
    step<processes::learn_norms>("learn_norms"),
    step<processes::observe>("observe"),
};

}  // namespace

namespace {

/// Whether groups get their losses back from outside after the arms part.
bool makes_good_in_each_arm(const Parameters& p, const std::optional<Date>& branch) {
    const bool is_known = std::any_of(p.armed_groups.begin(), p.armed_groups.end(),
                                      [](const auto& group) { return group.second.bloc != Bloc::communal; });
    return branch && is_known && p.bands.refill > 0 && !(p.bands.refill_until && *p.bands.refill_until <= *branch);
}

}  // namespace

std::string Intervention::caveat(const Parameters& p, std::optional<Date> branch) {
    std::string text;
    if (p.cooperation.rules.size() > 0)
        text =
            "ties follow rules that react to events (cooperation.rules): good for replaying history; a difference "
            "between arms then mixes what cooperation does with what brings it about";
    if (makes_good_in_each_arm(p, branch))
        text += fmt::format(
            "{}after the branch what an armed group loses is still made good from outside in every arm, so that an arm "
            "which kills more fighters hardly has fewer: set bands.refill_until to {}",
            text.empty() ? "" : "; ", to_string(*branch));
    return text;
}

std::string Intervention::replay_only(const Parameters& p) {
    return p.operations.replay_tempo.size() > 0 ? "operations.replay_tempo" : "";
}

std::vector<study::ProcessDoc> Intervention::processes() {
    struct Text {
        std::string reads, writes;
    };
    static const auto texts = [] {  // keeps what the views into it point to
        std::array<Text, schedule.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = {schedule[i].reads(), schedule[i].writes()};
        return all;
    }();
    std::vector<study::ProcessDoc> docs;
    for (std::size_t i = 0; i < texts.size(); ++i) docs.push_back({schedule[i].name, texts[i].reads, texts[i].writes});
    return docs;
}

std::vector<study::MechanismDoc> Intervention::mechanisms() {
    std::vector<study::MechanismDoc> docs;
    for_each_mechanism(Mechanisms{}, [&docs](std::string_view name, const auto& mechanism) {
        docs.push_back({name, mechanism.manual.equation, mechanism.manual.source});
    });
    return docs;
}

void Intervention::check(const Parameters& p, const Horizon& horizon, std::vector<config::PathProblem>& problems) {
    intervention::check(p, horizon, problems);
}

State Intervention::start(const Setup& setup, const record::TallyLayout& /*layout*/, random::Key key) {
    return intervention::start(setup, key);
}

void Intervention::step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally) {
    const Week week{state, setup, tick, tally};
    for (const Process& process : schedule) process.run(week);
}

std::size_t Intervention::state_bytes(const Parameters& p) {
    double persons = 0;
    for (const auto& [label, place] : p.places) persons += static_cast<double>(place.population);
    const double agents = persons / static_cast<double>(p.population.people_per_agent) +
                          static_cast<double>(p.places.size() * p.communities.size() * p.population.minimum_agents);
    std::size_t judged = 0;
    for (const auto& [label, organisation] : p.organisations) judged += organisation.judged ? 1 : 0;
    return static_cast<std::size_t>(agents * static_cast<double>(40 + 18 * judged)) + (1U << 20U);
}

}  // namespace peacenorm::intervention
