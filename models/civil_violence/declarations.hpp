// SPDX-License-Identifier: Apache-2.0
// Every parameter of the model, declared once: unit, range, meaning, source.
#pragma once

#include "models/civil_violence/parameters.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::civil_violence {

inline constexpr std::string_view paper = "epstein_2002";
inline constexpr std::string_view variants =
    "epstein_2002: leaves it open; assumed: a switch, since public implementations differ";
inline constexpr double most_vision = 100;  ///< cells; the largest view then holds about 40,000

constexpr config::Doc number(std::string_view unit, double min, double max, std::string_view meaning,
                             std::string_view source) {
    return {.unit = unit, .min = min, .max = max, .meaning = meaning, .source = source};
}
constexpr config::Doc stated(std::string_view meaning, std::string_view source) {
    return {.meaning = meaning, .source = source};
}

}  // namespace peacenorm::civil_violence

namespace peacenorm::config {

namespace cv = civil_violence;

template <class E, std::size_t N>
using NamesOf = std::array<std::pair<std::string_view, E>, N>;

template <>
struct EnumNames<cv::Neighbourhood> {
    using E = cv::Neighbourhood;
    static constexpr NamesOf<E, 3> names{{{"disc", E::disc}, {"moore", E::moore}, {"manhattan", E::manhattan}}};
};
template <>
struct EnumNames<cv::Numbers> {
    using E = cv::Numbers;
    static constexpr NamesOf<E, 2> names{{{"fixed", E::fixed}, {"random", E::random}}};
};
template <>
struct EnumNames<cv::Rounding> {
    using E = cv::Rounding;
    static constexpr NamesOf<E, 3> names{{{"none", E::none}, {"floor", E::floor}, {"half_to_even", E::half_to_even}}};
};
template <>
struct EnumNames<cv::Movers> {
    using E = cv::Movers;
    static constexpr NamesOf<E, 3> names{{{"all", E::all}, {"cops", E::cops}, {"nobody", E::nobody}}};
};
template <>
struct EnumNames<cv::Order> {
    using E = cv::Order;
    static constexpr NamesOf<E, 2> names{
        {{"move_then_decide", E::move_then_decide}, {"decide_then_move", E::decide_then_move}}};
};
template <>
struct EnumNames<cv::Sentences> {
    using E = cv::Sentences;
    static constexpr NamesOf<E, 3> names{
        {{"up_to_max", E::up_to_max}, {"below_max", E::below_max}, {"for_life", E::for_life}}};
};
template <>
struct EnumNames<cv::Counting> {
    using E = cv::Counting;
    static constexpr NamesOf<E, 2> names{{{"own_turn", E::own_turn}, {"end_of_step", E::end_of_step}}};
};
template <>
struct EnumNames<cv::Jailed> {
    using E = cv::Jailed;
    static constexpr NamesOf<E, 3> names{{{"leave_the_grid", E::leave_the_grid},
                                          {"block_their_cell", E::block_their_cell},
                                          {"share_their_cell", E::share_their_cell}}};
};
template <>
struct EnumNames<cv::AfterArrest> {
    using E = cv::AfterArrest;
    static constexpr NamesOf<E, 2> names{{{"enter_the_cell", E::enter_the_cell}, {"stay", E::stay}}};
};
template <>
struct EnumNames<cv::Activation> {
    using E = cv::Activation;
    static constexpr NamesOf<E, 2> names{{{"one_by_one", E::one_by_one}, {"in_waves", E::in_waves}}};
};

template <>
struct Declaration<cv::Space> {
    using P = cv::Space;
    static constexpr std::string_view meaning = "a torus of cells, and who sees how far on it";
    static constexpr auto fields = std::make_tuple(
        field("width", &P::width, cv::number("cells", 3, 100000, "columns of the torus", cv::paper)),
        field("height", &P::height, cv::number("cells", 3, 100000, "rows of the torus", cv::paper)),
        field("neighbourhood", &P::neighbourhood,
              cv::stated("what lies within vision: disc (Euclid), moore (square), manhattan (diamond)", cv::variants)),
        field("vision", &P::vision,
              cv::number("cells", 1, cv::most_vision, "how far citizens see and move", cv::paper)),
        field("cop_vision", &P::cop_vision,
              cv::number("cells", 1, cv::most_vision, "how far cops see and move", cv::paper)),
        field(
            "own_cell", &P::own_cell,
            cv::stated("whether one's own cell is in view: an active citizen then counts itself twice", cv::variants)));
};

template <>
struct Declaration<cv::Population> {
    using P = cv::Population;
    static constexpr std::string_view meaning = "who is on the torus";
    static constexpr auto fields = std::make_tuple(
        field("citizens", &P::citizens, cv::number("1", 0, 1, "citizens, per cell, at the start", cv::paper)),
        field("cops", &P::cops,
              cv::number("1", 0, 1, "cops, per cell; a change adds or withdraws cops on its date", cv::paper)),
        field("numbers", &P::numbers,
              cv::stated("fixed: exactly density times cells; random: each cell draws who is there", cv::variants)));
};

template <>
struct Declaration<cv::Grievance> {
    using P = cv::Grievance;
    static constexpr std::string_view meaning = "rule A: active if H (1 - L) - R P > T, P = 1 - exp(-k (C / A))";
    static constexpr auto fields =
        std::make_tuple(field("legitimacy", &P::legitimacy, cv::number("1", 0, 1, "L, the same for all", cv::paper)),
                        field("threshold", &P::threshold, cv::number("1", -1, 1, "T", cv::paper)),
                        field("arrest_constant", &P::arrest_constant,
                              cv::number("1", 0, 1000, "k: P = 0.9 with one cop to one active", cv::paper)),
                        field("rounding", &P::rounding,
                              cv::stated("of cops per active, C / A; the printed formula has none", cv::variants)));
};

template <>
struct Declaration<cv::Turn> {
    using P = cv::Turn;
    static constexpr std::string_view meaning = "in which order agents act, and what each does";
    static constexpr auto fields = std::make_tuple(
        field("activation", &P::activation,
              cv::stated("one_by_one: in a new random order each step (the paper's); in_waves: all of a wave at once, "
                         "in parallel, conflicts resolved by lot",
                         "epstein_2002: one_by_one; assumed: in_waves is this program's own, measured in DOCKING.md")),
        field("waves", &P::waves,
              cv::number("waves", 1, cv::most_waves,
                         "a step's waves, if in_waves; each agent acts in one, by lot; 1 is synchronous",
                         "assumed: at 16 no difference from one_by_one was found, see DOCKING.md")),
        field("order", &P::order, cv::stated("of a turn's two parts", cv::variants)),
        field("movers", &P::movers, cv::stated("who moves to a random free cell in view", cv::paper)),
        field("after_arrest", &P::after_arrest, cv::stated("where the cop goes", cv::variants)));
};

template <>
struct Declaration<cv::Jail> {
    using P = cv::Jail;
    static constexpr std::string_view meaning = "what becomes of the arrested";
    static constexpr auto fields = std::make_tuple(
        field("sentences", &P::sentences,
              cv::stated("uniform whole numbers: up_to_max 0..J, below_max 0..J-1; or for_life", cv::variants)),
        field("max_term", &P::max_term, cv::number("steps", 1, 1000000, "J", cv::paper)),
        field("counting", &P::counting,
              cv::stated("when a term falls by one: in the prisoner's own turn, or for all at the end of a step",
                         cv::variants)),
        field("jailed", &P::jailed,
              cv::stated("where prisoners are: off the grid, returning to a random free cell; or on their cell, which "
                         "is then closed or open to others",
                         cv::variants)));
};

template <>
struct Declaration<cv::Groups> {
    using P = cv::Groups;
    static constexpr std::string_view meaning = "model II: two groups; who is active kills a random one of the other";
    static constexpr auto fields = std::make_tuple(
        field("enabled", &P::enabled, cv::stated("switch: model II instead of model I", cv::paper)),
        field("clone_probability", &P::clone_probability,
              cv::number("1", 0, 1, "a free citizen's chance, a step, of a child in a free cell beside it", cv::paper)),
        field("max_age", &P::max_age,
              cv::number("steps", 1, 1000000, "ages at death are uniform up to it", cv::paper)));
};

template <>
struct Declaration<cv::Outbursts> {
    using P = cv::Outbursts;
    static constexpr std::string_view meaning = "what is observed as an outburst; changes no dynamics";
    static constexpr auto fields = std::make_tuple(
        field("above", &P::above, cv::number("citizens", 0, 1e9, "a step with more active is part of one", cv::paper)));
};

template <>
struct Declaration<cv::Parameters> {
    using P = cv::Parameters;
    static constexpr std::string_view meaning = "Citizens and cops";
    static constexpr auto fields =
        std::make_tuple(field("space", &P::space, cv::stated("the torus and views on it", cv::paper)),
                        field("population", &P::population, cv::stated("citizens and cops", cv::paper)),
                        field("grievance", &P::grievance, cv::stated("when a citizen is active", cv::paper)),
                        field("turn", &P::turn, cv::stated("order of acting", cv::paper)),
                        field("jail", &P::jail, cv::stated("sentences and prisoners", cv::paper)),
                        field("groups", &P::groups, cv::stated("model II", cv::paper)),
                        field("outbursts", &P::outbursts, cv::stated("what is observed", cv::paper)));
};

}  // namespace peacenorm::config
