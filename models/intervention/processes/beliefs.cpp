// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "models/intervention/mechanisms/association.hpp"
#include "models/intervention/rules/attribution.hpp"
#include "models/intervention/mechanisms/elite_cues.hpp"
#include "models/intervention/rules/response_decision.hpp"
#include "models/intervention/processes/audit.hpp"
#include "models/intervention/processes/processes.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// What one event says about every organisation: one attribution vector, and how it counts.
struct Verdict {
    enum class Kind { credit, omission, commission } kind;
    double performance = 0;  ///< evidence at share 1 and exposure 1; favourable for credit, else adverse
    double impartiality = 0;
    Cause cause = Cause::voice;  ///< where no event is behind it
};

double total_alive(const State& s) {
    std::int64_t total = 0;
    for (const std::int64_t alive : s.cells.alive) total += alive;
    return static_cast<double>(total);
}

void add_cause(const Week& week, std::size_t judged, Cause cause, double amount) {
    week.of(Measured::ledger)[week.setup.judged[judged] * cause_count + static_cast<std::size_t>(cause)] += amount;
}

AssociationTie tie_between(const Week& week, std::size_t a, std::size_t b) {
    const auto strongest = [&](Channel c) { return std::max(week.tie(a, b, c), week.tie(b, a, c)); };
    return {strongest(Channel::visibility), strongest(Channel::joint)};
}

bool in_time(const Event& event, const Answer& answer) {
    return answer.responds && answer.arrival_hour <= event.lead_hours + event.duration_hours;
}

void credit_weights(const Week& week, const Event& event, std::span<double> weights) {
    const auto answers = week.answers(event);
    for (std::size_t o = 0; o < weights.size(); ++o) {
        if (in_time(event, answers[o])) {
            weights[o] = 1;
            continue;
        }
        for (std::size_t actor = 0; actor < weights.size(); ++actor)
            if (in_time(event, answers[actor]))
                weights[o] = std::max(
                    weights[o], association_weight_credit(week.mechanisms().association, tie_between(week, o, actor)));
    }
}

void omission_weights(const Week& week, const Event& event, std::span<double> weights) {
    const auto answers = week.answers(event);
    const Beliefs& rules = week.setup.parameters.beliefs;
    for (std::size_t o = 0; o < weights.size(); ++o) {
        if (!week.setup.parameters.organisations[o].executive) continue;
        const bool here = week.persons_at(o, event.place) > 0;
        const double duty = here ? 1 : (answers[o].in_reach ? rules.duty_in_reach : 0);
        weights[o] = duty * (answers[o].aware && !answers[o].responds ? 1 : rules.duty_unaware);
    }
}

void commission_weights(const Week& week, const Event& event, std::span<double> weights) {
    for (std::size_t o = 0; o < weights.size(); ++o)
        weights[o] = o == event.perpetrator ? 1
                                            : association_weight_blame(week.mechanisms().association,
                                                                       tie_between(week, o, event.perpetrator));
}

Verdict judge(const Week& week, const Event& event, std::span<double> weights) {
    const Parameters& p = week.setup.parameters;
    const Beliefs& b = p.beliefs;
    std::fill(weights.begin(), weights.end(), 0.0);
    if (event.by_organisation) {
        commission_weights(week, event, weights);
        const double weight = b.evidence * perceived_severity(event.deaths, p.threats.severity_scale) * b.negativity;
        return {Verdict::Kind::commission, 0, weight};
    }
    const auto answers = week.answers(event);
    const bool answered =
        std::any_of(answers.begin(), answers.end(), [&](const Answer& a) { return in_time(event, a); });
    if (answered) {
        credit_weights(week, event, weights);
        const double weight = b.evidence * perceived_severity(event.threatened, p.threats.severity_scale);
        return {Verdict::Kind::credit, weight, weight * b.impartial_credit};
    }
    omission_weights(week, event, weights);
    const double weight =
        b.evidence * perceived_severity(event.deaths, p.threats.severity_scale) * b.negativity * b.omission;
    return {Verdict::Kind::omission, weight, 0};
}

