// SPDX-License-Identifier: Apache-2.0
// Why civilians' judgements change in a week, person by person: the change of each one's logistic(u) is shared out over
// what faded, what it heard of at first hand and of kin, and what else moved its terms. Kept only if it is asked for.
#pragma once

#include <array>
#include <vector>

#include "models/intervention/civilians/crowd.hpp"
#include "models/intervention/opinion/ledger.hpp"
#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// What a news adds to the memory of one judged organisation in the people of a cell, as it stands today.
struct Added {
    double failure = 0, credit = 0, partiality = 0;
};
using AddedColumns = View<Reads<columns::news, columns::bearings>>;
Added added_by(const AddedColumns& week, NewsId news, JudgedId judged, const civilians::CellRows& cell,
               double protection);

class OpinionLedger {
  public:
    using Columns =
        View<Reads<columns::news, columns::bearings, columns::alive, columns::persons, columns::traits,
                   columns::deviation, columns::memory, columns::memory_fading, columns::standing, columns::protection>,
             Writes<columns::weekly_opinion, columns::weekly_national, columns::ledger_kept>>;

    /// Takes down how things stand before the week's news. ORDER: before anything fades.
    explicit OpinionLedger(const Columns& week);

    /// Room for what each row hears at first hand in a pass; empty if nobody asks.
    std::span<civilians::Mask> direct() { return direct_; }
    /// A pass was heard: bit k is `order[k]`.
    void note(std::span<const std::uint32_t> order, std::span<const civilians::Mask> heard);
    /// Shares out the week's changes, once its standings and memories are in place.
    void close();

  private:
    using ByCause = std::array<double, cause_count>;
    static constexpr std::size_t ways = 4;  ///< how a news moved a judgement: as failure, credit, partiality, or told

    struct Heard {
        std::vector<std::uint32_t> order;
        std::vector<civilians::Mask> direct, all;
    };
    /// A person's judgement of one organisation, then and now, and what moved it.
    struct Person {
        const civilians::CellRows* cell;
        std::size_t row;
        JudgedId judged;
        double protection;
    };

    bool is_traced() const;
    bool is_measured() const;
    opinion::Terms terms_of(const Person& person, const Grid<civilians::Standing, PlaceId, JudgedId>& standing) const;
    Added heard_by(const Person& person) const;
    opinion::JudgementChange change_of(const Person& person) const;
    void add(const Person& person);
    void add_news(const Person& person, const opinion::StockSlopes& unit);
    Cause cause_of(NewsId news, JudgedId judged, std::size_t way) const;
    double& moved_by(PlaceId place, JudgedId judged, std::size_t news, std::size_t way);
    ByCause news_by_cause(PlaceId place, JudgedId judged);
    ByCause close_place(PlaceId place, JudgedId judged, double people);
    void close_nation(JudgedId judged);
    void tell_place(PlaceId place, JudgedId judged, double people);
    void tell_news(PlaceId place, JudgedId judged, double people);

    Columns week_;
    bool is_asked_ = false, goes_on_ = false;
    double scale_ = 1;  ///< of `memory_`
    double kept_ = 1;   ///< what the week leaves of a memory
    std::vector<civilians::Memory> memory_;
    Grid<civilians::Standing, PlaceId, JudgedId> standing_;
    std::vector<civilians::Mask> direct_;
    std::vector<Heard> passes_;
    Grid<ByCause, PlaceId, JudgedId> by_cause_;  ///< sums over persons
    Grid<double, PlaceId, JudgedId> now_;        ///< the same of logistic(u)
    std::vector<double> by_news_;                ///< Shape: [place][judged][news][way]
};

}  // namespace peacenorm::intervention::processes
