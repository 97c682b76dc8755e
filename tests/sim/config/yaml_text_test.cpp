// SPDX-License-Identifier: Apache-2.0
#include "sim/config/yaml_text.hpp"

#include <gtest/gtest.h>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

/// Equal in what they say; places may differ.
bool same(const Node& a, const Node& b) {
    if (a.kind != b.kind || a.text != b.text || a.quoted != b.quoted) return false;
    if (a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!same(a.items[i], b.items[i])) return false;
    }
    for (std::size_t i = 0; i < a.entries.size(); ++i) {
        if (a.entries[i].key != b.entries[i].key || !same(a.entries[i].value, b.entries[i].value)) return false;
    }
    return true;
}

TEST(ToYaml, IsPlainBlockText) {
    EXPECT_EQ(to_yaml(parsed("{b: {x: 1, y: [a, {k: v}]}, a: [], c: {}, d: 'x', e: ~, f: [1, 2]}")),
              "b:\n  x: 1\n  y:\n    - a\n    -\n      k: v\na: []\nc: {}\nd: \"x\"\ne: null\nf: [1, 2]\n");
}

TEST(ToYaml, ReadsBackEqual) {
    for (const auto* text :
         {"a: {b: [1, [2, 3], {c: d, e: [f]}]}", "'null': 'null'\n'5': '5'\n'a: b': 'x # y'\n",
          "a: \"line\\nbreak\\ttab \\\" quote \\\\ \\u2028 \\uFEFF end\"", "a: '- x'\nb: '-'\nc: '?'\nd: '!t'\ne: '&a'",
          "a: ' lead'\nb: 'trail '\nc: ''\nd: 'é'\ne: '[x]'\nf: 'a, b'\ng: '@'\nh: '%'\ni: '`'\nj: '...'\nk: '---'",
          "a: -0.5\nb: 1e-05\nc: .5\nd: true\ne: 2013-07-01\n", "- - - a\n    - b\n  - []\n- {}\n", "just text", "[]",
          "a: |\n  block\n  text\nb: >\n  folded\n  text\n",
          "long: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccccccccccc, d]"}) {
        const Node node = parsed(text);
        EXPECT_TRUE(same(node, parsed(to_yaml(node)))) << to_yaml(node);
    }
}

TEST(LooksLikeText, KnowsWhatOtherReadersConvert) {
    for (const auto* text : {"minusma", "a b", "Gao", "x5", "path/to.csv"}) EXPECT_TRUE(looks_like_text(text)) << text;
    for (const auto* text : {"5", "-5", "1e3", "yes", "No", "ON", "true", "null", "~", "", "2013-07-01", ".inf", "a: b",
                             "y", "# x", "[a]", "0x1F"}) {
        EXPECT_FALSE(looks_like_text(text)) << text;
    }
}

}  // namespace
}  // namespace peacenorm::config::test
