// SPDX-License-Identifier: Apache-2.0
#include "sim/random/sobol.hpp"

#include <boost/random/sobol.hpp>
#include <stdexcept>

namespace peacenorm::random {

namespace {

constexpr unsigned bits = 31;

}  // namespace

SobolSequence::SobolSequence(std::size_t dimensions) : dimensions_(dimensions) {
    if (dimensions == 0 || dimensions > most_dimensions)
        throw std::invalid_argument("a Sobol sequence has 1 to 3667 dimensions");
    boost::random::sobol engine(dimensions);
    directions_.resize(bits * dimensions);
    for (unsigned bit = 0; bit < bits; ++bit) {
        // Boost's n-th vector belongs to the Gray code of n + 1; that of 2^(bit + 1) - 1 has the one bit `bit`.
        engine.seed((std::uint64_t{2} << bit) - 2);
        for (std::size_t i = 0; i < dimensions; ++i) directions_[bit * dimensions + i] = engine();
    }
}

std::uint64_t SobolSequence::digits(std::uint64_t index, std::size_t dimension) const {
    if (index >= most_points || dimension >= dimensions_) throw std::out_of_range("no such point of a Sobol sequence");
    std::uint64_t digits = 0;
    std::size_t at = dimension;
    for (std::uint64_t code = index ^ (index >> 1); code != 0; code >>= 1, at += dimensions_)
        if ((code & 1) != 0) digits ^= directions_[at];
    return digits;
}

}  // namespace peacenorm::random
