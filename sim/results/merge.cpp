// SPDX-License-Identifier: Apache-2.0
#include "sim/results/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "sim/config/faults.hpp"
#include "sim/core/check.hpp"
#include "sim/run/precision_session.hpp"
#include "sim/store/digest.hpp"
#include "sim/store/survey.hpp"
#include "sim/store/what_differs.hpp"
#include "sim/study/identity.hpp"
#include "sim/study/plan.hpp"
#include "sim/study/study_file.hpp"

namespace peacenorm::study {

namespace {

namespace fs = std::filesystem;
using record::h5::File;

std::string fact(const File& file, const std::string& name) {
    return file.attribute(name).value_or("");
}

Identity identity_in(const File& file) {
    return {fact(file, "dynamics_hash"), fact(file, "recording_hash"), fact(file, "build")};
}

std::string text_in(const File& file, const std::string& name) {
    if (const auto attribute = file.attribute(name)) return *attribute;
    return file.has(name) ? file.variable(name).read_text(0) : "";
}

/// The study that a file belongs to.
struct Source {
    fs::path file;
    Identity identity;
    Study study;
    std::string hash;  ///< of the study: distinguishes one with more replicates
    record::Attributes attributes;
};

/// A file of the same study with more replicates was met: the merge begins again with it.
struct Larger {
    fs::path file;
};

Source source_of(const fs::path& path, const Catalogue& catalogue) {
    const File file = File::open(path);
    if (!file.has("configuration") || !file.attribute("dynamics_hash"))
        throw config::ConfigError(path.string() + ": error: is not a result or part of this program\n");
    Source source{path,
                  identity_in(file),
                  load_study_text(path.string() + " (configuration)", text_in(file, "configuration"), catalogue),
                  fact(file, "study_hash"),
                  {}};
    const Identity now = identity_of(source.study);
    if (now.dynamics != source.identity.dynamics || now.recording != source.identity.recording)
        throw config::ConfigError(fmt::format(
            "{}: error: was made by another version of the model ({} {}); merge it with the program that made it: {}\n",
            path.string(), fact(file, "model"), fact(file, "model_version"), source.identity.build));
    for (const auto& [name, text] : provenance(source.study, ""))
        source.attributes.emplace_back(name, text_in(file, name));
    return source;
}

class Merge {
  public:
    Merge(const MergeRequest& request, const Catalogue& catalogue) : request_(request), catalogue_(catalogue) {}
    Merged run();

  private:
    std::vector<fs::path> files() const;
    void add_files(std::vector<fs::path>& files, const fs::path& given) const;
    fs::path first_intact(const std::vector<fs::path>& files) const;
    Merged join(Source& source) const;
    void cut(Source& source, const Plan& plan, record::ResultLayout& layout, record::PartIndex& index) const;
    void check(const Source& source, std::uint64_t bundles, const File& file, const fs::path& path) const;

