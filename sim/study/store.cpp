// SPDX-License-Identifier: Apache-2.0
#include "sim/study/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/record/digest.hpp"
#include "sim/record/draft.hpp"
#include "sim/record/part_files.hpp"

namespace peacenorm::study {
namespace {

namespace fs = std::filesystem;
using record::Status;

constexpr std::uint64_t scalar_block = 4096;  // runs that are read at once

/// An identity as names and values, as files tell it.
std::array<std::pair<std::string, std::string>, 3> facts(const Identity& identity) {
    return {{{"dynamics_hash", identity.dynamics}, {"recording_hash", identity.recording}, {"build", identity.build}}};
}

std::string meaning(const std::string& fact) {
    if (fact == "dynamics_hash") return "the model, its parameters or its input files";
    return fact == "recording_hash" ? "what is recorded" : "the program";
}

/// Throws unless what is found says the same. `found` answers a fact's name.
template <class Find>
void require_same(const Identity& identity, const fs::path& place, Find found) {
    std::string problems;
    for (const auto& [name, wanted] : facts(identity)) {
        const std::string there = found(name);
        if (there != wanted)
            problems += fmt::format("\n  {} ({}): there {}, now {}", name, meaning(name),
                                    there.empty() ? "none" : there, wanted);
    }
    if (!problems.empty())
        throw config::ConfigError(
            fmt::format("{}: holds results of something else, and results are never mixed; choose "
                        "another file with --out, or remove it; what differs:{}",
                        place.string(), problems));
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

/// `grown`: a complete result of fewer bundles is a part like any other.
record::PartIndex index_of(const fs::path& folder, const fs::path& grown, const record::ResultLayout& layout,
                           const Identity& identity) {
    std::vector<fs::path> parts = record::parts_in(folder);
    if (!grown.empty()) parts.push_back(grown);
    return record::index_parts(parts, layout, [&](const record::h5::File& file, const fs::path& part) {
        require_same(identity, part, [&](const std::string& name) { return file.attribute(name).value_or(""); });
    });
}

fs::path parent_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

fs::path parts_of(fs::path result) {
    return result += ".parts";
}

void remove_parts(const fs::path& result) {
    std::error_code error;
    if (fs::remove_all(parts_of(result), error) > 0 && !error) record::sync_folder(parent_of(result));
    if (error) throw IoError(fmt::format("{}: cannot remove it: {}", parts_of(result).string(), error.message()));
}

}  // namespace

PartStore::PartStore(fs::path result, const record::ResultLayout& layout, Identity identity)
    : result_(std::move(result)), folder_(parts_of(result_)), layout_(layout), identity_(std::move(identity)) {
    const bool grows = look_at(result_, identity_, layout_.runs()) != Existing::none;
    make_folder(folder_);
    record::sweep_drafts(folder_, "");
    record::sweep_drafts(parent_of(result_), result_.filename().string());
    const fs::path file = folder_ / "identity";
    const std::string text = identity_text(identity_, layout_);
    if (fs::exists(file))
        require_same(identity_, folder_, [&](const std::string& name) { return fact_in(file, name); });
    if (text_of(file) != text) record::publish_text(file, text);
    record::PartIndex index = index_of(folder_, grows ? result_ : fs::path(), layout_, identity_);
    ledger_.damaged = std::move(index.damaged);
    ledger_.published.resize(layout_.bundles);
    for (std::uint64_t bundle = 0; bundle < layout_.bundles; ++bundle) {
        if (!index.holds(bundle)) continue;
        ledger_.published[bundle] = true;
        ++(index.failed[bundle] ? ledger_.failed : ledger_.done);
    }
}

void PartStore::publish(std::vector<record::BundleResult> batch) {
    if (batch.empty()) return;
    std::vector<std::pair<std::uint64_t, bool>> news;
    for (const record::BundleResult& bundle : batch)
        news.emplace_back(bundle.bundle, std::any_of(bundle.runs.begin(), bundle.runs.end(),
                                                     [](const auto& run) { return run.status == Status::failed; }));
    const std::lock_guard lock(mutex_);
    record::write_part(folder_, layout_, attributes_of(layout_, identity_), std::move(batch));
    for (const auto& [bundle, failed] : news) {
        if (ledger_.published[bundle]) continue;
        ledger_.published[bundle] = true;
        ++(failed ? ledger_.failed : ledger_.done);
    }
}

void PartStore::join(const record::ResultLayout& whole) {
    const std::lock_guard lock(mutex_);
    const Existing existing = look_at(result_, identity_, whole.runs());
    if (existing == Existing::complete) return;
    try {
        join_parts(whole, existing == Existing::smaller ? result_ : fs::path());
    } catch (const IoError&) {  // another process of the study may have joined the parts in the meantime
        if (look_at(result_, identity_, whole.runs()) != Existing::complete) throw;
    }
}

void PartStore::join_parts(const record::ResultLayout& whole, const fs::path& grown) {
    record::PartIndex index = index_of(folder_, grown, layout_, identity_);
    index.places.resize(whole.bundles);  // what lies beyond leaves no trace
    index.failed.resize(whole.bundles);
    std::uint64_t gaps = 0;
    for (std::uint64_t bundle = 0; bundle < whole.bundles; ++bundle) gaps += index.holds(bundle) ? 0 : 1;
    if (gaps > 0)
        throw IoError(fmt::format("{}: {} of {} bundles are missing; run the study again to fill them in",
                                  folder_.string(), gaps, whole.bundles));
    record::Draft draft(result_);
    {
        record::PartSource source(whole, index);
        record::h5::File file = record::h5::File::create(draft.path());
        record::write_result(file, whole, attributes_of(whole, identity_), source);
        file.close();
    }
    record::seal(draft.path());
    draft.publish_as(result_);
    remove_parts(result_);
}

std::vector<double> PartStore::outcome(std::size_t outcome, record::h5::Rows runs) const {
    const bool grows = look_at(result_, identity_, layout_.runs()) != Existing::none;
    const record::PartIndex index = index_of(folder_, grows ? result_ : fs::path(), layout_, identity_);
    record::PartSource source(layout_, index);
    std::vector<double> values;
    for (std::uint64_t first = runs.first; first < runs.first + runs.count; first += scalar_block) {
        const record::Scalars scalars =
            source.scalars({first, std::min(scalar_block, runs.first + runs.count - first)});
        const auto& status = scalars.status;
        if (std::find(status.begin(), status.end(), static_cast<std::int8_t>(Status::missing)) != status.end())
            throw IoError(folder_.string() +
                          ": a finished bundle is missing or damaged; run the study again to fill it in");
        values.insert(values.end(), scalars.outcomes.at(outcome).begin(), scalars.outcomes.at(outcome).end());
    }
    return values;
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
            result.string() + ": is no result of this program, or truncated, or changed after it was written" + stays);
    const record::h5::File file = record::h5::File::open(result);
    require_same(identity, result, [&](const std::string& name) { return file.attribute(name).value_or(""); });
    const std::uint64_t there = file.variable("run").rows();
    if (there > runs)
        throw config::ConfigError(fmt::format("{}: holds {} runs of this study, more than the {} asked for{}",
                                              result.string(), there, runs, stays));
    if (there < runs) return Existing::smaller;
    // A kill may have come between the result and the end of its parts. Parts of a larger study are not done with.
    remove_parts_of(result, runs);
    return Existing::complete;
}

void remove_parts_of(const fs::path& result, std::uint64_t runs) {
    if (fact_in(parts_of(result) / "identity", "runs") == std::to_string(runs)) remove_parts(result);
}

}  // namespace peacenorm::study
