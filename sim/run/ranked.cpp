// SPDX-License-Identifier: Apache-2.0
#include "sim/run/ranked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "sim/core/check.hpp"
#include "sim/run/progress_report.hpp"
#include "sim/run/rank_crew.hpp"
#include "sim/run/rank_messages.hpp"
#include "sim/run/session.hpp"

namespace peacenorm::study {

namespace {

using Clock = std::chrono::steady_clock;
using parallel::Ranks;

constexpr double seconds_at_once = 0.02;           // of short bundles that a worker is given together
constexpr std::size_t most_at_once = 1000;         // bundles
constexpr std::chrono::milliseconds to_name{500};  // after a stop: a launcher that kills gives a second
constexpr std::chrono::seconds to_give_up{60};     // after a stop

/// What rank 0 knows of a rank, itself included.
struct Peer {
    RankCounts counts;
    std::set<std::uint64_t> under_way;
    std::vector<std::uint64_t> finished;
    bool is_told_end = false, has_left = false;
};

/// Rank 0 during one round.
class Coordinator {
  public:
    Coordinator(Ranks& ranks, const Plan& plan, PartStore& store, const Execution& execution, int workers)
        : ranks_(ranks),
          plan_(plan),
          store_(store),
          execution_(execution),
          dispatcher_(agenda_of(plan, store, static_cast<std::size_t>(workers))),
          report_(plan, store, execution, dispatcher_),
          peers_(static_cast<std::size_t>(ranks.size())),
          workers_(workers) {}
    Ending run();
    std::string account() const;

  private:
    void hear(const Ranks::Message& message);
    void hear_own(RankCrew& own);
    void learn(Peer& peer, const std::vector<Finish>& finished);
    std::vector<std::uint64_t> hand_out(Peer& peer, std::size_t workers);
    void stop_all();
    void watch();
    bool is_over(const RankCrew& own) const;
    RankCounts total() const;

