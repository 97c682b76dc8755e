// SPDX-License-Identifier: Apache-2.0
// Bands: the armed groups' agents. How large they are, how a group keeps to its known strength, what they lose.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "models/intervention/docs.hpp"
#include "sim/core/date.hpp"
#include "sim/core/math.hpp"

namespace peacenorm::intervention {

struct Bands {
    double size = 30;
    double refill = 0.05;
    std::optional<Date> refill_until;
    std::int64_t refill_weeks = 104;
    double operation_losses = 0.1;
    double response_losses = 0.02;
    double attack_losses = 0.03;
    double loss_memory = 0.85;
    double caution = 3;
};

/// Fighters that come in a week from outside the population, or leave if below 0: a share of the gap to the known
/// strength. Units: persons. Limits: no gap gives 0, a refill of 1 closes it in a week.
/// Source: assumed: a strength that is known for a date was reached little by little, and no step in a file makes a
/// year.
inline double refill_flow(const Bands& m, double target, double strength) {
    return m.refill * (target - strength);
}

/// Chance that a band lies low for a week, by the share of its fighters that it remembers to have lost: 1 - exp(-c l).
/// Range: 0..1. Limits: no losses or c = 0 gives 0. Source: fjelde_hultman_bromley_2016: losses change what groups do;
/// assumed: certain only after the heaviest losses.
inline double chance_to_lie_low(const Bands& m, double remembered_loss) {
    return -math::expm1(-m.caution * remembered_loss);
}

/// Losses remembered after a week: r m + (1 - r) x. Units: shares of a band's fighters. Source: assumed: as other
/// memories of groups.
inline double remembered_loss(const Bands& m, double memory, double lost_share) {
    return m.loss_memory * memory + (1 - m.loss_memory) * lost_share;
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Bands> : intervention::Docs {
    using Owner = intervention::Bands;
    static constexpr std::string_view meaning = "Bands: the armed groups' agents";
    static constexpr auto fields = std::make_tuple(
        field("size", &Owner::size,
              number({"persons", 1, 1e4, log_normal(30, 0.3)}, "fighters of a full band; a fuller one splits no more",
                     "assumed: a platoon, the unit in which motorbikes and pick-ups are counted")),
        field("refill", &Owner::refill,
              halved(Halved::two_steps, number({"per week", 0, 1, log_uniform(0.01, 0.2)},
                                               "share of the gap to the known strength that "
                                               "newcomers from outside close",
                                               "assumed: half of a gap is closed within four weeks to a year"))),
        field("refill_until", &Owner::refill_until,
              stated("date from which every week brings the mean flow of the weeks before, whatever a group lost "
                     "or won: the branch of a study, or the end of what is known; without it the gap is closed "
                     "throughout",
                     "assumed: so that arms differ by what happens in them, not by a file that makes it good")),
        field("refill_weeks", &Owner::refill_weeks,
              halved(Halved::twice, number({"weeks", 1, 208}, "weeks over which that mean flow is taken",
                                           "assumed: two years, so that no season and no single raid sets it"))),
        field("operation_losses", &Owner::operation_losses,
              number(share_with(uniform_between(0, 0.3)),
                     "chance of each fighter of a band that an operation meets to be "
                     "killed or taken",
                     "assumed: a few of thirty; docs/theory.md#bands")),
        field("response_losses", &Owner::response_losses,
              number(share_with(uniform_between(0, 0.1)), "the same where a response comes in time",
                     "assumed: a response seeks to stop an attack, not to destroy a band")),
        field("attack_losses", &Owner::attack_losses,
              number(share_with(uniform_between(0, 0.1)), "the same in an attack on a force",
                     "assumed: a raid on a camp "
                     "costs one of thirty")),
        field("loss_memory", &Owner::loss_memory,
              halved(Halved::root, number({"per week", 0, 1}, "part of the memory of losses that is kept",
                                          "fjelde_hultman_bromley_2016: recent losses; assumed: those of four weeks"))),
        field("caution", &Owner::caution,
              halved(Halved::twice,  // the losses that it weighs are those of a tick
                     number({"1", 0, 100, uniform_between(0, 10)}, "c: how far remembered losses make a band lie low",
                            "assumed: a band that lost a tenth lies low every fourth week"))));
};

}  // namespace peacenorm::config
