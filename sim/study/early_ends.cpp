// SPDX-License-Identifier: Apache-2.0
#include "sim/study/early_ends.hpp"

#include <fmt/format.h>

#include <optional>
#include <vector>

namespace peacenorm::study {

namespace {

constexpr int days_of_grace = 366;

/// The last date among the keys below a node: dated series are maps from dates.
std::optional<Date> last_date(const config::Node& node) {
    std::optional<Date> last;
    const auto take = [&](const std::optional<Date>& date) {
        if (date && (!last || *date > *last)) last = date;
    };
    for (const config::Entry& entry : node.entries) {
        take(parse_date(entry.key));
        take(last_date(entry.value));
    }
    for (const config::Node& item : node.items) take(last_date(item));
    return last;
}

}  // namespace

std::string early_ends(const Study& study) {
    const config::Node parameters = study.base->emit();
    std::vector<std::string> sections;
    for (const config::Entry& section : parameters.entries) {
        const auto last = last_date(section.value);
        if (last && last->days + days_of_grace < study.horizon.end.days)
            sections.push_back(fmt::format("{} {}", section.key, to_string(*last)));
    }
    if (sections.empty()) return "";
    return fmt::format("dated inputs end before the horizon ({}) and stay as they are then: last dates: {}",
                       to_string(Date{study.horizon.end.days - 1}), fmt::join(sections, ", "));
}

}  // namespace peacenorm::study
