// SPDX-License-Identifier: Apache-2.0
// A world that fits on a sheet of paper: four places in a row, two communities, three organisations, two armed groups.
// Any process can be run alone in any of its weeks, and its answer rebuilt by hand from the same streams:
//
//     WorldOfFour world([](Parameters& p) { p.detection.report_hours = 6; });
//     world.turn_to(3);                                  // the fourth week; its inputs are in place
//     world.state[columns::fear].fill(0.5);              // arrange
//     processes::gather_tips(world.week());              // act
//     EXPECT_EQ(world.state[columns::tips](mission, west), ...);  // assert; world.facts().uniform(...) draws again
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "models/intervention/intervention.hpp"
#include "models/intervention/processes/processes.hpp"
#include "models/intervention/state/addresses.hpp"

namespace peacenorm::intervention::testing {

inline constexpr PlaceId west{0}, mid_west{1}, mid_east{2}, east{3};
inline constexpr CommunityId farmers{0}, herders{1};
inline constexpr OrganisationId mission{0}, partner{1}, host{2};
inline constexpr JudgedId mission_judged{0}, host_judged{1};  ///< of the partner nobody has an opinion
inline constexpr GroupId insurgents{0}, militia{1};

namespace four {

inline void add_region(Parameters& p, const char* name, double share_of_farmers) {
    Region& region = p.regions.add(name, {});
    region.communities.add("farmers", share_of_farmers);
    region.communities.add("herders", 1 - share_of_farmers);
}

/// A place that borders on the next one; null: on none.
inline void add_place(Parameters& p, const char* name, const char* region, std::int64_t population, const char* next) {
    Place& place = p.places.add(name, {});
    place.region = region;
    place.population = population;
    place.area_km2 = 1000;
    if (next != nullptr) place.neighbours.add(next, {.border_km = 20, .road_km = 100});
}

inline void add_people(Parameters& p) {
    p.population = {.people_per_agent = 1000, .minimum_agents = 4};
    p.communities.add("farmers", {});
    p.communities.add("herders", {});
    add_region(p, "valley", 0.75);
    add_region(p, "plain", 0.5);
    add_place(p, "west", "valley", 8000, "mid_west");
    add_place(p, "mid_west", "valley", 12000, "mid_east");
    add_place(p, "mid_east", "plain", 16000, "east");
    add_place(p, "east", "plain", 20000, nullptr);
}

/// What all three have in common.
inline Organisation organisation(Kind kind, const Norm& norm) {
    Organisation made;
    made.kind = kind;
    made.norm = norm;
    made.mandate.protection = 1;
    made.suspects.add("farmers", 0.5);
    made.suspects.add("herders", 1);
    return made;
}

inline void add_organisation(Parameters& p, const char* name, const Organisation& added, double persons) {
    p.organisations.add(name, added);
    Contingent contingent;
    contingent.persons = persons;
    contingent.command.add("2010-01-04", name);
    p.contingents.add(std::string(name) + "_battalion", contingent);
}

inline void add_interveners(Parameters& p) {
    Organisation un = organisation(Kind::un_mission, {0.8, 0.7, 0.6});
    un.vets = true;
    un.mandate.human_rights = 1;
    add_organisation(p, "mission", un, 1000);
    Organisation coalition = organisation(Kind::regional_coalition, {0.4, 0.4, 0.2});
    coalition.judged = false;
    coalition.mandate.counter_terrorism = 1;
    add_organisation(p, "partner", coalition, 400);
    Organisation army = organisation(Kind::host_army, {0.5, 0.3, 0.1});
    army.abuse = 0.05;
    army.mandate.counter_terrorism = 1;
    add_organisation(p, "host", army, 600);
    p.bases.add("mission_west", {"mission", "west", 0.6});
    p.bases.add("mission_mid_east", {"mission", "mid_east", 0.4});
    p.bases.add("partner_mid_west", {"partner", "mid_west", 1});
    p.bases.add("host_east", {"host", "east", 1});
    p.host.organisation = "host";
    p.host.capital = "east";
    p.mechanisms.shared_responsibility.lead = "mission";
}

inline void add_cooperation(Parameters& p) {
    const std::vector<std::string> all{"information", "logistics", "joint", "training", "mandate", "visibility"};
    p.cooperation.dyads.add("mission_partner", {"mission", "partner", 5, all, all});
    p.cooperation.dyads.add("mission_host", {"mission", "host", 2, all, {"information"}});
    p.cooperation.ladder.group = {"mission", "partner"};
}

inline ArmedGroup group(Bloc bloc, double fighters) {
    ArmedGroup made;
    made.bloc = bloc;
    made.fighters = fighters;
    made.targets.add("farmers", 1);
    return made;
}

inline void add_groups(Parameters& p) {
    p.threats.attacks = {.jihadist = 0.15, .signatory = 0.15, .communal = 0.15};
    p.force_attacks.attacks = {.jihadist = 0.15, .signatory = 0, .communal = 0};
    ArmedGroup first = group(Bloc::jihadist, 300);
    first.core.add("west", 1);
    first.core.add("mid_west", 2);
    first.targets.add("herders", 0.5);
    p.armed_groups.add("insurgents", first);
    ArmedGroup second = group(Bloc::signatory, 100);
    second.core.add("mid_east", 1);
    second.community = "herders";
    p.armed_groups.add("militia", second);
}

inline Parameters parameters() {
    Parameters p;
    add_people(p);
    add_interveners(p);
    add_cooperation(p);
    add_groups(p);
    return p;
}

inline Horizon one_year() {
    return {*parse_date("2013-07-01"), *parse_date("2014-06-30")};
}

}  // namespace four

/// The company of an organisation in a place.
template <class World>
CompanyId company_at(const World& world, OrganisationId o, PlaceId place) {
    for (const CompanyId c : world.setup.companies_of[o])
        if (world.setup.company[c].place == place) return c;
    throw std::logic_error("no company there");
}

class WorldOfFour {
  public:
    /// `change` may alter the parameters before anything is made of them.
    explicit WorldOfFour(const std::function<void(Parameters&)>& change = {}, random::Key key = {2013, 4})
        : setup(prepare(changed(change), four::one_year())),
          state(start(setup, key)),
          layout_(measures(), axes(setup.parameters)) {
        tick_.key = key;
        tick_.layout = &layout_;
        turn_to(0);
    }
    WorldOfFour(const WorldOfFour&) = delete;  // its tick points into it; copy `state` instead

