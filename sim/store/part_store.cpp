// SPDX-License-Identifier: Apache-2.0
#include "sim/store/part_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>

#include "sim/config/faults.hpp"
#include "sim/config/yaml_file.hpp"
#include "sim/core/check.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/part_files.hpp"
#include "sim/store/place.hpp"
#include "sim/store/result_reader.hpp"
#include "sim/store/survey.hpp"
#include "sim/store/what_differs.hpp"

namespace peacenorm::study {
namespace {

namespace fs = std::filesystem;
using record::Status;

constexpr std::uint64_t scalar_block = 4096;  // runs that are read at once

/// An identity as names and values, as files record it.
std::array<std::pair<std::string, std::string>, 3> facts(const Identity& identity) {
    return {{{"dynamics_hash", identity.dynamics}, {"recording_hash", identity.recording}, {"build", identity.build}}};
}

std::string meaning(const std::string& fact) {
    if (fact == "dynamics_hash") return "the model, its parameters or its input files";
    return fact == "recording_hash" ? "what is recorded" : "the program";
}

record::Attributes attributes_of(const record::ResultLayout& layout, const Identity& identity) {
    record::Attributes attributes = layout.attributes;
    for (const auto& fact : facts(identity)) {
        const auto found = std::find_if(attributes.begin(), attributes.end(),
                                        [&](const auto& attribute) { return attribute.first == fact.first; });
        if (found == attributes.end())
            attributes.push_back(fact);
        else
            found->second = fact.second;
    }
    return attributes;
}

/// What the identity file says, for people and for `inspect`.
std::string identity_text(const Identity& identity, const record::ResultLayout& layout) {
    std::string text = "peacenorm: parts of a study under way\n";
    for (const auto& [name, value] : facts(identity)) text += fmt::format("{}: {}\n", name, value);
    return text + fmt::format("bundles: {}\nruns: {}\n", layout.bundles, layout.runs());
}

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Whether an identity file says all that it should: a crash of the machine can leave an empty one.
bool is_whole(const fs::path& identity) {
    const std::string text = text_of(identity);
    return text.starts_with("peacenorm: ") && text.find("\nruns: ") != std::string::npos && text.back() == '\n';
}

/// The value after `name: ` in an identity file.
std::string fact_in(const fs::path& file, const std::string& name) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(name + ": ")) return line.substr(name.size() + 2);
    return {};
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        throw IoError(fmt::format("{}: cannot make the folder: {}", folder.string(),
                                  error ? error.message() : "something else of that name is there"));
}

fs::path parent_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// The paths at which two configurations part; nothing where one of them is not known.
std::string paths_that_differ(const std::string& there, const std::string& here) {
    if (there.empty() || here.empty()) return {};
    config::Sources sources;
    config::Faults faults;
    const config::Node a = config::read_yaml_text("there", there, sources, faults);
    const config::Node b = config::read_yaml_text("here", here, sources, faults);
    return faults.empty() ? "\n" + what_differs(a, b) : std::string();
}

/// A fact that a result or a part records about itself.
std::string fact_of(const record::h5::File& file, const std::string& name) {
    if (name == "configuration" && file.has(name)) return file.variable(name).read_text(0);
    return file.attribute(name).value_or("");
}

/// A fact that a folder of parts records: its identity file, and of the configuration the first part that is whole.
std::string fact_of(const fs::path& folder, const std::string& name) {
    if (name != "configuration") return fact_in(folder / "identity", name);
    for (const fs::path& part : record::parts_in(folder))
        if (record::check_seal(part) == record::Seal::intact && record::survey_apart({part}).front().empty())
            return fact_of(record::h5::File::open(part), name);
    return {};
}

/// The builds that made the parts, the present one among them.
std::set<std::string> builds_of(const record::PartIndex& index, const Identity& identity) {
    std::set<std::string> builds{identity.build};
    for (const fs::path& part : index.parts) {
        const record::h5::File file = record::h5::File::open(part);
        const auto several = file.attribute(builds_attribute);
        builds.insert(several ? *several : fact_of(file, "build"));
    }
    return builds;
}

}  // namespace

