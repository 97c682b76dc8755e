// SPDX-License-Identifier: Apache-2.0
// The processes of a job that a launcher (mpirun, srun) started together, and how they talk. Only ranks_mpi.cpp knows
// mpi.h; without MPI, ranks_none.cpp stands in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace peacenorm::parallel {

/// The launcher and this program do not fit together, or not all ranks were reached.
class RanksError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Used by the main thread alone; others may compute meanwhile.
class Ranks {
  public:
    using Words = std::vector<std::uint64_t>;
    struct Message {
        int from = 0;
        int tag = 0;
        Words words;
    };
    virtual ~Ranks() = default;
    int rank() const { return rank_; }
    int size() const { return static_cast<int>(names_.size()); }
    /// "rank 2 of 5 (node7, pid 4711)", for messages.
    std::string name(int rank) const;
    virtual void send(int to, int tag, const Words& words) = 0;
    /// The next message, if one has come. Never waits.
    virtual std::optional<Message> poll() = 0;
    /// The texts of all ranks, by rank; every rank calls it at the same point.
    virtual std::vector<std::string> gather(const std::string& text) = 0;
    /// Ends all ranks at once.
    [[noreturn]] virtual void abort(int code) = 0;

  protected:
    int rank_ = 0;
    std::vector<std::string> names_;  ///< "node7, pid 4711", by rank
};

/// What a launcher says in the environment.
struct Launch {
    int tasks = 0;         ///< 0: nothing was launched
    std::string variable;  ///< that says so
};
/// Of OMPI_COMM_WORLD_SIZE, PMI_SIZE and SLURM_NTASKS (unless it is 1) the first that is set.
Launch launch_in_environment();

/// Meets the other ranks of the job; null when no launcher is seen, and then nothing of MPI is touched.
/// Errors: RanksError when the environment announces several tasks but this process is alone (a launcher of another MPI
/// starts so many copies in silence), or when this program knows no MPI. When not all ranks come within two minutes
/// (PEACENORM_STARTUP_SECONDS), the process says so and ends with code 74.
std::unique_ptr<Ranks> meet_ranks();

/// Threads that a rank takes when none are asked for: its share of the machine's processors, or those it is bound to.
int processors_per_rank();

/// A text as words, for messages, and back.
Ranks::Words words_of(const std::string& text);
std::string text_of(const Ranks::Words& words);

/// The real number in a word, and back.
std::uint64_t word_of(double value);
double real_of(std::uint64_t word);

}  // namespace peacenorm::parallel
