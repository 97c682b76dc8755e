// SPDX-License-Identifier: Apache-2.0
// Rows of a file, or of `factors`, each with its luck: draws that somebody else made.
#pragma once

#include "sim/design/keys.hpp"
#include "sim/design/kinds/list.hpp"

namespace peacenorm::study::kinds {

class Draws final : public List {
  public:
    std::string_view name() const override { return "draws"; }
    std::vector<DesignKey> may() const override {
        return {{"file", "expected file: a table with a line of parameters and a line for each point"},
                {"factors", "expected factors: {dotted.path: [value, value]}"},
                {"luck", "expected luck: row, or shared"}};
    }
    void read(const config::Node& node, Factors& factors, config::Faults& faults) override {
        if (const config::Node* luck = node.find("luck"))
            luck_ = keys::word(*luck, {"row", "shared"}, faults) == "shared" ? Luck::shared : Luck::by_point;
        if (factors.empty() && node.find("file") == nullptr && node.find("factors") == nullptr)
            faults.add(node.at, "a design of kind draws has no points", "expected file: FILE");
    }
    void emit(config::Node& node) const override {
        if (luck_ == Luck::shared) keys::put(node, "luck", config::scalar("shared"));
    }
    Luck luck() const override { return luck_; }
    Rows rows() const override { return Rows::as_they_are; }

  private:
    Luck luck_ = Luck::by_point;
};

}  // namespace peacenorm::study::kinds
