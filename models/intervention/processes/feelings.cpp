// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {

void feel(const Week& week) {
    State& s = week.state;
    const FearAndAnger& m = week.mechanisms().fear_and_anger;
    for (std::size_t c = 0; c < week.setup.cells.size(); ++c) {
        s.fear[c] = fear_after_week(m, s.fear[c], std::min(1.0, s.fear_exposure[c]));
        s.anger[c] = anger_after_week(m, s.anger[c], std::min(1.0, s.anger_exposure[c]));
        const auto persons = static_cast<double>(s.cells.alive[c]);
        const std::size_t community = week.setup.cells[c].community;
        week.of(Measured::fear)[community] += felt(m, s.fear[c], m.base_fear) * persons;
        week.of(Measured::anger)[community] += felt(m, s.anger[c], m.base_anger) * persons;
    }
}

}  // namespace peacenorm::intervention::processes
