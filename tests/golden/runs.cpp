// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/runs.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <span>
#include <vector>

#include "tests/models/intervention/mali.hpp"

namespace peacenorm::golden {
namespace {

using intervention::testing::Mali;
using intervention::testing::record_all;
using intervention::testing::row_of;

constexpr int weeks_a_line = 4;
constexpr std::string_view small_world_file = "tests/golden/small_world.yaml";

/// Together they touch every process of the week.
constexpr std::array<std::string_view, 20> followed{"civilians_killed",
                                                    "civilians_killed_reported_by_place",
                                                    "threats",
                                                    "awareness",
                                                    "tips",
                                                    "responses_in_time",
                                                    "deaths_averted",
                                                    "operations",
                                                    "own_harm",
                                                    "attacks_on_forces",
                                                    "members_killed",
                                                    "force_hours_received",
                                                    "fear",
                                                    "legitimacy_by_place",
                                                    "legitimacy_change",
                                                    "obligations_due",
                                                    "obligations_met",
                                                    "norm_salience",
                                                    "abuses_true",
                                                    "abuses_voiced"};

/// Shortest text that reads back as the same double.
std::string exact(double value) {
    return std::isnan(value) ? "missing" : fmt::format("{}", value);
}

/// Sums over what is not missing. `weighted` multiplies the i-th value by i + 1: two cells that exchange their values
/// leave the plain sum as it was.
struct Sums {
    double plain = 0, weighted = 0;
    std::size_t missing = 0;
};
Sums sums(std::span<const double> values) {
    Sums s;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) {
            ++s.missing;
            continue;
        }
        s.plain += values[i];
        s.weighted += static_cast<double>(i + 1) * values[i];
    }
    return s;
}

std::string header() {
    std::string line = "replicate,week";
    for (const std::string_view name : followed) line += fmt::format(",{},{}:weighted", name, name);
    return line + "\n";
}

std::string weekly_sums(const study::Study& study, std::uint32_t replicates) {
    const auto plan = record_all(study.horizon, weeks_a_line);
    const auto lines = static_cast<std::size_t>(plan->rows());
    std::string text = header();
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
        const record::RunData data = study.base->start({study.seed, replicate}, plan)->finish();
        for (std::size_t line = 0; line < lines; ++line) {
            text += fmt::format("{},{}", replicate, line * weeks_a_line);
            for (const std::string_view name : followed) {
                const std::vector<double>& series = data.series[row_of(name)];
                const std::size_t cells = series.size() / lines;
                const Sums s = sums(std::span(series).subspan(line * cells, cells));
                text += fmt::format(",{},{}", exact(s.plain), exact(s.weighted));
            }
            text += "\n";
        }
    }
    return text;
}

study::Study small_study(const std::vector<std::string>& sets) {
    return study::load_study(small_world_file, sets, models::catalogue());
}

/// "legitimacy_by_place.coalition.port" for one cell of an observable.
std::string cell_name(const study::Study& study, const record::Observable& observable, std::size_t cell) {
    std::string name;
    for (std::size_t axis = observable.axes.size(); axis-- > 0;) {
        if (observable.axes[axis] == record::no_axis) continue;
        const auto& labels = study.axes[static_cast<std::size_t>(observable.axes[axis])].labels;
        name.insert(0, labels[cell % labels.size()]).insert(0, ".");
        cell /= labels.size();
    }
    return std::string(observable.name) + name;
}

std::string named_values(const study::Study& study) {
    const auto plan = record_all(study.horizon, study.horizon.ticks());
    const record::RunData data = study.base->start({study.seed, 0}, plan)->finish();
    std::string text;
    for (std::size_t i = 0; i < data.series.size(); ++i)
        for (std::size_t cell = 0; cell < data.series[i].size(); ++cell)
            text += fmt::format("{} = {}\n", cell_name(study, intervention::observables()[i], cell),
                                exact(data.series[i][cell]));
    return text;
}

/// Counts the texts of an event log and sums its numbers, also with the weights 1, 2, 3, ... in the order of events.
class Counted final : public record::Trace {
  public:
    void write(Date /*date*/, std::string_view kind, std::initializer_list<record::Fact> facts) override {
        const double order = ++values_[std::string(kind)];
        for (const record::Fact& fact : facts) {
            const std::string name = fmt::format("{}.{}", kind, fact.name);
            if (const double* number = std::get_if<double>(&fact.value)) {
                values_[name] += *number;
                values_[name + ":weighted"] += order * *number;
            } else if (fact.name != "event") {  // the name of one event says nothing by itself
                values_[name + "." + std::get<std::string>(fact.value)] += 1;
            }
        }
    }
    std::string text() const {
        std::string text;
        for (const auto& [name, value] : values_) text += fmt::format("{} = {}\n", name, exact(value));
        return text;
    }

  private:
    std::map<std::string, double> values_;
};

}  // namespace

std::string mali_baseline() {
    return weekly_sums(Mali().study, 3);
}

std::string mali_extended() {
    return weekly_sums(Mali({"horizon.start=2018-01-01", "horizon.end=2020-01-06", "parameters.profile=extended",
                             "parameters.mechanisms.norm_law.engine=enforcement_game"})
                           .study,
                       1);
}

std::string mali_totals() {
    const record::RunData data = Mali().run(0, weeks_a_line);
    std::string text = "observable,sum,weighted,missing\n";
    for (std::size_t i = 0; i < data.series.size(); ++i) {
        const Sums s = sums(data.series[i]);
        text += fmt::format("{},{},{},{}\n", intervention::observables()[i].name, exact(s.plain), exact(s.weighted),
                            s.missing);
    }
    return text;
}

std::string small_world() {
    return named_values(small_study({}));
}

std::string small_world_events() {
    const study::Study study = small_study({});
    const auto world = study.base->start({study.seed, 0}, record_all(study.horizon));
    Counted events;
    world->trace_to(&events);
    world->advance(study.horizon.ticks());
    return events.text();
}

std::string small_world_other_rules() {
    return named_values(
        small_study({"parameters.cooperation.ladder.position=null",
                     "parameters.mechanisms.norm_law.engine=enforcement_game", "parameters.host.stance_coding=first"}));
}

}  // namespace peacenorm::golden