void require_same(const Identity& identity, const fs::path& place,
                  const std::function<std::string(const std::string& fact)>& found) {
    std::string problems;
    for (const auto& [name, wanted] : facts(identity)) {
        const std::string there = found(name);
        if (there != wanted && !(name == "build" && identity.other_builds == Identity::OtherBuilds::accept))
            problems += fmt::format("\n  {} ({}): there {}, now {}", name, meaning(name),
                                    there.empty() ? "none" : there, wanted);
    }
    if (problems.empty()) return;
    const bool is_build_alone =
        found("dynamics_hash") == identity.dynamics && found("recording_hash") == identity.recording;
    throw config::ConfigError(fmt::format(
        "{}: holds results of something else, and results are never mixed; choose another file with --out, or remove "
        "it{}; what differs:{}{}",
        place.string(), is_build_alone ? ", or continue with this program by --other-build" : "", problems,
        is_build_alone ? "" : paths_that_differ(found("configuration"), identity.configuration)));
}

fs::path parts_of(fs::path result) {
    return result += ".parts";
}

void remove_parts(const fs::path& result) {
    constexpr int attempts = 20;
    const fs::path folder = parts_of(result);
    for (int attempt = 1;; ++attempt) {
        std::error_code error, gone;
        const bool was_there = fs::exists(folder, gone);
        fs::remove_all(folder, error);
        if (!fs::exists(folder, gone)) {
            if (was_there) record::sync_folder(parent_of(result));
            return;
        }
        if (attempt == attempts)
            throw IoError(fmt::format("{}: cannot remove it: {}", folder.string(), error.message()));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));  // another process may be at it too
    }
}

record::PartIndex index_verified(const std::function<std::vector<fs::path>()>& list, const record::ResultLayout& layout,
                                 const std::function<void(const record::h5::File&, const fs::path&)>& check) {
    constexpr int attempts = 10;
    for (int attempt = 1;; ++attempt) {
        const std::vector<fs::path> parts = list();
        try {
            return record::index_parts(parts, layout, check);
        } catch (const IoError&) {
            std::error_code error;
            const bool has_vanished =
                std::any_of(parts.begin(), parts.end(), [&](const fs::path& part) { return !fs::exists(part, error); });
            if (!has_vanished || attempt == attempts) throw;
        }
    }
}

PartStore::PartStore(fs::path result, const record::ResultLayout& layout, Identity identity, Shard shard)
    : result_(std::move(result)),
      folder_(parts_of(result_)),
      layout_(layout),
      identity_(std::move(identity)),
      shard_(shard) {
    ledger_.published.resize(layout_.bundles);
    try {
        open(look());
    } catch (const IoError&) {  // the folder goes away when another process joins the last parts
        if (look() != Existing::complete) throw;
    }
    if (look() == Existing::complete) ledger_.published.assign(layout_.bundles, true);
    for (std::uint64_t bundle = shard_.index; bundle < layout_.bundles; bundle += shard_.count)
        if (ledger_.published[bundle]) ++(failed_[bundle] ? ledger_.failed : ledger_.done);
    failed_ = {};
}

PartStore::PartStore(ToPublish, fs::path result, const record::ResultLayout& layout, Identity identity, Shard shard)
    : result_(std::move(result)),
      folder_(parts_of(result_)),
      layout_(layout),
      identity_(std::move(identity)),
      shard_(shard) {
    ledger_.published.resize(layout_.bundles);
}

void PartStore::count_in(const std::vector<std::uint64_t>& bundles, std::uint64_t failed) {
    const std::lock_guard lock(mutex_);
    for (const std::uint64_t bundle : bundles) ledger_.published[bundle] = true;
    ledger_.failed += failed;
    ledger_.done += bundles.size() - failed;
}

Existing PartStore::look() const {
    return look_at(result_, identity_, layout_.runs());
}

