// SPDX-License-Identifier: Apache-2.0
#include "tests/models/civil_violence/plain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <random>

namespace peacenorm::plain {
namespace {

struct Settings {
    int width = 40, height = 40;
    double citizens = 0.7, cops = 0.074;
    int vision = 7;
    double legitimacy = 0.8;
    int max_jail_term = 1000;
};

enum class State { quiet, active, arrested };

struct Agent {
    bool is_cop = false;
    int x = 0, y = 0;
    double hardship = 0, risk_aversion = 0;
    State state = State::quiet;
    int sentence = 0;
};

class World {
  public:
    World(const Settings& settings, std::uint64_t seed) : settings_(settings), random_(seed) {}

    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    static int wrap(int i, int n) { return i < 0 ? i + n : i < n ? i : i - n; }

    Agent& add(bool is_cop, int x, int y) {
        Agent agent;
        agent.is_cop = is_cop;
        agent.x = x;
        agent.y = y;
        if (!is_cop) {
            agent.hardship = uniform();
            agent.risk_aversion = uniform();
        }
        return agents.emplace_back(agent);
    }
    std::vector<std::size_t> shuffled() {
        std::vector<std::size_t> order(agents.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random_);
        return order;
    }
    bool rebels(const Agent& agent, int ratio) const {
        const double grievance = agent.hardship * (1 - settings_.legitimacy);
        return grievance - agent.risk_aversion * (1 - std::exp(-2.3 * ratio)) > 0.1;
    }
    Counts count(int arrests) const {
        Counts counts;
        counts.arrests = arrests;
        for (const Agent& agent : agents) {
            if (agent.is_cop) continue;
            counts.quiescent += agent.state == State::quiet ? 1 : 0;
            counts.active += agent.state == State::active ? 1 : 0;
            counts.jailed += agent.state == State::arrested ? 1 : 0;
            counts.serving += agent.sentence > 0 ? 1 : 0;
        }
        return counts;
    }

    std::vector<Agent> agents;

  protected:
    Settings settings_;
    std::mt19937_64 random_;
};

class Mesa : public World {
  public:
    Mesa(const Settings& settings, std::uint64_t seed)
        : World(settings, seed), at_(static_cast<std::size_t>(settings.width * settings.height), -1) {
        for (int x = 0; x < settings.width; ++x)
            for (int y = 0; y < settings.height; ++y) {
                const double u = uniform();
                if (u >= settings.citizens + settings.cops) continue;
                at(x, y) = static_cast<int>(agents.size());
                add(u >= settings.citizens, x, y);
            }
    }
    Counts step() {
        arrests_ = 0;
        for (const std::size_t i : shuffled()) agents[i].is_cop ? act_cop(agents[i]) : act_citizen(agents[i]);
        return count(arrests_);
    }

  private:
    int& at(int x, int y) {
        return at_[static_cast<std::size_t>(wrap(y, settings_.height) * settings_.width + wrap(x, settings_.width))];
    }
    struct Seen {
        int cops = 0;
        std::vector<int> actives;
        std::vector<std::pair<int, int>> empty;
    };
    const Seen& look(const Agent& agent) {
        Seen& seen = seen_;
        seen.cops = 0;
        seen.actives.clear();
        seen.empty.clear();
        const int v = settings_.vision;
        for (int dx = -v; dx <= v; ++dx)
            for (int dy = -v; dy <= v; ++dy) {
                if (std::abs(dx) + std::abs(dy) > v || (dx == 0 && dy == 0)) continue;
                const int who = at(agent.x + dx, agent.y + dy);
                if (who < 0) {
                    seen.empty.emplace_back(agent.x + dx, agent.y + dy);
                } else if (const Agent& other = agents[static_cast<std::size_t>(who)]; other.is_cop) {
                    ++seen.cops;
                } else if (other.state == State::active) {
                    seen.actives.push_back(who);
                }
            }
        return seen;
    }
    void move(Agent& agent, const Seen& seen) {
        if (seen.empty.empty()) return;
        const auto [x, y] = seen.empty[static_cast<std::size_t>(below(static_cast<int>(seen.empty.size())))];
        std::swap(at(x, y), at(agent.x, agent.y));
        agent.x = wrap(x, settings_.width);
        agent.y = wrap(y, settings_.height);
    }
    void act_citizen(Agent& agent) {
        if (agent.sentence > 0) {
            --agent.sentence;
            return;
        }
        const Seen& seen = look(agent);
        const double ratio = static_cast<double>(seen.cops) / static_cast<double>(1 + seen.actives.size());
        agent.state = rebels(agent, static_cast<int>(std::nearbyint(ratio))) ? State::active : State::quiet;
        move(agent, seen);
    }
    void act_cop(Agent& cop) {
        const Seen& seen = look(cop);
        if (!seen.actives.empty()) {
            const int who = seen.actives[static_cast<std::size_t>(below(static_cast<int>(seen.actives.size())))];
            Agent& suspect = agents[static_cast<std::size_t>(who)];
            suspect.sentence = below(settings_.max_jail_term + 1);
            suspect.state = State::arrested;
            ++arrests_;
        }
        move(cop, seen);
    }
    std::vector<int> at_;
    Seen seen_;
    int arrests_ = 0;
};

class NetLogo : public World {
  public:
    NetLogo(const Settings& settings, std::uint64_t seed) : World(settings, seed) {
        const int cells = settings.width * settings.height;
        const int cops = static_cast<int>(std::lround(settings.cops * cells));
        const int citizens = static_cast<int>(std::lround(settings.citizens * cells));
        std::vector<int> order(static_cast<std::size_t>(cells));
        for (int i = 0; i < cells; ++i) order[static_cast<std::size_t>(i)] = i;
        std::shuffle(order.begin(), order.end(), random_);
        here_.resize(order.size());
        for (int i = 0; i < cops + citizens; ++i) {
            const int cell = order[static_cast<std::size_t>(i)];
            here(cell % settings.width, cell / settings.width).push_back(i);
            add(i < cops, cell % settings.width, cell / settings.width);
        }
    }
    Counts step() {
        int arrests = 0;
        for (const std::size_t i : shuffled()) {
            Agent& agent = agents[i];
            if (!agent.is_cop && agent.sentence > 0) continue;
            move(static_cast<int>(i));
            if (!agent.is_cop) decide(agent);
            if (agent.is_cop) arrests += enforce(static_cast<int>(i));
        }
        for (Agent& agent : agents) {
            if (agent.sentence > 0) --agent.sentence;
            if (agent.state == State::arrested && agent.sentence == 0) agent.state = State::quiet;
        }
        return count(arrests);
    }

