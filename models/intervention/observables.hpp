// SPDX-License-Identifier: Apache-2.0
// How observables are made of a window's sums: totals, means, pooled shares, the index.
#pragma once

#include <limits>

#include "models/intervention/measures.hpp"
#include "models/intervention/rules/poc_index.hpp"
#include "models/intervention/setup.hpp"

namespace peacenorm::intervention::evaluate {

using record::Window;

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

inline std::span<const double> sum(const Window& w, Measured m) {
    return w.sum(static_cast<int>(m));
}
inline double level(const Window& w, Measured m) {
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

inline double harmless(const Window& w, std::size_t o) {
    return do_no_harm(sum(w, Measured::own_harm)[o], sum(w, Measured::operations)[o],
                      level(w, Measured::harm_reference));
}

inline double timely(const Window& w, std::size_t o) {
    return pooled_ratio(sum(w, Measured::timeliness_sum)[o], sum(w, Measured::responded_known)[o]);
}

inline void harmless_all(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = harmless(w, o);
}

inline void timely_all(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) out[o] = timely(w, o);
}

inline void compliance(const Window& w, std::span<double> out) {
    const Compliance weights{level(w, Measured::weight_response), level(w, Measured::weight_timeliness),
                             level(w, Measured::weight_do_no_harm), level(w, Measured::harm_reference)};
    for (std::size_t o = 0; o < out.size(); ++o)
        out[o] = poc_compliance(pooled_ratio(sum(w, Measured::responded)[o], sum(w, Measured::in_reach)[o]),
                                timely(w, o), harmless(w, o), weights);
}

inline void effective(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double shadow = sum(w, Measured::threatened_reach)[o];
        out[o] = shadow > 0 ? sum(w, Measured::averted)[o] / shadow : missing;
    }
}

inline void legitimacy_nation(const Window& w, std::span<double> out) {
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

// Willingness, fear and anger are sums over persons; a mean over people is what is shown.
template <Measured Mass>
void over_all_persons(const Window& w, std::span<double> out) {
    const double persons = sum(w, Measured::alive)[0];
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = persons > 0 && sum(w, Mass)[i] > 0 ? sum(w, Mass)[i] / persons : missing;
}

template <Measured Mass>
void over_community(const Window& w, std::span<double> out) {
    legitimacy_rows<Mass, Measured::alive_community>(w, out);
}

inline void surveyed(const Window& w, std::span<double> out) {
    const double persons = sum(w, Measured::surveyed_persons)[0];
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double mass = sum(w, Measured::surveyed_satisfied)[o];
        out[o] = mass > 0 && persons > 0 ? mass / persons : missing;
    }
}

inline void salience(const Window& w, std::span<double> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double weeks = sum(w, Measured::norm_weight)[i / component_count];
        out[i] = weeks > 0 ? sum(w, Measured::norm_salience)[i] / weeks : missing;
    }
}

inline void accountable(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double supported = sum(w, Measured::abuses_supported)[o];
        const double all = sum(w, Measured::abuses)[o];
        out[o] =
            accountability(sum(w, Measured::abuses_conditioned)[o], supported, sum(w, Measured::abuses_voiced)[o], all);
    }
}

inline void posture(const Window& w, std::span<double> out) {
    for (std::size_t o = 0; o < out.size(); ++o) {
        const double hours = sum(w, Measured::hours)[o];
        const double turned = sum(w, Measured::hours_counter_terrorism)[o] + sum(w, Measured::hours_support)[o] +
                              sum(w, Measured::hours_force_protection)[o];
        out[o] = hours > 0 ? turned / hours : missing;
    }
}

template <Measured M>
void all_of(const Window& w, std::span<double> out) {
    out[0] = 0;
    for (const double value : sum(w, M)) out[0] += value;
}

inline void depth_of_group(const Window& w, std::span<double> out) {
    const double weight = sum(w, Measured::depth_weight)[0];
    out[0] = weight > 0 ? sum(w, Measured::depth)[0] / weight : missing;
}

}  // namespace peacenorm::intervention::evaluate
