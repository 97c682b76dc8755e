// SPDX-License-Identifier: Apache-2.0
// What is no study: refused at once, in words of one slip, however much of it there is.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <functional>

#include "tests/cli/process.hpp"
#include "tests/sim/study/toy_study.hpp"

namespace peacenorm {
namespace {

namespace fs = std::filesystem;

using cli_test::Finished;
using testing::HasSubstr;
using testing::Not;
using toy::Folder;
using toy::head;

/// Calls the program; one that waits for something that never comes is ended (124).
Finished call(const Folder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"/usr/bin/timeout", "20", TOY_PROGRAM});
    return cli_test::run(words, (folder / "").string());
}

TEST(Inputs, WhatIsNoPlainFileIsRefusedAtOnce) {
    const Folder folder;
    mkfifo((folder / "pipe").c_str(), 0600);
    fs::create_directory(folder / "folder");
    fs::create_symlink("pipe", folder / "link");
    for (const std::string name : {"pipe", "folder", "link", "/dev/zero", "/dev/null"}) {
        folder.write("over.yaml", "base: " + name + "\n");
        for (const char* command : {"check", "run", "submit"}) {
            const Finished refused = call(folder, {command, name});
            EXPECT_EQ(refused.code, 2) << command << name;
            EXPECT_THAT(refused.err, HasSubstr("cannot read " + name + ": it is a ")) << command;
        }
        const Finished based = call(folder, {"check", "over.yaml"});
        EXPECT_EQ(based.code, 2) << name;
        EXPECT_THAT(based.err, HasSubstr("over.yaml:1:7: error: cannot read " + name + ": it is a "));
    }
}

TEST(Inputs, ControlCharactersAreInNoText) {
    const Folder folder;
    for (const char* key : {"name", "title"}) {
        for (const char* escape : {"\\0", "\\x1b[31m", "\\u0085", "\\x7f"}) {
            folder.write("study.yaml", head + key + ": \"a" + escape + "b\"\n");
            const Finished refused = call(folder, {"check", "study.yaml"});
            EXPECT_EQ(refused.code, 2) << key << escape;
            EXPECT_THAT(refused.err, HasSubstr("a control character")) << key << escape;
        }
    }
    folder.write("study.yaml", head + "name: \"a\\nb\"\n");
    EXPECT_EQ(call(folder, {"run", "study.yaml"}).code, 2);
}

/// So many entries of a kind, by a number.
std::string many(int count, const std::function<std::string(const std::string&)>& entry) {
    std::string text;
    for (int i = 0; i < count; ++i) text += entry(std::to_string(i));
    return text;
}

TEST(Inputs, LargeStudiesAreReadOrRefusedInSeconds) {
    const Folder folder;
    const std::vector<std::string> texts{
        many(100'000, [](const std::string& i) { return "k" + i + ": null\n"; }),
        "parameters:\n" + many(100'000, [](const std::string& i) { return "  k" + i + ": null\n"; }),
        "parameters:\n  organisations:\n" +
            many(100'000, [](const std::string& i) { return "    k" + i + ": null\n"; }),
        "parameters:\n  organisations:\n" + many(100'000, [](const std::string& i) { return "    k" + i + ": {}\n"; }),
        "outcomes:\n" + many(20'000, [](const std::string& i) { return "  k" + i + ": mean(calm)\n"; }),
        "outcomes:\n" + many(100'000, [](const std::string& i) { return "  k" + i + ": nosuch(calm)\n"; }),
        "arms:\n" + many(100'000, [](const std::string& i) { return "  k" + i + ": {}\n"; }),
        "design:\n  factors:\n" + many(100'000, [](const std::string& i) { return "    k" + i + ": [1, 2]\n"; }),
        "design:\n  factors:\n    decay: [" + many(100'000, [](const std::string& i) { return "0." + i + ", "; }) +
            "]\n",
        "design: {parameters: [" + many(100'000, [](const std::string& i) { return "k" + i + ", "; }) + "]}\n",
        "record: {by: [" + many(100'000, [](const std::string& i) { return "k" + i + ", "; }) + "]}\n",
        "changes:\n" + many(50'000, [](const std::string&) { return "  - {from: 2013-08-05, set: {nosuch: 1}}\n"; }),
        "changes:\n" + many(1'000, [](const std::string&) { return "  - {from: 2013-08-05, set: {decay: 0.1}}\n"; })};
    for (const std::string& text : texts) {
        folder.write("study.yaml", head + text);
        const Finished ended = call(folder, {"check", "study.yaml"});
        EXPECT_THAT(ended.code, testing::AnyOf(0, 2)) << text.substr(0, 60) << ended.err.substr(0, 300);
        EXPECT_LT(ended.err.size(), 60'000U) << text.substr(0, 60);
    }
}

TEST(Inputs, NoMessageEndsInASemicolon) {
    const Folder folder;
    folder.write("study.yaml", head);
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{{"describe", "qqqqqqqqqq"},
                                               {"describe", "toy", "qqqqqqqqqq"},
                                               {"new", "qqqqqqqqqq"},
                                               {"check", "study.yaml", "--set", "model=qqqqqqqqqq"},
                                               {"check", "study.yaml", "--set", "qqqqqqqqqq=1"}}) {
        const Finished refused = call(folder, words);
        EXPECT_EQ(refused.code, 2) << words.back();
        EXPECT_THAT(refused.err, Not(HasSubstr(";\n"))) << words.back();
        EXPECT_THAT(refused.err, Not(HasSubstr("; \n"))) << words.back();
    }
}

TEST(Inputs, AFileThatCannotBeReadIsTheOnlyFault) {
    const Folder folder;
    folder.write("world.yaml", "parameters: {decay: 0.1\n");
    folder.write("frame.yaml", head);
    folder.write("study.yaml",
                 "base: [frame.yaml, world.yaml]\noutcomes: {x: mean(visits.nobody)}\narms: {a: {nobody: 1}, b: "
                 "{}}\nreference: a\n");
    const Finished refused = call(folder, {"check", "study.yaml"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("world.yaml:"));
    EXPECT_THAT(refused.err, Not(HasSubstr("study.yaml:")));
}

TEST(Inputs, AMisspeltBaseOrHeadingIsTheOnlyFault) {
    const Folder folder;
    folder.write("frame.yaml", head);
    folder.write("study.yaml", "bass: frame.yaml\noutcomes: {x: mean(calm)}\n");
    const Finished base = call(folder, {"check", "study.yaml"});
    EXPECT_THAT(base.err, HasSubstr("study.yaml:1:1: error: unknown key 'bass'"));
    EXPECT_THAT(base.err, HasSubstr("did you mean 'base'?"));
    EXPECT_THAT(base.err, Not(HasSubstr("missing key")));
    folder.write("study.yaml", head + "amrs: {a: {}, b: {}}\nreference: a\nbranch: 2013-10-07\n");
    EXPECT_THAT(call(folder, {"check", "study.yaml"}).err, Not(HasSubstr("without arms")));
}

}  // namespace
}  // namespace peacenorm
