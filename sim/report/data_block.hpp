// SPDX-License-Identifier: Apache-2.0
// The numbers of a page: one block of typed arrays, little-endian, each described in JSON.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peacenorm::report {

class DataBlock {
  public:
    /// Adds an array of doubles, all bits kept. Shape: the product of `shape` values, row-major.
    void add_exact(const std::string& name, const std::vector<std::uint64_t>& shape, std::span<const double> values);
    /// Adds an array of 16 bits a value: the nearest of 65,535 steps that are multiples of one width, so that 0 stays 0
    /// and what is undefined stays so. Range: the error is at most 1/65,534 of the greatest value by size.
    void add_rounded(const std::string& name, const std::vector<std::uint64_t>& shape, std::span<const double> values);

    /// What the block holds, as a JSON list: name, type, shape, byte offset, step of rounded ones.
    std::string description() const;
    const std::string& bytes() const { return bytes_; }

  private:
    void describe(const std::string& name, std::string_view type, const std::vector<std::uint64_t>& shape, double step);

    std::string bytes_;
    std::vector<std::string> arrays_;
};

/// Raw DEFLATE (RFC 1951). Errors: IoError when memory runs out.
std::string deflated(std::string_view bytes);

}  // namespace peacenorm::report
