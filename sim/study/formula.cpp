// SPDX-License-Identifier: Apache-2.0
#include "sim/study/formula.hpp"

#include <fmt/core.h>

#include <string_view>

#include "sim/config/numbers.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::study {

using config::Faults;
using config::Node;

namespace {

constexpr std::string_view form =
    "expected mean(OBSERVABLE.LABEL, FROM..TO), sum(...), or numbers and these joined by + - * / log(...) logit(...)";
constexpr int most_depth = 50;

/// A fault inside a formula; caught where it began.
struct Problem {
    std::size_t at;
    std::string what;
};

/// An outcome has said its fault itself.
struct Refused {};

}  // namespace

/// By recursive descent: sum = product {+- product}, product = factor {*/ factor}.
class FormulaReader {
  public:
    FormulaReader(const Node& node, const Formula::OutcomeOf& outcome_of) : node_(node), outcome_of_(outcome_of) {}
    Formula read() {
        sum();
        skip_blanks();
        if (at_ < text().size()) throw Problem{at_, fmt::format("unexpected '{}'", text().substr(at_))};
        return std::move(formula_);
    }

  private:
    using Operation = Formula::Operation;
    const std::string& text() const { return node_.text; }
    void skip_blanks() {
        while (at_ < text().size() && text()[at_] == ' ') ++at_;
    }
    bool take(char wanted) {
        skip_blanks();
        if (at_ >= text().size() || text()[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void add(Operation operation) { formula_.steps_.push_back({operation}); }
    void sum();
    void product();
    void factor();
    void bracket();
    void named();
    void number();
    void outcome(std::size_t begin);

    const Node& node_;
    const Formula::OutcomeOf& outcome_of_;
    Formula formula_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

void FormulaReader::sum() {
    product();
    while (true) {
        if (take('+')) {
            product();
            add(Operation::add);
        } else if (take('-')) {
            product();
            add(Operation::subtract);
        } else {
            return;
        }
    }
}

void FormulaReader::product() {
    factor();
    while (true) {
        if (take('*')) {
            factor();
            add(Operation::multiply);
        } else if (take('/')) {
            factor();
            add(Operation::divide);
        } else {
            return;
        }
    }
}

void FormulaReader::factor() {
    if (++depth_ > most_depth) throw Problem{at_, "nested too deep"};
    skip_blanks();
    const char next = at_ < text().size() ? text()[at_] : '\0';
    if (take('-')) {
        factor();
        add(Operation::negate);
    } else if (take('(')) {
        bracket();
    } else if ((next >= '0' && next <= '9') || next == '.') {
        number();
    } else {
        named();
    }
    --depth_;
}

/// What stands behind an opened bracket, to its end.
void FormulaReader::bracket() {
    sum();
    if (!take(')')) throw Problem{at_, "')' is missing"};
}

void FormulaReader::number() {
    const std::size_t end = std::min(text().find_first_not_of("0123456789.eE", at_), text().size());
    const auto value = config::parse_real(text().substr(at_, end - at_));
    if (!value) throw Problem{at_, fmt::format("'{}' is no number", text().substr(at_, end - at_))};
    formula_.steps_.push_back({Operation::number, *value});
    at_ = end;
}

void FormulaReader::named() {
    const std::size_t begin = at_;
    while (at_ < text().size() && text()[at_] >= 'a' && text()[at_] <= 'z') ++at_;
    const std::string name = text().substr(begin, at_ - begin);
    if (name == "mean" || name == "sum") return outcome(begin);
    if (name != "log" && name != "logit") throw Problem{begin, "a number or an outcome is missing"};
    if (!take('(')) throw Problem{at_, "'(' is missing"};
    bracket();
    add(name == "log" ? Operation::log : Operation::logit);
}

/// An outcome reaches to its bracket's end; its own language is read elsewhere.
void FormulaReader::outcome(std::size_t begin) {
    const std::size_t end = text().find(')', at_);
    if (end == std::string::npos) throw Problem{at_, "')' is missing"};
    Node expression = config::scalar(text().substr(begin, end + 1 - begin), node_.at);
    expression.at.column += static_cast<int>(begin) + (node_.quoted ? 1 : 0);
    const auto found = outcome_of_(expression);
    if (!found) throw Refused{};
    formula_.steps_.push_back({Operation::outcome, 0, *found});
    at_ = end + 1;
}

std::optional<Formula> Formula::read(const Node& node, const OutcomeOf& outcome_of, Faults& faults) {
    if (node.kind != Node::Kind::scalar) {
        faults.add(node.at, "an outcome is one expression", std::string(form));
        return std::nullopt;
    }
    try {
        return FormulaReader(node, outcome_of).read();
    } catch (const Problem& problem) {
        config::Position at = node.at;
        at.column += static_cast<int>(problem.at) + (node.quoted ? 1 : 0);
        faults.add(at, problem.what, std::string(form));
    } catch (const Refused&) {
    }
    return std::nullopt;
}

double Formula::value(const std::function<double(std::size_t)>& outcome) const {
    std::vector<double> stack;
    const auto pop = [&] {
        const double top = stack.back();
        stack.pop_back();
        return top;
    };
    for (const Step& step : steps_) {
        if (step.operation == Operation::number || step.operation == Operation::outcome) {
            stack.push_back(step.operation == Operation::number ? step.number : outcome(step.outcome));
            continue;
        }
        const double b = pop();
        switch (step.operation) {
            case Operation::negate:
                stack.push_back(-b);
                break;
            case Operation::log:
                stack.push_back(math::log(b));
                break;
            case Operation::logit:
                stack.push_back(math::log(b / (1 - b)));
                break;
            case Operation::add:
                stack.push_back(pop() + b);
                break;
            case Operation::subtract:
                stack.push_back(pop() - b);
                break;
            case Operation::multiply:
                stack.push_back(pop() * b);
                break;
            default:
                stack.push_back(pop() / b);
        }
    }
    return stack.back();
}

std::vector<std::size_t> Formula::outcomes() const {
    std::vector<std::size_t> found;
    for (const Step& step : steps_)
        if (step.operation == Operation::outcome) found.push_back(step.outcome);
    return found;
}

}  // namespace peacenorm::study
