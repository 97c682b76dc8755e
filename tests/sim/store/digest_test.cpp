// SPDX-License-Identifier: Apache-2.0
#include "sim/store/digest.hpp"

#include <gtest/gtest.h>

#include "sim/core/check.hpp"
#include "tests/sim/store/small_study.hpp"

namespace peacenorm::record {
namespace {

using testing::bytes_of;
using testing::Folder;
using testing::write_bytes;

std::span<const std::byte> bits(const std::string& text) {
    return std::as_bytes(std::span(text));
}

TEST(Digest, IsXxh3OfTheBytesHoweverTheyCome) {
    Digest empty, whole, pieces;
    EXPECT_EQ(empty.hex(), "99aa06d3014798d86001c324468d497f");  // XXH3-128 of nothing, as xxhsum -H2 prints it
    whole.add(bits("abcdef"));
    pieces.add(bits("abc"));
    pieces.add(bits("def"));
    EXPECT_EQ(whole.hex(), pieces.hex());
}

TEST(Digest, TellsTextsApartByTheirLengths) {
    Digest a, b;
    a.add(std::string_view("ab"));
    a.add(std::string_view("c"));
    b.add(std::string_view("a"));
    b.add(std::string_view("bc"));
    EXPECT_NE(a.hex(), b.hex());
}

TEST(Seal, IsBrokenByAnyFlipInTheContent) {
    const Folder folder;
    const std::string content = "some bytes\nand more";
    write_bytes(folder / "file", content);
    seal(folder / "file");
    EXPECT_EQ(check_seal(folder / "file"), Seal::intact);
    const std::string sealed = bytes_of(folder / "file");
    EXPECT_EQ(sealed.substr(0, content.size()), content);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string flipped = sealed;
        flipped[at] = static_cast<char>(flipped[at] ^ 4);
        write_bytes(folder / "file", flipped);
        EXPECT_NE(check_seal(folder / "file"), Seal::intact) << at;
        if (at < content.size()) {
            EXPECT_EQ(check_seal(folder / "file"), Seal::broken) << at;
        }
    }
}

TEST(Seal, IsGoneWhenTheEndIs) {
    const Folder folder;
    write_bytes(folder / "file", std::string(1000, 'x'));
    EXPECT_EQ(check_seal(folder / "file"), Seal::none);
    seal(folder / "file");
    const std::string sealed = bytes_of(folder / "file");
    for (std::size_t size = 0; size < sealed.size(); size += 7) {
        write_bytes(folder / "file", sealed.substr(0, size));
        EXPECT_EQ(check_seal(folder / "file"), Seal::none) << size;
    }
    EXPECT_THROW(check_seal(folder / "absent"), IoError);
}

}  // namespace
}  // namespace peacenorm::record
