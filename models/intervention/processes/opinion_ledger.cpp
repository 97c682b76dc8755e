// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/opinion_ledger.hpp"

#include <algorithm>
#include <bit>

#include "models/intervention/civilians/judging.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "models/intervention/processes/population.hpp"

namespace peacenorm::intervention::processes {
namespace {

enum Way : std::size_t { as_failure, as_credit, as_partiality, told };

opinion::StockChange changed(double before, double kept, double added, opinion::Reason reason) {
    opinion::StockChange change{before, {}};
    change.by[index(opinion::Reason::forgetting)] = before * (kept - 1);
    change.by[index(reason)] = added;
    return change;
}

template <class Amounts>
double sum_of(const Amounts& amounts) {
    double sum = 0;
    for (const double amount : amounts) sum += amount;
    return sum;
}

}  // namespace

Added added_by(const AddedColumns& week, NewsId news, JudgedId judged, const civilians::CellRows& cell,
               double protection) {
    const civilians::Bearing& b = week[columns::bearings](news, judged);
    const auto& victims = week[columns::news][news.index()].community;
    const bool own = !victims || victims->index() == cell.community;  // a word or act without victims is all people's
    return {b.failure * protection, b.credit * protection,
            b.partiality * opinion::weight_of_victims(week.parameters().opinion.events, own)};
}

OpinionLedger::OpinionLedger(const Columns& week) : week_(week) {
    is_asked_ = is_traced() || is_measured();
    if (!is_asked_) return;
    goes_on_ = week[columns::ledger_kept] == week.tick.index - 1;
    scale_ = week[columns::memory_fading].scale();
    memory_.assign(week[columns::memory].begin(), week[columns::memory].end());
    standing_ = week[columns::standing];
    direct_.resize(week.setup.agents.size());
    by_cause_.reset(week.setup.places, week.setup.judged);
    now_.reset(week.setup.places, week.setup.judged);
}

bool OpinionLedger::is_traced() const {
    return week_.tick.trace != nullptr && week_.tick.trace->wants_ledger();
}

bool OpinionLedger::is_measured() const {
    return week_.parameters().opinion.ledger;
}

void OpinionLedger::note(std::span<const std::uint32_t> order, std::span<const civilians::Mask> heard) {
    if (!is_asked_) return;
    passes_.push_back({{order.begin(), order.end()}, direct_, {heard.begin(), heard.end()}});
}

opinion::Terms OpinionLedger::terms_of(const Person& person,
                                       const Grid<civilians::Standing, PlaceId, JudgedId>& standing) const {
    return processes::terms_of(week_, AgentId(person.row), person.judged,
                               standing(PlaceId(person.cell->place), person.judged), {});
}

Cause OpinionLedger::cause_of(NewsId news, JudgedId judged, std::size_t way) const {
    if (way == told) return Cause::telling;
    const civilians::NewsKind kind = week_[columns::news][news.index()].kind;
    if (kind == civilians::NewsKind::report) return Cause::voice;
    if (kind == civilians::NewsKind::word) return Cause::discourse;
    if (way == as_failure) return Cause::omission;
    const bool own = week_[columns::bearings](news, judged).is_own;
    if (way == as_credit) return own ? Cause::own_credit : Cause::partner_credit;
    return own ? Cause::own_blame : Cause::partner_blame;
}

double& OpinionLedger::moved_by(PlaceId place, JudgedId judged, std::size_t news, std::size_t way) {
    const std::size_t row = place.index() * week_.setup.judged.size() + judged.index();
    return by_news_[(row * week_[columns::news].size() + news) * ways + way];
}

void OpinionLedger::add_news(const Person& person, const opinion::StockSlopes& unit) {
    const PlaceId place(person.cell->place);
    const double persons = week_[columns::persons][AgentId(person.row)];
    for (const Heard& pass : passes_)
        for (civilians::Mask left = pass.all[person.row]; left != 0; left &= left - 1) {
            const auto k = static_cast<std::size_t>(std::countr_zero(left));
            const NewsId news(pass.order[k]);
            const Added a = added_by(week_, news, person.judged, *person.cell, person.protection);
            const bool at_first_hand = ((pass.direct[person.row] >> k) & 1U) != 0;
            const std::array<double, 3> by{unit.failure * a.failure, unit.credit * a.credit,
                                           unit.partiality * a.partiality};
            for (std::size_t way = 0; way < by.size(); ++way)
                moved_by(place, person.judged, news.index(), at_first_hand ? way : std::size_t{told}) +=
                    persons * by[way];
        }
}

Added OpinionLedger::heard_by(const Person& person) const {
    Added sum;
    for (const Heard& pass : passes_)
        for (civilians::Mask left = pass.all[person.row]; left != 0; left &= left - 1) {
            const NewsId news(pass.order[static_cast<std::size_t>(std::countr_zero(left))]);
            const Added a = added_by(week_, news, person.judged, *person.cell, person.protection);
            sum = {sum.failure + a.failure, sum.credit + a.credit, sum.partiality + a.partiality};
        }
    return sum;
}

opinion::JudgementChange OpinionLedger::change_of(const Person& person) const {
    const civilians::Memory& stored = memory_[person.row * week_.setup.judged.size() + person.judged.index()];
    const Added heard = heard_by(person);
    const auto change = [&](float stock, double added, opinion::Reason reason) {
        return changed(static_cast<double>(stock) / scale_, kept_, added, reason);
    };
    return opinion::change_of(week_.parameters().opinion.judgement, terms_of(person, standing_),
                              terms_of(person, week_[columns::standing]),
                              change(stored.failure, heard.failure, opinion::Reason::failure),
                              change(stored.credit, heard.credit, opinion::Reason::credit),
                              change(stored.partiality, heard.partiality, opinion::Reason::partiality));
}

void OpinionLedger::add(const Person& person) {
    const opinion::JudgementChange c = change_of(person);
    const PlaceId place(person.cell->place);
    const double persons = week_[columns::persons][AgentId(person.row)];
    now_(place, person.judged) += persons * opinion::legitimacy_of(opinion::judgement(c.after));
    if (!goes_on_) return;
    const opinion::StockSlopes unit = opinion::slopes(week_.parameters().opinion.judgement, c);
    const double slope = opinion::slope_of_logistic(opinion::judgement(c.before), opinion::judgement(c.after));
    const auto moved = [&](opinion::Term t) { return persons * slope * (c.after[index(t)] - c.before[index(t)]); };
    const std::size_t faded = index(opinion::Reason::forgetting);
    ByCause& by = by_cause_(place, person.judged);
    by[index(Cause::forgetting)] += persons * (unit.failure * c.failure.by[faded] + unit.credit * c.credit.by[faded] +
                                               unit.partiality * c.partiality.by[faded]);
    by[index(Cause::presence)] += moved(opinion::Term::presence);
    by[index(Cause::stance)] += moved(opinion::Term::stance);
    by[index(Cause::hope)] += moved(opinion::Term::hope);
    by[index(Cause::other)] += moved(opinion::Term::first_opinion) + moved(opinion::Term::region);
    add_news(person, unit);
}

void OpinionLedger::tell_news(PlaceId place, JudgedId judged, double people) {
    const auto& news = week_[columns::news];
    double elsewhere = 0;
    for (std::size_t n = 0; n < news.size(); ++n) {
        const auto near = week_.setup.neighbours_of(news[n].place);
        const bool is_listed =
            news[n].kind != civilians::NewsKind::word &&
            (place == news[n].place ||
             std::any_of(near.begin(), near.end(), [&](const Neighbour& b) { return b.place == place; }));
        for (std::size_t way = 0; way < ways; ++way) {
            const double amount = moved_by(place, judged, n, way) / people;
            if (is_listed)
                trace_change(week_, {place, judged}, cause_names[index(cause_of(NewsId(n), judged, way))],
                             event_name(news[n].address), amount);
            else
                elsewhere += amount;
        }
    }
    trace_change(week_, {place, judged}, "elsewhere", "", elsewhere);
}

void OpinionLedger::tell_place(PlaceId place, JudgedId judged, double people) {
    for (const Cause cause :
         {Cause::forgetting, Cause::presence, Cause::stance, Cause::hope, Cause::other, Cause::composition})
        trace_change(week_, {place, judged}, cause_names[index(cause)], "",
                     by_cause_(place, judged)[index(cause)] / people);
    tell_news(place, judged, people);
    trace_change(week_, {place, judged}, "change", "",
                 now_(place, judged) / people - week_[columns::weekly_opinion](place, judged));
}

OpinionLedger::ByCause OpinionLedger::news_by_cause(PlaceId place, JudgedId judged) {
    ByCause by{};
    for (std::size_t n = 0; n < week_[columns::news].size(); ++n)
        for (std::size_t way = 0; way < ways; ++way)
            by[index(cause_of(NewsId(n), judged, way))] += moved_by(place, judged, n, way);
    return by;
}

// What is left of a place's change is that others live there: all else is shared out person by person.
OpinionLedger::ByCause OpinionLedger::close_place(PlaceId place, JudgedId judged, double people) {
    ByCause by = news_by_cause(place, judged);
    ByCause& here = by_cause_(place, judged);
    for (std::size_t k = 0; k < cause_count; ++k) by[k] += here[k];
    double& before = week_[columns::weekly_opinion](place, judged);
    here[index(Cause::composition)] = now_(place, judged) - people * before - sum_of(by);
    if (goes_on_ && is_traced()) tell_place(place, judged, people);
    before = now_(place, judged) / people;
    return by;
}

void OpinionLedger::close_nation(JudgedId judged) {
    ByCause by{};
    double nation = 0, all = 0;
    for (const PlaceId place : week_.setup.places) {
        const double people = people_of(week_, place);
        if (!(people > 0)) continue;
        const ByCause here = close_place(place, judged, people);
        for (std::size_t k = 0; k < cause_count; ++k) by[k] += here[k];
        nation += now_(place, judged);
        all += people;
    }
    if (!(all > 0)) return;
    double& national = week_[columns::weekly_national][judged];
    const double change = nation / all - national;
    by[index(Cause::composition)] = all * change - sum_of(by);
    national = nation / all;
    if (!goes_on_ || !is_measured()) return;
    const std::size_t o = week_.setup.organisation_of[judged].index();
    for (std::size_t k = 0; k < cause_count; ++k) week_.of(Measured::ledger)[o * cause_count + k] += by[k] / all;
    week_.of(Measured::legitimacy_change)[o] += change;
}

void OpinionLedger::close() {
    if (!is_asked_) return;
    const Setup& setup = week_.setup;
    kept_ = civilians::weekly_retention(week_.parameters().opinion.events.half_life);
    by_news_.assign(setup.places.size() * setup.judged.size() * week_[columns::news].size() * ways, 0);
    for (const civilians::CellRows& cell : setup.cell_rows)
        for (std::size_t row = cell.first; row < cell.first + cell.size; ++row)
            for (const JudgedId j : setup.judged)
                add({&cell, row, j, week_[columns::protection](PlaceId(cell.place), j)});
    for (const JudgedId j : setup.judged) close_nation(j);
    week_[columns::ledger_kept] = week_.tick.index;
}

}  // namespace peacenorm::intervention::processes
