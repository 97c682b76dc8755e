// SPDX-License-Identifier: Apache-2.0
// The audit trail of a run: written to the week's trace if there is one. Writing changes nothing.
#pragma once

#include <string>
#include <vector>

#include "models/intervention/state/week.hpp"

namespace peacenorm::intervention::processes {

/// The name of an event in the trail: its packed address in hexadecimal.
std::string event_name(std::uint64_t address);

void trace_threat(const WeekFacts& week, const Threat& threat);                    ///< a threat, and who could answer
void trace_outcome(const WeekFacts& week, const Threat& threat, Answers answers);  ///< responses, arrivals, deaths
void trace_operation(const WeekFacts& week, const Harm& harm);                     ///< harm by an organisation
void trace_attribution(const WeekFacts& week, std::uint64_t address, std::string_view verdict,
                       Row<const double, OrganisationId> shares);
void trace_duty(const WeekFacts& week, const Obligation& duty, std::string_view outcome);
void trace_attack(const WeekFacts& week, GroupId group, OrganisationId organisation, PlaceId place, double deaths);

/// Where and of whom people think.
struct Seen {
    PlaceId place;
    JudgedId judged;
};
/// A part of a week's change of legitimacy. Limits: an amount of 0 writes nothing.
void trace_change(const WeekFacts& week, Seen seen, std::string_view cause, const std::string& event, double amount);

/// Follows the mean legitimacy of each place and judged organisation through the steps of a week. Each step tells what
/// it changed: events in their own and in bordering places one by one, all others summed as "elsewhere". The lines of a
/// place, organisation and week sum to its line "change" within 1e-12.
class PlaceLedger {
  public:
    using Reading = View<Reads<columns::legitimacy, columns::alive, columns::place_legitimacy>>;

    explicit PlaceLedger(const Reading& week);

    /// Tells what changed since the last step, place by place, under one cause.
    void step(Cause cause);
    /// The same for an event: causes by judged organisation; places out of its neighbourhood are summed up.
    void step(std::uint64_t address, PlaceId origin, Row<const Cause, JudgedId> causes);
    /// Tells the sums of distant events and each place's change over the week.
    void close();

  private:
    bool is_asked() const;
    double mean(PlaceId place, JudgedId judged) const;

    Reading week_;
    Grid<double, PlaceId, JudgedId> last_, first_, elsewhere_;
    Grid<double, PlaceId> persons_;
};

}  // namespace peacenorm::intervention::processes
