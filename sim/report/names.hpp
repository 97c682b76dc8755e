// SPDX-License-Identifier: Apache-2.0
// What outcomes and series are called on a page: by the meaning that their observable declares.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/record/tally.hpp"
#include "sim/store/h5.hpp"

namespace peacenorm::report {

/// An outcome's expression taken apart: "mean(visits.north, 2018-12..2020-11)".
struct Measured {
    std::string kind;                 ///< "mean", "sum"; empty where the text is no expression
    std::string observable;           ///< "visits"
    std::vector<std::string> labels;  ///< "north"
    std::string from, to;             ///< empty: the whole run
};

Measured measured(const std::string& expression);

/// The parts of a text between separators, without blanks around them; one part where there is none.
std::vector<std::string> split(const std::string& text, char at);

/// The meaning of an observable: as the result's series declares it, else as the model does, else its name in words.
std::string title_of(const std::string& observable, const record::h5::File& file,
                     std::span<const record::Observable> declared);

/// What may be a path among the quoted texts of JSON: a name, or names with dots between.
std::vector<std::string> paths_in(std::string_view json);

/// Whether a path is one that a parameter is declared with: each `*` stands for one name.
bool is_declared_by(const std::string& path, const std::string& declared);

}  // namespace peacenorm::report
