// SPDX-License-Identifier: Apache-2.0
// What the checks of all folders share: names that must exist, weights, sums. Each folder checks what it declares.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/intervention/parameters.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::intervention {

/// How far shares may miss a sum of 1.
inline constexpr double sum_tolerance = 1e-6;

double sum(const Named<double>& weights);

/// Names that exist, and what to call them.
struct Known {
    std::string_view one, many;
    std::vector<std::string> names;

    bool has(std::string_view name) const;
};

/// The parameters under check, what names exist in them, and the problems found so far. Paths are those of the file.
class Checker {
  public:
    Checker(const Parameters& parameters, std::vector<config::PathProblem>& problems);

    void add(std::string path, std::string problem, std::string allowed = {}, std::string hint = {});
    void must_exist(const std::string& path, const std::string& name, const Known& known);
    /// Empty says "none" and is allowed.
    void must_exist_if_named(const std::string& path, const std::string& name, const Known& known);
    void all_must_exist(const std::string& path, const Named<double>& weights, const Known& known);
    /// At least one weight above 0.
    void must_weigh(const std::string& path, const Named<double>& weights);
    void at_most(const char* path, std::size_t count, std::size_t most);

    /// Organisations that are named and not there: everything that names them. Comes last.
    void tell_of_missing_organisations();

    const Parameters& p;
    const Known places, regions, communities, organisations, contingents, channels;

  private:
    std::vector<config::PathProblem>& problems_;
    std::map<std::string, std::vector<std::string>> missing_;  ///< by organisation, the paths that name it
};

/// One check a folder.
void check_theatre(Checker& checker);
void check_interveners(Checker& checker);
void check_cooperation(Checker& checker);
void check_armed_groups(Checker& checker);
void check_rules(Checker& checker);
void check_opinion(Checker& checker);
/// No two entities draw the same random numbers.
void check_keys(Checker& checker);

}  // namespace peacenorm::intervention