    const MergeRequest& request_;
    const Catalogue& catalogue_;
};

void Merge::add_files(std::vector<fs::path>& files, const fs::path& given) const {
    std::error_code error;
    fs::path folder = given;
    if (fs::is_regular_file(given, error)) files.push_back(given);
    if (!fs::is_directory(given, error)) folder = parts_of(given);
    if (fs::is_directory(folder, error)) {
        const std::vector<fs::path> parts = record::parts_in(folder);
        files.insert(files.end(), parts.begin(), parts.end());
    } else if (!fs::exists(given, error) && !(given == parts_of(request_.out) && fs::exists(request_.out, error))) {
        throw IoError(given.string() + ": no such file or folder");
    }
}

std::vector<fs::path> Merge::files() const {
    std::vector<fs::path> files;
    for (fs::path given : request_.parts) {
        if (!given.has_filename()) given = given.parent_path();  // "OUT.parts/"
        add_files(files, given);
    }
    std::error_code error;
    if (fs::exists(request_.out, error)) files.push_back(request_.out);
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

fs::path Merge::first_intact(const std::vector<fs::path>& files) const {
    std::string complaint;
    for (const fs::path& file : files) {
        if (record::check_seal(file) != record::Seal::intact) continue;
        const std::string found = record::survey_apart({file}).front();
        if (found.empty()) return file;
        if (complaint.empty()) complaint = found;
    }
    if (!complaint.empty()) throw IoError(complaint);
    throw IoError(files.empty()
                      ? "there are no parts to merge"
                      : files.front().string() + ": is damaged, and so is every other part: nothing to merge");
}

/// Throws unless the file belongs to the study.
void Merge::check(const Source& source, std::uint64_t bundles, const File& file, const fs::path& path) const {
    if (identity_in(file) == source.identity) {
        if (fact(file, "study_hash") == source.hash) return;
        const Study other = load_study_text(path.string(), text_in(file, "configuration"), catalogue_);
        if (Plan(other).bundles() > bundles) throw Larger{path};
        return;
    }
    std::string text =
        fmt::format("{}: error: is of another study than {}, and results are never mixed; what differs:\n",
                    path.string(), source.file.string());
    const Identity there = identity_in(file);
    if (there.build != source.identity.build)
        text += fmt::format("  build: {} there, {} here\n", there.build, source.identity.build);
    if (there.dynamics != source.identity.dynamics || there.recording != source.identity.recording) {
        const Study other = load_study_text(path.string(), text_in(file, "configuration"), catalogue_);
        text += what_differs(other.resolved(), source.study.resolved());
    }
    throw config::ConfigError(text);
}

/// A study with `until`: cuts what was found to the replicates that its precision asks for. Where they are not all
/// there yet, to those of the look that is to decide next, so that what is missing is reported.
void Merge::cut(Source& source, const Plan& plan, record::ResultLayout& layout, record::PartIndex& index) const {
    const Standing standing = decide(source.study, plan, layout, index);
    source.study.replicates = standing.decision ? standing.decision->look.replicates : standing.waits_at;
    layout = plan.layout();
    index.places.resize(layout.bundles);
    index.failed.resize(layout.bundles);
    if (!standing.decision) return;
    for (auto& [name, text] : source.attributes)
        if (name == "study_hash") text = study_hash(source.study, source.identity);
    for (auto& fact : precision_facts(plan, *standing.decision)) source.attributes.push_back(std::move(fact));
}

Merged Merge::join(Source& source) const {
    const Plan plan(source.study);
    record::ResultLayout layout = plan.layout();
    record::PartIndex index =
        index_verified([this] { return files(); }, layout,
                       [&](const File& file, const fs::path& path) { check(source, layout.bundles, file, path); });
    const std::uint64_t most = layout.runs();
    if (source.study.until) cut(source, plan, layout, index);
    Merged merged{layout.bundles, layout.runs(), index.parts.size(), {}, std::move(index.damaged), {}};
    for (std::uint64_t bundle = 0; bundle < layout.bundles; ++bundle)
        if (!index.holds(bundle)) merged.missing.push_back(bundle);
    if (!merged.missing.empty() && request_.gaps == MergeRequest::Gaps::refuse) return merged;
    record::Attributes attributes = source.attributes;
    if (!merged.missing.empty())
        attributes.emplace_back(partial_attribute,
                                fmt::format("{} of {} bundles are missing", merged.missing.size(), layout.bundles));
    write_joined(request_.out, layout, attributes, index);
    if (merged.missing.empty()) remove_parts_of(request_.out, source.identity, most);
    merged.result = Merged::Result::written;
    return merged;
}

Merged Merge::run() {
    fs::path first = first_intact(files());
    while (true) {
        Source source = source_of(first, catalogue_);
        std::error_code error;
        if (fs::exists(request_.out, error) && first == request_.out &&
            !File::open(first).attribute(partial_attribute) && files().size() == 1) {
            const std::uint64_t runs = File::open(first).variable("run").rows();
            return {runs / source.study.arms.runs_per_bundle(), runs, 1, {}, {}, Merged::Result::already_there};
        }
        try {
            return join(source);
        } catch (const Larger& larger) {
            first = larger.file;
        }
    }
}

}  // namespace

Merged merge(const MergeRequest& request, const Catalogue& catalogue) {
    return Merge(request, catalogue).run();
}

std::string ranges_text(const std::vector<std::uint64_t>& numbers, std::size_t most) {
    std::string text;
    std::size_t stretches = 0, i = 0;
    while (i < numbers.size() && stretches < most) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        text += fmt::format("{}{}{}", text.empty() ? "" : ", ", numbers[i],
                            last > i ? fmt::format("-{}", numbers[last]) : "");
        i = last + 1;
        ++stretches;
    }
    return i < numbers.size() ? fmt::format("{} and {} more", text, numbers.size() - i) : text;
}

}  // namespace peacenorm::study
