// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/checker.hpp"

#include <algorithm>

#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
double sum(const Named<double>& weights) {
    double total = 0;
    for (const auto& [name, value] : weights) total += value;
    return total;
}

bool Known::has(std::string_view name) const {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Checker::Checker(const Parameters& parameters, std::vector<config::PathProblem>& problems)
    : p(parameters),
      places{"place", "places", p.places.names()},
      regions{"region", "regions", p.regions.names()},
      communities{"community", "communities", p.communities.names()},
      organisations{"organisation", "organisations", p.organisations.names()},
      contingents{"contingent", "contingents", p.contingents.names()},
      channels{"channel", "channels", {channel_names.begin(), channel_names.end()}},
      problems_(problems) {}

void Checker::add(std::string path, std::string problem, std::string allowed, std::string hint) {
    problems_.push_back({std::move(path), std::move(problem), std::move(allowed), std::move(hint)});
}

void Checker::must_exist(const std::string& path, const std::string& name, const Known& known) {
    if (known.has(name)) return;
    const std::string nearest = config::suggestion(name, known.names);
    if (&known == &organisations && nearest.empty() && !known.names.empty()) {
        missing_[name].push_back(path);
        return;
    }
    const std::string allowed =
        known.names.empty() ? "there are no " + std::string(known.many) : "expected " + config::one_of(known.names);
    add(path, "there is no " + std::string(known.one) + " " + config::in_quotes(name), allowed, nearest);
}

// Taking an organisation out leaves many names behind: all are told at once, and that there is another way.
void Checker::tell_of_missing_organisations() {
    for (const auto& [name, paths] : missing_) {
        const std::string problem = "there is no organisation " + config::in_quotes(name);
        for (const std::string& path : paths)
            add(path, problem,
                paths.size() == 1 ? "expected " + config::one_of(organisations.names)
                                  : "expected another organisation; or take this out too (null, or a list without it)");
        if (paths.size() > 1)
            add("organisations",
                problem + ", and " + std::to_string(paths.size()) + " parameters name it, told here too",
                "to take it out take them all out with it; or keep it and let it leave: organisations." + name +
                    ".exit.date: DATE");
    }
}

void Checker::must_exist_if_named(const std::string& path, const std::string& name, const Known& known) {
    if (!name.empty()) must_exist(path, name, known);
}

void Checker::all_must_exist(const std::string& path, const Named<double>& weights, const Known& known) {
    for (const auto& [name, value] : weights) must_exist(path + "." + name, name, known);
}

void Checker::must_weigh(const std::string& path, const Named<double>& weights) {
    if (!(sum(weights) > 0)) add(path, "no weight is above 0", "expected at least one weight above 0");
}

void Checker::at_most(const char* path, std::size_t count, std::size_t most) {
    if (count > most) add(path, "there are " + std::to_string(count), "expected at most " + std::to_string(most));
}

}  // namespace peacenorm::intervention
