// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/opinion.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "models/intervention/civilians/judging.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/mechanisms/fear_and_anger.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/opinion/stance.hpp"
#include "models/intervention/processes/feelings.hpp"
#include "models/intervention/processes/opinion_ledger.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/parallel/loops.hpp"

namespace peacenorm::intervention::processes {
namespace {

using civilians::Pass, civilians::Reach, civilians::Standing;

constexpr std::int32_t days_a_week = 7;
constexpr double long_ago = 1e6;  ///< weeks: the host's own forces never came, so nobody hopes of them as of newcomers

/// What news of a pass add in a cell: bit k is `order[k]`.
class NewsTable final : public civilians::Table {
  public:
    NewsTable(const HearNews& week, std::span<const std::uint32_t> order)
        : week_(week),
          order_(order),
          scale_(week[columns::memory_fading].scale()),
          fear_(week[columns::fear_fading].scale()),
          anger_(week[columns::anger_fading].scale()) {}

    void fill(const civilians::CellRows& cell, civilians::Mask heard, civilians::Additions& additions) const override {
        for (std::size_t k = 0; k < order_.size(); ++k)
            if ((heard >> k) & 1U) fill_row(cell, k, additions);
    }

  private:
    void fill_row(const civilians::CellRows& cell, std::size_t k, civilians::Additions& additions) const {
        const NewsId news(order_[k]);
        const civilians::News& event = week_[columns::news][news.index()];
        for (const JudgedId j : week_.setup.judged) {
            const Added a = added_by(week_, news, j, cell, week_[columns::protection](PlaceId(cell.place), j));
            const double known = week_[columns::bearings](news, j).familiarity * told_of(event, cell, j);
            additions.memory(k, j.index()) = {
                static_cast<float>(scale_ * a.failure), static_cast<float>(scale_ * a.credit),
                static_cast<float>(scale_ * a.partiality), static_cast<float>(scale_ * known)};
        }
        const double fear = fear_ * event.fear * fright(week_.mechanisms().fear_and_anger, is_near(cell, event));
        additions.feelings(k) = {static_cast<float>(fear), static_cast<float>(anger_ * event.anger)};
    }

    /// How far news makes an organisation known: an attack as far as protection is its duty in the hearers' eyes, all
    /// else wholly, as it names the organisation.
    double told_of(const civilians::News& event, const civilians::CellRows& cell, JudgedId j) const {
        return event.kind == civilians::NewsKind::attack ? week_[columns::protection](PlaceId(cell.place), j) : 1;
    }

    bool is_near(const civilians::CellRows& cell, const civilians::News& event) const {
        const auto neighbours = week_.setup.neighbours_of(event.place);
        return event.place == PlaceId(cell.place) ||
               std::any_of(neighbours.begin(), neighbours.end(),
                           [&](const Neighbour& n) { return n.place == PlaceId(cell.place); });
    }

    const HearNews& week_;
    std::span<const std::uint32_t> order_;
    double scale_, fear_, anger_;
};

/// The first of the news, which are events, as they are heard: the gravest first, then by address.
void by_gravity(const std::vector<civilians::News>& news, std::span<std::uint32_t> order) {
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (news[a].deaths != news[b].deaths) return news[a].deaths > news[b].deaths;
        return news[a].address != news[b].address ? news[a].address < news[b].address : a < b;
    });
}

/// How some news reach places.
Pass pass_of(const HearNews& week, std::span<const std::uint32_t> order, std::span<Reach> by_place) {
    const opinion::Hearing& hearing = week.parameters().opinion.hearing;
    std::fill(by_place.begin(), by_place.end(), Reach{});
    Pass pass{{}, by_place};
    pass.airing.count = order.size();
    for (std::size_t k = 0; k < order.size(); ++k) {
        const civilians::News& news = week[columns::news][order[k]];
        const civilians::Mask bit = civilians::Mask{1} << k;
        pass.airing.media[k] = random::threshold(opinion::chance_by_media(hearing, news.deaths));
        for (Reach& reach : pass.reach) reach.afar |= bit;
        for (const Neighbour& n : week.setup.neighbours_of(news.place)) {
            pass.reach[n.place.index()].border |= bit;
            pass.reach[n.place.index()].afar &= ~bit;
        }
        Reach& here = pass.reach[news.place.index()];
        here.here |= bit;
        here.afar &= ~bit;
        here.border &= ~bit;
    }
    for (Reach& reach : pass.reach) {
        reach.border_limit = random::threshold(hearing.border);
        reach.news_here = civilians::count_bits(reach.here);
        reach.news_over_the_border = civilians::count_bits(reach.border);
    }
    return pass;
}

