// SPDX-License-Identifier: Apache-2.0
#include "sim/study/calibration.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/config/words.hpp"
#include "sim/core/math.hpp"
#include "sim/design/hash.hpp"
#include "sim/design/keys.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

namespace {

std::uint32_t whole(const Node& node, const char* key, std::pair<std::uint32_t, std::uint32_t> range,
                    std::uint32_t otherwise, Faults& faults) {
    const Node* value = node.find(key);
    if (value == nullptr) return otherwise;
    return static_cast<std::uint32_t>(keys::integer(*value, range.first, range.second, faults).value_or(otherwise));
}

/// A finite number of at least `least`, or a fault.
double real(const Node& node, const char* key, double least, Faults& faults) {
    const auto number = keys::number(node);
    if (number && *number >= least) return *number;
    faults.add(node.at, fmt::format("{} is {}", key, keys::as_written(node)),
               std::isfinite(least) ? fmt::format("expected a number from {}", least) : "expected a finite number");
    return least;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name(const std::string& text) {
    return !text.empty() && is_letter(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
    });
}

constexpr double any_number = -std::numeric_limits<double>::infinity();

class TargetReader {
  public:
    TargetReader(const TargetVocabulary& vocabulary, Faults& faults) : vocabulary_(vocabulary), faults_(faults) {}
    std::optional<Date> until;
    std::optional<Target> read(const config::Entry& entry);

  private:
    void need(const Node& node, const keys::Names& all);
    std::string text(const Node& node, const char* key);
    double number(const Node& node, const char* key, double least);
    void check(const Node& node, const Target& target);
    void check_window(const Node& node, const Target& target);

    const TargetVocabulary& vocabulary_;
    Faults& faults_;
};

void TargetReader::need(const Node& node, const keys::Names& all) {
    for (const std::string& key : all)
        if (node.find(key) == nullptr)
            faults_.add(node.at, fmt::format("missing key '{}' in a target", key),
                        key == "source" ? "expected where the value is published, or assumed: why" : "");
}

std::string TargetReader::text(const Node& node, const char* key) {
    const Node* value = node.find(key);
    return value == nullptr ? std::string() : keys::text(*value, faults_).value_or("");
}

double TargetReader::number(const Node& node, const char* key, double least) {
    const Node* value = node.find(key);
    return value == nullptr ? 0 : real(*value, key, least, faults_);
}

void TargetReader::check(const Node& node, const Target& target) {
    const Node* value = node.find("value");
    if (value != nullptr && !std::isfinite(target.scaled(target.value)))
        faults_.add(value->at, fmt::format("the value {} has no place on this scale", value->text),
                    target.scale == Target::Scale::log ? "expected value + shift above 0"
                                                       : "expected value + shift between 0 and 1");
    if (node.find("error") != nullptr && node.find("discrepancy") != nullptr &&
        !(target.error > 0 || target.discrepancy > 0))
        faults_.add(node.find("error")->at, "neither error nor discrepancy is above 0",
                    "no fact is known without error by a model without flaw");
    check_window(node, target);
}

void TargetReader::check_window(const Node& node, const Target& target) {
    if (!until) return;
    for (const std::size_t outcome : target.formula.outcomes())
        if (const Date last = vocabulary_.last_day(outcome); *until < last)
            faults_.add(node.find("outcome")->at,
                        fmt::format("the window ends on {}, after the last day of facts", to_string(last)),
                        fmt::format("expected windows to {}, as `until` of this file says", to_string(*until)));
}

std::optional<Target> TargetReader::read(const config::Entry& entry) {
    const std::size_t before = faults_.all().size();
    Target target;
    target.name = entry.key;
    target.at = entry.at;
    const Node& node = entry.value;
    if (!is_name(entry.key))
        faults_.add(entry.at, fmt::format("{} cannot name a target", config::in_quotes(entry.key)),
                    "letters, digits and '_', a letter in front");
    if (!keys::is_map_of(node, fmt::format("the target '{}'", entry.key),
                         {"outcome", "what", "value", "error", "discrepancy", "scale", "shift", "block", "source"},
                         faults_))
        return std::nullopt;
    need(node, {"outcome", "value", "error", "discrepancy", "block", "source"});
    if (const Node* scale = node.find("scale"))
        if (const auto word = keys::word(*scale, {"identity", "log", "logit"}, faults_))
            target.scale = *word == "log"     ? Target::Scale::log
                           : *word == "logit" ? Target::Scale::logit
                                              : Target::Scale::identity;
    target.what = text(node, "what");
    target.block = text(node, "block");
    target.source = text(node, "source");
    target.value = number(node, "value", any_number);
    target.error = number(node, "error", 0);
    target.discrepancy = number(node, "discrepancy", 0);
    target.shift = number(node, "shift", 0);
    if (node.find("shift") != nullptr && target.scale == Target::Scale::identity)
        faults_.add(node.find("shift")->at, "a shift without a logarithm",
                    "needs scale: log or scale: logit beside it");
    if (const Node* outcome = node.find("outcome")) {
        target.expression = outcome->text;
        if (auto formula = Formula::read(*outcome, vocabulary_.outcome_of, faults_)) {
            target.formula = std::move(*formula);
            if (target.formula.outcomes().empty())
                faults_.add(outcome->at, "the same number in every run: no outcome is in it",
                            "expected mean(OBSERVABLE.LABEL, FROM..TO) or sum(...), alone or in a formula");
        }
    }
    if (faults_.all().size() == before) check(node, target);
    return faults_.all().size() == before ? std::optional(std::move(target)) : std::nullopt;
}

}  // namespace

