// SPDX-License-Identifier: Apache-2.0
// Bulk draws in SSE2, which every x86-64 has: integers only, so the words equal those of word().
#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "sim/random/draws.hpp"

namespace peacenorm::random {
namespace {

constexpr int rounds = 10;
/// Pairs of counters under way at once: enough to hide the multiplier's latency, few enough for 16 registers.
constexpr std::size_t pairs = 3;
constexpr std::size_t words_a_batch = 8 * pairs;
constexpr std::size_t worth_a_batch = 9;  ///< words left over: three blocks one by one take longer than a whole batch

struct RoundKeys {
    __m128i k0[rounds];
    __m128i k1[rounds];
};

/// Two counters side by side, each word in the low half of a 64-bit lane; the high halves hold rubbish nobody reads.
struct Pair {
    __m128i c0, c1, c2, c3;
};

/// The key schedule of Philox: Weyl steps by the golden ratio and by sqrt(3) - 1.
RoundKeys round_keys(Key key) {
    RoundKeys keys;
    std::uint32_t k0 = key.seed, k1 = key.replicate;
    for (int i = 0; i < rounds; ++i) {
        keys.k0[i] = _mm_set1_epi32(static_cast<int>(k0));
        keys.k1[i] = _mm_set1_epi32(static_cast<int>(k1));
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return keys;
}

inline void philox_round(Pair& pair, __m128i k0, __m128i k1) {
    const __m128i m0 = _mm_set1_epi64x(0xD2511F53), m1 = _mm_set1_epi64x(0xCD9E8D57);
    const __m128i product0 = _mm_mul_epu32(pair.c0, m0), product1 = _mm_mul_epu32(pair.c2, m1);
    pair.c0 = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product1, 32), pair.c1), k0);
    pair.c1 = product1;
    pair.c2 = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product0, 32), pair.c3), k1);
    pair.c3 = product0;
}

inline void store(const Pair& pair, std::uint32_t* out) {
    const __m128i first01 = _mm_unpacklo_epi32(pair.c0, pair.c1), first23 = _mm_unpacklo_epi32(pair.c2, pair.c3);
    const __m128i second01 = _mm_unpackhi_epi32(pair.c0, pair.c1), second23 = _mm_unpackhi_epi32(pair.c2, pair.c3);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_unpacklo_epi64(first01, first23));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 4), _mm_unpacklo_epi64(second01, second23));
}

/// The words of 2 * pairs consecutive entities.
inline void fill_batch(const RoundKeys& keys, const Address& address, std::uint32_t* out) {
    Pair pair[pairs];
    for (std::size_t j = 0; j < pairs; ++j) {
        const std::uint64_t even = address.entity + 2 * j;
        const __m128i entity = _mm_add_epi64(_mm_set1_epi64x(static_cast<long long>(even)), _mm_set_epi64x(1, 0));
        pair[j] = {entity, _mm_srli_epi64(entity, 32), _mm_set1_epi64x(address.clock),
                   _mm_set1_epi64x(address.stream << 12)};
    }
    for (int i = 0; i < rounds; ++i) {
        for (Pair& each : pair) philox_round(each, keys.k0[i], keys.k1[i]);
    }
    for (std::size_t j = 0; j < pairs; ++j) store(pair[j], out + 8 * j);
}

}  // namespace

void fill_words(Key key, std::uint64_t first, std::uint32_t clock, Stream stream, std::span<std::uint32_t> out) {
    Address address{first >> 2, clock, stream.id};
    if (out.empty()) return;
    std::size_t done = 0;
    const auto fill_one = [&](std::size_t lane) {
        const auto words = block(key, address, 0);
        const std::size_t count = std::min(4 - lane, out.size() - done);
        std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(lane), count,
                    out.begin() + static_cast<std::ptrdiff_t>(done));
        done += count;
        ++address.entity;
    };
    if ((first & 3) != 0 || address.stream >> 20 != 0) fill_one(first & 3);  // which refuses a stream that does not fit
    const RoundKeys keys = round_keys(key);
    for (; out.size() - done >= words_a_batch; done += words_a_batch, address.entity += 2 * pairs) {
        fill_batch(keys, address, out.data() + done);
    }
    if (out.size() - done >= worth_a_batch) {
        std::array<std::uint32_t, words_a_batch> last;
        fill_batch(keys, address, last.data());
        std::copy_n(last.begin(), out.size() - done, out.begin() + static_cast<std::ptrdiff_t>(done));
        return;
    }
    while (done < out.size()) fill_one(0);
}

}  // namespace peacenorm::random
