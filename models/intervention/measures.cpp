// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/measures.hpp"

#include <array>
#include <limits>

#include "models/intervention/mechanisms/conduct.hpp"

namespace peacenorm::intervention {
namespace {

using record::Axis;
using record::AxisIds;
using record::Measure;
using record::no_axis;
using record::Observable;
using record::Storage;
using record::Window;

constexpr AxisIds nation{no_axis, no_axis};
constexpr AxisIds by_organisation{organisation_axis, no_axis};
constexpr AxisIds by_place{place_axis, no_axis};
constexpr AxisIds by_community{community_axis, no_axis};
constexpr AxisIds by_perpetrator{perpetrator_axis, no_axis};
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// In the order of `Measured`.
constexpr std::array all_measures{
    Measure{"in_reach", by_organisation},
    Measure{"aware", by_organisation},
    Measure{"known", by_organisation},
    Measure{"responded_known", by_organisation},
    Measure{"responded", by_organisation},
    Measure{"late", by_organisation},
    Measure{"timeliness_sum", by_organisation},
    Measure{"threatened_reach", by_organisation},
    Measure{"averted", by_organisation},
    Measure{"own_harm", by_organisation},
    Measure{"operations", by_organisation},
    Measure{"hours", by_organisation},
    Measure{"hours_protection", by_organisation},
    Measure{"hours_tier1", by_organisation},
    Measure{"hours_tier3", by_organisation},
    Measure{"hours_counter_terrorism", by_organisation},
    Measure{"hours_support", by_organisation},
    Measure{"hours_force_protection", by_organisation},
    Measure{"hours_received", by_organisation},
    Measure{"hours_lost", by_organisation},
    Measure{"strength", by_organisation},
    Measure{"legitimacy", by_organisation},
    Measure{"legitimacy_exposed", by_organisation},
    Measure{"exposed_persons", by_organisation},
    Measure{"legitimacy_place", {organisation_axis, place_axis}},
    Measure{"legitimacy_community", {organisation_axis, community_axis}},
    Measure{"ledger", {organisation_axis, cause_axis}},
    Measure{"legitimacy_change", by_organisation},
    Measure{"killed", by_perpetrator},
    Measure{"killed_reported", by_perpetrator},
    Measure{"killed_place", by_place},
    Measure{"killed_reported_place", by_place},
    Measure{"threats", by_perpetrator},
    Measure{"threats_reported", by_perpetrator},
    Measure{"alive", nation},
    Measure{"dead", nation},
    Measure{"first_population", nation},
    Measure{"alive_place", by_place},
    Measure{"alive_community", by_community},
    Measure{"depth", nation},
    Measure{"depth_weight", nation},
    Measure{"weight_response", nation},
    Measure{"weight_timeliness", nation},
    Measure{"weight_do_no_harm", nation},
    Measure{"harm_reference", nation},
};
static_assert(all_measures.size() == static_cast<std::size_t>(Measured::count_), "a measure is missing its row");

std::span<const double> sum(const Window& w, Measured m) {
    return w.sum(static_cast<int>(m));
}
double level(const Window& w, Measured m) {
    return w.ticks() > 0 ? sum(w, m)[0] / w.ticks() : missing;
}

template <Measured M>
void total(const Window& w, std::span<double> out) {
    const auto values = sum(w, M);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = values[i];
}

template <Measured M>
void mean_level(const Window& w, std::span<double> out) {
    const auto values = sum(w, M);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = w.ticks() > 0 ? values[i] / w.ticks() : missing;
}

template <Measured Numerator, Measured Denominator>
void pooled(const Window& w, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = pooled_ratio(sum(w, Numerator)[i], sum(w, Denominator)[i]);
}

template <Measured Numerator, Measured Denominator>
void ratio(const Window& w, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double n = sum(w, Denominator)[i];
        out[i] = n > 0 ? sum(w, Numerator)[i] / n : missing;
    }
}

double harmless(const Window& w, std::size_t o) {
    return do_no_harm(sum(w, Measured::own_harm)[o], sum(w, Measured::operations)[o],
                      level(w, Measured::harm_reference));
}

double timely(const Window& w, std::size_t o) {
    return pooled_ratio(sum(w, Measured::timeliness_sum)[o], sum(w, Measured::responded_known)[o]);
}

void harmless_all(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = harmless(w, o);
}

void timely_all(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = timely(w, o);
}

void compliance(const Window& w, std::span<double> out) {
    const Compliance weights{level(w, Measured::weight_response), level(w, Measured::weight_timeliness),
                             level(w, Measured::weight_do_no_harm), level(w, Measured::harm_reference)};
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = poc_compliance(pooled_ratio(sum(w, Measured::responded)[o], sum(w, Measured::in_reach)[o]),
                                timely(w, o), harmless(w, o), weights);
}

void effective(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double shadow = sum(w, Measured::threatened_reach)[o];
        out[o] = shadow > 0 ? sum(w, Measured::averted)[o] / shadow : missing;
    }
}

