// SPDX-License-Identifier: Apache-2.0
#include "sim/study/precision.hpp"

#include <cmath>
#include <limits>

#include "sim/config/numbers.hpp"
#include "sim/core/check.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

namespace {

constexpr std::uint32_t first_look = 32;  // below, a variance is too uncertain to stop by
constexpr double confidence = 0.95;
constexpr std::int64_t most_replicates = 1'000'000'000;

}  // namespace

Until read_until(const config::Node& node, config::Faults& faults) {
    Until until;
    until.at = until.of_at = node.at;
    if (!keys::is_map_of(node, "until", {"half_width", "of", "at_most"}, faults)) return until;
    for (const char* key : {"half_width", "of", "at_most"})
        if (node.find(key) == nullptr)
            faults.add(node.at, std::string("missing key '") + key + "' in until",
                       "expected {half_width: NUMBER, of: OUTCOME, at_most: REPLICATES}");
    if (const config::Node* width = node.find("half_width")) {
        const auto number = keys::number(*width);
        if (!number || !(*number > 0))
            faults.add(width->at, "the half width is not a number above 0",
                       "expected one in units of the outcome, such as 0.01");
        until.half_width = number.value_or(1);
    }
    if (const config::Node* of = node.find("of")) {
        until.of = keys::text(*of, faults).value_or("");
        until.of_at = of->at;
    }
    if (const config::Node* most = node.find("at_most"))
        until.at_most = static_cast<std::uint32_t>(keys::integer(*most, 2, most_replicates, faults).value_or(2));
    return until;
}

config::Node emit(const Until& until) {
    config::Node inner = keys::map(), outer = keys::map();
    keys::put(inner, "half_width", config::scalar(config::number_text(until.half_width)));
    keys::put(inner, "of", config::scalar(until.of));
    keys::put(inner, "at_most", config::scalar(std::to_string(until.at_most)));
    keys::put(outer, "until", inner);
    return outer;
}

std::vector<std::uint32_t> looks(std::uint32_t at_most) {
    std::vector<std::uint32_t> looks;
    for (std::uint64_t look = first_look; look < at_most; look *= 2) looks.push_back(static_cast<std::uint32_t>(look));
    looks.push_back(at_most);
    return looks;
}

PrecisionRule::PrecisionRule(const Until& until, const Arms& arms, std::uint64_t points)
    : until_(until),
      arms_(arms.count()),
      futures_(arms.futures),
      reference_(arms.reference),
      level_(1 - (1 - confidence) / static_cast<double>(looks(until.at_most).size())),
      points_(points),
      cells_(static_cast<std::size_t>(points) * arms_) {}

/// Means over those futures that both the arm and the reference have; with one arm the mean itself.
void PrecisionRule::take_pair(std::span<const double> runs, std::size_t arm, std::size_t cell) {
    double sum = 0, count = 0;
    for (std::size_t future = 0; future < futures_; ++future) {
        const double value = runs[arm * futures_ + future];
        const double reference = arms_ > 1 ? runs[reference_ * futures_ + future] : 0;
        if (std::isnan(value) || std::isnan(reference)) continue;
        sum += value - reference;
        ++count;
    }
    if (count > 0) cells_[cell].add(sum / count);
}

void PrecisionRule::take(std::span<const double> runs) {
    EXPECT(runs.size() == arms_ * futures_);
    const auto point = static_cast<std::size_t>(taken_++ % points_);
    for (std::size_t arm = 0; arm < arms_; ++arm)
        if (arms_ == 1 || arm != reference_) take_pair(runs, arm, point * arms_ + arm);
}

Look PrecisionRule::look() const {
    Look look{static_cast<std::uint32_t>(taken_ / points_), -1, 0};
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        if (arms_ > 1 && cell % arms_ == reference_) continue;
        const double width = analysis::student_interval(cells_[cell], level_).half_width();
        const double known = std::isnan(width) ? std::numeric_limits<double>::infinity() : width;
        if (known <= look.half_width) continue;
        look.half_width = known;
        look.worst_run = cell * futures_;
    }
    return look;
}

}  // namespace peacenorm::study
