// SPDX-License-Identifier: Apache-2.0
// What makes the page move and how it looks: page/ as it was bundled when the program was built.
#pragma once

#include <string_view>

namespace peacenorm::report {

struct Embedded {
    std::string_view text, sha256;  ///< sha256: 64 hexadecimal digits, of the text
};

extern const Embedded script, style;

}  // namespace peacenorm::report
