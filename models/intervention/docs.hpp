// SPDX-License-Identifier: Apache-2.0
// Short ways to write a Doc, so that a declaration reads as a table: what it measures, what it means, where it is from.
#pragma once

#include "sim/config/schema.hpp"

namespace peacenorm::intervention {

using config::Halved;
using config::Named;
using config::Schedule;

/// Unit and range of a number, and its prior if it has one.
struct Amount {
    std::string_view unit;
    double min, max;
    config::Prior prior = {};
};

/// Base of every declaration of this model: lends it these words.
struct Docs {
    static constexpr Amount share{"1", 0, 1};          ///< of a whole; probabilities too
    static constexpr Amount signed_share{"1", -1, 1};  ///< from wholly against to wholly for
    static constexpr Amount weight{"1", 0, 1e6};       ///< only ratios matter
    static constexpr Amount log_weight{"1", -20, 20};  ///< utility of a task, before the softmax
    static constexpr Amount rank{"1", 0, 3};           ///< of a task in a mandate
    static constexpr Amount factor{"1", 0, 10};        ///< multiplies, or adds to a utility
    static constexpr Amount persons{"persons", 0, 1e6};
    static constexpr Amount hours{"hours", 0, 1e4};
    static constexpr Amount hours_above_zero{"hours", 0.01, 1e4};  ///< of a divisor

    /// Source of what a theatre's files say: the value carries its own mark there.
    static constexpr std::string_view in_file = "input: the scenario's file gives the source beside the value";

    static constexpr Amount share_with(config::Prior prior) { return {"1", 0, 1, prior}; }
    static constexpr Amount factor_with(config::Prior prior) { return {"1", 0, 10, prior}; }

    /// A log ratio: may be of either sign.
    static constexpr Amount effect_with(config::Prior prior) { return {"1", -5, 5, prior}; }

    static constexpr config::Doc number(const Amount& amount, std::string_view meaning, std::string_view source) {
        return {amount.unit, amount.min, amount.max, amount.prior, meaning, source};
    }
    /// A name, a date, a switch, a list of names, or a map of what is declared itself.
    static constexpr config::Doc stated(std::string_view meaning, std::string_view source) {
        config::Doc doc;
        doc.meaning = meaning;
        doc.source = source;
        return doc;
    }
    /// What is stated and drawn in prior designs from choices: the declared ones, or those that a design states.
    static constexpr config::Doc drawn_from_choices(config::Doc doc) {
        doc.prior = config::one_of_choices();
        return doc;
    }
    /// A number that has the week in it: what it becomes when the tick is half a week.
    static constexpr config::Doc halved(config::Halved kind, config::Doc doc) {
        doc.halved = kind;
        return doc;
    }
    /// The file must say it.
    static constexpr config::Doc required(config::Doc doc) {
        doc.required = true;
        return doc;
    }
};

}  // namespace peacenorm::intervention