double Target::scaled(double raw) const {
    switch (scale) {
        case Scale::log:
            return raw + shift > 0 ? math::log(raw + shift) : std::numeric_limits<double>::quiet_NaN();
        case Scale::logit: {
            const double share = raw + shift;
            return share > 0 && share < 1 ? math::log(share / (1 - share)) : std::numeric_limits<double>::quiet_NaN();
        }
        case Scale::identity:
            break;
    }
    return raw;
}

Calibration read_calibration(const Node& node, Faults& faults) {
    Calibration calibration;
    calibration.at = node.at;
    if (!keys::is_map_of(node, "calibrate",
                         {"targets", "priors", "fit", "facts_in", "draws", "waves", "twins", "as_written", "keep",
                          "beyond", "unreachable"},
                         faults))
        return calibration;
    if (node.find("targets") == nullptr)
        faults.add(node.at, "missing key 'targets' in calibrate", "expected targets: FILE");
    if (const Node* priors = node.find("priors")) calibration.priors = *priors;
    if (const Node* fit = node.find("fit")) {
        if (fit->kind != Node::Kind::list || fit->items.empty())
            faults.add(fit->at, "fit is a list", "expected [path, path, ...]");
        for (const Node& item : fit->items)
            if (const auto path = keys::text(item, faults)) {
                calibration.fit.push_back(*path);
                calibration.fit_at.push_back(item.at);
            }
    }
    if (const Node* arm = node.find("facts_in")) {
        calibration.facts_in = keys::text(*arm, faults).value_or("");
        calibration.facts_in_at = arm->at;
    }
    calibration.draws = whole(node, "draws", {50, 1'000'000}, calibration.draws, faults);
    calibration.waves = whole(node, "waves", {0, 20}, calibration.waves, faults);
    calibration.twins =
        whole(node, "twins", {0, 1'000'000}, std::min(calibration.twins, calibration.draws / 5), faults);
    if (calibration.twins > calibration.draws / 5)
        faults.add(
            node.find("twins")->at, fmt::format("{} twins of {} draws", calibration.twins, calibration.draws),
            fmt::format("expected at most a fifth, {}: the others are what they are judged by", calibration.draws / 5));
    calibration.as_written = whole(node, "as_written", {0, 1'000'000}, calibration.as_written, faults);
    if (calibration.as_written == 1)
        faults.add(node.find("as_written")->at, "one run as written has no spread",
                   "expected 0 for none, or 2 and more");
    calibration.keep = whole(node, "keep", {0, 1'000'000}, calibration.keep, faults);
    if (const Node* beyond = node.find("beyond")) calibration.beyond = real(*beyond, "beyond", 0, faults);
    if (const Node* unreachable = node.find("unreachable"))
        if (keys::word(*unreachable, {"stop", "leave_out"}, faults) == "leave_out")
            calibration.unreachable = Calibration::Unreachable::leave_out;
    return calibration;
}

void read_targets(const Node& root, const TargetVocabulary& vocabulary, Calibration& calibration, Faults& faults) {
    if (!keys::is_map_of(root, "the file of targets", {"targets", "until"}, faults)) return;
    TargetReader reader(vocabulary, faults);
    if (const Node* until = root.find("until")) reader.until = keys::date(*until, faults);
    const Node* targets = root.find("targets");
    if (targets == nullptr || targets->kind != Node::Kind::map || targets->entries.empty())
        return faults.add(targets == nullptr ? root.at : targets->at, "there are no targets",
                          "expected targets: {NAME: {outcome:, value:, error:, discrepancy:, block:, source:}}");
    for (const config::Entry& entry : targets->entries)
        if (auto target = reader.read(entry)) calibration.targets.push_back(std::move(*target));
    calibration.targets_hash = hex_of(config::to_yaml(root));
}

}  // namespace peacenorm::study
