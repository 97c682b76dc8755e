// SPDX-License-Identifier: Apache-2.0
#include "sim/analysis/fit/verdict_twins_report.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/core/json.hpp"
#include "sim/core/text_table.hpp"

namespace peacenorm::analysis::fit {

namespace {

using Table = std::vector<std::vector<std::string>>;

std::string title(const TwinWords& words) {
    return fmt::format("{} {}, {}", words.id, words.name, words.contrast);
}

std::string distances(const WordCounts& counts) {
    return std::isfinite(counts.to) ? fmt::format("to {:g} d", counts.to) : fmt::format("beyond {:g} d", counts.from);
}

std::string share(std::size_t count, std::size_t of) {
    return of == 0 ? "-"
                   : fmt::format("{} ({:.0f}%)", count, 100 * static_cast<double>(count) / static_cast<double>(of));
}

std::string bound(const WordCounts& counts) {
    if (counts.twins == 0) return "-";
    return fmt::format("{:.3f}{}", counts.wrong_upper, counts.may_be_judged() ? "" : ", too few twins to judge");
}

void add_rows(const TwinWords& words, Table& table) {
    const auto add = [&](const std::string& name, const std::string& place, const WordCounts& counts) {
        table.push_back({name, place, std::to_string(counts.twins), share(counts.right, counts.twins),
                         share(counts.wrong, counts.twins), share(counts.missed, counts.twins),
                         share(counts.undecided, counts.twins), bound(counts)});
    };
    add(title(words), "all", words.all);
    for (const WordCounts& bin : words.bins) add("", distances(bin), bin);
}

std::string number(const char* form, double value) {
    return std::isnan(value) ? "-" : fmt::format(fmt::runtime(form), value);
}

std::string chance_in(const TwinWords& words) {
    return std::isnan(words.chance) ? "-" : fmt::format("{:.0f}%", 100 * words.chance);
}

std::string ending(const TwinWords& words) {
    if (words.is_reachable()) return {};
    return fmt::format("not reachable in this model: {}: {} of {} twins beyond {:g} d, fewer than {}\n", title(words),
                       words.beyond, words.all.twins, far, fewest_far);
}

std::string intervals_part(const VerdictTwins& twins) {
    Table table{{"D found again", "50% intervals", "90% intervals", "ranks: distance", "p", "chance in D", "left out"}};
    for (const TwinWords& words : twins.rows)
        if (words.missing.empty())
            table.push_back({title(words), number("{:.2f}", words.found.coverage_50),
                             number("{:.2f}", words.found.coverage_90), number("{:.3f}", words.found.shift),
                             number("{:.4g}", words.found.p), chance_in(words), std::to_string(words.left_out)});
    return aligned(table, 1);
}

std::string json_of(const WordCounts& counts) {
    JsonObject object;
    object.put_number("from", counts.from)
        .put_number("to", counts.to)
        .put_number("twins", static_cast<double>(counts.twins))
        .put_number("right", static_cast<double>(counts.right))
        .put_number("wrong", static_cast<double>(counts.wrong))
        .put_number("missed", static_cast<double>(counts.missed))
        .put_number("undecided", static_cast<double>(counts.undecided))
        .put_number("wrong_upper", counts.wrong_upper)
        .put_flag("may_be_judged", counts.may_be_judged());
    return object.text();
}

std::string json_of(const TwinWords& words) {
    JsonObject object;
    object.put_text("contrast", words.contrast).put_text("hypothesis", words.id).put_text("name", words.name);
    if (!words.missing.empty()) return object.put_text("missing", words.missing).text();
    std::vector<std::string> bins;
    bins.reserve(words.bins.size());
    for (const WordCounts& bin : words.bins) bins.push_back(json_of(bin));
    return object.put_number("left_out", static_cast<double>(words.left_out))
        .put_number("chance", words.chance)
        .put_number("coverage_50", words.found.coverage_50)
        .put_number("coverage_90", words.found.coverage_90)
        .put_number("rank_distance", words.found.shift)
        .put_number("rank_p", words.found.p)
        .put("all", json_of(words.all))
        .put("bins", json_list(bins))
        .put_number("beyond_3_d", static_cast<double>(words.beyond))
        .put_flag("reachable", words.is_reachable())
        .put_flag("holds", words.holds())
        .text();
}

}  // namespace

std::string render(const VerdictTwins& twins) {
    if (twins.rows.empty()) return {};
    Table table{
        {"words on", "|true D|", "twins", "right", "wrong", "null, beyond d", "undecided", "wrong: upper bound"}};
    std::string endings;
    for (const TwinWords& words : twins.rows) {
        if (words.missing.empty())
            add_rows(words, table), endings += ending(words);
        else
            endings += fmt::format("{}: needs {}\n", title(words), words.missing);
    }
    return fmt::format(
               "\nverdict twins: the word that the verdict's rule has for each of {} twins, given its facts, against "
               "its "
               "true D: the mean over futures of its past ({}), chance taken out; d = {:g}. Wrong: the opposite sign, "
               "or "
               "a sign within d/2; upper bound: of Wilson's 95% interval, limit {:g}\n",
               twins.count, twins.futures, twins.d, most_wrong) +
           aligned(table, 2) + endings + intervals_part(twins);
}

std::string as_json(const VerdictTwins& twins) {
    std::vector<std::string> rows;
    rows.reserve(twins.rows.size());
    for (const TwinWords& words : twins.rows) rows.push_back(json_of(words));
    return JsonObject{}
        .put_number("d", twins.d)
        .put_number("count", static_cast<double>(twins.count))
        .put_number("futures", static_cast<double>(twins.futures))
        .put_number("most_wrong", most_wrong)
        .put_text("test_of_ranks", "Kolmogorov-Smirnov")
        .put("rows", json_list(rows))
        .text();
}

std::vector<std::string> reasons_against(const VerdictTwins& twins) {
    std::vector<std::string> reasons;
    for (const TwinWords& words : twins.rows) {
        if (!words.missing.empty()) continue;
        if (words.found.coverage_90 < least_coverage || words.found.coverage_90 > most_coverage)
            reasons.push_back(fmt::format("90% intervals of D of {} hold {:.1f}% of {} twins, not 85 to 95%",
                                          title(words), 100 * words.found.coverage_90, words.all.twins));
        if (words.all.may_be_judged() && !words.holds())
            reasons.push_back(fmt::format("words on {} are wrong in more than {:.0f}% of twins by the upper bound",
                                          title(words), 100 * most_wrong));
    }
    return reasons;
}

}  // namespace peacenorm::analysis::fit
