// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/contrasts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "sim/analysis/bootstrap.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::analysis {

namespace {

using Words = std::vector<std::string>;

/// Reads a request against a result; every fault is kept.
class Resolver {
  public:
    Resolver(const ResultCells& result, const CompareRequest& request) : result_(result), request_(request) {}
    Pairing resolve();

  private:
    void read_outcomes();
    void read_references();
    void hold(const std::string& path, const std::string& value);
    void ask_for_reference();
    std::string key_of(std::uint64_t point, bool holds) const;
    Cell reference_of(Cell cell);
    void fault(const std::string& problem, const std::string& allowed, const std::string& suggestion);

    const ResultCells& result_;
    const CompareRequest& request_;
    std::optional<std::size_t> arm_;
    std::vector<std::pair<std::size_t, std::string>> held_;  ///< factor, label
    std::unordered_map<std::string, std::uint64_t> points_;  ///< by the labels of all factors
    std::string faults_;
    Pairing pairing_;
};

void Resolver::fault(const std::string& problem, const std::string& allowed, const std::string& suggestion) {
    faults_ += fmt::format("error: {}; {}{}{}\n", problem, allowed, suggestion.empty() ? "" : "; ", suggestion);
}

void Resolver::read_outcomes() {
    Words names;
    for (const OutcomeName& outcome : result_.outcomes()) names.push_back(outcome.name);
    if (names.empty()) fault("the result has no outcomes", "add outcomes: to the study and run it again", "");
    for (const std::string& name : request_.outcomes) {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end())
            fault(fmt::format("no outcome is called '{}'", name), "expected " + config::one_of(names),
                  config::suggestion(name, names));
        else
            pairing_.outcomes.push_back(static_cast<std::size_t>(found - names.begin()));
    }
    for (std::size_t i = 0; request_.outcomes.empty() && i < names.size(); ++i) pairing_.outcomes.push_back(i);
}

void Resolver::hold(const std::string& path, const std::string& value) {
    Words paths;
    for (const Coordinate& factor : result_.factors()) paths.push_back(factor.path);
    const auto found = std::find(paths.begin(), paths.end(), path);
    if (found == paths.end())
        return fault(fmt::format("no factor of the design is called '{}'", path),
                     paths.empty() ? "the study has no design" : "expected " + config::one_of(paths),
                     config::suggestion(path, paths));
    const auto index = static_cast<std::size_t>(found - paths.begin());
    Words labels = result_.factors()[index].labels;
    const auto number = config::parse_real(value);
    const auto match = std::find_if(labels.begin(), labels.end(), [&](const std::string& label) {
        return label == value || (number && config::parse_real(label) == number);
    });
    if (match != labels.end()) return held_.emplace_back(index, *match), static_cast<void>(0);
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    fault(fmt::format("no design point has {}={}", path, value), "expected " + config::one_of(labels), "");
}

void Resolver::ask_for_reference() {
    Words allowed;
    for (const Coordinate& factor : result_.factors())
        if (std::adjacent_find(factor.labels.begin(), factor.labels.end(), std::not_equal_to<>()) !=
            factor.labels.end())
            allowed.push_back(fmt::format("--reference {}={}", factor.path, factor.labels.front()));
    if (allowed.empty())
        fault("there is nothing to compare: the study has one arm and one design point",
              "add arms: and reference:, or a design:, to the study and run it again", "");
    else
        fault("the study names no reference", "choose a design point, for instance " + config::one_of(allowed), "");
}

void Resolver::read_references() {
    Words words = request_.references;
    const std::string named = result_.attribute("reference");
    if (words.empty() && result_.arms().size() > 1) words.push_back(named.empty() ? result_.arms().front() : named);
    if (words.empty()) return ask_for_reference();
    for (const std::string& word : words) {
        const Words& arms = result_.arms();
        const auto arm = std::find(arms.begin(), arms.end(), word);
        const std::size_t equals = word.find('=');
        if (arm != arms.end())
            arm_ = static_cast<std::size_t>(arm - arms.begin());
        else if (equals != std::string::npos)
            hold(word.substr(0, equals), word.substr(equals + 1));
        else
            fault(fmt::format("no arm is called '{}'", word), "expected " + config::one_of(arms) + ", or FACTOR=VALUE",
                  config::suggestion(word, arms));
        pairing_.reference += (pairing_.reference.empty() ? "" : ", ") + word;
    }
}

std::string Resolver::key_of(std::uint64_t point, bool holds) const {
    std::string key;
    for (std::size_t i = 0; i < result_.factors().size(); ++i) {
        const auto held = std::find_if(held_.begin(), held_.end(), [&](const auto& h) { return h.first == i; });
        const bool is_held = holds && held != held_.end();
        key += (is_held ? held->second : result_.factors()[i].labels[static_cast<std::size_t>(point)]) + "\n";
    }
    return key;
}

/// The cell itself where the design does not have its reference.
Cell Resolver::reference_of(Cell cell) {
    if (arm_) cell.arm = *arm_;
    if (held_.empty()) return cell;
    const auto point = points_.find(key_of(cell.point, true));
    if (point == points_.end()) ++pairing_.alone;
    return {point == points_.end() ? cell.point : point->second, cell.arm};
}

Pairing Resolver::resolve() {
    read_outcomes();
    read_references();
    if (!faults_.empty()) throw config::ConfigError(faults_);
    for (std::uint64_t point = 0; point < result_.points(); ++point) points_.emplace(key_of(point, false), point);
    bool is_any = false;
    for (std::uint64_t point = 0; point < result_.points(); ++point)
        for (std::uint64_t arm = 0; arm < result_.arms().size(); ++arm) {
            pairing_.cells.push_back({point, arm});
            pairing_.references.push_back(reference_of({point, arm}));
            is_any = is_any || !(pairing_.references.back() == pairing_.cells.back());
        }
    if (!is_any)
        throw config::ConfigError(
            fmt::format("error: no design point differs from another in {} alone; a reference in "
                        "several factors is named by several --reference\n",
                        pairing_.reference));
    return std::move(pairing_);
}

