// SPDX-License-Identifier: Apache-2.0
// The flagship model as the engine's adapter wants it: see sim/model/adapter.hpp for the obligations.
#pragma once

#include <array>

#include "models/intervention/check.hpp"
#include "models/intervention/hypotheses.hpp"
#include "models/intervention/interveners/presence.hpp"
#include "models/intervention/observe/axes.hpp"
#include "models/intervention/state/start.hpp"
#include "models/intervention/state/state.hpp"
#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention {

struct Intervention {
    using Parameters = intervention::Parameters;
    using Setup = intervention::Setup;
    using State = intervention::State;
    using Conduct = intervention::Conduct;

    static constexpr std::string_view name = "intervention";
    static constexpr std::string_view version = "1.1.0";
    static constexpr std::string_view title =
        "Interveners, armed groups and civilians: cooperation, protection of civilians, local legitimacy";
    static constexpr std::string_view notice = "";  // where its parameters are from is said of each study
    static constexpr std::array days_per_tick{7};   // rates, memories and deadlines are per week

    static std::span<const random::Stream> streams() { return streams::all; }
    static std::span<const record::Measure> measures() { return intervention::measures(); }
    static std::span<const record::Observable> observables() { return intervention::observables(); }
    static std::span<const config::Retired> retired_observables() { return intervention::retired_observables; }
    static std::vector<std::string> axis_names() { return intervention::axis_names(); }
    static constexpr int actor_axis = organisation_axis;
    static bool is_there(const Setup& setup, std::size_t organisation, Date date) {
        return intervention::is_there(setup, OrganisationId(organisation), date);
    }
    static std::vector<std::string> default_axes() { return {"organisation"}; }
    static std::vector<record::Axis> axes(const Parameters& p) { return intervention::axes(p); }
    static std::vector<study::ProcessDoc> processes();
    static std::vector<study::MechanismDoc> mechanisms();
    static const record::Claims& claims() { return intervention::claims(); }
    static std::string_view example();
    /// What a reader of differences must know of these parameters; empty: nothing.
    static std::string caveat(const Parameters& p, std::optional<Date> branch);
    /// The path of what is set and serves the replay of one history alone; empty: nothing is.
    static std::string replay_only(const Parameters& p);
    static void check(const Parameters& p, const Horizon& horizon, std::vector<config::PathProblem>& problems);
    static void check_continues(const Setup& first, const Setup& later, std::vector<config::PathProblem>& problems) {
        intervention::check_continues(first, later, problems);
    }
    static Setup prepare(const Parameters& p, const Horizon& horizon) { return intervention::prepare(p, horizon); }
    static State start(const Setup& setup, const record::TallyLayout& layout, random::Key key);
    static void step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally);
    static void record_conduct(State& state) { state[columns::conduct_record].emplace(); }
    static const Conduct& conduct(const State& state) { return *state[columns::conduct_record]; }
    static void impose(State& state, const Conduct& conduct) { state[columns::imposed] = conduct; }
    static std::size_t state_bytes(const Parameters& p);
};

}  // namespace peacenorm::intervention
