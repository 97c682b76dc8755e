// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/check.hpp"

#include <algorithm>
#include <cmath>

#include "models/intervention/declarations.hpp"
#include "models/intervention/state/addresses.hpp"
#include "sim/config/faults.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"

namespace peacenorm::intervention {
namespace {

// Groups lie below the block of organisations in the address of an event; each has a slot for its fragment.
constexpr std::size_t most_groups = organisation_groups / 2;

constexpr double sum_tolerance = 1e-6;
constexpr std::size_t rung_count = 6;

/// Names that exist, and what to call them.
struct Known {
    std::string_view one, many;
    std::vector<std::string> names;

    bool has(std::string_view name) const { return std::find(names.begin(), names.end(), name) != names.end(); }
};

double sum(const Named<double>& weights) {
    double total = 0;
    for (const auto& [name, value] : weights) total += value;
    return total;
}

class Checker {
  public:
    Checker(const Parameters& parameters, std::vector<config::PathProblem>& problems)
        : p_(parameters), problems_(problems) {}

    void sizes();
    void regions();
    void places();
    void organisations();
    void contingents();
    void bases();
    void armed_groups();
    void dyads();
    void rules();
    void ladder();
    void ties();
    void compliance();
    void lead();

  private:
    void add(std::string path, std::string problem, std::string allowed = {}, std::string hint = {}) {
        problems_.push_back({std::move(path), std::move(problem), std::move(allowed), std::move(hint)});
    }
    void must_exist(const std::string& path, const std::string& name, const Known& known);
    void all_must_exist(const std::string& path, const Named<double>& weights, const Known& known);
    void must_weigh(const std::string& path, const Named<double>& weights);
    void size(const char* path, std::size_t count, std::size_t most);
    void border(const std::string& path, std::size_t place, const std::string& neighbour);
    void rungs(const char* channel, const std::vector<double>& depths);

