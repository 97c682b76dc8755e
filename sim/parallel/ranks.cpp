// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel/ranks.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace peacenorm::parallel {

namespace {

int number_in(const char* variable) {
    const char* text = std::getenv(variable);
    int number = 0;
    if (text != nullptr) std::from_chars(text, text + std::strlen(text), number);
    return number;
}

}  // namespace

std::string Ranks::name(int rank) const {
    return "rank " + std::to_string(rank) + " of " + std::to_string(size()) + " (" +
           names_.at(static_cast<std::size_t>(rank)) + ")";
}

Launch launch_in_environment() {
    for (const char* variable : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
        if (const int tasks = number_in(variable); tasks > 0) return {tasks, variable};
    const int tasks = number_in("SLURM_NTASKS");
    return tasks > 1 ? Launch{tasks, "SLURM_NTASKS"} : Launch{};
}

int processors_per_rank() {
    cpu_set_t bound;
    CPU_ZERO(&bound);
    const long online = std::max(1L, sysconf(_SC_NPROCESSORS_ONLN));
    const int mine = sched_getaffinity(0, sizeof bound, &bound) == 0 ? CPU_COUNT(&bound) : static_cast<int>(online);
    const int ranks_here = std::max(1, number_in("OMPI_COMM_WORLD_LOCAL_SIZE"));
    return std::max(1, std::min(mine, static_cast<int>(online) / ranks_here));
}

Ranks::Words words_of(const std::string& text) {
    Ranks::Words words(1 + (text.size() + 7) / 8);
    words[0] = text.size();
    if (!text.empty()) std::memcpy(words.data() + 1, text.data(), text.size());
    return words;
}

std::string text_of(const Ranks::Words& words) {
    if (words.empty()) return {};
    std::string text(std::min<std::size_t>(words[0], 8 * (words.size() - 1)), '\0');
    if (!text.empty()) std::memcpy(text.data(), words.data() + 1, text.size());
    return text;
}

std::uint64_t word_of(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

double real_of(std::uint64_t word) {
    return std::bit_cast<double>(word);
}

}  // namespace peacenorm::parallel
