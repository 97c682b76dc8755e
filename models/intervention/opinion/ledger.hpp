// SPDX-License-Identifier: Apache-2.0
// Why legitimacy in a person's eyes changed: the change of logistic(u), shared out over the causes that moved its terms
// and the stocks behind them. Aumann and Shapley's values on two levels, in closed form, so that causes sum to the
// change.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/state/vocabulary.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::opinion {

/// Why a judgement changed. What is heard of kin counts as telling, whatever the news; what is heard otherwise counts
/// by what it was.
enum class Reason {
    failure,
    credit,
    partiality,
    partners,  ///< credit and harm of partners, by association
    presence,
    stance,
    hope,
    forgetting,
    telling,
    composition,  ///< who there is to judge
    other         ///< first opinion, region, deviation: they change only with the parameters
};
inline constexpr std::size_t reason_count = 11;
inline constexpr std::array<std::string_view, reason_count> reason_names =
    names_by_id<Reason>({{Reason::failure, "failure"},
                         {Reason::credit, "credit"},
                         {Reason::partiality, "partiality"},
                         {Reason::partners, "partners"},
                         {Reason::presence, "presence"},
                         {Reason::stance, "stance"},
                         {Reason::hope, "hope"},
                         {Reason::forgetting, "forgetting"},
                         {Reason::telling, "telling"},
                         {Reason::composition, "composition"},
                         {Reason::other, "other"}});
using ByReason = std::array<double, reason_count>;

/// (f(y) - f(x)) / (y - x) for f = ln(1 + .), its derivative where they are equal. Range: x, y >= 0; above 0.
/// Limits: 1 / (1 + x) at y = x, also for a difference lost in rounding. Source: aumann_shapley_1974: the average of
/// the derivative along the way.
inline double slope_of_log(double x, double y) {
    const double d = (y - x) / (1 + x);
    return (d == 0 ? 1 : math::log1p(d) / d) / (1 + x);
}

/// (logistic(y) - logistic(x)) / (y - x), its derivative where they are equal. Range: above 0, at most 1/4.
/// Limits: L (1 - L) at y = x, also for a difference lost in rounding. Source: aumann_shapley_1974.
inline double slope_of_logistic(double x, double y) {
    const double d = y - x;
    const double even = d == 0 ? 1 : -math::expm1(-d) / d;
    return math::logistic(y) * math::logistic(-x) * even;
}

/// One stock of a person: what it was, and what each cause added to it since. What fades is negative.
struct StockChange {
    double before = 0;
    ByReason by{};

    double after() const {
        double now = before;
        for (const double added : by) now += added;
        return now;
    }
};

/// A judgement at two times: u's terms then and now, and the stocks behind three of them.
struct JudgementChange {
    Terms before{}, after{};  ///< the terms of stocks follow from `before` and `after()` of each
    StockChange failure, credit, partiality;
};

struct StockSlopes {
    double failure = 0, credit = 0, partiality = 0;
};

/// What one unit of a stock, added in the time, is worth in legitimacy: for the trace, where each event stands alone.
/// Units: legitimacy per unit of a stock; failure and partiality <= 0, credit >= 0. Limits: derivatives where nothing
/// changed. Source: aumann_shapley_1974.
inline StockSlopes slopes(const Judgement& m, const JudgementChange& c) {
    const double slope = slope_of_logistic(judgement(c.before), judgement(c.after));
    return {-slope * m.failure * slope_of_log(c.failure.before, c.failure.after()),
            slope * m.credit * slope_of_log(c.credit.before, c.credit.after()),
            -slope * m.partiality * slope_of_log(c.partiality.before, c.partiality.after())};
}

/// The change of logistic(u) by cause: a term of u takes (L1 - L0) dterm / du; a cause within a stock takes its part of
/// the stock's change times the term's slope. Shape: by `Reason`; sums to the change. Limits: nothing changed gives 0
/// everywhere; causes that cancel in a stock each keep their share; a credit and a failure never share one.
/// Source: aumann_shapley_1974: shares that add up, whatever the order of the changes.
inline ByReason by_reason(const Judgement& m, const JudgementChange& c) {
    const double slope = slope_of_logistic(judgement(c.before), judgement(c.after));
    const auto moved = [&](Term t) { return slope * (c.after[index(t)] - c.before[index(t)]); };
    const StockSlopes unit = slopes(m, c);
    ByReason shares{};
    for (std::size_t k = 0; k < reason_count; ++k)
        shares[k] =
            unit.failure * c.failure.by[k] + unit.credit * c.credit.by[k] + unit.partiality * c.partiality.by[k];
    shares[index(Reason::presence)] += moved(Term::presence);
    shares[index(Reason::stance)] += moved(Term::stance);
    shares[index(Reason::hope)] += moved(Term::hope);
    shares[index(Reason::other)] += moved(Term::first_opinion) + moved(Term::region) + moved(Term::deviation);
    return shares;
}

/// The terms now, for one whose memory and surroundings changed: those of stocks follow from the stocks.
/// Units: logits and stocks. Source: assumed: the terms of a judgement.
inline JudgementChange change_of(const Judgement& m, const Terms& before, Terms after, const StockChange& failure,
                                 const StockChange& credit, const StockChange& partiality) {
    JudgementChange c{before, after, failure, credit, partiality};
    c.before[index(Term::failure)] = failure_term(m, failure.before);
    c.before[index(Term::credit)] = credit_term(m, credit.before);
    c.before[index(Term::partiality)] = partiality_term(m, partiality.before);
    c.after[index(Term::failure)] = failure_term(m, failure.after());
    c.after[index(Term::credit)] = credit_term(m, credit.after());
    c.after[index(Term::partiality)] = partiality_term(m, partiality.after());
    return c;
}

struct Weighted {
    double before = 0, after = 0;
};

/// A group's mean legitimacy by cause, person by person: each person's causes weigh with the mean of its weight before
/// and after, and who came or left is composition. Sums to the change of the weighted mean. Units: shares of the
/// group, each summing to 1 over it. Source: shapley_1953: of two factors, each at the mean of the other.
inline void add_person(ByReason& group, Weighted weight, double legitimacy_before, double legitimacy_after,
                       const ByReason& own) {
    for (std::size_t k = 0; k < reason_count; ++k) group[k] += 0.5 * (weight.before + weight.after) * own[k];
    group[index(Reason::composition)] += 0.5 * (legitimacy_before + legitimacy_after) * (weight.after - weight.before);
}

}  // namespace peacenorm::intervention::opinion
