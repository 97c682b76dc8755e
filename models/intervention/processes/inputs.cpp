// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/interveners/presence.hpp"
#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/processes/norms.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// A base's share after dispersion: (1 - d) share + d even, over the bases that it has on the date.
double base_share(const Base& base, const Organisation& organisation, Date date, double even) {
    const double share = share_on(base, date);
    return share > 0 ? share + organisation.dispersion * (even - share) : 0;
}

/// Sum of the shares of the bases that are open to a contingent on the date, and how many have one: so that all its
/// persons stand somewhere.
struct Basing {
    double shares = 0, bases = 0;
};

double persons_of(const Inputs& week, const Company& company, const Basing& basing) {
    const Setup& setup = week.setup;
    const Date date = week.tick.date;
    if (commander(week, company.contingent) != company.organisation || !(basing.shares > 0)) return 0;
    const Organisation& organisation = setup.organisation(company.organisation);
    const double share =
        base_share(setup.base(company.base), organisation, date, basing.shares / basing.bases) / basing.shares;
    return setup.contingent(company.contingent).persons.at(date) * still_there(organisation.exit, date) * share;
}

void deploy(const Inputs& week) {
    const Setup& setup = week.setup;
    week[columns::persons_at].fill(0);
    week[columns::exposed_at].fill(0);
    week[columns::strength].fill(0);
    const Scratch::Scope scratch = week.scratch();
    const auto basing = scratch.row<Basing>(setup.contingents);
    for (const Company& company : setup.company) {
        if (commander(week, company.contingent) != company.organisation) continue;
        const double share = share_on(setup.base(company.base), week.tick.date);
        basing[company.contingent].shares += share;
        basing[company.contingent].bases += share > 0 ? 1 : 0;
    }
    for (const CompanyId u : setup.companies) {
        const Company& company = setup.company[u];
        const double persons = persons_of(week, company, basing[company.contingent]);
        week[columns::company_persons][u] = persons;
        week[columns::persons_at](company.organisation, company.place) += persons;
        week[columns::exposed_at](company.organisation, company.place) +=
            persons * (1 - setup.contingent(company.contingent).armour);
        week[columns::strength][company.organisation] += persons;
    }
}

double interpolate(const std::vector<double>& rungs, double position) {
    const auto low = static_cast<std::size_t>(std::clamp(position, 0.0, 5.0));
    if (low + 1 >= rungs.size()) return rungs.back();
    const double part = position - static_cast<double>(low);
    return rungs[low] + part * (rungs[low + 1] - rungs[low]);
}

Depths depths_at(const Rungs& rungs, double position) {
    Depths depths{};
    for_each_channel(rungs, [&](std::size_t c, const auto& by_rung) { depths[c] = interpolate(by_rung, position); });
    return depths;
}

Depths& tie(const Inputs& week, OrganisationId giver, OrganisationId receiver) {
    return week[columns::ties](giver, receiver);
}

bool in_ladder(const Inputs& week, OrganisationId a, OrganisationId b) {
    return week.setup.in_ladder[a] != 0 && week.setup.in_ladder[b] != 0;
}

void override_ties(const Inputs& week) {
    const auto& organisations = week.parameters().organisations;
    for (const auto& [giver, row] : week.parameters().cooperation.ties) {
        for (const auto& [receiver, channels] : row) {
            Depths& depths =
                tie(week, OrganisationId(organisations.index(giver)), OrganisationId(organisations.index(receiver)));
            for_each_channel(channels, [&](std::size_t c, const std::optional<double>& given) {
                if (given) depths[c] = *given;
            });
        }
    }
}

// Inside the ladder's group the mask thins channels, whatever history or ladder say: information only, brands apart.
void mask_ties(const Inputs& week) {
    const ChannelMask& mask = week.parameters().cooperation.mask;
    for (const Pair& pair : week.setup.pairs) {
        if (!in_ladder(week, pair.giver, pair.receiver)) continue;
        Depths& depths = tie(week, pair.giver, pair.receiver);
        for_each_channel(mask, [&](std::size_t c, double left) { depths[c] *= left; });
    }
}

// Rules come last: they move what history, ladder or an explicit tie say.
void apply_rules(const Inputs& week) {
    for (const RuleId r : week.setup.rules) {
        if (week[columns::in_force][r] == 0) continue;
        const RuledTie& ruled = week.setup.rule[r];
        Depths& depths = tie(week, ruled.giver, ruled.receiver);
        for (std::size_t c = 0; c < channel_count; ++c)
            if (ruled.moved[c]) depths[c] = std::clamp(depths[c] + week.setup.tie_rule(r).change, 0.0, 1.0);
    }
}

/// Whether a giver holds support back from a receiver: by its own reviews, or by those of the arm that it follows.
Support support_of(const Inputs& week, OrganisationId giver, OrganisationId receiver) {
    std::uint8_t held_back = week[columns::held_back](giver, receiver);
    if (Conduct* conduct = week.conduct_record(giver)) conduct->withheld[receiver] = held_back;
    if (const Conduct* imposed = week.imposed_beyond_tasks(giver)) held_back = imposed->withheld[receiver];
    return held_back > 0 ? Support::held_back : Support::full;
}

