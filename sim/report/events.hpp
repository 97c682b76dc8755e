// SPDX-License-Identifier: Apache-2.0
// Events of runs that a page tells one by one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/record/trace.hpp"

namespace peacenorm::report {

inline constexpr std::uint64_t most_events = 20'000;  ///< of one run; the others are counted

/// Keeps what a run tells, without its ledger.
class EventLog final : public record::Trace {
  public:
    bool wants_ledger() const override { return false; }
    void write(Date date, std::string_view kind, std::initializer_list<record::Fact> facts) override;
    /// {"KIND": {"facts": [names], "rows": [[date, value by fact], ...]}, ...}: kinds in the order of their first
    /// event.
    std::string json() const;
    std::uint64_t left_out() const { return left_out_; }

  private:
    struct Kind {
        std::string name;
        std::vector<std::string> facts, rows;  ///< rows: JSON
    };
    Kind& kind_of(std::string_view name);

    std::vector<Kind> kinds_;
    std::uint64_t kept_ = 0, left_out_ = 0;
};

/// A run of a result, run again.
struct ToldRun {
    std::uint64_t run = 0;
    std::string arm;
    std::uint64_t replicate = 0;
    EventLog events;
};

std::string json_text_of(const std::vector<ToldRun>& runs);

}  // namespace peacenorm::report
