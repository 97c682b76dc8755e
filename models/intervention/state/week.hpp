// SPDX-License-Identifier: Apache-2.0
// What a process is handed: the columns that it declares to read or write, the setup, the week's date and draws, and
// the measures that it fills.
#pragma once

#include <string>

#include "models/intervention/mechanisms/consent_silence.hpp"
#include "models/intervention/observe/observables.hpp"
#include "models/intervention/setup.hpp"
#include "models/intervention/state/addresses.hpp"
#include "models/intervention/state/state.hpp"
#include "models/intervention/streams.hpp"
#include "sim/core/math.hpp"
#include "sim/model/adapter.hpp"

namespace peacenorm::intervention {

/// A week with all of the state. Only the schedule holds one; processes and their helpers get views of it.
struct Week {
    State& state;
    const Setup& setup;
    const study::Tick& tick;
    record::Tally& tally;
};

/// The cells of one measure, indexed by the id of its axis, or by a number where an axis is no kind of entity.
struct MeasureCells : std::span<double> {
    using std::span<double>::operator[];
    template <class Tag>
    double& operator[](Id<Tag> id) const {
        return (*this)[id.index()];
    }
};

/// What every process may know, whatever it declares.
struct WeekFacts {
    const Setup& setup;
    const study::Tick& tick;
    record::Tally& tally;

    MeasureCells of(Measured measure) const { return cells_of(static_cast<int>(measure)); }
    /// The same for a sum of a mechanism's own.
    template <FixedName name, record::AxisIds axes>
    MeasureCells of(const Sum<name, axes>& sum) const {
        return cells_of(sum);
    }

    /// A uniform on (0, 1) at an address in this week: of an event, or of a pair.
    double uniform(std::uint64_t entity, random::Stream stream, std::uint32_t k = 0) const {
        return random::uniform(tick.key, {entity, tick.clock, stream.id}, k);
    }
    /// The same at the address of an entity of its own.
    template <class Tag>
    double uniform(Id<Tag> entity, random::Stream stream, std::uint32_t k = 0) const {
        return uniform(entity_number(setup.keys.of(entity)), stream, k);
    }
    /// The same for what an organisation does about an incident.
    double uniform(const Incident& incident, random::Stream stream, OrganisationId organisation) const {
        return uniform(random::paired(incident.address, setup.keys.of(organisation)), stream);
    }

    MeasureCells cells_of(int measure) const { return {tally.of(*tick.layout, measure)}; }
    const Parameters& parameters() const { return setup.parameters; }
    const Mechanisms& mechanisms() const { return setup.parameters.mechanisms; }
    double anchor(OrganisationId organisation, Component component) const {
        return setup.anchor[organisation][index(component)];
    }
    /// The date whose mandate is in force: the week's, or the one at which the mandate was frozen.
    Date mandate_date(OrganisationId organisation) const {
        const auto& frozen = setup.organisation(organisation).mandate.frozen;
        return frozen && *frozen < tick.date ? *frozen : tick.date;
    }
};

template <const auto&... columns>
struct Reads {};
template <const auto&... columns>
struct Writes {};

/// A week through which the columns in `Reads` can be read and those in `Writes` be read and written; no other column
/// can be named. A view turns into a smaller one by itself, so a helper asks for no more than it needs.
template <class R, class W = Writes<>>
class View;

template <const auto&... read, const auto&... written>
class View<Reads<read...>, Writes<written...>> : public WeekFacts {
  public:
    template <class C>
    static constexpr bool may_write = (std::is_same_v<C, ColumnOf<written>> || ...);
    template <class C>
    static constexpr bool may_read = may_write<C> || (std::is_same_v<C, ColumnOf<read>> || ...);
    /// Whether a wider view covers this one.
    template <class Other>
    static constexpr bool is_within = (Other::template may_read<ColumnOf<read>> && ...) &&
                                      (Other::template may_write<ColumnOf<written>> && ...);

    View(const Week& week) : WeekFacts{week.setup, week.tick, week.tally}, state_(&week.state) {}
    template <class R, class W>
    requires is_within<View<R, W>> View(const View<R, W>& wider) : WeekFacts(wider), state_(wider.state_) {}

    template <class C>
    requires may_read<C>
    decltype(auto) operator[](const C& column) const {
        if constexpr (may_write<C>)
            return (*state_)[column];
        else
            return std::as_const(*state_)[column];
    }

    /// Memory for intermediate results, until the scope ends.
    Scratch::Scope scratch() const { return Scratch::Scope(state_->scratch); }

    /// The names of what it reads and writes, for the printed schedule.
    static std::string reads() { return joined({ColumnOf<read>::name...}); }
    static std::string writes() { return joined({ColumnOf<written>::name...}); }

    // Short forms. Each is there for the views that declare the columns which it names.

    Answers answers(const Threat& threat) const { return std::as_const(*this)[columns::answers].row(threat.id); }
    double tie(OrganisationId giver, OrganisationId receiver, Channel channel) const {
        return (*this)[columns::ties](giver, receiver)[index(channel)];
    }
    /// The deeper of the two directions.
    double mutual_tie(OrganisationId a, OrganisationId b, Channel channel) const {
        return std::max(tie(a, b, channel), tie(b, a, channel));
    }
    double share(OrganisationId organisation, Task task) const {
        return (*this)[columns::task_share][organisation][index(task)];
    }
    /// Share of its force-hours in convoys and escorts.
    double escorting(OrganisationId organisation) const {
        const Conduct* conduct = imposed(organisation);
        return conduct != nullptr ? conduct->escorts
                                  : share_escorting(parameters().forces, setup.organisation(organisation).self_share);
    }
    double persons_at(OrganisationId organisation, PlaceId place) const {
        return (*this)[columns::persons_at](organisation, place);
    }
    double norm(OrganisationId organisation, Component component) const {
        return (*this)[columns::norm][organisation][index(component)];
    }
    double fighters(GroupId group, PlaceId place) const { return (*this)[columns::fighters](group, place); }
    /// Persons of a cell who are at home.
    std::int64_t at_home(CellId cell) const { return (*this)[columns::alive][cell] - (*this)[columns::away][cell]; }
    /// Share of the movements that the host clears, 0..1.
    double access(OrganisationId organisation) const {
        const double consent =
            consent_in_force(mechanisms().consent_silence, setup.organisation(organisation).consent.at(tick.date, 1),
                             (*this)[columns::consent_deviation][organisation]);
        if (consent >= 1 || setup.host == organisation) return 1;
        return consent > 0 ? math::pow(consent, setup.parameters.host.access_elasticity) : 0;
    }
    /// The conduct that an organisation has to take over this week; null: its own.
    const Conduct* imposed(OrganisationId organisation) const {
        const std::optional<Conduct>& conduct = (*this)[columns::imposed];
        return conduct && setup.conduct_of == organisation ? &*conduct : nullptr;
    }
    /// The same for all of it but task shares, where more than those is imposed.
    const Conduct* imposed_beyond_tasks(OrganisationId organisation) const {
        return setup.parameters.conduct.imposed == Imposed::all ? imposed(organisation) : nullptr;
    }
    /// Where an organisation's conduct is written down; null: nobody follows it.
    Conduct* conduct_record(OrganisationId organisation) const {
        std::optional<Conduct>& conduct = (*this)[columns::conduct_record];
        return conduct && setup.conduct_of == organisation ? &*conduct : nullptr;
    }

  private:
    template <class R, class W>
    friend class View;

    static std::string joined(std::initializer_list<std::string_view> names) {
        std::string text;
        for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
        return text;
    }

    State* state_;
};

}  // namespace peacenorm::intervention
