// SPDX-License-Identifier: Apache-2.0
#include "sim/study/identity.hpp"

#include <fmt/core.h>

#include "peacenorm_build_info.hpp"
#include "sim/design/keys.hpp"
#include "sim/store/digest.hpp"
#include "sim/study/outcome_expression.hpp"

namespace peacenorm::study {

using config::Node;

namespace {

std::string hash_of(const std::vector<std::string>& texts) {
    record::Digest digest;
    for (const std::string& text : texts) digest.add(std::string_view(text));
    return digest.hex();
}

std::string dynamics_of(const Study& study) {
    std::vector<std::string> texts{std::string(study.model->name()),    std::string(study.model->version()),
                                   config::to_yaml(study.base->emit()), to_string(study.horizon.start),
                                   to_string(study.horizon.end),        std::to_string(study.horizon.days_per_tick),
                                   std::to_string(study.seed),          config::to_yaml(emit(study.design))};
    Node arms = keys::map();
    emit(study.arms, arms);
    if (!arms.entries.empty()) texts.push_back(config::to_yaml(arms));
    for (const DatedChange& change : study.changes) {
        texts.push_back(to_string(change.from));
        texts.push_back(config::to_yaml(change.set));
    }
    return hash_of(texts);
}

std::string recording_of(const Study& study) {
    std::vector<std::string> texts{std::to_string(study.record_every)};
    for (const record::Axis& axis : study.axes)  // the order of the words in the file decides nothing
        for (const std::string& by : study.record_by)
            if (by == axis.name) texts.push_back(by);
    const Vocabulary vocabulary{study.model->observables(), study.axes, study.horizon};
    for (const record::Outcome& outcome : study.outcomes) texts.push_back(canonical(outcome, vocabulary));
    return hash_of(texts);
}

}  // namespace

Build this_build() {
    return {build_info::version, build_info::commit, build_info::compiler};
}

Identity identity_of(const Study& study) {
    const Build build = this_build();
    return {dynamics_of(study), recording_of(study),
            fmt::format("{} {} {}", build.version, build.commit, build.compiler), config::to_yaml(study.resolved())};
}

std::string study_hash(const Study& study) {
    return study_hash(study, identity_of(study));
}

std::string study_hash(const Study& study, const Identity& identity) {
    std::vector<std::string> texts{identity.dynamics, identity.recording, identity.build,
                                   std::to_string(study.replicates)};
    if (study.until) texts.push_back(config::to_yaml(emit(*study.until)));
    return hash_of(texts);
}

std::string parameters_of(const Study& study) {
    std::vector<std::string> words;
    for (const Design::Parameters level : study.design.parameters) switch (level) {
            case Design::Parameters::baseline:
                words.emplace_back("set by hand");
                break;
            case Design::Parameters::prior:
                words.emplace_back("drawn from priors");
                break;
            case Design::Parameters::posterior:
                words.push_back(stamp_of(study.design.posterior));
                break;
        }
    if (words.empty()) return "set by hand";
    std::string text = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) text += (i + 1 == words.size() ? " and " : ", ") + words[i];
    return text;
}

std::string notice_of(const Study& study) {
    const std::vector<Design::Parameters>& levels = study.design.parameters;
    const bool is_fitted = levels == std::vector{Design::Parameters::posterior};
    std::string notice(study.model->notice());
    if (is_fitted)
        notice = parameters_of(study);
    else if (notice.empty())
        notice = "parameters " + parameters_of(study);
    const std::string caveat = study.base->caveat(study.arms.branch);
    if (!notice.empty() && !caveat.empty()) notice += "; ";
    return notice + caveat;
}

std::vector<std::pair<std::string, std::string>> provenance(const Study& study, const std::string& command) {
    const Build build = this_build();
    const Identity identity = identity_of(study);
    std::vector<std::pair<std::string, std::string>> facts{
        {"title", study.title.empty() ? study.name : study.title},
        {"Conventions", "CF-1.10"},
        {"history", fmt::format("peacenorm {}: {}", build.version, command)},
        {"peacenorm_version", build.version},
        {"git_commit", build.commit},
        {"compiler", build.compiler},
        {"model", std::string(study.model->name())},
        {"model_version", std::string(study.model->version())},
        {"notice", notice_of(study)},
        {"parameters", parameters_of(study)},
        {"configuration", config::to_yaml(study.resolved())},
        {"study_hash", study_hash(study)},
        {"dynamics_hash", identity.dynamics},
        {"recording_hash", identity.recording},
        {"build", identity.build},
        {"command", command}};
    if (!study.arms.list.empty()) facts.emplace_back("reference", study.arms.name(study.arms.reference));
    if (study.design.replicates_per_draw > 1)
        facts.emplace_back("replicates_per_draw", std::to_string(study.design.replicates_per_draw));
    if (study.arms.branch) facts.emplace_back("branch", to_string(*study.arms.branch));
    for (auto& fact : study.design.kind->facts()) facts.push_back(std::move(fact));
    return facts;
}

}  // namespace peacenorm::study
