// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/mechanisms/protest.hpp"

#include <algorithm>
#include <optional>

#include "models/intervention/civilians/telling.hpp"
#include "models/intervention/opinion/judgement.hpp"
#include "models/intervention/processes/feelings.hpp"
#include "models/intervention/processes/opinion.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Whom a person may protest against, and what it thinks of it.
struct Rejected {
    JudgedId judged;
    double u = 0;
};

/// The organisation that a person thinks least of, among those in the country; not the host's own.
std::optional<Rejected> most_rejected(const GoIntoTheStreet& week, CellId cell, AgentId agent) {
    std::optional<Rejected> worst;
    const PlaceId place = week.setup.cell[cell].place;
    for (const JudgedId j : week.setup.judged) {
        const OrganisationId o = week.setup.organisation_of[j];
        if (week.setup.host == o || !(week[columns::strength][o] > 0)) continue;
        const double u =
            opinion::judgement(terms_of(week, agent, j, week[columns::standing](place, j), remembered(week, agent, j)));
        if (!worst || u < worst->u) worst = Rejected{j, u};
    }
    return worst;
}

std::uint8_t mark_of(JudgedId judged) {
    return static_cast<std::uint8_t>(judged.index() + 1);
}

/// Share of the eight to whom a person listens who protested against it last.
double share_of_kin(const GoIntoTheStreet& week, const civilians::CellRows& cell, std::uint32_t row, JudgedId judged) {
    const std::span<const civilians::FarKin> far_kin(&*week[columns::far_kin].begin(), week[columns::far_kin].size());
    std::size_t protesting = 0;
    for (std::size_t link = 0; link < civilians::links; ++link) {
        const std::uint32_t kin = link < civilians::near_links ? civilians::near_row(cell, row, link)
                                                               : civilians::far_row(cell, far_kin, row, link);
        protesting += week[columns::protest][AgentId(kin)] == mark_of(judged) ? 1 : 0;
    }
    return static_cast<double>(protesting) / civilians::links;
}

std::uint8_t decide(const GoIntoTheStreet& week, CellId c, std::uint32_t row) {
    const AgentId agent(row);
    if (week[columns::persons][agent] == 0) return 0;
    const std::optional<Rejected> rejected = most_rejected(week, c, agent);
    if (!rejected) return 0;
    const Protest& m = week.mechanisms().protest;
    const double fear = felt_by(week, agent).fear;
    const double share = share_of_kin(week, week.setup.cell_rows[c.index()], row, rejected->judged);
    return protests(m, share, protest_threshold(m, rejected->u, fear)) ? mark_of(rejected->judged) : std::uint8_t{0};
}

void decide_all(const GoIntoTheStreet& week) {
    const Setup& setup = week.setup;
    if (week[columns::protest].size() == 0) week[columns::protest].reset(setup.agents);  // it is switched on this week
    const Scratch::Scope scratch = week.scratch();
    const auto next = scratch.take<std::uint8_t>(setup.agents.size());
    double persons = 0;
    week[columns::protest_share].fill(0);
    for (const CellId c : setup.cells)
        for (const AgentId agent : setup.cell[c].agents) {
            const std::uint8_t mark = next[agent.index()] = decide(week, c, static_cast<std::uint32_t>(agent.index()));
            persons += week[columns::persons][agent];
            if (mark > 0)
                week[columns::protest_share][setup.organisation_of[JudgedId(mark - 1U)]] +=
                    week[columns::persons][agent];
        }
    std::copy(next.begin(), next.end(), week[columns::protest].begin());
    for (double& share : week[columns::protest_share]) share = persons > 0 ? share / persons : 0;
}

}  // namespace

// Everybody looks at who was in the street when people judged last, so that the order of decisions does not matter.
void go_into_the_street(const GoIntoTheStreet& week) {
    if (!is_on(week.mechanisms().protest.enabled)) {
        week[columns::protest_share].fill(0);
        return;
    }
    if (week.tick.index % weeks_between_judgements == 0) decide_all(week);
    for (const OrganisationId o : week.setup.organisations)
        week.of(sums::protesting)[o] += week[columns::protest_share][o];
}

}  // namespace peacenorm::intervention::processes
