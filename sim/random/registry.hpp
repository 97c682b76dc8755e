// SPDX-License-Identifier: Apache-2.0
// The check that no two processes draw from one stream.
#pragma once

#include <span>
#include <vector>

#include "sim/random/streams.hpp"

namespace peacenorm::random {

/// The streams, in their order, whose id or name another stream of the list also bears; empty when all are unique.
std::vector<Stream> duplicated(std::span<const Stream> streams);

}  // namespace peacenorm::random
