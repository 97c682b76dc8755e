// SPDX-License-Identifier: Apache-2.0
// Known bits: an exponential that differs in its last place anywhere makes every result differ.
#include <gtest/gtest.h>

#include "sim/core/math.hpp"

namespace {

namespace math = peacenorm::math;

struct Known {
    double x, value;
};

TEST(MathBits, ExpIsTheSameOnEveryMachine) {
    constexpr Known table[] = {{0x1p-60, 0x1p+0},
                               {0.1, 0x1.1aec7b35a00d4p+0},
                               {-0.1, 0x1.cf46d99d52b3ap-1},
                               {0.5, 0x1.a61298e1e069cp+0},
                               {1.0, 0x1.5bf0a8b14576ap+1},
                               {-1.0, 0x1.78b56362cef38p-2},
                               {2.718281828459045, 0x1.e4efb75e4527ap+3},
                               {-7.3, 0x1.622d4792b6a8dp-11},
                               {20.25, 0x1.290d76d1966a9p+29},
                               {-36.5, 0x1.4466751c2bbe8p-53},
                               {100.0, 0x1.3494a9b171bf5p+144},
                               {-708.0, 0x1.7c8ab2288c9acp-1022},
                               {709.0, 0x1.d422d2be5dc9bp+1022},
                               {-740.0, 0x0.0000000000055p-1022}};
    for (const Known& known : table) EXPECT_EQ(math::exp(known.x), known.value) << known.x;
}

TEST(MathBits, LogIsTheSameOnEveryMachine) {
    constexpr Known table[] = {{0x1p-1074, -0x1.74385446d71c3p+9}, {0x1p-1022, -0x1.6232bdd7abcd2p+9},
                               {1e-10, -0x1.7069e2aa2aa5bp+4},     {0.1, -0x1.26bb1bbb55515p+1},
                               {0.5, -0x1.62e42fefa39efp-1},       {0.99999, -0x1.4f8bc681df714p-17},
                               {1.00001, 0x1.4f8aea9af0a25p-17},   {2.0, 0x1.62e42fefa39efp-1},
                               {2.718281828459045, 0x1p+0},        {10.0, 0x1.26bb1bbb55516p+1},
                               {1e10, 0x1.7069e2aa2aa5bp+4},       {0x1.fffffffffffffp1023, 0x1.62e42fefa39efp+9}};
    for (const Known& known : table) EXPECT_EQ(math::log(known.x), known.value) << known.x;
}

TEST(MathBits, Expm1IsTheSameOnEveryMachine) {
    constexpr Known table[] = {{0x1p-60, 0x1p-60},
                               {-1e-5, -0x1.4f8aea9acf2c9p-17},
                               {1e-5, 0x1.4f8bc681cdfb6p-17},
                               {0.1, 0x1.aec7b35a00d3ap-4},
                               {-0.1, -0x1.85c933156a62cp-4},
                               {0.5, 0x1.4c2531c3c0d38p-1},
                               {-0.5, -0x1.92e9a0720d3ecp-2},
                               {1.0, 0x1.b7e151628aed3p+0},
                               {-1.0, -0x1.43a54e4e98864p-1},
                               {3.3, 0x1.a1cd5e7807b7bp+4},
                               {-20.0, -0x1.ffffffee4b79bp-1},
                               {700.0, 0x1.d945df4f8ec8ep+1009}};
    for (const Known& known : table) EXPECT_EQ(math::expm1(known.x), known.value) << known.x;
}

TEST(MathBits, Log1pIsTheSameOnEveryMachine) {
    constexpr Known table[] = {{0x1p-60, 0x1p-60},
                               {-1e-5, -0x1.4f8bc681e6006p-17},
                               {1e-5, 0x1.4f8aea9ae7317p-17},
                               {0.1, 0x1.8663f793c46c7p-4},
                               {-0.1, -0x1.af8e8210a415ep-4},
                               {0.5, 0x1.9f323ecbf984cp-2},
                               {-0.5, -0x1.62e42fefa39efp-1},
                               {1.0, 0x1.62e42fefa39efp-1},
                               {-0.999, -0x1.ba18a998fff9fp+2},
                               {3.3, 0x1.7567cb4bf2df7p+0},
                               {1e6, 0x1.ba18abb1dedc8p+3},
                               {1e300, 0x1.5963447f87fb5p+9}};
    for (const Known& known : table) EXPECT_EQ(math::log1p(known.x), known.value) << known.x;
}

TEST(MathBits, PowIsTheSameOnEveryMachine) {
    struct KnownPower {
        double x, y, value;
    };
    constexpr KnownPower table[] = {{2.0, 0.5, 0x1.6a09e667f3bcdp+0},
                                    {0.5, 0.1, 0x1.ddb680117ab12p-1},
                                    {10.0, -3.0, 0x1.0624dd2f1a9fcp-10},
                                    {1.1, 100.0, 0x1.aea4e6126bb95p+13},
                                    {0.99, 1000.0, 0x1.6a258c41be10ep-15},
                                    {3.7, 1.7, 0x1.27dd5223cbd61p+3},
                                    {1e-5, 0.3, 0x1.030dc4ea03a73p-5},
                                    {123.456, -1.5, 0x1.7e35a9bc426f5p-11},
                                    {1e10, 2.25, 0x1.ac918bbfa5243p+74},
                                    {0.1, -7.7, 0x1.7e6021ae6dd88p+25},
                                    {-1.5, 3.0, -0x1.bp+1},
                                    {1.0000001, 1e9, 0x1.349445c228792p+144}};
    for (const auto& known : table) EXPECT_EQ(math::pow(known.x, known.y), known.value) << known.x << " " << known.y;
}

}  // namespace
