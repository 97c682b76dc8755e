// SPDX-License-Identifier: Apache-2.0
#include "sim/run/executor.hpp"

#include <mutex>

#include "sim/run/crew.hpp"
#include "sim/run/progress_report.hpp"
#include "sim/run/session.hpp"

namespace peacenorm::study {

namespace {

/// The bundles of this process alone, in the dispatcher's order.
class LocalSupply final : public Supply {
  public:
    LocalSupply(Dispatcher& dispatcher, std::optional<std::chrono::system_clock::time_point> deadline)
        : dispatcher_(dispatcher), deadline_(deadline) {}

    std::optional<std::uint64_t> take() override {
        const std::lock_guard lock(mutex_);
        const auto next = dispatcher_.peek();
        if (!next || (deadline_ && !ends_before(*deadline_, dispatcher_.longest(*next)))) return std::nullopt;
        return dispatcher_.next();
    }
    void finished(std::uint64_t bundle, double seconds) override {
        const std::lock_guard lock(mutex_);
        dispatcher_.finished(bundle, seconds);
    }

  private:
    Dispatcher& dispatcher_;
    std::optional<std::chrono::system_clock::time_point> deadline_;
    std::mutex mutex_;
};

}  // namespace

Ending execute(const Plan& plan, PartStore& store, const Execution& wanted) {
    const Execution execution = with_deadline(wanted);
    Dispatcher dispatcher(agenda_of(plan, store, static_cast<std::size_t>(execution.threads)));
    LocalSupply supply(dispatcher, execution.deadline);
    Crew crew(plan, store, execution, supply);
    ProgressReport report(plan, store, execution, dispatcher);
    const auto update = [&](ProgressReport::When when) {
        report.update({crew.done(), crew.failed(), crew.ticks()}, when);
    };
    crew.on_step = [&] { update(ProgressReport::When::due); };
    update(ProgressReport::When::now);
    crew.run();
    update(ProgressReport::When::now);
    return dispatcher.published() + crew.done() + crew.failed() < dispatcher.owned() ? Ending::interrupted
                                                                                     : Ending::finished;
}

}  // namespace peacenorm::study
