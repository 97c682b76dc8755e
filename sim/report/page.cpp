// SPDX-License-Identifier: Apache-2.0
#include "sim/report/page.hpp"

#include <fmt/format.h>

#include "sim/core/json.hpp"
#include "sim/report/base64.hpp"
#include "sim/report/embedded.hpp"
#include "sim/report/html.hpp"

namespace peacenorm::report {

namespace {

std::string policy() {
    const auto source = [](const Embedded& embedded) {
        return "'sha256-" + base64(bytes_of_hex(embedded.sha256)) + "'";
    };
    return fmt::format(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        source(script), source(style));
}

std::string title_of(std::span<const Shown> results) {
    std::string title;
    for (const Shown& shown : results) title += (title.empty() ? "" : " | ") + shown.result.attribute("title");
    return title.empty() ? "A study" : title;
}

/// What stands on the page before any script has run, and without scripts.
std::string head_html(std::span<const Shown> results) {
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
        "<body>\n<header id=\"top\"><h1>{}</h1></header>\n"
        "<p id=\"state\" role=\"status\">If this line stays, the page is cut short or scripts are switched off. Ask "
        "for the "
        "whole file again, or see the numbers with: peacenorm compare RESULT, peacenorm verdict RESULT.</p>\n"
        "<main id=\"main\"></main>\n<footer id=\"foot\"></footer>\n",
        html_text(policy()), html_text(title_of(results)), style.text, html_text(title_of(results)));
}

std::string data_html(const char* id, std::string_view bytes) {
    return fmt::format("<script type=\"text/plain\" id=\"{}\">{}</script>\n", id, base64(deflated(bytes)));
}

}  // namespace

std::string page(std::span<const Shown> results) {
    DataBlock block;
    std::vector<std::string> parts;
    for (const Shown& shown : results) {
        const std::string name(1, static_cast<char>('A' + static_cast<int>(parts.size())));
        parts.push_back(add_result(block, name, shown.result, shown.subject));
    }
    JsonObject head;
    head.put("format", "1").put("results", json_list(parts)).put("arrays", block.description());
    return head_html(results) + fmt::format("<script>{}</script>\n", script.text) +
           data_html("data-head", head.text()) + data_html("data-block", block.bytes()) +
           "<div id=\"end\" hidden></div>\n</body>\n</html>\n";
}

}  // namespace peacenorm::report
