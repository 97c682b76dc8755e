// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/verdict_data.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::analysis {

namespace {

constexpr std::string_view parameters_path = "parameters";

bool is_switch(const Coordinate& factor) {
    return std::all_of(factor.labels.begin(), factor.labels.end(),
                       [](const std::string& label) { return label == "true" || label == "false"; });
}

[[noreturn]] void refuse(const std::string& problem, const std::string& allowed) {
    throw config::ConfigError(fmt::format("error: {}; {}\n", problem, allowed));
}

/// An expression without its blanks and without the word that allows a window to open before the branch, so that ways
/// of writing do not matter.
std::string plain(std::string_view text) {
    constexpr std::string_view allowance = ",across_branch";  // it allows a window, and is no part of what is asked for
    std::string kept;
    for (const char c : text)
        if (c != ' ') kept += c;
    if (const auto at = kept.find(allowance); at != std::string::npos) kept.erase(at, allowance.size());
    return kept;
}

}  // namespace

VerdictData::VerdictData(const ResultCells& result, const record::Claims& claims, const std::string& arm)
    : result_(result), claims_(claims), arms_(read_arm_facts(result)) {
    for (const OutcomeName& outcome : result_.outcomes()) names_.emplace(plain(outcome.expression), outcome.name);
    find_ladder();
    find_contrast(arm);
    find_actor();
}

void VerdictData::find_ladder() {
    for (std::size_t i = 0; i < result_.factors().size(); ++i) {
        const Coordinate& factor = result_.factors()[i];
        if (factor.path != claims_.dose) continue;
        const std::set<std::string> labels(factor.labels.begin(), factor.labels.end());
        if (labels.size() < 2) continue;
        dose_ = i;
        rungs_.assign(labels.begin(), labels.end());
        std::sort(rungs_.begin(), rungs_.end(), [](const std::string& a, const std::string& b) {
            return config::parse_real(a).value_or(0) < config::parse_real(b).value_or(0);
        });
    }
}

/// Such an arm shows what the instrument could have found; it is no policy.
bool VerdictData::is_end_of_a_mediator(const std::string& arm) const {
    return std::any_of(claims_.hypotheses.begin(), claims_.hypotheses.end(), [&](const record::Hypothesis& one) {
        return std::any_of(one.power.begin(), one.power.end(),
                           [&](const record::Instrument& ends) { return ends.low == arm || ends.high == arm; });
    });
}

void VerdictData::find_contrast(const std::string& arm) {
    const auto& arms = result_.arms();
    const auto place = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(arms.begin(), arms.end(), name) - arms.begin());
    };
    if (const std::size_t named = place(result_.attribute("reference")); named < arms.size()) reference_ = named;
    treated_ = reference_;
    if (!arm.empty() && place(arm) == arms.size())
        refuse(fmt::format("no arm is called '{}'", arm),
               config::with_suggestion("expected " + config::one_of(arms), arm, arms));
    if (!arm.empty()) {
        treated_ = place(arm);
    } else if (!dose_) {
        for (std::size_t i = arms.size(); i-- > 0;)
            if (i != reference_ && arms_[i].follows.empty() && !is_end_of_a_mediator(arms[i])) treated_ = i;
    }
    if (!arm.empty() && treated_ == reference_ && !dose_)
        refuse(fmt::format("arm '{}' is the reference, which others are judged against", arm),
               "expected another: " + config::one_of(arms));
    if (treated_ == reference_ && !dose_)
        refuse("there is nothing to judge: the study has one arm and no ladder",
               fmt::format("add arms: and reference:, or {} to the factors of its design, and run it again",
                           claims_.dose));
}

/// The first outcome of the first hypothesis' quantity determines whose conduct is judged, and over which window.
void VerdictData::find_actor() {
    const std::string start = fmt::format("mean({}.", claims_.hypotheses.front().outcome.front().observable);
    for (const OutcomeName& outcome : result_.outcomes()) {
        const std::string text = plain(outcome.expression);
        const std::size_t end = text.find(')'), comma = std::min(text.find(','), end);
        if (!text.starts_with(start) || end == std::string::npos) continue;
        actor_ = text.substr(start.size(), comma - start.size());
        window_ = comma < end ? text.substr(comma + 1, end - comma - 1) : "";
        return;
    }
    refuse("the study has no outcome that a verdict could be about",
           fmt::format("add {}LABEL, FROM..TO) to its outcomes and run it again", start));
}

std::vector<std::string> VerdictData::levels() const {
    const Coordinate* factor = this->factor(parameters_path);
    if (factor == nullptr) return {""};
    std::vector<std::string> levels;
    for (const std::string& label : factor->labels)
        if (std::find(levels.begin(), levels.end(), label) == levels.end()) levels.push_back(label);
    return levels;
}

const Coordinate* VerdictData::factor(std::string_view path) const {
    for (const Coordinate& factor : result_.factors())
        if (factor.path == path) return &factor;
    return nullptr;
}

std::string VerdictData::expression(const record::Quantity& quantity) const {
    return fmt::format("mean({}.{}{}{}{}{})", quantity.observable, actor_, quantity.label.empty() ? "" : ".",
                       quantity.label, window_.empty() ? "" : ", ", window_);
}

std::string VerdictData::variable(const std::string& expression) const {
    const auto name = names_.find(plain(expression));
    return name == names_.end() ? "" : name->second;
}

