// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/norms.hpp"

#include <algorithm>

#include "models/intervention/interveners/presence.hpp"
#include "models/intervention/mechanisms/enforcement_game.hpp"
#include "models/intervention/mechanisms/norm_law.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention::processes {
namespace {

constexpr double never = -1;  ///< conduct in a component under which an organisation was never called

double share_of(double part, double whole) {
    return whole > 0 ? std::min(part / whole, 1.0) : never;
}

/// Share of its obligations that an organisation acted on; restraint in operations. `never`: it had none.
double activation(const LearnNorms& week, OrganisationId o, Component component) {
    const std::size_t k = index(component);
    if (component != Component::restrain) return share_of(week[columns::met][o][k], week[columns::owed][o][k]);
    const double operations = week[columns::operations_memory][o];
    return operations > 0 ? observed_restraint(week.mechanisms().norm_law, week[columns::abuse_memory][o], operations)
                          : never;
}

/// Conduct as partners see it. Of threats: how far the norm moves it to answer, against one wholly bound by the norm
/// with the same mandate, means and partners, so that who cannot come is not taken for one who will not. Readiness, not
/// the answers themselves: who operates beside it sees more of it than the few threats of a week.
double conduct(const LearnNorms& week, OrganisationId o, Component component) {
    if (component == Component::protect) return share_of(week[columns::ready][o], week[columns::bound][o]);
    return activation(week, o, component);
}

void remember_conduct(const LearnNorms& week, OrganisationId o) {
    const NormLaw& m = week.mechanisms().norm_law;
    const auto remember = [&](double& memory, double amount) { memory = m.memory * memory + (1 - m.memory) * amount; };
    double ready = 0, bound = 0, harm = 0, operations = 0;
    for (const Threat& threat : week[columns::threats]) {
        ready += week.answers(threat)[o].by_norm;
        bound += week.answers(threat)[o].due;
    }
    for (const Harm& done : week[columns::harms]) harm += done.perpetrator == o ? 1 : 0;
    if (!(week.setup.organisation(o).mandate.protection.at(week.mandate_date(o)) > 0)) ready = bound = 0;
    remember(week[columns::ready][o], ready);
    remember(week[columns::bound][o], bound);
    for (const auto& [component, tier] : {std::pair{Component::protect, Tier::physical_protection},
                                          std::pair{Component::monitor, Tier::protective_environment}}) {
        const std::size_t i = o.index() * tier_count + index(tier);
        remember(week[columns::met][o][index(component)], week.of(Measured::obligations_met)[i]);
        remember(week[columns::owed][o][index(component)], week.of(Measured::obligations_due)[i]);
    }
    for (const double here : week[columns::operations_at].row(o)) operations += here;
    remember(week[columns::abuse_memory][o], harm);
    remember(week[columns::operations_memory][o], operations);
}

/// What partners in joint operations are seen to do, against one's own conduct; each weighs by its persons.
double conduct_gap(const LearnNorms& week, OrganisationId o, Component component) {
    const double own = conduct(week, o, component);
    if (own == never) return 0;
    double weight = 0, gap = 0;
    for (const OrganisationId p : week.setup.organisations) {
        const double seen = conduct(week, p, component);
        const double joint = week.mutual_tie(o, p, Channel::joint);
        if (p == o || seen == never || !(joint > 0)) continue;
        weight += week[columns::strength][p];
        gap += week[columns::strength][p] * joint * (seen - own);
    }
    return weight > 0 ? gap / weight : 0;
}

double training_gap(const LearnNorms& week, OrganisationId o, Component component, double norm) {
    double gap = 0;
    for (const OrganisationId p : week.setup.organisations)
        gap +=
            week.tie(p, o, Channel::training) * std::max(0.0, week[columns::norm_memory][p][index(component)] - norm);
    return gap;
}

double published_about(const LearnNorms& week, OrganisationId o) {
    double count = 0;
    for (const Report& report : week[columns::reports]) count += report.subject == o ? 1 : 0;
    return -math::expm1(-count);
}

// What one was never called to do is not lost by leaving it undone.
void move_norm(const LearnNorms& week, ContingentId contingent, OrganisationId o, Component component, double message) {
    double& n = week[columns::contingent_norm][contingent][index(component)];
    const double acted = activation(week, o, component);
    n = norm_after_week(week.mechanisms().norm_law, n,
                        {.anchor = week.anchor(o, component),
                         .training_gap = training_gap(week, o, component, n),
                         .conduct_gap = conduct_gap(week, o, component),
                         .message = message,
                         .activation = acted == never ? 1 : acted,
                         .internalisation = week.setup.organisation(o).internalisation});
}

/// What an organisation meets in the game of enforcement: partners that see it, whom it sees, on whom it depends.
Enforcement enforcement_of(const LearnNorms& week, OrganisationId o, const EnforcementGame& game) {
    double weight = 0, watchers = 0, violators = 0, dependence = 0;
    for (const OrganisationId p : week.setup.organisations) {
        if (p == o || !(week[columns::strength][p] > 0)) continue;
        const double tie = std::max(week.tie(o, p, Channel::joint), week.tie(o, p, Channel::information));
        const Salience& other = week[columns::norm_memory][p];
        weight += tie;
        watchers += tie * other[index(Component::monitor)];
        violators += tie * (1 - other[index(Component::protect)]);
        dependence = std::max(dependence, week.tie(p, o, Channel::logistics));
    }
    if (!(weight > 0)) return {game.council, 0, dependence, game.meta};
    return {std::min(1.0, game.council + watchers / weight), violators / weight, dependence, game.meta};
}

void play(const LearnNorms& week, ContingentId contingent, OrganisationId o) {
    const EnforcementGame& game = week.mechanisms().norm_law.game;
    const Enforcement e = enforcement_of(week, o, game);
    Salience& n = week[columns::contingent_norm][contingent];
    const auto bold = [&](Component c) {
        double& salience = n[index(c)];
        salience = std::clamp(1 - boldness_after_week(game, 1 - salience, e), 0.0, 1.0);
    };
    bold(Component::protect);
    bold(Component::restrain);
    double& monitor = n[index(Component::monitor)];
    monitor = std::clamp(vengefulness_after_week(game, monitor, e), 0.0, 1.0);
}

/// One component of an organisation's norm: the mean over its persons, or doctrine's where it has none.
double mean_norm(const Muster& week, OrganisationId o, std::size_t k) {
    double sum = 0, persons = 0;
    for (const CompanyId u : week.setup.companies) {
        const Company& company = week.setup.company[u];
        if (company.organisation != o) continue;
        sum += week[columns::company_persons][u] * week[columns::contingent_norm][company.contingent][k];
        persons += week[columns::company_persons][u];
    }
    return persons > 0 ? sum / persons : week.setup.anchor[o][k];
}

/// What bears on the decisions of a contingent's commanders: its own norm, or doctrine's where the law of norms is off.
void bring_norm(const Muster& week, ContingentId c) {
    const std::optional<OrganisationId> o = commander(week, c);
    if (!o) return;
    Salience& norm = week[columns::contingent_norm_in_force][c];
    for (std::size_t k = 0; k < component_count; ++k)
        norm[k] =
            norm_in_force(week.mechanisms().norm_law, week[columns::contingent_norm][c][k], week.setup.anchor[*o][k]);
    if (Conduct* conduct = week.conduct_record(*o)) conduct->contingent_norm[c] = norm;
    const Conduct* imposed = week.imposed_beyond_tasks(*o);
    if (imposed == nullptr) return;
    if (imposed->contingent_norm[c])
        norm = *imposed->contingent_norm[c];
    else
        week.of(Measured::unmatched)[*o] += 1;
}

}  // namespace

