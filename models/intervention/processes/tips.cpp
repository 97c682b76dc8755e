// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {

// Whoever is not judged is not known well enough to be informed: no survey asks about it, so no tips. Assumed.
void gather_tips(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const CivilianTips& m = week.mechanisms().civilian_tips;
    const FearAndAnger& feelings = week.mechanisms().fear_and_anger;
    const std::size_t judged = setup.judged.size();
    for (std::size_t j = 0; j < judged; ++j) {
        const std::size_t o = setup.judged[j];
        double* willing = &s.willingness[o * setup.places];
        double* here = s.weight.data();
        std::fill_n(willing, setup.places, 0.0);
        std::fill_n(here, setup.places, 0.0);
        for (std::size_t c = 0; c < setup.cells.size(); ++c) {
            const std::size_t place = setup.cells[c].place;
            const auto persons = static_cast<double>(s.cells.alive[c]);
            const double w =
                tip_willingness(m, {.legitimacy = s.cells.legitimacy[c * judged + j],
                                    .response = s.place_response[o * setup.places + place],
                                    .fear = felt(feelings, s.fear[c], feelings.base_fear),
                                    .control = s.control[place],
                                    .police_share = setup.parameters.organisations[o].police_share,
                                    .leak = silence_of_informants(week.mechanisms().informant_exposure, s.leak[o])});
            willing[place] += w * persons;
            here[place] += persons;
            week.of(Measured::tip_willing)[o] += w * persons;
        }
        for (std::size_t place = 0; place < setup.places; ++place) {
            willing[place] = here[place] > 0 ? willing[place] / here[place] : 0;
            // One informs whom one can meet: only where it stands.
            s.tips[o * setup.places + place] = week.persons_at(o, place) > 0 ? tip_hazard(m, willing[place]) : 0;
        }
    }
}

}  // namespace peacenorm::intervention::processes
