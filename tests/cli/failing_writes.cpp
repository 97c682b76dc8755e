// SPDX-License-Identifier: Apache-2.0
// A library to load before a program's own (LD_PRELOAD): from the N-th call on that writes to files whose path contains
// a word, the disk is full. Needs no rights.
//   FAIL_PATH=word  FAIL_AT=N (from 1)  FAIL_WITH=ENOSPC|EIO  FAIL_FOR=once|ever  FAIL_MARK=file (made when a call
//   failed)
// And there is no memory for what is as large as a stretch of values:
//   FAIL_MEMORY=BYTES (of one allocation: as many, to a tenth more)
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

const std::size_t refused_memory =
    std::strtoul(std::getenv("FAIL_MEMORY") ? std::getenv("FAIL_MEMORY") : "0", nullptr, 10);

std::atomic<long> calls{0};

const char* setting(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : value;
}

template <class Function>
Function next(const char* name, Function) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

void leave_mark() {
    const int mark = ::open(setting("FAIL_MARK", "/dev/null"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (mark >= 0) ::close(mark);
}

/// Whether this call is to fail; then errno is set.
bool fails(const char* path) {
    if (path == nullptr || std::strstr(path, setting("FAIL_PATH", "\n")) == nullptr) return false;
    const long call = ++calls, from = std::atol(setting("FAIL_AT", "0"));
    const bool is_once = std::strcmp(setting("FAIL_FOR", "ever"), "once") == 0;
    if (from <= 0 || (is_once ? call != from : call < from)) return false;
    leave_mark();
    errno = std::strcmp(setting("FAIL_WITH", "ENOSPC"), "EIO") == 0 ? EIO : ENOSPC;
    return true;
}

bool fails(int file) {
    char link[64], path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = ::readlink(link, path, sizeof path - 1);
    if (length < 0) return false;
    path[length] = '\0';
    return fails(path);
}

}  // namespace

void* operator new(std::size_t bytes) {
    if (refused_memory > 0 && bytes >= refused_memory && bytes < refused_memory + refused_memory / 10)
        throw std::bad_alloc();
    void* memory = std::malloc(bytes > 0 ? bytes : 1);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

extern "C" {

ssize_t write(int file, const void* bytes, size_t count) {
    return fails(file) ? -1 : next("write", &::write)(file, bytes, count);
}
ssize_t writev(int file, const iovec* pieces, int count) {
    return fails(file) ? -1 : next("writev", &::writev)(file, pieces, count);
}
ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
    return fails(file) ? -1 : next("pwrite", &::pwrite)(file, bytes, count, at);
}
ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    return fails(file) ? -1 : next("pwrite64", &::pwrite64)(file, bytes, count, at);
}
int ftruncate(int file, off_t length) {
    return fails(file) ? -1 : next("ftruncate", &::ftruncate)(file, length);
}
int ftruncate64(int file, off64_t length) {
    return fails(file) ? -1 : next("ftruncate64", &::ftruncate64)(file, length);
}
int fsync(int file) {
    return fails(file) ? -1 : next("fsync", &::fsync)(file);
}
int rename(const char* from, const char* to) {
    return fails(from) ? -1 : next("rename", &::rename)(from, to);
}
}
