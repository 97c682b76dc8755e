// SPDX-License-Identifier: Apache-2.0
// What follows from the parameters and never changes within a segment: views, cells, numbers.
#pragma once

#include <string_view>
#include <vector>

#include "models/civil_violence/parameters.hpp"
#include "sim/config/parameters.hpp"

namespace peacenorm::civil_violence {

/// Cells of one row of a view, relative to who looks: columns first_x .. first_x + count - 1, `y` rows away.
struct Span {
    std::int32_t y, first_x, count;
};

/// The cells within vision. Symmetric: who is in my view has me in theirs.
struct View {
    std::vector<Span> spans;                                   ///< by rows
    std::vector<std::pair<std::int32_t, std::int32_t>> cells;  ///< (x, y), in the order of the spans
    std::int32_t reach = 0;                                    ///< rows and columns away, at most
};

View make_view(Neighbourhood neighbourhood, double vision, bool own_cell);

struct Setup {
    Parameters parameters;
    View citizen_view, cop_view;
    std::int32_t width, height;
    std::int32_t cells() const { return width * height; }
    bool in_waves() const { return parameters.turn.activation == Activation::in_waves; }
};

Setup prepare(const Parameters& parameters);

/// What a state is built on, so that no change may touch it during a run.
struct Frame {
    Space space;
    Activation activation;
    Jailed jailed;
    bool groups;
    bool operator==(const Frame&) const = default;
};

inline Frame frame_of(const Parameters& p) {
    return {p.space, p.turn.activation, p.jail.jailed, p.groups.enabled};
}

/// Errors: a problem for each part of the frame that a later segment changes.
void check_continues(const Parameters& first, const Parameters& later, std::vector<config::PathProblem>& problems);

/// Number of agents at a density per cell.
std::int64_t number_of(double density, const Space& space);

/// Rules across fields. Errors: problems with paths.
void check(const Parameters& parameters, std::vector<config::PathProblem>& problems);

}  // namespace peacenorm::civil_violence
