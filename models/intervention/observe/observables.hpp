// SPDX-License-Identifier: Apache-2.0
// What is observed, in one table: the sums that processes fill each week, the formulas that make observables of a
// window's sums, and the observables. An observable with a sum of its own is an enumerator and a row at the top, a
// formula if none fits, a row at the bottom; the process that knows fills `week.of(Measured::...)`. What belongs to one
// mechanism alone stands in its header.
#pragma once

#include <array>
#include <span>

#include "models/intervention/observe/axes.hpp"
#include "models/intervention/rules/poc_index.hpp"
#include "models/intervention/setup.hpp"
#include "sim/config/schema.hpp"
#include "sim/record/evaluate.hpp"

namespace peacenorm::intervention {

/// A sum over the week: a count, an amount, or a level, whose mean over weeks is shown.
enum class Measured : int {
    in_reach,
    in_reach_reported,
    aware,
    known,
    responded_known,
    responded,
    responded_reported,
    protected_own,
    protected_joint,
    prevented,
    late,
    timeliness_sum,
    calls_willing,
    calls_without_hours,
    patrols,
    hours_outside,
    unmatched,
    threatened_reach,
    averted,
    own_harm,
    operations,
    hours,
    hours_protection,
    hours_tier1,
    hours_tier3,
    hours_counter_terrorism,
    hours_support,
    hours_force_protection,
    hours_received,
    hours_lost,
    strength,
    legitimacy,
    legitimacy_exposed,
    exposed_persons,
    legitimacy_place,
    legitimacy_community,
    legitimacy_region,
    survey_answers,
    survey_reproaches,
    survey_moments,
    ledger,
    legitimacy_change,
    obligations_due,
    obligations_met,
    duties_due,
    duties_met,
    norm_salience,
    norm_weight,
    abuses,
    abuses_supported,
    abuses_conditioned,
    abuses_voiced,
    support_decided,
    voice_decided,
    support_held_back,
    attacked,
    force_deaths,
    tipped,
    tip_willing,
    tip_asked,
    heard_here,
    heard_over_border,
    heard_by_media,
    heard_of_kin,
    fear,
    anger,
    consent,
    killed,
    killed_reported,
    killed_place,
    killed_reported_place,
    fighters_place,
    forces_place,
    threats,
    threats_reported,
    killed_class,
    killed_reported_class,
    attacks_reported_class,
    fighters,
    fighters_killed,
    refilled,
    turned_away,
    lying_low,
    battles,
    alive,
    dead,
    in_arms,
    first_population,
    alive_place,
    alive_community,
    alive_region,
    depth,
    depth_weight,
    count_
};

inline constexpr auto core_measures = record::by_id<Measured>({
    {Measured::in_reach, by_organisation},
    {Measured::in_reach_reported, by_organisation},
    {Measured::aware, by_organisation},
    {Measured::known, by_organisation},
    {Measured::responded_known, by_organisation},
    {Measured::responded, by_organisation},
    {Measured::responded_reported, by_organisation},
    {Measured::protected_own, by_organisation},
    {Measured::protected_joint, by_organisation},
    {Measured::prevented, by_organisation},
    {Measured::late, by_organisation},
    {Measured::timeliness_sum, by_organisation},
    {Measured::calls_willing, by_organisation_region},
    {Measured::calls_without_hours, by_organisation_region},
    {Measured::patrols, by_organisation},
    {Measured::hours_outside, by_organisation},
    {Measured::unmatched, by_organisation},
    {Measured::threatened_reach, by_organisation},
    {Measured::averted, by_organisation},
    {Measured::own_harm, by_organisation},
    {Measured::operations, by_organisation},
    {Measured::hours, by_organisation},
    {Measured::hours_protection, by_organisation},
    {Measured::hours_tier1, by_organisation},
    {Measured::hours_tier3, by_organisation},
    {Measured::hours_counter_terrorism, by_organisation},
    {Measured::hours_support, by_organisation},
    {Measured::hours_force_protection, by_organisation},
    {Measured::hours_received, by_organisation},
    {Measured::hours_lost, by_organisation},
    {Measured::strength, by_organisation},
    {Measured::legitimacy, by_organisation},
    {Measured::legitimacy_exposed, by_organisation},
    {Measured::exposed_persons, by_organisation},
    {Measured::legitimacy_place, by_organisation_place},
    {Measured::legitimacy_community, by_organisation_community},
    {Measured::legitimacy_region, by_organisation_region},
    {Measured::survey_answers, by_survey_answer},
    {Measured::survey_reproaches, by_survey_reproach},
    {Measured::survey_moments, by_survey_moment},
    {Measured::ledger, by_organisation_cause},
    {Measured::legitimacy_change, by_organisation},
    {Measured::obligations_due, by_organisation_tier},
    {Measured::obligations_met, by_organisation_tier},
    {Measured::duties_due, by_organisation_duty},
    {Measured::duties_met, by_organisation_duty},
    {Measured::norm_salience, by_organisation_component},
    {Measured::norm_weight, by_organisation},
    {Measured::abuses, by_organisation},
    {Measured::abuses_supported, by_organisation},
    {Measured::abuses_conditioned, by_organisation},
    {Measured::abuses_voiced, by_organisation},
    {Measured::support_decided, by_organisation},
    {Measured::voice_decided, by_organisation},
    {Measured::support_held_back, by_organisation},
    {Measured::attacked, by_organisation},
    {Measured::force_deaths, by_organisation},
    {Measured::tipped, by_organisation},
    {Measured::tip_willing, by_organisation},
    {Measured::tip_asked, by_organisation},
    {Measured::heard_here, nation},
    {Measured::heard_over_border, nation},
    {Measured::heard_by_media, nation},
    {Measured::heard_of_kin, nation},
    {Measured::fear, by_community},
    {Measured::anger, by_community},
    {Measured::consent, by_organisation},
    {Measured::killed, by_perpetrator},
    {Measured::killed_reported, by_perpetrator},
    {Measured::killed_place, by_place},
    {Measured::killed_reported_place, by_place},
    {Measured::fighters_place, by_place},
    {Measured::forces_place, by_place},
    {Measured::threats, by_perpetrator},
    {Measured::threats_reported, by_perpetrator},
    {Measured::killed_class, by_class},
    {Measured::killed_reported_class, by_class},
    {Measured::attacks_reported_class, by_class},
    {Measured::fighters, by_perpetrator},
    {Measured::fighters_killed, by_perpetrator},
    {Measured::refilled, by_perpetrator},
    {Measured::turned_away, nation},
    {Measured::lying_low, by_perpetrator},
    {Measured::battles, by_organisation},
    {Measured::alive, nation},
    {Measured::dead, nation},
    {Measured::in_arms, nation},
    {Measured::first_population, nation},
    {Measured::alive_place, by_place},
    {Measured::alive_community, by_community},
    {Measured::alive_region, by_region},
    {Measured::depth, nation},
    {Measured::depth_weight, nation},
});

namespace formulas {

using record::amount_of, record::count_of, record::input, record::level_of;
using record::mean_level, record::ratio, record::total, record::total_of_all;
using record::no_value, record::share_of, record::Window;

/// Share of pooled counts, drawn a little to one half.
template <Measured Numerator, Measured Denominator>
void pooled(const Window& w, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = pooled_ratio(w.sum(Numerator)[i], w.sum(Denominator)[i]);
}

/// A weight of the index, or its reference, as in force in the window: its mean over the weeks.
inline double in_force(const Window& w, double Compliance::*number) {
    return w.mean_of<Setup>([number](const Setup& setup) { return setup.parameters.compliance.*number; });
}

inline double harmless(const Window& w, std::size_t o) {
    return do_no_harm(w.sum(Measured::own_harm)[o], w.sum(Measured::operations)[o],
                      in_force(w, &Compliance::harm_reference));
}

inline double timely(const Window& w, std::size_t o) {
    return pooled_ratio(w.sum(Measured::timeliness_sum)[o], w.sum(Measured::responded_known)[o]);
}

inline void harmless_all(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = harmless(w, o);
}

inline void timely_all(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = timely(w, o);
}

inline void index_1(const Window& w, std::span<double> out) {
    Compliance weights;
    weights.response = in_force(w, &Compliance::response);
    weights.timeliness = in_force(w, &Compliance::timeliness);
    weights.do_no_harm = in_force(w, &Compliance::do_no_harm);
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = poc_compliance(pooled_ratio(w.sum(Measured::responded)[o], w.sum(Measured::in_reach)[o]), timely(w, o),
                                harmless(w, o), weights);
}

/// Threats to civilians in its area of responsibility, and those that its presence prevented: the same in every arm.
inline double owed_physically(const Window& w, std::size_t o) {
    return w.sum(Measured::in_reach)[o] + w.sum(Measured::prevented)[o];
}

/// Threats that it prevented or protected against; `by`: itself, or with partners whom it warned or supports.
inline double met_physically(const Window& w, std::size_t o, Measured by) {
    return w.sum(by)[o] + w.sum(Measured::prevented)[o];
}

/// Duties of one kind that are owed whatever the ties; `of` says due or met.
inline double duties(const Window& w, std::size_t o, Measured of, Duty kind) {
    return w.sum(of)[o * duty_count + index(kind)];
}

inline double environment(const Window& w, std::size_t o, Measured of) {
    return duties(w, o, of, Duty::restrain_self) + duties(w, o, of, Duty::report);
}

inline std::array<TierCount, tier_count> tiers(const Window& w, std::size_t o, Measured by) {
    return {{{met_physically(w, o, by), owed_physically(w, o), in_force(w, &Compliance::physical)},
             {environment(w, o, Measured::duties_met), environment(w, o, Measured::duties_due),
              in_force(w, &Compliance::environment)},
             {duties(w, o, Measured::duties_met, Duty::engage), duties(w, o, Measured::duties_due, Duty::engage),
              in_force(w, &Compliance::dialogue)}}};
}

template <Measured By, Mean mean>
void index_2(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = index_of_tiers(tiers(w, o, By), mean);
}

/// Version 1 where all of the window's weeks ask for it.
inline void compliance(const Window& w, std::span<double> out) {
    const double version =
        w.mean_of<Setup>([](const Setup& setup) { return static_cast<double>(setup.parameters.compliance.index); });
    version == 1 ? index_1(w, out) : index_2<Measured::protected_own, Mean::geometric>(w, out);
}

template <Measured By>
void physical_rate(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = pooled_ratio(met_physically(w, o, By), owed_physically(w, o));
}

template <Measured By>
void physical_count(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = met_physically(w, o, By);
}

inline void physical_owed(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = owed_physically(w, o);
}

/// Duties that exist only through a tie, apart.
inline void tied_rate(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = pooled_ratio(duties(w, o, Measured::duties_met, Duty::restrain_partner),
                              duties(w, o, Measured::duties_due, Duty::restrain_partner));
}

inline void environment_rate(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = pooled_ratio(environment(w, o, Measured::duties_met), environment(w, o, Measured::duties_due));
}

inline void dialogue_rate(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = pooled_ratio(duties(w, o, Measured::duties_met, Duty::engage),
                              duties(w, o, Measured::duties_due, Duty::engage));
}

/// The kinds of duty that are owed whatever the ties.
inline void scope(const Window& w, std::span<double> out) {
    constexpr std::array kinds{Duty::respond, Duty::engage, Duty::restrain_self, Duty::report};
    for (std::size_t o = 0; o < out.size(); ++o) {
        std::array<TierCount, kinds.size()> counts{};
        for (std::size_t k = 0; k < kinds.size(); ++k)
            counts[k] = {duties(w, o, Measured::duties_met, kinds[k]), duties(w, o, Measured::duties_due, kinds[k]), 1};
        out[o] = scope_of_duties(counts);
    }
}

/// A mean over persons, of a sum over them; a sum of 0 says that nobody is asked about this.
template <Measured Mass, Measured Persons>
void over_persons(const Window& w, std::span<double> out) {
    const auto persons = w.sum(Persons);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double mass = w.sum(Mass)[i];
        out[i] = mass > 0 ? share_of(mass, persons[i % persons.size()]) : no_value;
    }
}

/// Calls that a commander would answer and has no hours for, over all that he would answer; all regions together.
inline void want_of_hours(const Window& w, std::span<double> out) {
    const auto willing = w.sum(Measured::calls_willing), unserved = w.sum(Measured::calls_without_hours);
    const std::size_t regions = willing.size() / out.size();
    for (std::size_t o = 0; o < out.size(); ++o) {
        double all = 0, wanting = 0;
        for (std::size_t r = 0; r < regions; ++r) {
            all += willing[o * regions + r];
            wanting += unserved[o * regions + r];
        }
        out[o] = pooled_ratio(wanting, all);
    }
}

/// While present: the mean over the weeks in which the organisation has strength.
inline void salience(const Window& w, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = share_of(w.sum(Measured::norm_salience)[i], w.sum(Measured::norm_weight)[i / component_count]);
}

inline void accountable(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = accountability(w.sum(Measured::abuses_conditioned)[o], w.sum(Measured::support_decided)[o],
                                w.sum(Measured::abuses_voiced)[o], w.sum(Measured::voice_decided)[o]);
}

inline void posture(const Window& w, std::span<double> out) {
    constexpr double rounding = 1e-12;  // of shares of hours that sum to 1
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double share = share_of(w.sum(Measured::hours_counter_terrorism)[o] + w.sum(Measured::hours_support)[o] +
                                          w.sum(Measured::hours_force_protection)[o],
                                      w.sum(Measured::hours)[o]);
        out[o] = share > 1 && share < 1 + rounding ? 1 : share;
    }
}

