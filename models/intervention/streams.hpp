// SPDX-License-Identifier: Apache-2.0
// The intervention model's registered streams: 0x00100 to 0x001ff, never reused. A stream that serves one mechanism
// alone stands in its header.
#pragma once

#include <array>

#include "models/intervention/civilians/kernel.hpp"
#include "models/intervention/mechanisms/all.hpp"
#include "models/intervention/opinion/sampling.hpp"
#include "sim/random/streams.hpp"

namespace peacenorm::intervention::streams {

using random::Stream;

inline constexpr Stream threat_count{0x00110, "intervention.armed_groups.count"};
inline constexpr Stream threat_detail{0x00111, "intervention.armed_groups.detail"};
inline constexpr Stream posture{0x0011c, "intervention.bands.posture"};
inline constexpr Stream refill{0x0011d, "intervention.bands.refill"};
inline constexpr Stream fighters_lost{0x0011e, "intervention.bands.fighters_lost"};
inline constexpr Stream force_attack_count{0x00112, "intervention.force_attacks.count"};
inline constexpr Stream force_attack_deaths{0x00113, "intervention.force_attacks.deaths"};
inline constexpr Stream awareness{0x00120, "intervention.detection.awareness"};
inline constexpr Stream report_delay{0x00121, "intervention.detection.report_delay"};
inline constexpr Stream decision{0x00130, "intervention.response.decision"};
inline constexpr Stream clearance{0x00131, "intervention.response.clearance"};
inline constexpr Stream commander{0x00134, "intervention.response.commander"};
inline constexpr Stream strike{0x00133, "intervention.resolution.strike"};
inline constexpr Stream harm{0x00140, "intervention.resolution.harm"};
inline constexpr Stream victim{0x00141, "intervention.resolution.victim"};
inline constexpr Stream operation_count{0x00150, "intervention.operations.count"};
inline constexpr Stream operation_harm{0x00151, "intervention.operations.harm"};
inline constexpr Stream operation_contact{0x00152, "intervention.operations.contact"};
inline constexpr Stream operation_abuse{0x00153, "intervention.operations.abuse"};
inline constexpr Stream reported{0x00170, "intervention.observation.reported"};
inline constexpr Stream abuse_known{0x00180, "intervention.oversight.abuse_known"};
inline constexpr Stream obligation{0x00181, "intervention.oversight.obligation"};

inline constexpr std::array core{civilians::streams::kin,
                                 civilians::streams::traits,
                                 civilians::streams::deviation,
                                 civilians::streams::border_news,
                                 civilians::streams::media_news,
                                 civilians::streams::telling,
                                 opinion::streams::respondent,
                                 opinion::streams::answer,
                                 opinion::streams::reproach,
                                 threat_count,
                                 threat_detail,
                                 posture,
                                 refill,
                                 fighters_lost,
                                 force_attack_count,
                                 force_attack_deaths,
                                 awareness,
                                 report_delay,
                                 decision,
                                 clearance,
                                 commander,
                                 strike,
                                 harm,
                                 victim,
                                 operation_count,
                                 operation_harm,
                                 operation_contact,
                                 operation_abuse,
                                 reported,
                                 abuse_known,
                                 obligation};

/// Those of the mechanisms too.
inline constexpr auto all = end_to_end(core, OfMechanisms::streams);

}  // namespace peacenorm::intervention::streams
