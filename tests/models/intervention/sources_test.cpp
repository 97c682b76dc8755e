// SPDX-License-Identifier: Apache-2.0
// A source resolves inside the repository. It is one or more parts, joined by "; ", each of them one of
//   KEY   KEY, where   KEY: what of it     a work of models/references.bib
//   docs/theory.md#anchor                  a heading there
//   data: FILE, row                        a file of the repository
//   input: ...                             said once for all, beside the value in the scenario's file
//   assumed: why                           never without a why
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "models/catalogue.hpp"
#include "sim/model/model.hpp"

namespace {

constexpr const char* input = "input: the scenario's file gives the source beside the value";
constexpr int fewest_words = 3;  ///< of a why; "assumed: half" gives none

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator i(text.begin(), text.end(), pattern); i != std::sregex_iterator(); ++i)
        found.insert((*i)[1].str());
    return found;
}

/// What a source can point to.
struct Library {
    std::set<std::string> keys, anchors;
};

/// A heading as the anchor that GitHub gives it: lower case, blanks as hyphens, punctuation left out.
std::string anchor_of(const std::string& heading) {
    std::string anchor;
    for (const char letter : heading) {
        const auto c = static_cast<unsigned char>(letter);
        if (std::isalnum(c) != 0 || letter == '-' || letter == '_') anchor += static_cast<char>(std::tolower(c));
        if (letter == ' ') anchor += '-';
    }
    return anchor;
}

const Library& library() {
    static const Library shelf = [] {
        Library read;
        read.keys = matches(text_of("models/references.bib"), std::regex(R"(@[a-z]+\{([a-z0-9_]+),)"));
        std::istringstream lines(text_of("docs/theory.md"));
        for (std::string line; std::getline(lines, line);)
            if (line.rfind("## ", 0) == 0) read.anchors.insert(anchor_of(line.substr(3)));
        return read;
    }();
    return shelf;
}

std::vector<std::string> parts_of(const std::string& source) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = source.find("; "); at != std::string::npos; at = source.find("; ", from)) {
        parts.push_back(source.substr(from, at - from));
        from = at + 2;
    }
    parts.push_back(source.substr(from));
    return parts;
}

std::ptrdiff_t words_in(const std::string& text) {
    std::istringstream words(text);
    return std::distance(std::istream_iterator<std::string>(words), {});
}

std::string fault_in_data(const std::string& part) {
    std::smatch found;
    if (!std::regex_match(part, found, std::regex(R"(data: ([^,]+), (\S.*))"))) return "expected data: FILE, row";
    return std::filesystem::is_regular_file(found[1].str()) ? "" : "there is no file " + found[1].str();
}

/// What is wrong with a part of a source; empty: it resolves.
std::string fault_in_part(const std::string& part, const Library& shelf) {
    static const std::regex work(R"(([a-z]+(?:_[a-z]+)*_(?:19|20)\d\d)(?:[,:] \S.*)?)");
    static const std::regex theory(R"(docs/theory\.md#(.+))");
    std::smatch found;
    if (part.rfind("assumed", 0) == 0) {
        const bool says_why = part.rfind("assumed: ", 0) == 0 && words_in(part.substr(9)) >= fewest_words;
        return says_why ? "" : "\"" + part + "\" does not say why";
    }
    if (part.rfind("input", 0) == 0) return part == input ? "" : "expected \"" + std::string(input) + "\"";
    if (part.rfind("data", 0) == 0) return fault_in_data(part);
    if (std::regex_match(part, found, theory))
        return shelf.anchors.count(found[1].str()) > 0 ? "" : "docs/theory.md has no heading for #" + found[1].str();
    if (std::regex_match(part, found, work))
        return shelf.keys.count(found[1].str()) > 0 ? "" : "models/references.bib has no " + found[1].str();
    return "\"" + part + "\" is no key, section, data, input or assumption";
}

