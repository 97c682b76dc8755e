// SPDX-License-Identifier: Apache-2.0
// What a mechanism says of itself beside its parameters: its line of the manual and its profile.
#pragma once

#include <optional>
#include <string_view>

#include "models/intervention/docs.hpp"

namespace peacenorm::intervention {

enum class Profile { core, extended };

/// One line of the manual: what the mechanism computes, and where that is from.
struct Manual {
    Profile profile;  ///< the least that switches it on when nobody says so
    std::string_view equation, source;
};

/// A switch that follows the profile while it is null: off in the core profile, on in the extended one.
using Switch = std::optional<bool>;

inline bool is_on(const Switch& enabled) {
    return enabled.value_or(false);
}

}  // namespace peacenorm::intervention

namespace peacenorm::config {

/// What every switch of the extended profile says.
inline constexpr std::string_view by_profile = "switch; null follows the profile";

template <>
struct EnumNames<intervention::Profile> {
    using Profile = intervention::Profile;
    static constexpr std::array<std::pair<std::string_view, Profile>, 2> names{
        {{"core", Profile::core}, {"extended", Profile::extended}}};
};

}  // namespace peacenorm::config
