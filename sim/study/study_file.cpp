// SPDX-License-Identifier: Apache-2.0
#include "sim/study/study_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

#include "sim/analysis/theatre.hpp"
#include "sim/config/compose.hpp"
#include "sim/config/numbers.hpp"
#include "sim/config/words.hpp"
#include "sim/config/yaml_file.hpp"
#include "sim/design/keys.hpp"
#include "sim/store/result_layout.hpp"
#include "sim/study/common_ticks.hpp"
#include "sim/study/outcome_expression.hpp"
#include "sim/study/study_check.hpp"

namespace peacenorm::study {

using config::Entry;
using config::Faults;
using config::Node;
using config::Position;

namespace {

const keys::Names study_keys{"model",   "name",    "title",    "seed",       "horizon",  "parameters",
                             "changes", "record",  "design",   "replicates", "arms",     "reference",
                             "branch",  "futures", "outcomes", "theatre",    "calibrate"};
constexpr std::int32_t most_ticks = (1 << 20) - 1;  // what fits in an address (DECISIONS.md, "Randomness by address")

/// Reads the keys one by one; every fault is kept, and reading goes on.
class Loader {
  public:
    explicit Loader(const Catalogue& catalogue) : catalogue_(catalogue) {}
    Study load(const std::filesystem::path& file, const std::vector<std::string>& sets);
    Study load_text(const std::string& name, const std::string& text);

  private:
    Study read(const std::filesystem::path& file);
    void read_file(const std::filesystem::path& file, const std::vector<std::string>& sets);
    void lay(config::Setting setting);
    void set_dotted(const std::string& map, const std::string& path, config::Setting setting);
    void read_model();
    void read_name(const std::filesystem::path& file);
    void read_horizon();
    void read_step(const Node* step, Position horizon);
    void check_end(const Node& end);
    void read_numbers();
    void read_replicates(const Node& replicates);
    bool lacks_its_base() const;
    void bring_files(Node& design);
    std::optional<Points> points_of(const Node& file);
    void check_posterior();
    void read_calibration();
    void read_targets();
    std::optional<std::size_t> outcome_of_target(const Node& expression);
    void check_fit();
    void check_arm_of_facts();
    std::filesystem::path beside(const Node& file) const;
    void check_draws();
    void check_until();
    void read_parameters();
    void add_change(DatedChange change);
    void read_record();
    std::optional<int> ticks_of(const Node& every);
    std::unordered_set<std::string> taken_names() const;
    void read_outcomes();
    void read_theatre();
    void add_outcome(std::string name, const Node& expression, Position at);
    void check_scenario();
    void check_settings();