    const Parameters& p_;
    std::vector<config::PathProblem>& problems_;
    Known places_{"place", "places", p_.places.names()};
    Known regions_{"region", "regions", p_.regions.names()};
    Known communities_{"community", "communities", p_.communities.names()};
    Known organisations_{"organisation", "organisations", p_.organisations.names()};
    Known channels_{"channel", "channels", {channel_names.begin(), channel_names.end()}};
};

void Checker::must_exist(const std::string& path, const std::string& name, const Known& known) {
    if (known.has(name)) return;
    const std::string allowed =
        known.names.empty() ? "there are no " + std::string(known.many) : "expected " + config::one_of(known.names);
    add(path, "there is no " + std::string(known.one) + " " + config::in_quotes(name), allowed,
        config::suggestion(name, known.names));
}

void Checker::all_must_exist(const std::string& path, const Named<double>& weights, const Known& known) {
    for (const auto& [name, value] : weights) must_exist(path + "." + name, name, known);
}

void Checker::must_weigh(const std::string& path, const Named<double>& weights) {
    if (!(sum(weights) > 0)) add(path, "no weight is above 0", "expected at least one weight above 0");
}

void Checker::size(const char* path, std::size_t count, std::size_t most) {
    if (count > most) add(path, "there are " + std::to_string(count), "expected at most " + std::to_string(most));
}

void Checker::sizes() {
    size("places", p_.places.size(), most_places);
    size("communities", p_.communities.size(), most_communities);
    size("organisations", p_.organisations.size(), most_organisations);
    size("armed_groups", p_.armed_groups.size(), most_groups);
    if (p_.places.empty()) return add("places", "no places", "start from configs/mali/baseline.yaml by base:");
    if (p_.regions.empty()) add("regions", "no regions", "expected at least one");
    if (p_.communities.empty()) add("communities", "no communities", "expected at least one");
    if (p_.organisations.empty()) add("organisations", "no organisations", "expected at least one");
}

void Checker::regions() {
    for (const auto& [name, region] : p_.regions) {
        const std::string path = "regions." + name + ".communities";
        all_must_exist(path, region.communities, communities_);
        const double total = sum(region.communities);
        if (std::fabs(total - 1) > sum_tolerance)
            add(path, "the shares sum to " + config::number_text(total), "expected a sum of 1");
    }
}

void Checker::border(const std::string& path, std::size_t place, const std::string& neighbour) {
    if (neighbour == p_.places.name(place)) return add(path, "a place has no border with itself");
    must_exist(path, neighbour, places_);
    const std::size_t other = p_.places.index(neighbour);
    const bool said_before = other < place && p_.places[other].neighbours.find(p_.places.name(place)) != nullptr;
    if (said_before)
        add(path, "this border stands already under " + config::in_quotes(neighbour), "expected each border once");
}

void Checker::places() {
    for (std::size_t i = 0; i < p_.places.size(); ++i) {
        const std::string path = "places." + p_.places.name(i);
        must_exist(path + ".region", p_.places[i].region, regions_);
        for (const auto& [neighbour, border] : p_.places[i].neighbours)
            this->border(path + ".neighbours." + neighbour, i, neighbour);
    }
}

void Checker::organisations() {
    for (const auto& [name, organisation] : p_.organisations)
        all_must_exist("organisations." + name + ".suspects", organisation.suspects, communities_);
}

void Checker::contingents() {
    for (const auto& [name, contingent] : p_.contingents) {
        for (const auto& [date, organisation] : contingent.command) {
            const std::string path = "contingents." + name + ".command." + date;
            if (!parse_date(date)) add(path, config::in_quotes(date) + " is no date", "expected YYYY-MM-DD");
            must_exist(path, organisation, organisations_);
        }
    }
}

void Checker::bases() {
    for (const auto& [name, base] : p_.bases) {
        must_exist("bases." + name + ".organisation", base.organisation, organisations_);
        must_exist("bases." + name + ".place", base.place, places_);
    }
}

void Checker::armed_groups() {
    for (const auto& [name, group] : p_.armed_groups) {
        const std::string path = "armed_groups." + name;
        all_must_exist(path + ".core", group.core, places_);
        must_weigh(path + ".core", group.core);
        all_must_exist(path + ".targets", group.targets, communities_);
        must_weigh(path + ".targets", group.targets);
        if (!group.community.empty()) must_exist(path + ".community", group.community, communities_);
    }
}

void Checker::dyads() {
    const auto& dyads = p_.cooperation.dyads;
    for (std::size_t i = 0; i < dyads.size(); ++i) {
        const Dyad& dyad = dyads[i];
        const std::string path = "cooperation.dyads." + dyads.name(i);
        must_exist(path + ".a", dyad.a, organisations_);
        must_exist(path + ".b", dyad.b, organisations_);
        for (const std::string& channel : dyad.forth) must_exist(path + ".forth", channel, channels_);
        for (const std::string& channel : dyad.back) must_exist(path + ".back", channel, channels_);
        if (dyad.a == dyad.b) add(path + ".b", "a dyad needs two different organisations");
        for (std::size_t k = 0; k < i; ++k) {
            const bool repeated =
                (dyads[k].a == dyad.a && dyads[k].b == dyad.b) || (dyads[k].a == dyad.b && dyads[k].b == dyad.a);
            if (repeated)
                add(path, "the same two as in " + config::in_quotes(dyads.name(k)), "expected each pair once");
        }
    }
}

void Checker::rules() {
    for (const auto& [name, rule] : p_.cooperation.rules) {
        const std::string path = "cooperation.rules." + name;
        must_exist(path + ".giver", rule.giver, organisations_);
        must_exist(path + ".receiver", rule.receiver, organisations_);
        for (const std::string& channel : rule.channels) must_exist(path + ".channels", channel, channels_);
        const auto& dyads = p_.cooperation.dyads;
        const bool is_dyad = std::any_of(dyads.begin(), dyads.end(), [&rule](const auto& entry) {
            const Dyad& dyad = entry.second;
            return (dyad.a == rule.giver && dyad.b == rule.receiver) ||
                   (dyad.b == rule.giver && dyad.a == rule.receiver);
        });
        if (organisations_.has(rule.giver) && organisations_.has(rule.receiver) && !is_dyad)
            add(path, "the two are no dyad, so no channel between them can exist", "expected two of cooperation.dyads");
    }
}

void Checker::rungs(const char* channel, const std::vector<double>& depths) {
    if (depths.size() != rung_count)
        add("cooperation.ladder.rungs." + std::string(channel),
            "there are " + std::to_string(depths.size()) + " values", "expected six, for rungs 0 to 5");
}

void Checker::ladder() {
    const Ladder& ladder = p_.cooperation.ladder;
    for (const std::string& name : ladder.group) must_exist("cooperation.ladder.group", name, organisations_);
    const double rung = ladder.position.value_or(0);
    if (!(rung >= 0 && rung <= rung_count - 1))
        add("cooperation.ladder.position", "there is no rung " + config::number_text(rung), "expected 0 to 5, or null");
    rungs("information", ladder.rungs.information);
    rungs("logistics", ladder.rungs.logistics);
    rungs("joint", ladder.rungs.joint);
    rungs("training", ladder.rungs.training);
    rungs("mandate", ladder.rungs.mandate);
    rungs("visibility", ladder.rungs.visibility);
}

void Checker::ties() {
    for (const auto& [giver, receivers] : p_.cooperation.ties) {
        const std::string path = "cooperation.ties." + giver;
        must_exist(path, giver, organisations_);
        for (const auto& [receiver, channels] : receivers) {
            must_exist(path + "." + receiver, receiver, organisations_);
            if (receiver == giver) add(path + "." + receiver, "an organisation has no tie to itself");
        }
    }
}

void Checker::compliance() {
    const Compliance& weights = p_.compliance;
    const double total = weights.response + weights.timeliness + weights.do_no_harm;
    if (std::fabs(total - 1) > sum_tolerance)
        add("compliance", "response, timeliness and do_no_harm sum to " + config::number_text(total),
            "expected a sum of 1");
}

void Checker::lead() {
    const std::string& name = p_.mechanisms.shared_responsibility.lead;
    if (!name.empty()) must_exist("mechanisms.shared_responsibility.lead", name, organisations_);
    if (!p_.host.capital.empty()) must_exist("host.capital", p_.host.capital, places_);
    for (const auto& [cue, speech] : p_.discourse) {
        all_must_exist("discourse." + cue + ".about", speech.about, organisations_);
        all_must_exist("discourse." + cue + ".reach", speech.reach, regions_);
    }
    if (!p_.conduct.organisation.empty()) must_exist("conduct.organisation", p_.conduct.organisation, organisations_);
    if (!p_.host.organisation.empty()) must_exist("host.organisation", p_.host.organisation, organisations_);
}

}  // namespace

void check(const Parameters& parameters, const Horizon& /*horizon*/, std::vector<config::PathProblem>& problems) {
    Checker checker(parameters, problems);
    checker.sizes();
    if (parameters.places.empty()) return;  // all else would follow from that
    checker.regions();
    checker.places();
    checker.organisations();
    checker.contingents();
    checker.bases();
    checker.armed_groups();
    checker.dyads();
    checker.rules();
    checker.ladder();
    checker.ties();
    checker.compliance();
    checker.lead();
}

void check_continues(const Setup& first, const Setup& later, std::vector<config::PathProblem>& problems) {
    if (first.unit != later.unit || first.contingents != later.contingents)
        problems.push_back({"bases", "bases or contingents appear, vanish or change hands within a run",
                            "all of them from the start: a share or persons of 0 until they come", ""});
    if (first.organisation_of != later.organisation_of)
        problems.push_back(
            {"organisations", "whose legitimacy is followed changes within a run", "the same throughout", ""});
    if (first.rules != later.rules)
        problems.push_back({"cooperation.rules", "rules appear or vanish within a run",
                            "the same throughout: a change of 0 until they hold", ""});
    if (first.cell != later.cell)
        problems.push_back({"population", "who lives where changes within a run", "the same throughout", ""});
}

}  // namespace peacenorm::intervention
