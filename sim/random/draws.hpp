// SPDX-License-Identifier: Apache-2.0
// Draws by address: a number depends on where it is used, never on what was drawn before it.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <span>

#include "sim/random/streams.hpp"

namespace peacenorm::random {

/// What all arms of a pair share. Never the scenario, the arm or a run's hash.
struct Key {
    std::uint32_t seed = 0;
    std::uint32_t replicate = 0;
    bool operator==(const Key&) const = default;
};

/// Time in an address: tick in the low 20 bits, the salt of a branch in the high 12 (0: the past and the first future).
/// Errors: std::out_of_range when tick or salt do not fit, in every build.
std::uint32_t clock_word(std::int32_t tick, std::uint32_t salt = 0);

/// Counter of Philox4x32-10: entity (64 bits) | clock (32) | stream (20) | block (12).
struct Address {
    std::uint64_t entity = 0;
    std::uint32_t clock = 0;
    std::uint32_t stream = 0;
    bool operator==(const Address&) const = default;
};

/// The four words of one block. Errors: std::out_of_range when block >= 4096 or stream >= 2^20.
std::array<std::uint32_t, 4> block(Key key, const Address& address, std::uint32_t block_index);

/// The k-th 32-bit word at an address (k < 16384).
std::uint32_t word(Key key, const Address& address, std::uint32_t k = 0);

/// The k-th uniform on (0, 1) at an address, an odd multiple of 2^-53, never 0 or 1; uses words 2k and 2k + 1.
double uniform(Key key, const Address& address, std::uint32_t k = 0);

/// A yes or no by one word against p * 2^32: exact at p = 0 (never) and p = 1 (always), monotone in p.
std::uint64_t threshold(double p);  ///< in [0, 2^32]
inline bool below(std::uint32_t drawn, std::uint64_t limit) {
    return drawn < limit;
}

/// Words for consecutive entities first .. first + out.size() - 1 of a population: entity >> 2 is the address' entity,
/// entity & 3 the lane. About 1 ns a word. `first` need not be a multiple of 4.
void fill_words(Key key, std::uint64_t first, std::uint32_t clock, Stream stream, std::span<std::uint32_t> out);

/// An engine over one address, as Boost.Random's distributions want it (equal parameters in all arms only). It models
/// their engine concept: copies, comparison, reseeding (with an address), skipping, text. Skipping costs nothing.
/// Errors: std::out_of_range past the 16384th word of an address.
class Engine {
  public:
    using result_type = std::uint32_t;
    static constexpr bool has_fixed_range = false;  // Boost asks for it
    Engine() : Engine(Key{}, Address{}) {}
    Engine(Key key, const Address& address) { seed(key, address); }
    void seed(Key key = {}, const Address& address = {});
    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return 0xffffffffu; }
    result_type operator()();
    void discard(std::uint64_t words);
    bool operator==(const Engine& other) const;

    /// Key, address and words used, in decimal.
    friend std::ostream& operator<<(std::ostream& out, const Engine& engine);
    friend std::istream& operator>>(std::istream& in, Engine& engine);

  private:
    Key key_;
    Address address_;
    std::array<std::uint32_t, 4> words_{};
    std::uint32_t used_ = 0;
    std::uint32_t block_ = 0;  ///< one more than the block in words_; 0: none
};

/// A part of an entity's number: its value, its width, and its name for the message.
struct Bits {
    std::uint32_t value = 0;
    unsigned width = 0;
    const char* what = "";
};

/// Parts side by side in one number, the first highest: an entity that is packed, not hashed. Shape: at most 64 bits in
/// all. Errors: std::out_of_range if a part does not fit.
std::uint64_t pack(std::span<const Bits> parts);

}  // namespace peacenorm::random
