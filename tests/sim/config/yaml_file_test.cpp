// SPDX-License-Identifier: Apache-2.0
#include "sim/config/yaml_file.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> faults_of(const std::string& text) {
    Sources sources;
    Faults faults;
    read_yaml_text("test.yaml", text, sources, faults);
    return lines_of(faults);
}

TEST(ReadYamlText, KeepsKindsQuotesAndPlaces) {
    const Node root = parsed("a: 5\nb: '5'\nc: [x, ~]\nd:\ne: {k: v}\n");

    ASSERT_EQ(root.entries.size(), 5u);
    EXPECT_EQ(root.find("a")->at, (Position{0, 1, 4}));
    EXPECT_FALSE(root.find("a")->quoted);
    EXPECT_TRUE(root.find("b")->quoted);
    EXPECT_EQ(root.find("c")->items[1].kind, Node::Kind::null);
    EXPECT_EQ(root.find("c")->items[0].at, (Position{0, 3, 5}));
    EXPECT_EQ(root.find("d")->kind, Node::Kind::null);
    EXPECT_EQ(root.find("d")->at, (Position{0, 4, 1}));
}

TEST(ReadYamlText, TakesByteOrderMarkAndWindowsLines) {
    const Node root = parsed(
        "\xEF\xBB\xBF"
        "a: 1\r\nb: 2\r\n");

    EXPECT_EQ(root.find("b")->text, "2");
    EXPECT_EQ(root.find("a")->at, (Position{0, 1, 4}));
    EXPECT_EQ(root.find("b")->at, (Position{0, 2, 4}));
}

TEST(ReadYamlText, RefusesAnchorsAliasesMergeKeysAndTags) {
    const std::string why = "anchors and aliases are not supported; repeat the value, or use base:";
    EXPECT_THAT(faults_of("a: &x 1\nb: *x\n"), ElementsAre("1:4: " + why, "2:4: " + why));
    EXPECT_THAT(faults_of("a: &x [*x]\n"), ElementsAre("1:4: " + why, "1:8: " + why));
    EXPECT_THAT(faults_of("a: *nowhere\n"), ElementsAre("1:4: " + why));
    EXPECT_THAT(faults_of("a: 1\n<<: {b: 2}\n"),
                ElementsAre("2:1: merge keys '<<' are not supported; repeat the value, or use base:"));
    EXPECT_THAT(faults_of("a: !!int 5\nb: !thing {}\n"),
                ElementsAre(StartsWith("1:4: the tag 'tag:yaml.org,2002:int' is not supported"),
                            StartsWith("2:4: the tag '!thing' is not supported")));
}

TEST(ReadYamlText, RefusesDuplicateMissingAndStrangeKeys) {
    EXPECT_THAT(faults_of("a: 1\nb: {c: 1,\n  c: 2}\na: 3\n"),
                ElementsAre("3:3: duplicate key 'c'; each key once in a map",
                            "4:1: duplicate key 'a'; each key once in a map"));
    EXPECT_THAT(faults_of("? [a]\n: 1\n"),
                ElementsAre("1:3: a list or a map cannot be a key; expected text as a key, and every bracket closed"));
    EXPECT_THAT(faults_of("{a: 1}: 2\n"), ElementsAre(StartsWith("1:1: a list or a map cannot be a key")));
    EXPECT_THAT(faults_of(": 1\n"), ElementsAre(StartsWith("1:1: a key is missing")));
    EXPECT_THAT(faults_of("a: 1\nb\n"), ElementsAre("2:1: 'b' stands alone; expected 'key: value'"));
    EXPECT_THAT(faults_of(std::string(201, 'k') + ": 1\n"), ElementsAre(HasSubstr("is too long; at most 200 bytes")));
}

