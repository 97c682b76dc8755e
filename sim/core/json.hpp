// SPDX-License-Identifier: Apache-2.0
// JSON as text, written value by value; numbers in the shortest form that reads back the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peacenorm {

/// A text in quotes, escaped; bytes that are no UTF-8 become U+FFFD. It holds no line break of any kind, so that a line
/// can be one value.
std::string json_text(std::string_view text);

/// A number; `null` where it is not finite, since JSON has no other word.
std::string json_number(double value);

/// `[a, b]` of values that are JSON already.
std::string json_list(const std::vector<std::string>& values);

/// An object of values that are JSON already, in order of their addition.
class JsonObject {
  public:
    JsonObject& put(std::string_view name, std::string json);
    JsonObject& put_text(std::string_view name, std::string_view text) { return put(name, json_text(text)); }
    JsonObject& put_number(std::string_view name, double value) { return put(name, json_number(value)); }
    JsonObject& put_flag(std::string_view name, bool value) { return put(name, value ? "true" : "false"); }
    std::string text() const { return "{" + members_ + "}"; }

  private:
    std::string members_;
};

}  // namespace peacenorm
