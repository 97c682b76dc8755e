// SPDX-License-Identifier: Apache-2.0
#include "sim/run/crash_note.hpp"

#include <unistd.h>

#include <cstring>

namespace peacenorm::study {

namespace {

// SAFETY: what the handler reads; set before it is installed, and never freed while it is.
const char* note_who = nullptr;
const std::vector<std::atomic<std::uint64_t>>* note_under_way = nullptr;
std::uint64_t note_nothing = 0;

void write_text(const char* text) {
    if (write(STDERR_FILENO, text, std::strlen(text)) < 0) return;
}

void write_text(std::uint64_t number) {
    std::array<char, 24> digits{};
    char* at = &digits.back();
    do {
        *--at = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number > 0);
    write_text(at);
}

extern "C" void report_and_die(int signal) {
    write_text("\npeacenorm: ");
    write_text(note_who);
    write_text(" ends by signal ");
    write_text(static_cast<std::uint64_t>(signal));
    write_text("; bundles under way:");
    for (const auto& bundle : *note_under_way)
        if (bundle != note_nothing) {
            write_text(" ");
            write_text(bundle.load());
        }
    write_text("\n");
    std::signal(signal, SIG_DFL);
    raise(signal);
}

}  // namespace

CrashNote::CrashNote(const std::string& who, const std::vector<std::atomic<std::uint64_t>>& under_way,
                     std::uint64_t nothing) {
    note_who = who.c_str();
    note_under_way = &under_way;
    note_nothing = nothing;
    struct sigaction action {};
    action.sa_handler = report_and_die;
    sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &action, &before_[i]);
}

CrashNote::~CrashNote() {
    for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
}

}  // namespace peacenorm::study
