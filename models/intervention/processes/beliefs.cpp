// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/intervention/mechanisms/association.hpp"
#include "models/intervention/mechanisms/elite_cues.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/influence.hpp"
#include "models/intervention/processes/population.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/attribution.hpp"
#include "models/intervention/rules/response_decision.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// What one event says of organisations. One that is favoured or blamed is so by its share in the event.
struct Verdict {
    enum class Kind { credit, omission, commission } kind;
    double performance = 0;  ///< evidence at share 1 and exposure 1; favourable for credit, else adverse
    double impartiality = 0;
};

/// Shares in an event, and what it says.
using Shares = Row<double, OrganisationId>;
using Attribution = Row<const double, OrganisationId>;
/// How far the event reaches the people of a cell, 0..1.
using Exposure = Row<const double, CellId>;
/// Under which cause the ledger files what an event changes.
using Causes = Row<const Cause, JudgedId>;

/// What the steps of the week share: the ledger, the persons alive, and room for one event at a time.
struct Hearing {
    PlaceLedger& ledger;
    double persons;
    double retention;  ///< what a week leaves of evidence and experience
    Shares shares;
    Row<double, CellId> exposure;
    Row<Cause, JudgedId> causes;
};

void add_cause(const WeekFacts& week, JudgedId judged, Cause cause, double amount) {
    week.of(Measured::ledger)[week.setup.organisation_of[judged].index() * cause_count + index(cause)] += amount;
}

AssociationTie tie_between(const UpdateBeliefs& week, OrganisationId a, OrganisationId b) {
    return {week.mutual_tie(a, b, Channel::visibility), week.mutual_tie(a, b, Channel::joint)};
}

void credit_weights(const UpdateBeliefs& week, const Threat& threat, Shares weights) {
    const Answers answers = week.answers(threat);
    for (const OrganisationId o : week.setup.organisations) {
        if (in_time(threat, answers[o])) {
            weights[o] = 1;
            continue;
        }
        for (const OrganisationId actor : week.setup.organisations)
            if (in_time(threat, answers[actor]))
                weights[o] = std::max(
                    weights[o], association_weight_credit(week.mechanisms().association, tie_between(week, o, actor)));
    }
}

void omission_weights(const UpdateBeliefs& week, const Threat& threat, Shares weights) {
    const Answers answers = week.answers(threat);
    const Beliefs& rules = week.parameters().beliefs;
    for (const OrganisationId o : week.setup.organisations) {
        if (!week.setup.organisation(o).executive) continue;
        const bool here = week.persons_at(o, threat.place) > 0;
        const double duty = here ? 1 : (answers[o].in_reach ? rules.duty_in_reach : 0);
        weights[o] = duty * (answers[o].aware && !answers[o].responds ? 1 : rules.duty_unaware);
    }
}

void commission_weights(const UpdateBeliefs& week, const Harm& harm, Shares weights) {
    for (const OrganisationId o : week.setup.organisations)
        weights[o] = o == harm.perpetrator ? 1
                                           : association_weight_blame(week.mechanisms().association,
                                                                      tie_between(week, o, harm.perpetrator));
}

Verdict judge(const UpdateBeliefs& week, const Harm& harm, Shares weights) {
    const Parameters& p = week.parameters();
    commission_weights(week, harm, weights);
    const double severity = perceived_severity(harm.deaths, p.threats.severity_scale);
    return {Verdict::Kind::commission, 0, p.beliefs.evidence * severity * p.beliefs.negativity};
}

Verdict judge(const UpdateBeliefs& week, const Threat& threat, Shares weights) {
    const Parameters& p = week.parameters();
    const Beliefs& b = p.beliefs;
    if (anyone_in_time(threat, week.answers(threat))) {
        credit_weights(week, threat, weights);
        const double weight = b.evidence * perceived_severity(threat.threatened, p.threats.severity_scale);
        return {Verdict::Kind::credit, weight, weight * b.impartial_credit};
    }
    omission_weights(week, threat, weights);
    const double weight =
        b.evidence * perceived_severity(threat.deaths, p.threats.severity_scale) * b.negativity * b.omission;
    return {Verdict::Kind::omission, weight, 0};
}

