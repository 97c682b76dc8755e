// SPDX-License-Identifier: Apache-2.0
#include "sim/config/compose.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/sim/config/example.hpp"

namespace peacenorm::config::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Compose : public testing::Test {
  protected:
    void SetUp() override {
        folder_ =
            testing::TempDir() + "peacenorm_compose_" + testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_ / "sub");
    }
    void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
    Node load(const std::string& name) { return load_composed((folder_ / name).string(), sources_, faults_, &files_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    std::filesystem::path folder_;
    Sources sources_;
    Faults faults_;
    std::vector<std::string> files_;
};

TEST_F(Compose, LaysBasesInOrderAndTheFileOnTop) {
    write("a.yaml", "x: 1\ny: 1\nz: {p: 1, q: 1}\n");
    write("sub/b.yaml", "base: ../a.yaml\ny: 2\nz: {q: 2, r: 2}\n");
    write("c.yaml", "w: 3\ny: 3\n");
    write("top.yaml", "base: [sub/b.yaml, c.yaml]\nz: {p: null}\nv: 4\n");

    const Node root = load("top.yaml");

    EXPECT_THAT(lines_of(faults_), IsEmpty());
    EXPECT_EQ(to_yaml(root), "x: 1\ny: 3\nz:\n  q: 2\n  r: 2\nw: 3\nv: 4\n");
    EXPECT_THAT(files_, ElementsAre(path("top.yaml"), path("sub/b.yaml"), path("a.yaml"), path("c.yaml")));
}

TEST_F(Compose, ReadsASharedBaseOnce) {
    write("a.yaml", "x: 1\n");
    write("b.yaml", "base: a.yaml\n");
    write("top.yaml", "base: [a.yaml, b.yaml, a.yaml]\n");

    load("top.yaml");

    EXPECT_THAT(files_, ElementsAre(path("top.yaml"), path("a.yaml"), path("b.yaml")));
}

TEST_F(Compose, NamesTheCircle) {
    write("a.yaml", "x: 1\nbase: b.yaml\n");
    write("b.yaml", "base: [c.yaml]\n");
    write("c.yaml", "base: ./sub/../a.yaml\n");

    load("a.yaml");

    ASSERT_THAT(faults_.all(), SizeIs(1));
    EXPECT_EQ(line_of(faults_.all()[0]), "1:7: base refers back to itself: a.yaml -> b.yaml -> c.yaml -> a.yaml");
    EXPECT_EQ(sources_.name(faults_.all()[0].at.source), path("c.yaml"));
}

TEST_F(Compose, RefusesMoreThanSixteenLevels) {
    for (int i = 0; i < 17; ++i) {
        write(std::to_string(i) + ".yaml", "base: " + std::to_string(i + 1) + ".yaml\n");
    }
    write("17.yaml", "x: 1\n");

    load("0.yaml");
    EXPECT_THAT(lines_of(faults_), ElementsAre("1:7: too many levels of base; at most 16"));

    faults_ = {};
    load("2.yaml");
    EXPECT_THAT(lines_of(faults_), IsEmpty());
}

TEST_F(Compose, FaultsStandWhereTheFileIsNamed) {
    write("baseline.yaml", "x: 1\n");
    write("top.yaml", "x: 1\nbase:\n  - baseline.yml\n  - {a: 1}\n  - baseline.yaml\n");

    load("top.yaml");

    EXPECT_THAT(lines_of(faults_), ElementsAre("3:5: cannot read " + path("baseline.yml") +
                                                   ": No such file or directory; did you mean 'baseline.yaml'?",
                                               "4:5: 'base' names no file; expected a path or a list of paths"));
}

TEST_F(Compose, AMissingTopFileIsAFaultNowhere) {
    load("nothing.yaml");

    ASSERT_THAT(faults_.all(), SizeIs(1));
    EXPECT_EQ(faults_.all()[0].at, Position{});
    EXPECT_THAT(faults_.render(sources_), HasSubstr("error: cannot read " + path("nothing.yaml")));
}

TEST_F(Compose, RefusesAFileThatIsNoMap) {
    write("list.yaml", "- a\n");
    write("colon.yaml", "# comment\nname:x\n");

    load("list.yaml");
    load("colon.yaml");

    EXPECT_THAT(lines_of(faults_),
                ElementsAre("1:1: a configuration is a map; expected 'key: value' lines",
                            "2:1: a configuration is a map; expected 'key: value' lines; write a space after the ':'"));
}

}  // namespace
}  // namespace peacenorm::config::test
