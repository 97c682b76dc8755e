// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel/loops.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using namespace peacenorm::parallel;
constexpr std::size_t rows = 70 * block_size + 4321;  ///< more blocks than the sum's small buffer holds
const std::function<bool()> never = [] { return false; };

/// Holds every visitor until `wanted` different threads are inside or ten seconds have passed.
class Meeting {
  public:
    explicit Meeting(std::size_t wanted) : wanted_(wanted) {}
    void visit() {
        std::unique_lock lock(mutex_);
        threads_.insert(std::this_thread::get_id());
        all_here_.notify_all();
        const auto complete = [&] { return threads_.size() >= wanted_; };
        if (!all_here_.wait_for(lock, std::chrono::seconds(10), complete)) wanted_ = 0;  // wait in vain once only
    }
    std::size_t threads() const { return threads_.size(); }

  private:
    std::size_t wanted_;
    std::mutex mutex_;
    std::condition_variable all_here_;
    std::set<std::thread::id> threads_;
};

double sum_of_inverses(std::size_t n) {
    return sum_blocks(n, [](std::size_t first, std::size_t last) {
        double sum = 0;
        for (std::size_t i = first; i < last; ++i) sum += 1.0 / static_cast<double>(i + 1);
        return sum;
    });
}

TEST(Loops, EightThreadsAreEightThreadsWhateverTheMachine) {
    for (const int threads : {1, 2, 3, 8}) {
        Meeting blocks(threads), indices(threads);
        with_threads(threads, [&] {
            for_blocks(16 * block_size, [&](std::size_t, std::size_t) { blocks.visit(); });
            for_each_dynamic(
                16, [&](std::size_t) { indices.visit(); }, never);
        });
        EXPECT_EQ(blocks.threads(), static_cast<std::size_t>(threads));
        EXPECT_EQ(indices.threads(), static_cast<std::size_t>(threads));
    }
}

TEST(Loops, SumsHaveTheSameBitsForAnyNumberOfThreads) {
    for (const std::size_t n : {std::size_t{1}, block_size, 40 * block_size + 17, rows}) {
        double by_hand = 0;
        for (std::size_t first = 0; first < n; first += block_size) {
            double part = 0;
            for (std::size_t i = first; i < std::min(n, first + block_size); ++i)
                part += 1.0 / static_cast<double>(i + 1);
            by_hand += part;
        }
        for (const int threads : {1, 2, 3, 8}) {
            double sum = 0;
            for (int repeat = 0; repeat < 5; ++repeat) {
                with_threads(threads, [&] { sum = sum_of_inverses(n); });
                EXPECT_EQ(sum, by_hand) << n << " rows, " << threads << " threads";
            }
        }
    }
}

TEST(Loops, BlocksCoverEveryRowOnce) {
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, block_size - 1, block_size, block_size + 1, rows}) {
        for (const int threads : {1, 8}) {
            std::vector<std::uint8_t> visits(n);
            with_threads(threads, [&] {
                for_blocks(n, [&](std::size_t first, std::size_t last) {
                    EXPECT_EQ(first % block_size, 0u);
                    EXPECT_LE(last - first, block_size);
                    for (std::size_t i = first; i < last; ++i) ++visits[i];
                });
            });
            EXPECT_EQ(visits, std::vector<std::uint8_t>(n, 1));
        }
    }
    EXPECT_EQ(sum_of_inverses(0), 0.0);
}

TEST(Loops, OneThreadWalksInBlockOrderOnTheCallersThread) {
    std::vector<std::size_t> order;
    with_threads(1, [&] {
        const auto caller = std::this_thread::get_id();
        for_blocks(5 * block_size, [&](std::size_t first, std::size_t) {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            order.push_back(first / block_size);
        });
    });
    EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(Loops, DynamicIndicesAreHandedOutOnceAndInOrder) {
    for (const int threads : {1, 2, 8}) {
        std::vector<std::atomic<int>> visits(1000);
        std::vector<std::size_t> order;
        with_threads(threads, [&] {
            for_each_dynamic(
                visits.size(),
                [&](std::size_t i) {
                    ++visits[i];
                    if (threads == 1) order.push_back(i);
                },
                never);
        });
        for (const auto& count : visits) EXPECT_EQ(count, 1);
        for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
    }
    for_each_dynamic(
        0, [](std::size_t) { FAIL(); }, never);
}

TEST(Loops, StopEndsTheHandingOut) {
    for (const int threads : {1, 3, 8}) {
        std::atomic<int> done{0};
        with_threads(threads, [&] {
            for_each_dynamic(
                100000, [&](std::size_t) { ++done; }, [&] { return done >= 50; });
        });
        EXPECT_GE(done, 50);
        EXPECT_LE(done, 50 + threads) << "at most those under way";
    }
    for_each_dynamic(
        5, [](std::size_t) { FAIL() << "stopped before the first"; }, [] { return true; });
}

TEST(Loops, ExceptionsReachTheCaller) {
    const auto fail_late = [](std::size_t first) {
        if (first >= 3) throw std::runtime_error("body");
    };
    for (const int threads : {1, 2, 8}) {
        std::atomic<int> started{0};
        EXPECT_THROW(with_threads(threads, [] { throw std::runtime_error("region"); }), std::runtime_error);
        with_threads(threads, [&] {
            EXPECT_THROW(for_blocks(rows, [&](std::size_t first, std::size_t) { fail_late(first / block_size); }),
                         std::runtime_error);
            EXPECT_THROW(sum_blocks(rows, [&](std::size_t first, std::size_t) { return fail_late(first), 1.0; }),
                         std::runtime_error);
            const auto body = [&](std::size_t i) {
                ++started;
                std::this_thread::sleep_for(std::chrono::microseconds(i == 3 ? 50000 : 10));  // others are on their way
                if (i == 3) throw std::runtime_error("body");
            };
            EXPECT_THROW(for_each_dynamic(100000, body, never), std::runtime_error);
        });
        EXPECT_LT(started, 100000) << "nothing more is handed out after a failure";
    }
}

TEST(Loops, NestIntoOneAnother) {
    for (const int threads : {1, 2, 8}) {
        std::vector<double> sums(20);
        with_threads(threads, [&] {
            for_each_dynamic(
                sums.size(), [&](std::size_t i) { sums[i] = sum_of_inverses(3 * block_size); }, never);
        });
        EXPECT_EQ(sums, std::vector<double>(20, sum_of_inverses(3 * block_size)));
    }
}

TEST(Loops, AWaitingThreadBeginsNothingElseOnTopOfWhatItIsIn) {
    std::atomic<int> broken{0};
    with_threads(4, [&] {
        for_blocks(64 * block_size, [&](std::size_t, std::size_t) {
            thread_local int depth = 0;
            if (++depth != 1) ++broken;
            for_blocks(4 * block_size, [](std::size_t first, std::size_t) {
                std::this_thread::sleep_for(std::chrono::microseconds(first == 0 ? 100 : 1000));
            });
            --depth;
        });
    });
    EXPECT_EQ(broken, 0);
}

TEST(Loops, RefuseFewerThanOneThread) {
    EXPECT_THROW(with_threads(0, [] {}), std::invalid_argument);
    EXPECT_THROW(with_threads(-2, [] {}), std::invalid_argument);
}

}  // namespace
