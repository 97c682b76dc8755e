// SPDX-License-Identifier: Apache-2.0
// The operations on declared values, compiled once for all types. `parameters.hpp` is their typed face.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/config/faults.hpp"
#include "sim/config/node.hpp"
#include "sim/config/type.hpp"

namespace peacenorm::config {
struct LeafDoc;
struct PriorLeaf;
struct RetiredPath;
}  // namespace peacenorm::config

namespace peacenorm::config::detail {

void read_root(const Slot& root, const Node& node, Faults& faults);
/// Where a path was written, and the value for it.
struct Assignment {
    std::string_view path;
    const Node& value;
    Position at_path;
};
void set_path(const Slot& root, const Assignment& assignment, Faults& faults);
Node emit(const Slot& slot);
std::vector<LeafDoc> describe(const Slot& root);
std::vector<RetiredPath> retired_paths(const Slot& root);
std::vector<PriorLeaf> priors(const Slot& root);
std::string json_schema(const Slot& root);

}  // namespace peacenorm::config::detail
