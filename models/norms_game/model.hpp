// SPDX-License-Identifier: Apache-2.0
// Axelrod's norms game as the engine's adapter wants it (see sim/study/adapter.hpp), and as an entry of the catalogue.
#pragma once

#include <array>

#include "models/norms_game/game.hpp"
#include "sim/model/adapter.hpp"

namespace peacenorm::norms_game {

struct NormsGame {
    using Parameters = norms_game::Parameters;
    using Setup = norms_game::Parameters;  ///< nothing follows from the parameters
    using State = norms_game::State;

    static constexpr std::string_view name = "norms_game";
    static constexpr std::string_view version = "1.0.0";
    static constexpr std::string_view title = "Axelrod's norms game with metanorms";
    static constexpr std::string_view notice = "a published model, docked: models/norms_game/DOCKING.md";
    static constexpr std::array days_per_tick{7, 1};  // a step is a step of the published model, whatever it is called

    static std::span<const random::Stream> streams() { return streams::all; }
    static std::span<const record::Measure> measures();
    static std::span<const record::Observable> observables();
    static std::vector<std::string> axis_names() { return {}; }
    static std::vector<record::Axis> axes(const Parameters& /*p*/) { return {}; }
    static std::vector<study::ProcessDoc> processes();
    static std::vector<study::MechanismDoc> mechanisms();
    static std::string_view example();
    static void check(const Parameters& /*p*/, const Horizon& /*h*/, std::vector<config::PathProblem>& /*problems*/) {}
    static void check_continues(const Setup& first, const Setup& later, std::vector<config::PathProblem>& problems) {
        if (first.players == later.players) return;
        problems.push_back({"players", "cannot change during a run", "one value for the whole horizon", ""});
    }
    static Setup prepare(const Parameters& p, const Horizon& /*horizon*/) { return p; }
    static State start(const Setup& setup, const record::TallyLayout& layout, random::Key key);
    static void step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally);
    static std::size_t state_bytes(const Parameters& p) { return 10 * static_cast<std::size_t>(p.players); }
};

const study::Model& model();

}  // namespace peacenorm::norms_game