  private:
    std::vector<int>& here(int x, int y) {
        return here_[static_cast<std::size_t>(wrap(y, settings_.height) * settings_.width + wrap(x, settings_.width))];
    }
    /// Calls take(x, y) for every patch within the radius, the own one included.
    template <class Take>
    void for_neighbourhood(const Agent& agent, const Take& take) {
        const int v = settings_.vision;
        for (int dx = -v; dx <= v; ++dx)
            for (int dy = -v; dy <= v; ++dy)
                if (dx * dx + dy * dy <= v * v) take(agent.x + dx, agent.y + dy);
    }
    void put(int who, int x, int y) {
        Agent& agent = agents[static_cast<std::size_t>(who)];
        std::vector<int>& before = here(agent.x, agent.y);
        before.erase(std::find(before.begin(), before.end(), who));
        here(x, y).push_back(who);
        agent.x = wrap(x, settings_.width);
        agent.y = wrap(y, settings_.height);
    }
    void move(int who) {
        std::vector<std::pair<int, int>>& targets = targets_;
        targets.clear();
        for_neighbourhood(agents[static_cast<std::size_t>(who)], [&](int x, int y) {
            for (const int other : here(x, y)) {
                const Agent& agent = agents[static_cast<std::size_t>(other)];
                if (agent.is_cop || agent.sentence == 0) return;
            }
            targets.emplace_back(x, y);
        });
        if (targets.empty()) return;
        const auto [x, y] = targets[static_cast<std::size_t>(below(static_cast<int>(targets.size())))];
        put(who, x, y);
    }
    void decide(Agent& agent) {
        int cops = 0, actives = 0;
        for_neighbourhood(agent, [&](int x, int y) {
            for (const int other : here(x, y)) {
                cops += agents[static_cast<std::size_t>(other)].is_cop ? 1 : 0;
                actives += agents[static_cast<std::size_t>(other)].state == State::active ? 1 : 0;
            }
        });
        agent.state = rebels(agent, cops / (1 + actives)) ? State::active : State::quiet;
    }
    int enforce(int cop) {
        std::vector<int> suspects;
        for_neighbourhood(agents[static_cast<std::size_t>(cop)], [&](int x, int y) {
            for (const int other : here(x, y))
                if (agents[static_cast<std::size_t>(other)].state == State::active) suspects.push_back(other);
        });
        if (suspects.empty()) return 0;
        const int who = suspects[static_cast<std::size_t>(below(static_cast<int>(suspects.size())))];
        Agent& suspect = agents[static_cast<std::size_t>(who)];
        suspect.sentence = below(settings_.max_jail_term);
        suspect.state = suspect.sentence > 0 ? State::arrested : State::quiet;
        put(cop, suspect.x, suspect.y);
        return 1;
    }
    std::vector<std::vector<int>> here_;
    std::vector<std::pair<int, int>> targets_;
};

template <class Program>
Run run(const Settings& settings, std::uint64_t seed) {
    Program program(settings, seed);
    Run counts;
    for (int step = 0; step < steps; ++step) counts.push_back(program.step());
    return counts;
}

constexpr std::array compared_steps{1, 2, 5, 10, 50, 100, 200};

}  // namespace

Run run_mesa(std::uint64_t seed) {
    return run<Mesa>({}, seed);
}

Run run_netlogo(std::uint64_t seed) {
    Settings settings;
    settings.cops = 0.04;
    settings.legitimacy = 0.82;
    settings.max_jail_term = 30;
    return run<NetLogo>(settings, seed);
}

std::vector<int> summarise(const Run& run) {
    int peak = 0, arrests = 0, bursts = 0;
    bool before = false;
    for (const Counts& counts : run) {
        peak = std::max(peak, counts.active);
        arrests += counts.arrests;
        bursts += counts.active >= 50 && !before ? 1 : 0;
        before = counts.active >= 50;
    }
    std::vector<int> summary{peak, arrests, bursts};
    for (const int step : compared_steps) {
        const Counts& c = run.at(static_cast<std::size_t>(step) - 1);
        summary.insert(summary.end(), {c.quiescent, c.active, c.jailed, c.serving, c.arrests});
    }
    return summary;
}

std::vector<std::string> summary_names() {
    std::vector<std::string> names{"peak_active", "arrests_in_all", "bursts"};
    for (const int step : compared_steps)
        for (const char* count : {"quiescent_", "active_", "jailed_", "serving_", "arrests_"})
            names.push_back(count + std::to_string(step));
    return names;
}

}  // namespace peacenorm::plain
