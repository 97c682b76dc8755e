// SPDX-License-Identifier: Apache-2.0
// The theatre of a study: what is known of its place and time beyond the model's parameters. It is data: it says what
// results are held against and what pictures mark, and decides no number.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/config/parameters.hpp"
#include "sim/record/claims.hpp"
#include "sim/record/recorder.hpp"

namespace peacenorm::analysis {

class ResultCells;

enum class MarkStyle { ticks, lines };

/// Days that pictures over time mark, all in one way.
struct Marks {
    MarkStyle shown = MarkStyle::ticks;
    std::string meaning;
    config::Named<std::string> days;  ///< what is written, by day
};

/// The two arms of a study that hold a mediator at either end of what was observed.
struct PowerHere {
    std::string low, high;
    double spread = 1;
};

/// What a theatre adds to a hypothesis of the model.
struct HypothesisHere {
    std::vector<std::string> beside;  ///< OBSERVABLE or OBSERVABLE.LABEL, printed beside it
    config::Named<PowerHere> power;   ///< by mediator
};

/// A fact that a verdict looks for in the model: met where low <= mean <= high.
struct KnownPattern {
    std::string claim, outcome, less, source;
    double low = 0, high = 0;
};

struct Target {
    std::string what, period;
    double value = 0;
    std::string unit = "1", within, mark, source, measure, of;
};

enum class Scored { ratio, difference };

/// Targets that are scored and drawn together.
struct TargetBlock {
    std::string title, brief, axis;
    Scored scored = Scored::difference;
    double bias_within = 0;
    config::Named<Target> rows;
};

struct Theatre {
    std::string name, priors;
    config::Named<std::string> labels;
    config::Named<Marks> marks;
    config::Named<HypothesisHere> hypotheses;
    config::Named<KnownPattern> patterns;
    config::Named<TargetBlock> targets;
};

/// Adds what does not fit the study, by the names of its arms, and the model that it runs; `claims`: of that model,
/// null: none.
void check(const Theatre& theatre, const record::Claims* claims, std::span<const record::Observable> observables,
           const std::vector<std::string>& arms, std::vector<config::PathProblem>& problems);

/// The model's claims with the theatre's facts: its patterns, and what stands beside hypotheses.
record::Claims claims_in(const Theatre& theatre, record::Claims claims);

/// The theatre in the configuration that a result keeps; an empty one where it has none.
/// Errors: IoError where it cannot be read.
Theatre theatre_of(const ResultCells& result);

}  // namespace peacenorm::analysis