// Whoever reports publicly what was done to a community is seen as fairer there.
Verdict judge(const UpdateBeliefs& week, const Report& report, Shares weights) {
    const Beliefs& b = week.parameters().beliefs;
    weights[report.owner] = 1;
    return {Verdict::Kind::credit, 0, b.evidence * b.impartial_credit};
}

Cause cause_of(const UpdateBeliefs& week, Verdict::Kind kind, const Threat& threat, OrganisationId organisation) {
    if (kind == Verdict::Kind::omission) return Cause::omission;
    return in_time(threat, week.answers(threat)[organisation]) ? Cause::own_credit : Cause::partner_credit;
}

Cause cause_of(const UpdateBeliefs& /*week*/, Verdict::Kind /*kind*/, const Harm& harm, OrganisationId organisation) {
    return harm.perpetrator == organisation ? Cause::own_blame : Cause::partner_blame;
}

Cause cause_of(const UpdateBeliefs& /*week*/, Verdict::Kind /*kind*/, const Report& /*report*/,
               OrganisationId /*organisation*/) {
    return Cause::voice;
}

std::string_view name_of(Verdict::Kind /*kind*/, const Report& /*report*/) {
    return "report";
}

std::string_view name_of(Verdict::Kind kind, const Incident& /*incident*/) {
    return kind == Verdict::Kind::credit ? "credit" : kind == Verdict::Kind::omission ? "omission" : "blame";
}

void expose(const UpdateBeliefs& week, PlaceId origin, CommunityId community, Row<double, CellId> exposure) {
    const Beliefs& b = week.parameters().beliefs;
    const Scratch::Scope scratch = week.scratch();
    const auto weight = scratch.row<double>(week.setup.places);
    weight.fill(b.media);
    for (const Neighbour& n : week.setup.neighbours_of(origin)) weight[n.place] = std::max(b.media, b.neighbours);
    weight[origin] = 1;
    for (const CellId c : week.setup.cells) {
        const Cell& cell = week.setup.cell[c];
        const double kin = cell.community == community ? 1 : b.same_place;
        exposure[c] = weight[cell.place] * kin;
    }
}

/// Moves one cell's shared beliefs about a judged organisation. Returns the change of legitimacy.
double hear(const UpdateBeliefs& week, CellId c, JudgedId j, const Verdict& verdict, double weight) {
    const Beliefs& b = week.parameters().beliefs;
    const Organisation& organisation = week.setup.organisation(week.setup.organisation_of[j]);
    const Sign sign = verdict.kind == Verdict::Kind::credit ? Sign::good : Sign::bad;
    Evidence& performance = week[columns::performance](c, j);
    performance = after_evidence(b, organisation.prior_performance, performance, sign, weight * verdict.performance);
    Evidence& impartiality = week[columns::impartiality](c, j);
    impartiality =
        after_evidence(b, organisation.prior_impartiality, impartiality, sign, weight * verdict.impartiality);
    double& legitimacy = week[columns::legitimacy](c, j);
    const double before = legitimacy;
    legitimacy = legitimacy_of(week, c, j);
    return legitimacy - before;
}

void spread(const UpdateBeliefs& week, const Verdict& verdict, Attribution shares, Exposure exposure, Causes causes,
            double persons) {
    for (const JudgedId j : week.setup.judged) {
        const double share = shares[week.setup.organisation_of[j]];
        if (!(share > 0)) continue;
        double moved = 0;
        for (const CellId c : week.setup.cells)
            moved += hear(week, c, j, verdict, share * exposure[c]) * static_cast<double>(week[columns::alive][c]);
        add_cause(week, j, causes[j], moved / persons);
    }
}

// What the week's events leave in people's feelings: all harm frightens, harm by organisations angers.
void stir(const UpdateBeliefs& week, const Threat& threat, Exposure exposure) {
    const double grave = perceived_severity(threat.deaths, week.parameters().threats.severity_scale);
    for (const CellId c : week.setup.cells) week[columns::fear_exposure][c] += grave * exposure[c];
}

