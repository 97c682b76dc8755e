// SPDX-License-Identifier: Apache-2.0
// The one list of kinds of designs.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/design/kind.hpp"

namespace peacenorm::study {

/// A kind by its name; null for any other word.
std::unique_ptr<DesignKind> make_kind(std::string_view name);

/// A fresh one of each kind, in the manual's order; the first is that of a design that names none.
std::vector<std::unique_ptr<DesignKind>> all_kinds();

}  // namespace peacenorm::study