// Whoever tells in public what was done to a community is seen as fairer there.
Verdict judge_report(const Week& week, const Report& report, std::span<double> weights) {
    const Beliefs& b = week.setup.parameters.beliefs;
    std::fill(weights.begin(), weights.end(), 0.0);
    weights[report.owner] = 1;
    return {Verdict::Kind::credit, 0, b.evidence * b.impartial_credit};
}

Cause cause_of(Verdict::Kind kind, const Event& event, const Answer* answer, std::size_t organisation) {
    if (kind == Verdict::Kind::omission) return Cause::omission;
    if (kind == Verdict::Kind::credit) return in_time(event, *answer) ? Cause::own_credit : Cause::partner_credit;
    return event.perpetrator == organisation ? Cause::own_blame : Cause::partner_blame;
}

std::string_view name_of(Verdict::Kind kind) {
    return kind == Verdict::Kind::credit ? "credit" : kind == Verdict::Kind::omission ? "omission" : "blame";
}

/// The cause under which an event changes each judged organisation's legitimacy.
std::span<const Cause> causes_of(const Week& week, Verdict::Kind kind, const Event& event, std::span<Cause> causes) {
    const Answer* answers = event.by_organisation ? nullptr : week.answers(event).data();
    for (std::size_t j = 0; j < week.setup.judged.size(); ++j) {
        const std::size_t o = week.setup.judged[j];
        causes[j] = cause_of(kind, event, answers != nullptr ? answers + o : nullptr, o);
    }
    return causes;
}

void expose(const Week& week, std::size_t place_of_event, std::size_t community) {
    State& s = week.state;
    const Beliefs& b = week.setup.parameters.beliefs;
    const auto& cells = week.setup.cells;
    for (std::size_t place = 0; place < week.setup.places; ++place) s.weight[place] = b.media;
    for (const Neighbour& n : week.setup.neighbours_of(place_of_event))
        s.weight[n.place] = std::max(b.media, b.neighbours);
    s.weight[place_of_event] = 1;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double kin = cells[c].community == community ? 1 : b.same_place;
        s.exposure[c] = s.weight[cells[c].place] * kin;
    }
}

void spread(const Week& week, const Event* event, const Verdict& verdict, double persons) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Beliefs& b = setup.parameters.beliefs;
    const std::size_t judged = setup.judged.size();
    const Answer* answers = event == nullptr || event->by_organisation ? nullptr : week.answers(*event).data();
    for (std::size_t j = 0; j < judged; ++j) {
        const std::size_t o = setup.judged[j];
        const double share = s.shares[o];
        if (!(share > 0)) continue;
        const Organisation& organisation = setup.parameters.organisations[o];
        double moved = 0;
        for (std::size_t c = 0; c < setup.cells.size(); ++c) {
            const std::size_t i = c * judged + j;
            const double weight = share * s.exposure[c];
            const Says says = verdict.kind == Verdict::Kind::credit ? Says::good : Says::bad;
            s.cells.performance[i] = after_evidence(b, organisation.prior_performance, s.cells.performance[i], says,
                                                    weight * verdict.performance);
            s.cells.impartiality[i] = after_evidence(b, organisation.prior_impartiality, s.cells.impartiality[i], says,
                                                     weight * verdict.impartiality);
            const double now = legitimacy_of(week, c, j);
            moved += (now - s.cells.legitimacy[i]) * static_cast<double>(s.cells.alive[c]);
            s.cells.legitimacy[i] = now;
        }
        const Cause cause =
            event == nullptr ? verdict.cause : cause_of(verdict.kind, *event, answers ? answers + o : nullptr, o);
        add_cause(week, j, cause, moved / persons);
    }
}

// What the week's events leave in people's feelings: all harm frightens, harm by organisations angers.
void stir(const Week& week, const Event& event) {
    State& s = week.state;
    const double grave = perceived_severity(event.deaths, week.setup.parameters.threats.severity_scale);
    for (std::size_t c = 0; c < week.setup.cells.size(); ++c) {
        s.fear_exposure[c] += grave * s.exposure[c];
        if (event.by_organisation) s.anger_exposure[c] += grave * s.exposure[c];
    }
}

