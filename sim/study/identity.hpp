// SPDX-License-Identifier: Apache-2.0
// Who a result is: hashes of what decides its numbers, and the program that made it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/store/part_store.hpp"
#include "sim/study/study.hpp"

namespace peacenorm::study {

/// The program: "0.1.0", "1a2b... (dirty)" or "unknown", "GNU 12.2.0".
struct Build {
    std::string version, commit, compiler;
};
Build this_build();

/// dynamics: model and version, parameters, changes, horizon, seed, design; not the replicates, so that a study can
/// grow, and nothing of a file's form. recording: what is recorded. build: the program.
Identity identity_of(const Study& study);

/// Over the whole identity and the number of replicates: names one study.
std::string study_hash(const Study& study);
/// The same for files of a known identity, whatever program they come from.
std::string study_hash(const Study& study, const Identity& identity);

/// Where the values of parameters come from: "set by hand", "drawn from priors", "fitted to 12 targets ...".
std::string parameters_of(const Study& study);

/// The model's notice and the scenario's caveat, as they stand on every print; where all is drawn from a posterior,
/// what that is fitted to in place of the notice, which is about parameters that were not.
std::string notice_of(const Study& study);

/// The attributes of a result's root. `command` reproduces it, without what changes no number in it.
std::vector<std::pair<std::string, std::string>> provenance(const Study& study, const std::string& command);

}  // namespace peacenorm::study
