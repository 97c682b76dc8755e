// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/model.hpp"

#include "models/intervention/intervention.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

std::string_view Intervention::example() {
    return R"(# A scenario of the intervention model. Try: peacenorm check FILE, then peacenorm run FILE.
# Every parameter, its unit, range and source: peacenorm describe intervention
model: intervention
name: my-scenario
base: configs/mali/baseline.yaml   # start from Mali; a path without '/' in front is relative to this file
seed: 20130701                     # common random numbers: replicates and arms share it
horizon: {start: 2013-07-01, end: 2019-07-01, step: week}   # end exclusive, on a Monday
record: {every: 4 weeks, by: [organisation, perpetrator]}
parameters:
  mechanisms:
    association: {enabled: true}   # each mechanism has a switch
changes:                           # from a date on, anything may change
  - {from: 2017-12-04, set: {cooperation.ties.minusma.g5_joint_force.logistics: 0.6}}
outcomes:
  poc_compliance: mean(poc_compliance.minusma, 2018-01..2018-12)
  legitimacy: mean(legitimacy_exposed.minusma, 2018-01..2018-12)
replicates: 10
)";
}

const study::Model& model() {
    static const study::AdaptedModel<Intervention> instance;
    return instance;
}

}  // namespace peacenorm::intervention
