// SPDX-License-Identifier: Apache-2.0
// Outlines of places, from a file of the user's own: GeoJSON or TopoJSON, in degrees.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace peacenorm::report {

/// Longitude and latitude in degrees.
struct Spot {
    double longitude = 0, latitude = 0;
};

/// An outline, or a hole in one; its last spot is its first.
using Ring = std::vector<Spot>;

struct Outline {
    std::vector<std::pair<std::string, std::string>> names;  ///< property, what it says; "id" is one of them
    std::vector<Ring> rings;                                 ///< what an odd number of them contains is inside
};

struct Geometry {
    std::string file;
    std::vector<Outline> outlines;
};

/// Errors: ConfigError with every fault of the file and its place: a file that is neither, a thing without an area,
/// numbers that are no degrees, arcs that are not there. IoError where it cannot be read.
Geometry read_geometry(const std::string& file);

/// The rings of each place, by that property whose values name most of them; letters are compared without case and
/// accents, and nothing but letters and digits. Errors: ConfigError that names the places without an outline.
std::vector<std::vector<Ring>> outlines_of(const Geometry& geometry, const std::vector<std::string>& places);

}  // namespace peacenorm::report