TEST(ReadYamlText, RefusesBrokenText) {
    EXPECT_THAT(faults_of("a:\n\tb: 1\n"), ElementsAre("2:1: a tab in the indentation; indent with spaces"));
    EXPECT_THAT(faults_of("a: 1\n]\n"), ElementsAre(StartsWith("2:1: not valid YAML")));
    EXPECT_THAT(faults_of("[a] b\n"), ElementsAre("1:5: text after the end of the document; one document in a file"));
    EXPECT_THAT(faults_of("a: 1\n---\nb: 2\n"), ElementsAre(StartsWith("2:1: text after the end of the document")));
    EXPECT_THAT(faults_of("a: 1\nb: \xFF\n"),
                ElementsAre("2:4: not UTF-8 text; expected UTF-8 text without control characters"));
    EXPECT_THAT(faults_of(std::string("a: x\0y\n", 7)), ElementsAre(StartsWith("1:5: a control character")));
    EXPECT_THAT(faults_of("a: [1, 2\n"), ElementsAre(HasSubstr("not valid YAML")));
    EXPECT_THAT(faults_of("b: 1\na: \"x\n"), ElementsAre("2:4: a quote is not closed"));
}

TEST(ReadYamlText, RefusesTextThatSaysNothing) {
    for (const auto* text : {"", "\n", "# a comment\n", "---\n", "null\n", "\xEF\xBB\xBF"}) {
        EXPECT_THAT(faults_of(text), ElementsAre("1:1: the file has no content; expected 'key: value' lines")) << text;
    }
}

TEST(ReadYamlText, TakesTabsThatDoNotIndent) {
    EXPECT_THAT(faults_of("a: 1\t# comment\n\t\n\t# comment\nb: 2\n"), IsEmpty());
}

TEST(ReadYaml, AMissingFileNamesTheReasonAndASimilarOne) {
    const std::filesystem::path folder = testing::TempDir() + "peacenorm_read_yaml";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "baseline.yaml") << "a: 1\n";
    Sources sources;
    Faults faults;

    read_yaml((folder / "baselin.yaml").string(), sources, faults, {3, 4, 5});
    read_yaml(folder.string(), sources, faults);

    ASSERT_EQ(faults.all().size(), 2u);
    EXPECT_EQ(faults.all()[0].at, (Position{3, 4, 5}));
    EXPECT_EQ(faults.all()[0].problem,
              "cannot read " + (folder / "baselin.yaml").string() + ": No such file or directory");
    EXPECT_EQ(faults.all()[0].suggestion, "did you mean 'baseline.yaml'?");
    EXPECT_EQ(faults.all()[1].problem, "cannot read " + folder.string() + ": it is a folder");
    EXPECT_EQ(read_yaml((folder / "baseline.yaml").string(), sources, faults).find("a")->text, "1");
}

TEST(ParseSet, ReadsPathAndValueWithPlaces) {
    Sources sources;
    Faults faults;

    const Setting number = parse_set("a.b=2.5", sources, faults);
    const Setting list = parse_set("list=[x, y]", sources, faults);
    const Setting map = parse_set("m={k: v}", sources, faults);
    const Setting null = parse_set("m.k=null", sources, faults);
    const Setting text = parse_set("url=a=b", sources, faults);

    EXPECT_THAT(lines_of(faults), IsEmpty());
    EXPECT_EQ(number.path, "a.b");
    EXPECT_EQ(number.value.text, "2.5");
    EXPECT_EQ(number.value.at, (Position{0, 1, 5}));
    EXPECT_EQ(number.at_path, (Position{0, 1, 1}));
    EXPECT_EQ(sources.name(0), "--set a.b=2.5");
    EXPECT_EQ(list.value.items[1].text, "y");
    EXPECT_EQ(map.value.find("k")->text, "v");
    EXPECT_EQ(null.value.kind, Node::Kind::null);
    EXPECT_EQ(text.value.text, "a=b");
}

TEST(ParseSet, RefusesWhatIsNoSetting) {
    for (const auto* text : {"strength", "=5", "a..b=1", ".a=1", "a.=1", "a b=1", ""}) {
        Sources sources;
        Faults faults;
        parse_set(text, sources, faults);
        EXPECT_THAT(lines_of(faults), ElementsAre(HasSubstr("is not a setting; expected path=value"))) << text;
    }
    Sources sources;
    Faults faults;
    parse_set("a=", sources, faults);
    parse_set("a=[1", sources, faults);
    EXPECT_THAT(lines_of(faults),
                ElementsAre("1:3: no value for 'a'; write null to remove", HasSubstr("every bracket closed")));
}

}  // namespace
}  // namespace peacenorm::config::test