void legitimacy_nation(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double mass = sum(w, Measured::legitimacy)[o];
        out[o] = mass > 0 ? mass / sum(w, Measured::alive)[0] : missing;
    }
}

template <Measured Mass, Measured Persons>
void legitimacy_rows(const Window& w, std::span<double> out) {
    const auto persons = sum(w, Persons);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double n = persons[i % persons.size()];
        const double mass = sum(w, Mass)[i];
        out[i] = n > 0 && mass > 0 ? mass / n : missing;
    }
}

template <Measured M>
void all_of(const Window& w, std::span<double> out) {
    out[0] = 0;
    for (const double value : sum(w, M)) out[0] += value;
}

void depth_of_group(const Window& w, std::span<double> out) {
    const double weight = sum(w, Measured::depth_weight)[0];
    out[0] = weight > 0 ? sum(w, Measured::depth)[0] / weight : missing;
}

constexpr Storage count = Storage::count;
constexpr Storage real = Storage::real;

constexpr std::array all_observables{
    Observable{"poc_compliance", by_organisation, "1", "PoC implementation (model index)", real, false, compliance},
    Observable{"response_rate", by_organisation, "1", "responses before or during the attack over threats within reach",
               real, false, pooled<Measured::responded, Measured::in_reach>},
    Observable{"timeliness", by_organisation, "1", "timeliness of responses relative to lead time", real, false,
               timely_all},
    Observable{"do_no_harm", by_organisation, "1",
               "own harm to civilians per 100 operations, as exp(-harm / reference)", real, false, harmless_all},
    Observable{"awareness", by_organisation, "1", "threats within reach known before the attack", real, false,
               pooled<Measured::aware, Measured::in_reach>},
    Observable{"response_given_knowledge", by_organisation, "1", "responses over threats within reach that were known",
               real, false, pooled<Measured::responded_known, Measured::known>},
    Observable{"effectiveness", by_organisation, "1", "share of shadow harm averted by own responses", real, false,
               effective},
    Observable{"threats_in_reach", by_organisation, "1", "threats within reach of a unit", count, false,
               total<Measured::in_reach>, record::Over::total},
    Observable{"responses_in_time", by_organisation, "1", "responses before or during the attack", count, false,
               total<Measured::responded>, record::Over::total},
    Observable{"responses_late", by_organisation, "1", "responses after the attack", count, false,
               total<Measured::late>, record::Over::total},
    Observable{"deaths_averted", by_organisation, "persons", "shadow deaths less deaths, own response removed", count,
               false, total<Measured::averted>, record::Over::total},
    Observable{"own_harm", by_organisation, "persons", "civilians killed in own operations", count, false,
               total<Measured::own_harm>, record::Over::total},
    Observable{"operations", by_organisation, "1", "operations and patrols", real, false, total<Measured::operations>,
               record::Over::total},
    Observable{"force_hours", by_organisation, "hours", "force-hours available", real, false, total<Measured::hours>,
               record::Over::total},
    Observable{"effort_dialogue", by_organisation, "1", "share of force-hours: dialogue (tier I)", real, false,
               ratio<Measured::hours_tier1, Measured::hours>},
    Observable{"effort_physical_protection", by_organisation, "1",
               "share of force-hours: physical protection (tier II)", real, false,
               ratio<Measured::hours_protection, Measured::hours>},
    Observable{"effort_protective_environment", by_organisation, "1",
               "share of force-hours: protective environment (tier III)", real, false,
               ratio<Measured::hours_tier3, Measured::hours>},
    Observable{"effort_counter_terrorism", by_organisation, "1", "share of force-hours: counter-terrorism", real, false,
               ratio<Measured::hours_counter_terrorism, Measured::hours>},
    Observable{"effort_partner_support", by_organisation, "1", "share of force-hours: partner support", real, false,
               ratio<Measured::hours_support, Measured::hours>},
    Observable{"effort_force_protection", by_organisation, "1", "share of force-hours: force protection", real, false,
               ratio<Measured::hours_force_protection, Measured::hours>},
    Observable{"force_hours_received", by_organisation, "hours", "force-hours received from partners", real, false,
               total<Measured::hours_received>, record::Over::total},
    Observable{"force_hours_lost", by_organisation, "hours", "force-hours lost on the way to partners", real, false,
               total<Measured::hours_lost>, record::Over::total},
    Observable{"strength", by_organisation, "persons", "persons deployed", real, true, mean_level<Measured::strength>},
    Observable{"legitimacy", by_organisation, "1", "local legitimacy, all persons", real, false, legitimacy_nation},
    Observable{"legitimacy_exposed", by_organisation, "1",
               "local legitimacy where it has a base or a threat came within a year", real, false,
               legitimacy_rows<Measured::legitimacy_exposed, Measured::exposed_persons>},
    Observable{"legitimacy_by_place",
               {organisation_axis, place_axis},
               "1",
               "local legitimacy by place",
               real,
               false,
               legitimacy_rows<Measured::legitimacy_place, Measured::alive_place>},
    Observable{"legitimacy_by_community",
               {organisation_axis, community_axis},
               "1",
               "local legitimacy by community",
               real,
               false,
               legitimacy_rows<Measured::legitimacy_community, Measured::alive_community>},
    Observable{"legitimacy_change", by_organisation, "1", "change of local legitimacy over the window", real, false,
               total<Measured::legitimacy_change>, record::Over::total},
    Observable{"legitimacy_ledger",
               {organisation_axis, cause_axis},
               "1",
               "change of local legitimacy by cause; sums to legitimacy_change",
               real,
               false,
               total<Measured::ledger>,
               record::Over::total},
    Observable{"civilians_killed", by_perpetrator, "persons", "civilians killed", count, false, total<Measured::killed>,
               record::Over::total},
    Observable{"civilians_killed_reported", by_perpetrator, "persons", "civilians killed, as an observer would report",
               count, false, total<Measured::killed_reported>, record::Over::total},
    Observable{"civilians_killed_total", nation, "persons", "civilians killed by all perpetrators", count, false,
               all_of<Measured::killed>, record::Over::total},
    Observable{"civilians_killed_reported_total", nation, "persons",
               "civilians killed by all perpetrators, as an observer would report", count, false,
               all_of<Measured::killed_reported>, record::Over::total},
    Observable{"civilians_killed_by_place", by_place, "persons", "civilians killed by place", count, false,
               total<Measured::killed_place>, record::Over::total},
    Observable{"civilians_killed_reported_by_place", by_place, "persons",
               "civilians killed by place, as an observer would report", count, false,
               total<Measured::killed_reported_place>, record::Over::total},
    Observable{"threats", by_perpetrator, "1", "threats to civilians and harmful operations", count, false,
               total<Measured::threats>, record::Over::total},
    Observable{"persons_alive", nation, "persons", "persons alive, mean over the window", real, false,
               mean_level<Measured::alive>},
    Observable{"persons_dead", nation, "persons", "persons killed so far, mean over the window", real, false,
               mean_level<Measured::dead>},
    Observable{"cooperation_depth", nation, "1", "mean depth of the feasible channels within the ladder's group", real,
               true, depth_of_group},
};

}  // namespace

std::span<const Measure> measures() {
    return all_measures;
}
std::span<const Observable> observables() {
    return all_observables;
}
std::vector<std::string> axis_names() {
    return {"organisation", "place", "community", "perpetrator", "cause"};
}

std::vector<Axis> axes(const Parameters& p) {
    std::vector<std::string> perpetrators = p.armed_groups.names();
    for (const std::string& name : p.organisations.names()) perpetrators.push_back(name);
    return {{"organisation", "organisation", p.organisations.names()},
            {"place", "cercle", p.places.names()},
            {"community", "community", p.communities.names()},
            {"perpetrator", "armed group or organisation that killed", perpetrators},
            {"cause",
             "cause of a change of legitimacy",
             {"forgetting", "own_credit", "omission", "own_blame", "partner_credit", "partner_blame", "personal",
              "composition"}}};
}

}  // namespace peacenorm::intervention
