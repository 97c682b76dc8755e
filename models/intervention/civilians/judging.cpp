// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/judging.hpp"

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/core/math4.hpp"

namespace peacenorm::intervention::civilians {
namespace {

constexpr std::size_t lanes = 4;

struct Weights {
    __m128 failure, credit, partiality, fade;
};

/// ln(1 + x) of four stocks; nothing remembered costs nothing.
inline __m128 log_of(__m128 stock, __m128 fade) {
    const __m128 zero = _mm_setzero_ps();
    if (_mm_movemask_ps(_mm_cmpneq_ps(stock, zero)) == 0) return zero;
    return math::log(_mm_add_ps(_mm_set1_ps(1), _mm_mul_ps(stock, fade)));
}

inline __m128 logistic(__m128 u) {
    const __m128 one = _mm_set1_ps(1);
    return _mm_div_ps(one, _mm_add_ps(one, math::exp(_mm_sub_ps(_mm_setzero_ps(), u))));
}

/// u of the four rows whose memories these are.
inline __m128 judgement(const Memory* const (&memories)[lanes], __m128 base, const Weights& w) {
    __m128 failure = _mm_loadu_ps(&memories[0]->failure), credit = _mm_loadu_ps(&memories[1]->failure),
           partiality = _mm_loadu_ps(&memories[2]->failure), familiarity = _mm_loadu_ps(&memories[3]->failure);
    _MM_TRANSPOSE4_PS(failure, credit, partiality, familiarity);
    const __m128 good =
        _mm_add_ps(_mm_mul_ps(w.failure, log_of(failure, w.fade)), _mm_mul_ps(w.credit, log_of(credit, w.fade)));
    return _mm_add_ps(base, _mm_add_ps(good, _mm_mul_ps(w.partiality, log_of(partiality, w.fade))));
}

}  // namespace

Opinions judge(const Crowd& crowd, const CellRows& cell, std::span<const std::int16_t> deviations, std::size_t judged,
               const Given& given, float fade) {
    const Weights weights{_mm_set1_ps(given.failure), _mm_set1_ps(given.credit), _mm_set1_ps(given.partiality),
                          _mm_set1_ps(fade)};
    const __m128 willing = _mm_set1_ps(given.willing), by_u = _mm_set1_ps(given.willing_by_u),
                 by_fear = _mm_set1_ps(given.willing_by_fear);
    const std::uint32_t last = cell.first + cell.size;
    Opinions sum;
    for (std::uint32_t first = cell.first; first < last; first += lanes) {
        const Memory* memories[lanes];
        alignas(16) float base[lanes], fear[lanes], opinion[lanes], informs[lanes];
        for (std::uint32_t l = 0; l < lanes; ++l) {
            const std::size_t row = std::min(first + l, last - 1);
            memories[l] = &crowd.memory[row * crowd.judged + judged];
            base[l] = given.base[(crowd.traits[row] & Trait::aligned) ? 1 : 0] +
                      deviation_unit * static_cast<float>(deviations[row * crowd.judged + judged]);
            fear[l] = crowd.feelings[row].fear;
        }
        const __m128 u = judgement(memories, _mm_load_ps(base), weights);
        _mm_store_ps(opinion, logistic(u));
        const __m128 silenced = _mm_mul_ps(by_fear, level(_mm_load_ps(fear), given.fear));
        _mm_store_ps(informs, logistic(_mm_add_ps(willing, _mm_add_ps(_mm_mul_ps(by_u, u), silenced))));
        for (std::uint32_t l = 0; l < lanes && first + l < last; ++l) {
            const std::int32_t persons = crowd.persons[first + l];
            sum.legitimacy += static_cast<double>(opinion[l]) * persons;
            sum.willing += static_cast<double>(informs[l]) * persons;
        }
    }
    return sum;
}

double judgement_of(const Memory& memory, const Given& given, bool trusts, double deviation, double fade) {
    const auto remembered = [&](float stock) { return math::log1p(static_cast<double>(stock) * fade); };
    return static_cast<double>(given.base[trusts ? 1 : 0]) + deviation +
           static_cast<double>(given.failure) * remembered(memory.failure) +
           static_cast<double>(given.credit) * remembered(memory.credit) +
           static_cast<double>(given.partiality) * remembered(memory.partiality);
}

}  // namespace peacenorm::intervention::civilians