    const Catalogue& catalogue_;
    config::Sources sources_;
    Faults faults_;
    Node root_;
    std::vector<config::Setting> settings_;  ///< of parameters
    Written written_;
    std::unordered_set<std::string> taken_;  ///< names of variables, outcomes among them
    bool can_prepare_ = false;               ///< the parameters were read without a fault, and there is a horizon
    Study study_;
};

Study Loader::load(const std::filesystem::path& file, const std::vector<std::string>& sets) {
    read_file(file, sets);
    return read(file);
}

Study Loader::load_text(const std::string& name, const std::string& text) {
    root_ = config::read_yaml_text(name, text, sources_, faults_);
    return read(name);
}

Study Loader::read(const std::filesystem::path& file) {
    const bool partial = !faults_.empty();
    if (root_.kind != Node::Kind::map) faults_.raise(sources_);
    keys::Names known = study_keys;
    known.emplace_back("base");
    keys::is_map_of(root_, "the study", known, faults_);
    if (lacks_its_base()) faults_.raise(sources_);
    read_model();
    read_name(file);
    read_numbers();
    read_horizon();
    if (Node* design = root_.find("design")) {
        bring_files(*design);
        study_.design = read_design(*design, faults_);
    }
    read_calibration();
    check_draws();
    study_.arms = read_arms(root_, study_.horizon, faults_);
    check_arm_of_facts();
    if (study_.model != nullptr) {
        const std::size_t before = faults_.all().size();
        read_parameters();
        can_prepare_ = faults_.all().size() == before && study_.horizon.ticks() > 0;
        study_.axes = study_.base->axes();
        read_record();
        read_outcomes();
        read_targets();
        read_theatre();
        check_until();
        if (!partial) check_scenario();
    }
    faults_.raise(sources_);
    return std::move(study_);
}

void Loader::read_file(const std::filesystem::path& file, const std::vector<std::string>& sets) {
    root_ = config::load_composed(file.string(), sources_, faults_, &study_.files);
    const bool is_whole = std::all_of(faults_.all().begin(), faults_.all().end(), [](const config::Fault& fault) {
        return fault.problem.starts_with("duplicate key");
    });
    for (const std::string& text : sets) {
        config::Setting setting = config::parse_set(text, sources_, faults_);
        if (!setting.path.empty() && root_.kind == Node::Kind::map) lay(std::move(setting));
    }
    // Without one of its files, a study has faults that are none.
    if (!is_whole) faults_.raise(sources_);
}

/// Whether its key 'base' is misspelt: what a study lacks then is no fault of its own.
bool Loader::lacks_its_base() const {
    return std::any_of(faults_.all().begin(), faults_.all().end(), [](const config::Fault& fault) {
        return fault.problem.starts_with("unknown key") && fault.suggestion == "did you mean 'base'?";
    });
}

/// A path that begins with a key of the study sets that key; any other is a parameter's.
void Loader::lay(config::Setting setting) {
    const std::string first = setting.path.substr(0, setting.path.find('.'));
    if (is_under(setting.path, "parameters")) {
        setting.path.erase(0, std::string("parameters.").size());
        settings_.push_back(std::move(setting));
    } else if (setting.path != "design.factors" && is_under(setting.path, "design.factors")) {
        const std::string path = setting.path.substr(std::string("design.factors.").size());
        set_dotted("design.factors", path, std::move(setting));
    } else if (const std::size_t dot = setting.path.find('.', 5);
               setting.path.starts_with("arms.") && dot != std::string::npos) {
        const std::string arm = setting.path.substr(0, dot), path = setting.path.substr(dot + 1);
        set_dotted(arm, path, std::move(setting));
    } else if (std::find(study_keys.begin(), study_keys.end(), first) != study_keys.end()) {
        root_.set_path(setting.path, std::move(setting.value));
    } else {
        settings_.push_back(std::move(setting));
    }
}

/// The keys of factors and arms hold dots, which `set_path` would take for steps. `map`: two steps.
void Loader::set_dotted(const std::string& map, const std::string& path, config::Setting setting) {
    if (root_.find_path(map) == nullptr) root_.set_path(map, keys::map());
    const std::size_t dot = map.find('.');
    Node& entries = *root_.find(map.substr(0, dot))->find(map.substr(dot + 1));
    entries.kind = Node::Kind::map;
    std::erase_if(entries.entries, [&](const Entry& entry) { return entry.key == path; });
    entries.entries.push_back({path, setting.at_path, std::move(setting.value)});
}

void Loader::read_model() {
    keys::Names names;
    for (const Model* model : catalogue_) names.emplace_back(model->name());
    const Node* model = root_.find("model");
    if (model == nullptr) return faults_.add(root_.at, "missing key 'model'", "expected " + config::one_of(names));
    const auto name = keys::word(*model, names, faults_);
    for (const Model* known : catalogue_)
        if (name == known->name()) study_.model = known;
}

void Loader::read_name(const std::filesystem::path& file) {
    study_.name = file.stem().string();
    if (const Node* title = root_.find("title")) study_.title = keys::text(*title, faults_).value_or("");
    const Node* name = root_.find("name");
    if (name == nullptr) return;
    study_.name = keys::text(*name, faults_).value_or(study_.name);
    const bool is_one_line = config::printable(study_.name) == study_.name;
    if (study_.name[0] == '.' || !is_one_line || study_.name.find_first_of("/\\") != std::string::npos)
        faults_.add(name->at, "the name cannot name a file",
                    "no '/' and no '\\', no line break or other control character, and no '.' in front");
}

void Loader::read_numbers() {
    if (const Node* seed = root_.find("seed"))
        study_.seed = static_cast<std::uint32_t>(keys::integer(*seed, 0, 0xffffffff, faults_).value_or(0));
    if (const Node* replicates = root_.find("replicates")) read_replicates(*replicates);
}

void Loader::read_replicates(const Node& replicates) {
    if (replicates.kind != Node::Kind::map) {
        study_.replicates =
            static_cast<std::uint32_t>(keys::integer(replicates, 1, 1'000'000'000, faults_).value_or(1));
        return;
    }
    const Node* until = replicates.find("until");
    if (!keys::is_map_of(replicates, "replicates", {"until"}, faults_)) return;
    if (until == nullptr)
        return faults_.add(replicates.at, "missing key 'until' in replicates", "expected a number, or {until: {...}}");
    study_.until = read_until(*until, faults_);
    study_.replicates = study_.until->at_most;
}

/// The file that a value names, its path relative to the file in which the value stands.
std::filesystem::path Loader::beside(const Node& file) const {
    const std::string named_in = file.at.source < 0 ? "" : sources_.name(file.at.source);
    const bool is_in_file = std::find(study_.files.begin(), study_.files.end(), named_in) != study_.files.end();
    const std::filesystem::path folder = is_in_file ? std::filesystem::path(named_in).parent_path() : "";
    return (folder / file.text).lexically_normal();
}

/// The points of a file that a design names.
std::optional<Points> Loader::points_of(const Node& file) {
    if (!keys::text(file, faults_)) return std::nullopt;
    const std::string path = beside(file).string();
    auto points = read_points(path, sources_, faults_, file.at);
    if (points) study_.files.push_back(path);
    return points;
}

/// Puts what files hold in the place of their names, so that a study and its results are whole without them.
void Loader::bring_files(Node& design) {
    const Node *file = design.find("file"), *kind = design.find("kind");
    if (file != nullptr && kind != nullptr && kind->text == "draws") {
        const auto points = points_of(*file);
        if (design.find("factors") != nullptr)
            faults_.add(file->at, "a design has points of a file beside factors", "expected one of them");
        design.set_path("file", {});
        if (design.find("factors") == nullptr)
            design.entries.push_back({"factors", {}, points ? as_factors(*points) : keys::map()});
    }
    Node* posterior = design.find("posterior");
    if (posterior == nullptr || posterior->kind != Node::Kind::scalar) return;
    const config::Position at = posterior->at;
    const auto points = points_of(*posterior);
    *posterior = points ? as_node(*points) : keys::map();
    posterior->at = at;
}

/// A study with `calibrate` is its first wave: one replicate of each draw of the priors.
void Loader::read_calibration() {
    const Node* node = root_.find("calibrate");
    if (node == nullptr) return;
    study_.calibration = study::read_calibration(*node, faults_);
    if (const Node* design = root_.find("design"))
        for (const config::Entry& entry : design->entries)
            if (entry.key != "priors")
                faults_.add(entry.at, fmt::format("'{}' of a design beside 'calibrate'", entry.key),
                            "a calibration makes its own design: leave all of it out but priors");
    study_.design.parameters = {Design::Parameters::prior};
    if (study_.calibration->priors.kind != Node::Kind::null)
        for (PriorOverride& one : read_priors(study_.calibration->priors, faults_)) {
            std::erase_if(study_.design.priors, [&](const PriorOverride& other) { return other.path == one.path; });
            study_.design.priors.push_back(std::move(one));
        }
    study_.replicates = study_.calibration->draws;
    study_.until.reset();
}

/// An outcome that a target is made of; one that the study has already is that one.
std::optional<std::size_t> Loader::outcome_of_target(const Node& expression) {
    const Vocabulary vocabulary{study_.model->observables(), study_.axes, study_.horizon, std::nullopt,
                                study_.model->retired_observables()};
    auto outcome = read_outcome("", expression, vocabulary, faults_);
    if (!outcome) return std::nullopt;
    outcome->name = "";
    const std::string sought = canonical(*outcome, vocabulary);
    for (std::size_t i = 0; i < study_.outcomes.size(); ++i) {
        record::Outcome known = study_.outcomes[i];
        known.name = "";
        if (canonical(known, vocabulary) == sought) return i;
    }
    for (std::size_t number = study_.outcomes.size() + 1; outcome->name.empty(); ++number)
        if (std::string name = fmt::format("target_{}", number); taken_.insert(name).second)
            outcome->name = std::move(name);
    study_.outcomes.push_back(std::move(*outcome));
    return study_.outcomes.size() - 1;
}

void Loader::read_targets() {
    const Node* node = study_.calibration ? root_.find("calibrate")->find("targets") : nullptr;
    if (node == nullptr || !keys::text(*node, faults_)) return;
    study_.calibration->file = beside(*node).string();
    study_.calibration->own_outcomes = study_.outcomes.size();
    const std::size_t before = faults_.all().size();
    const Node targets = config::read_yaml(study_.calibration->file, sources_, faults_, node->at);
    if (faults_.all().size() > before) return;
    study_.files.push_back(study_.calibration->file);
    const TargetVocabulary vocabulary{
        [&](const Node& expression) { return outcome_of_target(expression); },
        [&](std::size_t outcome) { return Date{study_.horizon.date_of(study_.outcomes[outcome].last_tick).days - 1}; }};
    study::read_targets(targets, vocabulary, *study_.calibration, faults_);
}

/// What is to be fitted is drawn, and a number.
void Loader::check_fit() {
    if (!study_.calibration) return;
    keys::Names names;
    for (const config::PriorLeaf& leaf : study_.design.drawn)
        if (leaf.prior.kind != random::Prior::Kind::one_of) names.push_back(leaf.path);
    for (std::size_t i = 0; i < study_.calibration->fit.size(); ++i) {
        const std::string& wanted = study_.calibration->fit[i];
        if (std::none_of(names.begin(), names.end(), [&](const auto& name) { return is_under(name, wanted); }))
            faults_.add(study_.calibration->fit_at[i],
                        fmt::format("no number with a prior is named {}", config::in_quotes(wanted)),
                        "expected " + config::one_of(names) + "; calibrate.priors gives others a prior",
                        config::suggestion(wanted, names));
    }
}

void Loader::check_arm_of_facts() {
    if (!study_.calibration || study_.calibration->facts_in.empty()) return;
    const std::string& wanted = study_.calibration->facts_in;
    keys::Names names;
    for (const Arm& arm : study_.arms.list) names.push_back(arm.name);
    if (std::find(names.begin(), names.end(), wanted) == names.end())
        faults_.add(study_.calibration->facts_in_at, fmt::format("no arm is called {}", config::in_quotes(wanted)),
                    names.empty() ? "a study without arms has one run of each draw: leave facts_in out"
                                  : "expected " + config::one_of(names),
                    config::suggestion(wanted, names));
}

/// Draws under one model say nothing about another.
void Loader::check_posterior() {
    const Posterior& posterior = study_.design.posterior;
    if (posterior.is_empty()) return;
    const std::string fitted = posterior.fact("model") + " " + posterior.fact("model_version");
    const std::string own = fmt::format("{} {}", study_.model->name(), study_.model->version());
    if (fitted != own)
        faults_.add(posterior.at, fmt::format("the posterior is of the model {}", fitted),
                    "expected one of " + own + ": fit it again with peacenorm calibrate");
}

/// Each draw of the priors has its full number of replicates; a rule that stops by precision takes them as independent.
void Loader::check_draws() {
    const std::uint32_t each = study_.design.replicates_per_draw;
    if (each == 1) return;
    const Position at = root_.find("design")->find("replicates_per_draw")->at;
    if (study_.until)
        faults_.add(at, "replicates_per_draw beside 'until'",
                    "expected a number of replicates: " + std::to_string(each) + " or a multiple");
    else if (study_.replicates % each != 0)
        faults_.add(at, fmt::format("{} replicates are not a multiple of {} per draw", study_.replicates, each),
                    fmt::format("expected replicates: {}, or another multiple", (study_.replicates / each + 1) * each));
}

void Loader::check_until() {
    keys::Names names;
    for (const record::Outcome& outcome : study_.outcomes) names.push_back(outcome.name);
    if (!study_.until || study_.until->of.empty()) return;
    if (std::find(names.begin(), names.end(), study_.until->of) != names.end()) return;
    faults_.add(study_.until->of_at, fmt::format("no outcome is called '{}'", study_.until->of),
                names.empty() ? "the study has no outcomes" : "expected " + config::one_of(names),
                config::suggestion(study_.until->of, names));
}

void Loader::read_horizon() {
    const Node* node = root_.find("horizon");
    if (node == nullptr)
        return faults_.add(root_.at, "missing key 'horizon'", "expected {start: DATE, end: DATE, step: week}");
    if (!keys::is_map_of(*node, "horizon", {"start", "end", "step"}, faults_)) return;
    read_step(node->find("step"), node->at);
    std::optional<Date> start, end;
    for (const char* key : {"start", "end"}) {
        const Node* date = node->find(key);
        if (date == nullptr)
            faults_.add(node->at, fmt::format("missing key '{}' in horizon", key), "expected YYYY-MM-DD");
        else
            (key[0] == 's' ? start : end) = keys::date(*date, faults_);
    }
    if (!start || !end) return;
    study_.horizon.start = *start;
    study_.horizon.end = *end;
    check_end(*node->find("end"));
}

/// A week where nothing is said; only the steps that the model stands, because its rates and memories are per step.
void Loader::read_step(const Node* step, Position horizon) {
    if (step != nullptr) study_.horizon.days_per_tick = keys::word(*step, {"week", "day"}, faults_) == "day" ? 1 : 7;
    if (study_.model == nullptr) return;
    const std::vector<int> stands = study_.model->days_per_tick();
    if (std::find(stands.begin(), stands.end(), study_.horizon.days_per_tick) != stands.end()) return;
    keys::Names words;
    words.reserve(stands.size());
    for (const int days : stands) words.emplace_back(days == 1 ? "day" : "week");
    faults_.add(
        step == nullptr ? horizon : step->at,
        fmt::format("the model {} does not stand a step of a {}: its rates and memories would mean something else",
                    study_.model->name(), study_.horizon.days_per_tick == 1 ? "day" : "week"),
        "expected step: " + config::one_of(words));
}

/// Leaves an empty horizon when the end is no tick.
void Loader::check_end(const Node& end) {
    Horizon& horizon = study_.horizon;
    const std::string grid = horizon.days_per_tick == 1 ? "days" : "weeks";
    if (horizon.end <= horizon.start) {
        faults_.add(end.at, "the horizon ends before it starts",
                    fmt::format("expected a date after {}", to_string(horizon.start)));
    } else if (!horizon.is_on_grid(horizon.end)) {
        const Date before = horizon.date_of(horizon.ticks());
        const Date after = horizon.date_of(horizon.ticks() + 1);
        faults_.add(
            end.at,
            fmt::format("the end {} is not on the grid of {} from {}", to_string(horizon.end), grid,
                        to_string(horizon.start)),
            fmt::format("expected {}{}", before > horizon.start ? to_string(before) + " or " : "", to_string(after)));
    } else if (horizon.ticks() > most_ticks) {
        faults_.add(end.at, "the horizon is too long", fmt::format("at most {} {}", most_ticks, grid));
    } else {
        return;
    }
    horizon.end = horizon.start;
}

void Loader::read_parameters() {
    const Node* node = root_.find("parameters");
    Node nothing;
    nothing.at = root_.at;
    written_.parameters = node == nullptr ? nothing : *node;
    study_.base = study_.model->read(written_.parameters, faults_);
    for (const config::Setting& setting : settings_) {
        study_.base->set({std::nullopt, setting.path, setting.value, setting.at_path}, faults_);
        written_.always.push_back({setting.path, setting.value.at.source < 0 ? setting.at_path : setting.value.at});
    }
    const Node* changes = root_.find("changes");
    if (changes == nullptr) return;
    if (changes->kind != Node::Kind::list)
        return faults_.add(changes->at, "changes are a list", "expected [{from: DATE, set: {path: value}}]");
    if (changes->items.size() > most_changes)
        return faults_.add(changes->at, "there are too many changes", fmt::format("at most {}", most_changes));
    written_.before_changes = study_.base->clone();
    for (const Node& item : changes->items)
        if (auto change = read_change(item, study_.horizon, faults_)) add_change(std::move(*change));
}

void Loader::add_change(DatedChange change) {
    for (const Entry& entry : change.set.entries) {
        study_.base->set({change.from, entry.key, entry.value, entry.at}, faults_);
        written_.dated.push_back({entry.key, entry.value.at.source < 0 ? entry.at : entry.value.at});
    }
    study_.changes.push_back(std::move(change));
}

std::optional<int> Loader::ticks_of(const Node& every) {
    const std::string allowed = "expected a number of ticks, or a text such as 4 weeks";
    const std::size_t blank = every.text.find(' ');
    if (every.kind == Node::Kind::scalar && blank != std::string::npos) {
        const auto amount = config::parse_integer(every.text.substr(0, blank));
        const std::string unit = every.text.substr(blank + 1);
        const int days = unit == "week" || unit == "weeks" ? 7 : unit == "day" || unit == "days" ? 1 : 0;
        if (!amount || days == 0 || *amount < 1 || *amount > most_ticks) {
            faults_.add(every.at, fmt::format("'{}' is not a period", every.text), allowed);
            return std::nullopt;
        }
        const std::int64_t whole = *amount * days;
        if (whole % study_.horizon.days_per_tick == 0) return static_cast<int>(whole / study_.horizon.days_per_tick);
        faults_.add(every.at, fmt::format("'{}' is not a whole number of weeks", every.text),
                    "a step of the horizon is a week");
        return std::nullopt;
    }
    const auto ticks = keys::integer(every, 1, most_ticks, faults_);
    return ticks ? std::optional(static_cast<int>(*ticks)) : std::nullopt;
}

void Loader::read_record() {
    keys::Names axes;
    for (const record::Axis& axis : study_.axes) axes.push_back(axis.name);
    study_.record_by = study_.model->default_axes();
    const Node* node = root_.find("record");
    if (node == nullptr || !keys::is_map_of(*node, "record", {"every", "by", "events"}, faults_)) return;
    if (const Node* every = node->find("every")) study_.record_every = ticks_of(*every).value_or(study_.record_every);
    if (const Node* by = node->find("by")) study_.record_by = keys::words(*by, axes, faults_);
    if (const Node* events = node->find("events")) keys::word(*events, {"false"}, faults_);
}

/// The names that variables of the result have already.
std::unordered_set<std::string> Loader::taken_names() const {
    std::unordered_set<std::string> taken;
    for (const std::string_view name : record::own_variables) taken.emplace(name);
    for (const record::Observable& observable : study_.model->observables()) taken.emplace(observable.name);
    for (const record::Axis& axis : study_.axes) taken.insert(axis.name);
    return taken;
}

void Loader::read_outcomes() {
    const Node* node = root_.find("outcomes");
    taken_ = taken_names();
    if (node == nullptr || node->kind == Node::Kind::null) return;
    if (node->kind == Node::Kind::map)
        for (const Entry& entry : node->entries) add_outcome(entry.key, entry.value, entry.at);
    else if (node->kind == Node::Kind::list)
        for (const Node& item : node->items) add_outcome(identifier(item.text), item, item.at);
    else
        faults_.add(node->at, "outcomes are a map or a list", "expected name: mean(OBSERVABLE.LABEL, FROM..TO)");
}

void Loader::add_outcome(std::string name, const Node& expression, Position at) {
    if (faults_.is_full()) return;
    if (name.empty() || identifier(name) != name)
        faults_.add(at, fmt::format("{} cannot name an outcome", config::in_quotes(name)),
                    "letters, digits and '_', a letter in front");
    if (!taken_.insert(name).second || name.starts_with("design_") || name.starts_with("parameter_"))
        faults_.add(at, fmt::format("an outcome cannot be called {}", config::in_quotes(name)),
                    "another variable has this name");
    const Vocabulary vocabulary{study_.model->observables(), study_.axes, study_.horizon, study_.arms.branch,
                                study_.model->retired_observables()};
    if (auto outcome = read_outcome(std::move(name), expression, vocabulary, faults_))
        study_.outcomes.push_back(std::move(*outcome));
}

void Loader::read_theatre() {
    const Node* node = root_.find("theatre");
    if (node == nullptr) return;
    config::read(*node, study_.theatre.emplace(), faults_);
    std::vector<std::string> arms;
    for (const Arm& arm : study_.arms.list) arms.push_back(arm.name);
    std::vector<config::PathProblem> problems;
    analysis::check(*study_.theatre, study_.model->claims(), study_.model->observables(), arms, problems);
    for (const config::PathProblem& problem : problems)
        faults_.add(root_.locate(problem.path), problem.problem, problem.allowed, problem.suggestion);
}

/// What only a whole scenario can show: asked when all parameters could be read, so that no fault is reported twice.
void Loader::check_scenario() {
    refuse_retired(study_.design, study_.model->retired_parameters(), faults_);
    DesignContext context{study_.seed, study_.model->parameters(), {}, study_.base->emit()};
    context.priors = with_overrides(
        study_.base->priors(), study_.design.priors,
        [&](const std::string& path) { return number_leaf(path, context.leaves, context.base); }, faults_);
    resolve_factors(study_.design, context, faults_);
    check_posterior();
    check_factors(study_, faults_);
    check_arm_paths(study_, faults_);
    if (!can_prepare_ || !prepare_base(study_, written_, faults_) || !faults_.empty()) return;
    const Node* design = root_.find("design");
    resolve_priors(study_.design, context, design == nullptr ? root_.at : design->at, faults_);
    check_settings();
    check_fit();
    const Node* replicates = root_.find("replicates");
    check_size(study_, replicates == nullptr ? root_.at : replicates->at, faults_);
    check_arms(study_, faults_);
    check_points(study_, faults_);
    if (faults_.empty()) add_common_ticks(study_, faults_);
}

/// A value that somebody asks for and no run has.
void Loader::check_settings() {
    const Design& design = study_.design;
    const auto is = [](const std::string& path) { return [&](const auto& one) { return one.path == path; }; };
    for (const config::Setting& setting : settings_) {
        const auto leaf = std::find_if(design.drawn.begin(), design.drawn.end(), is(setting.path));
        const bool is_drawn = leaf != design.drawn.end() && !design.has(Design::Parameters::baseline) &&
                              (leaf->prior.kind != random::Prior::Kind::none || design.posterior.find(leaf->path));
        if (std::any_of(design.factors.begin(), design.factors.end(), is(setting.path)))
            faults_.add(setting.at_path, fmt::format("{} is varied by the design: no run has this value", setting.path),
                        fmt::format("expected another path, or design.factors.{0}=[VALUE, ...]", setting.path));
        else if (is_drawn)
            faults_.add(setting.at_path, fmt::format("{} is drawn by the design: no run has this value", setting.path),
                        "expected another path, or design.parameters=[baseline]");
    }
}

}  // namespace

Study load_study(const std::filesystem::path& file, const std::vector<std::string>& sets, const Catalogue& catalogue) {
    return Loader(catalogue).load(file, sets);
}

Study load_study_text(const std::string& name, const std::string& text, const Catalogue& catalogue) {
    return Loader(catalogue).load_text(name, text);
}

}  // namespace peacenorm::study