/// How a public word or a partial act reaches places: all people of some, a share of others, as its file says.
Pass pass_of(const HearNews& week, const Speech& speech, std::span<Reach> by_place) {
    std::fill(by_place.begin(), by_place.end(), Reach{});
    Pass pass{{}, by_place};
    for (const PlaceId place : week.setup.places) {
        const double share = speech.reach[place];
        Reach& reach = pass.reach[place.index()];
        (share >= 1 ? reach.here : reach.border) = share > 0 ? 1 : 0;
        reach.border_limit = random::threshold(std::min(1.0, share));
        reach.news_here = civilians::count_bits(reach.here);
        reach.news_over_the_border = civilians::count_bits(reach.border);
    }
    return pass;
}

/// What was felt fades.
void calm(const HearNews& week) {
    const FearAndAnger& m = week.mechanisms().fear_and_anger;
    const bool fear = week[columns::fear_fading].age(half_life_of(m.fear_fade));
    const bool anger = week[columns::anger_fading].age(half_life_of(m.anger_fade));
    if (!fear && !anger) return;
    constexpr float by = civilians::Fading::rescaling;
    for (civilians::Feelings& f : week[columns::feelings])
        f = {fear ? f.fear * by : f.fear, anger ? f.anger * by : f.anger};
}

/// What was remembered fades, before anything new is heard.
void fade(const HearNews& week) {
    const double half_life = week.parameters().opinion.events.half_life;
    if (week[columns::memory_fading].age(half_life))
        parallel::for_blocks(week[columns::memory].size(), [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                civilians::Memory& m = *(week[columns::memory].begin() + static_cast<std::ptrdiff_t>(i));
                constexpr float by = civilians::Fading::rescaling;
                m = {m.failure * by, m.credit * by, m.partiality * by, m.familiarity * by};
            }
        });
    const double kept = civilians::weekly_retention(half_life);
    for (double& known : week[columns::presence_known]) known *= kept;
}

/// When an organisation that is here came: this week, or before the first at the date of its first command of anybody.
std::int32_t arrival(const HearNews& week, OrganisationId o) {
    const std::int32_t now = week.tick.index;
    if (now > 0) return now;
    Date first = week.tick.date;
    for (const ContingentId c : week.setup.contingents)
        for (const Command& command : week.setup.commands[c])
            if (command.organisation == o && week.setup.contingent(c).persons.at(week.tick.date, 0) > 0)
                first = std::min(first, command.from);
    return -static_cast<std::int32_t>((week.tick.date.days - first.days) / days_a_week);
}

void note_arrivals(const HearNews& week) {
    for (const OrganisationId o : week.setup.organisations)
        if (week[columns::arrived][o] == not_yet && week[columns::strength][o] > 0)
            week[columns::arrived][o] = arrival(week, o);
}

/// Who is there becomes familiar; and how protection weighs in judging each, by place.
void become_familiar(const HearNews& week) {
    const Setup& setup = week.setup;
    for (const PlaceId place : setup.places)
        for (const JudgedId j : setup.judged) {
            const Standing& standing = week[columns::standing](place, j) = standing_of(week, place, j);
            week[columns::protection](place, j) =
                opinion::protection_weight(week.parameters().opinion.events, standing);
            week[columns::presence_known](place, j) += opinion::familiarity_of_presence(standing.persons_per_1000);
        }
}

void measure(const HearNews& week, std::span<const civilians::CellNews> by_cell) {
    civilians::CellNews all;
    for (const civilians::CellNews& news : by_cell) {
        all.here += news.here;
        all.border += news.border;
        all.media += news.media;
        all.all += news.all;
    }
    const auto told = all.all - all.here - all.border - all.media;
    week.of(Measured::heard_here)[0] += static_cast<double>(all.here);
    week.of(Measured::heard_over_border)[0] += static_cast<double>(all.border);
    week.of(Measured::heard_by_media)[0] += static_cast<double>(all.media);
    week.of(Measured::heard_of_kin)[0] += static_cast<double>(told);
}