// A few see it themselves: one word decides each agent of the victims' community in the place.
void witness(const Week& week, const Event& event, const Verdict& verdict, double persons) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const Beliefs& b = setup.parameters.beliefs;
    const int found = setup.cell_of[event.place * setup.communities + event.community];
    if (found < 0) return;
    const auto c = static_cast<std::size_t>(found);
    const Cell& cell = setup.cells[c];
    const std::size_t judged = setup.judged.size();
    const auto words = std::span(s.words).first(cell.agents);
    random::fill_words(week.tick.key, cell.first, week.tick.clock, streams::witness, words);
    const std::uint64_t limit = random::threshold(b.witnesses);
    const double sign = verdict.kind == Verdict::Kind::credit ? 1 : -1;
    const double retention = weekly_retention(b.half_life);
    constexpr float bound = 0.25F;  // own experience never outweighs what is shared; assumed
    for (std::size_t k = 0; k < cell.agents; ++k) {
        if (!random::below(words[k], limit)) continue;
        const std::size_t row = cell.first + k;
        float* personal = &s.civilians.personal[row * judged];
        for (; s.civilians.touched[row] < week.tick.index; ++s.civilians.touched[row])
            for (std::size_t j = 0; j < judged; ++j) personal[j] = static_cast<float>(personal[j] * retention);
        for (std::size_t j = 0; j < judged; ++j) {
            const auto change = static_cast<float>(sign * b.personal * s.shares[setup.judged[j]]);
            const float before = personal[j];
            personal[j] = std::clamp(before + change, -bound, bound);
            s.cells.personal[c * judged + j] +=
                (static_cast<double>(personal[j]) - static_cast<double>(before)) * s.civilians.persons[row];
        }
    }
    for (std::size_t j = 0; j < judged; ++j) {
        const double now = legitimacy_of(week, c, j);
        double& was = s.cells.legitimacy[c * judged + j];
        add_cause(week, j, Cause::personal, (now - was) * static_cast<double>(s.cells.alive[c]) / persons);
        was = now;
    }
}

double national(const State& s, std::size_t judged_count, std::size_t j, double persons) {
    double sum = 0;
    for (std::size_t c = 0; c < s.cells.alive.size(); ++c)
        sum += s.cells.legitimacy[c * judged_count + j] * static_cast<double>(s.cells.alive[c]);
    return persons > 0 ? sum / persons : 0;
}

void refresh(const Week& week) {
    State& s = week.state;
    const std::size_t judged = week.setup.judged.size();
    for (std::size_t c = 0; c < week.setup.cells.size(); ++c)
        for (std::size_t j = 0; j < judged; ++j) s.cells.legitimacy[c * judged + j] = legitimacy_of(week, c, j);
}

void forget(const Week& week) {
    State& s = week.state;
    const double retention = weekly_retention(week.setup.parameters.beliefs.half_life);
    const auto fade = [&](Evidence& e) { e = {e.favourable * retention, e.adverse * retention}; };
    std::for_each(s.cells.performance.begin(), s.cells.performance.end(), fade);
    std::for_each(s.cells.impartiality.begin(), s.cells.impartiality.end(), fade);
    for (double& sum : s.cells.personal) sum *= retention;
    refresh(week);
}

// What leaders say in public, once, where they are heard.
void hear_speeches(const Week& week, double persons) {
    State& s = week.state;
    const Setup& setup = week.setup;
    const EliteCues& m = week.mechanisms().elite_cues;
    for (const Speech& speech : setup.speeches) {
        if (speech.tick != week.tick.index || !is_on(m.enabled)) continue;
        const Cue& cue = setup.parameters.discourse[speech.cue];
        std::copy(speech.about.begin(), speech.about.end(), s.shares.begin());
        attribute(setup.parameters.beliefs.nobody, s.shares, s.shares);
        for (std::size_t c = 0; c < setup.cells.size(); ++c)
            s.exposure[c] = cue_evidence(m, speech.reach[setup.cells[c].place], cue.weight);
        const auto kind = cue.favourable ? Verdict::Kind::credit : Verdict::Kind::commission;
        spread(week, nullptr, {kind, cue.performance, 1 - cue.performance, Cause::discourse}, persons);
    }
}

