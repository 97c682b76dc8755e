// SPDX-License-Identifier: Apache-2.0
#include "models/civil_violence/observe.hpp"

#include <limits>

namespace peacenorm::civil_violence {
namespace {

using record::Observable;
using record::Over;
using record::Storage;
using record::Window;

/// Row numbers into the measures, in their order.
enum Measured : int {
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
    measured_count
};

constexpr record::AxisIds whole{record::no_axis, record::no_axis};

template <Measured M>
void level(const Window& window, std::span<double> out) {
    out[0] = window.sum(M)[0] / window.ticks();
}
template <Measured M>
void total(const Window& window, std::span<double> out) {
    out[0] = window.sum(M)[0];
}
template <Measured Numerator, Measured Denominator>
void ratio(const Window& window, std::span<double> out) {
    const double n = window.sum(Denominator)[0];
    out[0] = n > 0 ? window.sum(Numerator)[0] / n : std::numeric_limits<double>::quiet_NaN();
}

constexpr std::array all_measures{
    record::Measure{"quiescent", whole},  record::Measure{"active", whole},    record::Measure{"jailed", whole},
    record::Measure{"serving", whole},    record::Measure{"cops", whole},      record::Measure{"arrests", whole},
    record::Measure{"killed", whole},     record::Measure{"group_a", whole},   record::Measure{"group_b", whole},
    record::Measure{"coexisting", whole}, record::Measure{"outbursts", whole}, record::Measure{"activation", whole},
    record::Measure{"waits", whole},      record::Measure{"waited", whole}};
static_assert(all_measures.size() == measured_count);

constexpr auto state_of = [](std::string_view name, std::string_view meaning, auto evaluate) {
    return Observable{name, whole, "persons", meaning, Storage::real, false, evaluate};
};
constexpr auto total_of = [](std::string_view name, std::string_view unit, std::string_view meaning, auto evaluate) {
    return Observable{name, whole, unit, meaning, Storage::count, false, evaluate, Over::total};
};

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

std::span<const Observable> observables() {
    static constexpr std::array all{
        state_of("quiescent", "free citizens who are not active, at the end of a step", level<quiescent>),
        state_of("active", "active citizens", level<active>),
        state_of("jailed", "citizens in jail, those with no steps left who have not acted since included",
                 level<jailed>),
        state_of("serving", "citizens in jail with steps left", level<serving>),
        state_of("cops", "cops", level<cops>),
        total_of("arrests", "1", "arrests", total<arrests>),
        total_of("killed", "persons", "model II: citizens killed", total<killed>),
        state_of("group_a", "model II: citizens of the first group; model I: all", level<group_a>),
        state_of("group_b", "model II: citizens of the second group", level<group_b>),
        Observable{"coexistence", whole, "1",
                   "model II: share of steps with both groups alive; its sum is the steps "
                   "until one was extinct",
                   Storage::real, false, level<coexisting>},
        total_of("outbursts", "1", "outbursts that began: runs of steps with more than outbursts.above active",
                 total<outbursts>),
        Observable{"outburst_activation", whole, "persons", "mean sum of active over the steps of an outburst",
                   Storage::real, false, ratio<activation, outbursts>},
        Observable{"outburst_wait", whole, "steps", "mean steps from the end of an outburst to the next", Storage::real,
                   false, ratio<waited, waits>}};
    return all;
}

void observe(const Step& step, const record::TallyLayout& layout, record::Tally& tally) {
    const Headcount n = count(step.agents());
    const auto note = [&](Measured measure, std::int64_t value) {
        tally.of(layout, measure)[0] = static_cast<double>(value);
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
