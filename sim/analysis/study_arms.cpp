// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/study_arms.hpp"

#include <algorithm>

#include "sim/config/yaml_file.hpp"
#include "sim/config/yaml_text.hpp"

namespace peacenorm::analysis {

namespace {

using config::Node;

ArmFacts facts_of(const std::string& name, const Node* arm) {
    ArmFacts facts{name, {}, {}, {}, {}};
    if (arm == nullptr) return facts;
    for (const config::Entry& entry : arm->entries) {
        if (entry.key == "why")
            facts.why = entry.value.text;
        else if (entry.key == "follows")
            facts.follows = entry.value.text;
        else if (entry.key == "changes")
            facts.changes = config::to_flow_yaml(entry.value);
        else
            facts.set.emplace_back(entry.key, config::to_flow_yaml(entry.value));
    }
    std::sort(facts.set.begin(), facts.set.end());
    return facts;
}

}  // namespace

Node configuration_of(const ResultCells& result) {
    config::Sources sources;
    config::Faults faults;
    Node root = config::read_yaml_text("configuration", result.text("configuration"), sources, faults);
    if (!faults.empty() || root.kind != Node::Kind::map)
        throw IoError("the result keeps no configuration that can be read");
    return root;
}

std::vector<ArmFacts> read_arm_facts(const ResultCells& result) {
    const Node root = configuration_of(result);
    const Node* arms = root.find("arms");
    std::vector<ArmFacts> facts;
    for (const std::string& name : result.arms())
        facts.push_back(facts_of(name, arms == nullptr ? nullptr : arms->find(name)));
    return facts;
}

}  // namespace peacenorm::analysis