// Support by air and escort: the deepest logistics tie that comes in, or the pool that the group shares.
void take_support(const Inputs& week) {
    const DueDiligence& m = week.mechanisms().due_diligence;
    const double pooling = week.parameters().cooperation.pooling;
    for (const OrganisationId o : week.setup.organisations) {
        double& inbound = week[columns::inbound][o];
        inbound = 0;
        for (const OrganisationId p : week.setup.organisations) {
            double& logistics = tie(week, p, o)[index(Channel::logistics)];
            logistics = conditional_depth(m, logistics, support_of(week, p, o));
            const bool pooled = p != o && in_ladder(week, p, o) && week[columns::strength][p] > 0;
            if (week[columns::strength][o] > 0) inbound = std::max({inbound, logistics, pooled ? pooling : 0.0});
        }
    }
}

// A host that has another supplier takes no support, training or joint operations from the former ones.
void change_supplier(const Inputs& week, OrganisationId host) {
    for (const OrganisationId o : week.setup.organisations) {
        const Kind kind = week.setup.organisation(o).kind;
        if (kind != Kind::un_mission && kind != Kind::eu_mission && kind != Kind::national_intervention) continue;
        for (const Channel channel : {Channel::logistics, Channel::training, Channel::joint}) {
            tie(week, o, host)[index(channel)] = 0;
            tie(week, host, o)[index(channel)] = 0;
        }
    }
}

// How likely it is that those who inform an organisation become known, by what it passes on to leaky partners.
void count_leaks(const Inputs& week) {
    const Setup& setup = week.setup;
    for (const OrganisationId o : setup.organisations) {
        const Scratch::Scope scratch = week.scratch();
        auto partners = scratch.list<LeakyPartner>(setup.organisations.size());
        for (const OrganisationId p : setup.organisations)
            if (week.tie(o, p, Channel::information) > 0)
                partners.add({week.tie(o, p, Channel::information), setup.organisation(p).leak});
        week[columns::leak][o] = leak_risk(week.mechanisms().informant_exposure, partners);
    }
}

/// Ties by the dated history of a dyad, or by the ladder within its group.
void take_ties_of_date(const Inputs& week) {
    const Cooperation& cooperation = week.parameters().cooperation;
    const Ladder& ladder = cooperation.ladder;
    week[columns::ties].fill(Depths{});
    const bool on_ladder = ladder.position.has_value() && ladder.from <= week.tick.date;
    for (const Pair& pair : week.setup.pairs) {
        const double position = on_ladder && in_ladder(week, pair.giver, pair.receiver)
                                    ? *ladder.position
                                    : cooperation.dyads[pair.dyad].depth.at(week.tick.date);
        const Depths depths = depths_at(ladder.rungs, position);
        for (std::size_t c = 0; c < channel_count; ++c)
            tie(week, pair.giver, pair.receiver)[c] = pair.feasible[c] ? depths[c] : 0.0;
    }
}

/// Mean depth of cooperation inside the ladder's group, over feasible channels.
void measure_depth(const Inputs& week) {
    double depth = 0, weight = 0;
    for (const Pair& pair : week.setup.pairs) {
        if (!in_ladder(week, pair.giver, pair.receiver)) continue;
        for (std::size_t c = 0; c < channel_count; ++c) {
            if (!pair.feasible[c]) continue;
            depth += tie(week, pair.giver, pair.receiver)[c];
            weight += 1;
        }
    }
    week.of(Measured::depth)[0] = depth;
    week.of(Measured::depth_weight)[0] = weight;
}

// Rising precedence: the dated history of a dyad, the ladder for its group, an explicit tie, rules. Only between
// the present.
void tie_organisations(const Inputs& week) {
    take_ties_of_date(week);
    mask_ties(week);
    override_ties(week);
    apply_rules(week);
    const auto& strength = week[columns::strength];
    for (const OrganisationId a : week.setup.organisations)
        for (const OrganisationId b : week.setup.organisations)
            if (!(strength[a] > 0 && strength[b] > 0)) tie(week, a, b) = Depths{};
    measure_depth(week);
}

}  // namespace

void inputs(const Inputs& week) {
    for (const OrganisationId o : week.setup.organisations)
        if (Conduct* conduct = week.conduct_record(o)) conduct->withheld.reset(week.setup.organisations);
    deploy(week);
    tie_organisations(week);
    if (week[columns::other_supplier] && week.setup.host) change_supplier(week, *week.setup.host);
    take_support(week);
    count_leaks(week);
    muster_norms(week);
    for (const OrganisationId o : week.setup.organisations) {
        week.of(Measured::consent)[o] = week.access(o);
        week.of(Measured::strength)[o] = week[columns::strength][o];
    }
}

}  // namespace peacenorm::intervention::processes