// The dead no longer count, and what is old fades, before anything new is heard.
void age_beliefs(const Week& week, PlaceLedger& audit, double persons) {
    State& s = week.state;
    const std::size_t judged = week.setup.judged.size();
    refresh(week);
    audit.step(Cause::composition);
    for (std::size_t j = 0; j < judged; ++j) {
        const double now = national(s, judged, j, persons);
        add_cause(week, j, Cause::composition, now - s.national[j]);
        week.of(Measured::legitimacy_change)[week.setup.judged[j]] = -s.national[j];
        s.national[j] = now;
    }
    forget(week);
    audit.step(Cause::forgetting);
    for (std::size_t j = 0; j < judged; ++j)
        add_cause(week, j, Cause::forgetting, national(s, judged, j, persons) - s.national[j]);
}

void hear_reports(const Week& week, PlaceLedger& audit, double persons) {
    State& s = week.state;
    std::array<Cause, 64> causes{};
    causes.fill(Cause::voice);
    for (const Report& report : s.reports) {
        const Verdict verdict = judge_report(week, report, s.shares);
        attribute(week.setup.parameters.beliefs.nobody, s.shares, s.shares);
        tell_attribution(week, report.address, "report");
        expose(week, report.place, report.community);
        spread(week, nullptr, verdict, persons);
        audit.step(report.address, report.place, causes);
    }
    hear_speeches(week, persons);
    audit.step(Cause::discourse);
}

void live_through_events(const Week& week, PlaceLedger& audit, double persons) {
    State& s = week.state;
    std::array<Cause, 64> causes{};
    std::fill(s.fear_exposure.begin(), s.fear_exposure.end(), 0.0);
    std::fill(s.anger_exposure.begin(), s.anger_exposure.end(), 0.0);
    for (const Event& event : s.events) {
        const Verdict verdict = judge(week, event, s.shares);
        attribute(week.setup.parameters.beliefs.nobody, s.shares, s.shares);
        tell_attribution(week, event.address, name_of(verdict.kind));
        expose(week, event.place, event.community);
        spread(week, &event, verdict, persons);
        audit.step(event.address, event.place, causes_of(week, verdict.kind, event, causes));
        stir(week, event);
        witness(week, event, verdict, persons);
        causes.fill(Cause::personal);
        audit.step(event.address, event.place, causes);
    }
}

}  // namespace

double legitimacy_of(const Week& week, std::size_t cell, std::size_t judged) {
    const State& s = week.state;
    const Setup& setup = week.setup;
    const Parameters& p = setup.parameters;
    const std::size_t i = cell * setup.judged.size() + judged;
    const Organisation& organisation = p.organisations[setup.judged[judged]];
    const auto alive = static_cast<double>(s.cells.alive[cell]);
    if (!(alive > 0)) return 0;
    const double performance = belief(p.beliefs, organisation.prior_performance, s.cells.performance[i]);
    const double impartiality = belief(p.beliefs, organisation.prior_impartiality, s.cells.impartiality[i]);
    const double ideology = organisation.ideology + s.cells.ideology[cell] / alive;
    return legitimacy(performance, impartiality, ideology, p.communities[setup.cells[cell].community]) +
           s.cells.personal[i] / alive + s.influence[i];
}

void update_beliefs(const Week& week) {
    State& s = week.state;
    const std::size_t judged = week.setup.judged.size();
    const double persons = std::max(1.0, total_alive(s));
    PlaceLedger audit(week);
    age_beliefs(week, audit, persons);
    hear_reports(week, audit, persons);
    live_through_events(week, audit, persons);
    for (std::size_t j = 0; j < judged; ++j) {
        add_cause(week, j, Cause::influence, influenced(week, j) / persons);
        s.national[j] = national(s, judged, j, persons);
        week.of(Measured::legitimacy_change)[week.setup.judged[j]] += s.national[j];
    }
    audit.step(Cause::influence);
    audit.close();
    remember_places(week);
}

}  // namespace peacenorm::intervention::processes