    Ranks& ranks_;
    const Plan& plan_;
    PartStore& store_;
    const Execution& execution_;
    Dispatcher dispatcher_;
    ProgressReport report_;
    std::vector<Peer> peers_;
    int workers_;
    double busy_ = 0, longest_ = 0;
    Clock::time_point start_ = Clock::now();
    double seconds_ = 0;
    std::optional<Clock::time_point> stopped_;
    bool is_named_ = false;
    std::string fault_;
};

void Coordinator::learn(Peer& peer, const std::vector<Finish>& finished) {
    for (const auto& [bundle, seconds] : finished) {
        dispatcher_.finished(bundle, seconds);
        peer.under_way.erase(bundle);
        peer.finished.push_back(bundle);
        busy_ += seconds;
        longest_ = std::max(longest_, seconds);
    }
}

/// Bundles for so many workers; fewer, or none, when there are no more. Short ones come several at once.
std::vector<std::uint64_t> Coordinator::hand_out(Peer& peer, std::size_t workers) {
    std::vector<std::uint64_t> bundles;
    for (std::size_t worker = 0; worker < workers && !stopped_; ++worker) {
        double seconds = 0;
        for (std::size_t count = 0; count < most_at_once; ++count) {
            const auto next = dispatcher_.peek();
            if (!next) return bundles;
            if (execution_.deadline && !ends_before(*execution_.deadline, seconds + dispatcher_.longest(*next)))
                return bundles;
            const double expected = dispatcher_.expected(*next);
            if (count > 0 && seconds + expected > seconds_at_once) break;
            dispatcher_.next();
            bundles.push_back(*next);
            peer.under_way.insert(*next);
            seconds += expected;
            if (expected == 0) break;
        }
    }
    return bundles;
}

void Coordinator::hear(const Ranks::Message& message) {
    Peer& peer = peers_[static_cast<std::size_t>(message.from)];
    if (message.tag == tag_of(Tag::farewell)) {
        const Farewell farewell = farewell_of(message.words);
        peer.counts = farewell.counts;
        learn(peer, farewell.finished);
        peer.has_left = true;
        if (farewell.end == Farewell::End::fault && fault_.empty()) fault_ = farewell.fault;
        if (farewell.end != Farewell::End::done) stop_all();
        return;
    }
    const Request request = request_of(message.words);
    peer.counts = request.counts;
    learn(peer, request.finished);
    if (request.workers == 0) return;
    const std::vector<std::uint64_t> bundles = hand_out(peer, request.workers);
    if (!bundles.empty()) ranks_.send(message.from, tag_of(Tag::work), words_of_work(request.workers, bundles));
    if (!bundles.empty() || peer.is_told_end) return;
    peer.is_told_end = true;
    ranks_.send(message.from, tag_of(Tag::end), {});
}

void Coordinator::hear_own(RankCrew& own) {
    Peer& peer = peers_.front();
    const bool has_ended = own.has_ended();
    learn(peer, own.supply().finished_since());
    peer.counts = {own.crew().done(), own.crew().failed(), own.crew().ticks()};
    if (has_ended && !peer.has_left) {
        peer.has_left = true;
        if (!own.fault().empty() && fault_.empty()) fault_ = own.fault();
    }
    if (own.crew().must_stop()) {
        own.stop();
        stop_all();
    }
    if (stopped_) own.stop();
    const std::size_t hungry = own.supply().hungry();
    if (hungry == 0 || peer.is_told_end) return;
    const std::vector<std::uint64_t> bundles = hand_out(peer, hungry);
    own.supply().add(bundles);
    if (!bundles.empty()) return;
    peer.is_told_end = true;
    own.supply().close();
}

void Coordinator::stop_all() {
    if (stopped_) return;
    stopped_ = Clock::now();
    for (int rank = 1; rank < ranks_.size(); ++rank)
        if (!peers_[static_cast<std::size_t>(rank)].has_left) ranks_.send(rank, tag_of(Tag::stop), {});
}

/// Names the ranks that do not answer after a stop: a launcher stops all when one has died.
void Coordinator::watch() {
    if (!stopped_ || Clock::now() - *stopped_ < to_name || (is_named_ && Clock::now() - *stopped_ < to_give_up)) return;
    for (int rank = 1; rank < ranks_.size(); ++rank) {
        const Peer& peer = peers_[static_cast<std::size_t>(rank)];
        if (!peer.has_left)
            std::fputs(
                fmt::format("{} does not answer; bundles under way there: {}. What is published is safe: run again\n",
                            ranks_.name(rank), fmt::join(peer.under_way, " "))
                    .c_str(),
                stderr);
    }
    if (is_named_) ranks_.abort(75);
    is_named_ = true;
}

bool Coordinator::is_over(const RankCrew& own) const {
    return own.has_ended() && std::all_of(peers_.begin(), peers_.end(), [](const Peer& peer) { return peer.has_left; });
}

RankCounts Coordinator::total() const {
    RankCounts total;
    for (const Peer& peer : peers_) {
        total.done += peer.counts.done;
        total.failed += peer.counts.failed;
        total.ticks += peer.counts.ticks;
    }
    return total;
}

Ending Coordinator::run() {
    const auto update = [this](ProgressReport::When when) {
        const RankCounts counts = total();
        report_.update({counts.done, counts.failed, counts.ticks}, when);
    };
    update(ProgressReport::When::now);
    for (int rank = 1; rank < ranks_.size(); ++rank) ranks_.send(rank, tag_of(Tag::round), {plan_.study().replicates});
    {
        RankCrew own(plan_, store_, execution_, ranks_.name(0));
        while (!is_over(own)) {
            while (const auto message = ranks_.poll()) hear(*message);
            hear_own(own);
            watch();
            update(ProgressReport::When::due);
            std::this_thread::sleep_for(between_looks);
        }
        hear_own(own);
    }
    seconds_ = std::chrono::duration<double>(Clock::now() - start_).count();
    update(ProgressReport::When::now);
    for (std::size_t rank = 1; rank < peers_.size(); ++rank)
        store_.count_in(peers_[rank].finished, peers_[rank].counts.failed);
    if (!fault_.empty()) throw IoError(fault_);
    const RankCounts counts = total();
    return dispatcher_.published() + counts.done + counts.failed < dispatcher_.owned() ? Ending::interrupted
                                                                                       : Ending::finished;
}

std::string Coordinator::account() const {
    return fmt::format("{} ranks, {} workers: {:.3f} s (ideal {:.3f} s)", ranks_.size(), workers_, seconds_,
                       std::max(busy_ / workers_, longest_));
}

/// One round of a rank other than 0.
class Follower {
  public:
    Follower(Ranks& ranks, const Plan& plan, PartStore& store, const Execution& execution)
        : ranks_(ranks), own_(plan, store, execution, ranks.name(ranks.rank())) {}
    void serve();

