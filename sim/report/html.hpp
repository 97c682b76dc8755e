// SPDX-License-Identifier: Apache-2.0
// Text inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace peacenorm::report {

/// A text that can stand in an element or a quoted attribute: it opens no tag and closes no quote; what is no UTF-8 or
/// a control character becomes U+FFFD.
std::string html_text(std::string_view text);

}  // namespace peacenorm::report
