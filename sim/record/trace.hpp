// SPDX-License-Identifier: Apache-2.0
// The audit trail of one run: what happened, to whom, why a number moved. Told only when somebody asks.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "sim/core/date.hpp"

namespace peacenorm::record {

/// One detail of an event: a name, and a number or a text.
struct Fact {
    std::string_view name;
    std::variant<double, std::string> value;
};

/// Takes events in the order in which a run writes them. ORDER: a model writes them from code that runs in one order
/// for any number of threads, and writing changes nothing.
class Trace {
  public:
    virtual ~Trace() = default;
    /// `kind`: the model's own word, such as "arrest", "visit". `date`: first day of the tick.
    virtual void write(Date date, std::string_view kind, std::initializer_list<Fact> facts) = 0;
};

}  // namespace peacenorm::record
