// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel/loops.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>

#include <array>
#include <atomic>
#include <span>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

namespace peacenorm::parallel {
namespace {

std::size_t count_blocks(std::size_t n) {
    return n / block_size + (n % block_size != 0 ? 1 : 0);
}

/// Calls body(index) for index in [0, count), one task an index. Isolated: a thread that waits here takes no outer
/// task, which would otherwise start a second run on top of the one it is in.
template <class Body>
void for_each_task(std::size_t count, const Body& body) {
    using Range = tbb::blocked_range<std::size_t>;
    tbb::this_task_arena::isolate([&] {
        tbb::parallel_for(
            Range(0, count, 1),
            [&](const Range& range) {
                for (std::size_t i = range.begin(); i != range.end(); ++i) body(i);
            },
            tbb::simple_partitioner{});
    });
}

/// Calls body(index, first, last) for the blocks of [0, n): in order when there is nothing to share.
template <class Body>
void for_numbered_blocks(std::size_t n, const Body& body) {
    const std::size_t blocks = count_blocks(n);
    const auto call = [&](std::size_t i) { body(i, i * block_size, std::min(n, (i + 1) * block_size)); };
    if (blocks <= 1 || tbb::this_task_arena::max_concurrency() == 1) {
        for (std::size_t i = 0; i < blocks; ++i) call(i);
    } else {
        for_each_task(blocks, call);
    }
}

}  // namespace

void with_threads(int threads, const std::function<void()>& body) {
    if (threads < 1) throw std::invalid_argument("with_threads: at least one thread is needed");
    constexpr auto parameter = tbb::global_control::max_allowed_parallelism;
    const std::size_t limit = std::max(static_cast<std::size_t>(threads), tbb::global_control::active_value(parameter));
    const tbb::global_control control(parameter, limit);
    tbb::task_arena arena(threads);
    arena.execute([&] { body(); });
}

int startable_threads(int wanted) {
    std::atomic<bool> may_end{false};
    std::vector<std::thread> started;
    started.reserve(static_cast<std::size_t>(std::max(wanted, 1)));
    bool is_refused = false;
    try {
        for (int i = 1; i < wanted; ++i) started.emplace_back([&] { may_end.wait(false); });
    } catch (const std::system_error&) {
        is_refused = true;
    }
    may_end = true;
    may_end.notify_all();
    for (std::thread& thread : started) thread.join();
    const int most = 1 + static_cast<int>(started.size());
    return is_refused ? std::max(1, most / 2) : most;
}

void for_blocks(std::size_t n, const std::function<void(std::size_t, std::size_t)>& body) {
    for_numbered_blocks(n, [&](std::size_t, std::size_t first, std::size_t last) { body(first, last); });
}

double sum_blocks(std::size_t n, const std::function<double(std::size_t, std::size_t)>& body) {
    const std::size_t blocks = count_blocks(n);
    std::array<double, 64> few{};
    std::vector<double> many(blocks > few.size() ? blocks : 0);
    const std::span<double> parts = many.empty() ? std::span<double>(few).first(blocks) : std::span<double>(many);
    for_numbered_blocks(n, [&](std::size_t i, std::size_t first, std::size_t last) { parts[i] = body(first, last); });
    double sum = 0;
    for (const double part : parts) sum += part;  // ORDER: by block, never by who came first
    return sum;
}

void for_each_dynamic(std::size_t n, const std::function<void(std::size_t)>& body, const std::function<bool()>& stop) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    const auto work = [&](std::size_t) {
        while (!failed && !(stop && stop())) {
            const std::size_t i = next.fetch_add(1);
            if (i >= n) return;
            try {
                body(i);
            } catch (...) {
                failed = true;  // nobody starts another index while this one's exception is on its way
                throw;
            }
        }
    };
    const auto workers = std::min(n, static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()));
    if (workers <= 1) {
        work(0);
    } else {
        for_each_task(workers, work);
    }
}

}  // namespace peacenorm::parallel