/// Two runs that are compared, one of each cell.
struct RunPair {
    std::uint64_t a = 0, b = 0;
};

/// The pairs of runs that make one pair of values: the futures of a past, and the replicates of a draw.
std::vector<RunPair> runs_of(const ResultCells& result, const Contrast& contrast, std::uint64_t first) {
    std::vector<RunPair> runs;
    const std::uint64_t replicates =
        std::min(result.replicates_per_draw(contrast.cell.point), result.replicates() - first);
    const std::uint64_t together = replicates * result.futures();
    runs.reserve(together);
    for (std::uint64_t k = 0; k < together; ++k) {
        const std::uint64_t replicate = first + k / result.futures(), future = k % result.futures();
        runs.push_back({result.run_of(replicate, contrast.cell.point, contrast.cell.arm, future),
                        result.run_of(replicate, contrast.reference.point, contrast.reference.arm, future)});
    }
    return runs;
}

/// Adds the pair of one replicate or draw, or counts why there is none.
void add_pair(const std::vector<RunPair>& runs, const ResultCells& result, const RunValues& values, Contrast& contrast,
              Pairs& pairs) {
    double a = 0, b = 0, futures = 0, share = 0, done = 0;
    for (const RunPair& run : runs) {
        if (!result.is_done(run.a) || !result.is_done(run.b)) {
            contrast.is_partial = true;
            continue;
        }
        ++done;
        share += values.share_of(run.a, run.b);
        const double of_a = values.beside(run.a, run.b), of_b = values.beside(run.b, run.a);
        if (std::isnan(of_a) || std::isnan(of_b)) continue;
        a += of_a;
        b += of_b;
        ++futures;
    }
    if (done > 0) pairs.shares.add(share / done);
    if (futures > 0) {
        pairs.a.push_back(a / futures);
        pairs.b.push_back(b / futures);
    } else {
        ++(done == 0 ? contrast.without_runs : share > 0 ? contrast.without_value : contrast.without_weeks);
    }
}

}  // namespace

Pairs pairs_of(const ResultCells& result, const RunValues& values, Contrast& contrast) {
    Pairs pairs;
    const std::uint64_t share_draw = result.replicates_per_draw(contrast.cell.point);
    for (std::uint64_t first = 0; first < result.replicates(); first += share_draw)
        add_pair(runs_of(result, contrast, first), result, values, contrast, pairs);
    if (pairs.shares.count() > 0) contrast.share = pairs.shares.mean();
    return pairs;
}

namespace {

void infer(Contrast& contrast, const Pairs& pairs, double level, std::uint32_t seed) {
    const Moments& difference = contrast.pairs.difference;
    contrast.is_skewed = is_too_skewed_for_student(difference);
    if (difference.count() < 2) return;
    contrast.method = Method::student;
    contrast.interval = student_interval(difference, level);
    const auto n = static_cast<double>(difference.count());
    if (!(difference.variance() > 0)) {
        contrast.p = difference.mean() == 0 ? 1 : 0;
        return;
    }
    if (!asks_for_bootstrap(difference)) {
        contrast.p = student_tails(difference.mean() / std::sqrt(difference.variance() / n), n - 1);
        return;
    }
    std::vector<double> differences(pairs.a);
    for (std::size_t i = 0; i < differences.size(); ++i) differences[i] -= pairs.b[i];
    const Bootstrap bootstrap = bootstrap_mean(differences, level, seed);
    contrast.method = Method::bootstrap;
    contrast.interval = bootstrap.interval;
    contrast.p = bootstrap.p;
}

/// With several looks each takes its share of the error (Bonferroni), so that all of them hold together.
void fill(Contrast& contrast, const ResultCells& result, const RunValues& values, std::uint64_t looks) {
    const auto shares = static_cast<double>(looks);
    const Pairs pairs = pairs_of(result, values, contrast);
    contrast.pairs = summarise_pairs(pairs.a, pairs.b);
    infer(contrast, pairs, 1 - (1 - confidence) / shares, result.seed());
    contrast.p = std::min(contrast.p * shares, 1.0);  // in this order NaN stays NaN
}

}  // namespace

Pairing resolve(const ResultCells& result, const CompareRequest& request) {
    return Resolver(result, request).resolve();
}

Comparison compare(const ResultCells& result, const Pairing& pairing) {
    Comparison comparison;
    comparison.looks = result.number("precision_looks").value_or(1);
    for (const std::size_t outcome : pairing.outcomes) {
        const RunValues values = result.run_values(result.outcomes()[outcome].name);
        for (std::size_t i = 0; i < pairing.cells.size(); ++i) {
            if (pairing.cells[i] == pairing.references[i]) continue;
            Contrast& contrast = comparison.contrasts.emplace_back();
            contrast.outcome = outcome;
            contrast.cell = pairing.cells[i];
            contrast.reference = pairing.references[i];
            fill(contrast, result, values, comparison.looks);
        }
    }
    std::vector<double> p_values;
    for (const Contrast& contrast : comparison.contrasts) p_values.push_back(contrast.p);
    const std::vector<double> adjusted = benjamini_hochberg(p_values);
    for (std::size_t i = 0; i < adjusted.size(); ++i) comparison.contrasts[i].q = adjusted[i];
    return comparison;
}

}  // namespace peacenorm::analysis
