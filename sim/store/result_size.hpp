// SPDX-License-Identifier: Apache-2.0
// How large a result can become, told before the first run.
#pragma once

#include <cstdint>

#include "sim/store/result_layout.hpp"

namespace peacenorm::record {

/// Bytes that the result of a study takes at most, when no run fails: numbers that are deflated count in full.
std::uint64_t largest_result(const ResultLayout& layout);

}  // namespace peacenorm::record
