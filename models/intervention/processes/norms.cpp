// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/norms.hpp"

#include <algorithm>

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
double activation(const Week& week, std::size_t o, Component component) {
    const State& s = week.state;
    const auto k = static_cast<std::size_t>(component);
    if (component != Component::restrain) return share_of(s.met[o][k], s.owed[o][k]);
    return s.operations_memory[o] > 0
               ? observed_restraint(week.mechanisms().norm_law, s.abuse_memory[o], s.operations_memory[o])
               : never;
}

/// Conduct as partners see it. Of threats: how far the norm moves it to answer, against one wholly bound by the norm
/// with the same mandate, means and partners, so that who cannot come is not taken for one who will not. Readiness, not
/// the answers themselves: who operates beside it sees more of it than the few threats of a week.
double conduct(const Week& week, std::size_t o, Component component) {
    if (component == Component::protect) return share_of(week.state.ready[o], week.state.bound[o]);
    return activation(week, o, component);
}

void remember_conduct(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const NormLaw& m = week.mechanisms().norm_law;
    const auto remember = [&](double& memory, double amount) { memory = m.memory * memory + (1 - m.memory) * amount; };
    for (std::size_t o = 0; o < setup.organisations; ++o) {
        double ready = 0, bound = 0, harm = 0, operations = 0;
        for (const Event& event : s.events) {
            harm += event.by_organisation && event.perpetrator == o ? 1 : 0;
            if (event.by_organisation) continue;
            ready += week.answers(event)[o].by_norm;
            bound += week.answers(event)[o].due;
        }
        if (!(setup.parameters.organisations[o].mandate.protection.at(week.mandate_date(o)) > 0)) ready = bound = 0;
        remember(s.ready[o], ready);
        remember(s.bound[o], bound);
        for (const auto& [component, tier] : {std::pair{Component::protect, Tier::physical_protection},
                                              std::pair{Component::monitor, Tier::protective_environment}}) {
            const auto k = static_cast<std::size_t>(component);
            const std::size_t i = o * tier_count + static_cast<std::size_t>(tier);
            remember(s.met[o][k], week.of(Measured::obligations_met)[i]);
            remember(s.owed[o][k], week.of(Measured::obligations_due)[i]);
        }
        for (std::size_t place = 0; place < setup.places; ++place)
            operations += s.operations_at[o * setup.places + place];
        remember(s.abuse_memory[o], harm);
        remember(s.operations_memory[o], operations);
    }
}

/// What partners in joint operations are seen to do, against one's own conduct; each weighs by its persons.
double conduct_gap(const Week& week, std::size_t o, Component component) {
    const double own = conduct(week, o, component);
    if (own == never) return 0;
    double weight = 0, gap = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p) {
        const double seen = conduct(week, p, component);
        const double joint = std::max(week.tie(o, p, Channel::joint), week.tie(p, o, Channel::joint));
        if (p == o || seen == never || !(joint > 0)) continue;
        weight += week.state.strength[p];
        gap += week.state.strength[p] * joint * (seen - own);
    }
    return weight > 0 ? gap / weight : 0;
}

double training_gap(const Week& week, std::size_t o, Component component, double norm) {
    double gap = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p)
        gap += week.tie(p, o, Channel::training) *
               std::max(0.0, week.state.norm_memory[p][static_cast<std::size_t>(component)] - norm);
    return gap;
}

double published_about(const Week& week, std::size_t o) {
    double count = 0;
    for (const Report& report : week.state.reports) count += report.subject == o ? 1 : 0;
    return -math::expm1(-count);
}

// What one was never called to do is not lost by leaving it undone.
void move_norm(const Week& week, std::size_t contingent, std::size_t o, Component component, double message) {
    double& n = week.state.contingent_norm[contingent][static_cast<std::size_t>(component)];
    const double acted = activation(week, o, component);
    n = norm_after_week(week.mechanisms().norm_law, n,
                        {.anchor = week.anchor(o, component),
                         .training_gap = training_gap(week, o, component, n),
                         .conduct_gap = conduct_gap(week, o, component),
                         .message = message,
                         .activation = acted == never ? 1 : acted,
                         .internalisation = week.setup.parameters.organisations[o].internalisation});
}