void PartStore::open(Existing existing) {
    failed_.resize(layout_.bundles);
    make_folder(folder_);
    record::sweep_drafts(folder_, "");
    const fs::path place = record::place_to_write(result_);
    record::sweep_drafts(parent_of(place), place.filename().string());
    const fs::path file = folder_ / "identity";
    const std::string text = identity_text(identity_, layout_);
    if (is_whole(file))  // else the parts tell, each of itself
        require_same(identity_, folder_, [&](const std::string& name) { return fact_of(folder_, name); });
    if (text_of(file) != text) record::publish_text(file, text);
    record::PartIndex index = index_of(existing, Whose::this_shard);
    ledger_.damaged = std::move(index.damaged);
    failed_ = std::move(index.failed);
    for (std::uint64_t bundle = 0; bundle < layout_.bundles; ++bundle) {
        if (!index.holds(bundle)) continue;
        ledger_.published[bundle] = true;
        if (index.parts[index.places[bundle].part] == result_) ++in_result_;
    }
}

/// A smaller or partial result is a part like any other.
std::vector<fs::path> PartStore::parts(Existing existing, Whose whose) const {
    std::vector<fs::path> parts = record::parts_in(folder_);
    const std::string of_same_count = fmt::format("of{}", shard_.count);
    if (whose == Whose::this_shard && !shard_.is_all())
        std::erase_if(parts, [&](const fs::path& part) {
            const std::string tag = record::name_of(part).tag;
            return tag.ends_with(of_same_count) && tag != shard_.tag();
        });
    if (existing == Existing::smaller) parts.push_back(result_);
    return parts;
}

record::PartIndex PartStore::index_of(Existing existing, Whose whose) const {
    return index_verified([&] { return parts(existing, whose); }, layout_,
                          [this](const record::h5::File& file, const fs::path& part) {
                              require_same(identity_, part,
                                           [&](const std::string& name) { return fact_of(file, name); });
                          });
}

void PartStore::publish(std::vector<record::BundleResult> batch) {
    if (batch.empty()) return;
    std::vector<std::pair<std::uint64_t, bool>> news;
    news.reserve(batch.size());
    for (const record::BundleResult& bundle : batch)
        news.emplace_back(bundle.bundle, std::any_of(bundle.runs.begin(), bundle.runs.end(),
                                                     [](const auto& run) { return run.status == Status::failed; }));
    const std::lock_guard lock(mutex_);
    try {
        record::write_part(folder_, layout_, attributes_of(layout_, identity_), std::move(batch), shard_.tag());
    } catch (const IoError&) {  // another process may have run the same and joined it
        if (look() != Existing::complete) throw;
    }
    for (const auto& [bundle, failed] : news) {
        if (ledger_.published[bundle]) continue;
        ledger_.published[bundle] = true;
        ++(failed ? ledger_.failed : ledger_.done);
    }
}

std::uint64_t PartStore::published_by_all() const {
    std::error_code error;
    if (!fs::exists(folder_, error)) return look() == Existing::complete ? layout_.bundles : in_result_;
    std::uint64_t bundles = in_result_;
    for (const fs::path& part : record::parts_in(folder_)) bundles += record::name_of(part).bundles;
    return std::min(bundles, layout_.bundles);
}

void PartStore::join(const record::ResultLayout& whole) {
    if (const std::uint64_t gaps = try_join(whole); gaps > 0)
        throw IoError(fmt::format("{}: {} of {} bundles are missing; run the study again to fill them in{}{}",
                                  folder_.string(), gaps, whole.bundles, ledger_.damaged.empty() ? "" : "\n",
                                  fmt::join(ledger_.damaged, "\n")));
}

std::uint64_t PartStore::try_join(const record::ResultLayout& whole) {
    const std::lock_guard lock(mutex_);
    const Existing existing = look_at(result_, identity_, whole.runs());
    if (existing == Existing::complete) return 0;
    // Another process of the study may have joined the parts in the meantime, and be taking them away.
    const auto is_joined = [&] { return look_at(result_, identity_, whole.runs()) == Existing::complete; };
    try {
        const std::uint64_t gaps = join_parts(whole, existing);
        return gaps > 0 && is_joined() ? 0 : gaps;
    } catch (const IoError&) {
        if (!is_joined()) throw;
        return 0;
    }
}

