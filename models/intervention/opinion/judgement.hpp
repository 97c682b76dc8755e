// SPDX-License-Identifier: Apache-2.0
// What a person thinks of an organisation: a logit u of first opinion, region, what is remembered, presence, the
// state's stance, hope that fades, and the person's own deviation. Legitimacy in its eyes is logistic(u).
#pragma once

#include <array>

#include "models/intervention/civilians/memory.hpp"
#include "models/intervention/docs.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

struct Judgement {
    double failure = 0.5;
    double credit = 0.5;
    double partiality = 0.5;
    double presence = 0;
    double stance = 0.8;
    double hope = 0.5;
    double hope_half_life = 78;
    double region_spread = 0.5;
};

/// The terms of u, in the order of the equation.
enum class Term { first_opinion, region, failure, credit, partiality, presence, stance, hope, deviation };
inline constexpr std::size_t term_count = 9;
using Terms = std::array<double, term_count>;  ///< logits; they sum to u

/// - a ln(1 + D). Limits: no failure remembered gives 0. Source: assumed: the second failure moves less than the first.
inline double failure_term(const Judgement& m, double failure) {
    return -m.failure * math::log1p(failure);
}

/// a' ln(1 + C). Limits: no credit remembered gives 0. Source: gordon_young_2017: security and relief raise
/// cooperation with peacekeepers; assumed: the form of failure, so that neither is favoured.
inline double credit_term(const Judgement& m, double credit) {
    return m.credit * math::log1p(credit);
}

/// - wI ln(1 + I). Limits: no partiality or abuse remembered gives 0. Source: gordon_young_2017: abuse lowers
/// cooperation; whalan_2017: fairness counts; assumed: the form of failure.
inline double partiality_term(const Judgement& m, double partiality) {
    return -m.partiality * math::log1p(partiality);
}

/// g ln(1 + T): what presence itself does, by work, patrols, projects, prices. Units: T persons per 1,000 inhabitants.
/// Limits: nobody there gives 0; of either sign. Source: assumed: evidence on the sign of presence is mixed.
inline double presence_term(const Judgement& m, double persons_per_1000) {
    return m.presence * math::log1p(persons_per_1000);
}

/// n A N: who trusts the state follows its stance, who distrusts it turns against it. Units: A, N in -1..1.
/// Limits: an indifferent person (A = 0) or state (N = 0) gives 0. Source: zaller_1992: people take over what those say
/// whom they trust; assumed: in proportion to both.
inline double stance_term(const Judgement& m, double alignment, double stance) {
    return m.stance * alignment * stance;
}

/// e 2^(-age / tauE): hope at arrival, which fades. Units: age in weeks since the organisation came, >= 0.
/// Limits: e on the first day, half after `hope_half_life`, nothing long after. Source: zhang_2022: satisfaction falls
/// where expectation is not met; assumed: hope fades at a constant rate.
inline double hope_term(const Judgement& m, double weeks_since_arrival) {
    constexpr double ln_2 = 0.69314718055994530942;
    return m.hope * math::exp(-ln_2 * weeks_since_arrival / m.hope_half_life);
}

/// delta: how a region differs for reasons that the model does not have: `region_spread` times a standard normal
/// number of the organisation and region. Limits: a spread of 0 makes regions alike. Source: assumed: what is left
/// unexplained, printed as such.
inline double region_term(const Judgement& m, double standard_offset) {
    return m.region_spread * standard_offset;
}

/// All terms of u for one person and organisation. Units: logits; `first_opinion` is b, memory stands as of today.
/// Shape: by `Term`. Source: assumed: the terms add up, each with its own source.
inline Terms terms(const Judgement& m, double first_opinion, const civilians::Standing& o, const civilians::Judge& who,
                   const civilians::Memory& memory) {
    return {first_opinion,
            o.region_offset,
            failure_term(m, static_cast<double>(memory.failure)),
            credit_term(m, static_cast<double>(memory.credit)),
            partiality_term(m, static_cast<double>(memory.partiality)),
            presence_term(m, o.persons_per_1000),
            stance_term(m, who.alignment, o.stance),
            hope_term(m, o.weeks_since_arrival),
            who.deviation};
}

/// u: the sum of the terms, in their order. Units: logits. Source: assumed: the terms add up on the logit.
inline double judgement(const Terms& terms) {
    double u = 0;
    for (const double term : terms) u += term;
    return u;
}

/// What of u is the same for all of a place and alignment: all but memory and the own deviation. Units: logits.
/// Source: assumed: the terms add up on the logit.
inline double common_part(const Judgement& m, double first_opinion, const civilians::Standing& o, double alignment) {
    return judgement(terms(m, first_opinion, o, {alignment, 0}, {}));
}

/// Legitimacy in a person's eyes: logistic(u). Range: 0..1. Limits: u = 0 gives one half.
/// Source: mckelvey_palfrey_1995: the logistic.
inline double legitimacy_of(double u) {
    return math::logistic(u);
}

}  // namespace peacenorm::intervention::opinion

namespace peacenorm::config {

template <>
struct Declaration<intervention::opinion::Judgement> : intervention::Docs {
    using Owner = intervention::opinion::Judgement;
    static constexpr std::string_view meaning = "What civilians think of an organisation: weights of the terms of u";
    static constexpr std::string_view alike =
        "assumed: one prior with credit for protection, so that asymmetry must come from data";
    static constexpr auto fields = std::make_tuple(
        field("failure", &Owner::failure,
              number(factor_with(log_normal(0.5, 0.7)), "a: weight of ln(1 + failures remembered)", alike)),
        field("credit", &Owner::credit,
              number(factor_with(log_normal(0.5, 0.7)), "a': weight of ln(1 + credit remembered)",
                     "assumed: one prior with blame for failure, so that asymmetry must come from data")),
        field("partiality", &Owner::partiality,
              number(factor_with(log_normal(0.5, 0.7)), "wI: weight of ln(1 + partiality and abuse remembered)",
                     "gordon_young_2017: abuse lowers cooperation; assumed: the prior of failure")),
        field("presence", &Owner::presence,
              number({"1", -5, 5, normal(0, 0.5)}, "g: weight of ln(1 + its persons per 1,000 inhabitants)",
                     "assumed: of either sign, as evidence on presence is mixed")),
        field("stance", &Owner::stance,
              number(factor_with(log_normal(0.8, 0.6)), "n: weight of the state's stance, by alignment with the state",
                     "zaller_1992: cues of elites; assumed: the size, within a wide prior")),
        field("hope", &Owner::hope,
              number(factor_with(log_normal(0.5, 0.7)), "e: hope when an organisation comes, in logits",
                     "zhang_2022: expectation counts; assumed: the size, within a wide prior")),
        field("hope_half_life", &Owner::hope_half_life,
              halved(Halved::twice,
                     number({"weeks", 0.1, 1e4, log_normal(78, 0.6)}, "tauE: time in which half of that hope is gone",
                            "assumed: a year and a half, within a factor of three"))),
        field("region_spread", &Owner::region_spread,
              number({"logits", 0, 5, half_normal(0, 0.7)},
                     "s: standard deviation of what regions differ by for unknown reasons",
                     "assumed: its share of the variance is printed as unexplained")));
};

}  // namespace peacenorm::config
