// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/first_population.hpp"

#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <cmath>

#include "models/intervention/civilians/judging.hpp"
#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/state/addresses.hpp"
#include "sim/random/entity_key.hpp"

namespace peacenorm::intervention::civilians {
namespace {

/// A deviation as it is stored: the nearest of its units, as far as they go.
std::int16_t stored(double deviation) {
    constexpr double most = 32767;
    const double units = std::nearbyint(deviation / static_cast<double>(deviation_unit));
    return static_cast<std::int16_t>(std::clamp(units, -most, most));
}

}  // namespace

void draw_traits(const CellRows& cell, const Make& make, random::Key key, std::span<std::uint8_t> traits) {
    const std::uint64_t media = random::threshold(make.media), aligned = random::threshold(make.aligned);
    const auto town_rows = static_cast<std::uint32_t>(std::lround(make.in_town * cell.size));
    for (std::uint32_t k = 0; k < cell.size; ++k) {
        const auto words = random::block(key, {entity_number(cell.key, k), 0, streams::traits.id}, 0);
        std::uint8_t of_row = 0;
        if (random::below(words[0], media)) of_row |= Trait::media;
        if (random::below(words[1], aligned)) of_row |= Trait::aligned;
        if (k < town_rows) of_row |= Trait::town;
        traits[k] = of_row;
    }
}

void draw_deviations(const CellRows& cell, const opinion::Deviation& spread, std::span<const Judged> judged,
                     random::Key key, std::span<std::int16_t> deviations) {
    for (std::uint32_t k = 0; k < cell.size; ++k) {
        const std::uint64_t row = entity_number(cell.key, k);
        random::Engine engine(key, {row, 0, streams::deviation.id});
        boost::random::normal_distribution<double> standard;
        opinion::Leanings z;
        z.anybody = standard(engine);
        z.foreign = standard(engine);
        for (std::size_t j = 0; j < judged.size(); ++j) {
            engine.seed(key, {random::paired(row, judged[j].key), 0, streams::deviation.id});
            z.own = standard(engine);
            deviations[k * judged.size() + j] = stored(opinion::deviation(spread, judged[j].is_foreign, z));
        }
    }
}

}  // namespace peacenorm::intervention::civilians
