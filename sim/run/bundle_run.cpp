// SPDX-License-Identifier: Apache-2.0
#include "sim/run/bundle_run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <new>
#include <stdexcept>
#include <utility>

namespace peacenorm::study {

namespace {

using Clock = std::chrono::steady_clock;
using record::Status;

constexpr int longest_slice = 26;                          // ticks between two questions, in small worlds
constexpr std::chrono::milliseconds slice_to_aim_at{100};  // and in large ones

/// Somebody wants the bundle dropped.
struct Dropped {};

/// A count that is not a number, or beyond 64 bits, and a value that is infinite are faults of the process that made
/// them; a result would hold the count as a zero.
void check_values(const Plan& plan, const record::RunData& data) {
    const auto observables = plan.study().model->observables();
    const std::vector<int>& recorded = plan.recording()->observables;
    for (std::size_t i = 0; i < recorded.size(); ++i) {
        const record::Observable& observable = observables[static_cast<std::size_t>(recorded[i])];
        const std::vector<double>& values = data.series[i];
        const auto is_no_count = [](double value) { return !(std::fabs(value) < 0x1p63); };
        const auto is_infinite = [](double value) { return std::isinf(value); };
        if (observable.storage == record::Storage::count && std::any_of(values.begin(), values.end(), is_no_count))
            throw std::runtime_error("the count " + std::string(observable.name) + " is not a number");
        if (std::any_of(values.begin(), values.end(), is_infinite))
            throw std::runtime_error("the value of " + std::string(observable.name) + " is infinite");
    }
}

class BundleRun {
  public:
    BundleRun(const Plan& plan, const Bundle& bundle, const GoOn& go_on)
        : plan_(plan), bundle_(bundle), go_on_(go_on), ticks_(plan.study().horizon.ticks()) {}
    record::BundleResult all();

  private:
    std::unique_ptr<World> past();
    void futures_of(std::size_t arm, const World* past, record::BundleResult& result);
    record::RunResult future(std::unique_ptr<World> world, std::size_t arm, std::uint32_t future);
    void join(World& world, std::size_t arm, std::uint32_t future);
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
    std::vector<std::shared_ptr<const Tape>> tapes_;  ///< by arm, then future; of arms that others follow
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

record::RunResult BundleRun::future(std::unique_ptr<World> world, std::size_t arm, std::uint32_t future) {
    record::RunResult result;
    try {
        join(*world, arm, future);
        walk(*world, ticks_);
        tapes_[arm * plan_.study().arms.futures + future] = world->taped_conduct();
        result.data = world->finish();
        check_values(plan_, result.data);
        result.status = Status::done;
    } catch (const std::bad_alloc&) {  // what the machine lacked says nothing of the run
        throw;
    } catch (const std::exception& error) {
        result = {Status::failed, {}, error.what()};
        skip(left(world->tick()));
    }
    return result;
}

/// Has the world write its conduct down where another arm follows it, or do what the arm that it follows did.
void BundleRun::join(World& world, std::size_t arm, std::uint32_t future) {
    const Arms& arms = plan_.study().arms;
    const auto followed = arms.followed(arm);
    if (arms.is_followed(arm)) world.tape_conduct();
    if (!followed) return;
    const auto& tape = tapes_[*followed * arms.futures + future];
    if (!tape) throw std::runtime_error("the arm that it follows failed: " + arms.name(*followed));
    world.follow(tape);
}

void BundleRun::futures_of(std::size_t arm, const World* past, record::BundleResult& result) {
    const std::uint32_t futures = plan_.study().arms.futures;
    std::size_t next = arm * futures;
    const std::size_t end = next + futures;
    try {
        const auto scenario = plan_.scenario(bundle_, arm);
        for (std::uint32_t future = 0; future < futures; ++future) {
            auto world = past == nullptr ? scenario->start(plan_.key(bundle_), plan_.recording()) : past->clone();
            if (past != nullptr) world->continue_under(*scenario, future);
            result.runs[next] = this->future(std::move(world), arm, future);
            ++next;
        }
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {  // before the first tick
        for (; next < end; ++next) {
            result.runs[next] = {Status::failed, {}, error.what()};
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
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            const std::uint32_t runs = plan_.study().arms.runs_per_bundle();
            result.runs.assign(runs, {Status::failed, {}, std::string("before the branch: ") + error.what()});
            skip(plan_.ticks_per_bundle() - told_);
            return result;
        }
    }
    // Arms that follow others come after them.
    const Arms& arms = plan_.study().arms;
    result.runs.resize(arms.runs_per_bundle());
    tapes_.resize(arms.runs_per_bundle());
    for (const bool follows : {false, true})
        for (std::size_t arm = 0; arm < arms.count(); ++arm)
            if (arms.followed(arm).has_value() == follows) futures_of(arm, shared.get(), result);
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

namespace {

/// One run from its first tick, at the branch if there is one; its history written to `trace`.
std::unique_ptr<World> begin_alone(const Plan& plan, const Bundle& bundle, std::uint32_t within, record::Trace* trace) {
    const std::uint32_t futures = plan.study().arms.futures;
    const auto scenario = plan.scenario(bundle, within / futures);
    const int branch = plan.branch_tick();
    auto world = (branch > 0 ? plan.past(bundle) : scenario)->start(plan.key(bundle), plan.recording());
    world->trace_to(trace);
    if (branch > 0) {
        world->advance(branch);
        world->continue_under(*scenario, within % futures);
    }
    return world;
}

}  // namespace

record::RunData run_alone(const Plan& plan, const Bundle& bundle, std::uint32_t within, record::Trace* trace) {
    const Arms& arms = plan.study().arms;
    const auto world = begin_alone(plan, bundle, within, trace);
    if (const auto followed = arms.followed(within / arms.futures)) {
        const auto leader = begin_alone(
            plan, bundle, static_cast<std::uint32_t>(*followed) * arms.futures + within % arms.futures, nullptr);
        leader->tape_conduct();
        leader->advance(plan.study().horizon.ticks());
        world->follow(leader->taped_conduct());
    }
    return world->finish();
}

}  // namespace peacenorm::study
