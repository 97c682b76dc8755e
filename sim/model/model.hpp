// SPDX-License-Identifier: Apache-2.0
// What the engine knows of a model: the wiring level, the one place with virtual functions.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/parameters.hpp"
#include "sim/core/date.hpp"
#include "sim/random/draws.hpp"
#include "sim/record/claims.hpp"
#include "sim/record/recorder.hpp"
#include "sim/record/trace.hpp"

namespace peacenorm::study {

/// One line of the schedule, printed by `describe`.
struct ProcessDoc {
    std::string_view name, reads, writes;
};

/// One mechanism with its switch.
struct MechanismDoc {
    std::string_view name, equation, source;
};

/// Who sets a path: the study, or an arm, whose word holds against whatever the study sets later.
enum class Layer { study, arm };

/// An override: from a date on (empty: always), what a path holds.
struct Change {
    std::optional<Date> from;
    std::string path;
    config::Node value;
    config::Position at;
    Layer layer = Layer::study;
};

/// What the actors of one run did of their own choosing, tick by tick: a model's own matter. Another run can be
/// made to do the same, so that conduct and its circumstances come apart.
class Tape {
  public:
    virtual ~Tape() = default;
};

/// One run under way: State and recorder. Copying it is branching.
class World {
  public:
    virtual ~World() = default;
    virtual std::unique_ptr<World> clone() const = 0;
    /// Walks to a tick (exclusive). The result does not depend on how the way is cut.
    virtual void advance(int to_tick) = 0;
    virtual int tick() const = 0;
    /// Goes on under another scenario from the present tick; salt > 0 gives another future of the same past.
    virtual void continue_under(const class Scenario& scenario, std::uint32_t salt) = 0;
    /// Tells an audit trail from here on; null stops it. It changes nothing.
    virtual void trace_to(record::Trace* trace) = 0;
    /// Writes conduct down from the present tick on.
    virtual void tape_conduct() = 0;
    /// What was written down so far; null where nothing was asked for.
    virtual std::shared_ptr<const Tape> taped_conduct() const = 0;
    /// From the present tick on conduct is that of the tape. SAFETY: the tape is of the same model and holds each tick.
    virtual void follow(std::shared_ptr<const Tape> tape) = 0;
    /// Ends the run and hands out what was recorded.
    virtual record::RunData finish() = 0;
};

/// A model's parameters by segment of time: a base and ordered changes, all typed. A value behind a pointer.
class Scenario {
  public:
    virtual ~Scenario() = default;
    virtual std::unique_ptr<Scenario> clone() const = 0;
    /// Sets a path for the whole horizon, or from a date on: first what the study sets, by date, then what an arm
    /// sets, by date. Errors: faults.
    virtual void set(const Change& change, config::Faults& faults) = 0;
    /// Rebuilds the segments and checks each across fields; problems carry paths.
    virtual void prepare(const Horizon& horizon, std::vector<config::PathProblem>& problems) = 0;
    /// The base parameters, all values, in declaration order.
    virtual config::Node emit() const = 0;
    virtual std::vector<config::PriorLeaf> priors() const = 0;
    /// What a reader of differences must know of this scenario, whose arms part on a date, or from the start on; empty:
    /// nothing.
    virtual std::string caveat(std::optional<Date> branch) const = 0;
    /// The path of a parameter that is set, at the start or later, and serves the replay of one history alone; empty:
    /// none is. SAFETY: `prepare` came before.
    virtual std::string replay_only() const = 0;
    virtual std::vector<record::Axis> axes() const = 0;
    /// By tick, whether an actor (a label on the model's axis of actors) is there. SAFETY: `prepare` came before.
    virtual std::vector<std::uint8_t> presence(std::size_t actor) const = 0;
    /// The first state of a run. SAFETY: `prepare` came before; the scenario may go away, its segments are shared.
    virtual std::unique_ptr<World> start(random::Key key, std::shared_ptr<const record::Plan> plan) const = 0;
    /// Rough size of one run's State in bytes.
    virtual std::size_t state_bytes() const = 0;
};

/// An entry of the catalogue.
class Model {
  public:
    virtual ~Model() = default;
    virtual std::string_view name() const = 0;
    virtual std::string_view version() const = 0;  ///< semantic: part of the dynamics hash
    virtual std::string_view title() const = 0;
    virtual std::string_view notice() const = 0;  ///< stamped on outputs; if empty, the study's parameters are
    virtual std::span<const random::Stream> streams() const = 0;
    virtual std::span<const record::Observable> observables() const = 0;
    virtual std::vector<std::string> axis_names() const = 0;    ///< by axis id, for the manual
    virtual std::vector<std::string> default_axes() const = 0;  ///< by which series are kept when a study says nothing
    virtual bool has_conduct() const = 0;                       ///< whether an arm can follow another's
    virtual int actor_axis() const = 0;                  ///< whose labels are actors that come and go; no_axis: none
    virtual std::vector<int> days_per_tick() const = 0;  ///< the steps that its rates and memories stand
    virtual std::vector<ProcessDoc> processes() const = 0;
    virtual std::vector<MechanismDoc> mechanisms() const = 0;
    virtual const record::Claims* claims() const = 0;  ///< what `verdict` judges; null: nothing
    virtual std::vector<config::LeafDoc> parameters() const = 0;
    virtual std::vector<config::RetiredPath> retired_parameters() const = 0;
    virtual std::span<const config::Retired> retired_observables() const = 0;
    virtual std::string json_schema() const = 0;
    virtual std::string_view example() const = 0;  ///< the commented scenario that `new` prints
    /// Reads the `parameters:` map (null node: all defaults).
    virtual std::unique_ptr<Scenario> read(const config::Node& parameters, config::Faults& faults) const = 0;
};

/// The catalogue that `main` hands to the command line.
using Catalogue = std::vector<const Model*>;

}  // namespace peacenorm::study
