// SPDX-License-Identifier: Apache-2.0
#include "sim/report/data_block.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace peacenorm::report {
namespace {

using testing::HasSubstr;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

template <class T>
T at(const DataBlock& block, std::size_t offset) {
    T value;
    std::memcpy(&value, block.bytes().data() + offset, sizeof value);
    return value;
}

TEST(DataBlock, KeepsAllBitsOfExactValues) {
    DataBlock block;
    block.add_exact("A.levels", {1, 2}, std::vector<double>{0.1, nan});
    EXPECT_EQ(at<double>(block, 0), 0.1);
    EXPECT_TRUE(std::isnan(at<double>(block, 8)));
    EXPECT_EQ(block.description(), R"([{"name": "A.levels", "type": "f8", "shape": [1, 2], "at": 0, "step": null}])");
}

TEST(DataBlock, RoundsToMultiplesOfOneStepSoThat0StaysExactly0) {
    DataBlock block;
    block.add_rounded("A.x", {4}, std::vector<double>{-2, 0, 1, nan});
    EXPECT_EQ(at<std::int16_t>(block, 0), -32767);
    EXPECT_EQ(at<std::int16_t>(block, 2), 0);
    EXPECT_EQ(at<std::int16_t>(block, 4), 16384);
    EXPECT_EQ(at<std::int16_t>(block, 6), -32768);
}

TEST(DataBlock, OfZerosAndOfNothingDefinedHasAStep) {
    DataBlock block;
    block.add_rounded("A.zero", {2}, std::vector<double>{0, 0});
    block.add_rounded("A.none", {1}, std::vector<double>{std::numeric_limits<double>::infinity()});
    EXPECT_EQ(at<std::int16_t>(block, 0), 0);
    EXPECT_EQ(at<std::int16_t>(block, 8), -32768);
    EXPECT_THAT(block.description(), HasSubstr(R"("step": 1})"));
}

TEST(DataBlock, BeginsEveryArrayAtAMultipleOfEight) {
    DataBlock block;
    block.add_rounded("A.x", {1}, std::vector<double>{1});
    block.add_exact("A.y", {1}, std::vector<double>{3});
    EXPECT_THAT(block.description(), HasSubstr(R"("at": 8, "step": null)"));
    EXPECT_EQ(at<double>(block, 8), 3);
}

TEST(Deflated, InflatesToTheSameBytes) {
    const std::string bytes(100'000, 'x'), packed = deflated(bytes);
    EXPECT_LT(packed.size(), 1000U);
    std::string back(bytes.size(), '\0');
    z_stream stream{};
    ASSERT_EQ(inflateInit2(&stream, -15), Z_OK);
    std::string input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(back.data());
    stream.avail_out = static_cast<uInt>(back.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    inflateEnd(&stream);
    EXPECT_EQ(back, bytes);
}

}  // namespace
}  // namespace peacenorm::report