  private:
    void hear(const Ranks::Message& message);
    void collect();
    void ask();
    void take_leave();

    Ranks& ranks_;
    RankCrew own_;
    std::size_t asked_ = 0;  ///< workers that rank 0 knows to wait
    bool is_closed_ = false;
    Clock::time_point told_ = Clock::now();
    Request request_;
};

void Follower::hear(const Ranks::Message& message) {
    if (message.tag == tag_of(Tag::work)) {
        asked_ -= std::min<std::size_t>(asked_, message.words.front());
        own_.supply().add({message.words.begin() + 1, message.words.end()});
        return;
    }
    is_closed_ = true;
    if (message.tag == tag_of(Tag::stop)) own_.stop();
    own_.supply().close();
}

void Follower::collect() {
    for (const Finish& finish : own_.supply().finished_since()) request_.finished.push_back(finish);
    request_.counts = {own_.crew().done(), own_.crew().failed(), own_.crew().ticks()};
}

/// Tells what is finished, at once where workers wait.
void Follower::ask() {
    collect();
    const std::size_t hungry = own_.supply().hungry();
    request_.workers = is_closed_ || hungry <= asked_ ? 0 : hungry - asked_;
    const bool has_news = !request_.finished.empty() && Clock::now() - told_ > between_reports;
    if (request_.workers == 0 && !has_news) return;
    ranks_.send(0, tag_of(Tag::request), words_of(request_));
    asked_ += request_.workers;
    request_.finished.clear();
    told_ = Clock::now();
}

void Follower::take_leave() {
    collect();
    Farewell farewell{Farewell::End::done, request_.counts, request_.finished, own_.fault()};
    if (own_.crew().must_stop()) farewell.end = Farewell::End::interrupted;
    if (!own_.fault().empty()) farewell.end = Farewell::End::fault;
    ranks_.send(0, tag_of(Tag::farewell), words_of(farewell));
}

void Follower::serve() {
    while (!own_.has_ended()) {
        while (const auto message = ranks_.poll()) hear(*message);
        if (own_.crew().must_stop()) own_.stop();
        ask();
        std::this_thread::sleep_for(between_looks);
    }
    take_leave();
}

}  // namespace

Ending RankedSession::execute(const Plan& plan, PartStore& store, const Execution& wanted) {
    const Execution execution = with_deadline(wanted);
    Coordinator coordinator(ranks_, plan, store, execution, workers_);
    const Ending ending = coordinator.run();
    account_ = coordinator.account();
    return ending;
}

void RankedSession::dismiss(int code) {
    for (int rank = 1; rank < ranks_.size(); ++rank)
        ranks_.send(rank, tag_of(Tag::dismissal), {static_cast<std::uint64_t>(code)});
}

int serve(Ranks& ranks, const Plan& plan, PartStore& store, const Execution& wanted,
          const std::function<void(std::uint32_t)>& set_replicates) {
    const Execution execution = with_deadline(wanted);
    while (true) {
        const auto message = ranks.poll();
        if (!message) {
            std::this_thread::sleep_for(between_looks);
        } else if (message->tag == tag_of(Tag::dismissal)) {
            return static_cast<int>(message->words.front());
        } else if (message->tag == tag_of(Tag::round)) {
            set_replicates(static_cast<std::uint32_t>(message->words.front()));
            Follower(ranks, plan, store, execution).serve();
        }
    }
}

}  // namespace peacenorm::study