/// What is wrong with a source; empty: all of it resolves.
std::string fault_in(const std::string& source, const Library& shelf = library()) {
    for (const std::string& part : parts_of(source))
        if (std::string fault = fault_in_part(part, shelf); !fault.empty()) return fault;
    return "";
}

/// Comments of a C++ text, each as one line: neighbouring lines of comment belong together.
std::vector<std::string> comments_of(const std::string& text) {
    std::vector<std::string> comments;
    bool goes_on = false;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find_first_not_of(' ');
        if (first == std::string::npos || line.compare(first, 2, "//") != 0) {
            goes_on = false;
            continue;
        }
        if (!goes_on) comments.emplace_back();
        const std::size_t words = line.find_first_not_of("/ ", first);
        if (words != std::string::npos) comments.back() += line.substr(words) + ' ';
        goes_on = true;
    }
    return comments;
}

/// What stands between "Source: " and the full stop that ends it (one before a blank), or to the end without one.
std::vector<std::string> sources_in(const std::string& comment) {
    std::vector<std::string> sources;
    const std::string word = "Source: ";
    for (std::size_t at = comment.find(word); at != std::string::npos; at = comment.find(word, at + 1)) {
        const std::size_t from = at + word.size();
        sources.push_back(comment.substr(from, comment.find(". ", from) - from));
    }
    return sources;
}

std::string joined(const std::string& literals) {
    const std::regex literal(R"re("([^"]*)")re");
    std::string text;
    for (std::sregex_iterator i(literals.begin(), literals.end(), literal); i != std::sregex_iterator(); ++i)
        text += (*i)[1].str();
    return text;
}

std::vector<std::filesystem::path> files_in(const char* folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.is_regular_file()) files.push_back(file.path());
    return files;
}

bool is_code(const std::filesystem::path& file) {
    return file.extension() == ".hpp" || file.extension() == ".cpp";
}

TEST(SourceChecker, TakesEachKindOfSource) {
    const Library shelf{{"kalyvas_2006", "wood_2014"}, {"norm-law"}};
    for (const std::string source :
         {"kalyvas_2006", "kalyvas_2006, ch. 7", "kalyvas_2006: where control is not complete",
          "kalyvas_2006; wood_2014: losses; assumed: the size, for want of data", "docs/theory.md#norm-law",
          "assumed: a day's drive, as who is farther comes late", "data: models/references.bib, kalyvas_2006"})
        EXPECT_EQ(fault_in(source, shelf), "") << source;
    EXPECT_EQ(fault_in(input, shelf), "");
}

constexpr const char* refused = R"(theory H1
theory 3.2 nu (kalyvas_2006)
model 7
model 5; assumed: the mission of the region
assumed
assumed:
assumed: half
assumed size of it all
form assumed
kalyvas_2006; assumed
nobody_2031
nobody_1999
kalyvas_2006; nobody_1999: all of it
kalyvas_2006 for the peaks
kalyvas_2006,
; kalyvas_2006
kalyvas_2006;assumed: for want of data
Kalyvas 2006
docs/theory.md
docs/theory.md#no-such-heading
docs/gates.md#norm-law
input: the file says it
data: models/no_such_file.csv, row 3
data: models/references.bib
DECISIONS.md)";

TEST(SourceChecker, RefusesWhatNoReaderCanFollow) {
    const Library shelf{{"kalyvas_2006"}, {"norm-law"}};
    std::istringstream lines(refused);
    std::size_t count = 0;
    for (std::string source; std::getline(lines, source); ++count) EXPECT_NE(fault_in(source, shelf), "") << source;
    EXPECT_EQ(count, 25u);
    EXPECT_NE(fault_in("", shelf), "");
    EXPECT_NE(fault_in("kalyvas_2006; ", shelf), "");
}

TEST(SourceChecker, ReadsCommentsOverLines) {
    const auto comments = comments_of(
        "/// A rule. Source: assumed: half of\n/// 0.25 at most. Limits: none.\nint f();\n// Source: kalyvas_2006.\n");
    ASSERT_EQ(comments.size(), 2u);
    EXPECT_EQ(sources_in(comments[0]), std::vector<std::string>{"assumed: half of 0.25 at most"});
    EXPECT_EQ(sources_in(comments[1]), std::vector<std::string>{"kalyvas_2006"});
}

