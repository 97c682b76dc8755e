// SPDX-License-Identifier: Apache-2.0
#include "sim/results/replay.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <fstream>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/core/check.hpp"
#include "sim/store/draft.hpp"

namespace peacenorm::cli {

namespace {

std::string json_text(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 0x20)
            quoted += fmt::format("\\u{:04x}", static_cast<int>(c));
        else
            quoted += c;
    }
    return quoted + "\"";
}

std::string json_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "null";
}

/// One JSON object a line: date, kind, then the facts by name.
class TraceFile final : public record::Trace {
  public:
    explicit TraceFile(const std::filesystem::path& target) : target_(target), draft_(target), file_(draft_.path()) {}
    void tell(Date date, std::string_view kind, std::initializer_list<record::Fact> facts) override {
        file_ << fmt::format(R"({{"date": "{}", "event": {})", to_string(date), json_text(kind));
        for (const record::Fact& fact : facts) {
            const auto* number = std::get_if<double>(&fact.value);
            file_ << ", " << json_text(fact.name) << ": "
                  << (number != nullptr ? json_number(*number) : json_text(std::get<std::string>(fact.value)));
        }
        file_ << "}\n";
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
    std::uint64_t events_ = 0;
};

}  // namespace

int replay(const ReplayOptions& options, const study::Catalogue& catalogue) {
    if (options.trace == ReplayOptions::Trace::none) {
        const study::Replay replay = study::replay(options.result, options.run, catalogue, nullptr);
        fmt::print("{}", study::render(replay));
        return replay.equal() ? ExitCode::done : ExitCode::failed;
    }
    const std::string out =
        options.out.empty() ? fmt::format("{}.run-{}.jsonl", options.result, options.run) : options.out;
    TraceFile trace(out);
    const study::Replay replay = study::replay(options.result, options.run, catalogue, &trace);
    fmt::print("{}", study::render(replay));
    fmt::print("{} events in {}\n", trace.publish(), out);
    return replay.equal() ? ExitCode::done : ExitCode::failed;
}

}  // namespace peacenorm::cli
