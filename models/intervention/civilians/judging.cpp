// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/judging.hpp"

#include <algorithm>
#include <array>

#include "sim/core/math.hpp"
#include "sim/core/math4.hpp"

namespace peacenorm::intervention::civilians {
namespace {

constexpr std::size_t lanes = 4;

/// Four rows that judge together: the last of a cell again where it has fewer.
struct Four {
    std::array<std::size_t, lanes> rows;
    std::uint32_t count = lanes;
    __m128 fear;
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
inline __m128 judgement(const Memory* const (&memories)[lanes], __m128 base, const Given& given, __m128 fade) {
    __m128 failure = _mm_loadu_ps(&memories[0]->failure), credit = _mm_loadu_ps(&memories[1]->failure),
           partiality = _mm_loadu_ps(&memories[2]->failure), familiarity = _mm_loadu_ps(&memories[3]->failure);
    _MM_TRANSPOSE4_PS(failure, credit, partiality, familiarity);
    const __m128 good = _mm_add_ps(_mm_mul_ps(_mm_set1_ps(given.failure), log_of(failure, fade)),
                                   _mm_mul_ps(_mm_set1_ps(given.credit), log_of(credit, fade)));
    return _mm_add_ps(base, _mm_add_ps(good, _mm_mul_ps(_mm_set1_ps(given.partiality), log_of(partiality, fade))));
}

Four four_of(const Crowd& crowd, const CellRows& cell, std::uint32_t first, const Stirring& how) {
    const std::uint32_t last = cell.first + cell.size;
    alignas(16) float fear[lanes];
    Four four;
    four.count = std::min<std::uint32_t>(lanes, last - first);
    for (std::uint32_t l = 0; l < lanes; ++l) {
        four.rows[l] = std::min(first + l, last - 1);
        fear[l] = crowd.feelings[four.rows[l]].fear;
    }
    four.fear = level(_mm_load_ps(fear), how);
    return four;
}

/// How four rows judge one organisation.
inline void judge_one(const Crowd& crowd, const Four& four, const Judges& judges, std::size_t judged,
                      const Given& given, Opinions& sum) {
    const Memory* memories[lanes];
    alignas(16) float base[lanes], opinion[lanes], informs[lanes];
    for (std::uint32_t l = 0; l < lanes; ++l) {
        const std::size_t place = four.rows[l] * crowd.judged + judged;
        memories[l] = &crowd.memory[place];
        base[l] = given.base[(crowd.traits[four.rows[l]] & Trait::aligned) ? 1 : 0] +
                  deviation_unit * static_cast<float>(judges.deviations[place]);
    }
    const __m128 u = judgement(memories, _mm_load_ps(base), given, _mm_set1_ps(judges.fade));
    _mm_store_ps(opinion, logistic(u));
    const __m128 by_u = _mm_mul_ps(_mm_set1_ps(given.willing_by_u), u);
    const __m128 silenced = _mm_mul_ps(_mm_set1_ps(given.willing_by_fear), four.fear);
    _mm_store_ps(informs, logistic(_mm_add_ps(_mm_set1_ps(given.willing), _mm_add_ps(by_u, silenced))));
    for (std::uint32_t l = 0; l < four.count; ++l) {
        const std::int32_t persons = crowd.persons[four.rows[l]];
        sum.legitimacy += static_cast<double>(opinion[l]) * persons;
        sum.willing += static_cast<double>(informs[l]) * persons;
    }
}

}  // namespace

void judge(const Crowd& crowd, const CellRows& cell, const Judges& judges, std::span<const Given> given,
           std::span<Opinions> sums) {
    for (std::uint32_t first = cell.first; first < cell.first + cell.size; first += lanes) {
        const Four four = four_of(crowd, cell, first, judges.fear);
        for (std::size_t j = 0; j < given.size(); ++j) judge_one(crowd, four, judges, j, given[j], sums[j]);
    }
}

double judgement_of(const Memory& memory, const Given& given, bool trusts, double deviation, double fade) {
    const auto remembered = [&](float stock) { return math::log1p(static_cast<double>(stock) * fade); };
    return static_cast<double>(given.base[trusts ? 1 : 0]) + deviation +
           static_cast<double>(given.failure) * remembered(memory.failure) +
           static_cast<double>(given.credit) * remembered(memory.credit) +
           static_cast<double>(given.partiality) * remembered(memory.partiality);
}

}  // namespace peacenorm::intervention::civilians
