// SPDX-License-Identifier: Apache-2.0
#include "models/civil_violence/model.hpp"

#include <stdexcept>

#include "models/civil_violence/observe.hpp"

namespace peacenorm::civil_violence {

std::span<const record::Measure> CivilViolence::measures() {
    return civil_violence::measures();
}

std::span<const record::Observable> CivilViolence::observables() {
    return civil_violence::observables();
}

std::vector<study::ProcessDoc> CivilViolence::processes() {
    return {{"station_cops", "density of cops", "cops who come or go"},
            {"act", "agents in view", "status, cell, term; model II: the killed and the born"},
            {"end_of_step", "terms, ages", "prisoners released; model II: deaths of old age"},
            {"observe", "all of the above", "measures"}};
}

std::vector<study::MechanismDoc> CivilViolence::mechanisms() {
    return {{"grievance", "active if H (1 - L) - R P > T; P = 1 - exp(-k (C / A)), rounded as a switch says",
             "epstein_2002, rule A"},
            {"arrest", "a cop arrests a random active citizen in view, for a uniform term", "epstein_2002, rule C"},
            {"movement", "to a random free cell in view", "epstein_2002, rule M"},
            {"groups", "an active citizen kills a random one of the other group in view; clones, old age",
             "epstein_2002, model II"}};
}

std::string_view CivilViolence::example() {
    return R"(# A scenario of Epstein's civil violence. Try: peacenorm check FILE, then peacenorm run FILE.
# A step is a day of the calendar. Every parameter and switch: peacenorm describe civil_violence
model: civil_violence
name: rebellion
seed: 2002                        # of all random numbers; replicates differ
horizon: {start: 2000-01-01, end: 2002-09-27, step: day}   # 1,000 steps; end exclusive
record: {every: 1 day}            # the counts of every step
parameters:
  grievance: {legitimacy: 0.82, rounding: floor}   # rounding: none is the printed formula, which stays calm
  population: {cops: 0.04}
changes:                          # from a date on, anything may change
  - {from: 2002-01-01, set: {grievance.legitimacy: 0.7}}
replicates: 10
outcomes:
  outbursts_before: sum(outbursts, 2000-01..2001-12)
  active_after: mean(active, 2002-01..2002-08)
)";
}

void CivilViolence::step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally) {
    if (state.frame != frame_of(setup.parameters))
        throw std::runtime_error("space, turn.activation, jail.jailed and groups.enabled cannot change during a run");
    const Step step{state, setup, tick.key, tick.clock, tick.index};
    state.arrests = state.killed = 0;
    station_cops(step);
    setup.in_waves() ? act_in_waves(step) : act_one_by_one(step);
    end_of_step(step);
    observe(step, *tick.layout, tally);
}

std::size_t CivilViolence::state_bytes(const Parameters& p) {
    const auto cells = static_cast<std::size_t>(p.space.width * p.space.height);
    const bool in_waves = p.turn.activation == Activation::in_waves;
    const std::size_t agents = static_cast<std::size_t>(number_of(p.population.citizens + p.population.cops, p.space));
    return cells * (in_waves ? 23 : 11) + agents * 42;
}

const study::Model& model() {
    static const study::AdaptedModel<CivilViolence> instance;
    return instance;
}

}  // namespace peacenorm::civil_violence
