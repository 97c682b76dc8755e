// SPDX-License-Identifier: Apache-2.0
// Checks on the programmer, on in Debug builds; bad input and the world have exceptions of their own.
#pragma once

#include <stdexcept>
#include <string>

namespace peacenorm {

/// The world failed: a file, a disk. The command line prints path and reason and exits with 74.
class IoError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

[[noreturn]] void check_failed(const char* kind, const char* condition, const char* file, int line);

}  // namespace peacenorm

#ifdef NDEBUG
#define EXPECT(condition) static_cast<void>(0)
#define ENSURE(condition) static_cast<void>(0)
#else
#define EXPECT(condition) \
    ((condition) ? static_cast<void>(0) : ::peacenorm::check_failed("EXPECT", #condition, __FILE__, __LINE__))
#define ENSURE(condition) \
    ((condition) ? static_cast<void>(0) : ::peacenorm::check_failed("ENSURE", #condition, __FILE__, __LINE__))
#endif
