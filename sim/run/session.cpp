// SPDX-License-Identifier: Apache-2.0
#include "sim/run/session.hpp"

namespace peacenorm::study {

namespace {

constexpr double to_spare = 1.1;

}  // namespace

Agenda agenda_of(const Plan& plan, const PartStore& store, std::size_t workers) {
    return {plan.points(), plan.bundles(), store.shard(), store.ledger().published, workers};
}

Execution with_deadline(Execution execution) {
    if (!execution.deadline) return execution;
    execution.is_interrupted = [before = execution.is_interrupted, deadline = *execution.deadline] {
        return (before && before()) || std::chrono::system_clock::now() >= deadline;
    };
    return execution;
}

bool ends_before(std::chrono::system_clock::time_point deadline, double seconds) {
    return std::chrono::system_clock::now() + std::chrono::duration<double>(to_spare * seconds) < deadline;
}

}  // namespace peacenorm::study
