// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace peacenorm::cli {

namespace {

constexpr int bar_width = 30;
constexpr std::chrono::seconds between_lines{10};

void write(const std::string& text) {
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace

ProgressDisplay::Style ProgressDisplay::style_of_stderr() {
    return isatty(STDERR_FILENO) ? Style::bar : Style::lines;
}

void ProgressDisplay::show(const study::Progress& progress) {
    if (style_ == Style::bar) show_bar(progress);
    if (style_ == Style::lines) show_line(progress);
}

void ProgressDisplay::show_bar(const study::Progress& progress) {
    const auto full = static_cast<std::size_t>(std::clamp(progress.share, 0.0, 1.0) * bar_width);
    write(fmt::format("\r\033[K[{}{}] {}", std::string(full, '#'), std::string(bar_width - full, '.'),
                      progress_text(progress)));
    is_bar_open_ = true;
}

void ProgressDisplay::show_line(const study::Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    const bool is_first = last_ == std::chrono::steady_clock::time_point{};
    if (!is_first && now - last_ < between_lines && progress.share < 1) return;
    last_ = now;
    write(progress_text(progress) + "\n");
}

void ProgressDisplay::finish() {
    if (is_bar_open_) write("\n");
    is_bar_open_ = false;
}

std::string duration_text(double seconds) {
    if (!std::isfinite(seconds) || seconds > 1e9) return "?";
    const auto whole = static_cast<long long>(std::ceil(seconds));
    if (whole >= 3600) return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string progress_text(const study::Progress& progress) {
    std::string text = fmt::format("{} of {} done", progress.done, progress.total);
    if (progress.failed > 0) text += fmt::format(", {} failed", progress.failed);
    if (progress.rate > 0) text += fmt::format(", {:.3g}/s", progress.rate);
    if (progress.share > 0 && progress.share < 1)
        text += fmt::format(", {} left", duration_text(progress.seconds_left));
    return text;
}

}  // namespace peacenorm::cli
