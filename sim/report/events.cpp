// SPDX-License-Identifier: Apache-2.0
#include "sim/report/events.hpp"

#include <algorithm>

#include "sim/core/json.hpp"

namespace peacenorm::report {

namespace {

std::string json_of(const record::Fact& fact) {
    const auto* number = std::get_if<double>(&fact.value);
    return number != nullptr ? json_number(*number) : json_text(std::get<std::string>(fact.value));
}

std::size_t column_of(std::vector<std::string>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    const auto column = static_cast<std::size_t>(found - names.begin());
    if (found == names.end()) names.emplace_back(name);
    return column;
}

}  // namespace

EventLog::Kind& EventLog::kind_of(std::string_view name) {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) { return kind.name == name; });
    return found != kinds_.end() ? *found : kinds_.emplace_back(Kind{std::string(name), {}, {}});
}

void EventLog::write(Date date, std::string_view kind, std::initializer_list<record::Fact> facts) {
    if (kept_ == most_events) {
        ++left_out_;
        return;
    }
    ++kept_;
    Kind& into = kind_of(kind);
    std::vector<std::string> values(into.facts.size(), "null");
    for (const record::Fact& fact : facts) {
        const std::size_t column = column_of(into.facts, fact.name);
        values.resize(std::max(values.size(), column + 1), "null");
        values[column] = json_of(fact);
    }
    values.insert(values.begin(), json_text(to_string(date)));
    into.rows.push_back(json_list(values));
}

std::string EventLog::json() const {
    JsonObject object;
    for (const Kind& kind : kinds_) {
        std::vector<std::string> facts;
        facts.reserve(kind.facts.size());
        for (const std::string& fact : kind.facts) facts.push_back(json_text(fact));
        JsonObject one;
        object.put(kind.name, one.put("facts", json_list(facts)).put("rows", json_list(kind.rows)).text());
    }
    return object.text();
}

std::string json_text_of(const std::vector<ToldRun>& runs) {
    std::vector<std::string> list;
    list.reserve(runs.size());
    for (const ToldRun& run : runs) {
        JsonObject object;
        list.push_back(object.put("run", std::to_string(run.run))
                           .put_text("arm", run.arm)
                           .put("replicate", std::to_string(run.replicate))
                           .put("left_out", std::to_string(run.events.left_out()))
                           .put("kinds", run.events.json())
                           .text());
    }
    return json_list(list);
}

}  // namespace peacenorm::report
