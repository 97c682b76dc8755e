// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/intervention/mechanisms/due_diligence.hpp"
#include "models/intervention/mechanisms/informant_exposure.hpp"
#include "models/intervention/processes/norms.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Share of its persons that an organisation still has: it leaves evenly over the weeks that follow its date of exit.
double still_there(const Exit& exit, Date date) {
    if (!exit.date || date < *exit.date) return 1;
    const double weeks = static_cast<double>(date.days - exit.date->days) / 7;
    return exit.weeks > 0 ? std::max(0.0, 1 - weeks / exit.weeks) : 0.0;
}

/// A base's share after dispersion: (1 - d) share + d even, over the bases that it has on the date.
double base_share(const Base& base, const Organisation& organisation, Date date, double even) {
    const double share = base.share.at(date);
    return share > 0 ? share + organisation.dispersion * (even - share) : 0;
}

void deploy(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Parameters& p = setup.parameters;
    const Date date = week.tick.date;
    std::fill(s.persons_at.begin(), s.persons_at.end(), 0.0);
    std::fill(s.strength.begin(), s.strength.end(), 0.0);
    auto& share_sum = s.shares;  // of each organisation's bases, so that all its persons stand somewhere
    std::fill(share_sum.begin(), share_sum.end(), 0.0);
    auto& held = s.inbound;  // bases by organisation, for the moment
    std::fill(held.begin(), held.end(), 0.0);
    for (const auto& [name, base] : p.bases) {
        const std::size_t o = p.organisations.index(base.organisation);
        share_sum[o] += base.share.at(date);
        held[o] += base.share.at(date) > 0 ? 1 : 0;
    }
    s.unit_persons.resize(setup.units.size());
    for (std::size_t u = 0; u < setup.units.size(); ++u) {
        const Unit& unit = setup.units[u];
        const std::size_t command = commander(week, unit.contingent);
        const Organisation& organisation = p.organisations[unit.organisation];
        const double total = share_sum[unit.organisation];
        const bool serves = command == unit.organisation && total > 0;
        const double share =
            serves ? base_share(p.bases[unit.base], organisation, date, total / held[unit.organisation]) / total : 0.0;
        const double persons =
            serves ? p.contingents[unit.contingent].persons.at(date) * still_there(organisation.exit, date) * share
                   : 0.0;
        s.unit_persons[u] = persons;
        week.persons_at(unit.organisation, unit.place) += persons;
        s.strength[unit.organisation] += persons;
    }
}

double interpolate(const std::vector<double>& rungs, double position) {
    const auto low = static_cast<std::size_t>(std::clamp(position, 0.0, 5.0));
    if (low + 1 >= rungs.size()) return rungs.back();
    const double part = position - static_cast<double>(low);
    return rungs[low] + part * (rungs[low + 1] - rungs[low]);
}

Depths depths_at(const Rungs& rungs, double position) {
    return {interpolate(rungs.information, position), interpolate(rungs.logistics, position),
            interpolate(rungs.joint, position),       interpolate(rungs.training, position),
            interpolate(rungs.mandate, position),     interpolate(rungs.visibility, position)};
}

void override_ties(const Week& week) {
    const Parameters& p = week.setup.parameters;
    for (const auto& [giver, row] : p.cooperation.ties) {
        for (const auto& [receiver, channels] : row) {
            Depths& tie = week.tie(p.organisations.index(giver), p.organisations.index(receiver));
            const std::array<std::optional<double>, channel_count> given{channels.information, channels.logistics,
                                                                         channels.joint,       channels.training,
                                                                         channels.mandate,     channels.visibility};
            for (std::size_t c = 0; c < channel_count; ++c)
                if (given[c]) tie[c] = *given[c];
        }
    }
}

// Inside the ladder's group the mask thins channels, whatever history or ladder say: information only, brands apart.
void mask_ties(const Week& week) {
    const Setup& setup = week.setup;
    const ChannelMask& m = setup.parameters.cooperation.mask;
    const Depths mask{m.information, m.logistics, m.joint, m.training, m.mandate, m.visibility};
    for (const Pair& pair : setup.pairs) {
        if (!(setup.in_ladder[pair.giver] && setup.in_ladder[pair.receiver])) continue;
        Depths& tie = week.tie(pair.giver, pair.receiver);
        for (std::size_t c = 0; c < channel_count; ++c) tie[c] *= mask[c];
    }
}

// Rules come last: they move what history, ladder or an explicit tie say.
void apply_rules(const Week& week) {
    const auto& rules = week.setup.parameters.cooperation.rules;
    for (std::size_t r = 0; r < week.setup.rules.size(); ++r) {
        if (week.state.in_force[r] == 0) continue;
        const RuledTie& ruled = week.setup.rules[r];
        Depths& tie = week.tie(ruled.giver, ruled.receiver);
        for (std::size_t c = 0; c < channel_count; ++c)
            if (ruled.moved[c]) tie[c] = std::clamp(tie[c] + rules[r].change, 0.0, 1.0);
    }
}

