// SPDX-License-Identifier: Apache-2.0
// A theatre of two places, built by hand, and plays in it: runs of the whole week that can be stopped, looked into and
// continued under other parameters.
//
//     Play play(toy::theatre(), 104, replicate);
//     play.to(52, [&] { killed += play.week_of(Measured::killed_place)[toy::town]; });
//     Play other = play.under(with_an_accord);           // the same past, another future
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "models/intervention/intervention.hpp"
#include "models/intervention/mechanisms/recruitment.hpp"
#include "models/intervention/mechanisms/self_defence.hpp"

namespace peacenorm::intervention::testing {

class Play {
  public:
    Play(const Parameters& parameters, std::int32_t weeks, std::uint32_t replicate)
        : Play(parameters, {*parse_date("2013-07-01"), {parse_date("2013-07-01")->days + 7 * weeks}}, replicate) {}
    Play(const Parameters& parameters, const Horizon& horizon, std::uint32_t replicate)
        : setup_(std::make_shared<const Setup>(prepare(parameters, horizon))),
          layout_(std::make_shared<const record::TallyLayout>(measures(), axes(setup_->parameters))),
          key_{2013, replicate},
          state_(start(*setup_, key_)) {
        tally_.resize(*layout_);
    }

    /// The same world so far; from here on other parameters hold.
    Play under(const Parameters& parameters) const {
        Play other = *this;
        other.setup_ = std::make_shared<const Setup>(prepare(parameters, setup_->horizon));
        return other;
    }

    /// Runs up to a week; after each, `look()`.
    template <class Look>
    void to(std::int32_t week, Look look) {
        for (; week_ < week; ++week_) {
            tally_.clear();
            Intervention::step(state_, *setup_, tick(), tally_);
            look();
        }
    }
    void to(std::int32_t week) {
        to(week, [] {});
    }

    const Setup& setup() const { return *setup_; }
    const State& state() const { return state_; }
    std::int32_t weeks() const { return setup_->horizon.ticks(); }
    /// What the week that was run last measured.
    template <class M>
    MeasureCells week_of(const M& measure) {
        return WeekFacts{*setup_, tick(), tally_}.of(measure);
    }

  private:
    study::Tick tick() const {
        study::Tick tick;
        tick.index = week_;
        tick.clock = random::clock_word(week_);
        tick.date = setup_->horizon.date_of(week_);
        tick.key = key_;
        tick.layout = layout_.get();
        return tick;
    }

    std::shared_ptr<const Setup> setup_;
    std::shared_ptr<const record::TallyLayout> layout_;
    random::Key key_;
    State state_;
    record::Tally tally_;
    std::int32_t week_ = 0;
};

/// Monday of a week of a play.
inline Date monday(std::int32_t week) {
    return {parse_date("2013-07-01")->days + 7 * week};
}

/// A value until a week, another from then on.
inline config::Schedule step(double before, std::int32_t week, double after) {
    config::Schedule schedule(before);
    schedule.add(monday(week), after);
    return schedule;
}

namespace toy {

inline constexpr PlaceId town{0}, hills{1};
inline constexpr GroupId rebels{0}, defenders{1};
inline constexpr OrganisationId mission{0};
inline constexpr std::uint32_t replicates = 40;
inline constexpr std::uint32_t nearly_all = 36;  ///< nine of ten

inline void add_people(Parameters& p) {
    p.population = {.people_per_agent = 2000, .minimum_agents = 4};
    p.communities.add("farmers", {});
    p.communities.add("herders", {});
    Region& region = p.regions.add("valley", {});
    region.communities.add("farmers", 0.6);
    region.communities.add("herders", 0.4);
    for (const char* name : {"town", "hills"}) {
        Place& place = p.places.add(name, {});
        place.region = "valley";
        place.population = 40000;
    }
    p.places[town.index()].neighbours.add("hills", {.border_km = 50, .road_km = 60});
}

/// Rebels of the hills, who attack farmers; and the farmers' self-defence, of whom there is nobody at first.
inline void add_groups(Parameters& p) {
    ArmedGroup first;
    first.bloc = Bloc::jihadist;
    first.fighters = 1500;
    first.core.add("hills", 1);
    first.targets.add("farmers", 1);
    first.slots = 200;
    p.armed_groups.add("rebels", first);
    ArmedGroup second;
    second.bloc = Bloc::communal;
    second.community = "farmers";
    second.core.add("town", 1);
    second.core.add("hills", 1);
    second.targets.add("herders", 1);
    second.slots = 200;
    p.armed_groups.add("defenders", second);
    p.threats.attacks = {.jihadist = 0.2, .signatory = 0.2, .communal = 0.2};
}

/// Soldiers of a mission, in the town and in the hills.
inline void add_mission(Parameters& p, double in_town, double in_hills) {
    Organisation peacekeepers;
    peacekeepers.norm = {.protect = 0.8, .restrain = 0.8, .monitor = 0.8};
    peacekeepers.mandate.protection = 3;
    peacekeepers.abuse = 0;
    p.organisations.add("mission", peacekeepers);
    Contingent soldiers;
    soldiers.persons = 3000;
    soldiers.command.add("2010-01-04", "mission");
    p.contingents.add("soldiers", soldiers);
    p.bases.add("base_in_town", {"mission", "town", in_town});
    p.bases.add("base_in_hills", {"mission", "hills", in_hills});
}

}  // namespace toy

}  // namespace peacenorm::intervention::testing
