// SPDX-License-Identifier: Apache-2.0
#include "sim/study/outcome_expression.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "sim/config/words.hpp"

namespace peacenorm::study {

namespace {

using Names = std::vector<std::string>;

struct Token {
    std::string text;
    std::size_t at = 0;  ///< offset in the expression
};

/// A fault inside an expression; caught where the expression began.
struct Problem {
    std::size_t at;
    std::string what, allowed, suggestion;
};

constexpr std::string_view form = "expected mean(OBSERVABLE.LABEL, FROM..TO) or sum(...)";
constexpr std::string_view across_branch = "across_branch";  // the word that allows a window to hold shared past

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    /// Everything up to one of the stops, without spaces around it.
    Token until(std::string_view stops) {
        skip_spaces();
        Token word{{}, at_};
        while (at_ < text_.size() && stops.find(text_[at_]) == std::string_view::npos) word.text += text_[at_++];
        while (!word.text.empty() && word.text.back() == ' ') word.text.pop_back();
        if (word.text.empty()) throw Problem{word.at, "a name is missing", std::string(form), {}};
        return word;
    }
    /// The longest of the names that stands here up to a stop: names may hold stops themselves. Else as `until`.
    Token one_of(const Names& names, std::string_view stops) {
        skip_spaces();
        std::size_t longest = 0;
        for (const std::string& name : names) {
            const bool stands = text_.compare(at_, name.size(), name) == 0;
            const bool ends =
                at_ + name.size() >= text_.size() || stops.find(text_[at_ + name.size()]) != std::string_view::npos;
            if (stands && ends) longest = std::max(longest, name.size());
        }
        if (longest == 0) return until(stops);
        Token word{std::string(text_.substr(at_, longest)), at_};
        at_ += longest;
        return word;
    }
    bool take(char wanted) {
        skip_spaces();
        if (at_ == text_.size() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }
    void need(char wanted) {
        if (!take(wanted)) throw Problem{at_, fmt::format("'{}' is missing", wanted), std::string(form), {}};
    }
    void need_end() {
        skip_spaces();
        if (at_ != text_.size())
            throw Problem{at_, fmt::format("unexpected '{}'", text_.substr(at_)), std::string(form), {}};
    }

  private:
    void skip_spaces() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

std::size_t index_of(const Token& word, const Names& names, std::string_view what) {
    const auto found = std::find(names.begin(), names.end(), word.text);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    throw Problem{word.at, fmt::format("unknown {} '{}'", what, word.text), "expected " + config::one_of(names),
                  config::suggestion(word.text, names)};
}

std::size_t read_cell(Scanner& scanner, const record::Observable& observable, const Vocabulary& vocabulary,
                      std::size_t at) {
    std::size_t cell = 0;
    for (const int id : observable.axes) {
        if (id == record::no_axis) continue;
        const record::Axis& axis = vocabulary.axes[static_cast<std::size_t>(id)];
        if (!scanner.take('.'))
            throw Problem{at,
                          fmt::format("'{}' is by {}: its label is missing", observable.name, axis.name),
                          "expected " + config::one_of(axis.labels),
                          {}};
        cell = cell * axis.labels.size() + index_of(scanner.one_of(axis.labels, ".,) "), axis.labels, axis.name);
    }
    return cell;
}

/// The days that a year, a month or a day covers: first and one past the last.
struct Days {
    Date first, past;
};

std::optional<Days> days_between(const std::optional<Date>& first, const std::optional<Date>& past) {
    if (!first || !past) return std::nullopt;
    return Days{*first, *past};
}

std::optional<Days> days_of(const std::string& text) {
    const auto first_of = [](int year, int month) {
        return parse_date(fmt::format("{:04}-{:02}-01", month > 12 ? year + 1 : year, month > 12 ? 1 : month));
    };
    if (text.find_first_not_of("0123456789-") != std::string::npos) return std::nullopt;
    if (text.size() == 4) {
        const auto first = parse_date(text + "-01-01");
        return first ? days_between(first, first_of(std::stoi(text) + 1, 1)) : std::nullopt;
    }
    if (text.size() == 7) {
        const auto first = parse_date(text + "-01");
        return first ? days_between(first, first_of(std::stoi(text.substr(0, 4)), std::stoi(text.substr(5)) + 1))
                     : std::nullopt;
    }
    const auto day = parse_date(text);
    return day ? days_between(day, Date{day->days + 1}) : std::nullopt;
}

void read_range(const Token& range, const Horizon& horizon, record::Outcome& outcome) {
    const std::string allowed = "expected YYYY..YYYY, YYYY-MM..YYYY-MM or YYYY-MM-DD..YYYY-MM-DD";
    const std::size_t dots = range.text.find("..");
    if (dots == std::string::npos) throw Problem{range.at, "'..' is missing", allowed, {}};
    const auto from = days_of(range.text.substr(0, dots));
    const auto to = days_of(range.text.substr(dots + 2));
    if (!from || dots != range.text.size() - dots - 2)
        throw Problem{range.at, fmt::format("'{}' is not a range of dates", range.text), allowed, {}};
    if (!to) throw Problem{range.at + dots + 2, "this is not a date", allowed, {}};
    if (horizon.ticks() <= 0) return;  // the horizon has a fault of its own
    // A tick belongs to the window when its first day does: so both ends round up to the next tick.
    const auto tick_from = [&](Date date) {
        const int tick = horizon.tick_of(date);
        return tick < horizon.ticks() && horizon.date_of(tick) < date ? tick + 1 : tick;
    };
    outcome.first_tick = tick_from(from->first);
    outcome.last_tick = tick_from(to->past);
    if (outcome.first_tick < outcome.last_tick && (from->first < horizon.start || horizon.end < to->past))
        throw Problem{from->first < horizon.start ? range.at : range.at + dots + 2,
                      fmt::format("the window '{}' goes beyond the run", range.text),
                      fmt::format("expected dates from {} to {}", to_string(horizon.start),
                                  to_string(Date{horizon.end.days - 1})),
                      {}};
    if (outcome.first_tick < outcome.last_tick) return;
    throw Problem{
        range.at,
        fmt::format("no tick begins in '{}'", range.text),
        fmt::format("the run covers {} to {}", to_string(horizon.start), to_string(Date{horizon.end.days - 1})),
        {}};
}

/// Before the branch all arms are the same: a window that opens there thins every difference. Without arms there is
/// none.
void check_branch(const Token& window, const Vocabulary& vocabulary, const record::Outcome& outcome) {
    const bool opens_before = vocabulary.branch && vocabulary.horizon.ticks() > 0 &&
                              vocabulary.horizon.date_of(outcome.first_tick) < *vocabulary.branch;
    if (opens_before && !outcome.across_branch)
        throw Problem{
            window.at,
            fmt::format("the window opens on {}, before the branch {}: its first part is the same in all arms",
                        to_string(vocabulary.horizon.date_of(outcome.first_tick)), to_string(*vocabulary.branch)),
            fmt::format("expected a window from {}, or the word {} after it", to_string(*vocabulary.branch),
                        across_branch),
            {}};
    if (outcome.across_branch && vocabulary.branch && !opens_before && vocabulary.horizon.ticks() > 0)
        throw Problem{window.at,
                      fmt::format("'{}', but the window does not open before the branch", across_branch),
                      "leave the word out",
                      {}};
}

record::Outcome parsed(const std::string& expression, const Vocabulary& vocabulary) {
    Scanner scanner(expression);
    record::Outcome outcome;
    outcome.kind = index_of(scanner.until("("), {"mean", "sum"}, "kind of outcome") == 0 ? record::Outcome::Kind::mean
                                                                                         : record::Outcome::Kind::sum;
    scanner.need('(');
    Names names;
    for (const record::Observable& observable : vocabulary.observables) names.emplace_back(observable.name);
    const Token name = scanner.until(".,)");
    for (const config::Retired& old : vocabulary.retired)
        if (old.name == name.text)
            throw Problem{name.at,
                          fmt::format("the observable '{}' is retired", name.text),
                          "see " + std::string(old.successor),
                          {}};
    const std::size_t index = index_of(name, names, "observable");
    outcome.observable = static_cast<int>(index);
    outcome.cell = read_cell(scanner, vocabulary.observables[index], vocabulary, name.at);
    outcome.last_tick = vocabulary.horizon.ticks();
    Token window = name;  // without one it is the whole run
    bool has_window = false;
    while (scanner.take(',')) {
        const Token word = scanner.until(",)");
        if (word.text == across_branch && !outcome.across_branch) {
            outcome.across_branch = true;
        } else if (!has_window) {
            read_range(word, vocabulary.horizon, outcome);
            window = word;
            has_window = true;
        } else {
            throw Problem{word.at, fmt::format("unexpected '{}'", word.text), std::string(form), {}};
        }
    }
    check_branch(window, vocabulary, outcome);
    scanner.need(')');
    scanner.need_end();
    return outcome;
}

}  // namespace

std::optional<record::Outcome> read_outcome(std::string name, const config::Node& expression,
                                            const Vocabulary& vocabulary, config::Faults& faults) {
    if (expression.kind != config::Node::Kind::scalar) {
        faults.add(expression.at, "an outcome is one expression", std::string(form));
        return std::nullopt;
    }
    try {
        record::Outcome outcome = parsed(expression.text, vocabulary);
        outcome.name = std::move(name);
        outcome.expression = expression.text;
        return outcome;
    } catch (const Problem& problem) {
        config::Position at = expression.at;
        at.column += static_cast<int>(problem.at) + (expression.quoted ? 1 : 0);
        faults.add(at, problem.what, problem.allowed, problem.suggestion);
        return std::nullopt;
    }
}

std::string canonical(const record::Outcome& outcome, const Vocabulary& vocabulary) {
    const std::string made = is_named(outcome) ? "" : outcome.expression + " = ";
    return fmt::format("{}{} = {}({}[{}], {}..{})", made, outcome.name,
                       outcome.kind == record::Outcome::Kind::mean ? "mean" : "sum",
                       vocabulary.observables[static_cast<std::size_t>(outcome.observable)].name, outcome.cell,
                       outcome.first_tick, outcome.last_tick);
}

}  // namespace peacenorm::study
