// SPDX-License-Identifier: Apache-2.0
// A quantity made of outcomes: `log(sum(visits.a) / sum(visits.b))`.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"

namespace peacenorm::study {

/// Numbers, outcomes, + - * /, brackets, log(...) and logit(...), as steps of a stack.
class Formula {
  public:
    /// Which outcome an expression such as `mean(visits.north, 2018..2018)` is; empty after a fault.
    using OutcomeOf = std::function<std::optional<std::size_t>(const config::Node& expression)>;

    /// Errors: one fault at the column inside the text; then empty.
    static std::optional<Formula> read(const config::Node& node, const OutcomeOf& outcome_of, config::Faults& faults);

    /// Limits: not finite where an outcome is missing, a divisor is 0, or a logarithm has nothing to stand on.
    double value(const std::function<double(std::size_t outcome)>& outcome) const;
    /// The outcomes that it is made of, in the order of their appearance.
    std::vector<std::size_t> outcomes() const;

  private:
    friend class FormulaReader;
    enum class Operation { number, outcome, add, subtract, multiply, divide, negate, log, logit };
    struct Step {
        Operation operation;
        double number = 0;
        std::size_t outcome = 0;
    };
    std::vector<Step> steps_;
};

}  // namespace peacenorm::study
