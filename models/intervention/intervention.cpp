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

/// One process of the week, with the columns that its declaration names.
struct Process {
    std::string_view name;
    void (*run)(const Week& week);
    std::string (*reads)();
    std::string (*writes)();
};

template <class V>
V view_of(void (*process)(const V&));

template <auto process>
constexpr Process step(std::string_view name) {
    using Declared = decltype(view_of(process));
    return {name, [](const Week& week) { process(week); }, Declared::reads, Declared::writes};
}

// The week. What each process does stands in processes/processes.hpp.
constexpr std::array schedule{
    step<processes::inputs>("inputs"),
    step<processes::plan_violence>("plan_violence"),
    step<processes::gather_tips>("gather_tips"),
    step<processes::detect_threats>("detect_threats"),
    step<processes::assign_tasks>("assign_tasks"),
    step<processes::decide_responses>("decide_responses"),
    step<processes::resolve_threats>("resolve_threats"),
    step<processes::attack_forces>("attack_forces"),
    step<processes::run_operations>("run_operations"),
    step<processes::update_beliefs>("update_beliefs"),
    step<processes::feel>("feel"),
    step<processes::displace>("displace"),
    step<processes::move_fighters>("move_fighters"),
    step<processes::recruit>("recruit"),
    step<processes::learn>("learn"),
    step<processes::oversee>("oversee"),
    step<processes::consult_host>("consult_host"),
    step<processes::learn_norms>("learn_norms"),
    step<processes::observe>("observe"),
};

}  // namespace

std::string Intervention::caveat(const Parameters& p) {
    if (p.cooperation.rules.size() == 0) return "";
    return "ties follow rules that react to events (cooperation.rules): good for replaying history; a difference "
           "between arms "
           "then mixes what cooperation does with what brings it about";
}

std::vector<study::ProcessDoc> Intervention::processes() {
    struct Text {
        std::string reads, writes;
    };
    static const auto texts = [] {  // keeps what the views into it point to
        std::array<Text, schedule.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = {schedule[i].reads(), schedule[i].writes()};
        return all;
    }();
    std::vector<study::ProcessDoc> docs;
    for (std::size_t i = 0; i < texts.size(); ++i) docs.push_back({schedule[i].name, texts[i].reads, texts[i].writes});
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
    return intervention::start(setup, key);
}

void Intervention::step(State& state, const Setup& setup, const study::Tick& tick, record::Tally& tally) {
    const Week week{state, setup, tick, tally};
    for (const Process& process : schedule) process.run(week);
}

std::size_t Intervention::state_bytes(const Parameters& p) {
    double persons = 0;
    for (const auto& [label, place] : p.places) persons += static_cast<double>(place.population);
    const double agents = persons / static_cast<double>(p.population.people_per_agent) +
                          static_cast<double>(p.places.size() * p.communities.size() * p.population.minimum_agents);
    std::size_t judged = 0;
    for (const auto& [label, organisation] : p.organisations) judged += organisation.judged ? 1 : 0;
    return static_cast<std::size_t>(agents * static_cast<double>(12 + 4 * judged)) + (1U << 20U);
}

}  // namespace peacenorm::intervention
