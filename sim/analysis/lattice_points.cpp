// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/lattice_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "sim/analysis/shapley.hpp"
#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/random/permutation.hpp"

namespace peacenorm::analysis {

namespace {

constexpr std::size_t most_in_full = 20;
constexpr std::uint64_t most_orders = 100'000;  // far more than a design may ask for

bool is_switch(const Coordinate& factor) {
    bool on = false, off = false;
    for (const std::string& label : factor.labels) {
        if (label != "true" && label != "false") return false;
        (label == "true" ? on : off) = true;
    }
    return on && off;
}

/// By the label of a stratum: the point of every subset.
using Points = std::vector<std::pair<std::string, std::map<std::uint64_t, std::uint64_t>>>;

Points points_of(const ResultCells& result, const std::vector<const Coordinate*>& switches) {
    Points points;
    for (std::uint64_t point = 0; point < result.points(); ++point) {
        std::string label;
        for (const Coordinate& factor : result.factors())
            if (std::find(switches.begin(), switches.end(), &factor) == switches.end())
                label += fmt::format("{}{}={}", label.empty() ? "" : ", ", factor.path, factor.labels[point]);
        std::uint64_t subset = 0;
        for (std::size_t i = 0; i < switches.size(); ++i)
            if (switches[i]->labels[point] == "true") subset |= digit_of(i, switches.size());
        auto stratum = std::find_if(points.begin(), points.end(), [&](const auto& s) { return s.first == label; });
        if (stratum == points.end()) stratum = points.insert(points.end(), {label, {}});
        stratum->second.emplace(subset, point);
    }
    return points;
}

[[noreturn]] void refuse(const std::string& problem, const std::string& allowed) {
    throw config::ConfigError(fmt::format("error: {}; {}\n", problem, allowed));
}

/// What a result says of its orders is its own word.
void check_paths(const LatticePoints& lattice) {
    try {
        const OrderPaths paths(lattice.orders, lattice.subsets);
    } catch (const std::invalid_argument& problem) {
        throw IoError(fmt::format("the result does not run what its permutations ask for: {}", problem.what()));
    }
}

}  // namespace

LatticePoints read_lattice(const ResultCells& result) {
    LatticePoints lattice;
    std::vector<const Coordinate*> switches;
    for (const Coordinate& factor : result.factors())
        if (is_switch(factor)) switches.push_back(&factor);
    const std::string advice = "add design: {kind: lattice, switches: [path, ...]} to the study and run it again";
    if (switches.empty()) refuse("the design switches nothing on and off", advice);
    if (switches.size() > 60) refuse("the design has more than 60 switches", advice);
    for (const Coordinate* factor : switches) lattice.switches.push_back(factor->path);
    for (const auto& [label, points] : points_of(result, switches)) {
        std::vector<std::uint64_t> subsets;
        Stratum& stratum = lattice.strata.emplace_back(Stratum{label, {}});
        for (const auto& [subset, point] : points) {
            subsets.push_back(subset);
            stratum.points.push_back(point);
        }
        if (lattice.strata.size() == 1) lattice.subsets = subsets;
        if (subsets != lattice.subsets) refuse("the design runs other subsets of its switches at other points", advice);
    }
    const std::size_t n = switches.size();
    if (n <= most_in_full && lattice.subsets.size() == std::size_t{1} << n) return lattice;
    const auto orders = result.number("permutations");
    if (orders && *orders > most_orders)
        throw IoError(
            fmt::format("the result says that it has {} permutations; at most {} can be", *orders, most_orders));
    if (!orders || *orders < 2)
        refuse(fmt::format("the design runs {} subsets of {} switches, not all of them", lattice.subsets.size(), n),
               advice);
    lattice.orders.reserve(*orders);
    for (std::uint64_t i = 0; i < *orders; ++i)
        lattice.orders.push_back(random::antithetic_permutation(result.seed(), static_cast<std::uint32_t>(i), n));
    check_paths(lattice);
    return lattice;
}

}  // namespace peacenorm::analysis
