// SPDX-License-Identifier: Apache-2.0
// A made-up country for the kernel of civilians: fifty places in a ring, five communities in each.
#pragma once

#include <vector>

#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/civilians/kinship.hpp"
#include "sim/random/entity_key.hpp"

namespace peacenorm::intervention::civilians::testing {

inline constexpr random::Key key{20130701, 0};
inline constexpr std::size_t judged = 5;

/// Each news adds something to one organisation of five.
struct PlainTable final : Table {
    void fill(const CellRows& /*cell*/, Mask heard, Additions& additions) const override {
        for (std::size_t k = 0; k < pass_size; ++k) {
            if (!((heard >> k) & 1U)) continue;
            additions.memory(k, k % judged) = {0.5F, 0.1F, 0, 0.5F};
            additions.feelings(k) = {0.1F, 0.05F};
        }
    }
};

/// Fifty places in a ring, five communities in each.
struct Land {
    static constexpr std::uint32_t places = 50, communities = 5;

    explicit Land(std::uint32_t rows_a_cell, double tau) : week{key, 0, link_limit(tau), 2} {
        std::uint32_t row = 0, family = 0;
        Grid<double, PlaceId, PlaceId> hours{Ids<PlaceId>(places), Ids<PlaceId>(places)};
        hours.fill(10);
        for (std::uint32_t place = 0; place < places; ++place)
            for (std::uint32_t community = 0; community < communities; ++community) {
                const std::uint64_t cell_key = random::key_of_both(place, community);
                cells.push_back({cell_key, place, community, row, rows_a_cell, family});
                row += rows_a_cell;
                family += static_cast<std::uint32_t>(cells.back().families());
            }
        persons.assign(row, 1);
        traits.resize(row);
        for (std::uint32_t i = 0; i < row; ++i) traits[i] = (random::mixed(i) & 1U) ? Trait::media : 0;
        refuge.resize(row);
        far_kin.resize(family);
        memory.resize(row * judged);
        feelings.resize(row);
        heard.resize(row);
        told.resize(row);
        open_links.resize(row);
        deviations.resize(row * judged);
        const std::vector<std::int64_t> in_cell(cells.size(), rows_a_cell);
        for (std::size_t c = 0; c < cells.size(); ++c)
            draw_far_kin(cells, c, pull_on(cells, in_cell, c, hours, PlaceId(0)), key, far_kin);
        tasks = tasks_of(cells);
    }

    Crowd crowd() {
        return {cells, judged, persons, traits, refuge, far_kin, memory, feelings, heard, told, open_links, {}};
    }
    /// Twenty news spread over the places, half of a handful of deaths.
    static Pass news() {
        static std::vector<Reach> room;
        room.assign(places, Reach{});
        Pass pass{{}, room};
        pass.airing.count = 20;
        for (std::size_t k = 0; k < pass.airing.count; ++k) {
            pass.airing.media[k] = random::threshold(0.3 / static_cast<double>(k + 1));
            for (std::uint32_t place = 0; place < places; ++place) {
                const std::size_t from = (place + places - 2 * k % places) % places;
                Reach& reach = pass.reach[place];
                const bool is_near = from <= 2 || from >= places - 2;
                (from == 0 ? reach.here : is_near ? reach.border : reach.afar) |= Mask{1} << k;
            }
        }
        for (Reach& reach : pass.reach) {
            reach.border_limit = random::threshold(0.25);
            reach.news_here = count_bits(reach.here);
            reach.news_over_the_border = count_bits(reach.border);
        }
        return pass;
    }

    Week week;
    std::vector<CellRows> cells;
    std::vector<std::size_t> tasks;
    std::vector<std::int32_t> persons;
    std::vector<std::uint8_t> traits, open_links;
    std::vector<std::uint16_t> refuge;
    std::vector<FarKin> far_kin;
    std::vector<Memory> memory;
    std::vector<Feelings> feelings;
    std::vector<Mask> heard, told;
    std::vector<std::int16_t> deviations;
};

}  // namespace peacenorm::intervention::civilians::testing
