// SPDX-License-Identifier: Apache-2.0
// The arms of a counterfactual study: one past, several policies, several futures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/core/date.hpp"
#include "sim/model/model.hpp"

namespace peacenorm::study {

/// Dated changes in one list: each is laid on those before it, so that their cost grows with the square.
inline constexpr std::size_t most_changes = 1000;

/// Some `changes:` of a file: the date as written, and what is set.
struct DatedChange {
    Date from;
    config::Node set;  ///< path -> value
    std::string why;
};

/// One policy: what it sets from the branch on (without a branch: always), and what it sets later.
struct Arm {
    std::string name, why;
    config::Position at;
    std::string follows;  ///< the arm whose conduct is imposed on this one from the branch on; empty: none
    config::Position follows_at;
    config::Node set;  ///< path -> value
    std::vector<DatedChange> changes;
};

struct Arms {
    std::vector<Arm> list;      ///< empty: a study of one arm that changes nothing, called "default"
    std::size_t reference = 0;  ///< the arm that others are compared with
    std::optional<Date> branch;
    std::uint32_t futures = 1;  ///< of each past

    std::uint32_t count() const { return list.empty() ? 1 : static_cast<std::uint32_t>(list.size()); }
    std::uint32_t runs_per_bundle() const { return count() * futures; }
    /// The arm that an arm follows; empty: its conduct is its own.
    std::optional<std::size_t> followed(std::size_t arm) const;
    bool is_followed(std::size_t arm) const;
    std::string name(std::size_t arm) const { return list.empty() ? "default" : list[arm].name; }
};

/// Reads the keys `arms`, `reference`, `branch` and `futures` of a study. Errors: faults.
Arms read_arms(const config::Node& study, const Horizon& horizon, config::Faults& faults);

/// Lays an arm over a scenario of its study. Errors: faults at the places where the arm was written.
void apply(const Arms& arms, std::size_t arm, const Horizon& horizon, Scenario& scenario, config::Faults& faults);

/// Adds the keys to a study as a file would say them; nothing where there are no arms.
void emit(const Arms& arms, config::Node& study);

/// A change as a file would say it.
config::Node emit(const DatedChange& change);

/// Reads one of `changes:`. Empty after a fault that leaves nothing to apply.
std::optional<DatedChange> read_change(const config::Node& change, const Horizon& horizon, config::Faults& faults);

}  // namespace peacenorm::study