void stir(const UpdateBeliefs& week, const Harm& harm, Exposure exposure) {
    const double grave = perceived_severity(harm.deaths, week.parameters().threats.severity_scale);
    for (const CellId c : week.setup.cells) {
        week[columns::fear_exposure][c] += grave * exposure[c];
        week[columns::anger_exposure][c] += grave * exposure[c];
    }
}

/// Brings an agent's own experience up to the week, then moves it by what it saw.
void experience(const UpdateBeliefs& week, const Hearing& hearing, AgentId agent, CellId cell, double sign) {
    constexpr float bound = 0.25F;  // own experience never outweighs what is shared; assumed
    const auto personal = week[columns::personal].row(agent);
    for (std::int32_t& touched = week[columns::touched][agent]; touched < week.tick.index; ++touched)
        for (float& one : personal) one = static_cast<float>(one * hearing.retention);
    for (const JudgedId j : week.setup.judged) {
        const double share = hearing.shares[week.setup.organisation_of[j]];
        const auto change = static_cast<float>(sign * week.parameters().beliefs.personal * share);
        const float before = personal[j];
        personal[j] = std::clamp(before + change, -bound, bound);
        week[columns::cell_personal](cell, j) +=
            (static_cast<double>(personal[j]) - static_cast<double>(before)) * week[columns::persons][agent];
    }
}

// A few see it themselves: one word decides each agent of the victims' community in the place.
void witness(const UpdateBeliefs& week, const Hearing& hearing, const Incident& incident, Verdict::Kind kind) {
    const auto cell = week.setup.cell_of(incident.place, incident.community);
    if (!cell) return;
    const Ids<AgentId> agents = week.setup.cell[*cell].agents;
    const Scratch::Scope scratch = week.scratch();
    const auto words = scratch.take<std::uint32_t>(agents.size());
    random::fill_words(week.tick.key, entity_number(week.setup.keys.of(*cell)), week.tick.clock, streams::witness,
                       words);
    const std::uint64_t limit = random::threshold(week.parameters().beliefs.witnesses);
    const double sign = kind == Verdict::Kind::credit ? 1 : -1;
    for (std::size_t k = 0; k < agents.size(); ++k)
        if (random::below(words[k], limit)) experience(week, hearing, agents[k], *cell, sign);
    for (const JudgedId j : week.setup.judged) {
        const double now = legitimacy_of(week, *cell, j);
        double& was = week[columns::legitimacy](*cell, j);
        const auto alive = static_cast<double>(week[columns::alive][*cell]);
        add_cause(week, j, Cause::personal, (now - was) * alive / hearing.persons);
        was = now;
    }
}

void refresh(const UpdateBeliefs& week) {
    for (const CellId c : week.setup.cells)
        for (const JudgedId j : week.setup.judged) week[columns::legitimacy](c, j) = legitimacy_of(week, c, j);
}

void forget(const UpdateBeliefs& week, double retention) {
    for (auto* evidence : {&week[columns::performance], &week[columns::impartiality]})
        for (Evidence& e : *evidence) e = {e.favourable * retention, e.adverse * retention};
    for (double& sum : week[columns::cell_personal]) sum *= retention;
    refresh(week);
}

// The dead no longer count, and what is old fades, before anything new is heard.
void age_beliefs(const UpdateBeliefs& week, const Hearing& hearing) {
    refresh(week);
    hearing.ledger.step(Cause::composition);
    for (const JudgedId j : week.setup.judged) {
        double& national = week[columns::national][j];
        const double now = national_mean(week, j, hearing.persons);
        add_cause(week, j, Cause::composition, now - national);
        week.of(Measured::legitimacy_change)[week.setup.organisation_of[j]] = -national;
        national = now;
    }
    forget(week, hearing.retention);
    hearing.ledger.step(Cause::forgetting);
    for (const JudgedId j : week.setup.judged)
        add_cause(week, j, Cause::forgetting, national_mean(week, j, hearing.persons) - week[columns::national][j]);
}

