// SPDX-License-Identifier: Apache-2.0
// Runs one row of a result again, from nothing but the result, and says whether it is the same to the bit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/model/model.hpp"
#include "sim/record/trace.hpp"

namespace peacenorm::study {

/// What came of a run that was run again.
struct Replay {
    std::uint64_t run = 0;
    std::string arm;
    std::uint32_t replicate = 0, seed = 0;
    std::string failure;                   ///< of a run that failed, then as now
    std::string built_by;                  ///< the program that made the result, if it was another one
    std::vector<std::string> differences;  ///< "calm at time 2013-08-05: 0.25 against 0.5"; empty: equal
    bool equal() const { return differences.empty(); }
};

/// Runs row `run` of a result (or of a part) with the configuration that the result keeps. `trace` hears the events of
/// the whole run, its past included; null: nobody listens.
/// Errors: IoError when the result is damaged or has no such run; ConfigError when this program's model is another
/// one (then nothing is run).
Replay replay(const std::filesystem::path& result, std::uint64_t run, const Catalogue& catalogue, record::Trace* trace);

/// What `replay` prints.
std::string render(const Replay& replay);

}  // namespace peacenorm::study
