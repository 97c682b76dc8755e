// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/intervention.hpp"

#include "models/intervention/check.hpp"
#include "models/intervention/declarations.hpp"
#include "models/intervention/mechanisms/civilian_tips.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"
#include "sim/random/prior.hpp"

namespace peacenorm::intervention {
namespace {

/// One process of the week: what it does, reads and writes. The list below is the schedule.
struct Process {
    study::ProcessDoc doc;
    void (*run)(const Week& week);
};

constexpr std::array schedule{
    Process{{"inputs", "dated strengths, command, bases, dyads, ladder, ties", "persons by place, ties"},
            processes::inputs},
    Process{{"plan_violence", "fighters, presence, last week's task shares, harm memory", "threats"},
            processes::plan_violence},
    Process{{"gather_tips", "legitimacy, responses remembered, fear, control", "willingness to inform"},
            processes::gather_tips},
    Process{{"detect_threats", "threats, tips, presence, information ties", "who is in reach, who knows and when"},
            processes::detect_threats},
    Process{{"assign_tasks", "mandates, utilities, logistics ties, hours owed",
             "task shares, force-hours of units, transfers"},
            processes::assign_tasks},
    Process{{"decide_responses", "answers, partner beliefs, ties, force-hours", "responses and their arrival"},
            processes::decide_responses},
    Process{{"resolve_threats", "responses, lead times", "deaths, shadow harm, persons"}, processes::resolve_threats},
    Process{{"attack_forces", "fighters, presence, posture, memories", "attacks on forces"}, processes::attack_forces},
    Process{{"run_operations", "task shares, transfers, fighters", "operations, harm by organisations, persons"},
            processes::run_operations},
    Process{{"update_beliefs", "events, answers, visibility and joint ties", "beliefs, legitimacy, ledger"},
            processes::update_beliefs},
    Process{{"feel", "events, exposure", "fear, anger"}, processes::feel},
    Process{{"displace", "deaths, fear, roads", "persons displaced"}, processes::displace},
    Process{{"move_fighters", "memories, borders", "fighters by place"}, processes::move_fighters},
    Process{{"recruit", "anger, fear, control", "recruits, control, fragments"}, processes::recruit},
    Process{{"learn", "events, answers, operations", "memories of places and harm, partner beliefs"}, processes::learn},
    Process{{"oversee", "events, answers, ties, norms", "obligations, support held back, public reports"},
            processes::oversee},
    Process{{"consult_host", "ties, reports, legitimacy in the capital", "consent, supplier"}, processes::consult_host},
    Process{{"learn_norms", "obligations, answers, operations, partners' conduct, ties", "salience of the norm"},
            processes::learn_norms},
    Process{{"observe", "all of the above", "levels and reported violence"}, processes::observe},
};

void populate(State& s, const Setup& setup, random::Key key) {
    const std::size_t judged = setup.judged.size();
    const random::Prior spread = random::normal(0, 1);
    const double width = setup.parameters.beliefs.ideology_spread;
    s.civilians.persons.resize(setup.agents);
    s.civilians.ideology.resize(setup.agents);
    s.civilians.personal.assign(setup.agents * judged, 0.0F);
    s.civilians.touched.assign(setup.agents, 0);
    std::size_t largest = 0;
    for (const Cell& cell : setup.cells) {
        largest = std::max(largest, cell.agents);
        double sum = 0;
        for (std::size_t k = 0; k < cell.agents; ++k) {
            const std::size_t row = cell.first + k;
            // Integer weights that add up: the first `remainder` agents stand for one person more.
            const auto agents = static_cast<std::int64_t>(cell.agents);
            const std::int64_t persons = cell.persons / agents + (static_cast<std::int64_t>(k) < cell.persons % agents);
            s.civilians.persons[row] = static_cast<std::int32_t>(persons);
            const double u = random::uniform(key, {row, random::clock_word(0), streams::ideology.id});
            s.civilians.ideology[row] = static_cast<float>(width * random::quantile(spread, u));
            sum += static_cast<double>(s.civilians.ideology[row]) * static_cast<double>(persons);
        }
        s.cells.alive.push_back(cell.persons);
        s.cells.ideology.push_back(sum);
        s.first_population += cell.persons;
    }
    s.words.resize(largest);
    s.cells.dead.assign(setup.cells.size(), 0);
    s.cells.personal.assign(setup.cells.size() * judged, 0.0);
    s.cells.legitimacy.assign(setup.cells.size() * judged, 0.0);
    s.cells.performance.assign(setup.cells.size() * judged, Evidence{});
    s.cells.impartiality.assign(setup.cells.size() * judged, Evidence{});
}

void allocate(State& s, const Setup& setup) {
    const std::size_t organisations = setup.organisations, places = setup.places;
    s.fighters = setup.core;
    s.success.assign(setup.groups * places, 0);
    s.loss.assign(setup.groups * places, 0);
    s.harm_memory.assign(places * setup.communities, 0);
    s.partner_belief.assign(organisations * organisations, 0.5);
    s.met.assign(organisations, Salience{});
    s.owed.assign(organisations, Salience{});
    s.ready.assign(organisations, 0);
    s.bound.assign(organisations, 0);
    s.abuse_memory.assign(organisations, 0);
    s.operations_memory.assign(organisations, 0);
    s.risk.assign(organisations * organisations, 0);
    s.held_back.assign(organisations * organisations, 0);
    s.attack_memory.assign(organisations, 0);
    s.watched.assign(setup.rules.size(), 0);
    s.in_force.assign(setup.rules.size(), 0);
    s.fear.assign(setup.cells.size(), setup.parameters.mechanisms.fear_and_anger.base_fear);
    s.anger.assign(setup.cells.size(), setup.parameters.mechanisms.fear_and_anger.base_anger);
    s.place_response.assign(organisations * places, ordinary_response);
    s.norm_memory = setup.anchor;
    for (const auto& commands : setup.commands)
        s.contingent_norm.push_back(commands.empty() ? Salience{} : setup.anchor[commands.front().organisation]);
    s.recruits.assign(setup.groups * places, 0);
    s.slow_control.assign(setup.groups * places, 0);
    s.split.assign(setup.groups, 0);
    s.consent_deviation.assign(organisations, 0);
    s.influence.assign(setup.cells.size() * setup.judged.size(), 0);
    s.displaced.assign(setup.cells.size() * places, 0);
    s.away.assign(setup.cells.size(), 0);
    s.last_threat.assign(places, -1'000'000);
    s.national.assign(setup.judged.size(), 0);
    s.place_legitimacy.assign(places * setup.judged.size(), 0);
    s.norm = setup.anchor;
    s.control.assign(places, 0);
    s.willingness.assign(organisations * places, 0);
    s.tips.assign(organisations * places, 0);
    s.force_attacks.assign(organisations, 0);
    s.fear_exposure.assign(setup.cells.size(), 0);
    s.anger_exposure.assign(setup.cells.size(), 0);
    s.strength_of.assign(setup.groups, 0);
    s.leak.assign(organisations, 0);
    s.said.assign(setup.cells.size() * setup.judged.size(), 0);
    s.drawn.assign(organisations, 0);
    s.pulls.assign(organisations, 0);
    s.inbound.assign(organisations, 0);
    s.policies.resize(organisations);
    s.unit_persons.assign(setup.units.size(), 0);
    s.base_hours.assign(organisations * places, 0);
    s.persons_at.assign(organisations * places, 0);
    s.strength.assign(organisations, 0);
    s.ties.assign(organisations * organisations, Depths{});
    s.task_share.assign(organisations * task_count, 0);
    s.hours.assign(organisations, 0);
    s.received_hours.assign(organisations, 0);
    s.operations_at.assign(organisations * places, 0);
    s.weight.assign(places, 0);
    s.flow.assign(places, 0);
    s.shares.assign(organisations, 0);
    s.exposure.assign(setup.cells.size(), 0);
    constexpr std::size_t busiest_week = 1024;  // events; a busier one grows the columns once
    s.events.reserve(busiest_week);
    s.answers.reserve(busiest_week * organisations);
    s.obligations.reserve(busiest_week * organisations);
    s.reports.reserve(busiest_week * organisations);
}

}  // namespace

std::string Intervention::caveat(const Parameters& p) {
    if (p.cooperation.rules.size() == 0) return "";
    return "ties follow rules that react to events (cooperation.rules): good for replaying history; a difference "
           "between arms "
           "then mixes what cooperation does with what brings it about";
}

std::vector<study::ProcessDoc> Intervention::processes() {
    std::vector<study::ProcessDoc> docs;
    for (const Process& process : schedule) docs.push_back(process.doc);
    return docs;
}

std::vector<study::MechanismDoc> Intervention::mechanisms() {
    return {
        {"information_pooling", "P = (1-rho)(1-(1-p)prod(1-K tau p_partner)) + rho max(p, K tau p_partner)",
         "duursma_karlsrud_2019, sims_2024"},
        {"presence_deterrence", "rate x exp(-theta ln(1 + F/F0)), F weighted by posture and overlap",
         "hultman_kathman_shannon_2013, fjelde_hultman_nilsson_2019, hultman_2010"},
        {"posture_shift", "utility of counter-terrorism + e_M (1 - 2 comp) sum K^M a_CT",
         "karlsrud_2015, moe_2021, schumann_bara_2023; form assumed"},
        {"shared_responsibility", "cover Q = 1-prod(1-v)^((1-chi) omega K); lead duty D chi",
         "diekmann_1985, volunteer_teams_2025"},
        {"support_crowding", "utility of partner support + e sum K^L; recipient gains eta of what the donor gives",
         "moe_2021; form assumed"},
        {"norm_law",
         "n + aS (nbar - n) + aT q (1-iota)(1-churn) G_T + aJ (1-iota) sum w K^J (x_p - x) + aM m (1-n) - aD (1-act) n",
         "finnemore_sikkink_1998, deitelhoff_zimmermann_2019, panke_petersohn_2012; form assumed"},
        {"due_diligence", "K^L (1 - h) while known risk > r*; logit of abuse - g_H h det K",
         "hrddp_2013; form assumed"},
        {"association", "blame and credit of a visible partner: s K^V + s sJ K^J",
         "sabrow_2017, nomikos_2022; form assumed"},
        {"force_protection",
         "attacks x exp(th_J B + th_L loss + th_S str + th_T tips)(1 - g_D K^L); utility e_A a/(h+a) - e_R K^L",
         "fjelde_hultman_bromley_2016, salverda_2013, hunnicutt_2021, khadka_2025"},
        {"civilian_tips", "hazard of awareness + pi_T logistic(t0 + t_L (L-.5) + t_R (RR-.2) - t_F f c)",
         "berman_shapiro_felter_2011, wheeler_2005"},
        {"fear_and_anger", "f + a_F x (1-f) - d_F (f-f0); A + a_A x (1-A) - d_A (A-A0)", "bennett_2008"},
        {"strategic_violence", "control bumps, retaliation, relocation by remembered success and loss",
         "kalyvas_2006, wood_2014, findley_young_2007"},
        {"logistics_support", "protection hours x (1 + gL K^L); travel / (1 + gM K^L)",
         "haass_ansorg_2018; form assumed"},
        {"informant_exposure", "selective killings x (1 + thR tips (l0 + sum K^I leak) c); willingness - tK leak",
         "kalyvas_2006; form assumed"},
        {"intelligence_diversion", "xi (1 - firewall) sum K^M a_CT of known threats go to strikes of accuracy mu(P)",
         "kress_szechtman_2009, moe_2021; form assumed"},
        {"forum_shopping", "1 - exp(-h00 exp(f1 denied - f2 K^L + f3 criticism + f4 offer)) a quarter", "form assumed"},
        {"consent_silence", "consent + c1 K - c2 voice - c3 (1/2 - L); voice x (1 - sil K^M)",
         "duursma_2023; form assumed"},
        {"fragmentation", "hours / (1 + oc (tasks - 1 + sum K^M (1 - chi)) / 5)", "blair_disalvatore_smidt_2022"},
        {"social_influence", "L = b + lambda (W L - b); or within epsilon only",
         "friedkin_johnsen_1990, hegselmann_krause_2002"},
        {"recruitment", "r N logistic(bA A - bF f - b0) c", "bennett_2008; form assumed"},
        {"displacement", "1 - exp(-(d0 + d1 harm + d2 f)); destinations by 1 / (10 + km)", "suleimenova_2017"},
        {"control_contest", "(1 - eps) c + eps S^m / sum S^m", "skaperdas_1996, hirshleifer_1989"},
        {"splitting", "1 - exp(-h0 exp(z1 loss + z3 talks)); fragment ~ Beta(2, 5)",
         "staniland_2014, bakke_cunningham_seymour_2012"},
        {"elite_cues", "a speech is an event with one attribution vector", "form assumed"},
    };
}

void Intervention::check(const Parameters& p, const Horizon& horizon, std::vector<config::PathProblem>& problems) {
    intervention::check(p, horizon, problems);
}

State Intervention::start(const Setup& setup, const record::TallyLayout& /*layout*/, random::Key key) {
    State state;
    populate(state, setup, key);
    allocate(state, setup);
    for (std::size_t c = 0; c < setup.cells.size(); ++c) {
        for (std::size_t j = 0; j < setup.judged.size(); ++j) {
            const std::size_t i = c * setup.judged.size() + j;
            record::Tally none;
            state.cells.legitimacy[i] = processes::legitimacy_of({state, setup, {}, none}, c, j);
            state.national[j] += state.cells.legitimacy[i] * static_cast<double>(state.cells.alive[c]);
        }
    }
    for (double& mass : state.national) mass /= static_cast<double>(std::max<std::int64_t>(1, state.first_population));
    record::Tally none;
    processes::remember_places({state, setup, {}, none});
    return state;
}

void Intervention::step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally) {
    const Week week{state, setup, tick, tally};
    for (const Process& process : schedule) process.run(week);
}

std::size_t Intervention::state_bytes(const Parameters& p) {
    double persons = 0;
    for (const auto& [name, place] : p.places) persons += static_cast<double>(place.population);
    const double agents = persons / static_cast<double>(p.population.people_per_agent) +
                          static_cast<double>(p.places.size() * p.communities.size() * p.population.minimum_agents);
    std::size_t judged = 0;
    for (const auto& [name, organisation] : p.organisations) judged += organisation.judged ? 1 : 0;
    return static_cast<std::size_t>(agents * static_cast<double>(12 + 4 * judged)) + (1U << 20U);
}

}  // namespace peacenorm::intervention
