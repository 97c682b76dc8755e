// SPDX-License-Identifier: Apache-2.0
// Where the workers of a process take their bundles from.
#pragma once

#include <cstdint>
#include <optional>

namespace peacenorm::study {

/// Asked by several threads at once.
class Supply {
  public:
    virtual ~Supply() = default;
    /// The next bundle for one worker; empty: there are no more. May wait.
    virtual std::optional<std::uint64_t> take() = 0;
    /// A bundle came to its end after so many seconds of one worker.
    virtual void finished(std::uint64_t bundle, double seconds) = 0;
};

}  // namespace peacenorm::study
