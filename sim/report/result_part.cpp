// SPDX-License-Identifier: Apache-2.0
#include "sim/report/result_part.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "sim/analysis/contrast_report.hpp"
#include "sim/analysis/decomposition_report.hpp"
#include "sim/analysis/study_arms.hpp"
#include "sim/analysis/theatre.hpp"
#include "sim/analysis/verdict_report.hpp"
#include "sim/config/faults.hpp"
#include "sim/core/json.hpp"
#include "sim/report/cell_values.hpp"
#include "sim/report/names.hpp"
#include "sim/report/series_bands.hpp"
#include "sim/report/shares.hpp"
#include "sim/store/result_reader.hpp"

namespace peacenorm::report {

namespace {

using analysis::ResultCells;
using config::Node;
using Texts = std::vector<std::string>;

Texts quoted(const Texts& texts) {
    Texts all;
    all.reserve(texts.size());
    for (const std::string& text : texts) all.push_back(json_text(text));
    return all;
}

std::string attributes_json(const record::h5::File& file) {
    JsonObject object;
    for (const std::string& name : file.attributes())
        if (name != "configuration") object.put_text(name, file.attribute(name).value_or(""));
    return object.text();
}

std::string ledger_json(const ResultCells& result) {
    const analysis::RunCounts& ledger = result.ledger();
    JsonObject object;
    return object.put("runs", std::to_string(ledger.runs))
        .put("failed", std::to_string(ledger.failed))
        .put("missing", std::to_string(ledger.missing))
        .put("first", json_list(quoted(ledger.first)))
        .text();
}

std::string arms_json(const ResultCells& result) {
    Texts arms;
    for (const analysis::ArmFacts& arm : analysis::read_arm_facts(result)) {
        JsonObject object, set;
        for (const auto& [path, value] : arm.set) set.put_text(path, value);
        arms.push_back(object.put_text("name", arm.name)
                           .put_text("why", arm.why)
                           .put_text("follows", arm.follows)
                           .put("set", set.text())
                           .put_text("changes", arm.changes)
                           .text());
    }
    return json_list(arms);
}

std::string factors_json(const ResultCells& result) {
    Texts factors;
    for (const analysis::Coordinate& factor : result.factors()) {
        Texts values = factor.labels;
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        JsonObject object;
        object.put_text("path", factor.path).put_text("unit", factor.unit);
        object.put("values", std::to_string(values.size()));
        factors.push_back(object.put_text("first", factor.labels.front()).text());
    }
    return json_list(factors);
}

std::string cells_json(const ResultCells& result, const ShownCells& shown) {
    Texts cells;
    for (std::size_t i = 0; i < shown.cells.size(); ++i) {
        JsonObject object, design;
        for (const analysis::Coordinate& factor : result.factors())
            design.put_text(factor.path, factor.labels[shown.cells[i].point]);
        object.put("design", design.text()).put_text("arm", result.arms()[shown.cells[i].arm]);
        object.put("point", std::to_string(shown.cells[i].point));
        object.put("reference", shown.references[i] ? std::to_string(*shown.references[i]) : "null");
        cells.push_back(object.text());
    }
    return json_list(cells);
}

/// A name and its latitude and longitude, as written.
struct Location {
    std::string name, latitude, longitude;
};

/// Entries of the parameters that say where they lie.
std::vector<Location> locations_in(const Node& configuration) {
    std::vector<Location> locations;
    const Node* parameters = configuration.find("parameters");
    if (parameters == nullptr) return locations;
    for (const config::Entry& kind : parameters->entries)
        for (const config::Entry& entity : kind.value.entries) {
            const Node* latitude = entity.value.find("latitude");
            const Node* longitude = entity.value.find("longitude");
            if (latitude != nullptr && longitude != nullptr && !latitude->text.empty() && !longitude->text.empty())
                locations.push_back({entity.key, latitude->text, longitude->text});
        }
    return locations;
}

std::string locations_json(const std::vector<Location>& locations) {
    JsonObject object;
    for (const Location& place : locations)
        object.put(place.name, json_list(quoted({place.latitude, place.longitude})));
    return object.text();
}

Texts names_of(const std::vector<Location>& locations) {
    Texts names;
    names.reserve(locations.size());
    for (const Location& place : locations) names.push_back(place.name);
    return names;
}

std::string node_json(const Node& node) {
    Texts items;
    JsonObject object;
    switch (node.kind) {
        case Node::Kind::null:
            return "null";
        case Node::Kind::scalar:
            return json_text(node.text);
        case Node::Kind::list:
            for (const Node& item : node.items) items.push_back(node_json(item));
            return json_list(items);
        case Node::Kind::map:
            for (const config::Entry& entry : node.entries) object.put(entry.key, node_json(entry.value));
            return object.text();
    }
    return "null";
}

/// What a command says with --json; empty where the result is not one that it can speak of.
template <class Say>
std::string said(Say say) {
    try {
        return say();
    } catch (const config::ConfigError&) {
        return "";
    }
}

std::string comparison_json(const ResultCells& result, const ShownCells& shown) {
    if (!shown.pairing || shown.pairing->cells.empty()) return "";
    return analysis::json_text_of(analysis::compare(result, *shown.pairing), {result, *shown.pairing, ""});
}

std::string decomposition_json(const ResultCells& result) {
    return said([&] { return analysis::json_text_of(analysis::decompose(result, {}), {result, ""}); });
}

std::string verdict_json(const ResultCells& result, const record::Claims* claims) {
    if (claims == nullptr) return "";
    return said([&] {
        const analysis::Theatre theatre = analysis::theatre_of(result);
        const record::Claims here = analysis::claims_in(theatre, *claims);
        const analysis::Verdict verdict = analysis::reach_verdict(result, here, {});
        return analysis::verdict_json(verdict, {result, here, "", theatre.name, theatre.priors});
    });
}

std::string hypotheses_json(const record::Claims* claims) {
    JsonObject object;
    if (claims != nullptr)
        for (const record::Hypothesis& hypothesis : claims->hypotheses)
            object.put_text(hypothesis.id, hypothesis.sentence);
    return object.text();
}

/// What the parameters mean of which `told` speaks, by declared path.
std::string meanings_json(const std::vector<config::LeafDoc>& parameters, std::string_view told) {
    const Texts paths = paths_in(told);
    JsonObject object;
    for (const config::LeafDoc& parameter : parameters)
        if (std::any_of(paths.begin(), paths.end(),
                        [&](const std::string& path) { return is_declared_by(path, parameter.path); }))
            object.put_text(parameter.path, parameter.doc.meaning);
    return object.text();
}

/// The outcomes as JSON; fills `observables` with what they measure, in order.
std::string outcomes_json(const ResultCells& result, const record::h5::File& file, const Subject& subject,
                          Texts& observables) {
    Texts outcomes;
    for (const analysis::OutcomeName& outcome : result.outcomes()) {
        const Measured what = measured(outcome.expression);
        observables.push_back(what.observable);
        JsonObject object;
        outcomes.push_back(object.put_text("name", outcome.name)
                               .put_text("unit", outcome.unit)
                               .put_text("expression", outcome.expression)
                               .put_text("title", what.observable.empty()
                                                      ? outcome.expression
                                                      : title_of(what.observable, file, subject.observables))
                               .put_text("kind", what.kind)
                               .put_text("observable", what.observable)
                               .put("labels", json_list(quoted(what.labels)))
                               .put_text("from", what.from)
                               .put_text("to", what.to)
                               .text());
    }
    return json_list(outcomes);
}

/// A dimension whose labels have outlines.
struct Outlined {
    std::string dimension;
    Texts labels;
    std::vector<std::vector<Ring>> rings;  ///< by label
};

/// The first dimension of series all of whose labels have outlines. Errors: ConfigError that says which labels lack
/// one.
Outlined outlined(const Geometry& geometry, const record::h5::File& file, const Texts& located) {
    std::optional<config::ConfigError> fault;
    for (const std::string& dimension : dimensions_of_series(file)) {
        Texts labels = record::Labels(file).along(dimension);
        try {
            std::vector<std::vector<Ring>> rings = outlines_of(geometry, labels);
            return {dimension, std::move(labels), std::move(rings)};
        } catch (const config::ConfigError& error) {
            if (!fault || make_a_map(file, dimension, located)) fault = error;
        }
    }
    throw fault ? *fault
                : config::ConfigError(geometry.file +
                                      ": error: the result has no series by place; expected one that "
                                      "was recorded with 'by', as record: {by: [place]}\n");
}

/// Rings by label as lengths; their spots are NAME.outlines (spot, longitude and latitude).
std::string add_outlines(DataBlock& block, const std::string& name, const Outlined& outlined) {
    std::vector<double> spots;
    Texts lengths;
    for (const std::vector<Ring>& rings : outlined.rings) {
        Texts of_place;
        for (const Ring& ring : rings) {
            of_place.push_back(std::to_string(ring.size()));
            for (const Spot& spot : ring) spots.insert(spots.end(), {spot.longitude, spot.latitude});
        }
        lengths.push_back(json_list(of_place));
    }
    block.add_rounded(name + ".outlines", {spots.size() / 2, 2}, spots);
    JsonObject object;
    return object.put_text("by", outlined.dimension).put("rings", json_list(lengths)).text();
}

/// The configuration as the result keeps it, but for the draws of a posterior: they are a table, and long.
std::string configuration_text(const ResultCells& result, Node configuration) {
    constexpr std::string_view draws = "design.posterior.draws";
    const Node* table = configuration.find_path(draws);
    if (table == nullptr || table->entries.empty()) return result.text("configuration");
    const std::size_t parameters = table->entries.size(), each = table->entries.front().value.items.size();
    configuration.set_path(draws, config::scalar(fmt::format("{} draws of {} {}, in the result", each, parameters,
                                                             parameters == 1 ? "parameter" : "parameters")));
    return config::to_yaml(configuration);
}

void put_if_any(JsonObject& object, const char* name, std::string json) {
    if (!json.empty()) object.put(name, std::move(json));
}

}  // namespace

std::string add_result(DataBlock& block, const std::string& name, const ResultCells& result, const Subject& subject) {
    const record::h5::File file = record::open_result(subject.path);
    const ShownCells shown = shown_cells(result, subject.references);
    const Node configuration = analysis::configuration_of(result);
    const double d = subject.claims == nullptr ? analysis::undefined : subject.claims->threshold;
    JsonObject object;
    object.put_text("name", name)
        .put("attributes", attributes_json(file))
        .put("ledger", ledger_json(result))
        .put("replicates", std::to_string(result.replicates()))
        .put("futures", std::to_string(result.futures()))
        .put("points", std::to_string(result.points()))
        .put("arms", arms_json(result))
        .put("factors", factors_json(result))
        .put("cells", cells_json(result, shown))
        .put("hypotheses", hypotheses_json(subject.claims))
        .put_number("d", d);
    Texts observables;
    object.put("outcomes", outcomes_json(result, file, subject, observables));
    add_cell_values(block, name, result, shown, d);
    put_if_any(object, "comparison", comparison_json(result, shown));
    put_if_any(object, "decomposition", decomposition_json(result));
    const std::string verdict = verdict_json(result, subject.claims);
    put_if_any(object, "verdict", verdict);
    object.put("meanings", meanings_json(subject.parameters, verdict + factors_json(result) +
                                                                 (subject.fit == nullptr ? "" : subject.fit->json)));
    const std::vector<Location> locations = locations_in(configuration);
    Texts located = names_of(locations);
    if (subject.geometry != nullptr) {
        const Outlined places = outlined(*subject.geometry, file, located);
        located.insert(located.end(), places.labels.begin(), places.labels.end());
        object.put("outlines", add_outlines(block, name, places));
    }
    object.put("series", add_series(block, name, file, result, shown, {observables, located, subject.observables}));
    object.put("shares", add_shares(block, name, file, result, shown, analysis::theatre_of(result)));
    if (subject.fit != nullptr) object.put("fit", subject.fit->json);
    if (!subject.runs.empty()) object.put("events", json_text_of(subject.runs));
    if (const Node* theatre = configuration.find("theatre")) object.put("theatre", node_json(*theatre));
    object.put("places", locations_json(locations));
    return object.put_text("configuration", configuration_text(result, configuration)).text();
}

}  // namespace peacenorm::report