std::optional<OrganisationId> commander(const WeekFacts& week, ContingentId contingent) {
    return commander_on(week.setup, contingent, week.tick.date);
}

// A contingent carries its norm along when it changes hats; the organisation's is the mean over its persons.
void muster_norms(const Muster& week) {
    for (const OrganisationId o : week.setup.organisations)
        if (Conduct* conduct = week.conduct_record(o)) conduct->contingent_norm.reset(week.setup.contingents);
    for (const ContingentId c : week.setup.contingents) bring_norm(week, c);
    for (const OrganisationId o : week.setup.organisations) {
        const bool is_here = week[columns::strength][o] > 0;
        for (std::size_t k = 0; k < component_count; ++k) {
            double& memory = week[columns::norm_memory][o][k];
            double& norm = week[columns::norm][o][k];
            memory = mean_norm(week, o, k);
            norm = norm_in_force(week.mechanisms().norm_law, memory, week.setup.anchor[o][k]);
            if (Conduct* conduct = week.conduct_record(o)) conduct->norm[k] = norm;
            if (const Conduct* imposed = week.imposed_beyond_tasks(o)) norm = imposed->norm[k];
            if (is_here) week.of(Measured::norm_salience)[o.index() * component_count + k] = norm;
        }
        week.of(Measured::norm_weight)[o] = is_here ? 1 : 0;
    }
}

void learn_norms(const LearnNorms& week) {
    for (const OrganisationId o : week.setup.organisations) remember_conduct(week, o);
    for (const ContingentId c : week.setup.contingents) {
        const std::optional<OrganisationId> o = commander(week, c);
        if (!o || !(week[columns::strength][*o] > 0)) continue;
        if (week.mechanisms().norm_law.engine == NormEngine::enforcement_game) {
            play(week, c, *o);
            continue;
        }
        move_norm(week, c, *o, Component::protect, 0);
        move_norm(week, c, *o, Component::restrain, published_about(week, *o));
        move_norm(week, c, *o, Component::monitor, 0);
    }
}

}  // namespace peacenorm::intervention::processes
