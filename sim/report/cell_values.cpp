// SPDX-License-Identifier: Apache-2.0
#include "sim/report/cell_values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "sim/analysis/judgement.hpp"
#include "sim/analysis/lattice_points.hpp"
#include "sim/config/faults.hpp"

namespace peacenorm::report {

namespace {

using analysis::Cell;
using analysis::Coordinate;
using analysis::Pairing;
using analysis::ResultCells;
using Values = std::vector<double>;

constexpr std::array<double, 5> probabilities{0.05, 0.25, 0.5, 0.75, 0.95};
constexpr std::size_t level_statistics = probabilities.size() + 2, difference_statistics = level_statistics + 3;

/// "contact.rate=0": the first value of the first factor that varies; empty where there is none.
std::string first_rung(const ResultCells& result) {
    for (const Coordinate& factor : result.factors()) {
        const bool varies = std::adjacent_find(factor.labels.begin(), factor.labels.end(), std::not_equal_to<>()) !=
                            factor.labels.end();
        if (varies && factor.path != "parameters") return factor.path + "=" + factor.labels.front();
    }
    return "";
}

std::optional<Pairing> pairing_of(const ResultCells& result, std::vector<std::string> references) {
    if (!references.empty()) return analysis::resolve(result, {references, {}});
    if (result.arms().size() < 2) references.push_back(first_rung(result));
    if (!references.empty() && references.front().empty()) return std::nullopt;
    try {
        return analysis::resolve(result, {references, {}});
    } catch (const config::ConfigError&) {
        return std::nullopt;
    }
}

/// Every point where they are few; of a larger lattice those with all switches on; of a larger design none.
std::vector<std::uint64_t> shown_points(const ResultCells& result) {
    std::vector<std::uint64_t> points(result.points());
    std::iota(points.begin(), points.end(), std::uint64_t{0});
    const std::uint64_t cells = result.points() * result.arms().size();
    if (cells <= most_lines) return points;
    try {
        points.clear();
        for (const analysis::Stratum& stratum : analysis::read_lattice(result).strata)
            points.push_back(stratum.points.back());
    } catch (const config::ConfigError&) {
        points.resize(cells <= most_cells ? result.points() : 0);
        std::iota(points.begin(), points.end(), std::uint64_t{0});
    }
    return points;
}

void keep(Pairing& pairing, const std::vector<Cell>& cells) {
    Pairing kept = pairing;
    kept.cells.clear();
    kept.references.clear();
    for (std::size_t i = 0; i < pairing.cells.size(); ++i) {
        const bool is_shown = std::find(cells.begin(), cells.end(), pairing.cells[i]) != cells.end() &&
                              std::find(cells.begin(), cells.end(), pairing.references[i]) != cells.end();
        if (!is_shown) continue;
        kept.cells.push_back(pairing.cells[i]);
        kept.references.push_back(pairing.references[i]);
    }
    pairing = std::move(kept);
}

void add_summary(Values& into, const Values& values) {
    analysis::Moments moments;
    for (const double value : values) moments.add(value);
    into.push_back(moments.mean());
    for (const double probability : probabilities) into.push_back(analysis::sample_quantile(values, probability));
    into.push_back(static_cast<double>(values.size()));
}

void add_shares(Values& into, const Values& values, double d) {
    const auto share = [&](auto holds) {
        if (values.empty() || std::isnan(d)) return analysis::undefined;
        return static_cast<double>(std::count_if(values.begin(), values.end(), holds)) /
               static_cast<double>(values.size());
    };
    into.push_back(share([&](double value) { return value < -d; }));
    into.push_back(share([&](double value) { return std::abs(value) <= d; }));
    into.push_back(share([&](double value) { return value > d; }));
}

analysis::Pairs pairs_of(const ResultCells& result, const analysis::RunValues& values, Cell cell, Cell reference) {
    analysis::Contrast contrast;
    contrast.cell = cell;
    contrast.reference = reference;
    return analysis::pairs_of(result, values, contrast);
}

/// The arrays, filled outcome by outcome and cell by cell. Pairs are of one outcome: each has a range of its own.
struct Spread {
    double d = 0;
    Values levels, differences, pairs;

    void add(const Values& level, Values difference) {
        add_summary(levels, level);
        add_summary(differences, difference);
        add_shares(differences, difference, d);
        difference.resize(most_points, analysis::undefined);
        pairs.insert(pairs.end(), difference.begin(), difference.end());
    }
};

/// Empty without a reference.
Values differences_of(const ResultCells& result, const analysis::RunValues& values, const ShownCells& shown,
                      std::size_t cell) {
    if (!shown.references[cell]) return {};
    analysis::Pairs pairs = pairs_of(result, values, shown.cells[cell], shown.cells[*shown.references[cell]]);
    for (std::size_t i = 0; i < pairs.a.size(); ++i) pairs.a[i] -= pairs.b[i];
    return std::move(pairs.a);
}

}  // namespace

ShownCells shown_cells(const ResultCells& result, const std::vector<std::string>& references) {
    ShownCells shown;
    shown.pairing = pairing_of(result, references);
    for (const std::uint64_t point : shown_points(result))
        for (std::uint64_t arm = 0; arm < result.arms().size(); ++arm) shown.cells.push_back({point, arm});
    shown.references.resize(shown.cells.size());
    if (!shown.pairing) return shown;
    keep(*shown.pairing, shown.cells);
    for (std::size_t i = 0; i < shown.pairing->cells.size(); ++i) {
        const auto place = [&](const Cell& cell) {
            return static_cast<std::size_t>(std::find(shown.cells.begin(), shown.cells.end(), cell) -
                                            shown.cells.begin());
        };
        if (!(shown.pairing->cells[i] == shown.pairing->references[i]))
            shown.references[place(shown.pairing->cells[i])] = place(shown.pairing->references[i]);
    }
    return shown;
}

ShownCells first_lines(ShownCells shown) {
    if (shown.cells.size() <= most_lines) return shown;
    shown.cells.resize(most_lines);
    shown.references.resize(most_lines);
    for (auto& reference : shown.references)
        if (reference && *reference >= most_lines) reference.reset();
    return shown;
}

void add_cell_values(DataBlock& block, const std::string& name, const ResultCells& result, const ShownCells& shown,
                     double d) {
    const std::uint64_t outcomes = result.outcomes().size(), cells = shown.cells.size();
    Spread spread{d, {}, {}, {}};
    for (std::uint64_t outcome = 0; outcome < outcomes; ++outcome) {
        const analysis::RunValues values = result.run_values(result.outcomes()[outcome].name);
        for (std::size_t i = 0; i < shown.cells.size(); ++i)
            spread.add(pairs_of(result, values, shown.cells[i], shown.cells[i]).a,
                       differences_of(result, values, shown, i));
        block.add_rounded(fmt::format("{}.pairs.{}", name, outcome), {cells, most_points}, spread.pairs);
        spread.pairs.clear();
    }
    block.add_exact(name + ".levels", {outcomes, cells, level_statistics}, spread.levels);
    block.add_exact(name + ".differences", {outcomes, cells, difference_statistics}, spread.differences);
}

}  // namespace peacenorm::report