RunValues VerdictData::values(const std::string& expression) const {
    const std::string name = variable(expression);
    return name.empty() ? RunValues{} : result_.run_values(name);
}

RunValues VerdictData::values(std::span<const record::Quantity> quantities) const {
    std::vector<RunValues> parts;
    parts.reserve(quantities.size());
    for (const record::Quantity& quantity : quantities) parts.push_back(values(expression(quantity)));
    return RunValues::made_of(parts, [&](std::span<const double> numbers) {
        double sum = 0;
        for (const double number : numbers) sum += number / static_cast<double>(numbers.size());
        return sum;
    });
}

std::optional<std::uint64_t> VerdictData::point(const Reading& look) const {
    const auto wanted = [&](const Coordinate& factor) -> std::optional<std::string> {
        for (const auto& [path, label] : look.other)
            if (path == factor.path) return label;
        if (std::find(look.any.begin(), look.any.end(), factor.path) != look.any.end()) return std::nullopt;
        if (factor.path == parameters_path) return look.parameters;
        return is_switch(factor) ? "true" : factor.labels.front();
    };
    std::vector<std::optional<std::string>> labels;
    for (const Coordinate& factor : result_.factors()) labels.push_back(wanted(factor));
    for (std::uint64_t point = 0; point < result_.points(); ++point) {
        bool is_it = true;
        for (std::size_t i = 0; i < labels.size(); ++i)
            is_it = is_it && (!labels[i] || result_.factors()[i].labels[static_cast<std::size_t>(point)] == *labels[i]);
        if (is_it) return point;
    }
    return std::nullopt;
}

std::optional<Frame> VerdictData::frame(const Reading& look, std::size_t arm) const {
    if (dose_) return rung_frame(look, arm, 0, rungs_.size() - 1);
    const auto point = this->point(look);
    if (!point) return std::nullopt;
    return Frame{{*point, arm}, {*point, reference_}};
}

std::optional<Frame> VerdictData::rung_frame(const Reading& look, std::size_t arm, std::size_t low,
                                             std::size_t high) const {
    Reading a = look, b = look;
    a.other.emplace_back(claims_.dose, rungs_[high]);
    b.other.emplace_back(claims_.dose, rungs_[low]);
    const auto top = point(a), bottom = point(b);
    if (!top || !bottom) return std::nullopt;
    return Frame{{*top, arm}, {*bottom, arm}};
}

Sample VerdictData::sample(const RunValues& values, const Frame& frame, const Reading& look) const {
    Sample sample;
    if (values.empty()) return sample;
    for (std::uint64_t replicate = 0; replicate < result_.replicates(); ++replicate) {
        double sum = 0, futures = 0;
        for (std::uint64_t future = 0; future < result_.futures(); ++future) {
            const std::uint64_t a = result_.run_of(replicate, frame.cell.point, frame.cell.arm, future);
            const std::uint64_t b = result_.run_of(replicate, frame.reference.point, frame.reference.arm, future);
            if (!result_.is_done(a) || !result_.is_done(b)) continue;
            sample.shares.add(values.share_of(a, b));
            const double difference = values.difference(a, b);
            if (std::isnan(difference)) continue;
            sum += difference;
            ++futures;
        }
        if (futures > 0) {
            sample.values.push_back(sum / futures);
            sample.replicates.push_back(replicate);
            if (draws(look)) sample.draws.push_back(draw_of(frame.cell.point, replicate));
        } else {
            ++sample.left_out;
        }
    }
    return sample;
}

double VerdictData::mean(const RunValues& values, const Cell& cell) const {
    Moments moments;
    for (std::uint64_t replicate = 0; !values.empty() && replicate < result_.replicates(); ++replicate)
        for (std::uint64_t future = 0; future < result_.futures(); ++future) {
            const std::uint64_t run = result_.run_of(replicate, cell.point, cell.arm, future);
            if (result_.is_done(run) && !std::isnan(values.own[run])) moments.add(values.own[run]);
        }
    return moments.mean();
}

std::optional<std::size_t> VerdictData::follower(std::size_t arm, std::size_t followed, std::string_view also) const {
    auto wanted = arms_[arm].set;
    if (const std::size_t equals = also.find('='); equals != std::string_view::npos)
        wanted.emplace_back(std::string(also.substr(0, equals)), std::string(also.substr(equals + 1)));
    std::sort(wanted.begin(), wanted.end());
    for (std::size_t i = 0; i < arms_.size(); ++i) {
        const ArmFacts& other = arms_[i];
        if (other.follows == arms_[followed].name && other.set == wanted && other.changes == arms_[arm].changes)
            return i;
    }
    return std::nullopt;
}

CrossedArms VerdictData::crossed() const {
    if (is_ladder()) return {std::nullopt, std::nullopt, "two arms and their conduct in one another"};
    CrossedArms crossed{follower(treated_, reference_, ""), follower(reference_, treated_, ""), ""};
    const auto need = [&](bool has, std::size_t arm, std::size_t followed) {
        if (!has)
            crossed.missing +=
                fmt::format("{}an arm like '{}' that follows: {}", crossed.missing.empty() ? "" : ", and ",
                            arms_[arm].name, arms_[followed].name);
    };
    need(crossed.treated.has_value(), treated_, reference_);
    need(crossed.reference.has_value(), reference_, treated_);
    return crossed;
}

}  // namespace peacenorm::analysis
