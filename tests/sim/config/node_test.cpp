// SPDX-License-Identifier: Apache-2.0
#include "sim/config/node.hpp"

#include <gmock/gmock.h>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

TEST(Node, FindsByKeyAndByPath) {
    const Node root = parsed("a: {b: {c: 5}}\n");

    ASSERT_NE(root.find("a"), nullptr);
    ASSERT_NE(root.find_path("a.b.c"), nullptr);
    EXPECT_EQ(root.find_path("a.b.c")->text, "5");
    EXPECT_EQ(root.find_path("a.x.c"), nullptr);
    EXPECT_EQ(root.find_path("a.b.c.d"), nullptr);
}

TEST(Node, LocatesTheDeepestPlaceThatIsWritten) {
    const Node root = parsed("a:\n  b: 5\n  c:\n    d: 1\n");

    EXPECT_EQ(root.locate("a.b"), (Position{0, 2, 6}));
    EXPECT_EQ(root.locate("a.c"), (Position{0, 3, 3}));    // a map: its key
    EXPECT_EQ(root.locate("a.x.y"), (Position{0, 1, 1}));  // not written: the key above
    EXPECT_EQ(root.locate("nothing"), (Position{0, 1, 1}));
}

TEST(Node, SetPathMakesMapsReplacesAndRemoves) {
    Node root;
    root.set_path("a.b", scalar("1"));
    root.set_path("a.c", scalar("2"));
    root.set_path("a.b", scalar("3"));
    EXPECT_EQ(to_yaml(root), "a:\n  b: 3\n  c: 2\n");

    root.set_path("a.b", Node{});
    root.set_path("x.y.z", Node{});
    EXPECT_EQ(to_yaml(root), "a:\n  c: 2\n");
}

TEST(Node, MergedLaysKeyByKey) {
    const Node under = parsed("a: {x: 1, y: [1, 2]}\nb: 5\ngone: 1\n");
    const Node over = parsed("a: {y: [3], z: 4}\nb: {c: 1}\ngone: null\nnew: 7\nabsent: null\n");

    EXPECT_EQ(to_yaml(merged(under, over)), "a:\n  x: 1\n  y: [3]\n  z: 4\nb:\n  c: 1\nnew: 7\nabsent: null\n");
}

TEST(Node, MergedTakesThePlacesOfTheUpperFile) {
    const Node under = parsed("a: {x: 1}\n");
    const Node over = parsed("\n\na:\n  y: 2\n");

    const Node both = merged(under, over);

    EXPECT_EQ(both.entries[0].at, (Position{0, 3, 1}));
    EXPECT_EQ(both.find_path("a.x")->at, (Position{0, 1, 8}));
    EXPECT_EQ(both.find_path("a.y")->at, (Position{0, 4, 6}));
}

}  // namespace
}  // namespace peacenorm::config::test