/// Attributes an event and lets it be heard of. Returns what it says.
template <class Event>
Verdict::Kind hear_of(const UpdateBeliefs& week, const Hearing& hearing, const Event& event) {
    hearing.shares.fill(0);
    const Verdict verdict = judge(week, event, hearing.shares);
    attribute(week.parameters().beliefs.nobody, hearing.shares.span(), hearing.shares.span());
    trace_attribution(week, event.address, name_of(verdict.kind, event), hearing.shares);
    expose(week, event.place, event.community, hearing.exposure);
    for (const JudgedId j : week.setup.judged)
        hearing.causes[j] = cause_of(week, verdict.kind, event, week.setup.organisation_of[j]);
    spread(week, verdict, hearing.shares, hearing.exposure, hearing.causes, hearing.persons);
    hearing.ledger.step(event.address, event.place, hearing.causes);
    return verdict.kind;
}

// What leaders say in public, once, where they are heard.
void hear_speeches(const UpdateBeliefs& week, const Hearing& hearing) {
    const Setup& setup = week.setup;
    const EliteCues& m = week.mechanisms().elite_cues;
    for (const Speech& speech : setup.speeches) {
        if (speech.tick != week.tick.index || !is_on(m.enabled)) continue;
        const Cue& cue = setup.parameters.discourse[speech.cue];
        attribute(setup.parameters.beliefs.nobody, speech.about.values(), hearing.shares.span());
        for (const CellId c : setup.cells)
            hearing.exposure[c] = cue_evidence(m, speech.reach[setup.cell[c].place], cue.weight);
        hearing.causes.fill(Cause::discourse);
        const auto kind = cue.favourable ? Verdict::Kind::credit : Verdict::Kind::commission;
        spread(week, {kind, cue.performance, 1 - cue.performance}, hearing.shares, hearing.exposure, hearing.causes,
               hearing.persons);
    }
    hearing.ledger.step(Cause::discourse);
}

template <class Event>
void live_through(const UpdateBeliefs& week, const Hearing& hearing, const std::vector<Event>& events) {
    for (const Event& event : events) {
        const Verdict::Kind kind = hear_of(week, hearing, event);
        stir(week, event, hearing.exposure);
        witness(week, hearing, event, kind);
        hearing.causes.fill(Cause::personal);
        hearing.ledger.step(event.address, event.place, hearing.causes);
    }
}

double total_alive(const UpdateBeliefs& week) {
    std::int64_t total = 0;
    for (const std::int64_t alive : week[columns::alive]) total += alive;
    return static_cast<double>(total);
}

}  // namespace

void update_beliefs(const UpdateBeliefs& week) {
    if (week.parameters().beliefs.held_by != HeldBy::cells) return;
    PlaceLedger ledger(week);
    const Scratch::Scope scratch = week.scratch();
    const Hearing hearing{ledger,
                          std::max(1.0, total_alive(week)),
                          weekly_retention(week.parameters().beliefs.half_life),
                          scratch.row<double>(week.setup.organisations),
                          scratch.row<double>(week.setup.cells),
                          scratch.row<Cause>(week.setup.judged)};
    age_beliefs(week, hearing);
    for (const Report& report : week[columns::reports]) hear_of(week, hearing, report);
    hear_speeches(week, hearing);
    week[columns::fear_exposure].fill(0);
    week[columns::anger_exposure].fill(0);
    live_through(week, hearing, week[columns::threats]);
    live_through(week, hearing, week[columns::harms]);
    for (const JudgedId j : week.setup.judged) {
        add_cause(week, j, Cause::influence, influenced(week, j) / hearing.persons);
        week[columns::national][j] = national_mean(week, j, hearing.persons);
        week.of(Measured::legitimacy_change)[week.setup.organisation_of[j]] += week[columns::national][j];
    }
    ledger.step(Cause::influence);
    ledger.close();
    remember_opinions(week);
}

}  // namespace peacenorm::intervention::processes
