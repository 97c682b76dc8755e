// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/state/state.hpp"

#include <bit>
#include <concepts>

namespace peacenorm::intervention {
namespace {

template <FixedName name, Life life, class T, class... I>
void give_extents(const Column<name, life, T, I...>& /*column*/, typename StoredAs<T, I...>::type& stored,
                  const Extents& extents) {
    if constexpr (sizeof...(I) > 0) stored.reset(extents.of<I>()...);
}

/// FNV-1a over words of 64 bits.
class Hash {
  public:
    template <std::integral T>
    void add(T value) {
        value_ = (value_ ^ static_cast<std::uint64_t>(value)) * 0x100000001b3ULL;
    }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
    void add(float value) { add(std::bit_cast<std::uint32_t>(value)); }
    template <class Tag>
    void add(Id<Tag> id) {
        add(id.index());
    }
    void add(const civilians::Memory& m) {
        add(m.failure);
        add(m.credit);
        add(m.partiality);
        add(m.familiarity);
    }
    void add(const civilians::Feelings& f) {
        add(f.fear);
        add(f.anger);
    }
    void add(const civilians::FarKin& kin) {
        add(kin.first[0]);
        add(kin.first[1]);
    }
    void add(const civilians::Standing& s) {
        add(static_cast<std::uint8_t>(s.is_here ? 1 : 0));
        add(static_cast<std::uint8_t>(s.has_left ? 1 : 0));
        for (const double x : {s.protection_rank, s.persons_per_1000, s.stance, s.weeks_since_arrival, s.region_offset})
            add(x);
    }
    void add(const civilians::Fading& f) { add(f.halvings); }
    void add(const Obligation& o) {
        add(o.address);
        add(o.since);
        add(o.due);
        add(o.owner);
        add(o.subject);
        add(o.place);
        add(o.community);
        add(index(o.tier));
        add(index(o.component));
    }
    void add(const Report& r) {
        add(r.address);
        add(r.owner);
        add(r.subject);
        add(r.place);
        add(r.community);
    }
    template <class Several>
    requires requires(const Several& all) { all.begin(); }
    void add(const Several& all) {
        add(all.size());
        for (const auto& one : all) add(one);
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace

void allocate(State& state, const Extents& extents) {
    // Protest takes its byte an agent when people may protest: it counts where all Malians are agents.
    state.each([&](const auto& column, auto& stored) {
        if (column.name != columns::protest.name) give_extents(column, stored, extents);
    });
    // The week's lists grow at first and then keep their room: enough for a busy week, a busier one grows them once.
    constexpr std::size_t busiest_week = 1024;
    state[columns::threats].reserve(busiest_week);
    state[columns::harms].reserve(busiest_week);
    state[columns::answers].reserve(busiest_week * extents.organisations.size());
    state[columns::obligations].reserve(busiest_week * extents.organisations.size());
    state[columns::reports].reserve(busiest_week * extents.organisations.size());
    state[columns::news].reserve(3 * busiest_week);
    state[columns::bearings].reserve(3 * busiest_week * extents.judged.size());
    state.scratch = Scratch(sizeof(double) * (8 * extents.cells.size() + 8 * extents.places.size() +
                                              64 * extents.organisations.size() + 4 * busiest_week + 1024));
}

std::uint64_t hash(const State& state) {
    Hash hash;
    state.each([&](const auto& column, const auto& stored) {
        if constexpr (std::remove_cvref_t<decltype(column)>::life == Life::kept) hash.add(stored);
    });
    return hash.value();
}

}  // namespace peacenorm::intervention
