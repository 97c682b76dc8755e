// SPDX-License-Identifier: Apache-2.0
#include "models/intervention/civilians/kinship.hpp"

#include <algorithm>
#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/state/addresses.hpp"

namespace peacenorm::intervention::civilians {
namespace {

/// The cell in which a share of all weights falls.
std::size_t cell_at(const std::vector<double>& sums, double share) {
    const auto at = std::upper_bound(sums.begin(), sums.end(), share * sums.back());
    return std::min<std::size_t>(static_cast<std::size_t>(at - sums.begin()), sums.size() - 1);
}

/// The first row of a family in a cell, from which as many rows follow as a family has, where the cell has them.
std::uint32_t family_in(const CellRows& cell, random::Engine& engine) {
    const std::uint32_t last = cell.size - std::min(cell.size, std::uint32_t{family_size});
    return cell.first + boost::random::uniform_int_distribution<std::uint32_t>(0, last)(engine);
}

}  // namespace

Pull pull_on(std::span<const CellRows> cells, std::span<const std::int64_t> persons, std::size_t cell,
             const Grid<double, PlaceId, PlaceId>& travel_hours, std::optional<PlaceId> capital) {
    Pull pull;
    const CellRows& own = cells[cell];
    double gravity = 0, in_capital = 0;
    pull.gravity.reserve(cells.size());
    pull.capital.reserve(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double weight = cells[c].size < family_size ? 0 : static_cast<double>(persons[c]);
        if (cells[c].community == own.community && cells[c].place != own.place) {
            const double hours = 1 + travel_hours(PlaceId(own.place), PlaceId(cells[c].place));
            gravity += weight / (hours * hours);
        }
        if (capital && cells[c].place == capital->index()) in_capital += weight;
        pull.gravity.push_back(gravity);
        pull.capital.push_back(in_capital);
    }
    if (!(gravity > 0))
        for (std::size_t c = cell; c < cells.size(); ++c) pull.gravity[c] = 1;
    if (!(in_capital > 0)) pull.capital.clear();
    return pull;
}

void draw_far_kin(std::span<const CellRows> cells, std::size_t cell, const Pull& pull, random::Key key,
                  std::span<FarKin> far_kin) {
    boost::random::uniform_01<double> share;
    const boost::random::bernoulli_distribution<double> even(0.5);
    const CellRows& own = cells[cell];
    for (std::uint32_t k = 0; k < own.families(); ++k) {
        random::Engine engine(key, {entity_number(own.key, k * family_size), 0, streams::kin.id});
        FarKin& kin = far_kin[own.first_family + k];
        kin.first[0] = family_in(cells[cell_at(pull.gravity, share(engine))], engine);
        const bool in_capital = even(engine) && !pull.capital.empty();
        const auto& sums = in_capital ? pull.capital : pull.gravity;
        kin.first[1] = family_in(cells[cell_at(sums, share(engine))], engine);
    }
}

}  // namespace peacenorm::intervention::civilians