TEST(SourceChecker, NamesAnchorsAsGitHubDoes) {
    EXPECT_EQ(anchor_of("Consent and silence"), "consent-and-silence");
    EXPECT_EQ(anchor_of("Who's first, I_1?"), "whos-first-i_1");
}

TEST(Sources, OfEveryParameterResolve) {
    std::size_t count = 0;
    for (const peacenorm::study::Model* model : peacenorm::models::catalogue())
        for (const peacenorm::config::LeafDoc& leaf : model->parameters()) {
            EXPECT_EQ(fault_in(std::string(leaf.doc.source)), "") << model->name() << ' ' << leaf.path;
            ++count;
        }
    EXPECT_GE(count, 300u);
}

// A work, a section of docs/theory.md where the argument is long, or an assumption that says why.
TEST(Sources, OfEveryMechanismResolve) {
    for (const peacenorm::study::Model* model : peacenorm::models::catalogue())
        for (const peacenorm::study::MechanismDoc& mechanism : model->mechanisms())
            EXPECT_EQ(fault_in(std::string(mechanism.source)), "") << model->name() << ' ' << mechanism.name;
}

// Groups of parameters have a source too, which no leaf carries.
TEST(Sources, OfEveryStatedGroupResolve) {
    const std::regex stated(R"re(stated\(\s*(?:"[^"]*"\s*)+,\s*((?:"[^"]*"\s*)+)\))re");
    std::size_t count = 0;
    for (const auto& file : files_in("models")) {
        if (!is_code(file)) continue;
        for (const std::string& literals : matches(text_of(file), stated)) {
            EXPECT_EQ(fault_in(joined(literals)), "") << file;
            ++count;
        }
    }
    EXPECT_GE(count, 30u);
}

TEST(Sources, OfEveryCommentResolve) {
    std::size_t count = 0;
    for (const auto& file : files_in("models")) {
        if (!is_code(file)) continue;
        for (const std::string& comment : comments_of(text_of(file)))
            for (const std::string& source : sources_in(comment)) {
                EXPECT_EQ(fault_in(source), "") << file << ": " << source;
                ++count;
            }
    }
    EXPECT_GE(count, 80u);
}

TEST(Sources, CiteNoPapersThatTheRepositoryLacks) {
    const std::regex dossier("theory (dossier|[a-z0-9]+)|model [0-9]", std::regex::icase);
    const std::regex notes(R"(\b(DESIGN|MODEL|THEORY)\.md)");
    for (const auto& file : files_in("models")) {
        std::smatch found;
        const std::string text = text_of(file);
        EXPECT_FALSE(std::regex_search(text, found, dossier)) << file << ": " << found.str();
        EXPECT_FALSE(std::regex_search(text, found, notes)) << file << ": " << found.str();
    }
    for (const auto& file : files_in("sim")) {
        std::smatch found;
        const std::string text = text_of(file);
        EXPECT_FALSE(std::regex_search(text, found, notes)) << file << ": " << found.str();
    }
}

TEST(Theory, CitesKnownWorksAndHasEachSectionOnce) {
    const std::string text = text_of("docs/theory.md");
    for (const std::string& key : matches(text, std::regex(R"(\b([a-z]+(?:_[a-z]+)*_(?:19|20)\d\d)\b)")))
        EXPECT_EQ(library().keys.count(key), 1u) << key;
    std::istringstream lines(text);
    std::size_t headings = 0;
    for (std::string line; std::getline(lines, line);) headings += line.rfind("## ", 0) == 0 ? 1 : 0;
    EXPECT_EQ(headings, library().anchors.size());
    for (const std::string& anchor : matches(text, std::regex(R"(\]\(#([a-z0-9_-]+)\))")))
        EXPECT_EQ(library().anchors.count(anchor), 1u) << anchor;
}

}  // namespace
