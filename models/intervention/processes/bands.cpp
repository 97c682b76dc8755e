// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/processes/bands.hpp"

#include <algorithm>
#include <limits>

#include "models/intervention/processes/processes.hpp"
#include "models/intervention/rules/whole.hpp"
#include "sim/random/inversion.hpp"

namespace peacenorm::intervention::processes {
namespace {

/// Beyond any strength known; so many lots can be drawn in one go.
constexpr std::int64_t most_in_band = 1000000;

std::int64_t full_size(const WeekFacts& week) {
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(week.parameters().bands.size));
}

void add(const Roster& week, BandId band, std::int64_t fighters) {
    week[columns::band_fighters][band] += static_cast<std::int32_t>(fighters);
    const GroupId group = week.setup.band[band].group;
    week[columns::fighters](group, week[columns::band_place][band]) += static_cast<double>(fighters);
    week[columns::strength_of][group] += static_cast<double>(fighters);
}

/// Those that bands which stand in the place, and are not full, cannot take.
std::int64_t top_up(const Roster& week, GroupId group, PlaceId place, std::int64_t fighters) {
    for (const BandId band : week.setup.bands_of[group]) {
        const std::int32_t now = week[columns::band_fighters][band];
        if (fighters == 0) break;
        if (now == 0 || week[columns::band_place][band] != place) continue;
        const std::int64_t joining = std::clamp<std::int64_t>(full_size(week) - now, 0, fighters);
        add(week, band, joining);
        fighters -= joining;
    }
    return fighters;
}

/// Those for whom no slot is left.
std::int64_t found(const Roster& week, GroupId group, PlaceId place, std::int64_t fighters) {
    for (const BandId band : week.setup.born_in(group, place)) {
        if (fighters == 0) break;
        if (week[columns::band_fighters][band] > 0) continue;
        const std::int64_t joining = std::min(full_size(week), fighters);
        week[columns::band_place][band] = place;
        week[columns::band_loss][band] = 0;
        add(week, band, joining);
        fighters -= joining;
    }
    return fighters;
}

std::optional<BandId> smallest_in(const Roster& week, GroupId group, PlaceId place) {
    std::optional<BandId> smallest;
    for (const BandId band : week.setup.bands_of[group]) {
        const std::int32_t here = week[columns::band_fighters][band];
        if (here == 0 || week[columns::band_place][band] != place) continue;
        if (!smallest || here < week[columns::band_fighters][*smallest]) smallest = band;
    }
    return smallest;
}

/// Spreads newcomers over a group's home ground, in proportion; whole persons by the draw.
template <class Draw>
std::int64_t settle(const Roster& week, GroupId group, std::int64_t newcomers, Draw draw) {
    double weight_left = 0;
    for (const PlaceId place : week.setup.places) weight_left += week.setup.core(group, place);
    std::int64_t turned_away = 0, left = newcomers;
    for (const PlaceId place : week.setup.places) {
        const double weight = week.setup.core(group, place);
        if (!(weight > 0) || left == 0) continue;
        const double share = std::min(1.0, weight / weight_left);
        const std::int64_t here = std::min(left, whole(static_cast<double>(left) * share, draw(place)));
        turned_away += enlist(week, group, place, here);
        left -= here;
        weight_left -= weight;
    }
    return turned_away + left;
}

/// Leavers go from all bands in proportion; whole persons by the draw.
void leave(const RefillBands& week, GroupId group, std::int64_t leavers) {
    double fighters_left = week[columns::strength_of][group];
    for (const BandId band : week.setup.bands_of[group]) {
        const std::int32_t here = week[columns::band_fighters][band];
        if (here == 0 || leavers == 0) continue;
        const double share = std::min(1.0, here / fighters_left);
        const double u = week.uniform(band, streams::refill);
        leavers -= discharge(
            week, band, static_cast<std::int32_t>(std::min(leavers, whole(static_cast<double>(leavers) * share, u))));
        fighters_left -= here;
    }
}

/// The mean of the weeks before the one from which the flow is fixed.
double mean_flow(const RefillBands& week, GroupId group, std::int32_t fixed_from) {
    const std::int64_t weeks = std::clamp<std::int64_t>(fixed_from, 0, week.parameters().bands.refill_weeks);
    double sum = 0;
    for (std::int64_t i = fixed_from - weeks; i < fixed_from; ++i)
        sum += week[columns::refill_flows][group][static_cast<std::size_t>(i) % most_refill_weeks];
    return weeks > 0 ? sum / static_cast<double>(weeks) : 0;
}

double flow_of(const RefillBands& week, GroupId group) {
    const Bands& rules = week.parameters().bands;
    const Horizon& horizon = week.setup.horizon;
    const std::int32_t fixed_from =
        rules.refill_until ? horizon.tick_of(*rules.refill_until) : std::numeric_limits<std::int32_t>::max();
    if (week.tick.index >= fixed_from) return mean_flow(week, group, fixed_from);
    const double flow =
        refill_flow(rules, week.setup.group(group).fighters.at(week.tick.date), week[columns::strength_of][group]);
    week[columns::refill_flows][group][static_cast<std::size_t>(week.tick.index) % most_refill_weeks] = flow;
    return flow;
}

void refill(const RefillBands& week, GroupId group) {
    const double flow = flow_of(week, group);
    const std::int64_t persons = whole(std::abs(flow), week.uniform(group, streams::refill));
    const double before = week[columns::strength_of][group];
    if (flow < 0) {
        leave(week, group, persons);
    } else {
        const auto draw = [&](PlaceId place) {
            return week.uniform(random::paired(week.setup.keys.of(group), week.setup.keys.of(place)), streams::refill);
        };
        week.of(Measured::turned_away)[0] += static_cast<double>(settle(week, group, persons, draw));
    }
    week.of(Measured::refilled)[group] += week[columns::strength_of][group] - before;
}

/// A band in the place, drawn by its fighters times the weight of its group; null: none has any.
template <class Weight>
std::optional<BandId> drawn(const Ground& week, PlaceId place, double u, Weight weight) {
    const Scratch::Scope scratch = week.scratch();
    const auto of_group = scratch.row<double>(week.setup.groups);
    double total = 0;
    for (const GroupId g : week.setup.groups) {
        of_group[g] = weight(g);
        total += of_group[g] * week.fighters(g, place);
    }
    double left = u * total;
    std::optional<BandId> last;
    for (const BandId band : week.setup.bands) {
        if (week[columns::band_fighters][band] == 0 || week[columns::band_place][band] != place) continue;
        const double w = of_group[week.setup.band[band].group] * week[columns::band_fighters][band];
        if (!(w > 0)) continue;
        last = band;
        left -= w;
        if (left < 0) break;
    }
    return last;
}

}  // namespace