/// The rule of a yearly list of one-sided violence: an actor counts from 25 reported deaths on.
inline void named_actors(const Window& w, std::span<double> out) {
    constexpr double least = 25;
    out[0] = 0;
    for (const double deaths : w.sum(Measured::killed_reported)) out[0] += deaths >= least ? deaths : 0;
}

inline constexpr std::array table{
    level_of("poc_compliance", by_organisation, "1", "PoC implementation (model index): own", compliance),
    level_of("poc_compliance_joint", by_organisation, "1",
             "PoC implementation (model index 2): own, or by partners whom it warned or supports",
             index_2<Measured::protected_joint, Mean::geometric>),
    level_of("poc_index_1", by_organisation, "1", "PoC implementation, version 1 of the index", index_1),
    level_of("poc_arithmetic", by_organisation, "1", "PoC implementation, arithmetic mean of the tiers",
             index_2<Measured::protected_own, Mean::arithmetic>),
    level_of("poc_least_tier", by_organisation, "1", "PoC implementation, the least of the tiers",
             index_2<Measured::protected_own, Mean::least>),
    level_of("physical_rate", by_organisation, "1",
             "threats that it protected against in time or prevented, over threats in reach and prevented",
             physical_rate<Measured::protected_own>),
    level_of("physical_rate_joint", by_organisation, "1", "the same, or by partners whom it warned or supports",
             physical_rate<Measured::protected_joint>),
    level_of("environment_rate", by_organisation, "1",
             "duties to restrain itself and to report abuse that are acted on in time", environment_rate),
    level_of("dialogue_rate", by_organisation, "1", "places of threats engaged in time", dialogue_rate),
    level_of("tied_rate", by_organisation, "1",
             "duties that exist only through a tie acted on in time: to restrain partners that it supports", tied_rate),
    count_of("physical_owed", by_organisation, "1", "threats in reach, and those that its presence prevented",
             physical_owed),
    count_of("physical_met", by_organisation, "1", "those that it protected against in time or prevented",
             physical_count<Measured::protected_own>),
    count_of("physical_met_joint", by_organisation, "1", "the same, or by partners whom it warned or supports",
             physical_count<Measured::protected_joint>),
    count_of("threats_prevented", by_organisation, "1",
             "threats that would have formed without its presence, by the same draws", total<Measured::prevented>),
    count_of("duties_due", by_organisation_duty, "1", "duties that came due or were acted on, by kind",
             total<Measured::duties_due>),
    count_of("duties_met", by_organisation_duty, "1", "duties acted on in time, by kind", total<Measured::duties_met>),
    level_of("response_rate", by_organisation, "1", "responses before or during the attack over threats within reach",
             pooled<Measured::responded, Measured::in_reach>),
    level_of("timeliness", by_organisation, "1", "timeliness of responses relative to lead time", timely_all),
    level_of("do_no_harm", by_organisation, "1", "own harm to civilians per 100 operations, as exp(-harm / reference)",
             harmless_all),
    level_of("awareness", by_organisation, "1", "threats within reach known before the attack",
             pooled<Measured::aware, Measured::in_reach>),
    level_of("response_given_knowledge", by_organisation, "1", "responses over threats within reach that were known",
             pooled<Measured::responded_known, Measured::known>),
    level_of("effectiveness", by_organisation, "1", "share of shadow harm averted by own responses",
             ratio<Measured::averted, Measured::threatened_reach>),
    level_of("response_rate_reported", by_organisation, "1",
             "responses before or during the attack over reported threats within reach",
             pooled<Measured::responded_reported, Measured::in_reach_reported>),
    level_of("accountability", by_organisation, "1",
             "half the share of supported partners' abuses that cost them support, half the share of all abuses "
             "reported in public, of those decided in the window; missing where none by a supported partner was",
             accountable),
    level_of("norm_scope", by_organisation, "1", "effective number of kinds of duty that are acted on, over those owed",
             scope),
    level_of("obligations_acted_on", by_organisation_tier, "1",
             "share of obligations triggered that are acted on, by tier",
             pooled<Measured::obligations_met, Measured::obligations_due>),
    count_of("obligations_due", by_organisation_tier, "1", "obligations that came due or were acted on, by tier",
             total<Measured::obligations_due>),
    count_of("obligations_met", by_organisation_tier, "1", "obligations acted on, by tier",
             total<Measured::obligations_met>),
    level_of("norm_salience", by_organisation_component, "1",
             "salience of the norm as it bears on conduct, by component, while present", salience),
    count_of("abuses_true", by_organisation, "1", "harm events by all organisations that it could report",
             total<Measured::abuses>),
    count_of("abuses_of_supported", by_organisation, "1", "harm events by partners that it supports",
             total<Measured::abuses_supported>),
    count_of("abuses_conditioned", by_organisation, "1", "those that cost the partner support",
             total<Measured::abuses_conditioned>),
    count_of("abuses_voiced", by_organisation, "1", "harm events that it reported in public",
             total<Measured::abuses_voiced>),
    level_of("support_held_back", by_organisation, "1", "partners whose support it holds back, mean over the window",
             mean_level<Measured::support_held_back>),
    count_of("attacks_on_forces", by_organisation, "1", "attacks on it by armed groups", total<Measured::attacked>),
    count_of("members_killed", by_organisation, "persons", "its members killed in attacks",
             total<Measured::force_deaths>),
    amount_of("tips", by_organisation, "1", "threats in places where it stands that were reported to it, expected",
              total<Measured::tipped>),
    level_of("tip_willingness", by_organisation, "1", "willingness to inform it, mean over all persons",
             ratio<Measured::tip_willing, Measured::tip_asked>),
    level_of("fear", by_community, "1", "fear by community", ratio<Measured::fear, Measured::alive_community>),
    level_of("anger", by_community, "1", "anger by community", ratio<Measured::anger, Measured::alive_community>),
    level_of("access", by_organisation, "1", "share of movements that the host clears", mean_level<Measured::consent>),
    level_of("want_of_hours", by_organisation, "1",
             "calls that a commander would answer but has no hours for, over all that he would answer", want_of_hours),
    level_of("want_of_hours_by_region", by_organisation_region, "1", "the same by the region of the call",
             pooled<Measured::calls_without_hours, Measured::calls_willing>),
    count_of("calls_willing", by_organisation_region, "1", "calls that a commander would answer, by region",
             total<Measured::calls_willing>),
    amount_of("patrols", by_organisation, "1", "patrols: hours of physical protection that responses leave",
              total<Measured::patrols>),
    level_of("effort_outside", by_organisation, "1", "share of force-hours spent outside the camps",
             ratio<Measured::hours_outside, Measured::hours>),
    level_of("contingents_unmatched", by_organisation, "1",
             "contingents that keep their own norm in an arm that follows another, mean over the window",
             mean_level<Measured::unmatched>),
    count_of("threats_in_reach", by_organisation, "1", "threats within reach of a unit", total<Measured::in_reach>),
    count_of("responses_in_time", by_organisation, "1", "responses before or during the attack",
             total<Measured::responded>),
    count_of("responses_late", by_organisation, "1", "responses after the attack", total<Measured::late>),
    count_of("deaths_averted", by_organisation, "persons", "shadow deaths less deaths, own response removed",
             total<Measured::averted>),
    count_of("own_harm", by_organisation, "persons", "civilians killed in own operations", total<Measured::own_harm>),
    amount_of("operations", by_organisation, "1", "operations and patrols", total<Measured::operations>),
    amount_of("force_hours", by_organisation, "hours", "force-hours available", total<Measured::hours>),
    level_of("effort_dialogue", by_organisation, "1", "share of force-hours: dialogue (tier I)",
             ratio<Measured::hours_tier1, Measured::hours>),
    level_of("effort_physical_protection", by_organisation, "1", "share of force-hours: physical protection (tier II)",
             ratio<Measured::hours_protection, Measured::hours>),
    level_of("effort_protective_environment", by_organisation, "1",
             "share of force-hours: protective environment (tier III)", ratio<Measured::hours_tier3, Measured::hours>),
    level_of("effort_counter_terrorism", by_organisation, "1", "share of force-hours: counter-terrorism",
             ratio<Measured::hours_counter_terrorism, Measured::hours>),
    level_of("effort_partner_support", by_organisation, "1", "share of force-hours: partner support",
             ratio<Measured::hours_support, Measured::hours>),
    level_of("effort_force_protection", by_organisation, "1", "share of force-hours: force protection",
             ratio<Measured::hours_force_protection, Measured::hours>),
    level_of("posture", by_organisation, "1",
             "share of force-hours in counter-terrorism, partner support and force protection", posture),
    amount_of("force_hours_received", by_organisation, "hours", "force-hours received from partners",
              total<Measured::hours_received>),
    amount_of("force_hours_lost", by_organisation, "hours", "force-hours lost on the way to partners",
              total<Measured::hours_lost>),
    input(level_of("strength", by_organisation, "persons", "persons deployed", mean_level<Measured::strength>)),
    level_of("legitimacy", by_organisation, "1", "local legitimacy, all persons",
             over_persons<Measured::legitimacy, Measured::alive>),
    level_of("legitimacy_exposed", by_organisation, "1",
             "local legitimacy where it has a base or a threat came within a year",
             over_persons<Measured::legitimacy_exposed, Measured::exposed_persons>),
    level_of("legitimacy_by_place", by_organisation_place, "1", "local legitimacy by place",
             over_persons<Measured::legitimacy_place, Measured::alive_place>),
    level_of("legitimacy_by_community", by_organisation_community, "1", "local legitimacy by community",
             over_persons<Measured::legitimacy_community, Measured::alive_community>),
    level_of("legitimacy_by_region", by_organisation_region, "1", "local legitimacy by region",
             over_persons<Measured::legitimacy_region, Measured::alive_region>),
    count_of("survey_answers", by_survey_answer, "persons", "answers of the persons whom a survey asked",
             total<Measured::survey_answers>),
    count_of("survey_reproaches", by_survey_reproach, "persons", "what the dissatisfied among them reproach",
             total<Measured::survey_reproaches>),
    count_of("survey_moments", by_survey_moment, "1",
             "sums over persons behind the correlation of two answers, scored 1 to 4, or of one with a circumstance",
             total<Measured::survey_moments>),
    amount_of("legitimacy_change", by_organisation, "1", "change of local legitimacy over the window",
              total<Measured::legitimacy_change>),
    amount_of("legitimacy_ledger", by_organisation_cause, "1",
              "change of local legitimacy by cause; sums to legitimacy_change", total<Measured::ledger>),
    level_of("news_heard_here", nation, "news per person and week", "news of events in a person's place",
             ratio<Measured::heard_here, Measured::alive>),
    level_of("news_heard_over_border", nation, "news per person and week", "news of events in bordering places",
             ratio<Measured::heard_over_border, Measured::alive>),
    level_of("news_heard_by_media", nation, "news per person and week", "news of events elsewhere, by media",
             ratio<Measured::heard_by_media, Measured::alive>),
    level_of("news_heard_of_kin", nation, "news per person and week", "news of events that a person knew of kin alone",
             ratio<Measured::heard_of_kin, Measured::alive>),
    count_of("civilians_killed", by_perpetrator, "persons", "civilians killed", total<Measured::killed>),
    count_of("civilians_killed_reported", by_perpetrator, "persons", "civilians killed, as an observer would report",
             total<Measured::killed_reported>),
    count_of("civilians_killed_total", nation, "persons", "civilians killed by all perpetrators",
             total_of_all<Measured::killed>),
    count_of("civilians_killed_reported_total", nation, "persons",
             "civilians killed by all perpetrators, as an observer would report",
             total_of_all<Measured::killed_reported>),
    count_of("civilians_killed_by_place", by_place, "persons", "civilians killed by place",
             total<Measured::killed_place>),
    count_of("civilians_killed_reported_by_place", by_place, "persons",
             "civilians killed by place, as an observer would report", total<Measured::killed_reported_place>),
    level_of("fighters_by_place", by_place, "persons", "fighters by place, mean over the window",
             mean_level<Measured::fighters_place>),
    input(level_of("forces_by_place", by_place, "persons", "interveners' persons deployed, by place",
                   mean_level<Measured::forces_place>)),
    count_of("threats", by_perpetrator, "1", "threats to civilians and harmful operations", total<Measured::threats>),
    count_of("civilians_killed_by_class", by_class, "persons", "civilians killed, by class of perpetrator",
             total<Measured::killed_class>),
    count_of("civilians_killed_reported_by_class", by_class, "persons",
             "civilians killed in direct attacks, as an observer would report, by class of perpetrator",
             total<Measured::killed_reported_class>),
    count_of("attacks_reported_by_class", by_class, "1",
             "direct attacks on civilians, as an observer would report, by class of perpetrator",
             total<Measured::attacks_reported_class>),
    count_of("civilians_killed_named_actors", nation, "persons",
             "civilians killed by perpetrators with at least 25 reported deaths in the window, as an observer who "
             "counts named actors by the year would report",
             named_actors),
    level_of("fighters", by_perpetrator, "persons", "fighters, mean over the window", mean_level<Measured::fighters>),
    count_of("fighters_killed", by_perpetrator, "persons", "fighters killed or taken",
             total<Measured::fighters_killed>),
    amount_of("fighters_refilled", by_perpetrator, "persons", "fighters come from outside, less those who left",
              total<Measured::refilled>),
    count_of("fighters_turned_away", nation, "persons", "newcomers to armed groups who found no band",
             total<Measured::turned_away>),
    level_of("bands_lying_low", by_perpetrator, "bands", "bands that lie low, mean over the window",
             mean_level<Measured::lying_low>),
    count_of("battles", by_organisation, "1", "operations that met a band", total<Measured::battles>),
    level_of("persons_alive", nation, "persons", "persons alive, mean over the window", mean_level<Measured::alive>),
    level_of("persons_dead", nation, "persons", "persons killed so far, mean over the window",
             mean_level<Measured::dead>),
    level_of("persons_in_arms", nation, "persons", "civilians who have joined an armed group so far, mean",
             mean_level<Measured::in_arms>),
    input(level_of("cooperation_depth", nation, "1", "mean depth of the feasible channels within the ladder's group",
                   ratio<Measured::depth, Measured::depth_weight>))};

}  // namespace formulas

inline constexpr std::array retired_observables{
    config::Retired{"split_groups", "fighters, band_moves: groups act through bands"},
    config::Retired{"survey_satisfied", "survey_answers: what a survey's persons answer"}};

/// Both: what stands above, then what mechanisms declare in their headers.
std::span<const record::Measure> measures();
std::span<const record::Observable> observables();

}  // namespace peacenorm::intervention
