// SPDX-License-Identifier: Apache-2.0
// What the program returns to the shell: one code for each end that a script must tell apart; 74 and 75 as in
// sysexits.h.
#pragma once

namespace peacenorm::cli {

enum ExitCode {
    done = 0,
    failed = 1,         ///< a run, a comparison, or the program itself
    wrong_input = 2,    ///< usage or configuration
    io_trouble = 74,    ///< disk or file
    interrupted = 75,   ///< the same command goes on
    broken_pipe = 141,  ///< the reader of the output has gone: as a shell tells of SIGPIPE
};

}  // namespace peacenorm::cli
