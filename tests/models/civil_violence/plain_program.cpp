// SPDX-License-Identifier: Apache-2.0
// Prints 100 runs of a plain program, one line a seed: what plain_mesa.csv and plain_netlogo.csv hold.
// usage: plain_program mesa|netlogo
#include <cstdio>
#include <string>

#include "tests/models/civil_violence/plain.hpp"

int main(int argc, char** argv) {
    const std::string which = argc == 2 ? argv[1] : "";
    if (which != "mesa" && which != "netlogo") return std::fputs("usage: plain_program mesa|netlogo\n", stderr), 2;
    std::printf("# plain_program %s: seeds 0 to 99\n#", which.c_str());
    for (const std::string& name : peacenorm::plain::summary_names()) std::printf(" %s", name.c_str());
    std::printf("\n");
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const auto run = which == "mesa" ? peacenorm::plain::run_mesa(seed) : peacenorm::plain::run_netlogo(seed);
        const char* separator = "";
        for (const int number : peacenorm::plain::summarise(run)) {
            std::printf("%s%d", separator, number);
            separator = ",";
        }
        std::printf("\n");
    }
}
