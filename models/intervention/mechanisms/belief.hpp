// SPDX-License-Identifier: Apache-2.0
// Beliefs about an organisation: discounted Beta evidence kept as excess over the prior, and legitimacy made of them.
#pragma once

#include "models/intervention/parameters.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

/// Pseudo-counts in excess of the prior, >= 0.
struct Evidence {
    double favourable = 0;
    double adverse = 0;
};

/// What a week leaves of evidence: phi = 2^(-1 / half-life). Over n weeks it is phi^n, so forgetting can wait.
/// Units: half-life in weeks, > 0. Range: 0..1. Source: josang_ismail_2002 (feedback discounting).
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
enum class Says { good, bad };

/// A belief by the rule chosen. Under `beta` the Beta mean; under `exponential_smoothing` the excess is the deviation
/// of the belief from its prior mean, in `favourable`.
/// Range: 0..1. Limits: no evidence gives the prior mean.
/// Source: josang_ismail_2002; exponential smoothing is assumed.
inline double belief(const Beliefs& rules, double prior_mean, Evidence excess) {
    if (rules.rule == BeliefRule::exponential_smoothing) return prior_mean + excess.favourable;
    return beta_mean(prior_mean, rules.prior_weight, excess);
}

/// A belief after evidence of a weight (>= 0). Under `beta` pseudo-counts add up; under `exponential_smoothing` the
/// belief moves by min(1, a w) of the way to 1 or 0. Limits: weight 0 changes nothing.
/// Source: josang_ismail_2002; the alternative is assumed, to see what hangs on the rule.
inline Evidence after_evidence(const Beliefs& rules, double prior_mean, Evidence excess, Says says, double weight) {
    if (rules.rule == BeliefRule::exponential_smoothing) {
        const double now = prior_mean + excess.favourable;
        const double step = rules.smoothing * weight < 1 ? rules.smoothing * weight : 1;
        excess.favourable += step * ((says == Says::good ? 1 : 0) - now);
        return excess;
    }
    (says == Says::good ? excess.favourable : excess.adverse) += weight;
    return excess;
}

/// Legitimacy in the eyes of a community: performance, impartiality and the fixed ideological prior, averaged by what
/// it expects: protect + fight on performance, be_impartial on impartiality, leave on ideology. Range: 0..1 for inputs
/// in 0..1. Limits: a community without expectations judges by ideology alone. Source: form assumed; gippert_2016
/// (output and procedure), sabrow_2017 (pragmatic and ideological legitimacy).
inline double legitimacy(double performance, double impartiality, double ideology, const Community& expectations) {
    const double on_performance = expectations.protect + expectations.fight;
    const double total = on_performance + expectations.be_impartial + expectations.leave;
    if (!(total > 0)) return ideology;
    return (on_performance * performance + expectations.be_impartial * impartiality + expectations.leave * ideology) /
           total;
}

/// Chance that one who is asked in a survey says to be satisfied: logistic(k (L - 1/2) - psi f c).
/// Range: 0..1; `silence` is fear times the armed groups' control, 0..1. Limits: no fear and L = 1/2 gives 1/2.
/// Source: form assumed; lyall_blair_imai_2013 (why people are not asked directly).
inline double survey_answer(const Observation& m, double legitimacy, double silence) {
    return math::logistic(m.survey_steepness * (legitimacy - 0.5) - m.survey_fear * silence);
}

}  // namespace peacenorm::intervention