    Setup setup;
    State state;

    /// Begins a week: no measure is filled, persons and ties are those of its date.
    void turn_to(std::int32_t index) {
        tick_.index = index;
        tick_.clock = random::clock_word(index);
        tick_.date = setup.horizon.date_of(index);
        clear_measures();
        processes::inputs(week());
        clear_measures();
    }
    void clear_measures() { tally_.resize(layout_); }

    /// Hands a process what it declares.
    Week week() { return {state, setup, tick_, tally_}; }
    /// The week's date and draws, and the measures as they stand.
    WeekFacts facts() { return {setup, tick_, tally_}; }
    /// A measure of the model, or a sum of a mechanism's own.
    template <class M>
    MeasureCells measured(const M& measure) {
        return facts().of(measure);
    }
    /// Runs the week from inputs to observation.
    void run_week() { Intervention::step(state, setup, tick_, tally_); }

    CellId cell(PlaceId place, CommunityId community) const { return setup.cell_of(place, community).value(); }

    /// One more threat of the week, with an answer of each organisation that says nothing yet.
    Threat& threaten(GroupId group, PlaceId place, CommunityId community, std::int32_t threatened = 10) {
        auto& threats = state[columns::threats];
        Threat threat;
        threat.id = ThreatId(threats.size());
        threat.band = setup.bands_of[group][0];
        threat.address =
            event_address(setup.keys.of(threat.band), EventType::raid, static_cast<std::uint32_t>(threats.size()));
        threat.perpetrator = group;
        threat.place = place;
        threat.community = community;
        threat.kind = ThreatKind::raid;
        threat.threatened = threatened;
        threat.lead_hours = 48;
        threat.duration_hours = 8;
        threats.push_back(threat);
        const Grid<Answer, ThreatId, OrganisationId> before = state[columns::answers];
        state[columns::answers].reset(Ids<ThreatId>(threats.size()), setup.organisations);
        std::copy(before.begin(), before.end(), state[columns::answers].begin());
        return threats.back();
    }
    Answer& answer(const Threat& threat, OrganisationId o) { return state[columns::answers](threat.id, o); }

    /// One more harm of the week.
    Harm& harm(OrganisationId organisation, PlaceId place, CommunityId community, std::int32_t deaths = 2) {
        auto& harms = state[columns::harms];
        Harm done;
        done.address = event_address(setup.keys.at(organisation, place), EventType::operation,
                                     static_cast<std::uint32_t>(harms.size()));
        done.perpetrator = organisation;
        done.place = place;
        done.community = community;
        done.threatened = done.deaths = deaths;
        harms.push_back(done);
        return harms.back();
    }

    /// All fighters of a group, in one band that stands in the place.
    BandId gather(GroupId group, PlaceId place, std::int32_t fighters) {
        for (const BandId band : setup.bands_of[group]) state[columns::band_fighters][band] = 0;
        for (const PlaceId other : setup.places) state[columns::fighters](group, other) = 0;
        const BandId band = setup.bands_of[group][0];
        state[columns::band_fighters][band] = fighters;
        state[columns::band_place][band] = place;
        state[columns::fighters](group, place) = state[columns::strength_of][group] = fighters;
        return band;
    }

    void set_tie(OrganisationId giver, OrganisationId receiver, Channel channel, double depth) {
        state[columns::ties](giver, receiver)[index(channel)] = depth;
    }
    void clear_ties() { state[columns::ties].fill(Depths{}); }

  private:
    static Parameters changed(const std::function<void(Parameters&)>& change) {
        Parameters p = four::parameters();
        if (change) change(p);
        return p;
    }

    record::TallyLayout layout_;
    record::Tally tally_;
    study::Tick tick_;
};

}  // namespace peacenorm::intervention::testing