/// What all of a cell weigh alike before they inform an organisation, in logits.
double willingness_in(const JudgeOrganisations& week, CellId c, JudgedId j) {
    const OrganisationId o = week.setup.organisation_of[j];
    const PlaceId place = week.setup.cell[c].place;
    return common_willingness(
        week.mechanisms().civilian_tips,
        {.response = week[columns::place_response](o, place),
         .police_share = week.setup.organisation(o).police_share,
         .leak = silence_of_informants(week.mechanisms().informant_exposure, week[columns::leak][o])});
}

civilians::Given given(const JudgeOrganisations& week, CellId c, JudgedId j) {
    const Setup& setup = week.setup;
    const opinion::Opinion& o = setup.parameters.opinion;
    const std::string_view name = setup.parameters.organisations.name(setup.organisation_of[j].index());
    const opinion::FirstOpinion* first = o.of.find(name);
    const Standing& standing = week[columns::standing](setup.cell[c].place, j);
    const auto base = [&](double alignment) {
        return static_cast<float>(
            opinion::common_part(o.judgement, first == nullptr ? 0 : first->level, standing, alignment));
    };
    return {{base(-1), base(1)},
            -static_cast<float>(o.judgement.failure),
            static_cast<float>(o.judgement.credit),
            -static_cast<float>(o.judgement.partiality),
            static_cast<float>(willingness_in(week, c, j)),
            static_cast<float>(week.mechanisms().civilian_tips.judgement),
            -static_cast<float>(
                silence_of_fear(week.mechanisms().civilian_tips, 1, week[columns::control][setup.cell[c].place]))};
}

}  // namespace

civilians::Crowd crowd_of(const CrowdColumns& week) {
    const auto all = [](auto& column) { return std::span(&*column.begin(), column.size()); };
    return {week.setup.cell_rows,       week.setup.judged.size(),       all(week[columns::persons]),
            all(week[columns::traits]), all(week[columns::refuge]),     all(week[columns::far_kin]),
            all(week[columns::memory]), all(week[columns::feelings]),   all(week[columns::heard]),
            all(week[columns::told]),   all(week[columns::open_links]), {}};
}

Standing standing_of(const StandingColumns& week, PlaceId place, JudgedId judged) {
    const Setup& setup = week.setup;
    const OrganisationId o = setup.organisation_of[judged];
    const Organisation& organisation = setup.organisation(o);
    const opinion::Opinion& p = setup.parameters.opinion;
    const double persons = week.persons_at(o, place), people = people_of(week, place);
    Standing s;
    s.is_here = persons > 0;
    s.has_left = !(week[columns::strength][o] > 0);
    s.protection_rank = organisation.mandate.protection.at(week.mandate_date(o));
    s.persons_per_1000 = people > 0 ? 1000 * persons / people : 0;
    s.stance = opinion::stance_at(organisation.stance, setup.parameters.host.stance_coding, week.tick.date);
    const std::int32_t arrived = week[columns::arrived][o];
    s.weeks_since_arrival = setup.host == o ? long_ago : arrived == not_yet ? 0 : week.tick.index - arrived;
    const opinion::FirstOpinion* first = p.of.find(setup.parameters.organisations.name(o.index()));
    const double* offset =
        first == nullptr ? nullptr : first->regions.find(setup.parameters.regions.name(setup.region_of[place].index()));
    s.region_offset = offset == nullptr ? 0 : opinion::region_term(p.judgement, *offset);
    return s;
}

civilians::Memory remembered(const MemoryColumns& week, AgentId agent, JudgedId judged) {
    const auto fade = static_cast<float>(1 / week[columns::memory_fading].scale());
    const civilians::Memory& m = week[columns::memory](agent, judged);
    return {m.failure * fade, m.credit * fade, m.partiality * fade, m.familiarity * fade};
}

opinion::Terms terms_of(const PersonColumns& week, AgentId agent, JudgedId judged, const civilians::Standing& standing,
                        const civilians::Memory& memory) {
    const Parameters& p = week.parameters();
    const opinion::FirstOpinion* first =
        p.opinion.of.find(p.organisations.name(week.setup.organisation_of[judged].index()));
    const bool trusts = (week[columns::traits][agent] & civilians::Trait::aligned) != 0;
    const double deviation = week[columns::deviation](agent, judged) * static_cast<double>(civilians::deviation_unit);
    return opinion::terms(p.opinion.judgement, first == nullptr ? 0 : first->level, standing,
                          {trusts ? 1.0 : -1.0, deviation}, memory);
}

