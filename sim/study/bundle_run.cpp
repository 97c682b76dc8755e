// SPDX-License-Identifier: Apache-2.0
#include "sim/study/bundle_run.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace peacenorm::study {

namespace {

using Clock = std::chrono::steady_clock;
using record::Status;

constexpr int longest_slice = 26;                          // ticks between two questions, in small worlds
constexpr std::chrono::milliseconds slice_to_aim_at{100};  // and in large ones

/// Somebody wants the bundle dropped.
struct Dropped {};

class BundleRun {
  public:
    BundleRun(const Plan& plan, const Bundle& bundle, const GoOn& go_on)
        : plan_(plan), bundle_(bundle), go_on_(go_on), ticks_(plan.study().horizon.ticks()) {}
    record::BundleResult all();

  private:
    std::unique_ptr<World> past();
    void futures_of(std::size_t arm, const World* past, record::BundleResult& result);
    record::RunResult future(std::unique_ptr<World> world);
    void walk(World& world, int to_tick);
    void skip(std::uint64_t ticks) {
        told_ += ticks;
        if (go_on_ && ticks > 0 && !go_on_(ticks)) throw Dropped{};
    }
    std::uint64_t left(int tick) const { return static_cast<std::uint64_t>(ticks_ - tick); }

    const Plan& plan_;
    const Bundle& bundle_;
    const GoOn& go_on_;
    int ticks_;
    std::uint64_t told_ = 0;
    int slice_ = 1;
};

void BundleRun::walk(World& world, int to_tick) {
    while (world.tick() < to_tick) {
        const int from = world.tick();
        const Clock::time_point start = Clock::now();
        world.advance(std::min(to_tick, from + slice_));
        slice_ = Clock::now() - start < slice_to_aim_at ? std::min(2 * slice_, longest_slice) : std::max(1, slice_ / 2);
        skip(static_cast<std::uint64_t>(world.tick() - from));
    }
}

std::unique_ptr<World> BundleRun::past() {
    auto world = plan_.past(bundle_)->start(plan_.key(bundle_), plan_.recording());
    walk(*world, plan_.branch_tick());
    return world;
}

record::RunResult BundleRun::future(std::unique_ptr<World> world) {
    record::RunResult result;
    try {
        walk(*world, ticks_);
        result.data = world->finish();
        result.status = Status::done;
    } catch (const std::exception& error) {
        result = {Status::failed, {}, error.what()};
        skip(left(world->tick()));
    }
    return result;
}

void BundleRun::futures_of(std::size_t arm, const World* past, record::BundleResult& result) {
    const std::uint32_t futures = plan_.study().arms.futures;
    const std::size_t end = result.runs.size() + futures;
    try {
        const auto scenario = plan_.scenario(bundle_, arm);
        for (std::uint32_t future = 0; future < futures; ++future) {
            auto world = past == nullptr ? scenario->start(plan_.key(bundle_), plan_.recording()) : past->clone();
            if (past != nullptr) world->continue_under(*scenario, future);
            result.runs.push_back(this->future(std::move(world)));
        }
    } catch (const std::exception& error) {  // before the first tick
        while (result.runs.size() < end) {
            result.runs.push_back({Status::failed, {}, error.what()});
            skip(left(plan_.branch_tick()));
        }
    }
}

record::BundleResult BundleRun::all() {
    record::BundleResult result{bundle_.index, {}};
    std::unique_ptr<World> shared;
    if (plan_.branch_tick() > 0) {
        try {
            shared = past();
        } catch (const std::exception& error) {
            const std::uint32_t runs = plan_.study().arms.runs_per_bundle();
            result.runs.assign(runs, {Status::failed, {}, std::string("in the past: ") + error.what()});
            skip(plan_.ticks_per_bundle() - told_);
            return result;
        }
    }
    for (std::size_t arm = 0; arm < plan_.study().arms.count(); ++arm) futures_of(arm, shared.get(), result);
    return result;
}

}  // namespace

std::optional<record::BundleResult> run_bundle(const Plan& plan, const Bundle& bundle, const GoOn& go_on) {
    try {
        return BundleRun(plan, bundle, go_on).all();
    } catch (const Dropped&) {
        return std::nullopt;
    }
}

record::RunData run_alone(const Plan& plan, const Bundle& bundle, std::uint32_t within, record::Trace* trace) {
    const std::uint32_t futures = plan.study().arms.futures;
    const auto scenario = plan.scenario(bundle, within / futures);
    const int branch = plan.branch_tick();
    const auto world = (branch > 0 ? plan.past(bundle) : scenario)->start(plan.key(bundle), plan.recording());
    world->trace_to(trace);
    if (branch > 0) {
        world->advance(branch);
        world->continue_under(*scenario, within % futures);
    }
    return world->finish();
}

}  // namespace peacenorm::study