std::int64_t enlist(const Roster& week, GroupId group, PlaceId place, std::int64_t fighters) {
    const std::int64_t left = found(week, group, place, top_up(week, group, place, fighters));
    if (left == 0) return 0;
    const std::optional<BandId> band = smallest_in(week, group, place);
    if (!band) return left;
    const std::int64_t joining = std::clamp<std::int64_t>(most_in_band - week[columns::band_fighters][*band], 0, left);
    add(week, *band, joining);
    return left - joining;
}

std::int32_t discharge(const Roster& week, BandId band, std::int32_t fighters) {
    const std::int32_t leaving = std::min(fighters, week[columns::band_fighters][band]);
    add(week, band, -leaving);
    return leaving;
}

void suffer(const Losses& week, BandId band, double chance, double u) {
    const std::int32_t lost = random::binomial(u, week[columns::band_fighters][band], chance);
    week[columns::band_lost][band] += lost;
    week.of(Measured::fighters_killed)[week.setup.band[band].group] += lost;
    discharge(week, band, lost);
}

std::optional<BandId> band_of(const Ground& week, PlaceId place, GroupId group, double u) {
    return drawn(week, place, u, [group](GroupId g) { return g == group ? 1.0 : 0.0; });
}

std::optional<BandId> enemy_met(const Ground& week, PlaceId place, double u) {
    return drawn(week, place, u, [&](GroupId g) { return week.setup.group(g).fought.at(week.tick.date); });
}

void muster_first(const Roster& week, GroupId group, Date date) {
    const ArmedGroup& known = week.setup.group(group);
    const double strength = known.bloc == Bloc::communal ? 0 : known.fighters.at(date);
    settle(week, group, whole(strength, 0.5), [](PlaceId) { return 0.5; });
}

void refill_bands(const RefillBands& week) {
    week[columns::band_lost].fill(0);
    for (const GroupId g : week.setup.groups)
        if (week.setup.group(g).bloc != Bloc::communal) refill(week, g);
}

}  // namespace peacenorm::intervention::processes