namespace peacenorm::config {

/// Base of the declarations here: what a theatre's file says has its source beside it.
struct TheatreDocs {
    static constexpr std::string_view in_file = "input: the theatre's file gives the source beside the value";
    static constexpr Doc stated(std::string_view meaning) {
        Doc doc;
        doc.meaning = meaning;
        doc.source = in_file;
        return doc;
    }
    static constexpr Doc required(std::string_view meaning) {
        Doc doc = stated(meaning);
        doc.required = true;
        return doc;
    }
    static constexpr Doc number(std::string_view unit, std::string_view meaning) {
        Doc doc = required(meaning);
        doc.unit = unit;
        doc.min = -1e12;
        doc.max = 1e12;
        return doc;
    }
};

template <>
struct EnumNames<analysis::MarkStyle> {
    static constexpr std::array<std::pair<std::string_view, analysis::MarkStyle>, 2> names{
        {{"ticks", analysis::MarkStyle::ticks}, {"lines", analysis::MarkStyle::lines}}};
};

template <>
struct EnumNames<analysis::Scored> {
    static constexpr std::array<std::pair<std::string_view, analysis::Scored>, 2> names{
        {{"ratio", analysis::Scored::ratio}, {"difference", analysis::Scored::difference}}};
};

template <>
struct Declaration<analysis::Marks> : TheatreDocs {
    using Owner = analysis::Marks;
    static constexpr std::string_view meaning = "Days that pictures over time mark";
    static constexpr auto fields =
        std::make_tuple(field("shown", &Owner::shown, stated("ticks at the top, or lines from top to bottom")),
                        field("meaning", &Owner::meaning, required("what the days are, for captions: resolutions")),
                        field("days", &Owner::days, required("YYYY-MM-DD: what is written beside the mark")));
};

template <>
struct Declaration<analysis::PowerHere> : TheatreDocs {
    using Owner = analysis::PowerHere;
    static constexpr std::string_view meaning = "The ends of a mediator, for the power of the instrument";
    static constexpr auto fields = std::make_tuple(
        field("low", &Owner::low, required("arm that holds it at the low end of what was observed")),
        field("high", &Owner::high, required("arm that holds it at the high end")), field("spread", &Owner::spread, [] {
            Doc doc = stated("posterior over prior spread of the path's coefficients; 1: nothing is learnt");
            doc.unit = "1";
            doc.min = 0;
            doc.max = 10;
            return doc;
        }()));
};

template <>
struct Declaration<analysis::HypothesisHere> : TheatreDocs {
    using Owner = analysis::HypothesisHere;
    static constexpr std::string_view meaning = "What a theatre adds to a hypothesis of the model";
    static constexpr auto fields = std::make_tuple(
        field("beside", &Owner::beside,
              stated("OBSERVABLE or OBSERVABLE.LABEL whose differences are printed beside it, without a verdict")),
        field("power", &Owner::power, stated("arms that move a mediator of the hypothesis, by mediator")));
};

template <>
struct Declaration<analysis::KnownPattern> : TheatreDocs {
    using Owner = analysis::KnownPattern;
    static constexpr std::string_view meaning = "A fact that a verdict looks for in the model";
    static constexpr auto fields =
        std::make_tuple(field("claim", &Owner::claim, required("the fact in words")),
                        field("outcome", &Owner::outcome, required("the outcome that shows it: mean(...) or sum(...)")),
                        field("less", &Owner::less, stated("an outcome that is subtracted; empty: none")),
                        field("source", &Owner::source, required("where the fact is from")),
                        field("low", &Owner::low, number("of the outcome", "least mean at which it is met")),
                        field("high", &Owner::high, number("of the outcome", "greatest mean at which it is met")));
};

template <>
struct Declaration<analysis::Target> : TheatreDocs {
    using Owner = analysis::Target;
    static constexpr std::string_view meaning = "A published number with which the model is compared";
    static constexpr auto fields = std::make_tuple(
        field("what", &Owner::what, required("what was counted or asked")),
        field("period", &Owner::period, required("year, or month")),
        field("value", &Owner::value, number("of the row", "the fact")),
        field("unit", &Owner::unit, stated("unit of the fact")),
        field("within", &Owner::within, required("tolerance: factor F, factor F or A, or a difference A")),
        field("mark", &Owner::mark, stated("SOURCED, DERIVED, CODED, RECALLED or illustrative")),
        field("source", &Owner::source, required("where the fact is from")),
        field("measure", &Owner::measure, stated("how scripts/plot/targets.py gets the model's value; empty: outcome")),
        field("of", &Owner::of, stated("of which outcome or label; empty: the target's name")));
};

template <>
struct Declaration<analysis::TargetBlock> : TheatreDocs {
    using Owner = analysis::TargetBlock;
    static constexpr std::string_view meaning = "Targets that are scored and drawn together";
    static constexpr auto fields = std::make_tuple(
        field("title", &Owner::title, required("what the block is about")),
        field("brief", &Owner::brief, stated("the same for a small panel; empty: the title")),
        field("axis", &Owner::axis, stated("unit in words, beside the panel")),
        field("scored", &Owner::scored, stated("ratio: log ratios and ranks over years; or difference")),
        field("bias_within", &Owner::bias_within,
              [] {
                  Doc doc = stated("factor within which the geometric mean must lie, ranks rising; 0: not asked");
                  doc.unit = "1";
                  doc.min = 0;
                  doc.max = 1e6;
                  return doc;
              }()),
        field("rows", &Owner::rows, required("the targets by name")));
};

template <>
struct Declaration<analysis::Theatre> : TheatreDocs {
    using Owner = analysis::Theatre;
    static constexpr std::string_view meaning = "What is known of a place and time; decides no number";
    static constexpr auto fields = std::make_tuple(
        field("name", &Owner::name, required("of the theatre, for captions")),
        field("priors", &Owner::priors, stated("what must be said of its priors beside a verdict; empty: nothing")),
        field("labels", &Owner::labels, stated("how pictures write a name of the parameters")),
        field("marks", &Owner::marks, stated("days that pictures over time mark")),
        field("hypotheses", &Owner::hypotheses, stated("what stands beside the model's hypotheses, by their id")),
        field("patterns", &Owner::patterns, stated("facts that a verdict looks for")),
        field("targets", &Owner::targets, stated("facts that scripts/plot/targets.py scores, by block")));
};

}  // namespace peacenorm::config
