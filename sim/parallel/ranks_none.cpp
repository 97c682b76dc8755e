// SPDX-License-Identifier: Apache-2.0
// In place of ranks_mpi.cpp where MPI was left out.
#include "sim/parallel/ranks.hpp"

namespace peacenorm::parallel {

std::unique_ptr<Ranks> meet_ranks() {
    const Launch launch = launch_in_environment();
    if (launch.tasks <= 1) return nullptr;
    throw RanksError(launch.variable + " announces " + std::to_string(launch.tasks) +
                     " tasks, but this program was built without MPI, so that each would run the whole study; install "
                     "libopenmpi-dev and build again, or use --shard I/N");
}

}  // namespace peacenorm::parallel
