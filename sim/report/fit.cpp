// SPDX-License-Identifier: Apache-2.0
#include "sim/report/fit.hpp"

#include <fmt/format.h>

#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_file.hpp"
#include "sim/core/json.hpp"

namespace peacenorm::report {

namespace {

using config::Node;
using Names = std::vector<std::string_view>;
using Texts = std::vector<std::string>;

/// What an object of the file holds.
struct Keys {
    Names texts, numbers;
    Names may = {};  ///< may be there: texts or numbers
};

const Keys of_target{
    {"name", "block", "outcome", "source"}, {"value", "error", "discrepancy"}, {"what", "scale", "shift"}};
const Keys of_parameter{
    {"path", "unit"}, {}, {"prior_p05", "prior_p50", "prior_p95", "p05", "p50", "p95", "sd_over_prior_sd"}};
const Keys of_predictive{{}, {"mean", "sd", "p05", "p50", "p95", "z", "log_score"}};
const Keys of_block{{"block"}, {"targets", "distance_squared", "p"}};
const Keys of_left_out{{"block"}, {"log_score_prior", "log_score_given_others", "worst_z"}};
const Keys of_twins{{"name"}, {"coverage_50", "coverage_90", "rank_distance", "rank_p"}};

/// Reads the file; JSON is read as the YAML that it is.
class Reader {
  public:
    explicit Reader(const std::string& file) : root_(config::read_yaml(file, sources_, faults_)) {
        faults_.raise(sources_);
        if (root_.kind != Node::Kind::map)
            add(root_, "it is no calibration", "expected NAME.calibration.json as peacenorm calibrate writes it");
        faults_.raise(sources_);
        read();
        faults_.raise(sources_);
    }
    Fit fit() && { return std::move(fit_); }

  private:
    void add(const Node& node, std::string problem, std::string allowed) {
        faults_.add(node.at, std::move(problem), std::move(allowed));
    }

    const Node* need(const Node& node, std::string_view key, Node::Kind kind) {
        const Node* value = node.find(key);
        if (value != nullptr && value->kind == kind) return value;
        const std::string_view noun = kind == Node::Kind::list ? "list" : kind == Node::Kind::map ? "object" : "text";
        add(value != nullptr ? *value : node, fmt::format("it has no {} '{}'", noun, key),
            fmt::format("expected {} {}, as peacenorm calibrate writes it", noun == "object" ? "an" : "a", noun));
        return nullptr;
    }

    /// `null` stands where a number is not defined.
    std::string number(const Node& node, std::string_view key) {
        const Node* value = node.find(key);
        if (value != nullptr && value->kind == Node::Kind::null) return "null";
        const auto real = value != nullptr && value->kind == Node::Kind::scalar && !value->quoted
                              ? config::parse_real(value->text)
                              : std::nullopt;
        if (real) return json_number(*real);
        add(value != nullptr ? *value : node, fmt::format("it has no number '{}'", key), "expected a number or null");
        return "null";
    }

    std::string text(const Node& node, std::string_view key) {
        const Node* value = need(node, key, Node::Kind::scalar);
        return value != nullptr ? value->text : std::string();
    }

    std::string object(const Node& node, const Keys& keys) {
        JsonObject object;
        for (const std::string_view key : keys.texts) object.put_text(key, text(node, key));
        for (const std::string_view key : keys.numbers) object.put(key, number(node, key));
        for (const std::string_view key : keys.may)
            if (const Node* value = node.find(key); value != nullptr && value->kind == Node::Kind::scalar)
                object.put(key, value->quoted ? json_text(value->text) : number(node, key));
        return object.text();
    }

    std::string objects(const Node& node, std::string_view key, const Keys& keys) {
        Texts all;
        if (const Node* list = need(node, key, Node::Kind::list))
            for (const Node& item : list->items) all.push_back(object(item, keys));
        return json_list(all);
    }

    std::string texts(const Node& node, std::string_view key) {
        Texts all;
        if (const Node* list = need(node, key, Node::Kind::list))
            for (const Node& item : list->items) all.push_back(json_text(item.text));
        return json_list(all);
    }

    /// One for each target.
    std::string predictive(const Node& node, std::string_view key) {
        const Node *list = need(node, key, Node::Kind::list), *targets = root_.find("targets");
        if (list != nullptr && targets != nullptr && list->items.size() != targets->items.size())
            add(*list, fmt::format("'{}' tells of {} targets of {}", key, list->items.size(), targets->items.size()),
                "expected one entry for each target");
        return objects(node, key, of_predictive);
    }

    std::string waves() {
        Texts all;
        if (const Node* list = need(root_, "waves", Node::Kind::list)) {
            if (list->items.empty()) add(*list, "it tells of no wave", "expected one or more");
            for (const Node& wave : list->items)
                all.push_back(JsonObject{}
                                  .put("members", number(wave, "members"))
                                  .put("left_out", number(wave, "left_out"))
                                  .put("not_ruled_out", number(wave, "not_ruled_out"))
                                  .put("predictive", predictive(wave, "predictive"))
                                  .text());
        }
        return json_list(all);
    }

    std::string twins() {
        const Node* node = need(root_, "twins", Node::Kind::map);
        if (node == nullptr) return "null";
        return JsonObject{}
            .put("count", number(*node, "count"))
            .put("parameters", objects(*node, "parameters", of_twins))
            .put("quantities", objects(*node, "quantities", of_twins))
            .text();
    }

    void read() {
        fit_.study = text(root_, "study");
        fit_.posterior = text(root_, "posterior_hash");
        JsonObject object;
        object.put_text("study", fit_.study)
            .put_text("posterior_hash", fit_.posterior)
            .put_text("parameters_are", text(root_, "parameters_are"))
            .put("targets", objects(root_, "targets", of_target))
            .put("parameters", objects(root_, "parameters", of_parameter))
            .put("waves", waves())
            .put("blocks", objects(root_, "blocks", of_block))
            .put("blocks_left_out", objects(root_, "blocks_left_out", of_left_out))
            .put("unreachable", texts(root_, "unreachable"))
            .put("twins", twins())
            .put("does_not_hold_because", texts(root_, "does_not_hold_because"));
        if (const Node* learnt = root_.find("learnt"))
            object.put("degrees_of_freedom", number(*learnt, "degrees_of_freedom"));
        for (const char* may : {"as_written_predictive", "posterior_predictive"})
            if (root_.find(may) != nullptr) object.put(may, predictive(root_, may));
        if (root_.find("drawn_but_not_fitted") != nullptr)
            object.put("drawn_but_not_fitted", texts(root_, "drawn_but_not_fitted"));
        fit_.json = object.text();
    }

    config::Sources sources_;
    config::Faults faults_;
    Node root_;
    Fit fit_;
};

std::string text_at(const Node& configuration, std::string_view path) {
    const Node* node = configuration.find_path(path);
    return node != nullptr && node->kind == Node::Kind::scalar ? node->text : std::string();
}

}  // namespace

Fit read_fit(const std::string& file) {
    return Reader(file).fit();
}

std::string posterior_in(const Node& configuration) {
    const bool is_wave = !text_at(configuration, "design.posterior.made.members").empty();
    return is_wave ? std::string() : text_at(configuration, "design.posterior.made.hash");
}

bool is_of(const Node& configuration, const Fit& fit) {
    if (const std::string posterior = posterior_in(configuration); !posterior.empty())
        return posterior == fit.posterior;
    const std::string name = text_at(configuration, "name");
    return name == fit.study || name == fit.study + "-check" || name.starts_with(fit.study + "-wave-");
}

}  // namespace peacenorm::report
