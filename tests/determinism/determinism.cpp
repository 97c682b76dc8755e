// SPDX-License-Identifier: Apache-2.0
// Prints one digest of everything the Mali baseline records, for 1, 2, 3 and 8 real threads. It needs no test library,
// so that every compiler and build type can be compared: the lines must be equal everywhere.
#include <fmt/core.h>

#include <bit>
#include <cstdint>

#include "sim/parallel/loops.hpp"
#include "tests/models/intervention/mali.hpp"

namespace {

using namespace peacenorm::intervention::testing;

// FNV-1a over the bit patterns: plain, and the same in every build.
std::uint64_t digest(const peacenorm::record::RunData& data) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const auto& series : data.series)
        for (const double value : series) {
            auto bits = std::bit_cast<std::uint64_t>(value);
            for (int byte = 0; byte < 8; ++byte, bits >>= 8U) hash = (hash ^ (bits & 0xffU)) * 1099511628211ULL;
        }
    return hash;
}

}  // namespace

int main() {
    const Mali mali({"population.people_per_agent=250"});
    std::uint64_t first = 0;
    bool equal = true;
    for (const int threads : {1, 2, 3, 8}) {
        std::uint64_t hash = 0;
        peacenorm::parallel::with_threads(threads, [&] { hash = digest(mali.run(7)); });
        fmt::print("{:016x}\n", hash);
        if (threads == 1) first = hash;
        equal = equal && hash == first;
    }
    return equal ? 0 : 1;
}
