// SPDX-License-Identifier: Apache-2.0
// Faults of the user's input, gathered and shown all at once with the line and a caret.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/node.hpp"

namespace peacenorm::config {

/// The texts that positions point into: files, and pseudo-files such as `--set`.
class Sources {
  public:
    /// Shape: returns the index for `Position::source`.
    int add(std::string name, std::string text);
    const std::string& name(int source) const { return texts_.at(static_cast<std::size_t>(source)).first; }
    /// The text of one line (from 1), without its end; empty outside the text.
    std::string_view line(int source, int line) const;
    int size() const { return static_cast<int>(texts_.size()); }

  private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

struct Fault {
    Position at;
    std::string problem;     ///< "unknown key 'strenght'"
    std::string allowed;     ///< "expected a number from 0 to 2"; may be empty
    std::string suggestion;  ///< "did you mean 'strength'?"; may be empty
};

/// Bad input: carries the rendered text of all faults. The command line prints it and exits with 2.
class ConfigError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Gathers faults; nothing is thrown until everything has been looked at.
class Faults {
  public:
    void add(Position at, std::string problem, std::string allowed = {}, std::string suggestion = {});
    /// Whether there are more than anybody reads: further ones are only counted, and a reader may stop.
    bool is_full() const { return faults_.size() >= most_kept; }
    bool empty() const { return faults_.empty(); }
    const std::vector<Fault>& all() const { return faults_; }
    /// One block a fault, sorted by position: `FILE:LINE:COL: error: problem; allowed; suggestion`, the line, a caret.
    /// What follows from a misspelt key is left out, and what many places share is said once.
    std::string render(const Sources& sources) const;
    /// Throws ConfigError with the rendered text if there is any fault.
    void raise(const Sources& sources) const;

  private:
    static constexpr std::size_t most_kept = 1000;

    std::vector<Fault> faults_;
    std::size_t left_out_ = 0;
};

}  // namespace peacenorm::config
