// SPDX-License-Identifier: Apache-2.0
#include "sim/results/replay.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/core/check.hpp"
#include "sim/core/json.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"

namespace peacenorm::cli {

namespace {

/// One JSON object a line: date, kind, then the facts by name, each key once.
class TraceFile final : public record::Trace {
  public:
    TraceFile(const std::filesystem::path& target, const std::filesystem::path& result, ReplayOptions::Events events)
        : target_(target),
          draft_(record::place_to_write(target, {result})),
          file_(draft_.path()),
          events_wanted_(events) {}
    bool wants_ledger() const override { return events_wanted_ == ReplayOptions::Events::with_ledger; }
    void write(Date date, std::string_view kind, std::initializer_list<record::Fact> facts) override {
        JsonObject event;
        event.put_text("date", to_string(date)).put_text("kind", kind);
        for (const record::Fact& fact : facts) {
            const auto* number = std::get_if<double>(&fact.value);
            if (number != nullptr)
                event.put_number(fact.name, *number);
            else
                event.put_text(fact.name, std::get<std::string>(fact.value));
        }
        file_ << event.text() << "\n";
        ++events_;
    }
    std::uint64_t publish() {
        file_.close();
        if (!file_) throw IoError(target_.string() + ": cannot write the events: is the disk full?");
        draft_.publish_as(target_);
        return events_;
    }

  private:
    std::filesystem::path target_;
    record::Draft draft_;
    std::ofstream file_;
    ReplayOptions::Events events_wanted_;
    std::uint64_t events_ = 0;
};

}  // namespace

int replay(const ReplayOptions& options, const study::Catalogue& catalogue) {
    if (options.events == ReplayOptions::Events::none) {
        const study::Replay replay = study::replay(options.result, options.run, catalogue, nullptr);
        fmt::print("{}", study::render(replay));
        return replay.equal() ? ExitCode::done : ExitCode::failed;
    }
    const std::string out =
        options.out.empty() ? fmt::format("{}.run-{}.jsonl", options.result, options.run) : options.out;
    TraceFile trace(out, options.result, options.events);
    const study::Replay replay = study::replay(options.result, options.run, catalogue, &trace);
    fmt::print("{}", study::render(replay));
    fmt::print("{} events in {}\n", trace.publish(), out);
    return replay.equal() ? ExitCode::done : ExitCode::failed;
}

}  // namespace peacenorm::cli
