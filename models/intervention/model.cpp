// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/model.hpp"

#include "models/intervention/intervention.hpp"
#include "models/intervention/parameters.hpp"

namespace peacenorm::intervention {

std::string_view Intervention::example() {
    return R"yaml(# A theatre of the intervention model, whole in one file: places, people, who threatens them, who intervenes, how these
# cooperate, and what is known beside. Every name and number is invented: put your own, each with its source or "assumed".
#   peacenorm check FILE      reports all faults at once      peacenorm run FILE      then: compare, verdict
# Every parameter, its unit, range, default and source: peacenorm describe intervention. A file can be cut into parts that
# base: [places.yaml, forces.yaml] puts together again; paths are relative to the file.
model: intervention
name: my-theatre
title: A theatre to start from, all numbers invented
seed: 1                            # common random numbers: replicates and arms share it
horizon: {start: 2001-01-01, end: 2004-12-27, step: week}   # end exclusive, whole weeks from the start
record: {every: 4 weeks, by: [organisation, perpetrator]}

parameters:
  # Where people live. A community's shares in a region sum to 1.
  communities:
    farmers: {}                    # {} takes the model's expectations: protect 0.3, fight 0.1, be_impartial 0.3, leave 0.3
    herders: {}
  regions:
    coast: {communities: {farmers: 0.9, herders: 0.1}}
    hills: {communities: {farmers: 0.6, herders: 0.4}}
  places:                          # population in persons; a border stands once, under either place; km
    port:
      region: coast
      population: 400000
      latitude: 4.2                # of the chief town, degrees; for maps alone
      longitude: 8.0
      neighbours: {ford: {border_km: 60, road_km: 120}}
    ford:
      region: hills
      population: 80000
      latitude: 5.0
      longitude: 8.4
      neighbours: {ridge: {border_km: 80, road_km: 90}}
    ridge: {region: hills, population: 40000, latitude: 5.6, longitude: 9.1}

  # Who threatens civilians. Groups act through bands, born in places of the core (relative weights); targets: relative weights
  # of communities. The bloc (jihadist, signatory or communal) sets how often a band attacks.
  armed_groups:
    rebels:
      bloc: jihadist
      fighters: {2001-01-01: 800, 2002-01-07: 1200}   # persons by date: a strength that newcomers from outside close in on
      fought: {2001-01-01: 1}      # how far forces seek and fight it: 0 not, 1 as an enemy
      core: {ridge: 1, ford: 0.5}
      targets: {farmers: 1, herders: 0.3}
    self_defence:
      bloc: communal               # is given no fighters: its people take up arms where harm to them goes unanswered
      community: farmers           # whom it rises from, and whose losses it avenges
      fought: 0.2
      core: {ford: 1}
      targets: {herders: 1}
  hostilities:                     # which groups fight each other, and how hard, by date: 0 not, 1 at every chance
    rebels_self_defence: {a: rebels, b: self_defence, intensity: {2001-01-01: 0.5}}
  bands:
    size: 30                       # fighters of a full band
    refill_until: 2002-12-30       # later weeks bring the mean flow of the two years before: the branch, so that all arms get the same
  threats: {attacks: {jihadist: 0.1, communal: 0.07}}         # on civilians, of a full band in a week, by bloc
  force_attacks: {attacks: {jihadist: 0.01}}                  # deadly, on a force of 100 in the band's place

  # Who intervenes: organisations, the contingents that they command, their bases. Mandate ranks 0 to 3; utilities are log
  # weights of tasks; norm, quality and the like lie between 0 and 1; self_share is what a force needs for itself.
  organisations:
    mission:
      kind: un_mission
      vets: true
      norm: {protect: 0.7, restrain: 0.7, monitor: 0.7}
      abuse: 0.001                 # events of harm to civilians per operation
      mandate: {protection: {2001-01-01: 2, 2003-01-06: 3}, human_rights: 2}
      utilities: {physical_protection: 0.5, counter_terrorism: -1.5}
      self_share: 0.6
    host_army:
      kind: host_army
      norm: {protect: 0.35, restrain: 0.35, monitor: 0.35}
      abuse: 0.01
      suspects: {farmers: 0.3, herders: 1}
      mandate: {protection: 1, counter_terrorism: 2}
      utilities: {counter_terrorism: 0.8}
  contingents:                     # persons by date; who commands them from a date on
    mission_troops: {command: {2001-01-01: mission}, persons: {2001-01-01: 3000}}
    national_troops: {command: {2001-01-01: host_army}, persons: {2001-01-01: 2000}}
  bases:                           # share of an organisation's persons
    mission_port: {organisation: mission, place: port, share: 0.5}
    mission_ford: {organisation: mission, place: ford, share: 0.5}
    host_ford: {organisation: host_army, place: ford, share: 1}
  host: {organisation: host_army, capital: port}

  # How deeply they cooperate: rung 0 to 5 of the ladder by date, on the channels that can exist each way.
  cooperation:
    ladder: {group: [mission, host_army]}     # whose ties a counterfactual moves
    dyads:
      mission_host:
        a: mission
        b: host_army
        forth: [information, logistics, joint, training, mandate, visibility]
        back: [information, joint, mandate, visibility]
        depth: {2001-01-01: 2, 2003-01-06: 4}
  mechanisms:                      # each has a switch: association: {enabled: false}
    shared_responsibility: {lead: mission}    # who leads in protection; left out: nobody

# What is known and decides no number: pictures, targets and verdicts read it from the result. Any part may be left out.
theatre:
  name: an invented theatre
  labels: {mission: the mission, host_army: the host army}     # how pictures write a name
  marks:
    mandates: {meaning: mandates, shown: ticks, days: {2003-01-06: renewal}}        # ticks at the top, or lines
    events: {meaning: accords, shown: lines, days: {2002-06-03: accord}}
  hypotheses:
    H2: {beside: [legitimacy_by_region.coast, legitimacy_by_region.hills]}
  patterns:                        # facts that a verdict looks for: met where low <= mean <= high
    deaths: {claim: reported deaths of 2002 between 10 and 1000, outcome: "sum(civilians_killed_reported_total, 2002-01..2002-12)", source: invented, low: 10, high: 1000}
  targets:                         # facts that scripts/plot/targets.py scores, by block
    level:
      title: civilians killed, as reported
      axis: persons per year
      rows:
        reported_deaths: {what: civilian deaths, period: "2002", value: 100, unit: persons, within: factor 3, source: invented}

# A counterfactual study: arms part on a day and differ in what they set. Delete from here on for a single scenario.
branch: 2002-12-30
arms:
  apart: {cooperation.ladder.position: 0, why: no cooperation inside the group}
  history: {why: as above}
reference: apart
replicates: 40
outcomes:
  poc_compliance_mission: mean(poc_compliance.mission, 2003-12-29..2004-12-26)
  legitimacy_exposed_mission: mean(legitimacy_exposed.mission, 2003-12-29..2004-12-26)
  legitimacy_coast: mean(legitimacy_by_region.mission.coast, 2003-12-29..2004-12-26)
  legitimacy_hills: mean(legitimacy_by_region.mission.hills, 2003-12-29..2004-12-26)
  deaths_of_civilians: sum(civilians_killed_total, 2003-12-29..2004-12-26)
  reported_deaths: sum(civilians_killed_reported_total, 2002-01..2002-12, across_branch)   # before the arms part
)yaml";
}

const study::Model& model() {
    static const study::AdaptedModel<Intervention> instance;
    return instance;
}

}  // namespace peacenorm::intervention

template void peacenorm::config::read(const Node&, intervention::Parameters&, Faults&);
template peacenorm::config::Node peacenorm::config::emit(const intervention::Parameters&);
