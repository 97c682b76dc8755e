// SPDX-License-Identifier: Apache-2.0
// The audit trail of one run: what happened, to whom, why a number moved. Told only when somebody asks.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "sim/core/date.hpp"

namespace peacenorm::record {

/// One detail of an event: a name, each once and none of them `date` or `kind`, and a number or a text.
struct Fact {
    std::string_view name;
    std::variant<double, std::string> value;
};

/// Takes events in the order in which a run writes them. ORDER: a model writes them from code that runs in one order
/// for any number of threads, and writing changes nothing.
class Trace {
  public:
    virtual ~Trace() = default;
    /// Whether it takes the ledger too: every part of every change of what the model keeps accounts of. It is many
    /// times as long as the events.
    virtual bool wants_ledger() const { return true; }
    /// `kind`: the model's own word, such as "arrest", "visit". `date`: first day of the tick.
    virtual void write(Date date, std::string_view kind, std::initializer_list<Fact> facts) = 0;
};

}  // namespace peacenorm::record
