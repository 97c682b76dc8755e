// SPDX-License-Identifier: Apache-2.0
#include "sim/store/digest.hpp"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <vector>

#include "sim/core/check.hpp"

namespace peacenorm::record {
namespace {

constexpr std::string_view mark = "\npeacenorm seal xxh3-128 ";
constexpr std::size_t seal_size = mark.size() + 32 + 1;

std::ifstream open_to_read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw IoError(fmt::format("{}: cannot read: {}", path.string(), std::strerror(errno)));
    return file;
}

std::string digest_of(std::ifstream& file, std::uintmax_t bytes, const std::filesystem::path& path) {
    Digest digest;
    std::vector<char> buffer(std::size_t{1} << 18);
    while (bytes > 0) {
        const std::size_t wanted = bytes < buffer.size() ? static_cast<std::size_t>(bytes) : buffer.size();
        if (!file.read(buffer.data(), static_cast<std::streamsize>(wanted)))
            throw IoError(fmt::format("{}: cannot read: {}", path.string(), std::strerror(errno)));
        digest.add(std::as_bytes(std::span(buffer.data(), wanted)));
        bytes -= wanted;
    }
    return digest.hex();
}

std::uintmax_t size_of(const std::filesystem::path& path) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error) throw IoError(fmt::format("{}: cannot read: {}", path.string(), error.message()));
    return size;
}

}  // namespace

struct Digest::State {
    XXH3_state_t xxh;
};

Digest::Digest() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(&state_->xxh);
}
Digest::~Digest() = default;

void Digest::add(std::span<const std::byte> bytes) {
    if (!bytes.empty()) XXH3_128bits_update(&state_->xxh, bytes.data(), bytes.size());
}

void Digest::add(std::string_view text) {
    const std::uint64_t length = text.size();
    add(std::as_bytes(std::span(&length, 1)));
    add(std::as_bytes(std::span(text)));
}

std::string Digest::hex() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_->xxh);
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string seal(const std::filesystem::path& path) {
    std::string digest;
    {
        std::ifstream content = open_to_read(path);
        digest = digest_of(content, size_of(path), path);
    }
    std::ofstream file(path, std::ios::binary | std::ios::app);
    file << mark << digest << '\n' << std::flush;
    if (!file) throw IoError(fmt::format("{}: cannot write: {}", path.string(), std::strerror(errno)));
    return digest;
}

Seal check_seal(const std::filesystem::path& path) {
    const std::uintmax_t size = size_of(path);
    if (size < seal_size) return Seal::none;
    std::ifstream file = open_to_read(path);
    std::string end(seal_size, '\0');
    file.seekg(static_cast<std::streamoff>(size - seal_size));
    file.read(end.data(), static_cast<std::streamsize>(seal_size));
    if (!file || end.substr(0, mark.size()) != mark) return Seal::none;
    file.seekg(0);
    const std::string digest = digest_of(file, size - seal_size, path);
    return end.substr(mark.size(), digest.size()) == digest && end.back() == '\n' ? Seal::intact : Seal::broken;
}

}  // namespace peacenorm::record