void hear_news(const HearNews& week) {
    const Setup& setup = week.setup;
    OpinionLedger ledger(week);
    const opinion::Hearing& hearing = week.parameters().opinion.hearing;
    fade(week);
    calm(week);
    note_arrivals(week);
    const std::size_t events = collect_news(week);
    become_familiar(week);
    const Scratch::Scope scratch = week.scratch();
    const auto order = scratch.take<std::uint32_t>(events);
    by_gravity(week[columns::news], order);
    const auto reach = scratch.take<Reach>(setup.places.size());
    const auto by_cell = scratch.take<civilians::CellNews>(setup.cells.size());
    std::fill(by_cell.begin(), by_cell.end(), civilians::CellNews{});
    civilians::Crowd crowd = crowd_of(week);
    crowd.direct = ledger.direct();
    const civilians::Week when{week.tick.key, week.tick.clock, civilians::link_limit(hearing.telling),
                               static_cast<int>(hearing.rounds)};
    const auto hear = [&](std::span<const std::uint32_t> some, const Pass& pass) {
        ledger.note(some, civilians::hear(crowd, setup.tasks, when, pass, NewsTable(week, some), by_cell));
    };
    if (week.tick.index == 0) civilians::make_room(setup.judged.size());
    if (!week[columns::news].empty()) civilians::open_the_links(crowd, setup.tasks, when);
    for (std::size_t first = 0; first < events; first += civilians::pass_size) {
        const auto some = order.subspan(first, std::min(civilians::pass_size, events - first));
        hear(some, pass_of(week, some, reach));
    }
    auto next = static_cast<std::uint32_t>(events);
    for (const Speech& speech : setup.speeches)
        if (is_news(week, speech)) {
            hear(std::span(&next, 1), pass_of(week, speech, reach));
            ++next;
        }
    measure(week, by_cell);
    ledger.close();
}

void judge_all(const JudgeOrganisations& week) {
    const Setup& setup = week.setup;
    const civilians::Crowd crowd = crowd_of(week);
    const civilians::Judges judges{week[columns::deviation].values(), how_felt(week).fear,
                                   static_cast<float>(1 / week[columns::memory_fading].scale())};
    const Scratch::Scope scratch = week.scratch();
    const auto all_given = scratch.take<civilians::Given>(setup.cells.size() * setup.judged.size());
    const auto all_sums = scratch.take<civilians::Opinions>(all_given.size());
    const auto judge = [&](CellId c) {
        const std::size_t first = c.index() * setup.judged.size();
        const auto here = all_given.subspan(first, setup.judged.size());
        const auto sums = all_sums.subspan(first, setup.judged.size());
        for (const JudgedId j : setup.judged) here[j.index()] = given(week, c, j);
        std::fill(sums.begin(), sums.end(), civilians::Opinions{});
        civilians::judge(crowd, setup.cell_rows[c.index()], judges, here, sums);
        const auto alive = static_cast<double>(week[columns::alive][c]);
        for (const JudgedId j : setup.judged) {
            week[columns::legitimacy](c, j) = alive > 0 ? sums[j.index()].legitimacy / alive : 0;
            week[columns::informing](c, j) = alive > 0 ? sums[j.index()].willing / alive : 0;
        }
    };
    const auto run = [&](std::size_t task) {
        for (std::size_t c = setup.tasks[task]; c < setup.tasks[task + 1]; ++c) judge(CellId(c));
    };
    parallel::for_each_dynamic(setup.tasks.size() - 1, std::cref(run), {});
}

void judge_organisations(const JudgeOrganisations& week) {
    const Setup& setup = week.setup;
    if (week.tick.index % weeks_between_judgements == 0) judge_all(week);
    std::int64_t alive = 0;
    for (const std::int64_t persons : week[columns::alive]) alive += persons;
    for (const JudgedId j : setup.judged) {
        const std::size_t o = setup.organisation_of[j].index();
        const double now = national_mean(week, j, static_cast<double>(std::max<std::int64_t>(1, alive)));
        const double change = week.parameters().opinion.ledger ? 0 : now - week[columns::national][j];
        week.of(Measured::legitimacy_change)[o] += change;
        week.of(Measured::ledger)[o * cause_count + index(Cause::judgement)] += change;
        week[columns::national][j] = now;
    }
}

}  // namespace peacenorm::intervention::processes