/// What an organisation meets in the game of enforcement: partners that see it, whom it sees, on whom it depends.
Enforcement enforcement_of(const Week& week, std::size_t o, const EnforcementGame& game) {
    double weight = 0, watchers = 0, violators = 0, dependence = 0;
    for (std::size_t p = 0; p < week.setup.organisations; ++p) {
        if (p == o || !(week.state.strength[p] > 0)) continue;
        const double tie = std::max(week.tie(o, p, Channel::joint), week.tie(o, p, Channel::information));
        const Salience& other = week.state.norm_memory[p];
        weight += tie;
        watchers += tie * other[static_cast<std::size_t>(Component::monitor)];
        violators += tie * (1 - other[static_cast<std::size_t>(Component::protect)]);
        dependence = std::max(dependence, week.tie(p, o, Channel::logistics));
    }
    if (!(weight > 0)) return {game.council, 0, dependence, game.meta};
    return {std::min(1.0, game.council + watchers / weight), violators / weight, dependence, game.meta};
}

void play(const Week& week, std::size_t contingent, std::size_t o) {
    const EnforcementGame& game = week.mechanisms().norm_law.game;
    const Enforcement e = enforcement_of(week, o, game);
    Salience& n = week.state.contingent_norm[contingent];
    const auto bold = [&](Component c) {
        double& salience = n[static_cast<std::size_t>(c)];
        salience = std::clamp(1 - boldness_after_week(game, 1 - salience, e), 0.0, 1.0);
    };
    bold(Component::protect);
    bold(Component::restrain);
    double& monitor = n[static_cast<std::size_t>(Component::monitor)];
    monitor = std::clamp(vengefulness_after_week(game, monitor, e), 0.0, 1.0);
}

}  // namespace

std::size_t commander(const Week& week, std::size_t contingent) {
    std::size_t organisation = week.setup.organisations;
    for (const Command& command : week.setup.commands[contingent])
        if (command.from <= week.tick.date) organisation = command.organisation;
    return organisation;
}

// A unit carries its norm along when it changes hats; the organisation's is the mean over its persons.
void muster_norms(const Week& week) {
    State& s = week.state;
    const Setup& setup = week.setup;
    while (s.contingent_norm.size() < setup.commands.size()) {
        const auto& commands = setup.commands[s.contingent_norm.size()];
        s.contingent_norm.push_back(commands.empty() ? Salience{} : setup.anchor[commands.front().organisation]);
    }
    for (std::size_t o = 0; o < setup.organisations; ++o)
        for (std::size_t k = 0; k < component_count; ++k) {
            double sum = 0, persons = 0;
            for (std::size_t u = 0; u < setup.units.size(); ++u) {
                if (setup.units[u].organisation != o) continue;
                sum += s.unit_persons[u] * s.contingent_norm[setup.units[u].contingent][k];
                persons += s.unit_persons[u];
            }
            s.norm_memory[o][k] = persons > 0 ? sum / persons : setup.anchor[o][k];
            s.norm[o][k] = norm_in_force(week.mechanisms().norm_law, s.norm_memory[o][k], setup.anchor[o][k]);
            if (Conduct* told = week.told(o)) told->norm[k] = s.norm[o][k];
            if (const Conduct* imposed = week.imposed_beyond_tasks(o)) s.norm[o][k] = imposed->norm[k];
            if (!(s.strength[o] > 0)) continue;
            week.of(Measured::norm_salience)[o * component_count + k] = s.norm[o][k];
        }
    for (std::size_t o = 0; o < setup.organisations; ++o) week.of(Measured::norm_weight)[o] = s.strength[o] > 0 ? 1 : 0;
}

void learn_norms(const Week& week) {
    remember_conduct(week);
    std::array<double, 64> message{};
    for (std::size_t o = 0; o < week.setup.organisations; ++o) message[o] = published_about(week, o);
    for (std::size_t c = 0; c < week.setup.commands.size(); ++c) {
        const std::size_t o = commander(week, c);
        if (o == week.setup.organisations || !(week.state.strength[o] > 0)) continue;
        if (week.mechanisms().norm_law.engine == NormEngine::enforcement_game) {
            play(week, c, o);
            continue;
        }
        move_norm(week, c, o, Component::protect, 0);
        move_norm(week, c, o, Component::restrain, message[o]);
        move_norm(week, c, o, Component::monitor, 0);
    }
}

}  // namespace peacenorm::intervention::processes
