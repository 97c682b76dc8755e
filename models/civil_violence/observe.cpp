// SPDX-License-Identifier: Apache-2.0
#include "models/civil_violence/observe.hpp"

#include "sim/record/evaluate.hpp"

namespace peacenorm::civil_violence {
namespace {

enum class Measured : int {
    quiescent,
    active,
    jailed,
    serving,
    cops,
    arrests,
    killed,
    group_a,
    group_b,
    coexisting,
    outbursts,
    activation,
    waits,
    waited,
    count_
};
using enum Measured;

constexpr auto all_measures = record::by_id<Measured>({{quiescent},
                                                       {active},
                                                       {jailed},
                                                       {serving},
                                                       {cops},
                                                       {arrests},
                                                       {killed},
                                                       {group_a},
                                                       {group_b},
                                                       {coexisting},
                                                       {outbursts},
                                                       {activation},
                                                       {waits},
                                                       {waited}});

struct Headcount {
    std::array<std::int64_t, 5> by_status{};
    std::array<std::int64_t, 2> by_group{};
    std::int64_t serving = 0;
};

Headcount count(const Agents& a) {
    Headcount n;
    for (std::size_t row = 0; row < a.size(); ++row) {
        ++n.by_status[static_cast<std::size_t>(a.status[row])];
        if (a.status[row] == Status::jailed && a.term[row] > 0) ++n.serving;
        if (a.status[row] != Status::cop && a.status[row] != Status::gone) ++n.by_group[a.group[row]];
    }
    return n;
}

}  // namespace

std::span<const record::Measure> measures() {
    return all_measures;
}

std::span<const record::Observable> observables() {
    using record::count_of, record::level_of, record::no_axes;
    using record::mean_level, record::ratio, record::total;
    static constexpr std::array all{
        level_of("quiescent", no_axes, "persons", "free citizens who are not active, at the end of a step",
                 mean_level<quiescent>),
        level_of("active", no_axes, "persons", "active citizens", mean_level<active>),
        level_of("jailed", no_axes, "persons",
                 "citizens in jail, those with no steps left who have not acted since included", mean_level<jailed>),
        level_of("serving", no_axes, "persons", "citizens in jail with steps left", mean_level<serving>),
        level_of("cops", no_axes, "persons", "cops", mean_level<cops>),
        count_of("arrests", no_axes, "1", "arrests", total<arrests>),
        count_of("killed", no_axes, "persons", "model II: citizens killed", total<killed>),
        level_of("group_a", no_axes, "persons", "model II: citizens of the first group; model I: all",
                 mean_level<group_a>),
        level_of("group_b", no_axes, "persons", "model II: citizens of the second group", mean_level<group_b>),
        level_of("coexistence", no_axes, "1",
                 "model II: share of steps with both groups alive; its sum is the steps until one was extinct",
                 mean_level<coexisting>),
        count_of("outbursts", no_axes, "1", "outbursts that began: runs of steps with more than outbursts.above active",
                 total<outbursts>),
        level_of("outburst_activation", no_axes, "persons", "mean sum of active over the steps of an outburst",
                 ratio<activation, outbursts>),
        level_of("outburst_wait", no_axes, "steps", "mean steps from the end of an outburst to the next",
                 ratio<waited, waits>)};
    return all;
}

void observe(const Step& step, const record::TallyLayout& layout, record::Tally& tally) {
    const Headcount n = count(step.agents());
    const auto note = [&](Measured measure, std::int64_t value) {
        tally.of(layout, static_cast<int>(measure))[0] = static_cast<double>(value);
    };
    const auto with = [&](Status status) { return n.by_status[static_cast<std::size_t>(status)]; };
    note(quiescent, with(Status::quiet));
    note(active, with(Status::active));
    note(jailed, with(Status::jailed));
    note(serving, n.serving);
    note(cops, with(Status::cop));
    note(arrests, step.state.arrests);
    note(killed, step.state.killed);
    note(group_a, n.by_group[0]);
    note(group_b, n.by_group[1]);
    note(coexisting, n.by_group[0] > 0 && n.by_group[1] > 0 ? 1 : 0);
    Calm& calm = step.state.calm;
    const bool is_outburst = with(Status::active) > step.setup.parameters.outbursts.above;
    const bool begins = is_outburst && !calm.in_outburst;
    note(outbursts, begins ? 1 : 0);
    note(activation, is_outburst ? with(Status::active) : 0);
    note(waits, begins && calm.has_seen_one ? 1 : 0);
    note(waited, begins && calm.has_seen_one ? calm.steps : 0);
    calm.steps = is_outburst ? 0 : calm.steps + 1;
    calm.has_seen_one = calm.has_seen_one || is_outburst;
    calm.in_outburst = is_outburst;
}

}  // namespace peacenorm::civil_violence
