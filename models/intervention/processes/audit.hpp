// SPDX-License-Identifier: Apache-2.0
// The audit trail of a run: told to the week's trace when somebody asks, else nothing is done. Telling changes nothing.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/intervention/week.hpp"

namespace peacenorm::intervention::processes {

/// The name of an event in the trail: its packed address in hexadecimal.
std::string event_name(std::uint64_t address);

void tell_threat(const Week& week, const Event& event);     ///< a threat, and who could answer
void tell_outcome(const Week& week, const Event& event);    ///< responses, arrivals, deaths
void tell_operation(const Week& week, const Event& event);  ///< harm by an organisation
void tell_attribution(const Week& week, std::uint64_t address, std::string_view verdict);  ///< shares in State::shares
void tell_duty(const Week& week, const Obligation& duty, std::string_view outcome);
void tell_attack(const Week& week, std::size_t group, std::size_t organisation, std::size_t place, double deaths);

/// Follows the mean legitimacy of each place and judged organisation through the steps of a week. Each step tells what
/// it changed: events in their own and in bordering places one by one, all others summed as "elsewhere". The lines of a
/// place, organisation and week sum to its line "change" within 1e-12.
class PlaceLedger {
  public:
    explicit PlaceLedger(const Week& week);

    /// Tells what changed since the last step, place by place, under one cause.
    void step(Cause cause);
    /// The same for an event: `causes` by judged organisation; places out of its neighbourhood are summed up.
    void step(std::uint64_t address, std::size_t place, std::span<const Cause> causes);
    /// Tells the sums of distant events and each place's change over the week.
    void close();

  private:
    void tell(std::size_t place, std::size_t judged, std::string_view cause, const std::string& event, double amount);
    double mean(std::size_t place, std::size_t judged) const;

    const Week& week_;
    std::vector<double> last_, first_, elsewhere_;
    std::vector<double> persons_;  ///< by place
};

/// Brings State::place_legitimacy up to date: what the next week's ledger starts from.
void remember_places(const Week& week);

}  // namespace peacenorm::intervention::processes
