// SPDX-License-Identifier: Apache-2.0
#include "sim/core/check.hpp"

namespace peacenorm {

void check_failed(const char* kind, const char* condition, const char* file, int line) {
    throw std::logic_error(std::string(file) + ":" + std::to_string(line) + ": " + kind + "(" + condition + ") failed");
}

}  // namespace peacenorm
