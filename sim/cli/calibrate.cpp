// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <thread>

#include "sim/analysis/fit/assimilation.hpp"
#include "sim/analysis/fit/calibration_report.hpp"
#include "sim/analysis/fit/verdict_claims.hpp"
#include "sim/analysis/fit/verdict_twins_report.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/exit_codes.hpp"
#include "sim/cli/output.hpp"
#include "sim/cli/run_study.hpp"
#include "sim/cli/signals.hpp"
#include "sim/config/faults.hpp"
#include "sim/random/special.hpp"
#include "sim/results/wave.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/place.hpp"
#include "sim/study/identity.hpp"

namespace peacenorm::cli {

namespace {

namespace fs = std::filesystem;
namespace fit = analysis::fit;
using fit::Matrix;
using study::Study;

constexpr double most_left_out = 0.1;                              // of a wave's members
constexpr std::array profile_places{0.05, 0.25, 0.5, 0.75, 0.95};  // of the prior

/// A wave was stopped, or others have not done their part: the code to end with.
struct Ended {
    int code;
};

fit::ParameterName parameter_of(const Study& first, std::size_t leaf) {
    const std::string& path = first.design.drawn[leaf].path;
    const std::vector<config::LeafDoc> leaves = first.model->parameters();
    const config::LeafDoc* doc = study::find_leaf(leaves, path);
    return {path, doc == nullptr ? "1" : std::string(doc->doc.unit)};
}

const char* scale_word(study::Target::Scale scale) {
    switch (scale) {
        case study::Target::Scale::log:
            return "log";
        case study::Target::Scale::logit:
            return "logit";
        case study::Target::Scale::identity:
            break;
    }
    return "identity";
}

/// What is drawn from its prior all along.
std::vector<std::string> not_fitted(const Study& first, const std::vector<std::size_t>& fitted) {
    std::vector<std::string> paths;
    for (std::size_t leaf = 0; leaf < first.design.drawn.size(); ++leaf)
        if (std::find(fitted.begin(), fitted.end(), leaf) == fitted.end())
            paths.push_back(first.design.drawn[leaf].path);
    return paths;
}

class Calibrator {
  public:
    Calibrator(const RunOptions& options, const study::Catalogue& catalogue, parallel::Ranks* ranks)
        : options_(options),
          catalogue_(catalogue),
          ranks_(ranks),
          first_(load_first()),
          plan_(first_),
          fitted_(study::fitted_leaves(first_)),
          facts_(study::facts_of(*first_.calibration)),
          out_(options.out.empty() ? fs::path("results") / (first_.name + ".posterior.csv")
                                   : fs::path(as_operand(options.out))) {}
    int run();

  private:
    using Plan = study::Plan;
    Study load_first() const;
    bool leads() const { return ranks_ == nullptr || ranks_->rank() == 0; }
    fs::path beside(const std::string& ending) const;
    study::WaveValues ran(const std::string& name, const std::function<Study()>& wave, const Matrix& scores);
    void wait_for(const fs::path& result, const Study& study) const;
    void require_whole(const std::string& name, const study::WaveValues& values, const Plan& plan) const;
    Study wave_of(const std::string& name, const Matrix& scores) const;
    study::WaveValues first_wave();
    void look(const study::WaveValues& wave, const fs::path& result);
    void keep_reachable();
    Matrix moved(const study::WaveValues& wave, unsigned number) const;
    void tell_posterior(const Matrix& scores, const study::WaveValues& check);
    void tell_parameters();
    void tell_as_written();
    void look_at_twins(const study::WaveValues& wave);
    void judge_twins();
    void judge_posterior();
    fs::path place_of_diagnostics() const;
    int finish();
    void publish(const Matrix& scores);

