// SPDX-License-Identifier: Apache-2.0
// The shipped Mali scenario, shortened and changed for tests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/catalogue.hpp"
#include "models/intervention/intervention.hpp"
#include "models/intervention/parameters.hpp"
#include "sim/model/adapter.hpp"
#include "sim/study/study_file.hpp"

namespace peacenorm::intervention::testing {

using MaliWorld = study::AdaptedWorld<Intervention>;

/// Every mechanism of this core, for `--set`.
inline std::vector<std::string> switches(const std::string& value) {
    std::vector<std::string> sets;
    for (const study::MechanismDoc& mechanism : Intervention::mechanisms())
        sets.push_back("mechanisms." + std::string(mechanism.name) + ".enabled=" + value);
    return sets;
}

/// Records every observable by every axis.
inline std::shared_ptr<const record::Plan> record_all(const Horizon& horizon, int every = 4) {
    record::Plan plan;
    plan.every = every;
    plan.ticks = horizon.ticks();
    for (std::size_t i = 0; i < observables().size(); ++i) plan.observables.push_back(static_cast<int>(i));
    return std::make_shared<const record::Plan>(plan);
}

struct Mali {
    study::Study study;

    explicit Mali(const std::vector<std::string>& sets = {})
        : study(study::load_study("configs/mali/baseline.yaml", sets, models::catalogue())) {}

    std::unique_ptr<study::World> start(std::uint32_t replicate = 0, int every = 4) const {
        return study.base->start({study.seed, replicate}, record_all(study.horizon, every));
    }
    record::RunData run(std::uint32_t replicate = 0, int every = 4) const { return start(replicate, every)->finish(); }
};

/// An organisation's place among those of the scenario.
inline std::size_t place_of(const std::string& organisation) {
    Parameters parameters;
    config::Faults faults;
    config::read(Mali().study.base->emit(), parameters, faults);
    return parameters.organisations.index(organisation);
}

/// The row of an observable in RunData recorded by `record_all`.
inline std::size_t row_of(std::string_view name) {
    std::size_t i = 0;
    while (observables()[i].name != name) ++i;
    return i;
}

inline std::vector<std::string> with(std::vector<std::string> sets, const std::vector<std::string>& more) {
    sets.insert(sets.end(), more.begin(), more.end());
    return sets;
}

}  // namespace peacenorm::intervention::testing
