// SPDX-License-Identifier: Apache-2.0
// Beliefs about an organisation: discounted Beta evidence kept as excess over the prior, and legitimacy made of them.
#pragma once

#include "models/intervention/docs.hpp"
#include "models/intervention/theatre/communities.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// Whose opinions count: those of civilians who hear, remember and judge one by one, or beliefs that all of a community
/// in a place share.
enum class HeldBy { civilians, cells };
enum class BeliefRule { beta, exponential_smoothing };

struct Beliefs {
    HeldBy held_by = HeldBy::civilians;
    bool ledger = false;
    BeliefRule rule = BeliefRule::beta;
    double smoothing = 0.1;
    double prior_weight = 4;
    double half_life = 26;
    double evidence = 1;
    double negativity = 1.5;
    double nobody = 0.25;
    double omission = 0.3;
    double duty_in_reach = 0.5;
    double duty_unaware = 0.5;
    double impartial_credit = 0.3;
    double same_place = 0.4;
    double neighbours = 0.25;
    double media = 0.04;
    double witnesses = 0.1;
    double personal = 0.05;
    double ideology_spread = 0.1;
};

/// Pseudo-counts in excess of the prior, >= 0.
struct Evidence {
    double favourable = 0;
    double adverse = 0;
};

/// What a week leaves of evidence: phi = 2^(-1 / half-life). Over n weeks it is phi^n, so forgetting can wait.
/// Units: half-life in weeks, > 0. Range: 0..1. Source: josang_ismail_2002: feedback is discounted.
inline double weekly_retention(double half_life_weeks) {
    constexpr double ln_2 = 0.69314718055994530942;
    return math::exp(-ln_2 / half_life_weeks);
}

/// Mean of a Beta belief: (m w + a) / (w + a + b).
/// Range: 0..1 for a prior mean m in 0..1 and a prior weight w > 0 pseudo-counts. Limits: no evidence gives m.
/// Source: josang_ismail_2002.
inline double beta_mean(double prior_mean, double prior_weight, Evidence excess) {
    return (prior_mean * prior_weight + excess.favourable) / (prior_weight + excess.favourable + excess.adverse);
}

/// What a piece of evidence says of the organisation.
enum class Sign { good, bad };

/// A belief by the rule chosen. Under `beta` the Beta mean; under `exponential_smoothing` the excess is the deviation
/// of the belief from its prior mean, in `favourable`.
/// Range: 0..1. Limits: no evidence gives the prior mean.
/// Source: josang_ismail_2002; assumed: exponential smoothing, to see what hangs on the rule.
inline double belief(const Beliefs& rules, double prior_mean, Evidence excess) {
    if (rules.rule == BeliefRule::exponential_smoothing) return prior_mean + excess.favourable;
    return beta_mean(prior_mean, rules.prior_weight, excess);
}

/// A belief after evidence of a weight (>= 0). Under `beta` pseudo-counts add up; under `exponential_smoothing` the
/// belief moves by min(1, a w) of the way to 1 or 0. Limits: weight 0 changes nothing.
/// Source: josang_ismail_2002; assumed: exponential smoothing, to see what hangs on the rule.
inline Evidence after_evidence(const Beliefs& rules, double prior_mean, Evidence excess, Sign sign, double weight) {
    if (rules.rule == BeliefRule::exponential_smoothing) {
        const double now = prior_mean + excess.favourable;
        const double step = rules.smoothing * weight < 1 ? rules.smoothing * weight : 1;
        excess.favourable += step * ((sign == Sign::good ? 1 : 0) - now);
        return excess;
    }
    (sign == Sign::good ? excess.favourable : excess.adverse) += weight;
    return excess;
}

