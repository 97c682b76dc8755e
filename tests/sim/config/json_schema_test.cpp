// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// The text without blanks and line breaks, so that claims do not depend on layout.
std::string dense(const std::string& json) {
    std::string out;
    for (const char c : json) {
        if (c != ' ' && c != '\n') out += c;
    }
    return out;
}

TEST(JsonSchema, DeclaresTypesRangesAndMeanings) {
    const std::string schema = dense(json_schema<Example>());

    EXPECT_THAT(schema, StartsWith(R"({"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object")"));
    EXPECT_THAT(schema, HasSubstr(R"("patrols":{"type":"boolean","default":true)"));
    EXPECT_THAT(schema, HasSubstr(R"("weeks":{"type":"integer","minimum":1,"maximum":600,"default":52)"));
    EXPECT_THAT(schema, HasSubstr(R"("description":"Unit:weeks","x-halved-tick":"twice"})"));
    EXPECT_THAT(schema, HasSubstr(R"("strength":{"type":"number","minimum":0.5,"maximum":2,"default":1,"description":)"
                                  R"("leadtime.Unit:hours.Source:assumed:a\"test\""})"));
    EXPECT_THAT(schema, HasSubstr(R"("mandate":{"enum":["monitor","protect","stabilise"],"default":"monitor"})"));
    EXPECT_THAT(schema, HasSubstr(R"("cap":{"anyOf":[{"type":"number","minimum":0,"maximum":1)"));
    EXPECT_THAT(schema, HasSubstr(R"("labels":{"type":"array","items":{"type":"string")"));
    EXPECT_THAT(schema, HasSubstr(R"("start":{"type":"string","format":"date"})"));
    EXPECT_THAT(schema, HasSubstr(R"("required":["persons"])"));
    EXPECT_THAT(schema, HasSubstr(R"("additionalProperties":false)"));
    EXPECT_THAT(schema, HasSubstr(R"("depth":{"anyOf":[{"type":"number","minimum":0,"maximum":1},{"type":"object")"));
}

TEST(JsonSchema, BracketsBalance) {
    const std::string schema = json_schema<Example>();
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < schema.size(); ++i) {
        if (schema[i] == '\\') {
            ++i;
        } else if (schema[i] == '"') {
            in_text = !in_text;
        } else if (!in_text) {
            depth += (schema[i] == '{' || schema[i] == '[') - (schema[i] == '}' || schema[i] == ']');
            ASSERT_GE(depth, 0);
        }
    }
    EXPECT_EQ(depth, 0);
    EXPECT_FALSE(in_text);
}

}  // namespace
}  // namespace peacenorm::config::test
