// SPDX-License-Identifier: Apache-2.0
// Standard output and standard error: what cannot be written to the first is a fault, to the second it is lost.
#pragma once

#include <fmt/core.h>

#include <cstdio>
#include <system_error>
#include <utility>

namespace peacenorm::cli {

/// Takes the places of standard streams that are closed, so that no file is opened under their numbers. Writing to
/// such a place fails.
void take_closed_streams();

/// Flushes standard output. Shape: `code`, or `broken_pipe` where the reader has gone. Errors: IoError.
int with_output_written(int code);

/// How a fault of the system ends the program; says why on standard error, unless a reader has gone.
int code_of(const std::system_error& error);

/// Writes to standard error.
template <class... Values>
void tell(fmt::format_string<Values...> text, Values&&... values) {
    std::fputs(fmt::format(text, std::forward<Values>(values)...).c_str(), stderr);
}

}  // namespace peacenorm::cli
