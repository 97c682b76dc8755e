// SPDX-License-Identifier: Apache-2.0
// A fingerprint of bytes (XXH3, 128 bits), and the seal that distinguishes a whole file from a damaged one.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace peacenorm::record {

/// Takes bytes in any pieces; says 32 hexadecimal digits.
class Digest {
  public:
    Digest();
    ~Digest();
    void add(std::span<const std::byte> bytes);
    /// A text with its length, so that "ab" + "c" is not "a" + "bc".
    void add(std::string_view text);
    std::string hex() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What the end of a file says about the file. HDF5's own checksums miss strings and unchunked data, and its parser
/// must not meet damaged bytes, so the whole file is sealed by a last line that HDF5 does not look at.
enum class Seal { intact, broken, none };

/// Appends the seal. Shape: returns the digest. Errors: IoError.
std::string seal(const std::filesystem::path& path);
/// Reads the whole file. Errors: IoError when it cannot be read.
Seal check_seal(const std::filesystem::path& path);

}  // namespace peacenorm::record
