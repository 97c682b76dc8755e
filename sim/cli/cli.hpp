// SPDX-License-Identifier: Apache-2.0
// The command line over a catalogue of models.
#pragma once

#include "sim/model/model.hpp"

namespace peacenorm::cli {

/// Parses the arguments and runs one command. Shape: the exit code (exit_codes.hpp). Never throws.
int main(int argc, char** argv, const study::Catalogue& catalogue);

}  // namespace peacenorm::cli