std::uint64_t PartStore::join_parts(const record::ResultLayout& whole, Existing existing) {
    record::PartIndex index = index_of(existing, Whose::everybody);
    index.places.resize(whole.bundles);  // what lies beyond leaves no trace
    index.failed.resize(whole.bundles);
    if (const std::uint64_t gaps = index.gaps(); gaps > 0) {
        ledger_.damaged = std::move(index.damaged);  // why they are missing
        return gaps;
    }
    record::Attributes attributes = attributes_of(whole, identity_);
    if (identity_.other_builds == Identity::OtherBuilds::accept)
        if (const auto builds = builds_of(index, identity_); builds.size() > 1)
            attributes.emplace_back(builds_attribute, fmt::format("{}", fmt::join(builds, "; ")));
    write_joined(result_, whole, attributes, index);
    remove_parts(result_);
    return 0;
}

void write_joined(const fs::path& result, const record::ResultLayout& layout, const record::Attributes& attributes,
                  const record::PartIndex& index) {
    record::Draft draft(record::place_to_write(result));
    {
        record::PartSource source(layout, index);
        record::h5::File file = record::h5::File::create(draft.path());
        record::write_result(file, layout, attributes, source);
        file.close();
    }
    record::seal(draft.path());
    draft.publish_as(result);
}

record::PartIndex PartStore::index_of_all() const {
    const Existing existing = look();
    return index_of(existing == Existing::none ? existing : Existing::smaller, Whose::everybody);
}

PublishedOutcome outcome_in(const record::PartIndex& index, const record::ResultLayout& layout, std::size_t outcome,
                            record::h5::Rows runs) {
    record::PartSource source(layout, index);
    PublishedOutcome published;
    const std::uint64_t end = runs.first + runs.count;
    for (std::uint64_t first = runs.first; first < end; first += scalar_block) {
        const record::Scalars scalars = source.scalars({first, std::min(scalar_block, end - first)});
        published.missing += static_cast<std::uint64_t>(
            std::count(scalars.status.begin(), scalars.status.end(), static_cast<std::int8_t>(Status::missing)));
        const std::vector<double>& values = scalars.outcomes.at(outcome);
        published.values.insert(published.values.end(), values.begin(), values.end());
    }
    return published;
}

Existing look_at(const fs::path& result, const Identity& identity, std::uint64_t runs) {
    std::error_code error;
    if (!fs::exists(result, error)) return Existing::none;
    const std::string stays = "; it is left as it is: choose another file with --out, or remove it";
    if (!fs::is_regular_file(result, error)) throw config::ConfigError(result.string() + ": is not a file" + stays);
    const record::Seal seal = record::check_seal(result);
    if (seal == record::Seal::broken)
        throw IoError(result.string() + ": is damaged, its bytes do not match its seal" + stays);
    if (seal == record::Seal::none)
        throw config::ConfigError(
            result.string() +
            ": is not a result of this program, or is truncated, or was changed after it was written" + stays);
    record::require_sound(result);
    const record::h5::File file = record::h5::File::open(result);
    require_same(identity, result, [&](const std::string& name) { return fact_of(file, name); });
    const std::uint64_t there = file.variable("run").rows();
    if (there > runs)
        throw config::ConfigError(fmt::format("{}: holds {} runs of this study, more than the {} asked for{}",
                                              result.string(), there, runs, stays));
    if (there < runs || file.attribute(partial_attribute)) return Existing::smaller;
    // A kill may have come between the result and the end of its parts. Parts of a larger study are not done with.
    remove_parts_of(result, identity, runs);
    return Existing::complete;
}

void remove_parts_of(const fs::path& result, const Identity& identity, std::uint64_t runs) {
    const fs::path file = parts_of(result) / "identity";
    const auto ours = facts(identity);
    const bool is_ours = std::all_of(ours.begin(), ours.end(), [&](const auto& fact) {
        return fact_in(file, fact.first) == fact.second ||
               (fact.first == "build" && identity.other_builds == Identity::OtherBuilds::accept);
    });
    if (is_ours && fact_in(file, "runs") == std::to_string(runs)) remove_parts(result);
}

}  // namespace peacenorm::study
