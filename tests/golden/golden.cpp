// SPDX-License-Identifier: Apache-2.0
// Compares the model with the golden files, or rewrites them. Run from the root of the repository.
// usage: golden [--check] [FILE]...     FILE: a name in tests/golden; none: all of them
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>

#include "tests/golden/compare.hpp"
#include "tests/golden/runs.hpp"

namespace peacenorm::golden {
namespace {

std::string path_of(const File& file) {
    return "tests/golden/" + std::string(file.name);
}

std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

bool is_unchanged(const File& file) {
    const Comparison c = compare(text_of(path_of(file)), file.make());
    fmt::print("{}: {} of {} numbers differ, {} are new\n{}", path_of(file), c.differences.size(), c.numbers, c.fresh,
               first_differences(c));
    if (c.differences.empty() && c.fresh < c.numbers) return true;  // all new: the file is not there
    fmt::print("If they were meant to move, rewrite them with scripts/golden, and say why in the commit.\n");
    return false;
}

bool rewrite(const File& file) {
    const std::string text = file.make();
    const std::string before = text_of(path_of(file));
    const Comparison c = compare(before, text);
    std::ofstream out(path_of(file), std::ios::trunc);
    out << text;
    if (before.empty())
        fmt::print("{}: new, {} numbers\n", path_of(file), c.numbers);
    else
        fmt::print("{}: {} of {} numbers moved, {} are new\n{}", path_of(file), c.differences.size(), c.numbers,
                   c.fresh, what_moved(c));
    return out.flush().good();
}

int run(std::vector<std::string> arguments) {
    const bool check = !arguments.empty() && arguments.front() == "--check";
    if (check) arguments.erase(arguments.begin());
    std::size_t done = 0;
    bool good = true;
    for (const File& file : files) {
        if (!arguments.empty() && std::find(arguments.begin(), arguments.end(), file.name) == arguments.end()) continue;
        ++done;
        good = (check ? is_unchanged(file) : rewrite(file)) && good;
    }
    if (done == (arguments.empty() ? files.size() : arguments.size())) return good ? 0 : 1;
    fmt::print(stderr, "usage: golden [--check] [FILE]...     FILE is one of\n");
    for (const File& file : files) fmt::print(stderr, "  {}\n", file.name);
    return 2;
}

}  // namespace
}  // namespace peacenorm::golden

int main(int count, char** words) {
    try {
        return peacenorm::golden::run({words + 1, words + count});
    } catch (const std::exception& error) {
        fmt::print(stderr, "golden: {}\n", error.what());
        return 1;
    }
}