// Support by air and escort: the deepest logistics tie that comes in, or the pool that the group shares.
void take_support(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const std::size_t n = setup.organisations;
    const DueDiligence& m = week.mechanisms().due_diligence;
    const double pooling = setup.parameters.cooperation.pooling;
    for (std::size_t o = 0; o < n; ++o) {
        s.inbound[o] = 0;
        for (std::size_t p = 0; p < n; ++p) {
            double& logistics = week.tie(p, o)[static_cast<std::size_t>(Channel::logistics)];
            logistics =
                conditional_depth(m, logistics, s.held_back[p * n + o] > 0 ? Support::held_back : Support::full);
            const bool pooled = p != o && setup.in_ladder[p] && setup.in_ladder[o] && s.strength[p] > 0;
            if (s.strength[o] > 0) s.inbound[o] = std::max({s.inbound[o], logistics, pooled ? pooling : 0.0});
        }
    }
}

// A host that has another supplier takes no support, training or joint operations from the former ones.
void change_supplier(const Week& week) {
    const Setup& setup = week.setup;
    const auto host = static_cast<std::size_t>(setup.host);
    for (std::size_t o = 0; o < setup.organisations; ++o) {
        const Kind kind = setup.parameters.organisations[o].kind;
        if (kind != Kind::un_mission && kind != Kind::eu_mission && kind != Kind::national_intervention) continue;
        for (const Channel channel : {Channel::logistics, Channel::training, Channel::joint}) {
            week.tie(o, host)[static_cast<std::size_t>(channel)] = 0;
            week.tie(host, o)[static_cast<std::size_t>(channel)] = 0;
        }
    }
}

// How likely it is that those who inform an organisation become known, by what it passes on to leaky partners.
void count_leaks(const Week& week) {
    const Setup& setup = week.setup;
    std::array<LeakyPartner, 64> partners{};
    for (std::size_t o = 0; o < setup.organisations; ++o) {
        std::size_t count = 0;
        for (std::size_t p = 0; p < setup.organisations; ++p)
            if (week.tie(o, p, Channel::information) > 0)
                partners[count++] = {week.tie(o, p, Channel::information), setup.parameters.organisations[p].leak};
        week.state.leak[o] = leak_risk(week.mechanisms().informant_exposure, std::span(partners).first(count));
    }
}

// Rising precedence: the dated history of a dyad, the ladder for its group, an explicit tie, rules. Only between
// the present.
void tie_organisations(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Cooperation& cooperation = setup.parameters.cooperation;
    const Ladder& ladder = cooperation.ladder;
    std::fill(s.ties.begin(), s.ties.end(), Depths{});
    const bool on_ladder = ladder.position.has_value() && ladder.from <= week.tick.date;
    double depth = 0, weight = 0;
    for (const Pair& pair : setup.pairs) {
        const bool in_group = setup.in_ladder[pair.giver] && setup.in_ladder[pair.receiver];
        const double position =
            on_ladder && in_group ? *ladder.position : cooperation.dyads[pair.dyad].depth.at(week.tick.date);
        const Depths depths = depths_at(ladder.rungs, position);
        Depths& tie = week.tie(pair.giver, pair.receiver);
        for (std::size_t c = 0; c < channel_count; ++c) tie[c] = pair.feasible[c] ? depths[c] : 0.0;
    }
    mask_ties(week);
    override_ties(week);
    apply_rules(week);
    for (std::size_t a = 0; a < setup.organisations; ++a)
        for (std::size_t b = 0; b < setup.organisations; ++b)
            if (!(s.strength[a] > 0 && s.strength[b] > 0)) week.tie(a, b) = Depths{};
    for (const Pair& pair : setup.pairs) {
        if (!(setup.in_ladder[pair.giver] && setup.in_ladder[pair.receiver])) continue;
        for (std::size_t c = 0; c < channel_count; ++c) {
            if (!pair.feasible[c]) continue;
            depth += week.tie(pair.giver, pair.receiver)[c];
            weight += 1;
        }
    }
    week.of(Measured::depth)[0] = depth;
    week.of(Measured::depth_weight)[0] = weight;
}

}  // namespace

void inputs(const Week& week) {
    State& s = week.state;
    for (std::size_t g = 0; g < week.setup.groups; ++g)
        s.strength_of[g] = week.setup.parameters.armed_groups[g].fighters.at(week.tick.date);
    deploy(week);
    tie_organisations(week);
    if (s.other_supplier) change_supplier(week);
    take_support(week);
    count_leaks(week);
    muster_norms(week);
    for (std::size_t o = 0; o < week.setup.organisations; ++o) week.of(Measured::consent)[o] = week.access(o);
    std::copy(week.state.strength.begin(), week.state.strength.end(), week.of(Measured::strength).begin());
}

}  // namespace peacenorm::intervention::processes
