// SPDX-License-Identifier: Apache-2.0
// Epstein's civil violence as the engine's adapter wants it (see sim/study/adapter.hpp), and in the catalogue.
#pragma once

#include <array>

#include "models/civil_violence/declarations.hpp"
#include "models/civil_violence/state.hpp"

namespace peacenorm::civil_violence {

struct CivilViolence {
    using Parameters = civil_violence::Parameters;
    using Setup = civil_violence::Setup;
    using State = civil_violence::State;

    static constexpr std::string_view name = "civil_violence";
    static constexpr std::string_view version = "1.0.0";
    static constexpr std::string_view title = "Epstein's civil violence: citizens, cops, two groups";
    static constexpr std::string_view notice = "a published model, docked: models/civil_violence/DOCKING.md";
    static constexpr std::array days_per_tick{7, 1};  // a step is a step of the published model, whatever it is called

    static std::span<const random::Stream> streams() { return streams::all; }
    static std::span<const record::Measure> measures();
    static std::span<const record::Observable> observables();
    static std::vector<std::string> axis_names() { return {}; }
    static std::vector<record::Axis> axes(const Parameters& /*p*/) { return {}; }
    static std::vector<study::ProcessDoc> processes();
    static std::vector<study::MechanismDoc> mechanisms();
    static std::string_view example();
    static void check(const Parameters& p, const Horizon& /*h*/, std::vector<config::PathProblem>& problems) {
        civil_violence::check(p, problems);
    }
    static void check_continues(const Setup& first, const Setup& later, std::vector<config::PathProblem>& problems) {
        civil_violence::check_continues(first.parameters, later.parameters, problems);
    }
    static Setup prepare(const Parameters& p, const Horizon& /*h*/) { return civil_violence::prepare(p); }
    static State start(const Setup& setup, const record::TallyLayout& /*layout*/, random::Key key) {
        return civil_violence::start(setup, key);
    }
    static void step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally);
    static std::size_t state_bytes(const Parameters& p);
};

const study::Model& model();

}  // namespace peacenorm::civil_violence
