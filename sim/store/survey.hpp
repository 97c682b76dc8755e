// SPDX-License-Identifier: Apache-2.0
// Looks a result over before anybody relies on it: a file is input from strangers, and a seal can be made by anybody.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/store/h5.hpp"

namespace peacenorm::record {

/// Whether a file is shaped as results and parts are: variables alone, in the file, of types, shapes and sizes that
/// agree with one another and with the bytes that are there; runs numbered by bundle; statuses, replicates, futures
/// and dates within their ranges. Reads all texts and labels of runs, and of numbers what is not larger than a part.
/// Errors: IoError.
void survey(const h5::File& file);

/// Surveys files in a process of its own, since HDF5 itself can crash on bytes that were meant to do so.
/// Shape: by file what is wrong with it; empty: nothing.
std::vector<std::string> survey_apart(const std::vector<std::filesystem::path>& files);

}  // namespace peacenorm::record
