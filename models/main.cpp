// SPDX-License-Identifier: Apache-2.0
#include "models/catalogue.hpp"
#include "sim/cli/cli.hpp"

int main(int argc, char** argv) {
    return peacenorm::cli::main(argc, argv, peacenorm::models::catalogue());
}
