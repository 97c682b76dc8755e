// SPDX-License-Identifier: Apache-2.0
// The channels of cooperation: their list, and all that has one member for each. A further channel is added here, in
// each of these, and nowhere else; processes that act through it name it.
#pragma once

#include <optional>
#include <vector>

#include "models/intervention/docs.hpp"
#include "models/intervention/state/vocabulary.hpp"

namespace peacenorm::intervention {

enum class Channel { information, logistics, joint, training, mandate, visibility };
inline constexpr auto channel_names = names_by_id<Channel>({{Channel::information, "information"},
                                                            {Channel::logistics, "logistics"},
                                                            {Channel::joint, "joint"},
                                                            {Channel::training, "training"},
                                                            {Channel::mandate, "mandate"},
                                                            {Channel::visibility, "visibility"}});
inline constexpr std::size_t channel_count = channel_names.size();
using Depths = std::array<double, channel_count>;  ///< depth 0..1 by channel

/// Depths of one tie; null leaves the channel to history.
struct Channels {
    std::optional<double> information, logistics, joint, training, mandate, visibility;
};

/// Depths by rung of the ladder.
struct Rungs {
    std::vector<double> information{0, 0.3, 0.5, 0.6, 0.6, 0.9};
    std::vector<double> logistics{0, 0, 0.3, 0.6, 0.6, 0.9};
    std::vector<double> joint{0, 0, 0, 0, 0.4, 0.8};
    std::vector<double> training{0, 0, 0, 0.4, 0.4, 0.6};
    std::vector<double> mandate{0, 0, 0, 0, 0.4, 0.8};
    std::vector<double> visibility{0, 0, 0, 0.3, 0.6, 0.9};
};

/// What is left of each channel inside the ladder's group.
struct ChannelMask {
    double information = 1;
    double logistics = 1;
    double joint = 1;
    double training = 1;
    double mandate = 1;
    double visibility = 1;
};

}  // namespace peacenorm::intervention

namespace peacenorm::config {

template <>
struct Declaration<intervention::Channels> : intervention::Docs {
    using Owner = intervention::Channels;
    static constexpr std::string_view meaning = "Depths of one tie by channel; null leaves the channel to history";
    static constexpr auto fields = std::make_tuple(
        field("information", &Owner::information,
              number(share, "I: warnings that the receiver gets", "docs/theory.md#cooperation-as-six-channels")),
        field("logistics", &Owner::logistics,
              number(share, "L: fuel, air, medical evacuation that the giver provides",
                     "docs/theory.md#cooperation-as-six-channels")),
        field("joint", &Owner::joint,
              number(share, "J: joint or co-located operations", "docs/theory.md#cooperation-as-six-channels")),
        field("training", &Owner::training,
              number(share, "T: training and human-rights support", "docs/theory.md#cooperation-as-six-channels")),
        field("mandate", &Owner::mandate,
              number(share, "M: integration of mandate and planning", "docs/theory.md#cooperation-as-six-channels")),
        field("visibility", &Owner::visibility,
              number(share, "V: being seen together", "docs/theory.md#cooperation-as-six-channels")));
};

template <>
struct Declaration<intervention::Rungs> : intervention::Docs {
    using Owner = intervention::Rungs;
    static constexpr std::string_view meaning = "Depth of each channel on rungs 0 to 5 of the ladder: six values each";
    static constexpr std::string_view source =
        "assumed: coded from documents by one coder; docs/theory.md#cooperation-as-six-channels";
    static constexpr auto fields =
        std::make_tuple(field("information", &Owner::information, number(share, "depth of I on rungs 0 to 5", source)),
                        field("logistics", &Owner::logistics, number(share, "depth of L on rungs 0 to 5", source)),
                        field("joint", &Owner::joint, number(share, "depth of J on rungs 0 to 5", source)),
                        field("training", &Owner::training, number(share, "depth of T on rungs 0 to 5", source)),
                        field("mandate", &Owner::mandate, number(share, "depth of M on rungs 0 to 5", source)),
                        field("visibility", &Owner::visibility, number(share, "depth of V on rungs 0 to 5", source)));
};

template <>
struct Declaration<intervention::ChannelMask> : intervention::Docs {
    using Owner = intervention::ChannelMask;
    static constexpr std::string_view meaning =
        "Lever: what is left of each channel inside the ladder's group; information 1 and all else 0 is information "
        "only";
    static constexpr std::string_view source = "assumed: a lever, for information only or separate brands";
    static constexpr auto fields = std::make_tuple(
        field("information", &Owner::information, number(share, "factor on I", source)),
        field("logistics", &Owner::logistics, number(share, "factor on L", source)),
        field("joint", &Owner::joint, number(share, "factor on J", source)),
        field("training", &Owner::training, number(share, "factor on T", source)),
        field("mandate", &Owner::mandate, number(share, "factor on M", source)),
        field("visibility", &Owner::visibility, number(share, "factor on V; 0 keeps brands apart", source)));
};

}  // namespace peacenorm::config

namespace peacenorm::intervention {

/// Calls visit(place in the list, member) for each channel of a struct that has one member for each.
template <class PerChannel, class Visit>
void for_each_channel(const PerChannel& values, Visit visit) {
    std::apply(
        [&](const auto&... field) {
            std::size_t channel = 0;
            (visit(channel++, values.*field.member), ...);
        },
        config::Declaration<PerChannel>::fields);
}

/// Whether the members have the names of the channels, in their order.
template <class PerChannel>
constexpr bool has_one_per_channel() {
    return std::apply([](const auto&... field) { return std::array{field.name...} == channel_names; },
                      config::Declaration<PerChannel>::fields);
}
static_assert(has_one_per_channel<Channels>() && has_one_per_channel<Rungs>() && has_one_per_channel<ChannelMask>());

}  // namespace peacenorm::intervention