    const RunOptions& options_;
    const study::Catalogue& catalogue_;
    parallel::Ranks* ranks_;
    Study first_;
    Plan plan_;
    std::vector<std::size_t> fitted_;
    std::vector<fit::Fact> facts_;
    fs::path out_;
    fit::CalibrationTold told_;
    std::vector<std::string> hashes_;       ///< of waves
    std::vector<std::size_t> assimilated_;  ///< facts that move members
    Matrix prior_;                          ///< scores of the first wave's members
    study::Posterior posterior_;
};

Study Calibrator::load_first() const {
    Study study = load(options_, catalogue_);
    if (!study.calibration)
        throw config::ConfigError(
            fmt::format("{}: error: the study says nothing of a calibration; expected calibrate: {{targets: FILE}}\n",
                        options_.study.file));
    return study;
}

/// A file whose name begins as that of the posterior.
fs::path Calibrator::beside(const std::string& ending) const {
    std::string stem = out_.string();
    for (const std::string_view known : {".csv", ".posterior"})
        if (stem.ends_with(known)) stem.erase(stem.size() - known.size());
    return stem + ending;
}

Study Calibrator::wave_of(const std::string& name, const Matrix& scores) const {
    Study study = load(options_, catalogue_);
    study::turn_into_wave(study, name, study::posterior_of(first_, fitted_, scores, {{"members", name}}));
    return study;
}

/// The shard that finds nothing missing joins a wave; the others wait for it a while.
void Calibrator::wait_for(const fs::path& result, const Study& study) const {
    const study::Plan plan(study);
    study::Identity identity = study::identity_of(study);
    identity.other_builds = options_.other_builds;
    const auto end = std::chrono::steady_clock::now() +
                     std::chrono::milliseconds(static_cast<std::int64_t>(1000 * options_.patience));
    while (study::look_at(result, identity, plan.runs()) != study::Existing::complete) {
        if (is_stop_wanted() || std::chrono::steady_clock::now() > end) {
            tell("{}: other shards have not done their part of this wave; when they have, continue with:\n  {}\n",
                 result.string(), options_.resume);
            throw Ended{ExitCode::interrupted};
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

/// Runs what is missing of a wave, and reads it.
study::WaveValues Calibrator::ran(const std::string& name, const std::function<Study()>& wave, const Matrix& scores) {
    RunOptions options = options_;
    options.out = beside("." + name + ".nc").string();
    options.output =
        options_.output == RunOptions::Output::quiet ? RunOptions::Output::quiet : RunOptions::Output::progress;
    int code = ExitCode::done;
    if (ranks_ != nullptr) {
        options.pace = study::Pace::slows;
        code = run_on_ranks(options, wave, *ranks_);
    } else {
        Study study = wave();
        code = run_study(options, study, study::execute);
    }
    if (code != ExitCode::done && code != ExitCode::failed) throw Ended{code};
    const Study study = wave();
    wait_for(options.out, study);
    hashes_.push_back(study::study_hash(study));
    const study::Plan plan(study);
    study::WaveValues values = study::values_of(first_, plan, options.out, scores);
    require_whole(options.out, values, plan);
    return values;
}

/// Members without a number for every fact are left out; where they are many, what is left stands for nothing.
void Calibrator::require_whole(const std::string& name, const study::WaveValues& values, const Plan& plan) const {
    const auto members = static_cast<double>(plan.bundles());
    if (static_cast<double>(values.left_out) <= most_left_out * members) return;
    std::string text;
    for (std::size_t k = 0; k < facts_.size(); ++k)
        if (values.missing[k] > 0)
            text += fmt::format("; target {}: no number in {}", facts_[k].name, values.missing[k]);
    throw config::ConfigError(
        fmt::format("{}: error: {} of {} members failed or give a target no number{}; a logarithm of a count needs a "
                    "shift, a share of nothing needs another outcome\n",
                    name, values.left_out, plan.bundles(), text));
}

study::WaveValues Calibrator::first_wave() {
    const auto load_it = [this] { return load(options_, catalogue_); };
    return ran("wave-1", load_it, study::first_scores(plan_, fitted_));
}

void Calibrator::look(const study::WaveValues& wave, const fs::path& result) {
    fit::WaveTold told;
    told.result = result.filename().string();
    told.members = static_cast<std::size_t>(wave.ensemble.x.rows());
    told.left_out = wave.left_out;
    told.predictive = fit::predictive_of(wave.ensemble.y, facts_);
    told.surfaces = fit::surfaces_of(wave.ensemble);
    told.implausibility = fit::implausibility_of(told.surfaces, facts_, first_.calibration->beyond);
    told_.waves.push_back(std::move(told));
}

/// A fact beyond reach would drag every parameter to its end: it is left out, or the calibration stops.
void Calibrator::keep_reachable() {
    const std::vector<fit::Predictive>& predictive = told_.waves.front().predictive;
    for (std::size_t k = 0; k < facts_.size(); ++k)
        if (std::fabs(predictive[k].z) > first_.calibration->beyond)
            told_.unreachable.push_back(k);
        else
            assimilated_.push_back(k);
    const bool stops = first_.calibration->unreachable == study::Calibration::Unreachable::stop;
    if (told_.unreachable.empty()) return;
    const bool fits = !stops && !assimilated_.empty();
    std::vector<std::string> names;
    names.reserve(told_.unreachable.size());
    for (const std::size_t k : told_.unreachable) names.push_back(facts_[k].name);
    told_.reasons.push_back(fmt::format("no draw of the priors comes near {}: {}", fmt::join(names, ", "),
                                        fits                   ? "they were left out of the fit"
                                        : assimilated_.empty() ? "nothing is left to fit"
                                                               : "calibrate.unreachable: leave_out fits the others"));
    if (!fits) throw Ended{ExitCode::failed};
}

/// The members of the next wave; after the last one the posterior.
Matrix Calibrator::moved(const study::WaveValues& wave, unsigned number) const {
    const unsigned waves = first_.calibration->waves;
    const Matrix& x = number < waves ? wave.ensemble.x : prior_;
    const Matrix normals = study::normals_of(first_, number, static_cast<std::size_t>(x.rows()));
    std::vector<fit::Fact> facts;
    facts.reserve(assimilated_.size());
    for (const std::size_t k : assimilated_) facts.push_back(facts_[k]);
    const auto chosen = [&](const Matrix& table) -> Matrix {
        return fit::rows_of(table.transpose(), assimilated_).transpose();
    };
    const fit::Ensemble seen{wave.ensemble.x, chosen(wave.ensemble.y)};
    return number < waves ? fit::moved(seen, facts, waves, chosen(normals))
                          : fit::settled(seen, prior_, facts, chosen(normals));
}

/// The posterior is whole before it is checked: it says what made it, and nothing of how well it does.
void Calibrator::publish(const Matrix& scores) {
    const study::Calibration& calibration = *first_.calibration;
    std::map<std::string, int> by_block;
    for (const std::size_t k : assimilated_) ++by_block[facts_[k].block];
    std::vector<std::string> blocks;
    blocks.reserve(by_block.size());
    for (const auto& [block, facts] : by_block) blocks.push_back(fmt::format("{} {}", block, facts));
    const study::Build build = study::this_build();
    const Eigen::Index kept =
        calibration.keep == 0 ? scores.rows() : std::min<Eigen::Index>(calibration.keep, scores.rows());
    posterior_ = study::posterior_of(
        first_, fitted_, scores.topRows(kept),
        {{"study", first_.name},
         {"fitted_to", fmt::format("{} {} ({})", assimilated_.size(), assimilated_.size() == 1 ? "target" : "targets",
                                   fmt::join(blocks, ", "))},
         {"targets", calibration.targets_hash},
         {"draws", std::to_string(calibration.draws)},
         {"seed", std::to_string(first_.seed)},
         {"waves", fmt::format("{}", fmt::join(hashes_, " "))},
         {"build", fmt::format("{} {} {}", build.version, build.commit, build.compiler)}});
    told_.posterior_file = out_.string();
    told_.posterior_hash = posterior_.fact("hash");
    told_.stamp = study::stamp_of(posterior_);
    if (leads()) record::publish_text(out_, study::as_csv(posterior_));
}

void Calibrator::tell_parameters() {
    for (std::size_t i = 0; i < fitted_.size(); ++i) {
        const config::PriorLeaf& leaf = first_.design.drawn[fitted_[i]];
        const std::vector<double>& values = posterior_.columns[i].values;
        const auto prior_at = [&](double u) { return study::value_at_score(leaf, random::normal_quantile(u)); };
        fit::ParameterTold told{fit::quantile_of(values, 0.05),
                                fit::quantile_of(values, 0.5),
                                fit::quantile_of(values, 0.95),
                                prior_at(0.05),
                                prior_at(0.5),
                                prior_at(0.95),
                                {}};
        const auto k = static_cast<Eigen::Index>(i);
        for (const double u : profile_places) {
            const double away = (random::normal_quantile(u) - told_.learnt->mean[k]) / told_.learnt->sd[k];
            told.profile.emplace_back(prior_at(u), -0.5 * away * away);
        }
        told_.told.push_back(std::move(told));
    }
}

void Calibrator::tell_posterior(const Matrix& scores, const study::WaveValues& check) {
    told_.learnt = fit::learnt_from(scores);
    tell_parameters();
    told_.after = fit::predictive_of(check.ensemble.y, facts_);
}

/// What the parameters as the file writes them give: what a fit has to better.
void Calibrator::tell_as_written() {
    const std::uint32_t runs = first_.calibration->as_written;
    if (runs == 0) return;
    const auto written = [&] {
        Study study = load(options_, catalogue_);
        study::turn_into_runs_as_written(study, "as-written", runs);
        return study;
    };
    const Matrix no_scores = Matrix::Zero(runs, static_cast<Eigen::Index>(fitted_.size()));
    const study::WaveValues values = ran("as-written", written, no_scores);
    told_.as_written = fit::predictive_of(values.ensemble.y, facts_);
    told_.blocks_as_written = fit::block_scores(values.ensemble.y, facts_);
}

/// Members of the first wave as truths: what is found again of them, and which word the verdict would have for each.
void Calibrator::look_at_twins(const study::WaveValues& wave) {
    const Matrix normals = study::normals_of(first_, 0, static_cast<std::size_t>(wave.ensemble.x.rows()));
    const std::uint32_t count = first_.calibration->twins;
    told_.quantities = wave.quantities;
    told_.twins = fit::twins_of(wave.ensemble, wave.foreseen, facts_, count, normals);
    const record::Claims* claims = first_.model->claims();
    if (claims != nullptr && count > 0) {
        const analysis::ResultCells table(beside(".wave-1.nc"));
        told_.words = fit::verdict_twins_of(fit::claims_seen(table, *claims, wave.members),
                                            {wave.ensemble, facts_, count, normals}, claims->threshold);
    }
    judge_twins();
}

/// What a referee would not let pass.
void Calibrator::judge_twins() {
    const auto look_at_row = [&](const std::string& name, const fit::Twins::Row& row) {
        if (row.coverage_90 < fit::least_coverage || row.coverage_90 > fit::most_coverage)
            told_.reasons.push_back(fmt::format("90% intervals of {} hold {:.1f}% of {} twins, not 85 to 95%", name,
                                                100 * row.coverage_90, told_.twins.count));
    };
    for (std::size_t i = 0; i < told_.twins.parameters.size(); ++i)
        look_at_row(told_.parameters[i].path, told_.twins.parameters[i]);
    for (std::size_t i = 0; i < told_.twins.quantities.size(); ++i)
        look_at_row(told_.quantities[i], told_.twins.quantities[i]);
    for (std::string& reason : fit::reasons_against(told_.words)) told_.reasons.push_back(std::move(reason));
}

void Calibrator::judge_posterior() {
    for (std::size_t k = 0; k < told_.after.size(); ++k)
        if (std::fabs(told_.after[k].z) > first_.calibration->beyond)
            told_.reasons.push_back(fmt::format("{} stays {:.1f} standard deviations away under the posterior",
                                                facts_[k].name, std::fabs(told_.after[k].z)));
}

/// What is told goes beside the posterior that it is of; without one beside an earlier one, which stays whole.
fs::path Calibrator::place_of_diagnostics() const {
    const bool is_without = told_.posterior_hash.empty() && fs::exists(out_);
    return beside(is_without ? ".stopped.json" : ".calibration.json");
}

int Calibrator::finish() {
    if (leads()) {
        const fs::path place = place_of_diagnostics();
        record::publish_text(place, fit::as_json(told_));
        if (place != beside(".calibration.json"))
            tell("no posterior was made: {} is of an earlier fit and stays; this one's diagnostics are in {}\n",
                 out_.string(), place.string());
        else
            fs::remove(beside(".stopped.json"));
        if (options_.output == RunOptions::Output::normal) fmt::print("{}", fit::render(told_));
        if (options_.output != RunOptions::Output::normal)
            for (const std::string& reason : told_.reasons) tell("does not hold: {}\n", reason);
    }
    return told_.reasons.empty() ? ExitCode::done : ExitCode::failed;
}

int Calibrator::run() {
    for (const fs::path& place : {out_, beside(".calibration.json"), beside(".stopped.json")})
        record::place_to_write(place, inputs_of(first_));
    told_.study = first_.name;
    told_.notice = first_.base->caveat(first_.arms.branch);
    told_.facts = facts_;
    told_.beyond = first_.calibration->beyond;
    for (const study::Target& target : first_.calibration->targets)
        told_.fact_words.push_back({target.expression, target.what, scale_word(target.scale), target.shift});
    for (const std::size_t leaf : fitted_) told_.parameters.push_back(parameter_of(first_, leaf));
    told_.not_fitted = not_fitted(first_, fitted_);
    try {
        study::WaveValues wave = first_wave();
        look(wave, beside(".wave-1.nc"));
        told_.blocks = fit::blocks_of(wave.ensemble.y, facts_);
        told_.left_out = fit::leave_blocks_out(wave.ensemble.y, facts_);
        look_at_twins(wave);
        keep_reachable();
        if (first_.calibration->waves == 0) return finish();
        prior_ = wave.ensemble.x;
        Matrix scores = moved(wave, 1);
        for (unsigned number = 2; number <= first_.calibration->waves; ++number) {
            const std::string name = fmt::format("wave-{}", number);
            wave = ran(
                name, [&] { return wave_of(name, scores); }, scores);
            look(wave, beside("." + name + ".nc"));
            scores = moved(wave, number);
        }
        publish(scores);
        const study::WaveValues check = ran(
            "check", [&] { return wave_of("check", scores); }, scores);
        tell_posterior(scores, check);
        tell_as_written();
        judge_posterior();
    } catch (const Ended& ended) {
        if (ended.code != ExitCode::failed) return ended.code;
    }
    return finish();
}

}  // namespace

int calibrate(const RunOptions& options, const study::Catalogue& catalogue) {
    const auto ranks = meet_ranks_or_say_why();
    return Calibrator(options, catalogue, ranks && ranks->size() > 1 ? ranks.get() : nullptr).run();
}

}  // namespace peacenorm::cli