/// Legitimacy in the eyes of a community: performance, impartiality and the fixed ideological prior, averaged by what
/// it expects: protect + fight on performance, be_impartial on impartiality, leave on ideology. Range: 0..1 for inputs
/// in 0..1. Limits: a community without expectations judges by ideology alone. Source: gippert_2016: output and
/// procedure; sabrow_2017: pragmatic and ideological legitimacy; assumed: a weighted mean.
inline double legitimacy(double performance, double impartiality, double ideology, const Community& expectations) {
    const double on_performance = expectations.protect + expectations.fight;
    const double total = on_performance + expectations.be_impartial + expectations.leave;
    if (!(total > 0)) return ideology;
    return (on_performance * performance + expectations.be_impartial * impartiality + expectations.leave * ideology) /
           total;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct EnumNames<intervention::HeldBy> {
    using HeldBy = intervention::HeldBy;
    static constexpr std::array<std::pair<std::string_view, HeldBy>, 2> names{
        {{"civilians", HeldBy::civilians}, {"cells", HeldBy::cells}}};
};

template <>
struct EnumNames<intervention::BeliefRule> {
    using Rule = intervention::BeliefRule;
    static constexpr std::array<std::pair<std::string_view, Rule>, 2> names{
        {{"beta", Rule::beta}, {"exponential_smoothing", Rule::exponential_smoothing}}};
};

template <>
struct Declaration<intervention::Beliefs> : intervention::Docs {
    using Owner = intervention::Beliefs;
    static constexpr std::string_view meaning = "How civilians judge organisations by events";
    static constexpr auto fields = std::make_tuple(
        field("held_by", &Owner::held_by,
              stated("whose opinions count: civilians' own (group `opinion`), or beliefs that cells share (the rest of "
                     "this group)",
                     "zaller_1992: people judge by what they heard and recall; assumed: shared beliefs, to see what "
                     "hangs on it")),
        field("ledger", &Owner::ledger,
              stated("whether each change of civilians' judgements is split by cause, week by week, which takes time",
                     "assumed: off; a trace that asks for it has it anyway")),
        field("rule", &Owner::rule,
              stated("how evidence moves a belief: Beta counts, or smoothing",
                     "josang_ismail_2002; assumed: two rules, to see what hangs on the choice")),
        field("smoothing", &Owner::smoothing,
              number(share, "part of the way that evidence of weight 1 moves a belief, under smoothing",
                     "assumed: near what the Beta rule does at its prior weight")),
        field("prior_weight", &Owner::prior_weight,
              number({"pseudo-counts", 0.01, 1e4}, "weight of the Beta priors",
                     "assumed: four pseudo-counts, so that a handful of events moves a belief")),
        field("half_life", &Owner::half_life,
              halved(Halved::twice, number({"weeks", 0.1, 1e4, log_uniform(4, 140)},
                                           "time in which half of what was learnt is forgotten",
                                           "josang_ismail_2002: forgetting; condra_shapiro_2012: reactions fade within "
                                           "weeks; assumed: attitudes last from weeks to years"))),
        field("evidence", &Owner::evidence,
              number({"pseudo-counts", 0, 100}, "weight of an event of severity 1 at full share and exposure",
                     "assumed: severity times exposure times share, with no further factor")),
        field("negativity", &Owner::negativity,
              number({"1", 0, 20, log_normal(1.5, 0.3)}, "how much more bad news weighs than good",
                     "baumeister_2001: bad weighs more than good; assumed: half as much again")),
        field("nobody", &Owner::nobody,
              number(factor_with(uniform_between(0, 0.5)), "weight of nobody, or fate, in attribution; a doer weighs 1",
                     "assumed: up to a third goes to fate beside a lone doer; docs/theory.md#attribution")),
        field("omission", &Owner::omission,
              number(factor_with(uniform_between(0.1, 0.6)), "weight of a failure to protect relative to harm done",
                     "assumed: less than harm done, within a wide prior; docs/theory.md#attribution")),
        field("duty_in_reach", &Owner::duty_in_reach,
              number(share, "duty to protect where it could have come, relative to where it stands",
                     "assumed: half, between neither and both")),
        field("duty_unaware", &Owner::duty_unaware,
              number(share,
                     "blame of one that did not know beforehand or came late, relative to one that knew and stayed",
                     "assumed: half, between neither and both")),
        field("impartial_credit", &Owner::impartial_credit,
              number(share, "part of a credit for protection that also counts as a sign of impartiality",
                     "assumed: whoever is protected sees less of a party")),
        field(
            "same_place", &Owner::same_place,
            number(share_with(uniform_between(0.1, 0.6)), "exposure of other communities relative to the victims' own",
                   "assumed: others in the place feel it less, within a wide prior; docs/theory.md#beliefs")),
        field("neighbours", &Owner::neighbours,
              number(share_with(uniform_between(0.1, 0.5)), "exposure of bordering places relative to the event's own",
                     "assumed: neighbours feel it less, within a wide prior; docs/theory.md#beliefs")),
        field("media", &Owner::media,
              number(share_with(log_uniform(0.01, 0.2)), "exposure of all other places, by radio and social media",
                     "assumed: radio reaches few and weakly, within a factor of twenty; docs/theory.md#beliefs")),
        field("witnesses", &Owner::witnesses,
              number(share, "share of agents of the victims' community in the place who see the event themselves",
                     "assumed: one in ten of a community sees an event")),
        field("personal", &Owner::personal,
              number(share, "change of a witness's own legitimacy by one event at full share",
                     "assumed: a deviation small beside the shared belief")),
        field("ideology_spread", &Owner::ideology_spread,
              number({"1", 0, 0.5}, "standard deviation of the ideological prior between agents",
                     "assumed: moderate, most stay within 0..1")));
};

}  // namespace peacenorm::config
