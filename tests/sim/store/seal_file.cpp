// SPDX-License-Identifier: Apache-2.0
// seal_file PATH...: gives files the seal that their bytes ask for, in place of the one they have: what a stranger can
// do as well.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "sim/store/digest.hpp"

int main(int argc, char** argv) {
    const std::string mark = "\npeacenorm seal ";
    for (int i = 1; i < argc; ++i) {
        std::ifstream file(argv[i], std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(file), {}};
        file.close();
        if (const std::size_t at = bytes.rfind(mark); at != std::string::npos && bytes.size() - at < 100)
            std::filesystem::resize_file(argv[i], at);
        std::puts(peacenorm::record::seal(argv[i]).c_str());
    }
    return 0;
}
