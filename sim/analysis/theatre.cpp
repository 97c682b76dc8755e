// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/theatre.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/analysis/result_cells.hpp"
#include "sim/analysis/study_arms.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::analysis {

namespace {

using config::PathProblem;
using Problems = std::vector<PathProblem>;
using Names = std::vector<std::string>;

record::Quantity quantity_of(const std::string& text) {
    const std::size_t dot = text.find('.');
    return {text.substr(0, dot), dot == std::string::npos ? "" : text.substr(dot + 1)};
}

/// The observable of "mean(OBSERVABLE.LABEL, FROM..TO)"; empty: it is no such expression.
std::string observable_in(const std::string& expression) {
    if (!expression.starts_with("mean(") && !expression.starts_with("sum(")) return "";
    const std::size_t from = expression.find('(') + 1, end = expression.find_first_of(".,) ", from);
    return end == std::string::npos ? "" : expression.substr(from, end - from);
}

/// What a check knows: names that exist, and where problems go.
struct Check {
    Names observables, hypotheses, arms;
    Problems& problems;

    void must_be_one_of(const std::string& path, const std::string& name, const std::string& what, const Names& names,
                        const std::string& none = "the model has none") {
        if (std::find(names.begin(), names.end(), name) != names.end()) return;
        problems.push_back({path, fmt::format("there is no {} '{}'", what, name),
                            names.empty() ? none : "expected " + config::one_of(names),
                            config::suggestion(name, names)});
    }
    void expression(const std::string& path, const std::string& text) {
        const std::string observable = observable_in(text);
        if (observable.empty())
            problems.push_back({path, fmt::format("'{}' is not an outcome", text),
                                "expected mean(OBSERVABLE.LABEL, FROM..TO) or sum(...)", ""});
        else
            must_be_one_of(path, observable, "observable", observables);
    }
    void marks(const std::string& path, const Marks& marks) {
        for (const auto& [day, label] : marks.days)
            if (!parse_date(day))
                problems.push_back({fmt::format("{}.days.{}", path, day), fmt::format("'{}' is not a day", day),
                                    "expected a date YYYY-MM-DD, and what is written beside it", ""});
    }
    void hypothesis(const std::string& id, const HypothesisHere& here) {
        const std::string path = "theatre.hypotheses." + id;
        must_be_one_of(path, id, "hypothesis", hypotheses);
        for (const std::string& text : here.beside)
            must_be_one_of(path + ".beside", quantity_of(text).observable, "observable", observables);
        for (const auto& [mediator, ends] : here.power) {
            const std::string power = fmt::format("{}.power.{}", path, mediator);
            if (ends.low == ends.high)
                problems.push_back({power, "both ends are the same arm", "expected two arms of the study", ""});
            for (const auto& [end, arm] : {std::pair("low", ends.low), std::pair("high", ends.high)})
                must_be_one_of(fmt::format("{}.{}", power, end), arm, "arm", arms, "the study has none");
        }
    }
    void pattern(const std::string& path, const KnownPattern& pattern) {
        expression(path + ".outcome", pattern.outcome);
        if (!pattern.less.empty()) expression(path + ".less", pattern.less);
        if (pattern.low > pattern.high)
            problems.push_back({path + ".low", fmt::format("low {} is above high {}", pattern.low, pattern.high),
                                "expected low <= high", ""});
    }
};

}  // namespace

void check(const Theatre& theatre, const record::Claims* claims, std::span<const record::Observable> observables,
           const std::vector<std::string>& arms, Problems& problems) {
    Check check{{}, {}, arms, problems};
    for (const record::Observable& observable : observables) check.observables.emplace_back(observable.name);
    if (claims != nullptr)
        for (const record::Hypothesis& hypothesis : claims->hypotheses) check.hypotheses.emplace_back(hypothesis.id);
    for (const auto& [name, marks] : theatre.marks) check.marks("theatre.marks." + name, marks);
    for (const auto& [id, here] : theatre.hypotheses) check.hypothesis(id, here);
    for (const auto& [name, pattern] : theatre.patterns) check.pattern("theatre.patterns." + name, pattern);
}

record::Claims claims_in(const Theatre& theatre, record::Claims claims) {
    for (record::Hypothesis& hypothesis : claims.hypotheses) {
        const HypothesisHere* here = theatre.hypotheses.find(hypothesis.id);
        if (here == nullptr) continue;
        std::vector<record::Quantity> beside;
        beside.reserve(here->beside.size());
        for (const std::string& text : here->beside) beside.push_back(quantity_of(text));
        hypothesis.beside.insert(hypothesis.beside.begin(), beside.begin(), beside.end());
        for (const auto& [mediator, ends] : here->power) {
            const auto known =
                std::find_if(hypothesis.power.begin(), hypothesis.power.end(),
                             [&, &name = mediator](const record::Instrument& one) { return one.name == name; });
            const record::Instrument stated{mediator, ends.low, ends.high, ends.spread};
            if (known == hypothesis.power.end())
                hypothesis.power.push_back(stated);
            else
                *known = stated;
        }
    }
    for (const auto& [name, pattern] : theatre.patterns)
        claims.patterns.push_back(
            {pattern.claim, pattern.outcome, pattern.source, pattern.low, pattern.high, pattern.less});
    return claims;
}

Theatre theatre_of(const ResultCells& result) {
    Theatre theatre;
    const config::Node root = configuration_of(result);
    const config::Node* node = root.find("theatre");
    if (node == nullptr) return theatre;
    config::Faults faults;
    config::read(*node, theatre, faults);
    if (!faults.empty())
        throw IoError(fmt::format("the result's theatre cannot be read: {}; {}", faults.all().front().problem,
                                  faults.all().front().allowed));
    return theatre;
}

}  // namespace peacenorm::analysis
