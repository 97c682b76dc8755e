// SPDX-License-Identifier: Apache-2.0
#include "sim/store/place.hpp"

#include <fmt/format.h>

#include "sim/config/faults.hpp"
#include "sim/config/words.hpp"
#include "sim/core/check.hpp"

namespace peacenorm::record {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& named, const std::string& what) {
    throw config::ConfigError(
        fmt::format("{}: error: cannot be written: it {}; it is left as it is; allowed: a new name or a plain file\n",
                    config::printable(named.string()), what));
}

std::string what_is(fs::file_type type) {
    switch (type) {
        case fs::file_type::directory:
            return "is a folder";
        case fs::file_type::block:
        case fs::file_type::character:
            return "is a device";
        case fs::file_type::fifo:
            return "is a pipe";
        case fs::file_type::socket:
            return "is a socket";
        default:
            return "is no plain file";
    }
}

}  // namespace

fs::path place_to_write(const fs::path& named, const std::vector<fs::path>& inputs) {
    std::error_code error;
    const bool is_link = fs::symlink_status(named, error).type() == fs::file_type::symlink;
    const fs::file_type type = fs::status(named, error).type();
    if (type == fs::file_type::none && is_link) refuse(named, "is a link that leads nowhere");
    if (type == fs::file_type::none)
        throw IoError(fmt::format("{}: cannot look at it: {}", config::printable(named.string()), error.message()));
    if (type == fs::file_type::not_found && is_link) refuse(named, "is a link to nothing");
    if (type == fs::file_type::not_found && !named.has_filename()) refuse(named, "names no file");
    if (type == fs::file_type::not_found) return named;
    if (type != fs::file_type::regular) refuse(named, what_is(type));
    for (const fs::path& input : inputs)
        if (fs::equivalent(named, input, error))
            refuse(named, fmt::format("is the input {}", config::printable(input.string())));
    if (!is_link) return named;
    const fs::path target = fs::canonical(named, error);
    if (error) refuse(named, "is a link that leads nowhere");
    return target;
}

}  // namespace peacenorm::record
