// SPDX-License-Identifier: Apache-2.0
// What a model can be asked to judge, declared once: hypotheses over observables, and what must stand beside a verdict.
// A model names no place: facts of one come with the study, see sim/analysis/theatre.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peacenorm::record {

/// An outcome by what it measures: mean(OBSERVABLE.ACTOR[.LABEL], WINDOW). Actor and window are the study's.
struct Quantity {
    std::string observable;
    std::string label;  ///< on the observable's second axis; empty: it has none
    bool operator==(const Quantity&) const = default;
};

/// How a hypothesis is tested.
enum class Test {
    change,     ///< the difference of the contrast
    removed,    ///< the share of another hypothesis' difference that goes when a switch is off
    carried,    ///< the share of it that goes when the conduct of the other arm is imposed in part
    mediation,  ///< the difference that goes when the conduct of the other arm is imposed, in both orders
    dose        ///< the difference along a ladder, whatever the order of its rungs
};

enum class Direction { falls, rises };

/// A mediator of a hypothesis, and the two arms of the study that hold it at either end of what was observed: how far
/// the outcome moves between them is the power of the instrument.
struct Instrument {
    std::string name;
    std::string low = {}, high = {};  ///< arms; empty: the study's theatre names none
    double spread = 1;                ///< posterior over prior spread of the path's coefficients; 1: nothing is learnt
};

struct Hypothesis {
    std::string_view id{}, name{}, sentence{};
    Test test = Test::change;
    Direction direction = Direction::falls;
    std::vector<Quantity> outcome{};  ///< several: their mean
    std::vector<Quantity> beside{};   ///< differences printed beside it, without a verdict
    std::string_view by{};            ///< removed: the switch; carried: PATH=VALUE that the following arm sets
    double least_share = 0;           ///< removed, carried: of the whole that makes it true
    std::vector<Instrument> power{};  ///< by its mediators
};

/// A tier of the index by its counts, each the sum of some quantities over the window.
struct PooledTier {
    std::string_view name{};
    double weight = 0;
    std::vector<Quantity> owed{}, own{}, joint{};
};

/// One component of the index that the first hypothesis is about: index = product of component^weight.
struct Component {
    Quantity quantity;
    double weight = 0;
};

/// Another form that a verdict is repeated for: a factor of the design that may differ.
struct Alternative {
    std::string_view name, path;
    std::vector<std::string_view> with = {};  ///< factors that may differ along with it
};

/// A fact that the model should show, as an outcome of the study: met where low <= mean <= high.
struct Pattern {
    std::string name, expression, source;
    double low = 0, high = 0;
    std::string less = {};  ///< expression of an outcome that is subtracted; empty: none
};

struct Claims {
    double threshold = 0;    ///< d, on the scale of the outcomes
    std::string_view index;  ///< name and version of the index, in words
    std::string_view dose;   ///< path of the factor that is the ladder's rung
    std::vector<Hypothesis> hypotheses;
    std::vector<Component> components;
    std::vector<PooledTier> tiers{};         ///< of the index, for counts pooled over replicates
    std::vector<Alternative> other_forms{};  ///< of the index: name, observable
    std::vector<Alternative> alternatives;
    std::vector<std::string_view> unidentified;  ///< prefixes of paths that no data identify; a step may be *
    std::vector<Pattern> patterns{};             ///< of the theatre that a study is set in
    std::vector<std::string_view> routes;        ///< by which the opposite comes out, in plain words
};

}  // namespace peacenorm::record
