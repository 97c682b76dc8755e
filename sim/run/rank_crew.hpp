// SPDX-License-Identifier: Apache-2.0
// What every rank has: workers behind a queue that the main thread fills.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "sim/run/crash_note.hpp"
#include "sim/run/crew.hpp"

namespace peacenorm::study {

/// A bundle that came to its end, and the seconds it took.
using Finish = std::pair<std::uint64_t, double>;

/// Workers wait here for bundles; the main thread adds them.
class QueueSupply final : public Supply {
  public:
    std::optional<std::uint64_t> take() override;
    void finished(std::uint64_t bundle, double seconds) override;

    void add(const std::vector<std::uint64_t>& bundles);
    void close();                          ///< no more will come; what is queued is still taken
    void clear();                          ///< and what is queued is dropped
    std::size_t hungry();                  ///< workers that wait
    std::vector<Finish> finished_since();  ///< the last time it was asked

  private:
    std::mutex mutex_;
    std::condition_variable news_;
    std::deque<std::uint64_t> queue_;
    std::vector<Finish> finished_;
    std::size_t waiting_ = 0;
    bool is_closed_ = false;
};

/// Runs a crew in threads of its own while the main thread talks.
class RankCrew {
  public:
    RankCrew(const Plan& plan, PartStore& store, const Execution& execution, std::string who);
    ~RankCrew();
    RankCrew(const RankCrew&) = delete;
    RankCrew& operator=(const RankCrew&) = delete;
    QueueSupply& supply() { return supply_; }
    Crew& crew() { return crew_; }
    void stop();  ///< drops what is under way
    bool has_ended() const { return ended_; }
    /// What the workers died of, empty if they did not; with the bundles under way then. After the end.
    std::string fault() const { return fault_; }

  private:
    void run();

    std::string who_;
    QueueSupply supply_;
    Crew crew_;
    CrashNote note_;
    std::atomic<bool> ended_{false};
    std::string fault_;
    std::thread thread_;
};

}  // namespace peacenorm::study
