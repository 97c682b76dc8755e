// SPDX-License-Identifier: Apache-2.0
// A study as a plan of bundles: what runs, under which number, with which parameters and random numbers. Nothing is
// stored by run.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "sim/store/part_store.hpp"
#include "sim/store/result_layout.hpp"
#include "sim/study/study.hpp"

namespace peacenorm::study {

/// A design point and a replicate with all arms: the unit of planning, dispatch and publication.
struct Bundle {
    std::uint64_t index = 0;
    std::uint64_t point = 0;
    std::uint32_t replicate = 0;
};

class Plan {
  public:
    /// SAFETY: the study outlives the plan, and the plan its layout.
    explicit Plan(const Study& study);
    Plan(const Plan&) = delete;
    Plan& operator=(const Plan&) = delete;

    const Study& study() const { return study_; }
    std::uint64_t points() const { return points_; }
    std::uint64_t bundles() const { return points_ * study_.replicates; }
    std::uint64_t runs() const { return bundles() * study_.arms.runs_per_bundle(); }
    /// Ticks that all runs of a bundle walk together: their shared past counts once.
    std::uint64_t ticks_per_bundle() const;
    /// Where the arms part; 0 without a branch: each arm has a past of its own.
    int branch_tick() const;

    /// Replicates are the outer loop: bundle = replicate * points + point, so a study cut short is balanced.
    Bundle bundle(std::uint64_t index) const;

    /// What is known of a run (numbered as in record::ResultLayout) before it runs.
    record::RunRow row(std::uint64_t run) const;

    /// The parameters of one arm of a bundle, prepared; safe to call from many threads.
    /// Errors: std::runtime_error when a rule across fields is broken (the run counts as failed).
    std::shared_ptr<const Scenario> scenario(const Bundle& bundle, std::size_t arm) const;
    /// The parameters of the past that all arms of a bundle share: no arm has its say. Errors: as above.
    std::shared_ptr<const Scenario> past(const Bundle& bundle) const;

    random::Key key(const Bundle& bundle) const { return {study_.seed, luck(bundle)}; }
    /// Which luck a bundle has: its replicate's, or one of its own where the points of a design do not share it.
    std::uint32_t luck(const Bundle& bundle) const;
    /// Where a draw of the priors lies in the distribution of a drawn leaf. Range: (0, 1).
    double prior_place(std::size_t leaf, std::uint32_t draw) const;
    std::shared_ptr<const record::Plan> recording() const { return recording_; }

    /// The shape of the files; `attributes` are empty.
    record::ResultLayout layout() const;

    /// The bundles of shard `shard` of `shards`: those equal to it modulo `shards`.
    bool is_of_shard(std::uint64_t bundle, std::uint64_t shard, std::uint64_t shards) const {
        return bundle % shards == shard;
    }

    /// What a point of the design is called in a table: its values by factor.
    std::vector<std::pair<std::string, std::string>> describe_point(std::uint64_t point) const;

  private:
    std::shared_ptr<const Scenario> prepared(const Bundle& bundle, std::size_t slot) const;
    std::shared_ptr<Scenario> build(const Bundle& bundle, std::size_t slot) const;
    void prepare(Scenario& scenario) const;
    void set_drawn(Scenario& scenario, const Bundle& bundle, config::Faults& faults) const;
    double drawn(std::size_t leaf, const Bundle& bundle) const;
    double drawn_of_prior(std::size_t leaf, std::uint32_t draw) const;
    void name_variables();

    const Study& study_;
    std::uint64_t points_;
    std::shared_ptr<const record::Plan> recording_;
    std::vector<record::DesignVariable> variables_;
    std::vector<double> written_;                                    ///< by drawn leaf: the value of the base
    std::vector<std::uint64_t> leaf_entities_;                       ///< by drawn leaf: its address
    std::vector<const Posterior::Column*> columns_;                  ///< by drawn leaf; null: not of the posterior
    mutable std::mutex mutex_;                                       ///< guards `prepared_`
    mutable std::vector<std::shared_ptr<const Scenario>> prepared_;  ///< by point and slot, where they are few
};

}  // namespace peacenorm::study
