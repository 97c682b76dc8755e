// SPDX-License-Identifier: Apache-2.0
// Every formula on a window of five weeks whose sums are known, the answer by hand.
#include "models/intervention/observe/observables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace peacenorm::intervention::testing {
namespace {

template <class... Each>
std::vector<int> rows(Each... measures) {
    return {static_cast<int>(measures)...};
}

// The n-th of these holds 100 n and the number of the cell: the sums of `aware` are 301 and 302. All others hold 1.
const std::vector<int> by_hundreds = rows(
    Measured::in_reach, Measured::in_reach_reported, Measured::aware, Measured::known, Measured::responded_known,
    Measured::responded, Measured::responded_reported, Measured::late, Measured::timeliness_sum,
    Measured::threatened_reach, Measured::averted, Measured::own_harm, Measured::operations, Measured::hours,
    Measured::hours_protection, Measured::hours_tier1, Measured::hours_tier3, Measured::hours_counter_terrorism,
    Measured::hours_support, Measured::hours_force_protection, Measured::hours_received, Measured::hours_lost,
    Measured::strength, Measured::legitimacy, Measured::legitimacy_exposed, Measured::exposed_persons,
    Measured::legitimacy_place, Measured::legitimacy_community, Measured::legitimacy_region, Measured::survey_moments,
    sums::protesting, Measured::ledger, Measured::legitimacy_change, Measured::obligations_due,
    Measured::obligations_met, Measured::norm_salience, Measured::norm_weight, Measured::abuses,
    Measured::abuses_supported, Measured::abuses_conditioned, Measured::abuses_voiced, Measured::support_held_back,
    Measured::attacked, Measured::force_deaths, Measured::tipped, Measured::tip_willing, Measured::fear,
    Measured::anger, Measured::consent, sums::displaced, sums::recruits, sums::moves, sums::other_supplier,
    sums::diverted, Measured::killed, Measured::killed_reported, Measured::killed_place,
    Measured::killed_reported_place, Measured::threats, Measured::alive, Measured::dead, Measured::alive_place,
    Measured::alive_community, Measured::alive_region, Measured::depth, Measured::depth_weight,
    Measured::support_decided, Measured::voice_decided, Measured::tip_asked, Measured::killed_class,
    Measured::killed_reported_class, Measured::attacks_reported_class, Measured::fighters, Measured::fighters_killed,
    Measured::refilled, Measured::turned_away, Measured::lying_low, Measured::battles, sums::armed, sums::disarmed,
    sums::clashes, sums::contested, Measured::protected_own, Measured::protected_joint, Measured::prevented,
    Measured::duties_due, Measured::duties_met, Measured::calls_willing, Measured::calls_without_hours,
    Measured::patrols, Measured::hours_outside, Measured::unmatched, Measured::heard_here, Measured::heard_over_border,
    Measured::heard_by_media, Measured::heard_of_kin, Measured::survey_answers, Measured::survey_reproaches,
    Measured::fighters_place, Measured::forces_place);

const record::TallyLayout& layout() {
    static const std::vector<record::Axis> two_organisations_three_places = [] {
        std::vector<record::Axis> all(axis_count);
        all[organisation_axis].labels = {"first", "second"};
        all[place_axis].labels = {"north", "south", "west"};
        all[community_axis].labels = {"herders", "farmers"};
        all[perpetrator_axis].labels = {"group", "first", "second"};
        all[cause_axis].labels.resize(cause_count);
        all[tier_axis].labels.resize(tier_count);
        all[component_axis].labels.resize(component_count);
        all[region_axis].labels = {"upper", "lower"};
        all[class_axis].labels = {"rebels", "forces"};
        all[duty_axis].labels.resize(duty_count);
        all[survey_axis].labels = {"wave.question.north"};
        all[answer_axis].labels = {"no", "yes"};
        all[reproach_axis].labels = {"useless"};
        all[survey_pair_axis].labels = {"wave.question.media"};
        all[moment_axis].labels = {"both", "product"};
        return all;
    }();
    static const record::TallyLayout result(measures(), two_organisations_three_places);
    return result;
}

record::Tally five_weeks() {
    record::Tally tally;
    tally.resize(layout());
    tally.ticks = 5;
    std::ranges::fill(tally.values, 1.0);
    for (std::size_t n = 0; n < by_hundreds.size(); ++n) {
        const auto cells = tally.of(layout(), by_hundreds[n]);
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = static_cast<double>(100 * (n + 1) + i + 1);
    }
    return tally;
}

void clear(record::Tally& tally, Measured measure) {
    std::ranges::fill(tally.of(layout(), static_cast<int>(measure)), 0.0);
}

/// Three weeks under one index, two under another: the means of its weights are 0.34, 0.36 and 0.3, of the
/// reference 36.
const record::InForce& two_indices() {
    static const record::InForce result = [] {
        record::InForce in_force;
        for (const auto& [tick, index] :
             {std::pair(0, Compliance{.response = 0.5, .timeliness = 0.2, .do_no_harm = 0.3, .harm_reference = 30}),
              std::pair(3, Compliance{.response = 0.1, .timeliness = 0.6, .do_no_harm = 0.3, .harm_reference = 45})}) {
            Setup setup;
            setup.parameters.compliance = index;
            in_force.from(tick, std::make_shared<const Setup>(setup));
        }
        return in_force;
    }();
    return result;
}

std::vector<double> evaluated(const record::Observable& observable, const record::Tally& tally) {
    std::vector<double> out(layout().axis_size(observable.axes[0]) * layout().axis_size(observable.axes[1]), -1.0);
    observable.evaluate({layout(), tally, two_indices()}, out);
    return out;
}

const record::Observable& observable_named(std::string_view name) {
    const auto all = observables();
    return *std::ranges::find(all, name, &record::Observable::name);
}

/// The geometric mean under the weights above, of what is not below its floor.
double index(double response_rate, double timeliness, double harm) {
    return std::pow(response_rate, 0.34) * std::pow(timeliness, 0.36) * std::pow(std::exp(-harm / 36), 0.3);
}

/// Index 2 by hand: physical^.5 x environment^.3 x dialogue^.2, of an organisation and its protections in time.
double tiers(int organisation, double protected_in_time) {
    const double prevented = 8501 + organisation, in_reach = 101 + organisation;
    const double due = 8600 + 5 * organisation, met = 8700 + 5 * organisation;  // duties: 2 engage, 3 self, 5 report
    const double physical = (protected_in_time + prevented + 0.5) / (in_reach + prevented + 1);
    const double environment = (met + 3 + met + 5 + 0.5) / (due + 3 + due + 5 + 1);
    return std::pow(physical, 0.5) * std::pow(environment, 0.3) * std::pow((met + 2.5) / (due + 3), 0.2);
}

struct Answer {
    std::string_view observable;
    std::vector<double> cells;
};

const std::vector<Answer> totals{
    {"obligations_due", {3401, 3402, 3403, 3404, 3405, 3406}},
    {"obligations_met", {3501, 3502, 3503, 3504, 3505, 3506}},
    {"threats_prevented", {8501, 8502}},
    {"physical_owed", {101 + 8501, 102 + 8502}},
    {"physical_met", {8301 + 8501, 8302 + 8502}},
    {"physical_met_joint", {8401 + 8501, 8402 + 8502}},
    {"duties_due", {8601, 8602, 8603, 8604, 8605, 8606, 8607, 8608, 8609, 8610}},
    {"duties_met", {8701, 8702, 8703, 8704, 8705, 8706, 8707, 8708, 8709, 8710}},
    {"calls_willing", {8801, 8802, 8803, 8804}},
    {"patrols", {9001, 9002}},
    {"abuses_true", {3801, 3802}},
    {"abuses_of_supported", {3901, 3902}},
    {"abuses_conditioned", {4001, 4002}},
    {"abuses_voiced", {4101, 4102}},
    {"attacks_on_forces", {4301, 4302}},
    {"members_killed", {4401, 4402}},
    {"tips", {4501, 4502}},
    {"warnings_diverted", {5401, 5402}},
    {"threats_in_reach", {101, 102}},
    {"responses_in_time", {601, 602}},
    {"responses_late", {801, 802}},
    {"deaths_averted", {1101, 1102}},
    {"own_harm", {1201, 1202}},
    {"operations", {1301, 1302}},
    {"force_hours", {1401, 1402}},
    {"force_hours_received", {2101, 2102}},
    {"force_hours_lost", {2201, 2202}},
    {"legitimacy_change", {3301, 3302}},
    {"legitimacy_ledger", {3201, 3202, 3203, 3204, 3205, 3206, 3207, 3208, 3209, 3210, 3211, 3212, 3213, 3214, 3215,
                           3216, 3217, 3218, 3219, 3220, 3221, 3222, 3223, 3224, 3225, 3226, 3227, 3228, 3229, 3230}},
    {"survey_answers", {9701, 9702}},
    {"survey_reproaches", {9801}},
    {"survey_moments", {3001, 3002}},
    {"civilians_killed", {5501, 5502, 5503}},
    {"civilians_killed_reported", {5601, 5602, 5603}},
    {"civilians_killed_total", {5501 + 5502 + 5503}},
    {"civilians_killed_reported_total", {5601 + 5602 + 5603}},
    {"civilians_killed_by_place", {5701, 5702, 5703}},
    {"civilians_killed_reported_by_place", {5801, 5802, 5803}},
    {"threats", {5901, 5902, 5903}},
    {"recruits", {5101}},
    {"band_moves", {5201}},
    {"civilians_killed_by_class", {7001, 7002}},
    {"civilians_killed_reported_by_class", {7101, 7102}},
    {"attacks_reported_by_class", {7201, 7202}},
    {"civilians_killed_named_actors", {5601 + 5602 + 5603}},
    {"fighters_killed", {7401, 7402, 7403}},
    {"fighters_refilled", {7501, 7502, 7503}},
    {"fighters_turned_away", {7601}},
    {"battles", {7801, 7802}},
    {"armed_in_self_defence", {7901}},
    {"fighters_disarmed", {8001}},
    {"clashes", {8101}}};

const std::vector<Answer> means_over_weeks{{"support_held_back", {4201 / 5.0, 4202 / 5.0}},
                                           {"access", {4901 / 5.0, 4902 / 5.0}},
                                           {"persons_displaced", {5001 / 5.0, 5002 / 5.0}},
                                           {"fighters", {7301 / 5.0, 7302 / 5.0, 7303 / 5.0}},
                                           {"protesting", {3101 / 5.0, 3102 / 5.0}},
                                           {"bands_lying_low", {7701 / 5.0, 7702 / 5.0, 7703 / 5.0}},
                                           {"contested_places", {8201 / 5.0}},
                                           {"contingents_unmatched", {9201 / 5.0, 9202 / 5.0}},
                                           {"other_supplier", {5301 / 5.0}},
                                           {"strength", {2301 / 5.0, 2302 / 5.0}},
                                           {"fighters_by_place", {9901 / 5.0, 9902 / 5.0, 9903 / 5.0}},
                                           {"forces_by_place", {10001 / 5.0, 10002 / 5.0, 10003 / 5.0}},
                                           {"persons_alive", {6001 / 5.0}},
                                           {"persons_dead", {6101 / 5.0}}};

const std::vector<Answer> ratios{
    {"response_rate", {601.5 / 102, 602.5 / 103}},
    {"timeliness", {901.5 / 502, 902.5 / 503}},
    {"do_no_harm", {std::exp(-(100 * 1201 / 1301.0) / 36), std::exp(-(100 * 1202 / 1302.0) / 36)}},
    {"poc_index_1",
     {index(601.5 / 102, 901.5 / 502, 100 * 1201 / 1301.0), index(602.5 / 103, 902.5 / 503, 100 * 1202 / 1302.0)}},
    {"awareness", {301.5 / 102, 302.5 / 103}},
    {"response_given_knowledge", {501.5 / 402, 502.5 / 403}},
    {"effectiveness", {1101 / 1001.0, 1102 / 1002.0}},
    {"response_rate_reported", {701.5 / 202, 702.5 / 203}},
    {"accountability", {0.5 * (4001.5 / 6702) + 0.5 * (4101.5 / 6802), 0.5 * (4002.5 / 6703) + 0.5 * (4102.5 / 6803)}},
    {"poc_compliance", {tiers(0, 8301), tiers(1, 8302)}},
    {"poc_compliance_joint", {tiers(0, 8401), tiers(1, 8402)}},
    {"physical_rate", {(8301 + 8501.5) / (101 + 8502), (8302 + 8502.5) / (102 + 8503)}},
    {"physical_rate_joint", {(8401 + 8501.5) / (101 + 8502), (8402 + 8502.5) / (102 + 8503)}},
    {"environment_rate", {(8703 + 8705.5) / (8603 + 8606), (8708 + 8710.5) / (8608 + 8611)}},
    {"dialogue_rate", {8702.5 / 8603, 8707.5 / 8608}},
    {"tied_rate", {8704.5 / 8605, 8709.5 / 8610}},
    {"want_of_hours", {(8901 + 8902.5) / (8801 + 8803), (8903 + 8904.5) / (8803 + 8805)}},
    {"want_of_hours_by_region", {8901.5 / 8802, 8902.5 / 8803, 8903.5 / 8804, 8904.5 / 8805}},
    {"effort_outside", {9101 / 1401.0, 9102 / 1402.0}},
    {"obligations_acted_on",
     {3501.5 / 3402, 3502.5 / 3403, 3503.5 / 3404, 3504.5 / 3405, 3505.5 / 3406, 3506.5 / 3407}},
    {"norm_salience", {3601 / 3701.0, 3602 / 3701.0, 3603 / 3701.0, 3604 / 3702.0, 3605 / 3702.0, 3606 / 3702.0}},
    {"effort_dialogue", {1601 / 1401.0, 1602 / 1402.0}},
    {"effort_physical_protection", {1501 / 1401.0, 1502 / 1402.0}},
    {"effort_protective_environment", {1701 / 1401.0, 1702 / 1402.0}},
    {"effort_counter_terrorism", {1801 / 1401.0, 1802 / 1402.0}},
    {"effort_partner_support", {1901 / 1401.0, 1902 / 1402.0}},
    {"effort_force_protection", {2001 / 1401.0, 2002 / 1402.0}},
    {"posture", {(1801 + 1901 + 2001) / 1401.0, (1802 + 1902 + 2002) / 1402.0}},
    {"news_heard_here", {9301 / 6001.0}},
    {"news_heard_over_border", {9401 / 6001.0}},
    {"news_heard_by_media", {9501 / 6001.0}},
    {"news_heard_of_kin", {9601 / 6001.0}},
    {"cooperation_depth", {6501 / 6601.0}}};

const std::vector<Answer> means_over_persons{
    {"tip_willingness", {4601 / 6901.0, 4602 / 6902.0}},
    {"fear", {4701 / 6301.0, 4702 / 6302.0}},
    {"anger", {4801 / 6301.0, 4802 / 6302.0}},
    {"legitimacy", {2401 / 6001.0, 2402 / 6001.0}},
    {"legitimacy_exposed", {2501 / 2601.0, 2502 / 2602.0}},
    {"legitimacy_by_place", {2701 / 6201.0, 2702 / 6202.0, 2703 / 6203.0, 2704 / 6201.0, 2705 / 6202.0, 2706 / 6203.0}},
    {"legitimacy_by_community", {2801 / 6301.0, 2802 / 6302.0, 2803 / 6301.0, 2804 / 6302.0}},
    {"legitimacy_by_region", {2901 / 6401.0, 2902 / 6402.0, 2903 / 6401.0, 2904 / 6402.0}}};

void expect_answers(const std::vector<Answer>& answers, record::Over over) {
    for (const Answer& answer : answers) {
        const record::Observable& observable = observable_named(answer.observable);
        const std::vector<double> cells = evaluated(observable, five_weeks());
        EXPECT_EQ(observable.over, over) << answer.observable;
        ASSERT_EQ(cells.size(), answer.cells.size()) << answer.observable;
        for (std::size_t i = 0; i < cells.size(); ++i)
            EXPECT_NEAR(cells[i], answer.cells[i], 1e-13 * std::abs(answer.cells[i])) << answer.observable << ' ' << i;
    }
}

TEST(Observables, AddUp) {
    expect_answers(totals, record::Over::total);
}

TEST(Observables, AreMeansOverWeeks) {
    expect_answers(means_over_weeks, record::Over::level);
}

TEST(Observables, AreRatiosOfSums) {
    expect_answers(ratios, record::Over::level);
}

TEST(Observables, AreMeansOverPersons) {
    expect_answers(means_over_persons, record::Over::level);
}

TEST(Observables, CallALevelWhatTwiceAsLongAWindowLeavesAlone) {
    record::Tally twice = five_weeks();
    twice.add(five_weeks());
    for (const record::Observable& observable : observables()) {
        const std::vector<double> once = evaluated(observable, five_weeks()), both = evaluated(observable, twice);
        const double factor = observable.over == record::Over::total ? 2 : 1;
        for (std::size_t i = 0; i < once.size(); ++i)
            EXPECT_NEAR(both[i] / once[i], factor, 0.4)
                << observable.name;  // the index has other weights in later weeks
    }
}

TEST(Observables, OfAWindowInWhichNothingHappenedAreZeroOrMissing) {
    record::Tally nothing;
    nothing.resize(layout());
    nothing.ticks = 5;
    const auto all_cells = [&](const std::vector<Answer>& answers, auto is_right) {
        for (const Answer& answer : answers)
            for (const double cell : evaluated(observable_named(answer.observable), nothing))
                EXPECT_TRUE(is_right(cell)) << answer.observable << ": " << cell;
    };
    const auto is_zero = [](double cell) { return cell == 0; };
    const auto is_missing = [](double cell) { return std::isnan(cell); };
    all_cells(totals, is_zero);
    all_cells(means_over_weeks, is_zero);
    all_cells(ratios, is_missing);
    all_cells(means_over_persons, is_missing);
}

TEST(Observables, OfPersonsAreMissingWhereNobodyIsAsked) {
    record::Tally tally = five_weeks();
    for (const Measured mass :
         {Measured::tip_asked, Measured::alive_community, Measured::legitimacy, Measured::legitimacy_exposed,
          Measured::legitimacy_place, Measured::legitimacy_community, Measured::legitimacy_region})
        clear(tally, mass);
    for (const Answer& answer : means_over_persons)
        for (const double cell : evaluated(observable_named(answer.observable), tally))
            EXPECT_TRUE(std::isnan(cell)) << answer.observable;
}

TEST(Observables, CallFearAngerAndWillingnessZeroWherePeopleLiveWithoutThem) {
    record::Tally tally = five_weeks();
    for (const Measured mass : {Measured::tip_willing, Measured::fear, Measured::anger}) clear(tally, mass);
    for (const char* name : {"tip_willingness", "fear", "anger"})
        for (const double cell : evaluated(observable_named(name), tally)) EXPECT_EQ(cell, 0) << name;
}

TEST(Observables, LeaveAccountabilityOpenWhereNoAbuseByASupportedPartnerWasDecided) {
    record::Tally tally = five_weeks();
    clear(tally, Measured::support_decided);
    for (const double cell : evaluated(observable_named("accountability"), tally)) EXPECT_TRUE(std::isnan(cell));
}

TEST(Observables, ShowVersionOneOfTheIndexWhereAllWeeksAskForIt) {
    record::InForce in_force;
    intervention::Setup setup;
    setup.parameters.compliance = {
        .index = 1, .response = 0.34, .timeliness = 0.36, .do_no_harm = 0.3, .harm_reference = 36};
    in_force.from(0, std::make_shared<const intervention::Setup>(setup));
    std::vector<double> out(2);
    observable_named("poc_compliance").evaluate({layout(), five_weeks(), in_force}, out);
    EXPECT_NEAR(out[0], index(601.5 / 102, 901.5 / 502, 100 * 1201 / 1301.0), 1e-12);
}

TEST(Observables, SetApartInputsFromOutcomes) {
    std::vector<std::string_view> inputs;
    for (const record::Observable& observable : observables())
        if (observable.role == record::Role::input) inputs.push_back(observable.name);
    EXPECT_EQ(inputs, (std::vector<std::string_view>{"strength", "forces_by_place", "cooperation_depth"}));
}

TEST(Axes, StandInTheOrderOfTheirIds) {
    EXPECT_EQ(axis_names(), (std::vector<std::string>{"organisation", "place", "community", "perpetrator", "cause",
                                                      "tier", "component", "region", "class", "duty", "survey",
                                                      "answer", "reproach", "survey_pair", "moment"}));
    const std::vector<record::Axis> all = axes({});
    EXPECT_EQ(all[cause_axis].labels[static_cast<std::size_t>(Cause::partner_blame)], "partner_blame");
    EXPECT_EQ(all[tier_axis].labels[static_cast<std::size_t>(Tier::physical_protection)], "physical_protection");
    EXPECT_EQ(all[component_axis].labels[static_cast<std::size_t>(Component::restrain)], "restrain");
}

}  // namespace
}  // namespace peacenorm::intervention::testing
