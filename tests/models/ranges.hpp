// SPDX-License-Identifier: Apache-2.0
// Runs of a model at the ends of what it declares: which paths, which ends, and what a run must not show.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/study/study.hpp"

namespace peacenorm::models::testing {

enum class End { low, high };

/// A path and what it is set to, as a file would write it.
struct Setting {
    std::string path;
    config::Node value;
};
using Settings = std::vector<Setting>;

/// One declared parameter of one configuration.
struct Ranged {
    config::LeafDoc declared;
    std::vector<std::string> paths;  ///< what it stands for there: steps `*` are names of entities
};

/// All numbers that the model declares, with where they stand in a configuration. A number without an end, or without
/// a place, has no paths.
std::vector<Ranged> ranged_parameters(const study::Study& study);

/// A parameter at an end, at each of its places or at one; `now` is the configuration as it is.
Settings at_end(const config::Node& now, const Ranged& parameter, End end);
Setting at_end(const config::Node& now, const Ranged& parameter, const std::string& path, End end);

/// The paths of all switches of a configuration.
std::vector<std::string> switches(const study::Study& study);

/// What may be wrong with a world when its run is over: empty, or a sentence.
using Inspect = std::function<std::string(const study::World&)>;

struct Trial {
    bool refused = false;  ///< by the model's check across fields, or by its range
    std::string fault;     ///< empty: the run stood
};

/// Runs a study's base under settings to the end of its horizon, all observables recorded every four ticks.
/// Limits: more than 256 MB of state is refused unrun.
Trial try_out(const study::Study& study, const Settings& set, const Inspect& inspect, std::uint32_t replicate = 0);

}  // namespace peacenorm::models::testing
