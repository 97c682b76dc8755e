// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {

void feel(const Feel& week) {
    const FearAndAnger& m = week.mechanisms().fear_and_anger;
    for (const CellId c : week.setup.cells) {
        double& fear = week[columns::fear][c];
        double& anger = week[columns::anger][c];
        fear = fear_after_week(m, fear, std::min(1.0, week[columns::fear_exposure][c]));
        anger = anger_after_week(m, anger, std::min(1.0, week[columns::anger_exposure][c]));
        const auto persons = static_cast<double>(week[columns::alive][c]);
        const CommunityId community = week.setup.cell[c].community;
        week.of(Measured::fear)[community] += felt(m, fear, m.base_fear) * persons;
        week.of(Measured::anger)[community] += felt(m, anger, m.base_anger) * persons;
    }
}

}  // namespace peacenorm::intervention::processes
