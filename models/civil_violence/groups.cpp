// SPDX-License-Identifier: Apache-2.0
// Model II: two groups whose active members kill members of the other, and who have children.
#include "models/civil_violence/rules.hpp"
#include "models/civil_violence/state.hpp"

namespace peacenorm::civil_violence {

void kill(const Step& step, std::int32_t citizen) {
    const Agents& a = step.agents();
    const auto killer = static_cast<std::size_t>(citizen);
    std::vector<std::int32_t> in_view;
    for (const auto& away : step.setup.citizen_view.cells) {
        const std::int32_t cell = step.cell_at(a.cell[killer], away);
        std::int32_t agent = step.grid().first_at[static_cast<std::size_t>(cell)];
        for (; agent != nowhere; agent = step.grid().next_at[static_cast<std::size_t>(agent)]) {
            const auto row = static_cast<std::size_t>(agent);
            const bool is_target = a.status[row] == Status::quiet || a.status[row] == Status::active;
            if (is_target && a.group[row] != a.group[killer]) in_view.push_back(agent);
        }
    }
    if (in_view.empty()) return;
    const std::uint32_t word = step.word(killer, streams::victim);
    step.remove(in_view[static_cast<std::size_t>(pick(word, static_cast<std::int64_t>(in_view.size())))]);
    ++step.state.killed;
}

void clone(const Step& step, std::int32_t citizen) {
    const Groups& groups = step.setup.parameters.groups;
    const auto parent = static_cast<std::size_t>(citizen);
    if (!(step.uniform(parent, streams::clone) < groups.clone_probability)) return;
    const std::int32_t cell = step.free_cell(citizen, step.setup.citizen_view, streams::child_place);
    if (cell == nowhere) return;
    // The child's draws are at its parent's address: they do not depend on the row that happens to be vacant.
    const double risk_aversion = step.uniform(parent, streams::child_traits);  // words 0 and 1
    const std::uint32_t age = step.words(parent, streams::child_traits)[2];
    const std::int32_t row = step.add_agent(Status::quiet);
    Agents& a = step.agents();
    const auto child = static_cast<std::size_t>(row);
    a.hardship[child] = a.hardship[parent];
    a.group[child] = a.group[parent];
    a.risk_aversion[child] = risk_aversion;
    a.dies[child] = step.tick + 1 + pick(age, groups.max_age + 1);
    step.enter(row, cell);
}

}  // namespace peacenorm::civil_violence
