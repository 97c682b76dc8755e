// SPDX-License-Identifier: Apache-2.0
#include "sim/record/part_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/check.hpp"
#include "sim/record/digest.hpp"
#include "sim/record/draft.hpp"

namespace peacenorm::record {
namespace {

bool is_part(const std::filesystem::path& path) {
    return path.filename().string().starts_with("part-") && path.extension() == ".h5";
}

/// The number of bundles a part's name tells: `part-FIRST-COUNT-DIGEST.h5`.
std::string count_in_name(const std::filesystem::path& part) {
    const std::string name = part.filename().string();
    const std::size_t from = name.find('-', 5);
    const std::size_t to = from == std::string::npos ? from : name.find('-', from + 1);
    return to == std::string::npos ? "some" : name.substr(from + 1, to - from - 1);
}

void set_aside(PartIndex& index, const std::filesystem::path& part, const std::string& reason) {
    std::filesystem::path aside = part;
    aside += ".damaged";
    std::error_code ignored;  // another process may have set it aside already
    std::filesystem::rename(part, aside, ignored);
    index.damaged.push_back(
        fmt::format("{}: {}; its {} bundles will be run again", part.filename().string(), reason, count_in_name(part)));
}

/// What a part holds by its own word: the bundle and the status of each run.
struct Content {
    std::vector<std::int64_t> bundles;
    std::vector<std::int8_t> status;
};

Content content_of(const h5::File& file, const ResultLayout& layout, const std::filesystem::path& part) {
    const h5::Variable bundle = file.variable("bundle"), status = file.variable("status");
    Content content;
    content.bundles.resize(bundle.rows());
    content.status.resize(bundle.rows());
    bundle.read<std::int64_t>({0, bundle.rows()}, content.bundles);
    status.read<std::int8_t>({0, bundle.rows()}, content.status);
    bool fits = content.bundles.size() % layout.runs_per_bundle == 0;
    for (std::size_t i = 0; i < content.bundles.size(); ++i)
        fits = fits && content.bundles[i] >= 0 && content.bundles[i] < static_cast<std::int64_t>(layout.bundles) &&
               content.bundles[i] == content.bundles[i - i % layout.runs_per_bundle];
    if (!fits)
        throw IoError(part.string() + ": holds bundles that the study does not have; ask for as many replicates as " +
                      "before, or choose another file with --out");
    return content;
}

void add_part(PartIndex& index, const ResultLayout& layout, const std::filesystem::path& part, const Content& content) {
    const auto number = static_cast<std::uint32_t>(index.parts.size());
    index.parts.push_back(part);
    for (std::size_t row = 0; row < content.bundles.size(); row += layout.runs_per_bundle) {
        const auto bundle = static_cast<std::size_t>(content.bundles[row]);
        PartIndex::Place& place = index.places[bundle];
        if (place.part != PartIndex::nowhere) {
            if (!same_bundle(layout, index.parts[place.part], place.row, part, row))
                throw IoError(fmt::format("{} and {} tell bundle {} differently; remove both to run it again",
                                          index.parts[place.part].string(), part.string(), bundle));
            continue;
        }
        place = {number, static_cast<std::uint32_t>(row)};
        const auto first = content.status.begin() + static_cast<std::ptrdiff_t>(row);
        index.failed[bundle] = std::find(first, first + layout.runs_per_bundle,
                                         static_cast<std::int8_t>(Status::failed)) != first + layout.runs_per_bundle;
    }
}

}  // namespace

std::vector<std::filesystem::path> parts_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> parts;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (is_part(entry.path())) parts.push_back(entry.path());
    if (error) throw IoError(fmt::format("{}: cannot list it: {}", folder.string(), error.message()));
    std::sort(parts.begin(), parts.end());
    return parts;
}

void write_part(const std::filesystem::path& folder, const ResultLayout& layout, const Attributes& attributes,
                std::vector<BundleResult> bundles) {
    BundleSource source(layout, std::move(bundles));
    Draft draft(folder / "part");
    h5::File file = h5::File::create(draft.path(), h5::File::Driver::memory);
    write_result(file, layout, attributes, source);
    file.close();
    const std::string digest = seal(draft.path());
    draft.publish_as(
        folder / fmt::format("part-{:08}-{}-{}.h5", source.bundles().front().bundle, source.bundles().size(), digest));
}

PartIndex index_parts(const std::vector<std::filesystem::path>& parts, const ResultLayout& layout,
                      const std::function<void(const h5::File&, const std::filesystem::path&)>& check) {
    PartIndex index;
    index.places.resize(layout.bundles);
    index.failed.resize(layout.bundles);
    for (const std::filesystem::path& part : parts) {
        const Seal state = check_seal(part);
        if (state != Seal::intact) {
            set_aside(index, part, state == Seal::none ? "truncated" : "its bytes have changed");
            continue;
        }
        const h5::File file = h5::File::open(part);
        check(file, part);
        add_part(index, layout, part, content_of(file, layout, part));
    }
    return index;
}

bool same_bundle(const ResultLayout& layout, const std::filesystem::path& a, std::uint64_t row_a,
                 const std::filesystem::path& b, std::uint64_t row_b) {
    const h5::File file_a = h5::File::open(a), file_b = h5::File::open(b);
    std::vector<std::string> names{"status"};
    for (const OutcomeVariable& outcome : layout.outcomes) names.push_back(outcome.name);
    for (const SeriesVariable& series : layout.series) names.push_back(series.name);
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return file_a.variable(name).read_bits({row_a, layout.runs_per_bundle}) ==
               file_b.variable(name).read_bits({row_b, layout.runs_per_bundle});
    });
}

}  // namespace peacenorm::record
