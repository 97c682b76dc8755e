// SPDX-License-Identifier: Apache-2.0
// What reading a file with a text gives, and what it finds wrong.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "sim/config/faults.hpp"

namespace peacenorm::report {

/// `read` of a file of that name with that text.
template <class Read>
auto read_text(const Read& read, const std::string& name, const std::string& text) {
    const std::string file = ::testing::TempDir() + std::to_string(getpid()) + name;
    std::ofstream(file) << text;
    return read(file);
}

/// The faults that it throws; empty: none.
template <class Read>
std::string faults_in(const Read& read, const std::string& name, const std::string& text) {
    try {
        read_text(read, name, text);
    } catch (const config::ConfigError& error) {
        return error.what();
    }
    return "";
}

}  // namespace peacenorm::report
