// SPDX-License-Identifier: Apache-2.0
// A small declared configuration with every type of field.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/config/parameters.hpp"
#include "sim/config/yaml_file.hpp"

namespace peacenorm::config::test {

enum class Mandate { monitor, protect, stabilise };

struct Force {
    double quality = 0.5;
    std::int64_t persons = 0;
    Mandate mandate = Mandate::protect;
};

struct Window {
    Date start{};
    std::optional<Date> end;
};

struct Example {
    bool patrols = true;
    std::int64_t weeks = 52;
    int bases = 3;
    double strength = 1.0;
    std::string name = "mali";
    Mandate mandate = Mandate::monitor;
    std::optional<double> cap = 0.9;
    std::vector<double> weights = {0.5, 0.2, 0.3};
    std::vector<std::string> labels;
    std::vector<Mandate> sequence;
    Schedule depth = 0.25;
    Named<Force> organisations;
    Named<double> ties;
    Named<Named<double>> shares;
    Window window;
};

}  // namespace peacenorm::config::test

template <>
struct peacenorm::config::EnumNames<peacenorm::config::test::Mandate> {
    using Mandate = test::Mandate;
    static constexpr std::array<std::pair<std::string_view, Mandate>, 3> names{
        {{"monitor", Mandate::monitor}, {"protect", Mandate::protect}, {"stabilise", Mandate::stabilise}}};
};

template <>
struct peacenorm::config::Declaration<peacenorm::config::test::Force> {
    using Force = test::Force;
    static constexpr std::array retired{Retired{"skill", "quality"}};
    static constexpr std::string_view meaning = "An intervener";
    static constexpr auto fields = std::make_tuple(
        field("quality", &Force::quality,
              {.unit = "1", .min = 0, .max = 1, .prior = beta(2, 2), .meaning = "quality of contingents"}),
        field("persons", &Force::persons, {.unit = "persons", .min = 0, .meaning = "strength", .required = true}),
        field("mandate", &Force::mandate, {.meaning = "what it may do"}));
};

template <>
struct peacenorm::config::Declaration<peacenorm::config::test::Window> {
    using Window = test::Window;
    static constexpr std::string_view meaning = "A stretch of time";
    static constexpr auto fields = std::make_tuple(field("start", &Window::start, {.required = true}),
                                                   field("end", &Window::end, {.meaning = "empty: no end"}));
};

template <>
struct peacenorm::config::Declaration<peacenorm::config::test::Example> {
    using Example = test::Example;
    static constexpr std::string_view meaning = "Every type";
    static constexpr auto fields = std::make_tuple(
        field("patrols", &Example::patrols, {.meaning = "whether forces patrol"}),
        field("weeks", &Example::weeks, {.unit = "weeks", .min = 1, .max = 600, .halved = Halved::twice}),
        field("bases", &Example::bases, {.unit = "bases", .max = 100}),
        field("strength", &Example::strength,
              {.unit = "hours",
               .min = 0.5,
               .max = 2,
               .prior = uniform_between(0.5, 2),
               .meaning = "lead time",
               .source = "assumed: a \"test\""}),
        field("name", &Example::name, {}), field("mandate", &Example::mandate, {}),
        field("cap", &Example::cap, {.unit = "1", .min = 0, .max = 1}),
        field("weights", &Example::weights, {.unit = "1", .min = 0, .max = 1}), field("labels", &Example::labels, {}),
        field("sequence", &Example::sequence, {}),
        field("depth", &Example::depth, {.unit = "1", .min = 0, .max = 1, .prior = uniform_between(0, 1)}),
        field("organisations", &Example::organisations, {}),
        field("ties", &Example::ties, {.unit = "1", .min = 0, .max = 1, .prior = uniform_between(0, 1)}),
        field("shares", &Example::shares, {.unit = "1", .min = 0, .max = 1}), field("window", &Example::window, {}));
};

namespace peacenorm::config::test {

/// A text that reads without a fault and sets every field.
inline const std::string complete = R"(patrols: false
weeks: 104
bases: 7
strength: 1.25
name: "2013"
mandate: stabilise
cap: null
weights: [0.1, 0.9]
labels: [Gao, 'no', "a: b # c", Ménaka]
sequence: [monitor, protect]
depth: {2013-07-01: 0.1, 2017-12-08: 0.6}
organisations:
  minusma: {quality: 0.7, persons: 12000, mandate: protect}
  Barkhane:
    persons: 5100
ties: {minusma: 0.3}
shares: {north: {minusma: 0.25}}
window: {start: 2013-07-01, end: 2023-06-26}
)";

/// What reading a text gave: the value, and the faults as they are shown, without the lines of the source.
struct Reading {
    Example value;
    std::vector<std::string> faults;
};

/// "LINE:COL: problem; allowed; suggestion".
inline std::string line_of(const Fault& fault) {
    std::string text = std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + ": " + fault.problem;
    if (!fault.allowed.empty()) text += "; " + fault.allowed;
    return fault.suggestion.empty() ? text : text + "; " + fault.suggestion;
}

inline std::vector<std::string> lines_of(const Faults& faults) {
    std::vector<std::string> lines;
    for (const Fault& fault : faults.all()) lines.push_back(line_of(fault));
    return lines;
}

/// Reads `window: {start: ...}`, which is required, and the text below it: line 1 of the text is line 2.
inline Reading reading(const std::string& text) {
    Reading result;
    Sources sources;
    Faults faults;
    const Node node = read_yaml_text("test.yaml", "window: {start: 2013-07-01}\n" + text, sources, faults);
    read(node, result.value, faults);
    result.faults = lines_of(faults);
    return result;
}

inline Node parsed(const std::string& text) {
    Sources sources;
    Faults faults;
    Node node = read_yaml_text("test.yaml", text, sources, faults);
    faults.raise(sources);
    return node;
}

}  // namespace peacenorm::config::test
