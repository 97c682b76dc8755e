// SPDX-License-Identifier: Apache-2.0
// Source: Philox4x32-10, Salmon, Moraes, Dror and Shaw 2011 (doi:10.1145/2063384.2063405), as in Random123.
#include "sim/random/draws.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <istream>
#include <ostream>
#include <stdexcept>
#include <string>

#include "sim/core/check.hpp"

namespace peacenorm::random {
namespace {

/// Refuses a part of an address that does not fit: a silent wrap would give two processes the same random numbers.
void require_fits(std::uint64_t value, unsigned bits, const char* what) {
    if (value >> bits != 0) {
        throw std::out_of_range(std::string("random address: ") + what + " " + std::to_string(value) +
                                " does not fit in " + std::to_string(bits) + " bits");
    }
}

}  // namespace

std::uint32_t clock_word(std::int32_t tick, std::uint32_t salt) {
    require_fits(static_cast<std::uint32_t>(tick), 20, "tick");
    require_fits(salt, 12, "salt");
    return salt << 20 | static_cast<std::uint32_t>(tick);
}

std::array<std::uint32_t, 4> block(Key key, const Address& address, std::uint32_t block_index) {
    require_fits(block_index, 12, "block");
    require_fits(address.stream, 20, "stream");
    const r123::Philox4x32::ctr_type counter = {{static_cast<std::uint32_t>(address.entity),
                                                 static_cast<std::uint32_t>(address.entity >> 32), address.clock,
                                                 address.stream << 12 | block_index}};
    const r123::Philox4x32::key_type philox_key = {{key.seed, key.replicate}};
    const auto words = r123::Philox4x32{}(counter, philox_key);
    return {words[0], words[1], words[2], words[3]};
}

std::uint32_t word(Key key, const Address& address, std::uint32_t k) {
    return block(key, address, k / 4)[k % 4];
}

double uniform(Key key, const Address& address, std::uint32_t k) {
    const auto words = block(key, address, k / 2);
    const std::size_t first = k % 2 == 0 ? 0 : 2;
    const std::uint32_t high = words[first], low = words[first + 1];
    // 52 bits and a half: with 53 the half would no longer fit into a double, and the largest draw would round to 1.
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

std::uint64_t threshold(double p) {
    EXPECT(p >= 0 && p <= 1);
    if (!(p > 0)) return 0;
    if (p >= 1) return std::uint64_t{1} << 32;
    const double scaled = p * 0x1p32;
    const auto whole = static_cast<std::uint64_t>(scaled);
    return whole + (scaled - static_cast<double>(whole) >= 0.5 ? 1 : 0);
}

void Engine::seed(Key key, const Address& address) {
    key_ = key;
    address_ = address;
    used_ = block_ = 0;
}

Engine::result_type Engine::operator()() {
    if (block_ != used_ / 4 + 1) {
        words_ = block(key_, address_, used_ / 4);
        block_ = used_ / 4 + 1;
    }
    return words_[used_++ % 4];
}

void Engine::discard(std::uint64_t words) {
    constexpr std::uint64_t most = 4 * 4096;  // what an address has; the next draw after it is refused
    used_ = static_cast<std::uint32_t>(std::min(most, used_ + std::min(most, words)));
}

bool Engine::operator==(const Engine& other) const {
    return key_ == other.key_ && address_ == other.address_ && used_ == other.used_;
}

std::ostream& operator<<(std::ostream& out, const Engine& engine) {
    const auto& [entity, clock, stream] = engine.address_;
    return out << engine.key_.seed << ' ' << engine.key_.replicate << ' ' << entity << ' ' << clock << ' ' << stream
               << ' ' << engine.used_;
}

std::istream& operator>>(std::istream& in, Engine& engine) {
    Key key;
    Address address;
    std::uint32_t used = 0;
    in >> key.seed >> key.replicate >> address.entity >> address.clock >> address.stream >> used;
    if (!in) return in;
    engine.seed(key, address);
    engine.discard(used);
    return in;
}

std::uint64_t pack(std::span<const Bits> parts) {
    std::uint64_t packed = 0;
    for (const Bits& part : parts) {
        require_fits(part.value, part.width, part.what);
        packed = packed << part.width | part.value;
    }
    return packed;
}

}  // namespace peacenorm::random
