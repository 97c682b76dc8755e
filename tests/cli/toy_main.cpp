// SPDX-License-Identifier: Apache-2.0
// The command line over the toy model alone: its commands are tested without waiting for a real one.
#include "sim/cli/cli.hpp"
#include "tests/sim/study/toy_model.hpp"

int main(int argc, char** argv) {
    return peacenorm::cli::main(argc, argv, {&peacenorm::toy::model()});
}
