// SPDX-License-Identifier: Apache-2.0
// Shows how far a study is: a bar on a terminal, a line now and then in a log. It writes to stderr only.
#pragma once

#include <chrono>
#include <string>

#include "sim/run/executor.hpp"

namespace peacenorm::cli {

class ProgressDisplay {
  public:
    enum class Style { bar, lines, none };
    explicit ProgressDisplay(Style style) : style_(style) {}
    /// A bar where stderr is a terminal, else lines.
    static Style style_of_stderr();
    void show(const study::Progress& progress);
    /// Ends the bar's line.
    void finish();

  private:
    void show_bar(const study::Progress& progress);
    void show_line(const study::Progress& progress);

    Style style_;
    std::chrono::steady_clock::time_point last_{};
    bool is_bar_open_ = false;
};

/// "1:04:09", "0:07".
std::string duration_text(double seconds);

/// "120 of 400 done, 1 failed, 3.2/s, 1:27 left".
std::string progress_text(const study::Progress& progress);

}  // namespace peacenorm::cli
