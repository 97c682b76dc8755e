// SPDX-License-Identifier: Apache-2.0
#include "sim/store/part_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "sim/core/check.hpp"
#include "sim/core/printable.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/draft.hpp"
#include "sim/store/survey.hpp"

namespace peacenorm::record {
namespace {

constexpr std::uint64_t bundles_per_block = 4096;

bool is_part(const std::filesystem::path& path) {
    return path.filename().string().starts_with("part-") && path.extension() == ".h5";
}

void set_aside(PartIndex& index, const std::filesystem::path& part, const std::string& reason) {
    std::filesystem::path aside = part;
    aside += ".damaged";
    std::error_code ignored;  // another process may have set it aside already
    if (is_part(part)) std::filesystem::rename(part, aside, ignored);
    const std::uint64_t bundles = name_of(part).bundles;
    index.damaged.push_back(printable(fmt::format("{}: {}; its {} bundles will be run again", part.filename().string(),
                                                  reason, bundles > 0 ? std::to_string(bundles) : "some")));
}

/// Some bundles of a part by its own word: the bundle and the status of each run.
struct Content {
    std::uint64_t first = 0;  ///< row in the part
    std::vector<std::int64_t> bundles;
    std::vector<std::int8_t> status;
};

void check_fit(const Content& content, const ResultLayout& layout, const std::filesystem::path& part) {
    bool fits = content.bundles.size() % layout.runs_per_bundle == 0;
    for (std::size_t i = 0; i < content.bundles.size(); ++i)
        fits = fits && content.bundles[i] >= 0 && content.bundles[i] < static_cast<std::int64_t>(layout.bundles) &&
               content.bundles[i] == content.bundles[i - i % layout.runs_per_bundle];
    if (!fits)
        throw IoError(part.string() + ": holds bundles that the study does not have; ask for as many replicates as " +
                      "before, or choose another file with --out");
}

void add_bundle(PartIndex& index, const ResultLayout& layout, std::size_t bundle, PartIndex::Place found) {
    PartIndex::Place& place = index.places[bundle];
    if (place.part == PartIndex::nowhere) {
        place = found;
        return;
    }
    const auto &known = index.parts[place.part], &part = index.parts[found.part];
    if (!same_bundle(layout, known, place.row, part, found.row))
        throw IoError(fmt::format("{} and {} disagree about bundle {}; remove both to run it again", known.string(),
                                  part.string(), bundle));
}

void add_content(PartIndex& index, const ResultLayout& layout, const Content& content) {
    const auto number = static_cast<std::uint32_t>(index.parts.size() - 1);
    for (std::size_t row = 0; row < content.bundles.size(); row += layout.runs_per_bundle) {
        const auto first = content.status.begin() + static_cast<std::ptrdiff_t>(row);
        const auto end = first + layout.runs_per_bundle;
        if (std::find(first, end, static_cast<std::int8_t>(Status::missing)) != end) continue;
        const auto bundle = static_cast<std::size_t>(content.bundles[row]);
        add_bundle(index, layout, bundle, {number, static_cast<std::uint32_t>(content.first + row)});
        if (std::find(first, end, static_cast<std::int8_t>(Status::failed)) != end) index.failed[bundle] = true;
    }
}

/// Reads a part block by block, so that a large result as a part takes no more memory than a small one.
void add_part(PartIndex& index, const ResultLayout& layout, const std::filesystem::path& part, const h5::File& file) {
    index.parts.push_back(part);
    index.places.resize(layout.bundles);
    const h5::Variable bundle = file.variable("bundle"), status = file.variable("status");
    const std::uint64_t rows = bundle.rows(), block = bundles_per_block * layout.runs_per_bundle;
    if (rows >= std::numeric_limits<std::uint32_t>::max()) throw IoError(part.string() + ": holds too many runs");
    Content content;
    for (content.first = 0; content.first < rows; content.first += block) {
        const h5::Rows stretch{content.first, std::min(block, rows - content.first)};
        content.bundles.resize(stretch.count);
        content.status.resize(stretch.count);
        bundle.read<std::int64_t>(stretch, content.bundles);
        status.read<std::int8_t>(stretch, content.status);
        check_fit(content, layout, part);
        add_content(index, layout, content);
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

PartName name_of(const std::filesystem::path& part) {
    std::vector<std::string> words;
    std::stringstream name(part.stem().string());
    for (std::string word; std::getline(name, word, '-');) words.push_back(word);
    PartName parsed;
    if (words.size() < 4 || words[0] != "part") return parsed;
    const auto [end, error] = std::from_chars(words[2].data(), words[2].data() + words[2].size(), parsed.bundles);
    if (error != std::errc{}) parsed.bundles = 0;
    if (words.size() > 4) parsed.tag = words[4];
    return parsed;
}

std::filesystem::path write_part(const std::filesystem::path& folder, const ResultLayout& layout,
                                 const Attributes& attributes, std::vector<BundleResult> bundles,
                                 const std::string& tag) {
    BundleSource source(layout, std::move(bundles));
    Draft draft(folder / "part");
    h5::File file = h5::File::create(draft.path(), h5::File::Driver::memory);
    write_result(file, layout, attributes, source, Readers::this_program);
    file.close();
    const std::string digest = seal(draft.path());
    std::filesystem::path part = folder / fmt::format("part-{:08}-{}-{}{}{}.h5", source.bundles().front().bundle,
                                                      source.bundles().size(), digest, tag.empty() ? "" : "-", tag);
    draft.publish_as(part);
    return part;
}

PartIndex index_parts(const std::vector<std::filesystem::path>& parts, const ResultLayout& layout,
                      const std::function<void(const h5::File&, const std::filesystem::path&)>& check) {
    PartIndex index;
    index.failed.resize(layout.bundles);
    std::vector<std::filesystem::path> intact;
    for (const std::filesystem::path& part : parts) {
        const Seal state = check_seal(part);
        if (state == Seal::intact)
            intact.push_back(part);
        else
            set_aside(index, part, state == Seal::none ? "truncated" : "its bytes have changed");
    }
    const std::vector<std::string> complaints = survey_apart(intact);
    for (std::size_t i = 0; i < intact.size(); ++i) {
        if (!complaints[i].empty() && !is_part(intact[i])) throw IoError(complaints[i]);
        if (!complaints[i].empty()) {
            set_aside(index, intact[i], complaints[i]);
            continue;
        }
        const h5::File file = h5::File::open(intact[i]);
        check(file, intact[i]);
        add_part(index, layout, intact[i], file);
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
